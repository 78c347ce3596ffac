/* Needs and offers on their pages: who gets to see which, and that nothing typed is lost. */
#include "base/buf.h"
#include "db/db.h"
#include "directory/listing.h"
#include "directory/translation.h"
#include "tests/site.h"
#include "tests/test.h"

#define HAS(answer, text) CHECK(str_has((answer).body, STR(text)))
#define LACKS(answer, text) CHECK(!str_has((answer).body, STR(text)))

static struct listing stored(struct site *s, int64_t id) {
    struct work w = site_work(s, WORLD_ADMIN);
    struct listing l = {0};
    CHECK(listing_one(&w, id, &l));
    return l;
}

/* "title=..&version=3" */
static const char *with_version(struct site *s, const char *fields, int64_t version) {
    struct buf out = {.mem = &s->mem};
    buf_add(&out, str_of(fields));
    buf_add(&out, STR("&version="));
    buf_num(&out, version);
    return arena_z(&s->mem, buf_str(&out));
}

static void a_visitor_sees_only_what_is_public(struct site *s) {
    struct answered list = site_get(s, 0, "/en/listings");
    CHECK(list.status == 200);
    HAS(list, "4 needs and offers");
    HAS(list, "Støbegods i aluminium");
    LACKS(list, "Presseværktøj");
    LACKS(list, "Køber til virksomheden");
    LACKS(list, "Kokiller");
    LACKS(list, "Legeringer");
    LACKS(list, "Stoßstangen");
    LACKS(list, "Add a need");
    CHECK(site_get(s, 0, "/en/listings/1").status == 200);
    LACKS(site_get(s, 0, "/en/listings/1"), "/edit");
    CHECK(site_get(s, 0, "/en/listings/2").status == 404);
    CHECK(site_get(s, 0, "/en/listings/3").status == 404);
    CHECK(site_get(s, 0, "/en/listings/4").status == 404);
    CHECK(site_get(s, 0, "/en/listings/8").status == 404);
    CHECK(site_get(s, 0, "/en/listings/999").status == 404);
    CHECK(site_get(s, 0, "/en/listings/1/edit").status == 303);
    CHECK(site_post(s, 0, "/en/listings/1/withdraw", "").status == 403);
}

static void a_manager_abroad_sees_what_is_shared(struct site *s) {
    struct answered list = site_get(s, WORLD_AUTO_MANAGER, "/en/listings?state=all");
    HAS(list, "Presseværktøj");
    LACKS(list, "Køber til virksomheden");
    LACKS(list, "Kokiller");
    LACKS(list, "Legeringer");
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/listings/2").status == 200);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/listings/3").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/listings/4").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/listings/1/edit").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/listings/1/translations/en").status == 404);
    CHECK(site_post(s, WORLD_AUTO_MANAGER, "/en/listings/1/edit", "title=Fremd").status == 404);
    CHECK(site_post(s, WORLD_AUTO_MANAGER, "/en/listings/1/withdraw", "").status == 404);
    CHECK(site_post(s, WORLD_AUTO_MANAGER, "/en/listings/4/publish", "").status == 404);
    CHECK(site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/1/listings/new", "title=x").status ==
            404);
    SAME(stored(s, WORLD_FOUNDRY_OFFER).status, "published");
}

static void its_own_manager_sees_drafts_on_demand(struct site *s) {
    struct answered list = site_get(s, WORLD_ALU_MANAGER, "/en/listings");
    HAS(list, "Køber til virksomheden");
    LACKS(list, "Kokiller");
    list = site_get(s, WORLD_ALU_MANAGER, "/en/listings?state=all");
    HAS(list, "Kokiller");
    struct answered draft = site_get(s, WORLD_ALU_MANAGER, "/en/listings/4");
    CHECK(draft.status == 200);
    HAS(draft, "/listings/4/publish");
    HAS(draft, "/listings/4/edit");
}

static void the_list_is_narrowed_by_its_sentence(struct site *s) {
    HAS(site_get(s, 0, "/en/listings?side=offer"), "2 offers");
    HAS(site_get(s, 0, "/en/listings?side=need&place=SE"), "One need<");
    HAS(site_get(s, 0, "/en/listings?place=DE-BY"), "2 needs and offers");
    HAS(site_get(s, 0, "/en/listings?language=sv"), "One need or offer<");
    HAS(site_get(s, 0, "/en/listings?q=stobe"), "One need or offer<");
    HAS(site_get(s, 0, "/en/listings?q=nothing+of+that"), "Nothing fits all of that");
    HAS(site_get(s, 0, "/en/listings?kind=%27%3E%3Cscript%3E&q=%3Cscript%3E"), "&lt;script&gt;");
    LACKS(site_get(s, 0, "/en/listings?kind=%27%3E%3Cscript%3E&q=%3Cscript%3E"), "<script>");
    CHECK(site_get(s, 0, "/en/listings?page=99999999999").status == 200);
    HAS(site_get(s, 0, "/en/listings?page=7"), "/en/listings'");
    SAME(site_get(s, 0, "/da/needs").location, "/da/listings?side=need");
}

#define WRONG_FORM                                                                               \
    "side=offer&kind=technology&title=&text=Vi+m%C3%A5ler+%3Cog%3E%0D%0A%0D%0Asaver&language=da" \
    "&partnerships=supply&partnerships=services&countries=SE&countries=Atlantis%2C+Tyskland"     \
    "&sectors=24.53&sectors=nonsens&valid_until=2020-01-31&visibility=partners&quantity=12+stk"

static void a_form_that_fails_gives_everything_back(struct site *s) {
    struct answered form =
            site_post(s, WORLD_ALU_MANAGER, "/da/organisations/1/listings/new", WRONG_FORM);
    CHECK(form.status == 422);
    HAS(form, "<html lang='da'>");
    HAS(form, "Vi måler &lt;og&gt;\n\nsaver</textarea>");
    HAS(form, "value='offer' checked");
    HAS(form, "value='technology' selected");
    HAS(form, "value='supply' checked");
    HAS(form, "value='services' checked");
    HAS(form, "value='SE' checked");
    HAS(form, "Atlantis");
    HAS(form, "Tyskland");
    HAS(form, "value='24.53' checked");
    HAS(form, "value='nonsens'");
    HAS(form, "value='2020-01-31'");
    HAS(form, "value='12 stk'");
    HAS(form, "value='partners' checked");
    HAS(form, "href='#title'");
    HAS(form, "href='#valid_until'");
    HAS(form, "id='sectors-wrong'");
    HAS(form, "id='countries-wrong'");
}

static str flaw_in(struct site *s, enum tongue t, enum flaw flaw) {
    struct work w = site_work(s, 0);
    w.tongue = t;
    return flaw_text(&w, flaw);
}

static void what_is_wrong_is_said_in_the_readers_language(struct site *s) {
    struct answered da =
            site_post(s, WORLD_ALU_MANAGER, "/da/organisations/1/listings/new", WRONG_FORM);
    struct answered de =
            site_post(s, WORLD_ALU_MANAGER, "/de/organisations/1/listings/new", WRONG_FORM);
    CHECK(!str_eq(flaw_in(s, DA, FLAW_EMPTY), flaw_in(s, EN, FLAW_EMPTY)));
    CHECK(!str_eq(flaw_in(s, DE, FLAW_EMPTY), flaw_in(s, EN, FLAW_EMPTY)));
    CHECK(str_has(da.body, flaw_in(s, DA, FLAW_EMPTY)));
    CHECK(str_has(da.body, flaw_in(s, DA, FLAW_DAY_PAST)));
    CHECK(str_has(de.body, flaw_in(s, DE, FLAW_EMPTY)));
    CHECK(str_has(de.body, flaw_in(s, DE, FLAW_UNKNOWN_COUNTRY)));
}

static void a_new_need_is_drafted_then_published(struct site *s) {
    struct answered form =
            site_get(s, WORLD_ALU_MANAGER, "/da/organisations/1/listings/new?side=need");
    HAS(form, "value='need' checked");
    HAS(form, "value='da' selected");
    struct answered made = site_post(s, WORLD_ALU_MANAGER, "/da/organisations/1/listings/new",
            "side=need&title=R%C3%B8ntgen+af+st%C3%B8begods&language=da&sectors=71.20"
            "&sectors=Tyskland%2C+24.54&countries=Tyskland%2C+Sverige&keep=yes");
    CHECK(made.status == 422);
    made = site_post(s, WORLD_ALU_MANAGER, "/da/organisations/1/listings/new",
            "side=need&title=R%C3%B8ntgen+af+st%C3%B8begods&language=da&sectors=71.20"
            "&sectors=24.54%2C+25.40&countries=Tyskland%2C+Sverige&keep=yes");
    CHECK(made.status == 303);
    SAME(made.location, "/da/listings/10-rontgen-af-stobegods?done=saved");
    struct listing l = stored(s, 10);
    SAME(l.status, "draft");
    SAME(l.kind, "business");
    SAME(l.visibility, "public");
    SAME(l.sectors, "71.20;24.54;25.40");
    SAME(l.countries, "DE;SE");
    CHECK(site_get(s, 0, "/da/listings/10").status == 404);
    made = site_post(s, WORLD_ALU_MANAGER, "/da/listings/10/publish", "");
    SAME(made.location, "/da/listings/10-rontgen-af-stobegods?done=published");
    CHECK(stored(s, 10).confirmed.len == 10);
    CHECK(site_get(s, 0, "/da/listings/10").status == 200);
    HAS(site_get(s, 0, "/da/listings?q=rontgen"), "Røntgen af støbegods");
}

static void an_old_version_shows_both_texts(struct site *s) {
    const char *path = "/en/listings/1/edit";
    int64_t version = stored(s, WORLD_FOUNDRY_OFFER).version;
    struct answered first = site_post(s, WORLD_ALU_MANAGER, path,
            with_version(s, "side=offer&language=da&title=Deres+titel&text=Deres+tekst", version));
    CHECK(first.status == 303);
    struct answered second = site_post(s, WORLD_ALU_MANAGER, path,
            with_version(s, "side=offer&language=da&title=Min+titel&text=Min+tekst", version));
    CHECK(second.status == 409);
    HAS(second, "Somebody else saved this in between.");
    HAS(second, "value='Min titel'");
    HAS(second, "Min tekst</textarea>");
    HAS(second, "Deres titel");
    HAS(second, "Deres tekst");
    SAME(stored(s, WORLD_FOUNDRY_OFFER).title, "Deres titel");
    struct answered third = site_post(s, WORLD_ALU_MANAGER, path,
            with_version(s, "side=offer&language=da&title=Min+titel&text=Min+tekst", version + 1));
    CHECK(third.status == 303);
    SAME(stored(s, WORLD_FOUNDRY_OFFER).title, "Min titel");
    CHECK(site_post(s, WORLD_ALU_MANAGER, path, "side=offer&language=da&title=Uden").status == 409);
}

static void withdrawing_can_be_undone(struct site *s) {
    struct answered gone = site_post(s, WORLD_ALU_MANAGER, "/en/listings/1/withdraw", "");
    CHECK(str_ends(gone.location, STR("?done=withdrawn&was=published")));
    CHECK(site_get(s, 0, "/en/listings/1").status == 404);
    HAS(site_get(s, WORLD_ALU_MANAGER, arena_z(&s->mem, gone.location)), "Undo");
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/listings/1/restore", "status=published").status ==
            303);
    SAME(stored(s, WORLD_FOUNDRY_OFFER).status, "published");
    CHECK(site_get(s, 0, "/en/listings/1").status == 200);
    (void)site_post(s, WORLD_ALU_MANAGER, "/en/listings/1/withdraw", "");
    (void)site_post(s, WORLD_ALU_MANAGER, "/en/listings/1/restore", "");
    SAME(stored(s, WORLD_FOUNDRY_OFFER).status, "draft");
    (void)site_post(s, WORLD_ALU_MANAGER, "/en/listings/1/publish", "");
}

static void what_lapsed_asks_for_another_day(struct site *s) {
    struct work w = site_work(s, WORLD_ALU_MANAGER);
    struct listing l = stored(s, WORLD_FOUNDRY_NEED);
    l.valid_until = STR("2020-01-31");
    db_begin(&w);
    CHECK(listing_save(&w, &l) == SAVED_CHANGED);
    CHECK(db_end(&w));
    (void)live_catch_up(&w, s->house.live);
    struct answered page = site_get(s, WORLD_ALU_MANAGER, "/en/listings/2");
    HAS(page, "Expired");
    LACKS(page, "Still current");
    struct answered form = site_post(s, WORLD_ALU_MANAGER, "/en/listings/2/publish", "");
    CHECK(form.status == 422);
    HAS(form, "id='valid_until-wrong'");
    HAS(form, "Presseværktøj");
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/listings/2/confirm", "").status == 422);
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/listings/3/confirm", "").status == 303);
    CHECK(stored(s, WORLD_FOUNDRY_SECRET).confirmed.len == 10);
}

static void a_translation_stands_beside_the_original(struct site *s) {
    const char *path = "/de/listings/5/translations/en";
    HAS(site_get(s, WORLD_AUTO_MANAGER, path), "Gussteile aus Aluminium");
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/de/listings/5/translations/de").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/de/listings/5/translations/xx").status == 404);
    struct answered done = site_post(s, WORLD_AUTO_MANAGER, path,
            "title=Aluminium+castings&text=We+buy+castings.&made_by=machine");
    CHECK(done.status == 303);
    struct answered page = site_get(s, 0, "/en/listings/5");
    HAS(page, "Aluminium castings");
    HAS(page, "Gussteile aus Aluminium");
    HAS(page, "tongue machine");
    done = site_post(s, WORLD_AUTO_MANAGER, path, "title=Kept%01&text=&made_by=human");
    CHECK(done.status == 422);
    HAS(done, "id='title-wrong'");
    (void)site_post(s, WORLD_AUTO_MANAGER, path, "title=&text=&made_by=human");
    LACKS(site_get(s, 0, "/en/listings/5"), "Aluminium castings");
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/de/organisations/1/translations/de",
                  "name=Gie%C3%9Ferei&made_by=human")
                    .status == 303);
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/de/clusters/1/translations/de",
                  "name=Alu+S%C3%BCd&profile=Gie%C3%9Fen&made_by=human")
                    .status == 303);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/de/clusters/1/translations/de").status == 404);
}

static void an_offer_begins_with_its_owner(struct site *s) {
    struct answered page = site_get(s, WORLD_ALU_MANAGER, "/en/listings/new?side=offer");
    HAS(page, "Whose offer is it?");
    HAS(page, "/en/organisations/1/listings/new?side=offer");
    LACKS(page, "Presswerk");
    SAME(site_get(s, WORLD_ALU_MANAGER, "/en/listings/new?organisation=1").location,
            "/en/organisations/1/listings/new?side=need");
    CHECK(site_get(s, 0, "/en/listings/new").status == 303);
}

int main(void) {
    struct site s;
    if (!site_open(&s)) {
        return 1;
    }
    a_visitor_sees_only_what_is_public(&s);
    a_manager_abroad_sees_what_is_shared(&s);
    its_own_manager_sees_drafts_on_demand(&s);
    the_list_is_narrowed_by_its_sentence(&s);
    a_form_that_fails_gives_everything_back(&s);
    what_is_wrong_is_said_in_the_readers_language(&s);
    a_new_need_is_drafted_then_published(&s);
    an_old_version_shows_both_texts(&s);
    withdrawing_can_be_undone(&s);
    what_lapsed_asks_for_another_day(&s);
    a_translation_stands_beside_the_original(&s);
    an_offer_begins_with_its_owner(&s);
    site_close(&s);
    return test_failures != 0;
}

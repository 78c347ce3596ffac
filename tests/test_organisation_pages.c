/* The pages of the directory, for those who look from outside, from abroad and from within. */
#include "db/db.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "directory/translation.h"
#include "lang/say.h"
#include "tests/site.h"
#include "tests/test.h"
#include "web/map.h"

#define HAS(answer, text) CHECK(str_has((answer).body, STR(text)))
#define LACKS(answer, text) CHECK(!str_has((answer).body, STR(text)))

static void visitors_see_what_is_for_everybody(struct site *s) {
    struct answered page = site_get(s, 0, "/en/organisations/1-stoeberiet");
    CHECK(page.status == 200);
    HAS(page, "<h1 lang='da'><bdi>Støberiet A/S</bdi></h1>");
    HAS(page, "Støbegods i aluminium");
    HAS(page, "Anne Holm");
    LACKS(page, "anne@foundry.example");
    LACKS(page, "Bjarne");
    LACKS(page, "Presseværktøj");
    LACKS(page, "Kokiller");
    LACKS(page, "/edit");
    LACKS(page, "/withdraw");
    CHECK(site_get(s, 0, "/en/organisations/4").status == 404);
    CHECK(site_get(s, 0, "/en/organisations/5").status == 404);
    CHECK(site_get(s, 0, "/en/organisations/6").status == 404);
    CHECK(site_get(s, 0, "/en/organisations/999").status == 404);
    CHECK(site_get(s, 0, "/en/organisations/1/edit").status == 303);
    CHECK(site_get(s, 0, "/en/members").status == 303);
}

static void partners_see_what_is_shared_with_them(struct site *s) {
    struct answered page = site_get(s, WORLD_AUTO_MANAGER, "/en/organisations/1");
    CHECK(page.status == 200);
    HAS(page, "Presseværktøj");
    LACKS(page, "Køber til virksomheden");
    LACKS(page, "anne@foundry.example");
    LACKS(page, "/organisations/1/edit");
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/organisations/1/edit").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/people/1/edit").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/organisations/5").status == 404);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/clusters/1/edit").status == 404);
    CHECK(site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/1/withdraw", "").status == 404);
    CHECK(site_post(s, WORLD_AUTO_MANAGER, "/en/people/1/remove", "").status == 404);
    CHECK(site_get(s, WORLD_OUTSIDER, "/en/organisations/4").status == 404);
}

static void own_managers_see_and_change_everything(struct site *s) {
    struct answered page = site_get(s, WORLD_ALU_MANAGER, "/en/organisations/1");
    HAS(page, "Køber til virksomheden");
    HAS(page, "mailto:anne@foundry.example");
    HAS(page, "Bjarne Krogh");
    HAS(page, "/organisations/1/edit");
    CHECK(site_get(s, WORLD_ALU_MANAGER, "/en/organisations/5").status == 200);
    CHECK(site_get(s, WORLD_ALU_MANAGER, "/en/organisations/4/edit").status == 200);
    CHECK(site_get(s, WORLD_AUTO_MANAGER, "/en/organisations/4/edit").status == 200);
    CHECK(site_get(s, WORLD_ADMIN, "/en/organisations/5/edit").status == 200);
    HAS(site_get(s, WORLD_AUTO_MANAGER, "/en/organisations/6"), "/organisations/6/restore");
}

static void lists_count_what_the_reader_may_see(struct site *s) {
    HAS(site_get(s, 0, "/en/organisations"), "3 organisations");
    HAS(site_get(s, WORLD_AUTO_MANAGER, "/en/organisations"), "5 organisations");
    HAS(site_get(s, WORLD_ALU_MANAGER, "/en/organisations"), "5 organisations");
    HAS(site_get(s, WORLD_ALU_MANAGER, "/en/members"), "3 members");
    HAS(site_get(s, WORLD_AUTO_MANAGER, "/en/members"), "Ehemals KG");
    HAS(site_get(s, 0, "/en/organisations?place=DE"), "One organisation<");
    HAS(site_get(s, 0, "/en/organisations?place=SE-G"), "Sågen AB");
    HAS(site_get(s, 0, "/en/organisations?q=stob&kind=company&sector=C"), "One organisation<");
    HAS(site_get(s, 0, "/en/organisations?q=nowhere"), "Nobody fits all of that");
    HAS(site_get(s, 0, "/en/organisations?cluster=2"), "One organisation<");
    HAS(site_get(s, 0, "/en/organisations?page=99"), "3 organisations");
}

static void clusters_show_their_members_by_kind(struct site *s) {
    struct answered list = site_get(s, 0, "/en/clusters");
    HAS(list, "Alu &lt;Syd&gt; &amp; Søn");
    HAS(list, "3 clusters");
    HAS(site_get(s, 0, "/en/clusters?country=DE"), "One cluster<");
    struct answered page = site_get(s, 0, "/en/clusters/1");
    HAS(page, "One member in ");
    HAS(page, "Støbegods i aluminium");
    LACKS(page, "Presseværktøj");
    HAS(page, "None so far");
    HAS(site_get(s, WORLD_ALU_MANAGER, "/en/clusters/1"), "3 members in ");
    HAS(site_get(s, WORLD_AUTO_MANAGER, "/en/clusters/1"), "Presseværktøj");
    CHECK(site_get(s, 0, "/en/clusters/77").status == 404);
}

static void titles_come_in_the_readers_language_too(struct site *s) {
    struct work w = site_work(s, 0);
    db_begin(&w);
    translation_save(&w, &(struct translation){.object = STR("listing"),
                                 .object_id = WORLD_FOUNDRY_OFFER,
                                 .field = STR("title"),
                                 .lang = STR("de"),
                                 .body = STR("Gussteile & Rohlinge"),
                                 .made_by = STR("machine")});
    CHECK(db_end(&w));
    struct answered page = site_get(s, 0, "/de/organisations/1");
    HAS(page, "Gussteile &amp; Rohlinge");
    HAS(page, "tongue machine");
    HAS(site_get(s, 0, "/de/clusters/1"), "<span lang='de'>Gussteile &amp; Rohlinge</span>");
    LACKS(site_get(s, 0, "/fr/organisations/1"), "Gussteile &amp; Rohlinge");
}

static str flaw_in(struct site *s, enum tongue t, enum flaw flaw) {
    struct work w = site_work(s, 0);
    w.tongue = t;
    return flaw_text(&w, flaw);
}

static void a_failing_form_gives_everything_back(struct site *s) {
    struct answered form = site_post(s, WORLD_AUTO_MANAGER, "/de/organisations/new",
            "name=&profile=Biegt+%26+schwei%C3%9Ft&language=de&kind=research&country=DE"
            "&region=DK-83&place=Passau&website=kein+Ort&ecosystems=digital&size=10-49"
            "&visibility=partners");
    CHECK(form.status == 422);
    HAS(form, "<html lang='de'>");
    HAS(form, "Biegt &amp; schweißt</textarea>");
    HAS(form, "value='Passau'");
    HAS(form, "value='kein Ort'");
    CHECK(str_has(form.body, flaw_in(s, DE, FLAW_EMPTY)));
    CHECK(str_has(form.body, flaw_in(s, DE, FLAW_UNKNOWN_REGION)));
    CHECK(str_has(form.body, flaw_in(s, DE, FLAW_NOT_AN_ADDRESS)));
    HAS(form, "value='research' selected");
    HAS(form, "value='digital' checked");
    HAS(form, "value='partners' checked");

    form = site_post(s, WORLD_ALU_MANAGER, "/da/organisations/1/people/new",
            "name=S%C3%B8ren&role=Salg&mail=ingen&phone=12&languages=da+C2&languages=de+B1"
            "&consents=listed");
    CHECK(form.status == 422);
    HAS(form, "<html lang='da'>");
    HAS(form, "value='Søren'");
    HAS(form, "value='ingen'");
    HAS(form, "value='de B1' selected");
    HAS(form, "value='listed' checked");
    CHECK(str_has(form.body, flaw_in(s, DA, FLAW_NOT_A_MAIL)));
}

static int64_t organisations_named(struct site *s, str name) {
    struct work w = site_work(s, 0);
    return db_number(&w, "SELECT COUNT(*) FROM organisation WHERE name = ?", txt(name));
}

static void a_probable_double_is_asked_about(struct site *s) {
    struct answered form = site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/new",
            "name=Foundry+ApS&language=en&country=DK&place=Ribe");
    CHECK(form.status == 422);
    HAS(form, "/en/organisations/1-");
    HAS(form, "value='Foundry ApS'");
    HAS(form, "name='all_the_same'");
    CHECK(organisations_named(s, STR("Foundry ApS")) == 0);

    form = site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/new",
            "name=Foundry+ApS&language=en&country=DK&place=Ribe&all_the_same=yes");
    CHECK(form.status == 303);
    CHECK(str_starts(form.location, STR("/en/organisations/7-foundry-aps?done=saved")));
    CHECK(organisations_named(s, STR("Foundry ApS")) == 1);
    HAS(site_get(s, WORLD_AUTO_MANAGER, "/en/members"), "4 members");
}

/* That something confidential is there must not show in a warning. */
static void a_double_nobody_may_see_is_no_warning(struct site *s) {
    struct answered form = site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/new",
            "name=Hidden+AG&language=de&country=DE");
    CHECK(form.status == 303);
}

/* A Cyrillic letter in a Latin word may be meant; whoever reads it is told. */
static void names_in_mixed_scripts_are_kept_and_warned_of(struct site *s) {
    struct answered made = site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/new",
            "name=%D0%92osch+Guss&language=de&country=DE&website=b%D0%BEsch.example&visibility=public");
    CHECK(made.status == 303 && organisations_named(s, STR("\xD0\x92osch Guss")) == 1);
    struct answered own = site_get(s, WORLD_AUTO_MANAGER, arena_z(&s->mem, made.location));
    HAS(own, "<h1 lang='de'><bdi>\xD0\x92osch Guss</bdi></h1>");
    HAS(own, "type the word again in one script");
    HAS(own, "type the address again");
    struct answered page = site_get(s, 0, arena_z(&s->mem, made.location));
    HAS(page, "It may not be the name it seems to be");
    HAS(page, "It may lead elsewhere than it seems");
    HAS(site_get(s, 0, "/en/organisations?q=osch"), "Mixed scripts");
    LACKS(site_get(s, 0, "/en/organisations/1"), "scripts");
    LACKS(site_get(s, 0, "/en/organisations?q=foundry"), "Mixed scripts");
}

static void what_nobody_sees_is_not_stored_in_a_name(struct site *s) {
    struct answered form = site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/new",
            "name=Guss%E2%80%AEGA&language=de&country=DE");
    CHECK(form.status == 422);
    HAS(form, "invisible control characters");
    form = site_post(s, WORLD_AUTO_MANAGER, "/en/organisations/new",
            "name=Gra%CC%88n%E2%80%8Bzguss&language=de&country=DE&visibility=public");
    CHECK(form.status == 303 && organisations_named(s, STR("Gr\xC3\xA4nzguss")) == 1);
}

static void a_save_over_another_is_refused(struct site *s) {
    struct work w = site_work(s, WORLD_ALU_MANAGER);
    struct organisation o = {0};
    CHECK(organisation_one(&w, WORLD_FOUNDRY, &o));
    o.place = STR("Højer");
    db_begin(&w);
    CHECK(organisation_save(&w, &o) == SAVED_CHANGED);
    CHECK(db_end(&w));

    struct answered form = site_post(s, WORLD_ALU_MANAGER, "/en/organisations/1/edit",
            "version=1&name=St%C3%B8beriet+A%2FS&language=da&country=DK&place=Tinglev");
    CHECK(form.status == 409);
    HAS(form, "value='Tinglev'");
    HAS(form, "Højer");
    HAS(form, "name='version' value='2'");

    form = site_post(s, WORLD_ALU_MANAGER, "/en/organisations/1/edit",
            "version=2&name=St%C3%B8beriet+A%2FS&language=da&country=DK&place=Tinglev");
    CHECK(form.status == 303);
    struct answered page = site_get(s, WORLD_ALU_MANAGER, "/en/organisations/1?done=saved");
    HAS(page, "Tinglev");
    HAS(page, "Saved.");
    HAS(page, "Alu &lt;Syd&gt; &amp; Søn</bdi></a>");
}

static void what_is_withdrawn_can_be_brought_back(struct site *s) {
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/organisations/1/withdraw", "").status == 303);
    CHECK(site_get(s, 0, "/en/organisations/1").status == 404);
    HAS(site_get(s, WORLD_ALU_MANAGER, "/en/organisations/1"), "only its own clusters");
    LACKS(site_get(s, 0, "/en/organisations"), "Støberiet");
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/organisations/1/restore", "").status == 303);
    CHECK(site_get(s, 0, "/en/organisations/1").status == 200);
}

static void people_come_and_go(struct site *s) {
    struct answered form = site_post(s, WORLD_ALU_MANAGER, "/en/organisations/1/people/new",
            "name=S%C3%B8ren+Vang&mail=soeren%40foundry.example&languages=da+C2&languages=");
    CHECK(form.status == 303);
    HAS(site_get(s, WORLD_ALU_MANAGER, "/en/organisations/1"), "Søren Vang");
    LACKS(site_get(s, 0, "/en/organisations/1"), "Søren Vang");
    HAS(site_get(s, WORLD_ALU_MANAGER, "/en/people/4/edit"), "value='da C2' selected");
    form = site_post(s, WORLD_ALU_MANAGER, "/en/people/4/edit",
            "version=1&name=S%C3%B8ren+Vang&consents=listed");
    CHECK(form.status == 303);
    LACKS(site_get(s, 0, "/en/organisations/1"), "Søren Vang"); /* who has not accepted it yet */
    struct work w = site_work(s, 0);
    db_begin(&w);
    person_confirm(&w, 4);
    CHECK(db_end(&w));
    HAS(site_get(s, 0, "/en/organisations/1"), "Søren Vang");
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/people/4/edit", "version=1&name=X").status == 409);
    CHECK(site_post(s, WORLD_ALU_MANAGER, "/en/people/4/remove", "").status == 303);
    LACKS(site_get(s, WORLD_ALU_MANAGER, "/en/organisations/1"), "Søren Vang");
}

static void a_new_cluster_has_an_office(struct site *s) {
    CHECK(site_get(s, WORLD_ALU_MANAGER, "/en/clusters/new").status == 404);
    CHECK(site_get(s, WORLD_ADMIN, "/en/clusters/new").status == 200);
    CHECK(site_post(s, WORLD_ADMIN, "/en/clusters/new", "name=&language=fr").status == 422);
    struct answered form = site_post(s, WORLD_ADMIN, "/en/clusters/new",
            "name=Verre+du+Nord&language=fr&country=FR&place=Arques&website=verre.example");
    CHECK(form.status == 303);
    SAME(form.location, "/en/clusters/4-verre-du-nord?done=saved");
    struct answered members = site_get(s, 0, "/en/organisations?cluster=4");
    HAS(members, "Verre du Nord");
    HAS(members, "Cluster office");
    HAS(site_get(s, 0, "/en/clusters/4"), "0 members in ");
    form = site_post(s, WORLD_ADMIN, "/en/clusters/4/edit",
            "version=1&name=Verre+du+Nord&language=fr&country=FR&website_en=verre.example%2Fen");
    CHECK(form.status == 303);
    HAS(site_get(s, 0, "/en/clusters/4"), "https://verre.example/en");
}

static void distances_follow_the_globe(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    struct map_place toender = {STR("54.9337"), STR("8.8667"), STR("Tønder")};
    struct map_place ingolstadt = {STR("48.7665"), STR("11.4258"), STR("Ingolstadt")};
    struct map_place nowhere = {.name = STR("Nowhere")};
    double metres = map_distance(&w, &toender, &ingolstadt);
    CHECK(metres > 705000 && metres < 715000);
    CHECK(map_distance(&w, &toender, &toender) < 1);
    CHECK(!(map_distance(&w, &toender, &nowhere) > 0));
    CHECK(!map_knows(&nowhere) && !map_knows(NULL) && map_knows(&toender));
    arena_free(&mem);
}

int main(void) {
    struct site s;
    if (!site_open(&s)) {
        return 1;
    }
    visitors_see_what_is_for_everybody(&s);
    partners_see_what_is_shared_with_them(&s);
    own_managers_see_and_change_everything(&s);
    lists_count_what_the_reader_may_see(&s);
    clusters_show_their_members_by_kind(&s);
    titles_come_in_the_readers_language_too(&s);
    a_failing_form_gives_everything_back(&s);
    a_probable_double_is_asked_about(&s);
    a_double_nobody_may_see_is_no_warning(&s);
    names_in_mixed_scripts_are_kept_and_warned_of(&s);
    what_nobody_sees_is_not_stored_in_a_name(&s);
    a_save_over_another_is_refused(&s);
    what_is_withdrawn_can_be_brought_back(&s);
    people_come_and_go(&s);
    a_new_cluster_has_an_office(&s);
    distances_follow_the_globe();
    site_close(&s);
    return test_failures != 0;
}

/* What helps while a need or offer is written: suggestions only, and only of what one may see. */
#include "base/buf.h"
#include "lang/side.h"
#include "tests/test.h"
#include "tests/visitor.h"

#define NEW_OF_FOUNDRY STR("/en/organisations/1/listings/new")
#define HELP_OF_FOUNDRY STR("/en/organisations/1/listings/help")

static int64_t count(struct visitor *v) {
    return db_number(&v->work, "SELECT COUNT(*) FROM listing");
}

static struct response form(struct visitor *v, str path, str typed) {
    (void)visitor_get(v, NEW_OF_FOUNDRY);
    return visitor_post(v, path, typed);
}

static struct response look(struct visitor *v, str typed) {
    struct response r = form(v, HELP_OF_FOUNDRY, typed);
    CHECK(r.status == 200 && !visitor_sees(&r, STR("<html")));
    return r;
}

static void a_danish_need_shows_the_like_in_german_and_why(struct visitor *v) {
    struct response r = look(v, STR("side=need&language=da&title=St%C3%B8begods+i+aluminium"));
    CHECK(visitor_sees(&r, STR("Is it one of these?")));
    CHECK(visitor_sees(&r, STR("/en/listings/5-gussteile-aus-aluminium")));
    CHECK(visitor_sees(&r, STR("<span class='tongue'>German</span>")));
    CHECK(visitor_sees(&r, STR("Both speak of:")) && visitor_sees(&r, STR(">aluminium</mark>")));
    CHECK(visitor_sees(&r, STR("Presswerk GmbH")));
    r = look(v, STR("side=need&language=en&title=zzyx"));
    CHECK(visitor_sees(&r, STR("Nobody has published anything like it yet.")));
    r = look(v, STR("side=need&language=en&title="));
    CHECK(visitor_sees(&r, STR("will stand here")));
}

static void the_same_side_comes_first(struct visitor *v) {
    struct response r = look(v, STR("side=need&language=de&title=Gussteile+aus+Aluminium"));
    str before = r.body;
    size_t at = 0;
    while (at < before.len && !str_starts(str_skip(before, at), STR("/en/listings/5-"))) {
        at++;
    }
    CHECK(at < before.len);
    CHECK(!str_has((str){before.at, at}, STR("/en/listings/1-")));
    CHECK(visitor_sees(&r, STR("/en/listings/1-")));
}

static void ones_own_double_can_be_changed_instead(struct visitor *v) {
    struct response r = look(v, STR("side=offer&language=da&title=St%C3%B8begods+i+aluminium"));
    CHECK(visitor_sees(&r, STR("has published nearly the same already")));
    CHECK(visitor_sees(&r, STR("href='/en/listings/1/edit'")));
    (void)visitor_get(v, STR("/en/listings/1/edit"));
    r = visitor_post(v, STR("/en/listings/1/help"),
            STR("side=offer&language=da&title=St%C3%B8begods+i+aluminium"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("nearly the same")));
}

static void another_language_than_chosen_is_pointed_out(struct visitor *v) {
    struct response r = look(v,
            STR("side=need&language=de&title=Vi+s%C3%B8ger+st%C3%B8begods&text=Det+skal+v%C3%A6re"
                "+aluminium+og+leveres+hver+m%C3%A5ned+til+vores+fabrik"));
    CHECK(visitor_sees(&r, STR("This reads like Danish, and German is chosen.")));
    CHECK(visitor_sees(&r, STR("name='then' value='language-da'")));
    r = look(v,
            STR("side=need&language=nb&title=Vi+s%C3%B8ger+st%C3%B8begods&text=Det+skal+v%C3%A6re"
                "+aluminium+og+leveres+hver+m%C3%A5ned+til+vores+fabrik"));
    CHECK(!visitor_sees(&r, STR("This reads like")));
    r = look(v, STR("side=need&language=de&title=Vi+s%C3%B8ger+profiler"));
    CHECK(!visitor_sees(&r, STR("This reads like")));
}

static void the_other_side_is_pointed_out(struct visitor *v) {
    struct response r = look(v, STR("side=offer&language=da&title=Vi+s%C3%B8ger+savklinger"));
    CHECK(visitor_sees(&r, STR("This reads like a need, and offer is chosen.")));
    CHECK(visitor_sees(&r, STR("name='then' value='side-need'")));
    r = look(v, STR("side=need&language=de&title=Wir+bieten+S%C3%A4gebl%C3%A4tter"));
    CHECK(visitor_sees(&r, STR("This reads like an offer, and need is chosen.")));
    r = look(v, STR("side=offer&language=zh&title=%E5%AF%BB%E6%89%BE%E9%94%AF%E6%9D%A1"));
    CHECK(visitor_sees(&r, STR("This reads like a need, and offer is chosen.")));
    r = look(v, STR("side=need&language=da&title=Vi+s%C3%B8ger+savklinger"));
    CHECK(!visitor_sees(&r, STR("This reads like")));
}

static void what_is_said_first_tells_the_side(struct visitor *v) {
    struct arena *mem = &v->mem;
    CHECK(side_said(mem, STR("Wanted: saw blades"), EN) == SIDE_SEEKS);
    CHECK(side_said(mem, STR("We look for a firm, and we offer much"), EN) == SIDE_SEEKS);
    CHECK(side_said(mem, STR("We offer what you are looking for"), EN) == SIDE_OFFERS);
    CHECK(side_said(mem, STR("Unwanted noise, wir suchen"), EN) == SIDE_UNSAID);
    CHECK(side_said(mem, STR("Nous\nrecherchons des profilés"), FR) == SIDE_SEEKS);
    CHECK(side_said(mem, STR("Erbjuder sågblad"), SV) == SIDE_OFFERS);
    CHECK(side_said(mem, STR("Vi ser etter sagblad"), NB) == SIDE_SEEKS);
    CHECK(side_said(mem, STR("我公司提供铝铸件"), ZH) == SIDE_OFFERS);
    CHECK(side_said(mem, STR(""), DA) == SIDE_UNSAID);
}

static void sectors_of_the_like_are_suggested_where_there_are_none(struct visitor *v) {
    struct response r = look(v, STR("side=need&language=da&title=St%C3%B8begods+i+aluminium"));
    CHECK(visitor_sees(&r, STR("name='then' value='sector-24'")));
    r = look(v, STR("side=need&language=da&title=St%C3%B8begods+i+aluminium&sectors=25"));
    CHECK(!visitor_sees(&r, STR("value='sector-24'")));
}

static void a_press_stores_nothing_and_keeps_what_was_typed(struct visitor *v) {
    int64_t before = count(v);
    struct response r = form(v, NEW_OF_FOUNDRY,
            STR("side=need&language=de&title=Profil+%3Cb%3E&text=Meget&quantity=40+t&then=look"));
    CHECK(r.status == 200 && count(v) == before);
    CHECK(visitor_sees(&r, STR("Profil &lt;b&gt;")) && visitor_sees(&r, STR("40 t")));
    CHECK(visitor_sees(&r, STR("value='de' selected")));
    r = form(v, NEW_OF_FOUNDRY, STR("side=need&language=de&title=Profil&then=language-da"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("value='da' selected")));
    r = form(v, NEW_OF_FOUNDRY, STR("side=need&language=da&title=Profil&then=sector-24"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("24")));
    r = form(v, NEW_OF_FOUNDRY, STR("side=need&language=da&title=Profil&then=side-offer"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("What does Støberiet A/S offer?")));
    r = form(v, NEW_OF_FOUNDRY, STR("side=need&language=da&title=&then=look"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("class='errors'")));
    r = form(v, NEW_OF_FOUNDRY, STR("side=need&language=da&title=A&valid_until=soon&then=x"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("class='errors'")));
    CHECK(count(v) == before);
}

static void what_is_not_for_the_reader_never_stands_there(struct visitor *v) {
    struct response r = look(v, STR("side=need&language=da&title=K%C3%B8ber+til+virksomheden"));
    CHECK(visitor_sees(&r, STR("/en/listings/3-")));
    visitor_sign_in(v, STR("auto@example.org"));
    (void)visitor_get(v, STR("/en/organisations/2/listings/new"));
    r = visitor_post(v, STR("/en/organisations/2/listings/help"),
            STR("side=need&language=da&title=K%C3%B8ber+til+virksomheden"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/en/listings/3-")));
    CHECK(!visitor_sees(&r, STR("Støberiet")));
    r = visitor_post(v, HELP_OF_FOUNDRY, STR("side=need&language=da&title=K"));
    CHECK(r.status == 404);
    r = visitor_post(v, STR("/en/listings/1/help"), STR("side=need&language=da&title=K"));
    CHECK(r.status == 404);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    visitor_sign_in(&v, STR("alu@example.org"));
    a_danish_need_shows_the_like_in_german_and_why(&v);
    the_same_side_comes_first(&v);
    ones_own_double_can_be_changed_instead(&v);
    another_language_than_chosen_is_pointed_out(&v);
    the_other_side_is_pointed_out(&v);
    what_is_said_first_tells_the_side(&v);
    sectors_of_the_like_are_suggested_where_there_are_none(&v);
    a_press_stores_nothing_and_keeps_what_was_typed(&v);
    what_is_not_for_the_reader_never_stands_there(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}

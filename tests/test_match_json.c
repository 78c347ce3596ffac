#include "directory/listing.h"
#include "directory/organisation.h"
#include "match/channel.h"
#include "match/rescore.h"
#include "tests/test.h"
#include "tests/visitor.h"
#include "wire/json_read.h"

#include <math.h>
#include <stdio.h>

#define PRESS_PARTNERS "/en/organisations/2/partners.json"

static const struct json_value *read(struct visitor *v, const struct response *r) {
    const struct json_value *all = json_read(&v->mem, r->body);
    CHECK(all && all->kind == JSON_IS_OBJECT);
    return all;
}

static int64_t num_of(const struct json_value *object, str name) {
    const struct json_value *value = object ? json_member(object, name) : NULL;
    return value && value->kind == JSON_IS_NUM ? value->num : -1;
}

static double real_of(const struct json_value *object, str name) {
    const struct json_value *value = object ? json_member(object, name) : NULL;
    bool is_one = value && (value->kind == JSON_IS_NUM || value->kind == JSON_IS_REAL);
    return is_one ? value->real : -1;
}

static str text_of(const struct json_value *object, str name) {
    const struct json_value *value = object ? json_member(object, name) : NULL;
    return value && value->kind == JSON_IS_TEXT ? value->text : (str){0};
}

static bool is_none(const struct json_value *object, str name) {
    const struct json_value *value = object ? json_member(object, name) : NULL;
    return value && value->kind == JSON_IS_NONE;
}

static void errors_are_json_too(struct visitor *v) {
    struct response r = visitor_get(v, STR(PRESS_PARTNERS));
    CHECK(r.status == 401 && visitor_header(&r, STR("WWW-Authenticate")).len);
    SAME(r.type, "application/json");
    const struct json_value *e = read(v, &r);
    CHECK(num_of(e, STR("status")) == 401 && text_of(e, STR("advice")).len);
    visitor_sign_in(v, STR("alu%40example.org"));
    r = visitor_get(v, STR("/de/organisations/2/partners.json")); /* not theirs */
    e = read(v, &r);
    CHECK(r.status == 404 && num_of(e, STR("status")) == 404);
    SAME(text_of(e, STR("error")), "Hier ist nichts");
    r = visitor_get(v, STR("/en/organisations/99/partners.json"));
    CHECK(r.status == 404 && read(v, &r));
    r = visitor_post(v, STR(PRESS_PARTNERS), STR("a=b"));
    CHECK(r.status == 405 && num_of(read(v, &r), STR("status")) == 405);
    r = visitor_get(v, STR("/en/nowhere.json"));
    CHECK(r.status == 404 && read(v, &r));
    r = visitor_get(v, STR("/xx/nowhere.json"));
    CHECK(r.status == 404 && read(v, &r));
}

/* The parts of the channels are the fit, and the parts of the concepts the cosine. */
static void adds_up(const struct json_value *meeting) {
    const struct json_value *channels = json_member(meeting, STR("channels"));
    const struct json_value *through = json_member(meeting, STR("through"));
    CHECK(channels && channels->count == CHANNELS && through && through->count);
    double sum = 0;
    for (size_t i = 0; channels && i < channels->count; i++) {
        sum += channels->at[i].real;
    }
    CHECK(fabs((sum < 1 ? sum : 1) - real_of(meeting, STR("fit"))) < 1e-5);
    double parts = 0;
    for (size_t i = 0; through && i < through->count; i++) {
        parts += real_of(&through->at[i], STR("part"));
        CHECK(text_of(&through->at[i], STR("concept")).len);
        CHECK(text_of(&through->at[i], STR("label")).len);
    }
    double cosine = real_of(channels, STR("concepts")) / real_of(meeting, STR("share"));
    CHECK(parts <= cosine + 1e-5);
    CHECK(through->count == 8 || parts > cosine - 1e-5);
}

static const struct json_value *partner(const struct json_value *all, int64_t organisation) {
    const struct json_value *list = json_member(all, STR("partners"));
    for (size_t i = 0; list && i < list->count; i++) {
        if (num_of(&list->at[i], STR("organisation")) == organisation) {
            return &list->at[i];
        }
    }
    return NULL;
}

static void says_what_made_the_fit_and_in_which_words(struct visitor *v) {
    visitor_sign_in(v, STR("auto%40example.org"));
    struct response r = visitor_get(v, STR(PRESS_PARTNERS));
    CHECK(r.status == 200);
    SAME(r.type, "application/json");
    const struct json_value *all = read(v, &r);
    CHECK(num_of(all, STR("organisation")) == WORLD_PRESS && num_of(all, STR("of")) > 0);
    CHECK(is_none(all, STR("next")));
    const struct json_value *foundry = partner(all, WORLD_FOUNDRY);
    CHECK(foundry && real_of(foundry, STR("score")) > 0);
    const struct json_value *gain = foundry ? json_member(foundry, STR("gain")) : NULL;
    CHECK(gain && num_of(gain, STR("need")) == WORLD_PRESS_NEED);
    CHECK(text_of(gain, STR("need_title")).len && text_of(gain, STR("offer_title")).len);
    SAME(text_of(gain, STR("offer_language")), "da");
    if (gain) {
        adds_up(gain);
        adds_up(json_member(foundry, STR("give")));
    }
}

static void labels_are_in_the_language_asked(struct visitor *v) {
    struct response english = visitor_get(v, STR(PRESS_PARTNERS));
    struct response chinese = visitor_get(v, STR("/zh/organisations/2/partners.json"));
    const struct json_value *a = partner(read(v, &english), WORLD_FOUNDRY);
    const struct json_value *b = partner(read(v, &chinese), WORLD_FOUNDRY);
    const struct json_value *one = json_member(json_member(a, STR("gain")), STR("through"));
    const struct json_value *two = json_member(json_member(b, STR("gain")), STR("through"));
    CHECK(one->count == two->count && one->count);
    CHECK(str_eq(text_of(&one->at[0], STR("concept")), text_of(&two->at[0], STR("concept"))));
    CHECK(!str_eq(text_of(&one->at[0], STR("label")), text_of(&two->at[0], STR("label"))));
}

static int64_t add(struct visitor *v, int64_t organisation, str side, str title, str visibility) {
    struct listing l = {.side = side,
            .organisation = organisation,
            .kind = STR("business"),
            .title = title,
            .lang = STR("en"),
            .status = STR("published"),
            .visibility = visibility};
    v->work.actor = WORLD_ADMIN;
    db_begin(&v->work);
    listing_save(&v->work, &l);
    CHECK(db_end(&v->work));
    live_catch_up(&v->work, v->house.live);
    return l.id;
}

static void who_is_veiled_on_the_page_is_veiled_here(struct visitor *v) {
    (void)add(v, WORLD_PRESS, STR("need"), STR("Violin strings of silk"), STR("public"));
    (void)add(v, WORLD_PRESS, STR("offer"), STR("Beekeeping courses for beginners"), STR("public"));
    (void)add(v, WORLD_HIDDEN, STR("offer"), STR("Violin strings of silk"), STR("confidential"));
    (void)add(v, WORLD_HIDDEN, STR("need"), STR("Beekeeping courses for beginners"),
            STR("confidential"));
    struct response r = visitor_get(v, STR(PRESS_PARTNERS));
    const struct json_value *list = json_member(read(v, &r), STR("partners"));
    const struct json_value *veiled = NULL;
    for (size_t i = 0; i < list->count; i++) {
        veiled = is_none(&list->at[i], STR("organisation")) ? &list->at[i] : veiled;
    }
    CHECK(veiled && !json_member(veiled, STR("name")));
    SAME(text_of(veiled, STR("country")), "DK");
    const struct json_value *gain = veiled ? json_member(veiled, STR("gain")) : NULL;
    CHECK(gain && is_none(gain, STR("need")) && is_none(gain, STR("offer")));
    CHECK(gain && !json_member(gain, STR("need_title")) &&
            json_member(gain, STR("through"))->count == 0);
    CHECK(!visitor_sees(&r, STR("Skjult")));
}

/* Foundries like the first one, until there is a second page. */
static void comes_in_pages(struct visitor *v) {
    for (int i = 0; i < 30; i++) {
        struct organisation o = {.kind = STR("company"),
                .name = STR("Foundry"),
                .lang = STR("en"),
                .country = STR("SE"),
                .visibility = STR("public")};
        db_begin(&v->work);
        organisation_save(&v->work, &o);
        CHECK(db_end(&v->work));
        (void)add(v, o.id, STR("offer"), STR("Aluminium die casting of housings"), STR("public"));
        (void)add(v, o.id, STR("need"), STR("Steel pressing tools"), STR("public"));
    }
    (void)add(v, WORLD_PRESS, STR("need"), STR("Aluminium die casting of housings"), STR("public"));
    (void)add(v, WORLD_PRESS, STR("offer"), STR("Steel pressing tools"), STR("public"));
    live_load(&v->work, v->house.live);
    struct response r = visitor_get(v, STR(PRESS_PARTNERS "?home=1"));
    const struct json_value *first = read(v, &r);
    CHECK(json_member(first, STR("partners"))->count == 25);
    int64_t of = num_of(first, STR("of"));
    CHECK(of >= 30 && of <= RESCORE_MOST);
    SAME(text_of(first, STR("next")), PRESS_PARTNERS "?home=1&page=2");
    r = visitor_get(v, text_of(first, STR("next")));
    const struct json_value *second = read(v, &r);
    CHECK((int64_t)json_member(second, STR("partners"))->count == of - 25);
    CHECK(is_none(second, STR("next")));
    r = visitor_get(v, STR(PRESS_PARTNERS "?page=99"));
    CHECK(r.status == 200 && json_member(read(v, &r), STR("partners"))->count == 0);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    errors_are_json_too(&v);
    says_what_made_the_fit_and_in_which_words(&v);
    if (test_failures == 0) {
        labels_are_in_the_language_asked(&v);
        who_is_veiled_on_the_page_is_veiled_here(&v);
        comes_in_pages(&v);
    }
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}

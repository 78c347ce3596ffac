#include "tests/test.h"
#include "tests/visitor.h"
#include "web/limit.h"

static struct limits *limited(struct visitor *v, str said) {
    struct limits *l = limits_open();
    CHECK(limits_set(l, said));
    v->house.limits = l;
    return l;
}

static void end(struct visitor *v, struct limits *l) {
    v->house.limits = NULL;
    limits_close(l);
}

static void too_much_is_told_in_the_readers_language_and_when_to_come_back(struct visitor *v) {
    struct limits *l = limited(v, STR("searching=9/2"));
    CHECK(visitor_get(v, STR("/da/search?q=a")).status == 200);
    CHECK(visitor_get(v, STR("/da/search?q=b")).status == 200);
    struct response r = visitor_get(v, STR("/da/search?q=c"));
    int64_t seconds = 0;
    CHECK(r.status == 429 && visitor_sees(&r, STR("<html lang='da'>")));
    CHECK(str_num(visitor_header(&r, STR("Retry-After")), &seconds));
    CHECK(seconds > 0 && seconds <= 30);
    CHECK(visitor_sees(&r, visitor_header(&r, STR("Retry-After"))));
    r = visitor_get(v, STR("/en/clusters"));
    CHECK(r.status == 200);
    end(v, l);
    CHECK(visitor_get(v, STR("/da/search?q=c")).status == 200);
}

/* Whoever has no account may still be told by their network; who has one, also by that. */
static void an_account_is_limited_wherever_it_comes_from(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct limits *l = limited(v, STR("heavy=2/0"));
    CHECK(visitor_get(v, STR("/en/partners")).status == 200);
    CHECK(visitor_get(v, STR("/en/gaps")).status == 200);
    CHECK(visitor_get(v, STR("/en/partners")).status == 429);
    str session = v->session;
    v->session = (str){0};
    CHECK(visitor_get(v, STR("/en/partners")).status == 303); /* a visitor is asked to sign in */
    v->session = session;
    end(v, l);
}

static void programs_hear_it_as_json(struct visitor *v) {
    struct limits *l = limited(v, STR("reading=0/1"));
    CHECK(visitor_get(v, STR("/en/clusters")).status == 200);
    struct response r = visitor_get(v, STR("/en/organisations/11/partners.json"));
    CHECK(r.status == 429 && visitor_sees(&r, STR("\"status\":429")));
    end(v, l);
}

static void what_was_typed_can_be_sent_again(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct limits *l = limited(v, STR("writing=1/0"));
    CHECK(visitor_post(v, STR("/en/searches"), STR("q=pumps&name=Pumps")).status != 429);
    struct response r = visitor_post(v, STR("/en/searches"), STR("q=pumps&name=The+word+I+typed"));
    CHECK(r.status == 429 && visitor_sees(&r, STR("value='The word I typed'")));
    r = visitor_post(v, STR("/en/me/password"), STR("old_password=a+secret+that+is+long"));
    CHECK(r.status == 429 && !visitor_sees(&r, STR("a secret that is long")));
    end(v, l);
}

/* The gate before the form: what is refused does not get as far as a password. */
static void signing_in_is_limited_too(struct visitor *v) {
    v->session = (str){0};
    (void)visitor_get(v, STR("/en/sign-in"));
    struct limits *l = limited(v, STR("writing=0/3"));
    int last = 0;
    for (size_t i = 0; i < 4; i++) {
        last = visitor_post(v, STR("/en/sign-in"), STR("mail=a%40example.org&password=")).status;
    }
    CHECK(last == 429);
    CHECK(visitor_get(v, STR("/health")).status == 200);
    end(v, l);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    too_much_is_told_in_the_readers_language_and_when_to_come_back(&v);
    an_account_is_limited_wherever_it_comes_from(&v);
    programs_hear_it_as_json(&v);
    what_was_typed_can_be_sent_again(&v);
    signing_in_is_limited_too(&v);
    visitor_close(&v);
    return test_failures != 0;
}

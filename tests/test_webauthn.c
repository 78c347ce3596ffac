/* What passkeys say: each thing made wrong by itself is refused, and what is right is not. */
#include "tests/authenticator.h"
#include "tests/test.h"
#include "wire/cbor.h"

#include <string.h>

static struct webauthn_place here;

static void a_place_is_named_by_its_address(struct arena *mem) {
    struct webauthn_place p = {0};
    CHECK(webauthn_place_of(mem, STR("https://clusters.example.org"), &p));
    SAME(p.host, "clusters.example.org");
    SAME(p.origin, "https://clusters.example.org");
    CHECK(webauthn_place_of(mem, STR("https://a.example:8443"), &p));
    SAME(p.host, "a.example");
    SAME(p.origin, "https://a.example:8443");
    CHECK(webauthn_place_of(mem, STR("http://127.0.0.1:8055"), &p));
    SAME(p.host, "localhost");
    SAME(p.origin, "http://localhost:8055");
    CHECK(webauthn_place_of(mem, STR("http://localhost:8055"), &p));
    SAME(p.origin, "http://localhost:8055");
    CHECK(!webauthn_place_of(mem, STR("https://192.0.2.7"), &p));
    CHECK(!webauthn_place_of(mem, STR("https://[2001:db8::1]:8443"), &p));
    CHECK(!webauthn_place_of(mem, STR("ftp://a.example"), &p));
    CHECK(!webauthn_place_of(mem, STR(""), &p));
}

static struct webauthn made_by(struct arena *mem, const struct authenticator *a) {
    struct webauthn_sent sent = authenticator_make(mem, a, STR("c2FpZA"));
    struct webauthn made = {0};
    CHECK(webauthn_made(mem, &here, &sent, &made) == WEBAUTHN_FINE);
    return made;
}

static void what_was_made_is_read(struct arena *mem) {
    struct authenticator a;
    authenticator_new(&a);
    a.counter = 0x01020304;
    struct webauthn made = made_by(mem, &a);
    SAME(made.challenge, "c2FpZA");
    CHECK(str_eq(made.credential, authenticator_credential(mem, &a)));
    CHECK(made.algorithm == -8 && made.key.len == 43);
    CHECK(made.counter == 0x01020304 && made.verified);
}

static enum webauthn_flaw flaw_of_made(struct arena *mem, const struct authenticator *a) {
    struct webauthn_sent sent = authenticator_make(mem, a, STR("c2FpZA"));
    struct webauthn made = {0};
    return webauthn_made(mem, &here, &sent, &made);
}

static enum webauthn_flaw flaw_of_signed(
        struct arena *mem, const struct authenticator *a, const struct webauthn *key) {
    struct webauthn_sent sent = authenticator_sign(mem, a, STR("c2FpZA"));
    struct webauthn found = {.key = key->key, .algorithm = key->algorithm};
    return webauthn_signed(mem, &here, &sent, &found);
}

static void what_is_right_is_taken(struct arena *mem) {
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn key = made_by(mem, &a);
    a.counter = 7;
    a.verifies = false;
    struct webauthn_sent sent = authenticator_sign(mem, &a, STR("c2FpZA"));
    CHECK(webauthn_signed(mem, &here, &sent, &key) == WEBAUTHN_FINE);
    SAME(key.challenge, "c2FpZA");
    CHECK(key.counter == 7 && !key.verified);
}

static void what_comes_from_elsewhere_is_refused(struct arena *mem) {
    static const str origins[] = {{"http://clusters.example.org", 27},
            {"https://clusters.example.org:8443", 33}, {"https://clusters.example.org.evil", 33},
            {"https://evil.example", 20}, {"", 0}};
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn key = made_by(mem, &a);
    CHECK(flaw_of_signed(mem, &a, &key) == WEBAUTHN_FINE);
    for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
        struct authenticator other = a;
        other.origin = origins[i];
        CHECK(flaw_of_made(mem, &other) == WEBAUTHN_OTHER_ORIGIN);
        CHECK(flaw_of_signed(mem, &other, &key) == WEBAUTHN_OTHER_ORIGIN);
    }
    struct authenticator framed = a;
    framed.framed = true;
    CHECK(flaw_of_signed(mem, &framed, &key) == WEBAUTHN_OTHER_ORIGIN);
    struct authenticator host = a;
    host.host = STR("evil.example");
    CHECK(flaw_of_made(mem, &host) == WEBAUTHN_OTHER_HOST);
    CHECK(flaw_of_signed(mem, &host, &key) == WEBAUTHN_OTHER_HOST);
}

static void nobody_there_is_refused(struct arena *mem) {
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn key = made_by(mem, &a);
    a.absent = true;
    CHECK(flaw_of_made(mem, &a) == WEBAUTHN_NOBODY_THERE);
    CHECK(flaw_of_signed(mem, &a, &key) == WEBAUTHN_NOBODY_THERE);
}

static void a_signature_of_another_key_is_refused(struct arena *mem) {
    struct authenticator a;
    struct authenticator other;
    authenticator_new(&a);
    authenticator_new(&other);
    struct webauthn key = made_by(mem, &a);
    CHECK(flaw_of_signed(mem, &other, &key) == WEBAUTHN_WRONG_SIGNATURE);
}

/* Any one letter changed, in each of the three parts. */
static void a_changed_letter_is_refused(struct arena *mem) {
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn key = made_by(mem, &a);
    size_t refused = 0;
    size_t tried = 0;
    for (int part = 0; part < 3; part++) {
        struct webauthn_sent sent = authenticator_sign(mem, &a, STR("c2FpZA"));
        str *changed = part == 0 ? &sent.client : part == 1 ? &sent.device : &sent.signature;
        for (size_t i = 0; i < changed->len; i++) {
            char *copy = arena_z(mem, *changed);
            str before = *changed;
            struct webauthn found = {.key = key.key, .algorithm = key.algorithm};
            copy[i] = copy[i] == 'A' ? 'B' : 'A';
            *changed = (str){copy, before.len};
            refused += webauthn_signed(mem, &here, &sent, &found) != WEBAUTHN_FINE;
            tried++;
            *changed = before;
        }
        struct webauthn found = {.key = key.key, .algorithm = key.algorithm};
        CHECK(webauthn_signed(mem, &here, &sent, &found) == WEBAUTHN_FINE);
    }
    CHECK(tried > 200 && refused == tried);
}

static void one_kind_is_not_taken_for_the_other(struct arena *mem) {
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn key = made_by(mem, &a);
    struct webauthn_sent sent = authenticator_sign(mem, &a, STR("c2FpZA"));
    struct webauthn found = {0};
    CHECK(webauthn_made(mem, &here, &sent, &found) == WEBAUTHN_OTHER_KIND);
    sent = authenticator_make(mem, &a, STR("c2FpZA"));
    CHECK(webauthn_signed(mem, &here, &sent, &key) == WEBAUTHN_OTHER_KIND);
}

static void what_cannot_be_read_is_refused(struct arena *mem) {
    static const str bad[] = {{"", 0}, {"=", 1}, {"AAAA", 4}, {"e30", 3}, {"W10", 3}, {"\0\0", 2}};
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn_sent good = authenticator_make(mem, &a, STR("c2FpZA"));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct webauthn found = {0};
        struct webauthn_sent client = {bad[i], good.device, {0}};
        struct webauthn_sent device = {good.client, bad[i], {0}};
        CHECK(webauthn_made(mem, &here, &client, &found) != WEBAUTHN_FINE);
        CHECK(webauthn_made(mem, &here, &device, &found) != WEBAUTHN_FINE);
    }
    /* Cut short anywhere it holds no key. */
    for (size_t len = 0; len < good.device.len; len++) {
        struct webauthn found = {0};
        struct webauthn_sent cut = {good.client, {good.device.at, len}, {0}};
        CHECK(webauthn_made(mem, &here, &cut, &found) != WEBAUTHN_FINE);
    }
    char *many = arena_new(mem, char, WEBAUTHN_BYTES_MOST + 1);
    memset(many, 'A', WEBAUTHN_BYTES_MOST + 1);
    struct webauthn found = {0};
    struct webauthn_sent large = {good.client, {many, WEBAUTHN_BYTES_MOST + 1}, {0}};
    CHECK(webauthn_made(mem, &here, &large, &found) == WEBAUTHN_UNREADABLE);
}

static bool whole(const char *bytes, size_t len, size_t left) {
    str rest = {bytes, len};
    return cbor_skip(&rest) && rest.len == left;
}

/* Of RFC 8949, appendix A, and what must not get to a reader that believes it. */
static void sizes_that_are_not_there_are_refused(void) {
    CHECK(whole("\x00", 1, 0) && whole("\x18\x64", 2, 0) && whole("\x38\x63", 2, 0));
    CHECK(whole("\x1b\xff\xff\xff\xff\xff\xff\xff\xff", 9, 0));
    CHECK(whole("\x44\x01\x02\x03\x04", 5, 0) && whole("\x62\xc3\xbc", 3, 0));
    CHECK(whole("\x83\x01\x82\x02\x03\x82\x04\x05", 8, 0));
    CHECK(whole("\xa2\x01\x02\x03\x04", 5, 0) && whole("\xf5", 1, 0) &&
            whole("\xf9\x00\x00", 3, 0));
    CHECK(whole("\x01\x02", 2, 1));
    CHECK(!whole("", 0, 0) && !whole("\x18", 1, 0) && !whole("\x44\x01\x02\x03", 4, 0));
    CHECK(!whole("\xbb\x00\x00\x00\x00\xba\xba\xba\xba\x01\x01", 11, 0));
    CHECK(!whole("\xbb\x80\x00\x00\x00\x00\x00\x00\x00", 9, 0));
    CHECK(!whole("\x9a\xff\xff\xff\xff\x00", 6, 0) &&
            !whole("\x5b\xff\xff\xff\xff\xff\xff\xff\xff", 9, 0));
    CHECK(!whole("\x9f\x01\xff", 3, 0) && !whole("\xc1\x01", 2, 0) && !whole("\xfc", 1, 0));
    CHECK(whole("\x81\x81\x81\x01", 4, 0) && !whole("\x81\x81\x81\x81\x01", 5, 0));
}

/* Some add what nobody asked them: after it stands nothing. */
static void what_a_device_adds_is_left_aside(struct arena *mem) {
    struct authenticator a;
    authenticator_new(&a);
    struct webauthn key = made_by(mem, &a);
    a.adds = STR("\xA1\x6B\x63redProtect\x02");
    CHECK(flaw_of_made(mem, &a) == WEBAUTHN_FINE && flaw_of_signed(mem, &a, &key) == WEBAUTHN_FINE);
    a.adds = STR("\xA1\x6B\x63redProtect\x02\x00");
    CHECK(flaw_of_made(mem, &a) == WEBAUTHN_UNREADABLE);
    CHECK(flaw_of_signed(mem, &a, &key) == WEBAUTHN_UNREADABLE);
    a.adds = STR("\xBB\x00\x00\x00\x00\xBA\xBA\xBA\xBA\x01");
    CHECK(flaw_of_made(mem, &a) == WEBAUTHN_UNREADABLE);
    CHECK(flaw_of_signed(mem, &a, &key) == WEBAUTHN_UNREADABLE);
}

int main(void) {
    struct arena mem = {0};
    CHECK(webauthn_place_of(&mem, STR("https://clusters.example.org"), &here));
    a_place_is_named_by_its_address(&mem);
    what_was_made_is_read(&mem);
    what_is_right_is_taken(&mem);
    what_comes_from_elsewhere_is_refused(&mem);
    nobody_there_is_refused(&mem);
    a_signature_of_another_key_is_refused(&mem);
    a_changed_letter_is_refused(&mem);
    one_kind_is_not_taken_for_the_other(&mem);
    what_cannot_be_read_is_refused(&mem);
    sizes_that_are_not_there_are_refused();
    what_a_device_adds_is_left_aside(&mem);
    arena_free(&mem);
    return test_failures ? 1 : 0;
}

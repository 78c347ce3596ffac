#include "base/buf.h"
#include "tests/payloads.h"
#include "tests/test.h"
#include "wire/vcf.h"

#include <string.h>

enum { OCTETS_MOST = 75 };

static struct arena *mem(void) {
    static struct arena a;
    return &a;
}

static struct vcf card(void) {
    return (struct vcf){.uid = STR("person-12@handslag.example"),
            .name = STR("Käthe Weiß"),
            .position = STR("Leiterin Einkauf; Aluminium, Stahl"),
            .organisation = STR("Fügetechnik Süd GmbH"),
            .mail = STR("kaethe.weiss@example.org"),
            .phone = STR("+49 89 1234567"),
            .languages = STR("de C2;en B2;da A1"),
            .country = STR("Germany"),
            .city = STR("Augsburg"),
            .site = STR("https://example.org/"),
            .zone = STR("Europe/Berlin"),
            .changed = 1800000000};
}

static void a_card_says_what_is_known(void) {
    struct vcf c = card();
    SAME(vcf_bytes(mem(), &c),
            "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Handslag//Handslag//EN\r\n"
            "UID;VALUE=text:person-12@handslag.example\r\nKIND:individual\r\nFN:Käthe Weiß\r\n"
            "TITLE:Leiterin Einkauf\\; Aluminium\\, Stahl\r\nORG:Fügetechnik Süd GmbH\r\n"
            "EMAIL;TYPE=work:kaethe.weiss@example.org\r\nTEL;TYPE=work;VALUE=text:+49 89 1234567\r\n"
            "ADR;TYPE=work:;;;Augsburg;;;Germany\r\nLANG;PREF=1:de\r\nLANG;PREF=2:en\r\n"
            "LANG;PREF=3:da\r\nURL;TYPE=work:https://example.org/\r\nTZ:Europe/Berlin\r\n"
            "REV:20270115T080000Z\r\nEND:VCARD\r\n");
}

static void what_is_not_known_is_left_out(void) {
    const struct vcf c = {.uid = STR("person-1@x.example"), .changed = 1800000000};
    SAME(vcf_bytes(mem(), &c), "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Handslag//Handslag//EN\r\n"
                               "UID;VALUE=text:person-1@x.example\r\nKIND:individual\r\nFN:-\r\n"
                               "REV:20270115T080000Z\r\nEND:VCARD\r\n");
}

/* The names of the lines, with those of their parameters. */
static str skeleton(str bytes) {
    struct buf out = {.mem = mem()};
    for (str line; bytes.len && str_cut(&bytes, '\n', &line);) {
        bool folded = str_starts(line, STR(" "));
        bool sound = str_ends(line, STR("\r")) && line.len <= OCTETS_MOST + 1;
        for (size_t i = 0; i + 1 < line.len; i++) {
            sound = sound && (unsigned char)line.at[i] >= 0x20 && line.at[i] != 0x7F;
        }
        sound = sound && !(folded && ((unsigned char)line.at[1] & 0xC0) == 0x80);
        str name = {0};
        (void)str_cut(&line, ':', &name);
        buf_add(&out, !sound ? STR("unsound ") : folded ? (str){0} : name);
        buf_add(&out, folded ? (str){0} : STR(" "));
    }
    return buf_str(&out);
}

static str with(size_t field, str value) {
    struct vcf c = card();
    str *const at[] = {&c.uid, &c.name, &c.position, &c.organisation, &c.phone, &c.country, &c.city,
            &c.zone, &c.mail, &c.languages, &c.site};
    *at[field] = value;
    return vcf_bytes(mem(), &c);
}

/* The last three are left out where they are no address, no codes of languages, no link. */
static void what_people_type_stays_text(void) {
    enum { FIELDS = 11, LEFT_OUT = 8 };
    int wrong = 0;
    for (size_t f = 0; f < FIELDS; f++) {
        str plain = skeleton(with(f, f < LEFT_OUT ? STR("plain") : (str){0}));
        CHECK(!str_has(plain, STR("unsound")) && str_has(plain, STR("END")));
        for (size_t i = 0; i < PAYLOAD_COUNT; i++) {
            struct arena_mark mark = arena_mark(mem());
            wrong += !str_eq(skeleton(with(f, payload(mem(), i))), plain);
            arena_rewind(mem(), mark);
        }
    }
    CHECK(wrong == 0);
}

static void long_lines_are_folded_between_characters(void) {
    struct vcf c = card();
    struct buf name = {.mem = mem()};
    for (int i = 0; i < 100; i++) {
        buf_add(&name, STR("名"));
    }
    c.name = buf_str(&name);
    str bytes = vcf_bytes(mem(), &c);
    CHECK(!str_has(skeleton(bytes), STR("unsound")) && str_has(bytes, STR("\r\n 名")));
}

int main(void) {
    a_card_says_what_is_known();
    what_is_not_known_is_left_out();
    what_people_type_stays_text();
    long_lines_are_folded_between_characters();
    arena_free(mem());
    return test_failures > 0;
}

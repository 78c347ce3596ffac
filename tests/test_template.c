/* Every letter in every language: nothing is left open in it, its link stands alone, and what is
 * not known leaves no trace. */
#include "db/db.h"
#include "mail/letter_kind.h"
#include "mail/template.h"
#include "tests/test.h"
#include "tests/world.h"

#define LINK STR("https://handslag.example/de/x/abc")

static struct template_letter letter_of(const struct letter_kind *k, enum tongue t) {
    return (struct template_letter){.to = STR("a@example.org"),
            .cluster = WORLD_ALU,
            .kind = str_of(k->name),
            .tongue = t,
            .values = {.name = STR("Åse"),
                    .organisation = STR("Gießerei"),
                    .who = STR("王"),
                    .what = STR("it"),
                    .list = STR("one\ntwo"),
                    .note = STR("soon"),
                    .link = LINK,
                    .until = WORLD_NOW + 7 * 86400,
                    .day = WORLD_NOW + 30 * 86400}};
}

static bool has_line(str text, str wanted) {
    str line;
    while (text.len && str_cut(&text, '\n', &line)) {
        if (str_eq(line, wanted)) {
            return true;
        }
    }
    return false;
}

static bool is_closed(str s) {
    return s.len && !str_has(s, STR("{")) && !str_has(s, STR("}")) && !str_has(s, STR("\n\n\n")) &&
           str_eq(s, str_trim(s));
}

static bool is_sound(struct work *w, const struct letter_kind *k, enum tongue t) {
    struct template_letter l = letter_of(k, t);
    struct template text = {.kind = l.kind, .tongue = t};
    str subject = {0};
    str body = {0};
    str gap = {0};
    bool needs_link = str_lists(str_of(k->must), STR("link"));
    bool fine = template_one(w, &text) && template_check(&text, &gap) == TEMPLATE_FINE;
    fine = fine && template_fill(w, &l, &subject, &body) && is_closed(subject) && is_closed(body);
    fine = fine && (!needs_link || has_line(body, LINK));
    l.values = (struct template_values){.link = LINK};
    fine = fine && template_fill(w, &l, &subject, &body) && is_closed(subject) && is_closed(body);
    fine = fine && (!needs_link || has_line(body, LINK));
    if (!fine) {
        printf("%s in %s: %.*s | %.*s | %.*s\n", k->name, tongue_code(t).at, (int)gap.len, gap.at,
                (int)subject.len, subject.at, (int)body.len, body.at);
    }
    return fine;
}

static void every_letter_is_whole_in_every_language(struct work *w) {
    struct letter_kinds all = letter_kind_list();
    size_t seen = 0;
    for (size_t i = 0; i < all.count; i++) {
        for (enum tongue t = EN; t < TONGUE_COUNT && all.at[i].subject; t++) {
            CHECK(is_sound(w, &all.at[i], t));
            seen++;
        }
    }
    CHECK(seen >= 9 * TONGUE_COUNT);
}

static void values_stay_within_their_line(struct work *w) {
    struct template_letter l = letter_of(letter_kind_named(STR("draft")), EN);
    str subject = {0};
    str text = {0};
    l.values.name = STR("x\r\nhttps://handslag.example/evil\n\x7f");
    l.values.cluster = STR("a\nBcc: b@example.org");
    l.values.organisation = STR("{link}");
    CHECK(template_fill(w, &l, &subject, &text));
    SAME(subject, "a Bcc: b@example.org: is this right?");
    CHECK(has_line(text, STR("Hello x  https://handslag.example/evil,")));
    CHECK(!has_line(text, STR("https://handslag.example/evil")));
    CHECK(str_has(text, STR("what {link} needs"))); /* what was filled in is not filled again */
    CHECK(has_line(text, STR("one")) && has_line(text, STR("two")));
}

static void numbers_are_written_as_its_reader_writes_them(struct work *w) {
    struct template_letter l = letter_of(letter_kind_named(STR("reset")), DE);
    str subject = {0};
    str text = {0};
    l.values.until = w->now + 900;
    CHECK(template_fill(w, &l, &subject, &text));
    CHECK(has_line(text, STR("Der Link gilt einmal und läuft in 15 Minuten ab.")));
    CHECK(str_ends(text, STR("\n\nAlu <Syd> & Søn")));
    l.cluster = 0;
    CHECK(template_fill(w, &l, &subject, &text) && str_ends(text, STR("\n\nHandslag")));
    l.kind = STR("nonsense");
    CHECK(!template_fill(w, &l, &subject, &text));
    l.kind = STR("contact"); /* made elsewhere */
    CHECK(!template_fill(w, &l, &subject, &text));
}

static void a_cluster_is_worded_by_itself_only(struct work *w) {
    struct template_letter l = letter_of(letter_kind_named(STR("draft")), DA);
    str gap = {0};
    str subject = {0};
    str text = {0};
    const struct template own = {.cluster = WORLD_ALU,
            .kind = STR("draft"),
            .tongue = DA,
            .subject = STR("Hej {name}"),
            .text = STR("Kig:\n{list}\n{link}")};
    CHECK(!template_worded(w, &l, &subject, &text));
    db_begin(w);
    CHECK(template_save(w, &own, &gap) == TEMPLATE_FINE && db_end(w));
    CHECK(template_worded(w, &l, &subject, &text));
    SAME(text, "Kig:\none\ntwo\nhttps://handslag.example/de/x/abc");
    l.cluster = WORLD_AUTO;
    CHECK(!template_worded(w, &l, &subject, &text));
    l.cluster = WORLD_ALU;
    l.tongue = DE;
    CHECK(!template_worded(w, &l, &subject, &text));
    unsigned which[64] = {0};
    CHECK(letter_kind_list().count <= sizeof(which) / sizeof(which[0]));
    template_own(w, WORLD_ALU, which);
    for (size_t i = 0; i < letter_kind_list().count; i++) {
        bool draft = str_eq(str_of(letter_kind_list().at[i].name), STR("draft"));
        CHECK(which[i] == (draft ? 1U << DA : 0U));
    }
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW, .actor = WORLD_ADMIN};
    CHECK(w.db);
    if (w.db) {
        every_letter_is_whole_in_every_language(&w);
        values_stay_within_their_line(&w);
        numbers_are_written_as_its_reader_writes_them(&w);
        a_cluster_is_worded_by_itself_only(&w);
    }
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures != 0;
}

/* Thesauri in the database: stored whole or not at all, taken up while the program runs, and what
 * two texts then have in common; and what people taught, exchanged. */
#include "base/buf.h"
#include "directory/listing.h"
#include "directory/scheme_take.h"
#include "directory/taught_exchange.h"
#include "lang/thesaurus.h"
#include "match/codes.h"
#include "tests/test.h"
#include "tests/workbench.h"

#include <stdint.h>

static struct skos content_of(struct bench *b, str bytes) {
    struct skos s = skos_new(&b->mem);
    struct scheme_wish wish = {0};
    CHECK(scheme_take(&s, STR("village.csv"), bytes, &wish) && skos_finish(&s));
    return s;
}

static void import(struct bench *b, str bytes) {
    struct skos content = content_of(b, bytes);
    struct scheme s = {.key = STR("village"),
            .title = STR("Tools of a village"),
            .licence = STR("CC0"),
            .attribution = STR("The village"),
            .source = STR("village.csv")};
    db_begin_bulk(&b->work);
    scheme_save(&b->work, &s, &content);
    CHECK(db_end(&b->work));
}

#define VILLAGE                                            \
    "code,broader,en,da,de\n1,,tools,værktøj,Werkzeug\n" \
    "11,1,sledgehammers,forhamre,Vorschlaghämmer\n"       \
    "12,1,saws,save,Sägen\n2,,boats,både,Boote\n"

static void a_scheme_is_kept_with_its_terms(struct bench *b) {
    import(b, STR(VILLAGE));
    struct schemes all = scheme_list(&b->work);
    CHECK(all.count == 1 && all.at[0].concepts == 4);
    SAME(all.at[0].languages, "en;da;de");
    SAME(all.at[0].licence, "CC0");
    SAME(all.at[0].attribution, "The village");
}

static void a_second_import_takes_its_place(struct bench *b) {
    struct skos other =
            content_of(b, STR("code,broader,en,da,de\n1,,tools,værktøj,Werkzeug\n"
                              "11,1,sledgehammers,forhamre,Hämmer\n3,,nets,garn,Netze\n"));
    struct scheme_change c = scheme_compare(&b->work, STR("village"), &other);
    CHECK(c.added == 1 && c.changed == 1 && c.equal == 1 && c.removed == 2);
    import(b, STR(VILLAGE));
    import(b, STR(VILLAGE));
    struct skos same = content_of(b, STR(VILLAGE));
    c = scheme_compare(&b->work, STR("village"), &same);
    CHECK(c.added == 0 && c.changed == 0 && c.equal == 4 && c.removed == 0);
    CHECK(scheme_list(&b->work).count == 1);
}

static void follow(struct bench *b) {
    live_catch_up(&b->work, b->live);
    while (live_read_codes(&b->work, b->live)) {
    }
    live_catch_up(&b->work, b->live);
    CHECK(work_ok(&b->work));
}

static str stored(struct bench *b, int64_t listing) {
    str codes = {0};
    struct rows r =
            db_rows(&b->work, "SELECT codes FROM annotation WHERE listing_id = ?", num(listing));
    (void)db_next(&r, to(codes));
    db_stop(&r);
    return codes;
}

static void texts_meet_through_codes(struct bench *b) {
    int64_t before = bench_listing(b, WORLD_FOUNDRY, "need", STR("Vorschlaghämmer"), "de");
    follow(b);
    int64_t after = bench_listing(b, WORLD_FOUNDRY, "offer", STR("Forhamre"), "da");
    int64_t other = bench_listing(b, WORLD_FOUNDRY, "offer", STR("Både"), "da");
    follow(b);
    const struct thesaurus *t = live_codes(b->live);
    CHECK(t && str_has(stored(b, before), STR("village:11 ")));
    struct codes need = codes_of(&b->mem, t, stored(b, before), STR(""));
    struct codes offer = codes_of(&b->mem, t, stored(b, after), STR(""));
    struct codes far = codes_of(&b->mem, t, stored(b, other), STR(""));
    CHECK(codes_fit(&need, &offer) > 0.5F);
    CHECK(codes_fit(&need, &far) < codes_fit(&need, &offer));
    struct codes_shared shared = codes_shared(&b->work, t, &need, &offer);
    CHECK(shared.count == 1);
    SAME(shared.at[0].code, "11");
    SAME(shared.at[0].label, "sledgehammers");
    SAME(shared.at[0].credit, "Tools of a village, The village, CC0");
    thesaurus_close(t);
}

/* More than are read at once; none is read while they are saved, for they are too many. */
static void many_texts_are_read_in_pieces(struct bench *b) {
    db_begin_bulk(&b->work);
    for (int i = 0; i < CODES_AT_ONCE + 5; i++) {
        struct buf key = {.mem = &b->mem};
        buf_add(&key, STR("sledgehammers-"));
        buf_num(&key, i);
        db_run(&b->work,
                "INSERT INTO listing (key, organisation_id, side, kind, title, lang, status,"
                " visibility, created, updated) VALUES (?, ?, 'need', 'business',"
                " 'sledgehammers', 'en', 'published', 'public', 0, 0)",
                txt(buf_str(&key)), num(WORLD_FOUNDRY));
    }
    CHECK(db_end(&b->work));
    import(b, STR(VILLAGE "4,,nets,garn,Netze\n"));
    follow(b);
    CHECK(db_number(&b->work, "SELECT COUNT(*) FROM listing AS l LEFT JOIN annotation AS a"
                              " ON a.listing_id = l.id WHERE l.title = 'sledgehammers'"
                              " AND COALESCE(a.codes, '') = ''") == 0);
}

static void what_is_removed_is_forgotten(struct bench *b) {
    db_begin(&b->work);
    CHECK(scheme_remove(&b->work, STR("village")));
    CHECK(!scheme_remove(&b->work, STR("village")));
    CHECK(db_end(&b->work));
    follow(b);
    CHECK(!live_codes(b->live));
    CHECK(db_number(&b->work, "SELECT COUNT(*) FROM annotation WHERE codes <> ''") == 0);
    CHECK(db_number(&b->work, "SELECT COUNT(*) FROM scheme_label") == 0);
}

static void without_a_thesaurus_nothing_is_read(struct bench *b) {
    CHECK(!live_codes(b->live) && !live_read_codes(&b->work, b->live));
    struct codes none = codes_of(&b->mem, NULL, STR("cpv:1 30"), STR(""));
    CHECK(codes_fit(&none, &none) == 0);
}

static void sectors_meet_by_their_divisions(struct bench *b) {
    struct codes aluminium = codes_of(&b->mem, NULL, STR(""), STR("24.42"));
    struct codes metals = codes_of(&b->mem, NULL, STR(""), STR("24.4"));
    struct codes steel = codes_of(&b->mem, NULL, STR(""), STR("24.10"));
    struct codes wood = codes_of(&b->mem, NULL, STR(""), STR("16;31.0"));
    CHECK(codes_fit(&aluminium, &aluminium) > 0.999F);
    CHECK(codes_fit(&aluminium, &metals) > codes_fit(&aluminium, &steel));
    CHECK(codes_fit(&aluminium, &steel) > 0 && codes_fit(&aluminium, &wood) == 0);
    struct codes_shared shared = codes_shared(&b->work, NULL, &aluminium, &metals);
    CHECK(shared.count == 1);
    SAME(shared.at[0].scheme, "nace");
    SAME(shared.at[0].code, "24.4");
}

static void teach(struct bench *b, struct taught_term t) {
    CHECK(taught_save(&b->work, b->lexicon, &t) == TAUGHT_DONE);
    if (t.source.len) {
        taught_decide(&b->work, t.id, TAUGHT_WITHDRAWN);
    }
}

/* Ours is taken in by another instance that knows some of it otherwise. */
static void what_is_taught_is_exchanged_and_conflicts_are_shown(struct bench *b) {
    struct work *w = &b->work;
    db_begin(w);
    struct taught_concept own = {.kind = STR("C")};
    taught_concept_save(w, &own);
    teach(b, (struct taught_term){.concept = own.key, .tongue = DA, .term = STR("krøjebolt")});
    teach(b, (struct taught_term){.concept = STR("aluminium"),
                     .tongue = DA,
                     .term = STR("sølvstads"),
                     .state = TAUGHT_APPROVED});
    CHECK(db_end(w));
    str plain = taught_export(w, false);
    CHECK(!str_has(plain, STR("\tby")) && str_has(plain, STR("krøjebolt")));
    CHECK(str_has(taught_export(w, true), STR("\t2027-01-15\n")));

    db_begin(w);
    db_run(w, "DELETE FROM taught_term");
    teach(b, (struct taught_term){.concept = STR("steel"),
                     .tongue = DA,
                     .term = STR("sølvstads"),
                     .state = TAUGHT_APPROVED});
    teach(b, (struct taught_term){.concept = STR("steel"),
                     .tongue = DA,
                     .term = STR("blåstads"),
                     .source = STR("here")});
    CHECK(db_end(w));
    struct buf file = {.mem = &b->mem};
    buf_add(&file, plain);
    buf_add(&file, STR("steel\t\t\tda\tblåstads\t\nsteel\t\t\tda\taluminium\t\n"
                       "no-such\t\t\tda\tgrønstads\t\nsteel\tda\n"));
    db_begin(w);
    struct exchange x = taught_import(w, b->lexicon, buf_str(&file), STR("Nord"));
    CHECK(db_end(w));
    CHECK(x.proposed == 1 && x.there == 0 && x.left == 5 && x.remark_count == 5);
    CHECK(x.remarks[0].kind == EXCHANGE_ELSEWHERE && x.remarks[0].line == 3);
    SAME(x.remarks[0].other, "steel");
    CHECK(x.remarks[1].kind == EXCHANGE_WITHDRAWN);
    CHECK(x.remarks[2].kind == EXCHANGE_ELSEWHERE);
    SAME(x.remarks[2].other, "aluminium");
    CHECK(x.remarks[3].kind == EXCHANGE_NO_CONCEPT && x.remarks[4].kind == EXCHANGE_NO_LINE);
    CHECK(db_number(w, "SELECT COUNT(*) FROM taught_term WHERE source = 'Nord'"
                       " AND state = 'proposed'") == 1);

    db_begin(w);
    int64_t concepts = db_number(w, "SELECT COUNT(*) FROM taught_concept");
    x = taught_import(w, b->lexicon, plain, STR("Nord"));
    CHECK(db_end(w));
    CHECK(x.proposed == 0 && x.there == 1); /* the same twice changes nothing */
    CHECK(db_number(w, "SELECT COUNT(*) FROM taught_concept") == concepts);
    CHECK(taught_import(w, b->lexicon, STR("id\tkind\n"), STR("Nord")).broken);
}

int main(void) {
    struct bench b = {0};
    struct db *db = world_open();
    if (!db || !bench_open(&b, db)) {
        return 1;
    }
    without_a_thesaurus_nothing_is_read(&b);
    a_scheme_is_kept_with_its_terms(&b);
    a_second_import_takes_its_place(&b);
    texts_meet_through_codes(&b);
    many_texts_are_read_in_pieces(&b);
    what_is_removed_is_forgotten(&b);
    sectors_meet_by_their_divisions(&b);
    what_is_taught_is_exchanged_and_conflicts_are_shown(&b);
    bench_close(&b);
    db_close(db);
    return test_failures != 0;
}

#include "base/buf.h"
#include "db/migrate.h"
#include "directory/export.h"
#include "directory/import.h"
#include "directory/import_reason.h"
#include "tests/test.h"
#include "tests/world.h"
#include "wire/csv.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* A work in a world of its own, and what the last import in it came to. */
struct stage {
    struct arena mem;
    struct work w;
    int64_t id;
    struct import_counts counts;
};

static struct stage stage_open(void) {
    struct stage s = {.w = {.now = WORLD_NOW, .tongue = EN}};
    s.w.db = world_open();
    return s;
}

static void stage_close(struct stage *s) {
    db_close(s->w.db);
    arena_free(&s->mem);
}

static struct import_wish of_alu(void) {
    return (struct import_wish){.cluster = WORLD_ALU, .file_name = STR("members.csv")};
}

/* Staged and applied, all of it; false if it was not kept. */
static bool take(struct stage *s, str bytes, struct import_wish wish) {
    s->w.mem = &s->mem;
    db_begin(&s->w);
    struct import_staged staged = import_stage(&s->w, bytes, &wish, NULL);
    s->id = staged.id;
    s->counts = (struct import_counts){0};
    if (staged.broken == TABLE_FINE) {
        s->counts = import_apply(&s->w, staged.id, true, NULL);
    }
    return db_end(&s->w) && staged.broken == TABLE_FINE;
}

static bool take_text(struct stage *s, const char *text) {
    return take(s, str_of(text), of_alu());
}

static struct import_row_seen row_at(struct stage *s, int64_t line) {
    struct import_rows rows = import_rows(&s->w, s->id, IMPORT_VERDICTS, line - 1, 1);
    return rows.count && rows.at[0].line == line ? rows.at[0] : (struct import_row_seen){0};
}

static struct organisation organisation_named(struct stage *s, const char *name) {
    struct organisation o = {0};
    (void)organisation_stored(&s->w,
            db_number(&s->w, "SELECT MAX(id) FROM organisation WHERE name = ?", txt(str_of(name))),
            &o);
    return o;
}

static str recoded(struct arena *mem, const char *charset, const char *text) {
    size_t in = strlen(text);
    size_t out = 4 * in + 8;
    char *from = arena_z(mem, str_of(text));
    char *bytes = arena_new(mem, char, out);
    char *to = bytes;
    iconv_t how = iconv_open(charset, "UTF-8");
    (void)iconv(how, &from, &in, &to, &out);
    (void)iconv_close(how);
    return (str){bytes, (size_t)(to - bytes)};
}

static void spreadsheets_of_four_countries_are_read(void) {
    static const struct {
        const char *charset;
        const char *text;
        const char *name;
        const char *place;
        const char *country;
    } files[] = {
            {"WINDOWS-1252", "Virksomhed;By;Land\r\nGrønbæk Stål A/S;Åbenrå;Danmark\r\n",
                    "Grønbæk Stål A/S", "Åbenrå", "DK"},
            {"UTF-8",
                    "\xEF\xBB\xBF"
                    "Firma;Ort;Land\r\nMüller & Söhne KG;Fürth;Deutschland\r\n",
                    "Müller & Söhne KG", "Fürth", "DE"},
            {"UTF-16", "Företag\tOrt\tLand\r\nÄngsö Såg AB\tVäxjö\tSverige\r\n", "Ängsö Såg AB",
                    "Växjö", "SE"},
            {"GB18030",
                    "企业名称,城市,国家\r\n苏州恒美新材料有限公司,苏州,中国\r\n"
                    "宁波海天铝业有限公司,宁波,中国\r\n",
                    "苏州恒美新材料有限公司", "苏州", "CN"},
            {"UTF-8", "Entreprise,Pays,Ville\n\"Fonderie\nd'Occitanie\",France,Toulouse\n",
                    "Fonderie d'Occitanie", "Toulouse", "FR"},
    };
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct stage s = stage_open();
        CHECK(take(&s, recoded(&s.mem, files[i].charset, files[i].text), of_alu()));
        CHECK(s.counts.by[IMPORT_NEW] == s.counts.rows && s.counts.rows > 0);
        struct organisation o = organisation_named(&s, files[i].name);
        CHECK(str_eq(o.place, str_of(files[i].place)));
        CHECK(str_eq(o.country, str_of(files[i].country)));
        CHECK(str_eq(o.clusters, STR("alu")));
        stage_close(&s);
    }
}

static void what_is_there_is_found_again(void) {
    struct stage s = stage_open();
    CHECK(take_text(&s, "Firma;Land;Ort;Webseite\n"
                        "Støberiet A/S;Danmark;Tønder;stoeberiet.example\n" /* 2: gets a website */
                        "Stoeberiet ApS;DK;;\n"                      /* 3: another spelling */
                        "Presswerk AG;Deutschland;Augsburg;\n"       /* 4: another cluster's */
                        "Helt Nyt ApS;DK;Ribe;nyt.example/da\n"      /* 5: new */
                        "Noget Andet A/S;DK;Vejen;www.nyt.example\n" /* 6: its address */
                        "Støberiet A/S;Norge;Bergen;\n"              /* 7: abroad: another */
                        ";DK;Ribe;\n"));                             /* 8: no name */
    CHECK(row_at(&s, 2).verdict == IMPORT_CHANGED);
    CHECK(row_at(&s, 3).verdict == IMPORT_DUPLICATE);
    SAME(row_at(&s, 3).act, "update");
    CHECK(row_at(&s, 4).verdict == IMPORT_DUPLICATE);
    SAME(row_at(&s, 4).act, "new");
    CHECK(row_at(&s, 5).verdict == IMPORT_NEW);
    CHECK(row_at(&s, 6).verdict == IMPORT_DUPLICATE);
    SAME(row_at(&s, 6).act, "new");
    CHECK(why_has(row_at(&s, 6).reason, WHY_LIKE_LINE));
    CHECK(row_at(&s, 7).verdict == IMPORT_NEW);
    CHECK(row_at(&s, 8).verdict == IMPORT_WRONG && why_has(row_at(&s, 8).reason, WHY_EMPTY));
    CHECK(s.counts.rows == 7 && s.counts.by[IMPORT_DUPLICATE] == 3);
    SAME(organisation_named(&s, "Støberiet A/S").country, "NO");
    CHECK(take_text(&s, "Firma;Land;Ort;Webseite\n"
                        "Støberiet A/S;Danmark;Tønder;stoeberiet.example\n"));
    CHECK(s.counts.by[IMPORT_EQUAL] == 1);
    stage_close(&s);
}

static void the_preview_says_what_applying_does(void) {
    struct stage s = stage_open();
    struct import_wish wish = of_alu();
    s.w.mem = &s.mem;
    db_begin(&s.w);
    int64_t before = db_number(&s.w, "SELECT COUNT(*) FROM organisation");
    s.id = import_stage(&s.w,
            STR("Firma;Land;Ort\nStøberiet;DK;Tønder\nNy A/S;DK;Ribe\n"
                "Ny ApS;DK;Ribe\nSkjult ApS;DK;Ribe\n"),
            &wish, NULL)
                   .id;
    struct import_counts seen = import_judge(&s.w, s.id, NULL);
    CHECK(db_number(&s.w, "SELECT COUNT(*) FROM organisation") == before);
    struct import_counts done = import_apply(&s.w, s.id, false, NULL);
    CHECK(memcmp(&seen, &done, sizeof(seen)) == 0);
    CHECK(done.by[IMPORT_NEW] == 1 && done.by[IMPORT_DUPLICATE] == 2 && done.by[IMPORT_EQUAL] == 1);
    CHECK(db_end(&s.w));
    stage_close(&s);
}

static void a_person_decides_about_likenesses(void) {
    struct stage s = stage_open();
    struct import_wish wish = of_alu();
    s.w.mem = &s.mem;
    db_begin(&s.w);
    s.id = import_stage(&s.w,
            STR("Firma;Land;Ort\nStoeberiet;DK;Tønder\nSkjult;DK;\n"
                "Presswerk;DE;Augsburg\n"),
            &wish, NULL)
                   .id;
    (void)import_judge(&s.w, s.id, NULL);
    import_choose(&s.w, s.id, 2, STR("new"));
    import_choose(&s.w, s.id, 3, STR("leave"));
    import_choose(&s.w, s.id, 4, STR("update"));
    s.w.actor = WORLD_ALU_MANAGER;
    struct import_counts done = import_apply(&s.w, s.id, false, NULL);
    CHECK(done.added == 2 && done.updated == 0 && done.left == 1); /* 4 is not hers to change */
    CHECK(db_end(&s.w));
    stage_close(&s);
}

static void swapped_cells_are_put_right(void) {
    struct stage s = stage_open();
    CHECK(take_text(&s, "Firma;Land;Ort;PLZ;Webseite;Telefon;Mitarbeiter;Gründungsjahr\n"
                        "Alpha;Hamburg;Deutschland;20095;;;;\n"
                        "Beta;DE;80331;München;;;;\n"
                        "Gamma;DE;Ulm;89073;+49 731 123456;https://gamma.example;;\n"
                        "Delta;DE;Ulm;89073;;;1974;120\n"
                        "Epsilon;Bayern;Passau;;;;\n"
                        "Zeta;;Roskilde;;zeta-roskilde.dk;;1.200;\n"));
    CHECK(s.counts.by[IMPORT_NEW] == 6);
    SAME(organisation_named(&s, "Alpha").country, "DE");
    SAME(organisation_named(&s, "Alpha").place, "Hamburg");
    SAME(organisation_named(&s, "Beta").postcode, "80331");
    SAME(organisation_named(&s, "Beta").place, "München");
    SAME(organisation_named(&s, "Gamma").website, "https://gamma.example");
    SAME(organisation_named(&s, "Gamma").remark, "Telefon: +49 731 123456");
    SAME(organisation_named(&s, "Delta").founded, "1974");
    SAME(organisation_named(&s, "Delta").size, "50-249");
    SAME(organisation_named(&s, "Epsilon").region, "DE-BY");
    SAME(organisation_named(&s, "Epsilon").country, "DE");
    SAME(organisation_named(&s, "Zeta").country, "DK");
    CHECK(take_text(&s, "Firma;Ort\nEta;DK-4000 Roskilde\n"));
    SAME(organisation_named(&s, "Eta").place, "Roskilde");
    SAME(organisation_named(&s, "Eta").postcode, "DK-4000");
    SAME(organisation_named(&s, "Zeta").size, "500+");
    stage_close(&s);
}

static void two_rows_for_one_lose_neither(void) {
    struct stage s = stage_open();
    CHECK(take_text(&s, "Virksomhed;Land;Hjemmeside;Stand\nNordlys;DK;a.example;A1\n"
                        "Nordlys ApS;DK;b.example;B2\n"));
    struct organisation o = organisation_named(&s, "Nordlys");
    SAME(o.website, "https://a.example");
    SAME(o.remark, "Stand: A1\nStand: B2\nVirksomhed: Nordlys ApS\nHjemmeside: b.example");
    stage_close(&s);
}

static void nothing_that_is_not_understood_is_lost(void) {
    struct stage s = stage_open();
    CHECK(take_text(&s, "Medlemmer 2027;;;\n;;;\nVirksomhed;Land;Branche;Kontingent\n"
                        "Nordlys;Atlantis;24.42, guldmageri;12.000;mere\n"));
    struct organisation o = organisation_named(&s, "Nordlys");
    SAME(o.sectors, "24.42");
    SAME(o.remark, "Kontingent: 12.000\n#5: mere\nLand: Atlantis\nBranche: guldmageri");
    CHECK(row_at(&s, 4).verdict == IMPORT_NEW && why_has(row_at(&s, 4).reason, WHY_KEPT));
    stage_close(&s);
}

static void needs_and_offers_may_stand_in_columns(void) {
    struct stage s = stage_open();
    const char *table = "Virksomhed;Land;Søger;Tilbyder\nNordlys;DK;Køber af spåner;Profiler\n";
    CHECK(take_text(&s, table));
    CHECK(db_number(&s.w, "SELECT COUNT(*) FROM listing WHERE status = 'draft'"
                          " AND title IN ('Køber af spåner', 'Profiler')") == 2);
    CHECK(take_text(&s, table) && s.counts.by[IMPORT_EQUAL] == 1);
    stage_close(&s);
}

static void other_clusters_things_are_not_touched(void) {
    struct stage s = stage_open();
    s.w.actor = WORLD_ALU_MANAGER;
    CHECK(take_text(&s, "key,clusters,kind,name,language,country\n"
                        "press,alu,company,Mine Now,de,DE\nshared,,company,Still Shared,en,DK\n"
                        "fresh,auto,company,Fresh,en,DK\n"));
    CHECK(row_at(&s, 2).verdict == IMPORT_WRONG && why_has(row_at(&s, 2).reason, WHY_KEY_FOREIGN));
    SAME(organisation_named(&s, "Presswerk GmbH").key, "press");
    SAME(organisation_named(&s, "Still Shared").clusters, "alu;auto");
    SAME(organisation_named(&s, "Fresh").clusters, "alu");
    CHECK(take_text(&s, "key,organisation,name,role,mail,phone,languages,consents\n"
                        "clara,foundry,Clara,,,,,\n,press,Spy,,spy@press.example,,,\n"
                        ",Fresh GmbH,Dorte,,,,,\n"));
    CHECK(s.counts.by[IMPORT_WRONG] == 2 && s.counts.by[IMPORT_NEW] == 1);
    CHECK(take_text(&s, "object,key,field,language,text,made_by\n"
                        "listing,press-need,title,en,Hijacked,human\n"
                        "cluster,auto,name,en,Hijacked,human\n"
                        "listing,foundry-need,title,en,Press tool,human\n"));
    CHECK(s.counts.by[IMPORT_WRONG] == 2 && s.counts.by[IMPORT_NEW] == 1);
    CHECK(take_text(&s, "key,name,language,country,staff,website_en,label\n"
                        "auto,Taken,de,DE,1,,\nalu,Alu,da,DK,2,,\n"));
    CHECK(s.counts.by[IMPORT_WRONG] == 1 && s.counts.by[IMPORT_CHANGED] == 1);
    stage_close(&s);
}

static void break_it(struct import_progress *progress, void *work) {
    if (atomic_load(&progress->done) > 200) {
        work_fail(work, STR("the disk is full"));
    }
}

static void all_of_it_holds_or_nothing(void) {
    struct stage s = stage_open();
    struct import_wish wish = of_alu();
    struct import_progress progress = {.tell = break_it, .told = &s.w};
    struct buf table = {.mem = &s.mem};
    s.w.mem = &s.mem;
    buf_add(&table, STR("Firma;Land\n"));
    for (int64_t i = 0; i < 1000; i++) {
        buf_add(&table, STR("Werk "));
        buf_num(&table, i);
        buf_add(&table, STR(";DE\n"));
    }
    int64_t before = db_number(&s.w, "SELECT COUNT(*) FROM organisation");
    db_begin(&s.w);
    int64_t id = import_stage(&s.w, buf_str(&table), &wish, NULL).id;
    (void)import_apply(&s.w, id, true, &progress);
    CHECK(!db_end(&s.w));
    s.w.fault = (str){0};
    CHECK(db_number(&s.w, "SELECT COUNT(*) FROM organisation") == before);
    CHECK(db_number(&s.w, "SELECT COUNT(*) FROM import") == 0);
    stage_close(&s);
}

static bool add_piece(void *buf, str piece) {
    buf_add(buf, piece);
    return true;
}

static str exported(struct work *w, struct arena *mem, enum import_kind kind) {
    struct buf out = {.mem = mem};
    struct arena scratch = {0};
    struct work own = *w;
    own.mem = &scratch;
    CHECK(export_table(&own, kind, 0, add_piece, &out));
    arena_free(&scratch);
    return buf_str(&out);
}

static void undoing_leaves_everything_as_it_was(void) {
    struct stage s = stage_open();
    struct import_touched touched = {0};
    s.w.mem = &s.mem;
    str before[IMPORT_KINDS];
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        before[k] = exported(&s.w, &s.mem, k);
    }
    CHECK(take_text(&s, "Firma;Land;Ort;Webseite;Suche\nStøberiet A/S;DK;Tønder;a.example;Kul\n"
                        "Stoeberiet;DK;Ribe;;Koks\nNy;DK;;;\nHelt Ny;DK;;;Olie\n"));
    CHECK(s.counts.added == 2 && s.counts.updated == 2);
    db_begin(&s.w);
    CHECK(import_undo(&s.w, s.id, &touched) == IMPORT_UNDO_DONE);
    CHECK(db_end(&s.w));
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        CHECK(str_eq(exported(&s.w, &s.mem, k), before[k]));
    }
    CHECK(import_undo(&s.w, s.id, &touched) == IMPORT_UNDO_GONE);
    stage_close(&s);
}

static void what_was_changed_by_hand_since_is_not_undone(void) {
    struct stage s = stage_open();
    struct import_touched touched = {0};
    CHECK(take_text(&s, "Firma;Land\nNy;DK\nHelt Ny;DK\n"));
    int64_t first = s.id;
    struct organisation o = organisation_named(&s, "Ny");
    o.place = STR("Ribe");
    CHECK(organisation_save(&s.w, &o) == SAVED_CHANGED);
    CHECK(import_undo(&s.w, first, &touched) == IMPORT_UNDO_TOUCHED && touched.count == 1);
    SAME(touched.at[0], "Ny");
    CHECK(take_text(&s, "key,organisation,name,role,mail\n,Helt Ny,Dorte,,\n"));
    CHECK(import_undo(&s.w, first, &touched) == IMPORT_UNDO_NOT_LAST);
    CHECK(import_undo(&s.w, s.id, &touched) == IMPORT_UNDO_DONE);
    CHECK(take_text(&s, "Firma;Land\nNyest;DK\n"));
    struct translation t = {.object = STR("organisation"),
            .object_id = organisation_named(&s, "Nyest").id,
            .field = STR("name"),
            .lang = STR("en"),
            .body = STR("Newest"),
            .made_by = STR("human")};
    translation_save(&s.w, &t);
    CHECK(import_undo(&s.w, s.id, &touched) == IMPORT_UNDO_TOUCHED);
    stage_close(&s);
}

static struct db *empty(struct work *w) {
    w->db = db_open(w->mem, ":memory:", &w->fault);
    CHECK(w->db && migrate(w) == MIGRATED);
    return w->db;
}

static void an_export_comes_back_the_same(void) {
    struct stage s = stage_open();
    s.w.mem = &s.mem;
    db_run(&s.w, "UPDATE organisation SET sectors = '16.1' WHERE key = 'sawmill'");
    CHECK(take_text(&s, "Firma;Land;Beskrivelse;Ukendt;Søger\n"
                        "'=SUM(A1);DK;\"Første\nlinje; \"\"anden\"\"\";+45 1;=1+1\n"
                        "\" -blank\";;' apostrof;\t;@Nogen\n"));
    str out[IMPORT_KINDS];
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        out[k] = exported(&s.w, &s.mem, k);
    }
    struct stage again = {.w = {.mem = &again.mem, .now = WORLD_NOW + 5}};
    (void)empty(&again.w);
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        CHECK(take(&again, out[k], (struct import_wish){.file_name = STR("x.csv")}));
        CHECK(again.counts.by[IMPORT_WRONG] == 0);
    }
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        str back = exported(&again.w, &s.mem, k);
        CHECK(str_eq(back, out[k]));
        if (!str_eq(back, out[k])) {
            printf("%.*s---\n%.*s", (int)out[k].len, out[k].at, (int)back.len, back.at);
        }
    }
    stage_close(&again);
    stage_close(&s);
}

static void a_mapping_is_remembered(void) {
    struct stage s = stage_open();
    struct import i = {0};
    CHECK(take_text(&s, "Spalte A;Spalte B\nX;Y\n") && s.counts.by[IMPORT_WRONG] == 1);
    CHECK(import_one(&s.w, s.id, &i));
    i.mapping = STR("name,place\n");
    import_remember(&s.w, &i);
    CHECK(take_text(&s, "Spalte A;Spalte B\nX;Y\n") && s.counts.by[IMPORT_NEW] == 1);
    SAME(organisation_named(&s, "X").place, "Y");
    struct buf wide = {.mem = &s.mem}; /* longer than any key of a database */
    for (int c = 0; c < 200; c++) {
        buf_add(&wide, STR("A column with quite a long name;"));
    }
    buf_add(&wide, STR("Firma\n"));
    CHECK(take(&s, buf_str(&wide), of_alu()) && import_one(&s.w, s.id, &i));
    db_begin(&s.w);
    import_remember(&s.w, &i);
    CHECK(db_end(&s.w));
    stage_close(&s);
}

static void broken_files_say_why(void) {
    struct stage s = stage_open();
    CHECK(!take_text(&s, ""));
    CHECK(!take_text(&s, "<html><body>no"));
    CHECK(!take_text(&s, "Firma;Land\nA;\"DK\nB;SE\n"));
    CHECK(!take(&s, STR("PK\x03\x04 not a workbook"), of_alu()));
    CHECK(take_text(&s, "Firma;Land\n") && s.counts.rows == 0);
    stage_close(&s);
}

static uint64_t dice = 88172645463325252u;

static size_t roll(size_t sides) {
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (size_t)(dice % sides);
}

static void add_damaged_cell(struct buf *out) {
    static const char *const cells[] = {"Werk", "Støberi", "有限公司", "DE", "Danmark", "Bayern",
            "https://a.example", "a@b.example", "24.42", "1998", "500+", "=cmd|x", "'", "\"",
            "\"\"", ",", ";", "\n", "\x01", "\xE2\x80\xAE", "\xFF", "-", "99999999999999999999",
            "A;B;C", "2027-02-30", "/", "54,93", "        ", "\t", "key"};
    for (size_t n = roll(4); n; n--) {
        buf_add(out, str_of(cells[roll(sizeof(cells) / sizeof(cells[0]))]));
    }
}

static void damaged_rows_are_all_accounted_for(void) {
    struct stage s = stage_open();
    struct buf table = {.mem = &s.mem};
    enum { ROWS = 10000 };
    buf_add(&table, STR("key,name,country,region,place,postcode,latitude,longitude,sectors,size,"
                        "website,founded,visibility,languages,withdrawn,clusters,language,remark,"
                        "Suche,Biete,Sonst\n"));
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t cells = roll(24); cells; cells--) {
            struct buf cell = {.mem = &s.mem};
            add_damaged_cell(&cell);
            csv_cell(&table, buf_str(&cell));
        }
        buf_add(&table, STR("x"));
        csv_end(&table);
    }
    CHECK(take(&s, buf_str(&table), of_alu()));
    int64_t sum = 0;
    for (size_t v = 0; v < IMPORT_VERDICTS; v++) {
        sum += s.counts.by[v];
    }
    CHECK(s.counts.rows == ROWS && sum == ROWS);
    CHECK(import_count(&s.w, s.id).rows == ROWS);
    stage_close(&s);
}

int main(void) {
    spreadsheets_of_four_countries_are_read();
    what_is_there_is_found_again();
    the_preview_says_what_applying_does();
    a_person_decides_about_likenesses();
    swapped_cells_are_put_right();
    two_rows_for_one_lose_neither();
    nothing_that_is_not_understood_is_lost();
    needs_and_offers_may_stand_in_columns();
    other_clusters_things_are_not_touched();
    all_of_it_holds_or_nothing();
    undoing_leaves_everything_as_it_was();
    what_was_changed_by_hand_since_is_not_undone();
    an_export_comes_back_the_same();
    a_mapping_is_remembered();
    broken_files_say_why();
    damaged_rows_are_all_accounted_for();
    return test_failures != 0;
}

/* A cluster's own way: the stages of its path, its own fields, and the files it keeps. */
#include "base/buf.h"
#include "db/db.h"
#include "project/collaboration_export.h"
#include "project/collaboration_file.h"
#include "project/collaboration_move.h"
#include "project/own_field.h"
#include "tests/asking.h"
#include "tests/test.h"
#include "wire/base64.h"

#define SEES(response, text) CHECK(visitor_sees(&(response), STR(text)))
#define LACKS(response, text) CHECK(!visitor_sees(&(response), STR(text)))

static void as(struct visitor *v, int64_t account) {
    v->work.actor = account;
    db_begin(&v->work);
}

static struct collaboration seen_by(struct visitor *v, int64_t id, int64_t cluster) {
    struct collaboration c = {0};
    CHECK(collaboration_one(&v->work, id, cluster, &c));
    return c;
}

/* One that both clusters take part in, and for the Danish one stands at its second stage. */
static int64_t begin(struct visitor *v) {
    struct work *w = &v->work;
    struct stage lacking = {0};
    struct collaboration c = {.ours = WORLD_ALU,
            .theirs = WORLD_AUTO,
            .title = STR("Lettere stolper"),
            .lang = STR("da")};
    as(v, WORLD_ALU_MANAGER);
    CHECK(collaboration_save(w, &c) == SAVED_NEW);
    c = seen_by(v, c.id, WORLD_ALU);
    CHECK(collaboration_invite(w, &c, STR("")));
    struct stages path = stage_list(w, WORLD_ALU);
    CHECK(collaboration_move(w, &c, path.at[1].id, &lacking) == COLLABORATION_MOVED);
    CHECK(db_end(w));
    as(v, WORLD_AUTO_MANAGER);
    CHECK(collaboration_answer(w, c.id, true));
    CHECK(db_end(w));
    return c.id;
}

/* What both call the same is where the other begins too. */
static void the_other_side_begins_at_the_same_stage(struct visitor *v, int64_t id) {
    struct stages path = stage_list(&v->work, WORLD_AUTO);
    CHECK(seen_by(v, id, WORLD_AUTO).stage == path.at[1].id);
}

static void a_cluster_walks_its_own_path(struct visitor *v, int64_t id) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/de/stages"));
    SEES(r, "Bedarfe gesammelt");
    r = visitor_post(
            v, STR("/da/stages/2"), STR("name-da=Udvalgt&name-de=Ausgesucht&evidence=note"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/de/collaborations"));
    SEES(r, "Ausgesucht");
    r = visitor_get(v, STR("/zh/collaborations")); /* no Chinese and no English name: the first */
    SEES(r, "lang='da'>Udvalgt");
    r = visitor_post(v, STR("/da/stages/2/remove"), STR(""));
    CHECK(r.status == 409);
    SEES(r, "Udvalgt");
    r = visitor_post(v, STR("/da/stages/9/remove"), STR(""));
    CHECK(r.status == 303 && stage_list(&v->work, WORLD_ALU).count == 8);
    CHECK(stage_list(&v->work, WORLD_AUTO).count == 9);
    r = visitor_post(v, STR("/da/stages/8/earlier"), STR(""));
    CHECK(r.status == 303);
    struct stages all = stage_list(&v->work, WORLD_ALU);
    SAME(all.at[6].usual, "outcome");
    r = visitor_post(v, STR("/da/stages"), STR("name-da=&evidence=none"));
    CHECK(r.status == 422);
    r = visitor_post(v, STR("/da/stages"), STR("name-da=Fest&evidence=file"));
    CHECK(r.status == 303 && stage_list(&v->work, WORLD_ALU).count == 9);
    r = visitor_post(v, STR("/da/stages/77"), STR("name-da=x"));
    CHECK(r.status == 404);
    CHECK(seen_by(v, id, WORLD_ALU).stage == all.at[1].id);
}

static void a_path_has_one_stage_at_least_and_not_too_many(struct visitor *v) {
    struct work *w = &v->work;
    struct stage s = {.cluster = WORLD_WOOD, .names.in[SV] = STR("Ett till")};
    as(v, WORLD_ADMIN);
    CHECK(stage_list(w, WORLD_WOOD).at[0].id == 0);
    for (int i = STAGES_USUAL; i < STAGES_MOST; i++) {
        s.place = 0;
        CHECK(stage_save(w, &s) == STAGE_FINE);
    }
    s.place = 0;
    CHECK(stage_save(w, &s) == STAGE_TOO_MANY);
    for (int i = 1; i < STAGES_MOST; i++) {
        CHECK(stage_remove(w, WORLD_WOOD, i) == STAGE_FINE);
    }
    CHECK(stage_remove(w, WORLD_WOOD, STAGES_MOST) == STAGE_LAST);
    CHECK(stage_shift(w, WORLD_WOOD, STAGES_MOST, true) == STAGE_FINE);
    CHECK(stage_shift(w, WORLD_WOOD, 1, true) == STAGE_GONE);
    db_forget(w);
}

static void own_fields_are_for_their_cluster(struct visitor *v, int64_t id) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_post(
            v, STR("/da/fields"), STR("object=collaboration&kind=choice&name-da=Pulje&choices=EU"));
    CHECK(r.status == 422);
    SEES(r, "value='EU'");
    r = visitor_post(v, STR("/da/fields"),
            STR("object=collaboration&kind=choice&name-da=Pulje&choices=EU;Interreg;EU;&needed=yes"));
    CHECK(r.status == 303);
    r = visitor_post(v, STR("/da/fields"),
            STR("object=organisation&kind=number&name-en=Furnaces&name-da=Ovne"));
    CHECK(r.status == 303);
    int64_t pool = db_number(&v->work, "SELECT MIN(id) FROM own_field");
    int64_t furnaces = db_number(&v->work, "SELECT MAX(id) FROM own_field");
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, asking_text(v, "title=Stolper&language=da&version=", c.version, ""));
    str edit = asking_text(v, "/en/collaborations/", id, "/edit");
    r = visitor_post(v, edit, buf_str(&form));
    CHECK(r.status == 422); /* it cannot be left empty */
    buf_add(&form, asking_text(v, "&own-", pool, "=Interreg"));
    r = visitor_post(v, edit, buf_str(&form));
    CHECK(r.status == 303);
    r = visitor_post(v, edit, buf_str(&form));
    CHECK(r.status == 409); /* made from an older version */
    r = visitor_get(v, STR("/en/collaborations/rows.csv"));
    SEES(r, ",Pulje\n");
    SEES(r, "Interreg");
    r = visitor_post(
            v, STR("/en/organisations/1/fields"), asking_text(v, "own-", furnaces, "=many"));
    CHECK(r.status == 422);
    SEES(r, "value='many'");
    r = visitor_post(
            v, STR("/en/organisations/1/fields"), asking_text(v, "own-", furnaces, "=3,5"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/organisations/1"));
    SEES(r, "Furnaces</span></dt><dd dir='auto'>3.5");
    r = visitor_get(v, STR("/en/fields/members.csv"));
    SEES(r, "foundry,Støberiet A/S,3.5");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    LACKS(r, "Interreg");
    CHECK(visitor_post(v, asking_text(v, "/en/fields/", pool, "/remove"), STR("")).status == 404);
    CHECK(visitor_get(v, STR("/en/organisations/1/fields")).status == 404);
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_post(v, asking_text(v, "/en/fields/", pool, "/remove"), STR(""));
    CHECK(r.status == 303 && db_number(&v->work, "SELECT COUNT(*) FROM own_field_value") == 1);
}

static void each_kind_of_field_takes_its_own(struct visitor *v) {
    static const struct {
        enum own_field_kind kind;
        const char *typed, *kept;
        enum flaw flaw;
    } cases[] = {
            {OWN_FIELD_TEXT, "  ja <b>  ", "ja <b>", FLAW_NONE},
            {OWN_FIELD_NUMBER, "2,50", "2.5", FLAW_NONE},
            {OWN_FIELD_NUMBER, "zwei", "zwei", FLAW_NOT_A_NUMBER},
            {OWN_FIELD_DAY, "30.06.2027", "2027-06-30", FLAW_NONE},
            {OWN_FIELD_DAY, "31.06.2027", "31.06.2027", FLAW_NOT_A_DAY},
            {OWN_FIELD_YES_NO, "Ja", "yes", FLAW_NONE},
            {OWN_FIELD_YES_NO, "maybe", "maybe", FLAW_UNKNOWN_WORD},
            {OWN_FIELD_CHOICE, "b", "b", FLAW_NONE},
            {OWN_FIELD_CHOICE, "a;b", "a;b", FLAW_UNKNOWN_WORD},
            {OWN_FIELD_CHOICE, "", "", FLAW_NONE},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct own_field f = {.kind = cases[i].kind, .choices = STR("a;b")};
        own_field_take(&v->mem, &f, str_of(cases[i].typed));
        bool same = str_eq(f.value, str_of(cases[i].kept)) && f.flaw == cases[i].flaw;
        if (!same) {
            printf("%s: '%.*s' with flaw %d\n", cases[i].typed, (int)f.value.len, f.value.at,
                    (int)f.flaw);
        }
        CHECK(same);
    }
}

static void a_file_comes_back_as_it_went(struct visitor *v, int64_t id) {
    struct work *w = &v->work;
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    static const size_t sizes[] = {1, 2, 3, 98303, 98304, 98305, COLLABORATION_FILE_MOST};
    char *bytes = arena_new(&v->mem, char, COLLABORATION_FILE_MOST + 1);
    for (size_t i = 0; i < COLLABORATION_FILE_MOST; i++) {
        bytes[i] = (char)(i * 31 % 251);
    }
    as(v, WORLD_ALU_MANAGER);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct collaboration_file f = {.name = STR("a.bin")};
        str content = {0};
        CHECK(collaboration_file_add(w, &c, &f, (str){bytes, sizes[i]}) == COLLABORATION_FILE_FINE);
        CHECK(collaboration_file_read(w, &c, f.id, &f, &content));
        CHECK(str_eq(content, (str){bytes, sizes[i]}));
    }
    struct collaboration_file large = {.name = STR("b")};
    CHECK(collaboration_file_add(w, &c, &large, (str){bytes, COLLABORATION_FILE_MOST + 1}) ==
            COLLABORATION_FILE_LARGE);
    for (size_t i = 100; i < 143; i++) {
        struct collaboration_file f = {.name = STR("a.bin")};
        CHECK(collaboration_file_add(w, &c, &f, (str){bytes, i}) == COLLABORATION_FILE_FINE);
    }
    CHECK(collaboration_file_add(w, &c, &large, STR("x")) == COLLABORATION_FILE_MANY);
    db_forget(w);
}

static void a_file_is_what_its_bytes_say(struct visitor *v) {
    static const struct {
        const char *bytes;
        size_t len;
        const char *type;
    } cases[] = {
            {"%PDF-1.4", 8, "application/pdf"},
            {"\x89PNG\r\n\x1a\n..", 10, "image/png"},
            {"\xff\xd8\xff\xe0", 4, "image/jpeg"},
            {"PK\x03\x04..word/document.xml", 23,
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
            {"PK\x03\x04..", 6, "application/zip"},
            {"plain words\n", 12, "text/plain"},
            {"<svg onload=x>", 14, "application/octet-stream"},
            {"MZ\x90\x00", 4, "application/octet-stream"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        CHECK(str_eq(collaboration_file_type((str){cases[i].bytes, cases[i].len}),
                str_of(cases[i].type)));
    }
    SAME(collaboration_file_name(&v->mem, STR("../a\"b;c\r\n.pdf")), "_a_b_c__.pdf");
    SAME(collaboration_file_name(&v->mem, STR("  ...  ")), "file");
    SAME(collaboration_file_name(&v->mem, STR("Aftale øl.pdf")), "Aftale øl.pdf");
}

static void base64_goes_there_and_back(struct visitor *v) {
    static const char *const pairs[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
            {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    str back = {0};
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        CHECK(str_eq(base64_made(&v->mem, str_of(pairs[i][0])), str_of(pairs[i][1])));
        CHECK(base64_read(&v->mem, str_of(pairs[i][1]), &back));
        CHECK(str_eq(back, str_of(pairs[i][0])));
    }
    CHECK(!base64_read(&v->mem, STR("Zg="), &back));
    CHECK(!base64_read(&v->mem, STR("Z!=="), &back));
    CHECK(!base64_read(&v->mem, STR("a=FsYWc="), &back));
    CHECK(!base64_read(&v->mem, STR("Zh=="), &back)); /* bits that say nothing */
    CHECK(!base64_read(&v->mem, STR(" Zg="), &back));
}

/* Of one cluster with what the other shows it, and nothing of the rest. */
static void what_is_theirs_can_be_taken_along(struct visitor *v, int64_t id) {
    struct work *w = &v->work;
    struct collaboration theirs = seen_by(v, id, WORLD_AUTO);
    struct collaboration_file secret = {.name = STR("geheim.txt")};
    struct collaboration_file open = {.name = STR("offen.txt"), .shared = true};
    str name = {0};
    str content = {0};
    as(v, WORLD_AUTO_MANAGER);
    CHECK(collaboration_file_add(w, &theirs, &secret, STR("nur wir")) == COLLABORATION_FILE_FINE);
    CHECK(collaboration_file_add(w, &theirs, &open, STR("beide")) == COLLABORATION_FILE_FINE);
    CHECK(db_end(w));
    str table = collaboration_export(w, COLLABORATION_TABLE_FILES, WORLD_ALU);
    CHECK(str_has(table, STR("-offen.txt,text/plain,5\n")) && !str_has(table, STR("geheim")));
    CHECK(collaboration_export_file(w, WORLD_ALU, 0, &name, &content) == open.id);
    SAME(content, "beide");
    CHECK(str_ends(name, STR("-offen.txt")));
    CHECK(collaboration_export_file(w, WORLD_ALU, open.id, &name, &content) == 0);
    CHECK(collaboration_export_file(w, 0, 0, &name, &content) == secret.id);
    table = collaboration_export(w, COLLABORATION_TABLE_SIDES, WORLD_ALU);
    CHECK(str_has(table, STR(",alu,auto,")) && !str_has(table, STR(",auto,alu,")));
    table = collaboration_export(w, COLLABORATION_TABLE_FIELDS, WORLD_ALU);
    CHECK(str_has(table, STR("alu,organisation,foundry,Furnaces,3.5")));
    SAME(collaboration_export(w, COLLABORATION_TABLE_NOTES, WORLD_WOOD),
            "collaboration,cluster,day,shared,language,note\n");
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    int64_t id = begin(&v);
    the_other_side_begins_at_the_same_stage(&v, id);
    a_cluster_walks_its_own_path(&v, id);
    a_path_has_one_stage_at_least_and_not_too_many(&v);
    own_fields_are_for_their_cluster(&v, id);
    each_kind_of_field_takes_its_own(&v);
    a_file_comes_back_as_it_went(&v, id);
    what_is_theirs_can_be_taken_along(&v, id);
    a_file_is_what_its_bytes_say(&v);
    base64_goes_there_and_back(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}

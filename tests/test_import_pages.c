#include "directory/import.h"
#include "tests/test.h"
#include "tests/visitor.h"

#include <stdio.h>
#include <unistd.h>

static int64_t staged(struct visitor *v, const char *table) {
    struct import_wish wish = {.cluster = WORLD_ALU, .file_name = STR("medlemmer.csv")};
    v->work.actor = WORLD_ALU_MANAGER;
    db_begin(&v->work);
    int64_t id = import_stage(&v->work, str_of(table), &wish, NULL).id;
    CHECK(db_end(&v->work));
    return id;
}

static str address(struct visitor *v, int64_t id, const char *rest) {
    char text[96];
    int len = snprintf(text, sizeof(text), "/en/imports/%lld%s", (long long)id, rest);
    return arena_copy(&v->mem, (str){text, (size_t)len});
}

static int64_t count_named(struct visitor *v, const char *name) {
    return db_number(
            &v->work, "SELECT COUNT(*) FROM organisation WHERE name = ?", txt(str_of(name)));
}

static const char table[] = "Virksomhed;By;Land\nNordlys A/S;Ribe;Danmark\n"
                            "Stoeberiet ApS;Tønder;Danmark\n;Vejen;Danmark\n";

static void a_table_goes_from_columns_to_members(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/import"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("multipart/form-data")));
    int64_t id = staged(v, table);
    r = visitor_get(v, address(v, id, ""));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<option value='place' selected>")));
    r = visitor_post(v, address(v, id, ""),
            STR("kind=organisations&language=da&country=&column-0=name&column-1=place"
                "&column-2=country&remember=yes"));
    CHECK(r.status == 303 && count_named(v, "Nordlys A/S") == 0);
    r = visitor_get(v, address(v, id, "/rows"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("name='same-3'")));
    CHECK(visitor_sees(&r, STR("Nearly the same name as Støberiet A/S.")));
    r = visitor_post(v, address(v, id, "/apply"), STR("then=apply&same-3=new"));
    CHECK(r.status == 422 && count_named(v, "Nordlys A/S") == 0);
    r = visitor_get(v, address(v, id, "/rows?show=wrong"));
    CHECK(visitor_sees(&r, STR("Name is missing.")) && !visitor_sees(&r, STR("Nordlys")));
    r = visitor_post(v, address(v, id, "/apply"), STR("then=apply&leave=yes&same-3=new"));
    CHECK(r.status == 303);
    CHECK(count_named(v, "Nordlys A/S") == 1 && count_named(v, "Stoeberiet ApS") == 1);
    r = visitor_get(v, address(v, id, ""));
    CHECK(r.status == 200 && visitor_sees(&r, STR("/undo'")));
    r = visitor_post(v, address(v, id, "/undo"), STR(""));
    CHECK(r.status == 303 && count_named(v, "Nordlys A/S") == 0);
}

static void another_kind_of_table_has_other_columns(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    int64_t id = staged(v, "Virksomhed;Navn\nfoundry;Dorte\n");
    struct response r = visitor_get(v, address(v, id, ""));
    r = visitor_post(v, address(v, id, ""), STR("kind=persons&language=da&column-0=name"));
    r = visitor_get(v, address(v, id, ""));
    CHECK(visitor_sees(&r, STR("<option value='organisation' selected>")));
}

static void nobody_else_sees_an_import(struct visitor *v) {
    int64_t id = staged(v, table);
    static const char *const rests[] = {"", "/rows", "/progress", "/wrong.csv"};
    visitor_sign_in(v, STR("auto@example.org"));
    for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
        CHECK(visitor_get(v, address(v, id, rests[i])).status == 404);
    }
    CHECK(visitor_post(v, address(v, id, "/apply"), STR("then=apply")).status == 404);
    CHECK(visitor_post(v, address(v, id, "/undo"), STR("")).status == 404);
    v->session = (str){0};
    CHECK(visitor_get(v, address(v, id, "")).status == 303); /* to sign in */
    CHECK(visitor_get(v, STR("/en/export/organisations.csv")).status == 303);
}

static str sent(struct visitor *v, const char *target) {
    struct response r = visitor_get(v, str_of(target));
    CHECK(r.status == 200 && r.file >= 0);
    char *bytes = arena_new(&v->mem, char, r.length + 1);
    CHECK(r.file >= 0 && read(r.file, bytes, r.length) == (ssize_t)r.length);
    (void)close(r.file);
    return (str){bytes, r.length};
}

static void a_manager_takes_out_the_own_cluster_only(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    str all = sent(v, "/en/export/organisations.csv?of=all");
    CHECK(str_has(all, STR("foundry")) && !str_has(all, STR("sawmill")));
    CHECK(visitor_get(v, STR("/en/export/secrets.csv")).status == 404);
    visitor_sign_in(v, STR("admin@example.org"));
    all = sent(v, "/en/export/organisations.csv?of=all");
    CHECK(str_has(all, STR("foundry")) && str_has(all, STR("sawmill")));
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    a_table_goes_from_columns_to_members(&v);
    another_kind_of_table_has_other_columns(&v);
    nobody_else_sees_an_import(&v);
    a_manager_takes_out_the_own_cluster_only(&v);
    visitor_close(&v);
    return test_failures != 0;
}

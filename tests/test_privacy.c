/* What people take along is all of it; and after somebody is erased no byte of them is left, also
 * not after an older backup is brought back. */
#include "account/link.h"
#include "db/about.h"
#include "db/backup.h"
#include "db/seal.h"
#include "directory/individual.h"
#include "mail/outbox.h"
#include "privacy/consent.h"
#include "privacy/erase.h"
#include "privacy/erasure.h"
#include "privacy/my_data.h"
#include "privacy/personal.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define NAME "Frieda Eskildsen-Quist"
#define MAIL "Frieda.Eskildsen@kontor.example"
#define MAIL_LOW "frieda.eskildsen@kontor.example"
#define PHONE "+45 98 76 54 32"

enum { FILE_BYTES_MOST = 64 * 1024 * 1024 };

struct frieda {
    int64_t account;
    int64_t person;
    int64_t individual;
    struct seal seal;
};

static void plant_texts(struct work *w) {
    db_run(w,
            "UPDATE listing SET body = 'Skriv til ' || ? || ' eller ring ' || ? || ', spørg efter '"
            " || ? || '.' WHERE id = ?",
            txt(STR(MAIL)), txt(STR(PHONE)), txt(STR(NAME)), num(WORLD_FOUNDRY_OFFER));
    db_run(w, "UPDATE organisation SET remark = 'Kontakt: ' || ? WHERE id = ?", txt(STR(NAME)),
            num(WORLD_FOUNDRY));
    db_run(w,
            "INSERT INTO translation (object, object_id, field, lang, body, made_by, updated)"
            " VALUES ('listing', ?, 'text', 'en', 'Write to ' || ?, 'human', 1)",
            num(WORLD_FOUNDRY_OFFER), txt(STR(MAIL_LOW)));
    db_run(w, "INSERT INTO annotation (listing_id, lexicon, version, meaning, words) VALUES"
              " (1, 'x', 1, '', 'eskildsen-quist')");
}

static void plant_import(struct work *w, int64_t account) {
    int64_t import = db_number(w,
            "INSERT INTO import (account_id, cluster_id, file_name, kind, lang, header, mapping,"
            " state, created) VALUES (?, ?, ? || '.csv', 'persons', 'da', 'name,mail', '',"
            " 'applied', ?) RETURNING id",
            num(account), num(WORLD_ALU), txt(STR(NAME)), num(w->now));
    db_run(w,
            "INSERT INTO import_row (import_id, line, cells, name) VALUES (?, 2, ? || ',' || ?, ?),"
            " (?, 3, 'Somebody Else,else@x.example', 'Somebody Else')",
            num(import), txt(STR(NAME)), txt(STR("FRIEDA.ESKILDSEN@KONTOR.EXAMPLE")),
            txt(STR(NAME)), num(import));
    db_run(w,
            "INSERT INTO import_change (import_id, object, object_id, fresh, before, mark)"
            " VALUES (?, 'person', 1, 0, ? || ',' || ?, 1)",
            num(import), txt(STR(NAME)), txt(STR(PHONE)));
}

static void plant_deeds(struct work *w, int64_t account) {
    db_run(w,
            "INSERT INTO refusal (scope, own_id, partner_id, reason, note, account_id, at) VALUES"
            " ('organisation', 1, 2, 'small', 'Says ' || ?, ?, ?)",
            txt(STR(NAME)), num(account), num(w->now));
    db_run(w,
            "INSERT INTO taught_term (concept, lang, term, state, account_id, at, decided_by)"
            " VALUES ('a', 'da', 'b', 'approved', ?, 1, ?)",
            num(account), num(account));
    db_run(w,
            "INSERT INTO saved_search (account_id, name, words, created, seen)"
            " VALUES (?, 'mine', 'pumper', 1, 1), (?, 'theirs', 'x', 1, 1)",
            num(account), num(WORLD_AUTO_MANAGER));
    db_run(w,
            "INSERT INTO session (token, account_id, form_key, created, seen)"
            " VALUES ('secret-token', ?, 'secret-key', 1, 1)",
            num(account));
    db_run(w,
            "INSERT INTO invitation (mail, name, tongue, kind, cluster_id, invited_by, created, sent)"
            " VALUES ('x@x.example', 'X', 'en', 'manager', 1, ?, 1, 1)",
            num(account));
}

static void plant(struct work *w, struct frieda *f) {
    struct account a = {.mail = STR(MAIL), .name = STR(NAME), .tongue = DA};
    struct person p = {.organisation = WORLD_FOUNDRY,
            .name = STR(NAME),
            .mail = STR(MAIL),
            .phone = STR(PHONE),
            .role = STR("Sekretær"),
            .consents = STR("listed")};
    seal_new(&f->seal);
    db_begin(w);
    CHECK(account_add(w, &a, STR("secret-hash")) == ACCOUNT_FINE);
    CHECK(person_save(w, &p) == SAVED_NEW);
    f->account = a.id;
    f->person = p.id;
    f->individual = individual_of_account(w, a.id);
    consent_follow(w, &p, (str){0}, CONSENT_TOLD);
    consent_give(w, &(struct consent){.account = a.id, .purpose = PURPOSE_DIGEST});
    plant_texts(w);
    plant_import(w, a.id);
    plant_deeds(w, a.id);
    outbox_add(w, &f->seal, &(struct letter){.to = STR(MAIL_LOW), .kind = STR("x")});
    (void)link_make(w,
            &(struct link){.purpose = LINK_PRIVACY, .mail = STR(MAIL_LOW), .expires = w->now + 9});
    CHECK(db_end(w));
}

static str unzipped(struct arena *mem, str zip, const char *name) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(zip.at, zip.len, 0, &error);
    zip_t *z = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_stat_t stat;
    if (!z || zip_stat(z, name, 0, &stat) != 0) {
        if (z) {
            zip_discard(z);
        }
        return (str){0};
    }
    char *bytes = arena_new(mem, char, stat.size + 1);
    zip_file_t *file = zip_fopen(z, name, 0);
    (void)zip_fread(file, bytes, stat.size);
    (void)zip_fclose(file);
    zip_discard(z);
    return (str){bytes, stat.size};
}

/* Rows of a table that refer to them, by each column on its own, at most once. */
static size_t rows_about(struct work *w, const struct shape_table *t, const struct frieda *f) {
    size_t most = 0;
    for (size_t i = 0; i < t->count; i++) {
        enum personal_kind kind = personal_kind_of(t->name, t->columns[i].name);
        struct about a = {.table = t, .column = t->columns[i].name};
        struct arg *cells = arena_new(w->mem, struct arg, t->count);
        bool raw = kind == PERSONAL_RAW;
        if (kind == PERSONAL_ACCOUNT || kind == PERSONAL_BY || kind == PERSONAL_BY_KEY) {
            a.value = num(f->account);
        } else if (kind == PERSONAL_CONTACT) {
            a.value = num(f->person);
        } else if (kind == PERSONAL_INDIVIDUAL) {
            a.value = num(f->individual);
        } else if (kind == PERSONAL_MAIL || raw) {
            a.value = txt(STR(MAIL_LOW));
        } else {
            continue;
        }
        size_t count = 0;
        struct rows r = raw ? about_holding(w, &a) : about_rows(w, &a);
        while (about_next(&r, t, cells)) {
            count++;
        }
        most = count > most ? count : most;
    }
    return most;
}

static void what_is_taken_along_is_all(struct work *w, const struct frieda *f) {
    struct whom whom;
    CHECK(whom_account(w, f->account, &whom) && whom.people.count == 1);
    str zip = my_data(w, &whom);
    str json = unzipped(w->mem, zip, "data.json");
    json_error_t wrong;
    json_t *root = json_loadb(json.at, json.len, 0, &wrong);
    CHECK(root);
    struct shape s = shape_read(w);
    size_t tables = 0;
    for (size_t i = 0; i < s.count; i++) {
        size_t count = rows_about(w, &s.at[i], f);
        size_t got = json_array_size(json_object_get(root, arena_z(w->mem, s.at[i].name)));
        if (!str_eq(s.at[i].name, STR("consent")) && !str_eq(s.at[i].name, STR("audit")) &&
                got != count) {
            printf("%.*s: %zu of %zu rows\n", (int)s.at[i].name.len, s.at[i].name.at, got, count);
            CHECK(got == count);
        }
        tables += got > 0;
    }
    CHECK(tables >= 11);
    CHECK(json_array_size(json_object_get(root, "consent")) == 2); /* of both, once each */
    CHECK(json_array_size(json_object_get(root, "audit")) >= 2);
    json_decref(root);
    CHECK(str_has(json, STR(MAIL)) && str_has(json, STR(PHONE)) && str_has(json, STR(NAME)));
    CHECK(!str_has(json, STR("secret-")) && !str_has(json, STR("Somebody Else")));
    str csv = unzipped(w->mem, zip, "person.csv");
    CHECK(str_has(csv, STR(MAIL)) && str_starts(csv, STR("id,")));
    CHECK(str_has(csv, STR(",'+45 98"))); /* no formula */
    CHECK(unzipped(w->mem, zip, "nothing.csv").len == 0);
    CHECK(!str_has(json, STR("anne@foundry.example")));
}

static bool file_holds(const char *path, str part) {
    FILE *file = fopen(path, "rb");
    char *bytes = file ? malloc(FILE_BYTES_MOST) : NULL;
    size_t len = bytes ? fread(bytes, 1, FILE_BYTES_MOST, file) : 0;
    bool found = len && memmem(bytes, len, part.at, part.len);
    free(bytes);
    if (file) {
        (void)fclose(file);
    }
    return found;
}

static str path_with(struct arena *mem, const char *path, str end) {
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(path));
    buf_add(&out, end);
    return (str){arena_z(mem, buf_str(&out)), out.len};
}

/* In any text of any table; and with a file, in any byte of it and of its log. */
static bool is_left(struct work *w, const char *path, str part) {
    struct shape s = shape_read(w);
    for (size_t i = 0; i < s.count; i++) {
        for (size_t c = 0; c < s.at[i].count; c++) {
            struct about a = {&s.at[i], s.at[i].columns[c].name, txt(part)};
            struct arg *cells = arena_new(w->mem, struct arg, s.at[i].count);
            if (s.at[i].columns[c].number) {
                continue;
            }
            struct rows r = about_holding(w, &a);
            bool found = about_next(&r, &s.at[i], cells);
            db_stop(&r);
            if (found) {
                printf("  left in %.*s.%.*s\n", (int)s.at[i].name.len, s.at[i].name.at,
                        (int)a.column.len, a.column.at);
                return true;
            }
        }
    }
    return path &&
           (file_holds(path, part) || file_holds(path_with(w->mem, path, STR("-wal")).at, part));
}

static const str parts[] = {{MAIL, sizeof(MAIL) - 1}, {MAIL_LOW, sizeof(MAIL_LOW) - 1},
        {"FRIEDA.ESKILDSEN@KONTOR.EXAMPLE", sizeof(MAIL) - 1}, {NAME, sizeof(NAME) - 1},
        {PHONE, sizeof(PHONE) - 1}, {"skildsen", 8}, {"eskildsen-quist", 15}};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static void nothing_is_left(struct work *w, const char *path) {
    for (size_t i = 0; i < PARTS; i++) {
        if (is_left(w, path, parts[i])) {
            printf("  '%.*s' is left\n", (int)parts[i].len, parts[i].at);
            CHECK(false);
        }
    }
}

static void erase(struct work *w, const struct frieda *f) {
    struct whom whom;
    db_begin(w);
    CHECK(whom_account(w, f->account, &whom));
    erase_people(w, &whom.people);
    CHECK(erase_account(w, f->account));
    CHECK(db_end(w));
    CHECK(erase_scrub(w));
    CHECK(db_number(w, "SELECT COUNT(*) FROM erasure WHERE scrubbed > 0") == 2);
}

static void what_counts_stays_without_a_name(struct work *w, const struct frieda *f) {
    CHECK(db_number(w, "SELECT COUNT(*) FROM refusal WHERE account_id = -1") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM taught_term WHERE account_id = -1"
                       " AND decided_by = -1") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM import WHERE account_id = -1") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM invitation WHERE invited_by IS NULL") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM import_row") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM saved_search") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM consent") == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM annotation") == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM change WHERE object = 'listing'") > 0);
    CHECK(db_number(w,
                  "SELECT COUNT(*) FROM audit WHERE act = 'erased' AND object = 'account'"
                  " AND object_id = ?",
                  num(f->account)) == 1);
    str body = {0};
    struct rows r = db_rows(w, "SELECT body FROM listing WHERE id = ?", num(WORLD_FOUNDRY_OFFER));
    CHECK(db_next(&r, to(body)));
    db_stop(&r);
    SAME(body, "Skriv til […] eller ring […], spørg efter […].");
    CHECK(db_number(w, "SELECT COUNT(*) FROM person") == 3);
    CHECK(db_number(w, "SELECT COUNT(*) FROM account") == 4);
}

static void the_last_administrator_stays(struct work *w) {
    db_begin(w);
    CHECK(!erase_account(w, WORLD_ADMIN));
    CHECK(!erase_account(w, 12345) && !erase_person(w, 12345));
    CHECK(db_end(w));
}

/* The known bad: a copy in a place that the map says is nobody's. */
static void a_planted_copy_is_found(struct work *w, const char *path) {
    db_begin(w);
    db_run(w, "INSERT INTO setting (name, value) VALUES ('copy', ?)", txt(STR(MAIL)));
    CHECK(db_end(w));
    printf("one is meant to be found:\n");
    CHECK(is_left(w, path, STR(MAIL)));
    CHECK(!path || file_holds(path_with(w->mem, path, STR("-wal")).at, STR(MAIL)));
    db_begin(w);
    db_run(w, "DELETE FROM setting WHERE name = 'copy'");
    CHECK(db_end(w));
    /* without emptying the log it is still in it: this is what erase_scrub() is for */
    CHECK(!path || file_holds(path_with(w->mem, path, STR("-wal")).at, STR(MAIL)));
    CHECK(db_scrub(w));
    nothing_is_left(w, path);
}

static bool copy_file(const char *from, const char *to) {
    FILE *in = fopen(from, "rb");
    FILE *out = fopen(to, "wb");
    char chunk[65536];
    size_t len = 0;
    while (in && out && (len = fread(chunk, 1, sizeof(chunk), in)) > 0) {
        (void)fwrite(chunk, 1, len, out);
    }
    bool done = in && out;
    if (in) {
        (void)fclose(in);
    }
    return out ? fclose(out) == 0 && done : false;
}

static void an_older_backup_is_erased_again(
        struct work *w, const char *path, const char *backup, const char *erased) {
    struct erasure_agreed agreed;
    CHECK(erasure_agree(w, erased, &agreed) && agreed.again == 0 && agreed.written == 2);
    CHECK(erasure_agree(w, erased, &agreed) && agreed.again == 0 && agreed.written == 0);
    CHECK(!file_holds(erased, STR("skildsen")) && file_holds(erased, STR("account 5 ")));
    db_close(w->db);
    (void)unlink(path_with(w->mem, path, STR("-wal")).at);
    (void)unlink(path_with(w->mem, path, STR("-shm")).at);
    CHECK(file_holds(backup, STR(MAIL)) && copy_file(backup, path));
    w->db = db_open(w->mem, path, &w->fault);
    CHECK(is_left(w, path, STR(MAIL)));
    CHECK(erasure_agree(w, erased, &agreed) && agreed.again == 2);
    CHECK(erase_scrub(w));
    nothing_is_left(w, path);
    str later = path_with(w->mem, path, STR(".new"));
    struct backup made;
    CHECK(backup_make(w, later.at, &made));
    for (size_t i = 0; i < PARTS; i++) {
        CHECK(!file_holds(later.at, parts[i]));
    }
    (void)unlink(later.at);
}

/* A number that was given to somebody else since is not erased by the old line. */
static void a_number_given_again_is_another(struct work *w, const char *erased) {
    struct erasure_agreed agreed;
    db_begin(w);
    db_run(w,
            "INSERT INTO account (id, mail, name, password, created)"
            " VALUES (5, 'new@x.example', 'New', '', ?)",
            num(w->now + 1));
    CHECK(db_end(w));
    CHECK(erasure_agree(w, erased, &agreed) && agreed.again == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM account WHERE id = 5") == 1);
}

static void somebody_is_erased(void) {
    struct fresh f;
    struct arena mem = {0};
    struct frieda frieda = {0};
    struct backup made;
    struct work w = {.mem = &mem, .now = WORLD_NOW + 100, .actor = WORLD_ADMIN};
    w.db = fresh_make(&f) ? world_open_at(f.address) : NULL;
    CHECK(w.db);
    const char *path = db_is_file(f.address) ? db_file(f.address) : NULL;
    const char *backup = path ? path_with(&mem, path, STR(".old")).at : NULL;
    const char *erased = path ? path_with(&mem, path, STR(".erased")).at : NULL;
    plant(&w, &frieda);
    what_is_taken_along_is_all(&w, &frieda);
    CHECK(!backup || backup_make(&w, backup, &made));
    printf("before, some are meant to be left:\n");
    CHECK(is_left(&w, path, STR(MAIL)) && is_left(&w, path, STR(NAME)));
    erase(&w, &frieda);
    what_counts_stays_without_a_name(&w, &frieda);
    the_last_administrator_stays(&w);
    nothing_is_left(&w, path);
    a_planted_copy_is_found(&w, path);
    if (path) {
        an_older_backup_is_erased_again(&w, path, backup, erased);
        a_number_given_again_is_another(&w, erased);
        (void)unlink(backup);
        (void)unlink(erased);
    }
    if (!work_ok(&w)) {
        printf("fault: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    CHECK(work_ok(&w));
    db_close(w.db);
    fresh_drop(&f);
    arena_free(&mem);
}

/* Who shares a name or an address with somebody erased keeps it. */
static void a_namesake_keeps_theirs(struct work *w) {
    db_begin(w);
    db_run(w, "UPDATE person SET name = 'Anne Holm', phone = '+45 11 22 33 44' WHERE id = ?",
            num(WORLD_BJARNE));
    db_run(w, "UPDATE listing SET body = 'Anne Holm, anne@foundry.example' WHERE id = ?",
            num(WORLD_FOUNDRY_OFFER));
    CHECK(erase_person(w, WORLD_ANNE));
    CHECK(db_end(w));
    CHECK(db_number(w, "SELECT COUNT(*) FROM listing WHERE body = 'Anne Holm, […]'") == 1);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .actor = WORLD_ADMIN};
    w.db = world_open();
    if (!w.db) {
        return 1;
    }
    a_namesake_keeps_theirs(&w);
    somebody_is_erased();
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures > 0;
}

/* Every SQL statement in the program, also on paths no other test takes, suits the schema, writes
 * only to tables of its own folder and keeps to words that every database knows. Statements known
 * to be bad stand at the end of the list and must be refused. */
#include "db/driver.h"
#include "db/migrate.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <string.h>
#include <strings.h>

extern const struct db_listed __start_statements[];
extern const struct db_listed __stop_statements[];

enum { TABLES_MOST = 200 };

enum verdict { FINE, UNPREPARED, FOREIGN_TABLE, DIALECT };

static const char *const verdict_text[] = {"fine", "cannot be prepared",
        "writes to a table of another folder", "uses words of one database only"};

/* The folder in a migration's name owns the tables it makes: "0004_directory_import". */
static struct {
    str table;
    str folder;
} owners[TABLES_MOST] = {{.table = {"schema_step", 11}, .folder = {"db", 2}}};
static size_t owner_count = 1;

static str word_at(const char *at) {
    return (str){at, strspn(at, "abcdefghijklmnopqrstuvwxyz_0123456789")};
}

static void drop_owner(str table) {
    for (size_t i = 0; i < owner_count; i++) {
        if (str_eq(owners[i].table, table)) {
            owners[i] = owners[--owner_count];
            return;
        }
    }
}

static void read_step(const char *sql, str folder) {
    static const char create[] = "CREATE TABLE ";
    static const char drop[] = "DROP TABLE ";
    for (const char *at = sql; *at && owner_count < TABLES_MOST; at++) {
        if (strncmp(at, create, sizeof(create) - 1) == 0) {
            owners[owner_count].table = word_at(at + sizeof(create) - 1);
            owners[owner_count++].folder = folder;
        } else if (strncmp(at, drop, sizeof(drop) - 1) == 0) {
            drop_owner(word_at(at + sizeof(drop) - 1));
        }
    }
}

static void read_owners(void) {
    for (size_t i = 0; i < migration_count; i++) {
        str rest = str_of(migrations[i].name);
        str folder = {0};
        (void)str_cut(&rest, '_', &folder);
        (void)str_cut(&rest, '_', &folder);
        read_step(migrations[i].sql, folder);
    }
}

/* "account" of "../src/account/session.c" */
static str folder_of(const char *file) {
    const char *src = strstr(file, "src/");
    str rest = str_of(src ? src + 4 : "");
    str folder = {0};
    (void)str_cut(&rest, '/', &folder);
    return folder;
}

static bool may_write(const char *file, str table) {
    for (size_t i = 0; i < owner_count; i++) {
        if (str_eq(table, owners[i].table)) {
            return str_eq(folder_of(file), owners[i].folder);
        }
    }
    return false;
}

/* What people wrote that is not for everybody. */
static const struct {
    const char *table, *columns;
} guarded[] = {{"organisation", " name profile remark place postcode website certificates "},
        {"listing", " title body quantity certificates "}, {"person", " name role mail phone "},
        {"translation", " body "}, {"refusal", " note "}, {"import_row", " cells name reason "},
        {"saved_search", " name words "}, {"alert_filter", " name "}, {"account", " mail name "}};

static const struct db_listed *judged;
static bool foreign;
static bool reads_guarded; /* something of the above */
static bool asks_who;      /* the roles of an account, or whose it is */
static bool leaky_met;     /* the known-bad control of these two */

static bool is_guarded(str table, str column) {
    char word[40];
    int len = snprintf(word, sizeof(word), " %.*s ", (int)column.len, column.at);
    for (size_t i = 0; i < sizeof(guarded) / sizeof(guarded[0]); i++) {
        if (str_eq(table, str_of(guarded[i].table))) {
            return str_has(str_of(guarded[i].columns), (str){word, (size_t)len});
        }
    }
    return false;
}

static void note_read(str table, str column) {
    reads_guarded = reads_guarded || is_guarded(table, column);
    asks_who = asks_who || str_eq(column, STR("account_id")) ||
               (str_eq(table, STR("account")) && str_eq(column, STR("id")));
}

/* Called by SQLite for everything a statement would do. */
static int judge(void *a, int act, const char *what, const char *b, const char *c, const char *d) {
    (void)a, (void)c, (void)d;
    if (act == SQLITE_READ) {
        note_read(str_of(what), str_of(b));
    }
    bool writes = act == SQLITE_INSERT || act == SQLITE_UPDATE || act == SQLITE_DELETE;
    if (writes && !may_write(judged->file, str_of(what))) {
        foreign = true;
        return SQLITE_DENY;
    }
    return SQLITE_OK;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool has_word(const char *sql, const char *word) {
    size_t len = strlen(word);
    for (const char *at = sql; (at = strcasestr(at, word)); at++) {
        bool begins = at == sql || !is_letter(at[-1]) || !is_letter(word[0]);
        bool ends = !is_letter(at[len]) || !is_letter(word[len - 1]);
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

static bool in_dialect(const char *sql) {
    static const char *const words[] = {"AUTOINCREMENT", "IFNULL", "GLOB", "PRAGMA", "OR REPLACE",
            "OR IGNORE", "group_concat", "strftime", "julianday", "rowid", "last_insert_rowid",
            "typeof", "==", "::", "ILIKE", "NOW", "DISTINCT ON", "string_agg", "FOR UPDATE",
            "LATERAL", "generate_series", "IS NOT DISTINCT", "SIMILAR TO", "NOTIFY", "ON ONLY"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (has_word(sql, words[i])) {
            return true;
        }
    }
    return false;
}

/* Statements in db/ that only one driver says. */
static bool is_for(const struct db_listed *s, const char *kind) {
    const char *file = strrchr(s->file, '/');
    return str_has(str_of(file ? file : s->file), str_of(kind));
}

static enum verdict verdict_on(sqlite3 *handle, const struct db_listed *s) {
    sqlite3_stmt *stmt = NULL;
    judged = s;
    foreign = false;
    reads_guarded = false;
    asks_who = false;
    bool prepared = sqlite3_prepare_v2(handle, s->sql, -1, &stmt, NULL) == SQLITE_OK;
    sqlite3_finalize(stmt);
    if (foreign) {
        return FOREIGN_TABLE;
    }
    if (!prepared) {
        return UNPREPARED;
    }
    bool driver = str_eq(folder_of(s->file), STR("db"));
    return !driver && in_dialect(s->sql) ? DIALECT : FINE;
}

#define KEPT __attribute__((section("statements"), used, aligned(sizeof(void *))))

/* In the list itself, so that a list that is never walked would be noticed. */
static const struct db_listed foreign_change KEPT = {
        "INSERT INTO change (unit, object, object_id) VALUES (?, ?, ?)", "src/match/bad.c"};
static const struct db_listed foreign_removal KEPT = {
        "DELETE FROM session WHERE account_id = ?", "src/directory/bad.c"};
static const struct db_listed foreign_step KEPT = {
        "UPDATE schema_step SET step = ?", "src/web/bad.c"};
static const struct db_listed no_such_column KEPT = {
        "SELECT colour FROM cluster", "src/directory/bad.c"};
static const struct db_listed one_database_only KEPT = {
        "SELECT IFNULL(name, '') FROM cluster", "src/directory/bad.c"};
static const struct db_listed unasked_read KEPT = {
        "SELECT title FROM listing WHERE id = ?", "src/match/leaky.c"};
static const struct db_listed known_good KEPT = {
        "INSERT INTO change (unit, object, object_id) VALUES (?, ?, ?)", "../src/db/good.c"};

static const struct {
    const struct db_listed *statement;
    enum verdict verdict;
} controls[] = {
        {&foreign_change, FOREIGN_TABLE},
        {&foreign_removal, FOREIGN_TABLE},
        {&foreign_step, FOREIGN_TABLE},
        {&no_such_column, UNPREPARED},
        {&one_database_only, DIALECT},
        {&unasked_read, FINE},
        {&known_good, FINE},
};

enum { CONTROLS = sizeof(controls) / sizeof(controls[0]) };

static enum verdict wanted(const struct db_listed *s, size_t *controls_met) {
    for (size_t i = 0; i < CONTROLS; i++) {
        if (controls[i].statement == s) {
            (*controls_met)++;
            return controls[i].verdict;
        }
    }
    return FINE;
}

/* Statements that read what people wrote without asking whose eyes it is for: how many a file has, and
 * why that is right. A new one is either mended or explained here. */
static struct {
    const char *file;
    size_t known;
    const char *why;
    size_t met;
} unasked[] = {
        {"account/newcomer.c", 1, "by the domain of a mail address, and shows nothing", 0},
        {"command/match_files.c", 1, "a command: whoever runs it reads the database itself", 0},
        {"digest/digest_approaches.c", 2, "of requests, to whom they ask", 0},
        {"digest/digest_asked.c", 1, "of letters, to whom they ask", 0},
        {"digest/digest_calendar.c", 1, "of meetings, to who takes part in them", 0},
        {"digest/digest_encounters.c", 3, "of meetings, to who takes part in them", 0},
        {"digest/digest_listings.c", 2, "of an organisation, to whoever works for it", 0},
        {"digest/digest_matches.c", 1, "the name of a member, to its cluster's managers", 0},
        {"directory/ask.c", 3, "of a letter, to whom it asks and whose cluster asks", 0},
        {"directory/attention.c", 3, "of a cluster, to its managers only", 0},
        {"directory/import.c", 1, "rows of an import, to whose it is", 0},
        {"directory/import_find.c", 3, "of organisations that the import may touch", 0},
        {"directory/import_judge.c", 1, "rows of an import, to whose it is", 0},
        {"directory/import_known.c", 2, "by audience and cluster of the import", 0},
        {"directory/import_thing.c", 1, "what an import is about to change", 0},
        {"directory/individual.c", 3, "who has the same mail address, and shows nothing", 0},
        {"directory/individual_roles.c", 2, "of a human, for letters and for pages that asked", 0},
        {"directory/listing.c", 2, "as stored and for export: the right was asked", 0},
        {"directory/listing_act.c", 1, "compares a text with a row of an import", 0},
        {"directory/news.c", 5, "fills memory, where the scope is asked", 0},
        {"directory/organisation.c", 2, "as stored and for export: the right was asked", 0},
        {"directory/person.c", 6,
                "as stored, for export, by themselves through their mail, and for the letter that tells"
                " them",
                0},
        {"directory/translation.c", 2, "of a thing that was read before, and for export", 0},
        {"directory/visit.c", 1, "drawn out of a visit, to its cluster's managers only", 0},
        {"job/keeper.c", 1, "counts who has not been told, and shows nothing", 0},
        {"match/codes.c", 2, "reads codes out of texts and shows none", 0},
        {"match/embedding.c", 1, "by audience: only what is not confidential is sent", 0},
        {"match/meaning.c", 1, "reads concepts out of texts and shows none", 0},
        {"match/queue.c", 1, "of a cluster's members, to its managers only", 0},
        {"privacy/erase.c", 1, "counts who else has a name, and shows nothing", 0},
        {"privacy/notice.c", 1, "of the person that a letter goes to", 0},
        {"trust/encounter_note.c", 1, "of one side, to whoever works for it", 0},
        {"trust/approach.c", 3,
                "names of organisations and clusters, to whose side asks or is asked", 0},
        {"trust/approach_answer.c", 1, "by mail address, and shows nothing", 0},
        {"trust/approach_who.c", 2,
                "contact persons who agreed to be listed; their addresses are for letters", 0},
        {"trust/introduction_link.c", 1,
                "of what somebody was asked, to them, who read the name when they were asked", 0},
        {"web/audit_page.c", 1, "for administrators, who see everything", 0},
        {"web/title.c", 2, "of listings that were read before", 0},
};

enum { UNASKED = sizeof(unasked) / sizeof(unasked[0]) };

static void note_unasked(const char *file) {
    for (size_t i = 0; i < UNASKED; i++) {
        if (str_ends(str_of(file), str_of(unasked[i].file))) {
            unasked[i].met++;
            return;
        }
    }
    bool control = strstr(file, "src/match/leaky.c") != NULL;
    if (!control) {
        printf("%s reads what is not for everybody, and does not ask who reads\n", file);
    }
    CHECK(control);
    leaky_met = leaky_met || control;
}

static void unasked_is_as_known(void) {
    CHECK(leaky_met);
    for (size_t i = 0; i < UNASKED; i++) {
        if (unasked[i].met != unasked[i].known) {
            printf("%s: %zu statements do not ask who reads\n", unasked[i].file, unasked[i].met);
        }
        CHECK(unasked[i].met == unasked[i].known && unasked[i].why[0]);
    }
}

static void every_statement_keeps_to_its_own(sqlite3 *handle) {
    size_t controls_met = 0;
    ptrdiff_t count = __stop_statements - __start_statements;
    for (const struct db_listed *s = __start_statements; s < __stop_statements; s++) {
        enum verdict want = wanted(s, &controls_met);
        enum verdict got = is_for(s, "pg") ? FINE : verdict_on(handle, s);
        if (got != want) {
            printf("%s: %s (%s)\n    %s\n", s->file, verdict_text[got], sqlite3_errmsg(handle),
                    s->sql);
        }
        CHECK(got == want);
        if (want == FINE && reads_guarded && !asks_who) {
            note_unasked(s->file);
        }
    }
    CHECK(controls_met == CONTROLS);
    unasked_is_as_known();
    CHECK(count > CONTROLS);
    printf("%td statements, %zu tables\n", count - CONTROLS, owner_count);
}

/* The first "?" outside quotes becomes $1, and so on, as the driver does it. */
static void number_places(const char *sql, char *out, size_t room) {
    int number = 0;
    bool quoted = false;
    size_t len = 0;
    for (; *sql && len + 8 < room; sql++) {
        quoted ^= *sql == '\'';
        if (*sql == '?' && !quoted) {
            len += (size_t)snprintf(out + len, room - len, "$%d", ++number);
        } else {
            out[len++] = *sql;
        }
    }
    out[len] = 0;
}

static bool server_prepares(PGconn *c, const char *sql) {
    static char numbered[16384];
    number_places(sql, numbered, sizeof(numbered));
    PGresult *r = PQprepare(c, "", numbered, 0, NULL);
    bool done = PQresultStatus(r) == PGRES_COMMAND_OK;
    PQclear(r);
    return done;
}

/* The same statements on the other database. Ownership and words were looked at above. */
static void every_statement_suits_the_server(PGconn *c) {
    size_t count = 0;
    size_t refused = 0;
    for (const struct db_listed *s = __start_statements; s < __stop_statements; s++) {
        size_t controls_met = 0;
        bool control = wanted(s, &controls_met) != FINE;
        bool prepared = is_for(s, "sqlite") || server_prepares(c, s->sql);
        refused += control && !prepared;
        count++;
        if (!prepared && !control) {
            printf("%s: %s    %s\n", s->file, PQerrorMessage(c), s->sql);
            CHECK(prepared);
        }
    }
    CHECK(refused == 2); /* the column that is not there, and one database's own word */
    printf("%zu statements on the server\n", count);
}

/* A table whose maker is not found would be nobody's, or the check above would not see it. */
static void every_table_has_an_owner(struct db *db) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = db};
    CHECK(owner_count < TABLES_MOST);
    int64_t tables = db_number_text(&w, /* not a statement of the program */
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%'",
            (struct args){0});
    CHECK(tables == (int64_t)owner_count);
    for (size_t i = 0; i < migration_count; i++) {
        CHECK(!in_dialect(migrations[i].sql));
    }
    arena_free(&mem);
}

static void on_sqlite(struct db *db) {
    every_table_has_an_owner(db);
    sqlite3 *handle = *(sqlite3 **)(void *)(db + 1); /* the driver's first member after it */
    /* What follows a key into a folder's own table is that folder's wish, said in its schema. */
    sqlite3_exec(handle, "PRAGMA foreign_keys=OFF", NULL, NULL, NULL);
    /* Tables that SQLite makes of its own when they are first asked for, which is a write to it. */
    sqlite3_exec(handle, "SELECT 1 FROM pragma_table_info(''), pragma_foreign_key_list('')", NULL,
            NULL, NULL);
    sqlite3_set_authorizer(handle, judge, NULL);
    every_statement_keeps_to_its_own(handle);
}

static void on_server(const char *address) {
    PGconn *c = PQconnectdb(address);
    CHECK(PQstatus(c) == CONNECTION_OK);
    if (PQstatus(c) == CONNECTION_OK) {
        every_statement_suits_the_server(c);
    }
    PQfinish(c);
}

int main(void) {
    struct fresh f = {0};
    CHECK(fresh_make(&f));
    struct db *db = world_open_at(f.address);
    CHECK(db);
    if (!db) {
        return 1;
    }
    read_owners();
    if (fresh_on_server()) {
        on_server(f.address);
    } else {
        on_sqlite(db);
    }
    db_close(db);
    fresh_drop(&f);
    return test_failures != 0;
}

/* Backups are made, kept, restored and counted by the commands themselves, on files. */
#include "command/command.h"
#include "command/open.h"
#include "db/backup.h"
#include "db/copy.h"
#include "db/migrate.h"
#include "db/sqlite_file.h"
#include "tests/test.h"
#include "tests/world.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_BYTES = 300 };

struct stage {
    char folder[64];
    char db[PATH_BYTES];
    char backups[PATH_BYTES];
};

static const char *in(const struct stage *s, const char *name) {
    static char path[4][PATH_BYTES];
    static size_t turn;
    char *to = path[turn++ % 4];
    (void)snprintf(to, PATH_BYTES, "%s/%s", s->folder, name);
    return to;
}

static int command(int (*run)(int, char **), const char *first, const char *words) {
    char line[1000];
    char *argv[10];
    char *rest = line;
    int count = 0;
    (void)snprintf(line, sizeof(line), "%s %s", first, words);
    for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        argv[count++] = word;
    }
    return run(count, argv);
}

static int back_up(const struct stage *s, const char *more) {
    char words[900];
    (void)snprintf(words, sizeof(words), "%s --db %s", more, s->db);
    return command(command_backup, "backup", words);
}

static int restore(const struct stage *s, const char *backup) {
    char words[900];
    (void)snprintf(words, sizeof(words), "%s --db %s", backup, s->db);
    return command(command_restore, "restore", words);
}

static void run(const char *path, str statements) {
    struct arena mem = {0};
    str fault = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .db = db_open(&mem, path, &fault)};
    CHECK(w.db);
    db_begin(&w);
    db_script(&w, statements);
    CHECK(db_end(&w));
    db_close(w.db);
    arena_free(&mem);
}

static int64_t count(const char *path) {
    struct arena mem = {0};
    str fault = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .db = db_open(&mem, path, &fault)};
    int64_t found = w.db ? db_number(&w, "SELECT COUNT(*) FROM organisation") : -1;
    found = work_ok(&w) ? found : -1;
    db_close(w.db);
    arena_free(&mem);
    return found;
}

static size_t files(const char *folder, const char *holding) {
    size_t found = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
        found += strstr(e->d_name, holding) != NULL;
    }
    if (d) {
        (void)closedir(d);
    }
    return found;
}

static void open_stage(struct stage *s) {
    struct arena mem = {0};
    *s = (struct stage){.folder = "/tmp/handslag-backup-XXXXXX"};
    CHECK(mkdtemp(s->folder));
    (void)snprintf(s->db, sizeof(s->db), "%s/h.db", s->folder);
    (void)snprintf(s->backups, sizeof(s->backups), "%s/kept", s->folder);
    struct db *db = world_open_at(s->db);
    CHECK(db);
    db_close(db);
    arena_free(&mem);
}

static void close_stage(const struct stage *s) {
    char line[200];
    (void)snprintf(line, sizeof(line), "rm -rf '%s'", s->folder);
    CHECK(system(line) == 0);
}

static void one_file_is_compared_and_noted(const struct stage *s) {
    struct arena mem = {0};
    str fault = {0};
    CHECK(back_up(s, in(s, "one.db")) == EXIT_DONE);
    CHECK(count(in(s, "one.db")) == count(s->db) && count(s->db) > 3);
    CHECK(back_up(s, in(s, "one.db")) == EXIT_WRONG); /* it is there already */
    CHECK(back_up(s, in(s, "no/such/folder.db")) == EXIT_FAULT);
    CHECK(back_up(s, "") == EXIT_USAGE && back_up(s, "a --folder b") == EXIT_USAGE);
    struct work w = {.mem = &mem, .db = db_open(&mem, s->db, &fault)};
    struct backup last = backup_last(&w);
    struct stat file = {0};
    CHECK(stat(in(s, "one.db"), &file) == 0 && last.bytes == file.st_size);
    CHECK(last.at > 0 && last.rows > 20);
    db_close(w.db);
    arena_free(&mem);
}

static void the_newest_are_kept(const struct stage *s) {
    char words[400];
    CHECK(mkdir(s->backups, 0700) == 0);
    for (int day = 1; day <= 5; day++) {
        (void)snprintf(words, sizeof(words), "%s/handslag-2026010%dT000000Z.db", s->backups, day);
        FILE *file = fopen(words, "w");
        CHECK(file && fclose(file) == 0);
    }
    (void)snprintf(words, sizeof(words), "%s/handslag.part", s->backups);
    FILE *broken = fopen(words, "w");
    CHECK(broken && fclose(broken) == 0);
    (void)snprintf(words, sizeof(words), "%s/notes-20260101T000000Z.db", s->backups);
    FILE *other = fopen(words, "w");
    CHECK(other && fclose(other) == 0);
    (void)snprintf(words, sizeof(words), "--folder %s --keep 3", s->backups);
    CHECK(back_up(s, words) == EXIT_DONE);
    CHECK(files(s->backups, "handslag-") == 3 && files(s->backups, "20260103") == 0);
    CHECK(files(s->backups, "20260104") == 1 && files(s->backups, "20260105") == 1);
    CHECK(files(s->backups, "part") == 0 && files(s->backups, "notes") == 1);
    (void)snprintf(words, sizeof(words), "--folder %s --keep 0", s->backups);
    CHECK(back_up(s, words) == EXIT_USAGE);
}

static void a_backup_takes_the_databases_place(const struct stage *s) {
    int64_t before = count(s->db);
    run(s->db, STR("DELETE FROM organisation WHERE id = 1;\n"));
    CHECK(count(s->db) == before - 1);
    CHECK(restore(s, in(s, "one.db")) == EXIT_DONE);
    CHECK(count(s->db) == before && count(in(s, "one.db")) == before);
    CHECK(files(s->folder, "before-restore") == 1 && files(s->folder, "restoring") == 0);
}

static void nothing_is_touched_where_it_cannot_be(const struct stage *s) {
    struct arena mem = {0};
    str fault = {0};
    struct db *db = db_open(&mem, s->db, &fault);
    pid_t child = fork();
    if (child == 0) {
        _exit(restore(s, in(s, "one.db")) == EXIT_WRONG ? 0 : 1);
    }
    int status = 1;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    db_close(db);
    arena_free(&mem);
    CHECK(restore(s, in(s, "nothing.db")) == EXIT_WRONG);
    FILE *rubbish = fopen(in(s, "rubbish.db"), "w");
    CHECK(rubbish &&
            fputs("this is no database at all, but long enough to be looked at", rubbish) > 0 &&
            fclose(rubbish) == 0);
    CHECK(restore(s, in(s, "rubbish.db")) != EXIT_DONE);
    run(in(s, "one.db"), STR("INSERT INTO schema_step (step, at) VALUES (9999, 1);\n"));
    CHECK(restore(s, in(s, "one.db")) == EXIT_WRONG);
    run(in(s, "one.db"), STR("DELETE FROM schema_step WHERE step = 9999;\n"));
    CHECK(files(s->folder, "before-restore") == 1 && count(s->db) > 3);
}

static void a_damaged_database_gives_way(const struct stage *s) {
    int64_t before = count(in(s, "one.db"));
    FILE *file = fopen(s->db, "r+");
    char rubbish[8192];
    memset(rubbish, 'x', sizeof(rubbish));
    CHECK(file && fwrite(rubbish, 1, sizeof(rubbish), file) == sizeof(rubbish) &&
            fclose(file) == 0);
    CHECK(count(s->db) == -1);
    sleep(1); /* what was set aside before has its second in its name */
    CHECK(restore(s, in(s, "one.db")) == EXIT_DONE);
    CHECK(count(s->db) == before && files(s->folder, "before-restore") == 2);
}

/* As an older program left it: without the last step. */
static void make_older(const char *path) {
    struct arena mem = {0};
    str fault = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .db = db_open(&mem, path, &fault)};
    CHECK(w.db && migrate_step(&w) == 0);
    db_begin(&w);
    for (size_t i = 0; i + 1 < migration_count; i++) {
        db_script(&w, str_of(migrations[i].sql));
        db_run(&w, "INSERT INTO schema_step (step, at) VALUES (?, 1)", num((int64_t)i + 1));
    }
    db_run(&w, "INSERT INTO organisation (key, kind, name, lang, created, updated)"
               " VALUES ('a', 'company', 'A', 'en', 1, 1)");
    CHECK(db_end(&w));
    db_close(w.db);
    arena_free(&mem);
}

static void an_upgrade_keeps_what_was_before(const struct stage *s) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    const char *old = in(s, "old.db");
    char kept[PATH_BYTES + 40];
    (void)snprintf(kept, sizeof(kept), "%s.before-step-%zu", old, migration_count);
    make_older(old);
    CHECK(open_database(&w, old));
    CHECK(migrate_step(&w) == (int64_t)migration_count && work_ok(&w));
    open_done(&w);
    CHECK(count(old) == 1 && count(kept) == 1);
    struct work before = {.mem = &mem};
    CHECK(open_as_it_is(&before, kept));
    CHECK(migrate_step(&before) == (int64_t)migration_count - 1);
    open_done(&before);
    CHECK(unlink(kept) == 0);
    struct work again = {.mem = &mem};
    CHECK(open_database(&again, old));
    open_done(&again);
    CHECK(access(kept, F_OK) != 0); /* nothing was to be done */
}

int main(void) {
    struct stage s;
    open_stage(&s);
    one_file_is_compared_and_noted(&s);
    the_newest_are_kept(&s);
    a_backup_takes_the_databases_place(&s);
    nothing_is_touched_where_it_cannot_be(&s);
    a_damaged_database_gives_way(&s);
    an_upgrade_keeps_what_was_before(&s);
    close_stage(&s);
    return test_failures != 0;
}

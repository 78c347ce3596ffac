/* The best partners of everybody, into one file: a head that says of what, then a line of JSON for
 * each organisation, in order of their numbers (api/partners.h). The same bytes however it ran: in
 * one go or several, by one process or many. */
#include "api/partners.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "command/ranks.h"
#include "db/change.h"
#include "match/meaning.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    PARTNERS = 20,
    PARTNERS_MOST = 1000,
    BLOCK = 64, /* organisations that one rank does at a time */
    PATH_MOST = 4096,
};

struct all {
    const char *path; /* of the database */
    const char *out;
    char part[PATH_MOST]; /* beside it, until it is whole */
    int64_t most;
    enum tongue tongue;
    bool resume;
    struct ranks ranks;
    struct live *live;
    int64_t *organisations; /* in order */
    size_t count;
    size_t done; /* before this run */
    str head;
    FILE *file; /* at rank 0 */
};

static bool say_wrong(const struct all *a, const char *what, const char *path) {
    if (a->ranks.rank == 0) {
        (void)fprintf(stderr, "handslag: %s: %s\n", path, what);
    }
    return false;
}

static int by_number(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void list_organisations(struct work *w, struct all *a) {
    struct live_view v = live_read(a->live);
    a->organisations = arena_new(w->mem, int64_t, v.roster->organisation_count + 1);
    for (size_t i = 0; i < v.roster->organisation_count; i++) {
        const struct roster_organisation *o = &v.roster->organisations[i];
        if (!o->gone && !o->withdrawn) {
            a->organisations[a->count++] = o->id;
        }
    }
    live_done(a->live);
    qsort(a->organisations, a->count, sizeof(*a->organisations), by_number);
}

/* Of what state of the database, by which lexicon, on which day. */
static str head_of(struct work *w, const struct all *a) {
    struct buf out = {.mem = w->mem};
    struct json j = {.out = &out};
    struct live_view v = live_read(a->live);
    json_object_begin(&j);
    json_key(&j, STR("handslag"));
    json_text(&j, STR("match-all"));
    json_key(&j, STR("organisations"));
    json_num(&j, (int64_t)a->count);
    json_key(&j, STR("most"));
    json_num(&j, a->most);
    json_key(&j, STR("labels"));
    json_text(&j, tongue_code(a->tongue));
    json_key(&j, STR("change"));
    json_num(&j, change_last(w).seq);
    json_key(&j, STR("lexicon"));
    json_text(&j, meaning_lexicon(w->mem, v.index->lexicon));
    json_key(&j, STR("day"));
    json_num(&j, match_today(w));
    json_object_end(&j);
    live_done(a->live);
    buf_add(&out, STR("\n"));
    return buf_str(&out);
}

/* ---- the file */

/* How many whole lines follow the head, and where they end; -1 if it is another one's head. */
static int64_t whole_lines(FILE *file, str head, long *end) {
    char *line = NULL;
    size_t room = 0;
    int64_t lines = -1;
    for (ssize_t len = 0; (len = getline(&line, &room, file)) > 0 && line[len - 1] == '\n';) {
        if (lines < 0 && !str_eq((str){line, (size_t)len}, head)) {
            break;
        }
        lines++;
        *end = ftell(file);
    }
    free(line);
    return lines;
}

static bool open_again(struct all *a) {
    long end = 0;
    FILE *file = fopen(a->part, "r+e");
    if (!file) {
        return say_wrong(a, "there is nothing to go on with; start it without --resume", a->part);
    }
    int64_t lines = whole_lines(file, a->head, &end);
    if (lines < 0 || lines > (int64_t)a->count) {
        (void)fclose(file);
        return say_wrong(a,
                "it was begun on another state of the database, with another lexicon, on another"
                " day or for other options; start it without --resume",
                a->part);
    }
    if (ftruncate(fileno(file), end) != 0 || fseek(file, end, SEEK_SET) != 0) {
        (void)fclose(file);
        return say_wrong(a, strerror(errno), a->part);
    }
    a->file = file;
    a->done = (size_t)lines;
    return true;
}

static bool open_part(struct all *a) {
    if (a->resume) {
        return open_again(a);
    }
    a->file = fopen(a->part, "we");
    if (!a->file || fwrite(a->head.at, 1, a->head.len, a->file) != a->head.len) {
        return say_wrong(a, strerror(errno), a->part);
    }
    return true;
}

static bool close_whole(struct all *a) {
    bool whole = fflush(a->file) == 0 && fsync(fileno(a->file)) == 0;
    whole = fclose(a->file) == 0 && whole;
    a->file = NULL;
    if (!whole || rename(a->part, a->out) != 0) {
        return say_wrong(a, strerror(errno), a->out);
    }
    return true;
}

/* ---- the work */

static str block_lines(struct work *w, const struct all *a, size_t from, size_t end) {
    struct buf out = {.mem = w->mem};
    struct arena mem = {0};
    struct work each = *w;
    each.mem = &mem;
    struct match_wish wish = {.most = (size_t)a->most};
    for (size_t i = from; i < end; i++) {
        struct json j = {.out = &out};
        struct live_view v = live_read(a->live);
        struct matches found =
                match_organisation(&each, v.index, v.roster, a->organisations[i], &wish);
        struct partners_of of = {&v, a->organisations[i], a->tongue};
        partners_json(&j, &mem, &of, &found);
        live_done(a->live);
        buf_add(&out, STR("\n"));
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    return buf_str(&out);
}

static void progress(const struct all *a, size_t done, time_t began) {
    double seconds = difftime(time(NULL), began);
    double each = done > a->done ? seconds / (double)(done - a->done) : 0;
    (void)fprintf(stderr, "\r%zu of %zu organisations, %.0f s left   ", done, a->count,
            each * (double)(a->count - done));
}

/* Each rank its block of one round, and rank 0 writes them in order. */
static bool do_round(struct work *w, struct all *a, size_t round) {
    size_t from = round + BLOCK * (size_t)a->ranks.rank;
    from = from < a->count ? from : a->count;
    size_t end = from + BLOCK < a->count ? from + BLOCK : a->count;
    str all = {0};
    if (!ranks_gather(&a->ranks, w->mem, block_lines(w, a, from, end), &all)) {
        return say_wrong(a, "a process of the batch was lost", a->part);
    }
    bool written =
            !a->file || (fwrite(all.at, 1, all.len, a->file) == all.len && fflush(a->file) == 0);
    return written || say_wrong(a, strerror(errno), a->part);
}

/* Blocks are of one size, so nobody waits long for the others. */
static bool do_all(struct work *w, struct all *a) {
    size_t step = BLOCK * (size_t)a->ranks.count;
    time_t began = time(NULL);
    time_t said = began;
    struct arena_mark clean = arena_mark(w->mem);
    bool whole = true;
    for (size_t round = a->done; whole && round < a->count; round += step) {
        whole = do_round(w, a, round);
        arena_rewind(w->mem, clean);
        if (a->ranks.rank == 0 && time(NULL) > said) {
            said = time(NULL);
            progress(a, round + step < a->count ? round + step : a->count, began);
        }
    }
    if (said > began) {
        (void)fputc('\n', stderr);
    }
    return whole;
}

/* Everybody sees how far an earlier run came before rank 0 writes on. */
static bool agree(struct work *w, struct all *a) {
    bool opened = a->ranks.rank != 0 || open_part(a);
    if (!opened || a->ranks.count == 1) {
        return opened;
    }
    str all = {0};
    if (!ranks_gather(&a->ranks, w->mem, (str){0}, &all)) {
        return false;
    }
    if (a->ranks.rank != 0 && a->resume) {
        long end = 0;
        FILE *file = fopen(a->part, "re");
        int64_t lines = file ? whole_lines(file, a->head, &end) : -1;
        if (file) {
            (void)fclose(file);
        }
        a->done = lines > 0 ? (size_t)lines : 0;
    }
    return ranks_gather(&a->ranks, w->mem, (str){0}, &all);
}

static int run(struct work *w, struct all *a) {
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    a->live = lexicon ? live_open(lexicon, &fault) : NULL;
    if (!a->live) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        lexicon_close(lexicon);
        return EXIT_FAULT;
    }
    live_load(w, a->live);
    list_organisations(w, a);
    a->head = head_of(w, a);
    bool good = work_ok(w) && agree(w, a);
    int code = good ? EXIT_FAULT : EXIT_WRONG;
    if (good && do_all(w, a) && work_ok(w) && (!a->file || close_whole(a))) {
        code = EXIT_DONE;
    }
    if (a->file) {
        (void)fclose(a->file);
    }
    if (code == EXIT_DONE && a->ranks.rank == 0) {
        (void)fprintf(stderr, "%s: the partners of %zu organisations\n", a->out, a->count);
    }
    live_close(a->live);
    lexicon_close(lexicon);
    return code;
}

static bool take_option(struct all *a, str name, const char *value) {
    if (str_eq(name, STR("db"))) {
        a->path = value;
    } else if (str_eq(name, STR("out"))) {
        a->out = value;
    } else if (str_eq(name, STR("most"))) {
        return str_num(str_of(value), &a->most) && a->most > 0 && a->most <= PARTNERS_MOST;
    } else if (str_eq(name, STR("lang"))) {
        return tongue_of(str_of(value), &a->tongue);
    } else if (str_eq(name, STR("resume"))) {
        a->resume = true;
    } else {
        return false;
    }
    return true;
}

int command_match_all(int argc, char **argv) {
    struct all a = {.path = open_default_path(), .most = PARTNERS, .tongue = EN};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR("resume "), STR("db out most lang "), &name)) {
        if (!take_option(&a, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    int len = a.out ? snprintf(a.part, sizeof(a.part), "%s.part", a.out) : 0;
    if (o.wrong || len <= 0 || (size_t)len >= sizeof(a.part)) {
        return EXIT_USAGE;
    }
    str fault = {0};
    if (!ranks_join(&a.ranks, &fault)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        return EXIT_FAULT;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    int code = open_database(&w, a.path) ? run(&w, &a) : EXIT_FAULT;
    open_done(&w);
    ranks_leave(&a.ranks, code == EXIT_DONE);
    return code;
}

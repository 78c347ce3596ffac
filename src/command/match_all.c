/* The best partners of everybody, into one file, as JSON or CSV (api/partners.h), in order of their
 * numbers. The same bytes however it ran: in one go or several, by one process or many.
 *
 * Everybody's are found in memory, by what the texts are about. A cluster's are looked at closer,
 * by all channels and its weights, as its pages show them; that asks the database for each. */
#include "api/partners.h"
#include "command/batch_file.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "command/ranks.h"
#include "db/change.h"
#include "directory/cluster.h"
#include "match/meaning.h"
#include "match/rescore.h"
#include "match/weighing.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    PARTNERS = 20,
    PARTNERS_MOST = 1000,
    BLOCK = 64, /* organisations that one rank does at a time */
    CATCH_UPS_MOST = 10,
    SECONDS_A_LINE = 10, /* of progress, where no terminal shows it */
};

struct all {
    const char *path; /* of the database */
    const char *out;  /* NULL: the standard output */
    str cluster;      /* its short name; empty: everybody */
    int64_t most;
    enum tongue tongue;
    bool resume, csv, json;
    struct ranks ranks;
    struct live *live;
    int64_t cluster_id;
    struct rescore_by by;   /* where there is a cluster */
    int64_t change;         /* the last one that is known in memory */
    int64_t *organisations; /* in order */
    size_t count;
    size_t done;            /* before this run */
    struct batch_file file; /* at rank 0 */
    time_t began, said;
};

static bool complain(str what) {
    (void)fprintf(stderr, "handslag: %.*s\n", (int)what.len, what.len ? what.at : "");
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
        bool wanted = !a->cluster_id || roster_member(v.roster, o, a->cluster_id);
        if (wanted && !o->gone && !o->withdrawn) {
            a->organisations[a->count++] = o->id;
        }
    }
    live_done(&v);
    qsort(a->organisations, a->count, sizeof(*a->organisations), by_number);
}

/* What others save meanwhile is taken in, until memory is as the database was at one change. */
static bool load(struct work *w, struct all *a) {
    int64_t before = -1;
    live_load(w, a->live);
    a->change = change_last(w).seq;
    for (int i = 0; i < CATCH_UPS_MOST && work_ok(w) && before != a->change; i++) {
        before = a->change;
        (void)live_catch_up(w, a->live);
        a->change = change_last(w).seq;
    }
    return work_ok(w) && (before == a->change || complain(STR("too much is being saved just now;"
                                                              " make a backup and use that")));
}

static void number(struct json *j, str key, int64_t value) {
    json_key(j, key);
    json_num(j, value);
}

/* What a closer look rests on besides what the log of changes tells. */
static void closer_members(struct work *w, struct json *j, const struct all *a) {
    json_key(j, STR("cluster"));
    json_text(j, a->cluster);
    json_key(j, STR("weights"));
    json_array_begin(j);
    for (int c = 0; c < CHANNELS; c++) {
        json_float(j, (double)a->by.weights.of[c]);
    }
    json_array_end(j);
    number(j, STR("codes"), db_number(w, "SELECT COALESCE(SUM(LENGTH(codes)), 0) FROM annotation"));
    number(j, STR("embeddings"), db_number(w, "SELECT COUNT(*) FROM embedding"));
}

/* Of what state of the database, by which lexicon, on which day; one line. */
static str made_of(struct work *w, const struct all *a) {
    struct buf out = {.mem = w->mem};
    struct json j = {.out = &out};
    struct live_view v = live_read(a->live);
    str lexicon = meaning_lexicon(w->mem, v.index->lexicon);
    live_done(&v);
    json_object_begin(&j);
    json_key(&j, STR("handslag"));
    json_text(&j, STR("match-all"));
    json_key(&j, STR("form"));
    json_text(&j, a->csv ? STR("csv") : STR("json"));
    number(&j, STR("organisations"), (int64_t)a->count);
    number(&j, STR("most"), a->most);
    json_key(&j, STR("labels"));
    json_text(&j, tongue_code(a->tongue));
    number(&j, STR("change"), a->change);
    json_key(&j, STR("lexicon"));
    json_text(&j, lexicon);
    number(&j, STR("day"), match_today(w));
    if (a->cluster_id) {
        closer_members(w, &j, a);
    }
    json_object_end(&j);
    return buf_str(&out);
}

/* ---- the work */

static struct matches best_of(struct work *w, const struct all *a, int64_t organisation) {
    size_t most = (size_t)a->most;
    struct match_wish wish = {.most = a->cluster_id && most < RESCORE_MOST ? RESCORE_MOST : most};
    struct live_view v = live_read(a->live);
    struct matches found = match_organisation(w, v.index, v.roster, organisation, &wish);
    live_done(&v);
    if (a->cluster_id) {
        rescore(w, &a->by, &found);
    }
    found.count = found.count < most ? found.count : most;
    return found;
}

static void add_lines(struct work *w, const struct all *a, int64_t organisation, struct buf *out) {
    struct matches found = best_of(w, a, organisation);
    struct json j = {.out = out};
    struct live_view v = live_read(a->live);
    struct partners_of of = {.view = &v,
            .organisation = organisation,
            .tongue = a->tongue,
            .weights = a->cluster_id ? &a->by.weights : NULL};
    if (a->csv) {
        partners_csv(out, &of, &found);
    } else {
        partners_json(&j, w->mem, &of, &found);
        buf_add(out, STR("\n"));
    }
    live_done(&v);
}

static str block_lines(struct work *w, const struct all *a, size_t from, size_t end) {
    struct buf out = {.mem = w->mem};
    struct arena mem = {0};
    struct work each = *w;
    each.mem = &mem;
    for (size_t i = from; i < end && work_ok(&each); i++) {
        add_lines(&each, a, a->organisations[i], &out);
        if (!work_ok(&each)) {
            work_fail_with(w, each.trouble, arena_copy(w->mem, each.fault));
        }
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    return buf_str(&out);
}

/* A closer look reads the database as it is now; what is found in memory stays as it was. */
static bool is_as_it_was(struct work *w, const struct all *a) {
    bool same = !a->cluster_id || change_last(w).seq == a->change;
    if (!work_ok(w)) {
        return complain(w->fault);
    }
    return same || complain(STR("somebody saved something while this ran, so the rest would not fit"
                                " to what is done. Make a backup and run it on that: --db FILE"));
}

/* Each rank its block of one round, and rank 0 writes them in order. */
static bool do_round(struct work *w, struct all *a, size_t round, size_t end_of_round) {
    size_t from = round + BLOCK * (size_t)a->ranks.rank;
    from = from < a->count ? from : a->count;
    size_t end = from + BLOCK < a->count ? from + BLOCK : a->count;
    str mine = block_lines(w, a, from, end);
    str all = {0};
    if (!is_as_it_was(w, a)) {
        return false;
    }
    if (!ranks_gather(&a->ranks, w->mem, mine, &all)) {
        return complain(STR("a process of the batch was lost"));
    }
    return a->ranks.rank != 0 || batch_file_add(&a->file, all, (int64_t)end_of_round);
}

/* "12,800 of 200,000 organisations, 3,214 a second, 58 s left", in its place on a terminal. */
static void progress(struct all *a, size_t done) {
    bool shown = isatty(STDERR_FILENO);
    time_t now = time(NULL);
    if (a->ranks.rank != 0 || difftime(now, a->said) < (shown ? 1 : SECONDS_A_LINE)) {
        return;
    }
    double speed = (double)(done - a->done) / difftime(now, a->began);
    a->said = now;
    (void)fprintf(stderr, "%s%zu of %zu organisations, %.0f a second, %.0f s left%s",
            shown ? "\r" : "", done, a->count, speed,
            speed > 0 ? (double)(a->count - done) / speed : 0, shown ? "   " : "\n");
}

/* Blocks are of one size and dealt out in turn, so nobody waits long for the others, and who does
 * which need not be agreed on. */
static bool do_all(struct work *w, struct all *a) {
    size_t step = BLOCK * (size_t)a->ranks.count;
    struct arena_mark clean = arena_mark(w->mem);
    bool whole = true;
    a->began = a->said = time(NULL);
    for (size_t round = a->done; whole && round < a->count; round += step) {
        size_t end = round + step < a->count ? round + step : a->count;
        whole = do_round(w, a, round, end);
        arena_rewind(w->mem, clean);
        progress(a, end);
    }
    if (a->said > a->began && isatty(STDERR_FILENO)) {
        (void)fputc('\n', stderr);
    }
    return whole;
}

/* ---- before and after it */

static bool write_head(struct work *w, struct all *a, str head) {
    struct buf out = {.mem = w->mem};
    if (a->csv) {
        partners_csv_head(&out);
    } else {
        buf_add(&out, head);
        buf_add(&out, STR("\n"));
    }
    return batch_file_add(&a->file, buf_str(&out), 0);
}

/* Rank 0 is the one who knows the file; everybody begins where it does. */
static bool agree_where(struct work *w, struct all *a, str head) {
    struct buf out = {.mem = w->mem};
    int64_t done = 0;
    if (a->ranks.rank == 0) {
        if (!batch_file_open(&a->file, a->out, head, a->resume) ||
                (a->file.bytes == 0 && !write_head(w, a, head))) {
            return false;
        }
        buf_num(&out, a->file.done);
    }
    str at = buf_str(&out);
    bool agreed = ranks_share(&a->ranks, w->mem, &at) && str_num(at, &done);
    a->done = (size_t)done;
    return agreed && a->done <= a->count;
}

static bool take_cluster(struct work *w, struct all *a) {
    if (a->cluster.len == 0) {
        return true;
    }
    a->cluster_id = cluster_by_key(w, a->cluster);
    if (!a->cluster_id) {
        return work_ok(w) ? complain(STR("no cluster has that short name")) : complain(w->fault);
    }
    a->by.weights = weighing_of(w, a->cluster_id).channels;
    return true;
}

static void look_closer_by(struct all *a) {
    struct live_view v = live_read(a->live);
    a->by.lexicon = v.index->lexicon;
    live_done(&v);
    a->by.letters = live_letters(a->live);
    a->by.codes = live_codes(a->live);
}

/* Rank 0 first: what it has to read anew of the texts the others find done. All must have found the
 * same state. */
static bool load_alike(struct work *w, struct all *a, str *head) {
    bool first = a->ranks.rank == 0;
    str told = {0};
    if (!first && !ranks_share(&a->ranks, w->mem, &told)) {
        return false;
    }
    if (!load(w, a)) {
        return work_ok(w) ? false : complain(w->fault);
    }
    list_organisations(w, a);
    look_closer_by(a);
    *head = made_of(w, a);
    told = first ? *head : told;
    if (!work_ok(w)) {
        return complain(w->fault);
    }
    if (first && !ranks_share(&a->ranks, w->mem, &told)) {
        return false;
    }
    return str_eq(told, *head) || complain(STR("the processes have not found the same database:"
                                               " somebody saved something just now. Start it again,"
                                               " or make a backup and use that"));
}

static int make(struct work *w, struct all *a) {
    str head = {0};
    if (!take_cluster(w, a) || !load_alike(w, a, &head)) {
        return work_ok(w) ? EXIT_WRONG : EXIT_FAULT;
    }
    if (!agree_where(w, a, head)) {
        return EXIT_WRONG;
    }
    if (!do_all(w, a) || (a->ranks.rank == 0 && !batch_file_finish(&a->file))) {
        return EXIT_FAULT;
    }
    if (a->ranks.rank == 0 && a->out) {
        (void)fprintf(stderr, "%s: the partners of %zu organisations\n", a->out, a->count);
    }
    return EXIT_DONE;
}

static int run(struct work *w, struct all *a) {
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    a->live = lexicon ? live_open(lexicon, &fault) : NULL;
    int code = EXIT_FAULT;
    if (a->live) {
        code = make(w, a);
        batch_file_close(&a->file);
        thesaurus_close(a->by.codes);
    } else {
        (void)complain(fault);
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
    } else if (str_eq(name, STR("cluster"))) {
        a->cluster = str_of(value);
    } else if (str_eq(name, STR("most"))) {
        return str_num(str_of(value), &a->most) && a->most > 0 && a->most <= PARTNERS_MOST;
    } else if (str_eq(name, STR("lang"))) {
        return tongue_of(str_of(value), &a->tongue);
    } else if (str_eq(name, STR("resume"))) {
        a->resume = true;
    } else if (str_eq(name, STR("csv"))) {
        a->csv = true;
    } else if (str_eq(name, STR("json"))) {
        a->json = true;
    } else {
        return false;
    }
    return true;
}

int command_match_all(int argc, char **argv) {
    struct all a = {.path = open_default_path(), .most = PARTNERS, .tongue = EN};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR("resume csv json "), STR("db out cluster most lang "), &name)) {
        if (!take_option(&a, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    if (o.wrong || (a.resume && !a.out) || (a.csv && a.json)) {
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

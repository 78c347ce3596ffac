#include "match/match.h"

#include "command/command.h"
#include "command/match_files.h"
#include "command/options.h"
#include "db/db.h"
#include "directory/organisation.h"
#include "match/explain.h"
#include "match/live.h"
#include "wire/json.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILES_EACH_MOST = 16, PAIRS_MOST = 20 };

struct asked {
    const char *needs[FILES_EACH_MOST];
    const char *offers[FILES_EACH_MOST];
    size_t need_count, offer_count;
    int64_t most;
    enum tongue tongue;
    bool json;
};

/* A pair, from the side of the organisation that comes first. */
struct pair {
    int64_t ours;
    struct match match;
};

struct pairs {
    struct pair *at;
    size_t count, room;
};

static int by_score(const void *a, const void *b) {
    const struct pair *x = a;
    const struct pair *y = b;
    if (x->match.score != y->match.score) {
        return x->match.score > y->match.score ? -1 : 1;
    }
    return (x->ours > y->ours) - (x->ours < y->ours);
}

/* Each pair once, from the side of the one that comes first. */
static void add_pairs(
        struct arena *mem, struct pairs *found, int64_t ours, const struct matches *m) {
    for (size_t i = 0; i < m->count; i++) {
        if (m->at[i].partner > ours) {
            arena_room(mem, struct pair, found->at, found->count, found->room);
            found->at[found->count++] = (struct pair){ours, m->at[i]};
        }
    }
}

static struct pairs find_pairs(struct work *w, struct live *live) {
    struct pairs found = {0};
    struct match_wish wish = {.at_home = true};
    struct live_view v = live_read(live);
    for (size_t i = 0; i < v.roster->organisation_count; i++) {
        int64_t ours = v.roster->organisations[i].id;
        struct matches m = match_organisation(w, v.index, v.roster, ours, &wish);
        add_pairs(w->mem, &found, ours, &m);
    }
    live_done(live);
    if (found.at) {
        qsort(found.at, found.count, sizeof(*found.at), by_score);
    }
    return found;
}

struct way {
    const struct meeting *meeting;
    struct listing need, offer;
    struct explanation why;
};

static bool read_way(
        struct work *w, struct reader *reader, const struct meeting *m, struct way *way) {
    way->meeting = m;
    if (!listing_one(w, m->need, &way->need) || !listing_one(w, m->offer, &way->offer)) {
        return false;
    }
    way->why = explain_pair(w, reader, &way->need, &way->offer, STR(""));
    return true;
}

static void print_str(str s) {
    (void)printf("%.*s", (int)s.len, s.len ? s.at : "");
}

static void print_way(const struct lexicon *l, const struct way *way, enum tongue t) {
    (void)printf("    %3.0f  ", (double)way->meeting->fit * 100);
    print_str(way->need.organisation_name);
    (void)fputs(way->meeting->mirrored ? " is a market: " : " needs: ", stdout);
    print_str(way->need.title);
    (void)fputs(" [", stdout);
    print_str(way->need.lang);
    (void)fputs("]\n         ", stdout);
    print_str(way->offer.organisation_name);
    (void)fputs(way->meeting->mirrored ? " looks for customers: " : " offers: ", stdout);
    print_str(way->offer.title);
    (void)fputs(" [", stdout);
    print_str(way->offer.lang);
    (void)fputs("]\n         through: ", stdout);
    for (size_t i = 0; i < way->why.concept_count; i++) {
        (void)fputs(i ? ", " : "", stdout);
        print_str(lexicon_label(l, way->why.concepts[i], t));
    }
    (void)putchar('\n');
}

static void json_way(
        struct json *j, const struct lexicon *l, const struct way *way, enum tongue t) {
    json_object_begin(j);
    json_key(j, STR("fit"));
    json_float(j, (double)way->meeting->fit);
    json_key(j, STR("mirrored"));
    json_bool(j, way->meeting->mirrored);
    json_key(j, STR("needing"));
    json_text(j, way->need.organisation_name);
    json_key(j, STR("need"));
    json_text(j, way->need.title);
    json_key(j, STR("need_language"));
    json_text(j, way->need.lang);
    json_key(j, STR("offering"));
    json_text(j, way->offer.organisation_name);
    json_key(j, STR("offer"));
    json_text(j, way->offer.title);
    json_key(j, STR("offer_language"));
    json_text(j, way->offer.lang);
    json_key(j, STR("through"));
    json_array_begin(j);
    for (size_t i = 0; i < way->why.concept_count; i++) {
        json_text(j, lexicon_label(l, way->why.concepts[i], t));
    }
    json_array_end(j);
    json_object_end(j);
}

struct output {
    const struct lexicon *lexicon;
    struct reader *reader;
    const struct asked *asked;
};

static void print_pair(struct work *w, const struct output *o, const struct pair *p) {
    struct way gain = {0};
    struct way give = {0};
    if (read_way(w, o->reader, &p->match.gain, &gain) &&
            read_way(w, o->reader, &p->match.give, &give)) {
        (void)printf("%3.0f  ", (double)p->match.score * 100);
        print_str(gain.meeting->mirrored ? gain.offer.organisation_name
                                         : gain.need.organisation_name);
        (void)fputs("  <->  ", stdout);
        print_str(gain.meeting->mirrored ? gain.need.organisation_name
                                         : gain.offer.organisation_name);
        (void)putchar('\n');
        print_way(o->lexicon, &gain, o->asked->tongue);
        print_way(o->lexicon, &give, o->asked->tongue);
    }
}

static void json_pair(
        struct work *w, const struct output *o, const struct pair *p, struct json *j) {
    struct way gain = {0};
    struct way give = {0};
    if (!read_way(w, o->reader, &p->match.gain, &gain) ||
            !read_way(w, o->reader, &p->match.give, &give)) {
        return;
    }
    json_object_begin(j);
    json_key(j, STR("score"));
    json_float(j, (double)p->match.score);
    json_key(j, STR("ways"));
    json_array_begin(j);
    json_way(j, o->lexicon, &gain, o->asked->tongue);
    json_way(j, o->lexicon, &give, o->asked->tongue);
    json_array_end(j);
    json_object_end(j);
}

static void write_out(struct work *w, const struct output *o, const struct pairs *found) {
    struct buf out = {.mem = w->mem};
    struct json j = {.out = &out};
    size_t most = (size_t)o->asked->most < found->count ? (size_t)o->asked->most : found->count;
    if (o->asked->json) {
        json_array_begin(&j);
    }
    for (size_t i = 0; i < most; i++) {
        if (o->asked->json) {
            json_pair(w, o, &found->at[i], &j);
        } else {
            print_pair(w, o, &found->at[i]);
        }
    }
    if (o->asked->json) {
        json_array_end(&j);
        print_str(buf_str(&out));
        (void)putchar('\n');
    } else {
        (void)printf("%zu of %zu pairs in which both sides gain\n", most, found->count);
    }
}

static bool read_files(struct work *w, const struct asked *a) {
    db_begin(w);
    bool read = true;
    for (size_t i = 0; i < a->need_count; i++) {
        read = match_file_read(w, a->needs[i], STR("need")) && read;
    }
    for (size_t i = 0; i < a->offer_count; i++) {
        read = match_file_read(w, a->offers[i], STR("offer")) && read;
    }
    return db_end(w) && read;
}

static int match_all(struct work *w, const struct asked *a) {
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    struct live *live = lexicon ? live_open(lexicon, &fault) : NULL;
    struct output o = {
            .lexicon = lexicon, .reader = lexicon ? reader_open(lexicon) : NULL, .asked = a};
    bool done = live && o.reader;
    if (done) {
        live_load(w, live);
        struct pairs found = find_pairs(w, live);
        write_out(w, &o, &found);
        done = work_ok(w);
    }
    reader_close(o.reader);
    live_close(live);
    lexicon_close(lexicon);
    return done ? EXIT_DONE : EXIT_FAULT;
}

static bool take_option(struct asked *a, str name, const char *value) {
    if (str_eq(name, STR("needs")) && a->need_count < FILES_EACH_MOST) {
        a->needs[a->need_count++] = value;
    } else if (str_eq(name, STR("offers")) && a->offer_count < FILES_EACH_MOST) {
        a->offers[a->offer_count++] = value;
    } else if (str_eq(name, STR("most"))) {
        return str_num(str_of(value), &a->most) && a->most > 0;
    } else if (str_eq(name, STR("lang"))) {
        return tongue_of(str_of(value), &a->tongue);
    } else if (str_eq(name, STR("json"))) {
        a->json = true;
    } else {
        return false;
    }
    return true;
}

int command_match(int argc, char **argv) {
    struct asked a = {.most = PAIRS_MOST, .tongue = EN};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR("json "), STR("needs offers most lang "), &name)) {
        if (!take_option(&a, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    if (o.wrong || !a.need_count || !a.offer_count) {
        return EXIT_USAGE;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (!match_files_open(&w)) {
        return EXIT_FAULT;
    }
    int code = read_files(&w, &a) ? match_all(&w, &a) : EXIT_WRONG;
    match_files_close(&w);
    return code;
}

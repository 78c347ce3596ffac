#include "match/match.h"

#include "api/partners.h"
#include "command/command.h"
#include "command/match_files.h"
#include "command/options.h"
#include "db/db.h"
#include "directory/organisation.h"
#include "match/explain.h"
#include "match/live.h"
#include "match/rescore.h"
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

/* All of them are looked at closer, by pieces. */
static void look_closer(struct work *w, const struct rescore_by *by, const struct matches *m) {
    for (size_t from = 0; from < m->count; from += RESCORE_MOST) {
        size_t left = m->count - from;
        struct matches some = {.at = m->at + from, .count = left};
        some.count = left < RESCORE_MOST ? left : RESCORE_MOST;
        rescore(w, by, &some);
    }
}

static struct pairs find_pairs(struct work *w, struct live *live, const struct rescore_by *by) {
    struct pairs found = {0};
    struct match_wish wish = {.at_home = true};
    struct live_view v = live_read(live);
    size_t count = v.roster->organisation_count;
    live_done(&v);
    for (size_t i = 0; i < count; i++) {
        v = live_read(live);
        int64_t ours = v.roster->organisations[i].id;
        struct matches m = match_organisation(w, v.index, v.roster, ours, &wish);
        live_done(&v);
        look_closer(w, by, &m);
        add_pairs(w->mem, &found, ours, &m);
    }
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

struct output {
    const struct lexicon *lexicon;
    struct reader *reader;
    struct live *live;
    const struct asked *asked;
    struct rescore_by by;
};

/* Where a concept is meant: [[first byte, bytes], ...]. */
static void json_places(struct json *j, str key, const struct marks *marks, uint32_t tint) {
    json_key(j, key);
    json_array_begin(j);
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->at[i].tint == tint) {
            json_array_begin(j);
            json_num(j, marks->at[i].start);
            json_num(j, marks->at[i].len);
            json_array_end(j);
        }
    }
    json_array_end(j);
}

static void json_places_in(struct json *j, str key, const struct explained *text, uint32_t tint) {
    json_key(j, key);
    json_object_begin(j);
    json_places(j, STR("title"), &text->title, tint);
    json_places(j, STR("text"), &text->body, tint);
    json_object_end(j);
}

static void json_concepts(struct json *j, const struct output *o, const struct way *way) {
    struct live_view v = live_read(o->live);
    json_key(j, STR("through"));
    json_array_begin(j);
    for (size_t i = 0; i < way->why.concept_count; i++) {
        uint32_t concept = way->why.concepts[i];
        json_object_begin(j);
        json_key(j, STR("concept"));
        json_text(j, lexicon_id(o->lexicon, concept));
        json_key(j, STR("label"));
        json_text(j, lexicon_label(o->lexicon, concept, o->asked->tongue));
        json_key(j, STR("part"));
        json_float(j, (double)partners_part(&v, way->meeting, concept));
        json_places_in(j, STR("need"), &way->why.need, (uint32_t)i + 1);
        json_places_in(j, STR("offer"), &way->why.offer, (uint32_t)i + 1);
        json_object_end(j);
    }
    json_array_end(j);
    live_done(&v);
}

static void json_text_of(struct json *j, str key, str value) {
    json_key(j, key);
    json_text(j, value);
}

static void json_way(struct json *j, const struct output *o, const struct way *way) {
    json_object_begin(j);
    json_key(j, STR("fit"));
    json_float(j, (double)way->meeting->fit);
    json_key(j, STR("mirrored"));
    json_bool(j, way->meeting->mirrored);
    json_key(j, STR("share"));
    json_float(j, (double)way->meeting->share);
    partners_channels(j, way->meeting, &o->by.weights);
    json_text_of(j, STR("needing"), way->need.organisation_name);
    json_text_of(j, STR("need_title"), way->need.title);
    json_text_of(j, STR("need_text"), way->need.body);
    json_text_of(j, STR("need_language"), way->need.lang);
    json_text_of(j, STR("offering"), way->offer.organisation_name);
    json_text_of(j, STR("offer_title"), way->offer.title);
    json_text_of(j, STR("offer_text"), way->offer.body);
    json_text_of(j, STR("offer_language"), way->offer.lang);
    json_concepts(j, o, way);
    json_object_end(j);
}

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
    json_way(j, o, &gain);
    json_way(j, o, &give);
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
    struct output o = {.lexicon = lexicon,
            .reader = lexicon ? reader_open(lexicon) : NULL,
            .live = live,
            .asked = a};
    bool done = live && o.reader;
    if (done) {
        live_load(w, live);
        o.by = (struct rescore_by){
                .lexicon = lexicon, .letters = live_letters(live), .weights = channel_usual()};
        struct pairs found = find_pairs(w, live, &o.by);
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

#include "match/meaning.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "lang/normal.h"
#include "match/understood.h"
#include "match/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { TITLE_TIMES = 3 };

static int by_concept(const void *a, const void *b) {
    uint32_t x = ((const struct meant *)a)->concept;
    uint32_t y = ((const struct meant *)b)->concept;
    return (x > y) - (x < y);
}

static struct meaning merged(struct meant *all, size_t count) {
    struct meaning m = {.at = all};
    qsort(all, count, sizeof(*all), by_concept);
    for (size_t i = 0; i < count; i++) {
        if (m.count && all[m.count - 1].concept == all[i].concept) {
            all[m.count - 1].times += all[i].times;
        } else {
            all[m.count++] = all[i];
        }
    }
    return m;
}

struct meaning meaning_of(struct arena *mem, const struct spans *title, const struct spans *body) {
    struct meant *all = arena_new(mem, struct meant, title->count + body->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < title->count; i++) {
        all[count++] = (struct meant){title->at[i].concept, TITLE_TIMES * title->at[i].weight};
    }
    for (size_t i = 0; i < body->count; i++) {
        all[count++] = (struct meant){body->at[i].concept, body->at[i].weight};
    }
    return merged(all, count);
}

struct meaning meaning_read(
        struct reader *reader, struct arena *mem, str title, str body, enum tongue t) {
    struct spans head = reader_read(reader, mem, title, t).met;
    struct spans rest = reader_read(reader, mem, body, t).met;
    return meaning_of(mem, &head, &rest);
}

str meaning_lexicon(struct arena *mem, const struct lexicon *l) {
    char *hex = arena_new(mem, char, 17);
    int len = snprintf(hex, 17, "%016" PRIx64, lexicon_version(l));
    return (str){hex, (size_t)len};
}

/* "aluminium 300;extrusion 100": hundredths. */
str meaning_write(struct arena *mem, const struct lexicon *l, const struct meaning *m) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < m->count; i++) {
        buf_add(&out, i ? STR(";") : (str){0});
        buf_add(&out, lexicon_id(l, m->at[i].concept));
        buf_add(&out, STR(" "));
        buf_num(&out, (int64_t)(m->at[i].times * 100.0F + 0.5F));
    }
    return buf_str(&out);
}

struct meaning meaning_parse(struct arena *mem, const struct lexicon *l, str stored) {
    size_t most = 1;
    for (size_t i = 0; i < stored.len; i++) {
        most += stored.at[i] == ';';
    }
    struct meant *all = arena_new(mem, struct meant, most);
    size_t count = 0;
    str one;
    while (stored.len && str_cut(&stored, ';', &one)) {
        str id;
        int64_t times = 0;
        uint32_t concept = 0;
        if (str_cut(&one, ' ', &id) && str_num(one, &times) && lexicon_find(l, id, &concept)) {
            all[count++] = (struct meant){concept, (float)times / 100.0F};
        }
    }
    return merged(all, count);
}

static void add_unknown(struct buf *out, str text, const struct gaps *unknown) {
    for (size_t i = 0; i < unknown->count; i++) {
        str word = {text.at + unknown->at[i].start, unknown->at[i].len};
        buf_add(out, out->len ? STR(" ") : (str){0});
        buf_add(out, normal_of(out->mem, word).text);
    }
}

bool meaning_now(struct work *w, struct reader *reader, int64_t listing, struct read_text *out,
        int64_t *version) {
    str title = {0};
    str body = {0};
    str lang = {0};
    struct rows r =
            db_rows(w, "SELECT version, title, body, lang FROM listing WHERE id = ?", num(listing));
    int64_t stored = 0;
    bool there = db_next(&r, to(stored), to(title), to(body), to(lang));
    db_stop(&r);
    *version = stored;
    enum tongue t = EN;
    if (!there || !tongue_of(lang, &t)) {
        return false;
    }
    struct buf unknown = {.mem = w->mem};
    struct understood u =
            understood_read(w, reader, listing, (struct understood_text){title, body, t});
    out->meaning = meaning_of(w->mem, &u.title.met, &u.body.met);
    add_unknown(&unknown, title, &u.title.unknown);
    add_unknown(&unknown, body, &u.body.unknown);
    out->words = words_text(w->mem, title, body, t);
    out->unknown = buf_str(&unknown);
    return true;
}

struct read_text meaning_renew(struct work *w, struct reader *reader, int64_t listing) {
    const struct lexicon *l = reader_lexicon(reader);
    struct read_text t = {0};
    int64_t version = 0;
    if (meaning_now(w, reader, listing, &t, &version)) {
        db_later(w,
                "INSERT INTO annotation (listing_id, lexicon, version, meaning, words, unknown)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (listing_id) DO UPDATE SET lexicon = excluded.lexicon,"
                " version = excluded.version, meaning = excluded.meaning,"
                " words = excluded.words, unknown = excluded.unknown",
                num(listing), txt(meaning_lexicon(w->mem, l)), num(version),
                txt(meaning_write(w->mem, l, &t.meaning)), txt(t.words), txt(t.unknown));
    }
    return t;
}

void meaning_forget(struct work *w, int64_t listing) {
    db_run(w, "UPDATE annotation SET version = 0 WHERE listing_id = ?", num(listing));
    change_note(w, STR("listing"), listing);
}

void meaning_reject(struct work *w, int64_t listing, str concept) {
    db_run(w,
            "INSERT INTO rejection (listing_id, concept, account_id, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            num(listing), txt(concept), num(w->actor), num(w->now));
    meaning_forget(w, listing);
}

void meaning_restore(struct work *w, int64_t listing, str concept) {
    db_run(w, "DELETE FROM rejection WHERE listing_id = ? AND concept = ?", num(listing),
            txt(concept));
    meaning_forget(w, listing);
}

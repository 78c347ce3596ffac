#include "match/meaning.h"

#include "base/buf.h"
#include "db/db.h"

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

struct meaning meaning_read(
        struct reader *reader, struct arena *mem, str title, str body, enum tongue t) {
    struct spans head = reader_read(reader, mem, title, t).met;
    struct spans rest = reader_read(reader, mem, body, t).met;
    struct meant *all = arena_new(mem, struct meant, head.count + rest.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < head.count; i++) {
        all[count++] = (struct meant){head.at[i].concept, TITLE_TIMES * head.at[i].weight};
    }
    for (size_t i = 0; i < rest.count; i++) {
        all[count++] = (struct meant){rest.at[i].concept, rest.at[i].weight};
    }
    return merged(all, count);
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

struct meaning meaning_renew(struct work *w, struct reader *reader, int64_t listing) {
    int64_t version = 0;
    str title = {0};
    str body = {0};
    str lang = {0};
    struct rows r =
            db_rows(w, "SELECT version, title, body, lang FROM listing WHERE id = ?", num(listing));
    bool there = db_next(&r, to(version), to(title), to(body), to(lang));
    db_stop(&r);
    enum tongue t = EN;
    if (!there || !tongue_of(lang, &t)) {
        return (struct meaning){0};
    }
    const struct lexicon *l = reader_lexicon(reader);
    struct meaning m = meaning_read(reader, w->mem, title, body, t);
    db_later(w,
            "INSERT INTO annotation (listing_id, lexicon, version, meaning) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (listing_id) DO UPDATE SET lexicon = excluded.lexicon,"
            " version = excluded.version, meaning = excluded.meaning",
            num(listing), txt(meaning_lexicon(w->mem, l)), num(version),
            txt(meaning_write(w->mem, l, &m)));
    return m;
}

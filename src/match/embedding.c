#include "match/embedding.h"

#include "base/buf.h"
#include "db/db.h"

#include <math.h>

bool embedding_source(struct work *w, struct embedding_source *found) {
    struct rows r = db_rows(
            w, "SELECT address, model, secret, failed, failure FROM embedding_source WHERE id = 1");
    bool there = db_next(&r, to(found->address), to(found->model), to(found->secret),
            to(found->failed), to(found->failure));
    db_stop(&r);
    return there && found->address.len;
}

void embedding_source_set(struct work *w, const struct embedding_source *s) {
    db_run(w,
            "INSERT INTO embedding_source (id, address, model, secret, at) VALUES (1, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET address = excluded.address, model = excluded.model,"
            " secret = excluded.secret, at = excluded.at, failed = 0, failure = ''",
            txt(s->address), txt(s->model), txt(s->secret), num(w->now));
}

void embedding_source_note(struct work *w, str failure) {
    db_run(w, "UPDATE embedding_source SET failed = ?, failure = ? WHERE id = 1",
            num(failure.len ? w->now : 0), txt(failure));
}

/* FNV-1a, twice in one: not for secrets. */
int64_t embedding_digest(str model, str text) {
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < model.len; i++) {
        hash = (hash ^ (unsigned char)model.at[i]) * 1099511628211U;
    }
    hash = (hash ^ '|') * 1099511628211U;
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211U;
    }
    return (int64_t)(hash >> 1 | 1);
}

str embedding_written(struct arena *mem, const double *numbers, size_t count) {
    static const char digits[] = "0123456789abcdef";
    double square = 0;
    for (size_t i = 0; i < count; i++) {
        square += numbers[i] * numbers[i];
    }
    if (count == 0 || count > EMBEDDING_NUMBERS_MOST || !isfinite(square) || square <= 0) {
        return (str){0};
    }
    /* Most are far below the length: eight times as fine, and the few that are not are cut. */
    double scale = 127.0 * 8 / sqrt(square);
    char *out = arena_new(mem, char, 2 * count);
    for (size_t i = 0; i < count; i++) {
        double scaled = round(numbers[i] * scale);
        int value = scaled > 127 ? 127 : scaled < -127 ? -127 : (int)scaled;
        out[2 * i] = digits[(unsigned)value >> 4 & 15];
        out[2 * i + 1] = digits[(unsigned)value & 15];
    }
    return (str){out, 2 * count};
}

static int nibble(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

static int number_at(str s, size_t at) {
    return (int8_t)(uint8_t)(nibble(s.at[2 * at]) << 4 | nibble(s.at[2 * at + 1]));
}

float embedding_fit(str a, str b) {
    int64_t dot = 0;
    int64_t lengths[2] = {0};
    if (a.len != b.len || a.len == 0) {
        return 0;
    }
    for (size_t i = 0; i < a.len / 2; i++) {
        int x = number_at(a, i);
        int y = number_at(b, i);
        dot += (int64_t)x * y;
        lengths[0] += (int64_t)x * x;
        lengths[1] += (int64_t)y * y;
    }
    double length = sqrt((double)lengths[0]) * sqrt((double)lengths[1]);
    return dot > 0 && length > 0 ? (float)((double)dot / length) : 0;
}

struct embedding_dues embedding_list(struct work *w, str model, int64_t after, size_t most) {
    struct embedding_dues found = {.at = arena_new(w->mem, struct embedding_due, most)};
    int64_t id = 0;
    int64_t digest = 0;
    str title = {0};
    str body = {0};
    struct rows r = db_rows(w,
            "SELECT l.id, l.title, l.body, a.embedding_digest FROM listing AS l"
            " JOIN annotation AS a ON a.listing_id = l.id"
            " JOIN listing_audience AS v ON v.listing_id = l.id AND v.audience < 2"
            " WHERE l.id > ? ORDER BY l.id LIMIT ?",
            num(after), num((int64_t)most));
    while (db_next(&r, to(id), to(title), to(body), to(digest))) {
        struct buf text = {.mem = w->mem};
        buf_add(&text, title);
        buf_add(&text, STR("\n"));
        buf_add(&text, body);
        struct embedding_due due = {id, buf_str(&text), embedding_digest(model, buf_str(&text))};
        due.text = due.digest == digest ? (str){0} : due.text; /* it has one already */
        found.at[found.count++] = due;
    }
    return found;
}

void embedding_keep(struct work *w, const struct embedding_due *due, str numbers) {
    if (numbers.len) {
        db_run(w,
                "INSERT INTO embedding (digest, numbers, at) VALUES (?, ?, ?)"
                " ON CONFLICT (digest) DO NOTHING",
                num(due->digest), txt(numbers), num(w->now));
    }
    db_run(w, "UPDATE annotation SET embedding_digest = ? WHERE listing_id = ?", num(due->digest),
            num(due->listing));
}

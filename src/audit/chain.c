#include "audit/chain.h"

#include "audit/audit.h"
#include "base/buf.h"
#include "db/db.h"

#include <assert.h>
#include <sodium.h>

enum { HASH_BYTES = 32, CHAIN_AT_ONCE = 500, WALK_AT_ONCE = 2000 };

struct link_row {
    int64_t place;
    str hash;
    struct audit a;
    str act;
};

/* Words hold no line ends, so two different rows never make the same text. */
static str hash_of(struct arena *mem, str before, const struct link_row *l) {
    unsigned char hash[HASH_BYTES];
    char hex[2 * HASH_BYTES + 1];
    struct buf text = {.mem = mem};
    buf_add(&text, before);
    const int64_t numbers[] = {l->a.id, l->a.at, l->a.actor, l->a.object_id};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        buf_add(&text, STR("\n"));
        buf_num(&text, numbers[i]);
    }
    buf_add(&text, STR("\n"));
    buf_add(&text, l->act);
    buf_add(&text, STR("\n"));
    buf_add(&text, l->a.object);
    int made = crypto_generichash(
            hash, sizeof(hash), (const unsigned char *)text.at, text.len, NULL, 0);
    assert(made == 0);
    return arena_copy(mem, str_of(sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash))));
}

/* Place 0 where there is none. */
static struct link_row last_link(struct work *w) {
    struct link_row last = {0};
    struct rows r = db_rows(w, "SELECT place, hash FROM audit_link ORDER BY place DESC LIMIT 1");
    (void)db_next(&r, to(last.place), to(last.hash));
    db_stop(&r);
    return last;
}

static size_t read_waiting(struct work *w, struct link_row *waiting) {
    size_t count = 0;
    struct link_row l = {0};
    struct rows r = db_rows(w,
            "SELECT a.id, a.at, a.actor, a.act, a.object, a.object_id"
            " FROM audit_waiting AS q JOIN audit AS a ON a.id = q.audit_id"
            " ORDER BY q.audit_id LIMIT ?",
            num(CHAIN_AT_ONCE));
    while (db_next(&r, to(l.a.id), to(l.a.at), to(l.a.actor), to(l.act), to(l.a.object),
            to(l.a.object_id))) {
        waiting[count++] = l;
    }
    return count;
}

/* The lock is held by one connection, and what its holder before kept can be seen: so the last hash
 * read here is the last there is. Where there is no such lock, a unit is alone from its start. */
static size_t chain_some(struct work *w) {
    struct link_row *waiting = arena_new(w->mem, struct link_row, CHAIN_AT_ONCE);
    db_begin_bulk(w);
    struct link_row last = last_link(w);
    size_t count = read_waiting(w, waiting);
    for (size_t i = 0; i < count; i++) {
        last.hash = hash_of(w->mem, last.hash, &waiting[i]);
        db_run(w, "INSERT INTO audit_link (place, audit_id, hash) VALUES (?, ?, ?)",
                num(++last.place), num(waiting[i].a.id), txt(last.hash));
        db_run(w, "DELETE FROM audit_waiting WHERE audit_id = ?", num(waiting[i].a.id));
    }
    return db_end(w) ? count : 0;
}

void audit_chain(struct work *w) {
    bool any = db_number(w, "SELECT COUNT(*) FROM (SELECT 1 FROM audit_waiting LIMIT 1) AS one");
    if (!any || !db_try_lock(w, STR("audit"))) {
        return;
    }
    struct arena_mark clean = arena_mark(w->mem);
    while (chain_some(w) == CHAIN_AT_ONCE) {
        arena_rewind(w->mem, clean);
    }
    db_unlock(w, STR("audit"));
}

static str head_text(struct arena *mem, int64_t place, str hash) {
    struct buf out = {.mem = mem};
    buf_num(&out, place);
    buf_add(&out, STR(":"));
    buf_add(&out, hash);
    return buf_str(&out);
}

str chain_head(struct work *w) {
    struct link_row last = last_link(w);
    return last.place ? head_text(w->mem, last.place, last.hash) : (str){0};
}

struct walk {
    struct chain chain;
    int64_t place; /* the last one that was looked at */
    char hash[2 * HASH_BYTES];
    size_t hash_len;
    str kept; /* the head that was kept elsewhere */
};

static str hash_so_far(const struct walk *k) {
    return (str){k->hash, k->hash_len};
}

static void keep_hash(struct walk *k, str hash) {
    k->hash_len = hash.len < sizeof(k->hash) ? hash.len : sizeof(k->hash);
    for (size_t i = 0; i < k->hash_len; i++) {
        k->hash[i] = hash.at[i];
    }
}

static void flaw(struct walk *k, enum chain_flaw flaw, const struct link_row *l) {
    if (k->chain.flaw == CHAIN_SOUND) {
        k->chain.flaw = flaw;
        k->chain.place = l->place;
        k->chain.row = l->a.id;
    }
}

/* The first place may have lost its row: what was before it has gone by its day. */
static void look(struct work *w, struct walk *k, const struct link_row *l) {
    bool first = k->place == 0;
    bool anchor = first && l->act.len == 0;
    if (first) {
        k->chain.begins = l->place + (anchor ? 1 : 0);
    }
    int64_t due = first ? 1 : k->place + 1;
    if (!anchor && l->place != due) {
        flaw(k, CHAIN_PLACE_GONE, l);
    } else if (!anchor && l->act.len == 0) {
        flaw(k, CHAIN_ROW_GONE, l);
    } else if (!anchor && !str_eq(l->hash, hash_of(w->mem, hash_so_far(k), l))) {
        flaw(k, CHAIN_ROW_CHANGED, l);
    }
    if (str_starts(k->kept, head_text(w->mem, l->place, STR(""))) &&
            !str_eq(k->kept, head_text(w->mem, l->place, l->hash))) {
        flaw(k, CHAIN_OTHER_HEAD, l);
    }
    k->chain.count += !anchor;
    k->place = l->place;
    keep_hash(k, l->hash);
}

static size_t walk_some(struct work *w, struct walk *k) {
    struct link_row l = {0};
    size_t count = 0;
    struct rows r = db_rows(w,
            "SELECT l.place, l.hash, l.audit_id, COALESCE(a.at, 0), COALESCE(a.actor, 0),"
            " COALESCE(a.act, ''), COALESCE(a.object, ''), COALESCE(a.object_id, 0)"
            " FROM audit_link AS l LEFT JOIN audit AS a ON a.id = l.audit_id"
            " WHERE l.place > ? ORDER BY l.place LIMIT ?",
            num(k->place), num(WALK_AT_ONCE));
    while (db_next(&r, to(l.place), to(l.hash), to(l.a.id), to(l.a.at), to(l.a.actor), to(l.act),
            to(l.a.object), to(l.a.object_id))) {
        look(w, k, &l);
        count++;
    }
    return count;
}

/* What went by its day is said by a row of the chain itself. */
static void look_at_beginning(struct work *w, struct walk *k) {
    struct link_row l = {.place = k->chain.begins};
    if (k->chain.begins > 1 &&
            db_number(w,
                    "SELECT COUNT(*) FROM audit WHERE act = 'erased' AND object = 'audit'"
                    " AND object_id = ?",
                    num(k->chain.begins - 1)) == 0) {
        flaw(k, CHAIN_PLACE_GONE, &l);
    }
}

static void look_outside(struct work *w, struct walk *k) {
    struct link_row l = {0};
    l.a.id = db_number(w, "SELECT COALESCE(MIN(a.id), 0) FROM audit AS a WHERE NOT EXISTS"
                          " (SELECT 1 FROM audit_link AS l WHERE l.audit_id = a.id)"
                          " AND NOT EXISTS"
                          " (SELECT 1 FROM audit_waiting AS q WHERE q.audit_id = a.id)");
    if (l.a.id) {
        flaw(k, CHAIN_ROW_OUTSIDE, &l);
    }
}

/* A head that was kept must still be reached, or the newest rows were cut off. */
static void look_at_head(struct walk *k) {
    int64_t place = 0;
    str rest = k->kept;
    str number = {0};
    (void)str_cut(&rest, ':', &number);
    if (k->kept.len && (!str_num(number, &place) || place > k->place)) {
        flaw(k, CHAIN_OTHER_HEAD, &(struct link_row){.place = place});
    }
}

struct chain chain_check(struct work *w, str head) {
    struct walk k = {.kept = head};
    struct arena_mark clean = arena_mark(w->mem);
    while (walk_some(w, &k) == WALK_AT_ONCE) {
        arena_rewind(w->mem, clean);
    }
    look_at_beginning(w, &k);
    look_outside(w, &k);
    look_at_head(&k);
    k.chain.waiting = db_number(w, "SELECT COUNT(*) FROM audit_waiting");
    k.chain.head = k.place ? head_text(w->mem, k.place, hash_so_far(&k)) : (str){0};
    return k.chain;
}

int64_t chain_forgettable(struct work *w, int64_t before) {
    return db_number(w,
            "SELECT COUNT(*) FROM audit_link AS l JOIN audit AS a ON a.id = l.audit_id"
            " WHERE a.at < ?",
            num(before));
}

/* The chain goes by places, and rows of one second may stand the other way round: all up to the last
 * place before which nothing is newer. */
int64_t chain_forget(struct work *w, int64_t before) {
    int64_t last = db_number(w,
            "SELECT COALESCE((SELECT MIN(l.place) FROM audit_link AS l"
            "  JOIN audit AS a ON a.id = l.audit_id WHERE a.at >= ?),"
            " (SELECT MAX(place) + 1 FROM audit_link), 0) - 1",
            num(before));
    int64_t count = db_number(w,
            "SELECT COUNT(*) FROM audit WHERE id IN"
            " (SELECT audit_id FROM audit_link WHERE place <= ?)",
            num(last));
    if (count == 0) {
        return 0;
    }
    audit_note(w, AUDIT_ERASED, STR("audit"), last); /* first, so that its number is a new one */
    db_run(w, "DELETE FROM audit WHERE id IN (SELECT audit_id FROM audit_link WHERE place <= ?)",
            num(last));
    db_run(w, "DELETE FROM audit_link WHERE place < ?", num(last));
    return count;
}

str chain_flaw_text(enum chain_flaw flaw) {
    switch (flaw) {
    case CHAIN_SOUND: break;
    case CHAIN_ROW_CHANGED: return STR("a row, or the order of rows, is not what it was");
    case CHAIN_ROW_GONE: return STR("a row is missing");
    case CHAIN_PLACE_GONE: return STR("places are missing");
    case CHAIN_ROW_OUTSIDE: return STR("a row was put in beside the chain");
    case CHAIN_OTHER_HEAD: return STR("it is not the chain whose head was kept");
    }
    return STR("all of it hangs together");
}

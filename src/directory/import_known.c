#include "directory/import_known.h"

#include "base/buf.h"
#include "db/db.h"
#include "directory/alike.h"
#include "lang/fold.h"

#include <stdlib.h>
#include <string.h>

enum { CANDIDATES_MOST = 64, NAMES_ASKED_MOST = 4, WORD_LEAST = 4, PAGE = 1000 };

struct slot {
    uint64_t hash; /* 0 where free */
    int64_t at;    /* a fact, or a line */
};

struct known {
    struct arena mem;
    struct known_fact *facts;
    size_t fact_count, fact_room;
    struct slot *slots;
    size_t slot_count, slot_room; /* the room is a power of two */
};

struct known *known_open(void) {
    struct known *k = calloc(1, sizeof(*k)); /* lives as long as one import */
    if (!k) {
        arena_out_of_memory();
    }
    k->slot_room = 1024;
    k->slots = arena_new(&k->mem, struct slot, k->slot_room);
    return k;
}

void known_close(struct known *k) {
    arena_free(&k->mem);
    free(k);
}

static uint64_t hash_more(uint64_t hash, str s) {
    for (size_t i = 0; i < s.len; i++) {
        hash = (hash ^ (unsigned char)s.at[i]) * 0x100000001B3u;
    }
    return hash;
}

static uint64_t hash_of(const char *sort, str a, str b) {
    uint64_t hash = hash_more(0xCBF29CE484222325u, str_of(sort));
    hash = hash_more(hash, a);
    hash = hash_more(hash_more(hash, STR("\n")), b);
    return hash ? hash : 1;
}

static uint32_t small_hash(str s) {
    uint64_t hash = hash_of("", s, (str){0});
    uint32_t small = (uint32_t)(hash ^ (hash >> 32));
    return s.len == 0 ? 0 : small ? small : 1;
}

static void put_slot(struct known *k, struct slot s) {
    size_t mask = k->slot_room - 1;
    size_t at = (s.hash * 0x9E3779B97F4A7C15u >> 20) & mask;
    while (k->slots[at].hash) {
        at = (at + 1) & mask;
    }
    k->slots[at] = s;
    k->slot_count++;
}

static void add_slot(struct known *k, uint64_t hash, int64_t at) {
    if (k->slot_count * 2 >= k->slot_room) {
        struct slot *old = k->slots;
        size_t room = k->slot_room;
        k->slot_room *= 2;
        k->slot_count = 0;
        k->slots = arena_new(&k->mem, struct slot, k->slot_room);
        for (size_t i = 0; i < room; i++) {
            if (old[i].hash) {
                put_slot(k, old[i]);
            }
        }
    }
    put_slot(k, (struct slot){hash, at});
}

/* The next slot with this hash from `*at` on, which begins at SIZE_MAX. */
static const struct slot *next_slot(const struct known *k, uint64_t hash, size_t *at) {
    size_t mask = k->slot_room - 1;
    size_t from = *at == SIZE_MAX ? (hash * 0x9E3779B97F4A7C15u >> 20) & mask : (*at + 1) & mask;
    for (; k->slots[from].hash; from = (from + 1) & mask) {
        if (k->slots[from].hash == hash) {
            *at = from;
            return &k->slots[from];
        }
    }
    return NULL;
}

static bool is_joining_word(str word) {
    static const char *const words[] = {"and", "und", "og", "och", "et"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (str_eq(word, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_vowel(char c) {
    return c == 'a' || c == 'o' || c == 'u';
}

/* "vidaa svejse og teknik" and "Vidå Svejseteknik" are written alike: no blanks, no "and", no
 * doubled letters, and the letters that are spelt in two ways in one. */
static str squashed(struct arena *mem, str alike) {
    struct buf out = {.mem = mem};
    str rest = alike;
    for (str word; str_cut(&rest, ' ', &word);) {
        for (size_t i = 0; i < word.len && !is_joining_word(word); i++) {
            char last = (char)(out.len ? out.at[out.len - 1] : ' ');
            bool doubled = word.at[i] == last && (unsigned char)last < 0x80 && i > 0;
            bool spelt_out = word.at[i] == 'e' && is_vowel(last) && i > 0;
            if (!doubled && !spelt_out) {
                buf_add(&out, (str){&word.at[i], 1});
            }
        }
    }
    return out.len ? buf_str(&out) : alike;
}

static str first_word(str alike) {
    str rest = alike;
    str word = {0};
    (void)str_cut(&rest, ' ', &word);
    return word.len >= WORD_LEAST ? word : (str){0};
}

/* Addresses that many firms share say nothing. */
static bool is_shared_host(str host) {
    static const char *const hosts[] = {"facebook.com", "linkedin.com", "instagram.com",
            "twitter.com", "x.com", "youtube.com", "google.com", "sites.google.com",
            "business.site", "wixsite.com", "wordpress.com", "example.com", "example.org"};
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        if (str_ends(host, str_of(hosts[i]))) {
            return true;
        }
    }
    return false;
}

/* What a look is found by. */
struct traits {
    struct known_fact fact;
    str alike;
    uint64_t by_name;
    uint64_t by_host;  /* 0: none */
    uint64_t by_place; /* 0: none */
};

static struct traits traits_of(struct arena *mem, const struct known_look *look) {
    struct traits t = {.alike = alike_name(mem, look->name)};
    str host = alike_host(mem, look->website);
    str place = fold_name(mem, look->place);
    str word = first_word(t.alike);
    host = is_shared_host(host) ? (str){0} : host;
    t.fact.name = small_hash(fold_name(mem, look->name));
    t.fact.country = small_hash(look->country);
    t.fact.place = small_hash(place);
    t.fact.host = small_hash(host);
    t.by_name = hash_of("name", squashed(mem, t.alike), (str){0});
    t.by_host = host.len ? hash_of("host", host, (str){0}) : 0;
    t.by_place = place.len && word.len ? hash_of("place", word, place) : 0;
    return t;
}

void known_add(
        struct work *w, struct known *k, const struct known_look *look, struct known_fact fact) {
    struct arena_mark clean = arena_mark(w->mem);
    struct traits t = traits_of(w->mem, look);
    t.fact.id = fact.id;
    t.fact.line = fact.line;
    t.fact.own = fact.own;
    t.fact.keyed = fact.keyed;
    arena_room(&k->mem, struct known_fact, k->facts, k->fact_count, k->fact_room);
    int64_t at = (int64_t)k->fact_count;
    k->facts[k->fact_count++] = t.fact;
    add_slot(k, t.by_name, at);
    if (t.by_host) {
        add_slot(k, t.by_host, at);
    }
    if (t.by_place && fact.id) {
        add_slot(k, t.by_place, at);
    }
    arena_rewind(w->mem, clean);
}

static int64_t page_end(struct work *w, int64_t after) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM"
            " (SELECT id FROM organisation WHERE id > ? ORDER BY id LIMIT ?) AS page",
            num(after), num(PAGE));
}

void known_load(struct work *w, struct known *k, int64_t cluster, bool all) {
    struct arena_mark clean = arena_mark(w->mem);
    int64_t after = 0;
    for (int64_t end = 0; (end = page_end(w, after)); after = end) {
        struct known_fact fact = {0};
        struct known_look look = {0};
        int64_t own = 0;
        struct rows r = db_rows(w,
                "SELECT o.id, o.name, o.country, o.place, o.website,"
                "       (SELECT COUNT(*) FROM membership AS m"
                "        WHERE m.organisation_id = o.id AND m.cluster_id = ?)"
                " FROM organisation AS o JOIN organisation_audience AS a"
                " ON a.organisation_id = o.id"
                " WHERE o.id > ? AND o.id <= ?"
                " AND a.organisation_id > ? AND a.organisation_id <= ?"
                " AND (? = 1 OR a.audience < 2"
                "      OR EXISTS (SELECT 1 FROM membership AS m"
                "                 WHERE m.organisation_id = o.id AND m.cluster_id = ?))"
                " ORDER BY o.id",
                num(cluster), num(after), num(end), num(after), num(end), num(all), num(cluster));
        while (db_next(&r, to(fact.id), to(look.name), to(look.country), to(look.place),
                to(look.website), to(own))) {
            fact.own = own || (all && cluster == 0);
            known_add(w, k, &look, fact);
        }
        arena_rewind(w->mem, clean);
    }
}

/* In how many letters two names differ at most, roughly: those that stand apart from the front
 * and from the end. */
static bool nearly(str a, str b) {
    size_t short_len = a.len < b.len ? a.len : b.len;
    size_t long_len = a.len < b.len ? b.len : a.len;
    size_t front = 0;
    while (front < short_len && a.at[front] == b.at[front]) {
        front++;
    }
    size_t back = 0;
    while (back < short_len - front && a.at[a.len - 1 - back] == b.at[b.len - 1 - back]) {
        back++;
    }
    bool part =
            front == short_len && (front == long_len || (a.len < b.len ? b : a).at[front] == ' ');
    return part || (long_len - front - back <= 2 && long_len >= 8);
}

static bool near_names(struct work *w, int64_t id, str alike, size_t *asked) {
    if (id == 0 || ++*asked > NAMES_ASKED_MOST) {
        return false;
    }
    str name = {0};
    struct rows r = db_rows(w, "SELECT name FROM organisation WHERE id = ?", num(id));
    bool there = db_next(&r, to(name));
    db_stop(&r);
    return there && nearly(alike_name(w->mem, name), alike);
}

static bool clash(uint32_t a, uint32_t b) {
    return a && b && a != b;
}

static enum known_like likeness(const struct known_fact *mine, const struct known_fact *other) {
    bool same_host = mine->host && mine->host == other->host;
    bool same_place = mine->place && mine->place == other->place;
    if (clash(mine->country, other->country) && !same_host && !same_place) {
        return LIKE_NOTHING; /* the same name abroad is another firm */
    }
    bool exact = mine->name == other->name && !clash(mine->place, other->place) &&
                 !clash(mine->country, other->country);
    return exact && other->own && other->id ? LIKE_SAME : LIKE_NAME;
}

static bool better(struct known_match a, struct known_match best) {
    return a.like > best.like || (a.like == best.like && a.fact.own && !best.fact.own);
}

struct known_match known_find(
        struct work *w, const struct known *k, const struct known_look *look, bool keyed) {
    struct arena_mark clean = arena_mark(w->mem);
    struct traits t = traits_of(w->mem, look);
    const uint64_t hashes[] = {t.by_name, t.by_host, t.by_place};
    const enum known_like likes[] = {LIKE_NAME, LIKE_HOST, LIKE_PLACE};
    struct known_match best = {0};
    size_t asked = 0;
    for (size_t i = 0; i < 3 && best.like < LIKE_HOST; i++) {
        size_t at = SIZE_MAX;
        const struct slot *s;
        for (size_t n = 0; hashes[i] && n < CANDIDATES_MOST && (s = next_slot(k, hashes[i], &at));
                n++) {
            struct known_match m = {likes[i], k->facts[s->at], false};
            m.elsewhere = clash(t.fact.place, m.fact.place);
            bool both_keyed = keyed && m.fact.keyed;
            m.like = likes[i] == LIKE_NAME ? likeness(&t.fact, &m.fact) : m.like;
            bool fits = !both_keyed && better(m, best);
            if (fits && (m.like != LIKE_PLACE || near_names(w, m.fact.id, t.alike, &asked))) {
                best = m;
            }
        }
    }
    arena_rewind(w->mem, clean);
    return best;
}

static uint64_t note_hash(str what) {
    return hash_of("note", what, (str){0});
}

void known_note(struct known *k, str what, int64_t line) {
    add_slot(k, note_hash(what), line);
}

int64_t known_line(const struct known *k, str what) {
    size_t at = SIZE_MAX;
    const struct slot *s = next_slot(k, note_hash(what), &at);
    return s ? s->at : 0;
}

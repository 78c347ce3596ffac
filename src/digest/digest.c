#include "digest/digest.h"

#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/say.h"

#include <assert.h>

static const struct {
    const char *word;
    const char *name;
    void (*of_task)(struct digest_gathering *g, const struct digest_task *t);
    void (*of_reader)(struct digest_gathering *g);
} parts_of[DIGEST_PARTS] = {
        [DIGEST_APPROACHES] = {"approaches", say_word("Contact requests"), NULL, digest_approaches},
        [DIGEST_INTRODUCTIONS] = {"introductions", say_word("Introductions"), NULL,
                digest_introductions},
        [DIGEST_ENCOUNTERS] = {"meetings", say_word("Meetings"), NULL, digest_encounters},
        [DIGEST_STEPS] = {"steps", say_word("Next steps of collaborations"), digest_steps, NULL},
        [DIGEST_MATCHES] = {"matches", say_word("New matches"), digest_matches, NULL},
        [DIGEST_LISTINGS] = {"listings", say_word("Needs and offers to look after"),
                digest_listings, digest_asked},
        [DIGEST_PEOPLE] = {"people", say_word("People not met for long"), NULL, digest_people},
};

str digest_part_word(enum digest_part part) {
    assert(part < DIGEST_PARTS);
    return str_of(parts_of[part].word);
}

str digest_part_name(struct work *w, enum digest_part part) {
    assert(part < DIGEST_PARTS);
    return say_key(w, parts_of[part].name);
}

void digest_add(struct digest_gathering *g, struct digest_entry entry, int64_t about) {
    struct digest *found = &g->found;
    struct buf key = {.mem = g->w->mem};
    buf_add(&key, digest_part_word(entry.part));
    buf_add(&key, STR("-"));
    if (entry.key.len) {
        buf_add(&key, entry.key);
        buf_add(&key, STR("-"));
    }
    buf_num(&key, about);
    buf_add(&key, STR("-"));
    buf_num(&key, (int64_t)entry.count);
    entry.key = buf_str(&key);
    arena_room(g->w->mem, struct digest_entry, found->at, found->count, g->room);
    found->at[found->count++] = entry;
}

str digest_of(const struct digest_gathering *g, const struct digest_task *t) {
    return g->reader->count > 1 ? t->name : (str){0};
}

static void read_tasks(struct work *w, struct digest_reader *reader) {
    struct digest_task *tasks = arena_new(w->mem, struct digest_task, DIGEST_TASKS_MOST);
    struct digest_task t = {0};
    size_t count = 0;
    struct rows r = db_rows(w,
            "SELECT COALESCE(r.cluster_id, 0), COALESCE(r.organisation_id, 0),"
            " COALESCE(c.name, o.name) FROM role AS r"
            " LEFT JOIN cluster AS c ON c.id = r.cluster_id"
            " LEFT JOIN organisation AS o ON o.id = r.organisation_id AND o.withdrawn = 0"
            " WHERE r.account_id = ? AND (c.id IS NOT NULL OR o.id IS NOT NULL)"
            " ORDER BY r.cluster_id, r.organisation_id, r.kind LIMIT ?",
            num(reader->account), num(DIGEST_TASKS_MOST));
    while (db_next(&r, to(t.cluster), to(t.organisation), to(t.name))) {
        bool again = count && t.organisation && tasks[count - 1].organisation == t.organisation;
        if (!again) { /* member and researcher of one */
            tasks[count++] = t;
        }
    }
    reader->tasks = tasks;
    reader->count = count;
}

bool digest_reader_of(struct work *w, int64_t account, struct digest_reader *found) {
    str tongue = {0};
    *found = (struct digest_reader){.account = account};
    struct rows r = db_rows(w,
            "SELECT a.name, a.mail, a.tongue, COALESCE(i.id, 0) FROM account AS a"
            " LEFT JOIN individual AS i ON i.account_id = a.id"
            " WHERE a.id = ? AND a.suspended = 0",
            num(account));
    bool there = db_next(&r, to(found->name), to(found->mail), to(tongue), to(found->individual));
    db_stop(&r);
    (void)tongue_of(tongue, &found->tongue);
    if (there) {
        read_tasks(w, found);
    }
    return there;
}

static void gather_part(struct digest_gathering *g, enum digest_part part) {
    for (size_t i = 0; parts_of[part].of_task && i < g->reader->count; i++) {
        parts_of[part].of_task(g, &g->reader->tasks[i]);
    }
    if (parts_of[part].of_reader) {
        parts_of[part].of_reader(g);
    }
}

struct digest digest_gather(
        struct work *w, struct live *live, const struct digest_reader *reader, unsigned parts) {
    struct digest_gathering g = {.w = w, .live = live, .reader = reader};
    for (enum digest_part part = 0; part < DIGEST_PARTS; part++) {
        if (parts >> part & 1) {
            gather_part(&g, part);
        }
    }
    return g.found;
}

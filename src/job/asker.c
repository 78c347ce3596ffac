#include "job/asker.h"

#include "ask/ask_send.h"
#include "db/db.h"
#include "directory/ask_due.h"
#include "mail/unwanted.h"

/* How many from the first on go to the same person for the same organisation. */
static size_t together(const struct ask_due *first, size_t left) {
    size_t count = 1;
    while (count < left && count < ASK_TEXTS_MOST && str_eq(first[count].mail, first->mail) &&
            first[count].organisation == first->organisation) {
        count++;
    }
    return count;
}

static void ask_one_person(
        struct work *w, const struct asker *a, int64_t cluster, const struct ask_due *d, size_t n) {
    int64_t listings[ASK_TEXTS_MOST];
    str due[ASK_TEXTS_MOST];
    for (size_t i = 0; i < n; i++) {
        listings[i] = d[i].listing;
        due[i] = d[i].due;
    }
    struct ask k = {.purpose = ASK_CURRENT,
            .cluster = cluster,
            .organisation = d->organisation,
            .person = d->person,
            .name = d->name,
            .mail = d->mail,
            .tongue = d->tongue};
    ask_add(w, &k, listings, due, n);
    if (ask_one(w, k.id, &k)) {
        ask_send(w, a->seal, a->address, &k);
    }
}

/* How many letters; who wants none is left to the manager. */
static size_t ask_each(
        struct work *w, const struct asker *a, int64_t cluster, const struct ask_dues *due) {
    size_t letters = 0;
    str kind = ask_kind(&(struct ask){.purpose = ASK_CURRENT});
    for (size_t i = 0, n = 0; i < due->count; i += n) {
        n = together(&due->at[i], due->count - i);
        if (!unwanted_is(w, a->seal, due->at[i].mail, kind)) {
            ask_one_person(w, a, cluster, &due->at[i], n);
            letters++;
        }
    }
    return letters;
}

static bool turn_cluster(struct work *w, const struct asker *a, int64_t cluster) {
    bool more = true;
    while (more) {
        struct arena_mark clean = arena_mark(w->mem);
        db_begin(w);
        struct ask_dues due = ask_due_list(w, cluster);
        more = ask_each(w, a, cluster, &due) > 0 && due.count == ASK_DUE_MOST;
        if (!db_end(w)) {
            return false;
        }
        arena_rewind(w->mem, clean);
    }
    return true;
}

bool asker_turn(struct work *w, const struct asker *a) {
    if (!db_try_lock(w, STR("asker"))) {
        return false;
    }
    int64_t cluster = 0;
    while (work_ok(w) && (cluster = ask_due_cluster(w, cluster)) != 0) {
        (void)turn_cluster(w, a, cluster);
    }
    db_unlock(w, STR("asker"));
    return work_ok(w);
}

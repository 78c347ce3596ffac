#include "job/digester.h"

#include "db/db.h"
#include "digest/digest_due.h"
#include "directory/individual.h"
#include "mail/unwanted.h"

struct telling {
    struct work *w;
    struct live *live;
    const struct digest_sender *sender;
};

/* In their own language, and with their own eyes. */
static void tell(struct telling *t, const struct digest_turn *turn, int64_t individual) {
    struct work theirs = *t->w;
    struct digest_reader reader = {.individual = individual,
            .person = turn->person,
            .name = turn->name,
            .mail = turn->mail,
            .tongue = turn->tongue};
    bool there = !turn->account || digest_reader_of(&theirs, turn->account, &reader);
    theirs.tongue = turn->tongue;
    theirs.actor = turn->account;
    if (there && !unwanted_is(&theirs, t->sender->seal, turn->mail, DIGEST_KIND)) {
        reader.individual = individual;
        struct digest all = digest_gather(&theirs, t->live, &reader, turn->wish.parts);
        digest_letter_send(&theirs, t->sender, &reader, &all);
    }
    if (!work_ok(&theirs)) {
        work_fail_with(t->w, theirs.trouble, theirs.fault);
    }
}

/* Whether they were told by now is asked again within the unit: another machine may have been first. */
static void turn_one(struct telling *t, const struct digest_turn *turn) {
    struct work *w = t->w;
    db_begin(w);
    int64_t individual = turn->account ? individual_of_account(w, turn->account)
                                       : individual_of_person(w, turn->person);
    struct digest_wish now = digest_wish_of(w, individual, turn->account);
    if (turn->begins ? now.told.len == 0 : str_eq(now.told, turn->wish.told)) {
        digest_wish_tell(w, individual, turn->day);
        if (turn->due && now.often != DIGEST_NEVER) {
            tell(t, turn, individual);
        }
    }
    (void)db_end(w);
}

static void turn_some(struct telling *t, const struct digest_turns *some) {
    for (size_t i = 0; i < some->count && work_ok(t->w); i++) {
        struct arena_mark clean = arena_mark(t->w->mem);
        if (some->at[i].due || some->at[i].begins) {
            turn_one(t, &some->at[i]);
        }
        if (work_ok(t->w)) { /* else what broke stands in it */
            arena_rewind(t->w->mem, clean);
        }
    }
}

bool digester_turn(struct work *w, struct live *live, const struct digest_sender *s) {
    struct telling t = {w, live, s};
    struct digest_turns some = {.last = 0};
    if (!db_try_lock(w, STR("digester"))) {
        return false;
    }
    do {
        some = digest_due_accounts(w, some.last);
        turn_some(&t, &some);
    } while (some.last && work_ok(w));
    some.last = 0;
    do {
        some = digest_due_people(w, some.last);
        turn_some(&t, &some);
    } while (some.last && work_ok(w));
    db_unlock(w, STR("digester"));
    return work_ok(w);
}

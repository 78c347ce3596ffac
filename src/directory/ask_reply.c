#include "directory/ask_reply.h"

#include "db/db.h"
#include "lang/date.h"

enum { DAY_SECONDS = 24 * 3600, HALF_YEAR_DAYS = 182, YEAR_DAYS = 366 };

static bool text_of(struct work *w, const struct ask *a, int64_t listing, struct ask_text *found) {
    struct ask_texts all = ask_texts(w, a->id);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].listing == listing) {
            *found = all.at[i];
            return true;
        }
    }
    return false;
}

static enum listing_act act_of(
        const struct ask *a, const struct ask_text *t, enum ask_answer said) {
    if (said == ASK_NO) {
        return a->purpose == ASK_CURRENT ? LISTING_WITHDRAWN : LISTING_DECLINED;
    }
    bool open = str_eq(t->status, STR("published")) || str_eq(t->status, STR("expired"));
    return open ? LISTING_CONFIRMED : LISTING_PUBLISHED;
}

/* A text asked about before it is published is settled once it is, except by who corrected it. */
static bool settled(const struct ask *a, const struct ask_text *t) {
    if (str_eq(t->status, STR("withdrawn"))) {
        return true;
    }
    bool draft = str_eq(t->status, STR("draft")) || str_eq(t->status, STR("review"));
    return a->purpose == ASK_CURRENT ? draft : !draft && t->answer != ASK_CORRECTED;
}

bool ask_can_reply(struct work *w, const struct ask *a, const struct ask_text *t) {
    return !ask_over(w, a) && (t->answer == ASK_OPEN || t->answer == ASK_CORRECTED) &&
           !settled(a, t);
}

str ask_until(struct work *w, const struct ask_text *t) {
    if (!t->valid_until.len) {
        return STR("");
    }
    int64_t end = date_seconds(t->valid_until);
    end = end > w->now ? end : w->now;
    return date_of(w->mem, end + (int64_t)HALF_YEAR_DAYS * DAY_SECONDS);
}

static enum ask_replied take_until(struct work *w, const struct ask_reply *r, struct listing *l) {
    static const char name[] = "valid_until";
    const struct column *c = column_named(&listing_columns, str_of(name));
    int64_t far = w->now + (int64_t)ASK_YEARS_MOST * YEAR_DAYS * DAY_SECONDS;
    if (column_take(w->mem, c, l, r->until) != FLAW_NONE) {
        return ASK_DAY_WRONG;
    }
    if (l->valid_until.len && str_order(l->valid_until, date_of(w->mem, w->now)) < 0) {
        return ASK_DAY_WRONG;
    }
    bool too_far = l->valid_until.len && str_order(l->valid_until, date_of(w->mem, far)) > 0;
    return too_far ? ASK_DAY_FAR : ASK_DONE;
}

static enum ask_replied take_text(struct work *w, const struct ask_reply *r, struct listing *l) {
    const struct column *title = column_named(&listing_columns, STR("title"));
    const struct column *text = column_named(&listing_columns, STR("text"));
    enum flaw wrong = column_take(w->mem, title, l, r->title);
    if (wrong == FLAW_EMPTY) {
        return ASK_WITHOUT_TITLE;
    }
    bool fine = wrong == FLAW_NONE && column_take(w->mem, text, l, r->body) == FLAW_NONE;
    return fine ? ASK_DONE : ASK_TEXT_WRONG;
}

/* Stores what they wrote; nothing where that is what stands there. */
static enum ask_replied change_text(
        struct work *w, const struct ask *a, const struct ask_reply *r) {
    struct listing l = {0};
    enum ask_replied wrong = listing_stored(w, r->listing, &l) ? ASK_DONE : ASK_NOT_ASKED;
    if (wrong == ASK_DONE && r->said == ASK_CORRECTED) {
        wrong = take_text(w, r, &l);
    } else if (wrong == ASK_DONE) {
        wrong = take_until(w, r, &l);
    }
    if (wrong != ASK_DONE) {
        return wrong;
    }
    l.version = r->version;
    if (listing_save(w, &l) == SAVED_OLD_VERSION) {
        return ASK_TEXT_CHANGED;
    }
    if (r->said == ASK_CORRECTED) {
        (void)listing_move(
                w, &(struct listing_move){r->listing, LISTING_CORRECTED, BY_MAIL, a->id, {0}});
    }
    return ASK_DONE;
}

static enum ask_replied judge(
        struct work *w, const struct ask *a, const struct ask_reply *r, struct ask_text *t) {
    if (ask_over(w, a)) {
        return ASK_IS_OVER;
    }
    if (!text_of(w, a, r->listing, t)) {
        return ASK_NOT_ASKED;
    }
    if (t->answer != ASK_OPEN && !(t->answer == ASK_CORRECTED && r->said == ASK_CORRECTED)) {
        return ASK_IS_ANSWERED;
    }
    if (settled(a, t)) {
        return ASK_SETTLED;
    }
    if (t->version != r->version) {
        return ASK_TEXT_CHANGED;
    }
    bool silent = r->said == ASK_NO && a->purpose == ASK_CONFIRM && str_trim(r->reason).len == 0;
    return silent ? ASK_WITHOUT_REASON : ASK_DONE;
}

static void keep_answer(struct work *w, const struct ask *a, const struct ask_reply *r) {
    static const char *const words[ASK_ANSWERS] = {"", "yes", "corrected", "no"};
    db_run(w,
            "UPDATE ask_text SET answer = ?, note = ?, answered = ?"
            " WHERE ask_id = ? AND listing_id = ?",
            txt(str_of(words[r->said])),
            txt(r->said == ASK_NO ? str_cap(str_trim(r->reason), ASK_REASON_MOST) : STR("")),
            num(w->now), num(a->id), num(r->listing));
}

enum ask_replied ask_reply(struct work *w, const struct ask *a, const struct ask_reply *r) {
    struct ask_text t = {0};
    enum ask_replied why = judge(w, a, r, &t);
    if (why != ASK_DONE) {
        return why;
    }
    bool writes = r->said == ASK_CORRECTED || (r->said == ASK_YES && a->purpose == ASK_CURRENT);
    why = writes ? change_text(w, a, r) : ASK_DONE;
    if (why != ASK_DONE) {
        return why;
    }
    struct listing_move step = {r->listing, act_of(a, &t, r->said), BY_MAIL, a->id, r->reason};
    switch (listing_move(w, &step)) {
    case LISTING_MOVED: keep_answer(w, a, r); return ASK_DONE;
    case LISTING_DAY_OVER: return ASK_DAY_WRONG;
    case LISTING_GONE:
    case LISTING_NOT_BY_THEM:
    case LISTING_NOT_NOW: break;
    }
    return ASK_SETTLED;
}

#include "web/listing_act_page.h"

#include "db/db.h"
#include "directory/listing_act.h"
#include "lang/say.h"
#include "web/listing_form_page.h"
#include "web/listing_state.h"
#include "wire/html.h"

static bool found(struct page *p, struct listing *l) {
    if (listing_one(&p->work, p->id, l)) {
        return true;
    }
    page_not_found(p);
    return false;
}

static void finish(struct page *p, const struct listing *l, str query) {
    if (page_saved(p)) {
        page_redirect(p, listing_address(p, l, query));
    }
}

/* What the state it is in does not allow: another did something with it meanwhile, or it is for
 * somebody else to do. */
static void refuse(struct page *p, const struct listing *l, enum listing_moved why) {
    struct work *w = &p->work;
    p->status = 409;
    page_open(p, say(w, "This cannot be done with it now"));
    html(&p->out, "<p class='answer'>{}</p>\n<p>",
            txt(why == LISTING_NOT_BY_THEM
                            ? say(w, "In the state it is in, this is for its cluster to do.")
                            : say(w, "Somebody else may have changed its state meanwhile. Look how"
                                     " it stands now.")));
    listing_state(p, l);
    html(&p->out, "</p>\n<p class='acts'><a class='button' href='/{}{}'>{}</a></p>\n", txt(p->lang),
            txt(listing_address(p, l, (str){0})), txt(say(w, "Look at it")));
    page_close(p);
}

/* Open it would lapse at once: its form asks for another last day. */
static void refuse_day(struct page *p, const struct listing *l) {
    struct flaws flaws = {0};
    struct listing open = *l;
    open.status = STR("published");
    listing_check(&open, page_today(p), &flaws);
    listing_form_refused(p, l, &flaws);
}

/* One step of the reader's, and back to the page. */
static void move(struct page *p, const struct listing *l, struct listing_move step, str query) {
    step.listing = l->id;
    step.by = listing_actor(&p->work, l->organisation);
    db_begin(&p->work);
    enum listing_moved moved = listing_move(&p->work, &step);
    if (moved == LISTING_MOVED || !work_ok(&p->work)) {
        finish(p, l, query);
        return;
    }
    db_forget(&p->work);
    if (moved == LISTING_DAY_OVER) {
        refuse_day(p, l);
    } else {
        refuse(p, l, moved);
    }
}

/* One that is published already is confirmed with it. */
static void publish(struct page *p, const struct listing *l, str query) {
    bool already = str_eq(l->status, STR("published"));
    move(p, l, (struct listing_move){.act = already ? LISTING_CONFIRMED : LISTING_PUBLISHED},
            query);
}

void listing_publish(struct page *p) {
    struct listing l = {0};
    if (found(p, &l)) {
        publish(p, &l, STR("?done=published"));
    }
}

void listing_withdraw(struct page *p) {
    struct listing l = {0};
    if (found(p, &l)) {
        move(p, &l, (struct listing_move){.act = LISTING_WITHDRAWN},
                str_eq(l.status, STR("published")) ? STR("?done=withdrawn&was=published")
                                                   : STR("?done=withdrawn"));
    }
}

void listing_restore(struct page *p) {
    struct listing l = {0};
    if (!found(p, &l)) {
        return;
    }
    if (str_eq(page_form(p, STR("status")), STR("published"))) {
        publish(p, &l, STR("?done=restored"));
    } else {
        move(p, &l, (struct listing_move){.act = LISTING_RESTORED}, STR("?done=restored"));
    }
}

void listing_current(struct page *p) {
    struct listing l = {0};
    if (found(p, &l)) {
        bool expired = str_eq(l.status, STR("expired"));
        move(p, &l, (struct listing_move){.act = expired ? LISTING_PUBLISHED : LISTING_CONFIRMED},
                STR("?done=confirmed"));
    }
}

void listing_hand_in(struct page *p) {
    struct listing l = {0};
    if (found(p, &l)) {
        move(p, &l, (struct listing_move){.act = LISTING_HANDED_IN}, STR("?done=handed-in"));
    }
}

void listing_send_back(struct page *p) {
    struct listing l = {0};
    if (found(p, &l)) {
        move(p, &l,
                (struct listing_move){
                        .act = LISTING_SENT_BACK, .note = str_trim(page_form(p, STR("note")))},
                STR("?done=sent-back"));
    }
}

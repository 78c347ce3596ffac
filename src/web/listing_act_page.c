#include "web/listing_act_page.h"

#include "db/db.h"
#include "directory/listing.h"
#include "web/listing_form_page.h"
#include "web/listing_state.h"

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

/* Publishes it, unless its last day is over: then its form asks for another one. */
static void publish(struct page *p, struct listing *l, str query) {
    struct flaws flaws = {0};
    struct listing open = *l;
    open.status = STR("published");
    listing_check(&open, page_today(p), &flaws);
    if (flaws.count) {
        listing_form_refused(p, l, &flaws);
        return;
    }
    db_begin(&p->work);
    listing_set_status(&p->work, l->id, STR("published"));
    listing_confirm(&p->work, l->id, page_today(p));
    finish(p, l, query);
}

void listing_publish(struct page *p) {
    struct listing l = {0};
    if (found(p, &l)) {
        publish(p, &l, STR("?done=published"));
    }
}

void listing_withdraw(struct page *p) {
    struct listing l = {0};
    if (!found(p, &l)) {
        return;
    }
    bool published = str_eq(l.status, STR("published"));
    db_begin(&p->work);
    listing_set_status(&p->work, l.id, STR("withdrawn"));
    finish(p, &l, published ? STR("?done=withdrawn&was=published") : STR("?done=withdrawn"));
}

void listing_restore(struct page *p) {
    struct listing l = {0};
    if (!found(p, &l)) {
        return;
    }
    if (str_eq(page_form(p, STR("status")), STR("published"))) {
        publish(p, &l, STR("?done=restored"));
        return;
    }
    db_begin(&p->work);
    if (str_eq(l.status, STR("withdrawn"))) {
        listing_set_status(&p->work, l.id, STR("draft"));
    }
    finish(p, &l, STR("?done=restored"));
}

void listing_current(struct page *p) {
    struct listing l = {0};
    if (!found(p, &l)) {
        return;
    }
    if (!listing_open(p, &l)) {
        publish(p, &l, STR("?done=confirmed"));
        return;
    }
    db_begin(&p->work);
    listing_confirm(&p->work, l.id, page_today(p));
    finish(p, &l, STR("?done=confirmed"));
}

#include "web/verdict_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "wire/html.h"

static struct verdict_about about_page(const struct page *p) {
    return (struct verdict_about){p->session.cluster, p->id, p->other};
}

bool verdict_said(struct page *p) {
    struct verdict_about about = about_page(p);
    return verdict_is_good(&p->work, &about);
}

static void button(struct page *p, str action, str said, str about) {
    html(&p->out, "<form method='post' action='/{}/organisations/{}/partners/{}/{}'>", txt(p->lang),
            num(p->id), num(p->other), txt(action));
    page_form_key(p);
    html(&p->out,
            "<button class='button plain'>{}<span class='visually-hidden'>: {}</span></button>"
            "</form>\n",
            txt(said), txt(about));
}

void verdict_form(struct page *p, bool good, str about) {
    struct work *w = &p->work;
    if (!page_manages(p)) {
        return; /* it is said for a cluster */
    }
    if (good) {
        html(&p->out, "<span class='state good'>{}</span>\n",
                txt(say(w, "Your cluster finds this one good")));
        button(p, STR("good/remove"), say(w, "Take the mark back"), about);
    } else {
        button(p, STR("good"), say(w, "This one is good"), about);
    }
}

void verdict_note(struct page *p, bool good, const struct match_found *found) {
    if (page_manages(p)) {
        struct grounds e =
                verdict_grounds(&found->matches.at[0], &found->weighing.order, &found->facts.at[0]);
        struct verdict_about about = about_page(p);
        verdict_give(&p->work, &about, good, &e);
    }
}

static void back(struct page *p, str done) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/organisations/"));
    buf_num(&to, p->id);
    buf_add(&to, STR("/partners/"));
    buf_num(&to, p->other);
    buf_add(&to, STR("?done="));
    buf_add(&to, done);
    page_redirect(p, buf_str(&to));
}

void verdict_good_post(struct page *p) {
    struct match_found found = {0};
    if (!match_find_one(p, p->id, p->other, &found)) {
        page_not_found(p);
        return;
    }
    db_begin(&p->work);
    verdict_note(p, true, &found);
    if (page_saved(p)) {
        back(p, STR("good"));
    }
}

void verdict_take_post(struct page *p) {
    struct verdict_about about = about_page(p);
    db_begin(&p->work);
    verdict_take(&p->work, &about);
    if (page_saved(p)) {
        back(p, STR("taken"));
    }
}

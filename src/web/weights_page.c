#include "web/weights_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "match/proposal.h"
#include "web/weights_form.h"
#include "web/weights_look.h"
#include "web/weights_proposal.h"
#include "wire/html.h"

/* What the page shows, read before anything is written. */
struct shown {
    struct weighing saved, tried;
    struct weights_typed typed;
    const struct weights_members *members;
    struct proposal proposal;
    bool proposed; /* the proposal is what is tried */
};

static struct shown begin(struct page *p, int64_t member) {
    struct shown s = {.saved = weighing_of(&p->work, p->session.cluster)};
    s.tried = s.saved;
    s.members = weights_members(p, member);
    return s;
}

static void head(struct page *p) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "What counts how much"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "What counts how much")),
            txt(say(w, "By these weights the partners of your members are put in order. Try them"
                       " first; they hold once you save them.")));
    html(&p->out, "<p class='to-look'><a href='#changes'>{}</a></p>\n",
            txt(say(w, "What it changes")));
}

static void buttons(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='form-end'><button class='button plain' name='then' value='try'"
            " data-help-button>{}</button>\n<button class='button'>{}</button>\n"
            "<button class='button plain' name='then' value='usual'>{}</button></div>\n",
            txt(say(w, "Try it")), txt(say(w, "Save")), txt(say(w, "As usual")));
}

static void undo(struct page *p, const struct weighing *saved) {
    struct work *w = &p->work;
    if (saved->at == 0) {
        return;
    }
    html(&p->out, "<form class='acts' method='post' action='/{}/weights/undo'>", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<span class='quiet'>{}</span> <button class='button plain'>{}</button></form>\n",
            txt(say(w, "Saved on {}.", txt(locale_day(w, saved->at)))),
            txt(say(w, "Back to what it was before")));
}

static void show(struct page *p, const struct shown *s) {
    head(p);
    weights_errors(p, &s->typed);
    weights_proposal(p, &s->proposal, s->proposed);
    html(&p->out, "<form class='weigh' method='post' action='/{}/weights'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<div>\n");
    weights_fields(p, &s->typed, &s->saved);
    buttons(p);
    html(&p->out,
            "</div>\n<div class='weigh-look'>\n<h2 class='section-first' id='changes'>{}</h2>\n",
            txt(say(&p->work, "What it changes")));
    if (s->members->count) {
        weights_choose(p, s->members);
    }
    weights_look(p, s->members->chosen, &s->saved, &s->tried);
    html(&p->out, "</div>\n</form>\n");
    undo(p, &s->saved);
    page_close(p);
}

void weights_page(struct page *p) {
    struct shown s = begin(p, page_number(p, STR("member")));
    s.proposal = proposal_make(&p->work, p->session.cluster, &s.saved);
    s.proposed = s.proposal.there && str_eq(page_query(p, STR("proposal")), STR("yes"));
    if (s.proposed) {
        s.tried = s.proposal.then;
    }
    s.typed = weights_of(&p->work, &s.tried);
    show(p, &s);
}

static int64_t member_typed(struct page *p) {
    int64_t member = 0;
    return str_num(page_form(p, STR("member")), &member) ? member : 0;
}

/* Puts what was typed into what is tried. */
static bool take(struct page *p, struct shown *s) {
    *s = begin(p, member_typed(p));
    return weights_take(p, &s->typed, &s->tried);
}

static void save(struct page *p, const struct weighing *now) {
    db_begin(&p->work);
    weighing_save(&p->work, p->session.cluster, now);
    if (page_saved(p)) {
        page_redirect(p, STR("/weights?done=saved"));
    }
}

void weights_post(struct page *p) {
    str then = page_form(p, STR("then"));
    struct shown s = {0};
    if (str_eq(then, STR("usual"))) {
        struct weighing usual = weighing_usual();
        save(p, &usual);
        return;
    }
    bool right = take(p, &s);
    if (right && !str_eq(then, STR("try"))) {
        save(p, &s.tried);
        return;
    }
    s.proposal = proposal_make(&p->work, p->session.cluster, &s.saved);
    p->status = right ? 200 : 422;
    show(p, &s);
}

void weights_try_post(struct page *p) {
    struct shown s = {0};
    (void)take(p, &s);
    weights_look(p, s.members->chosen, &s.saved, &s.tried);
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    p->response->status = 200;
    p->response->body = buf_str(&p->out);
    p->response->compress = true;
}

void weights_undo_post(struct page *p) {
    db_begin(&p->work);
    (void)weighing_undo(&p->work, p->session.cluster);
    if (page_saved(p)) {
        page_redirect(p, STR("/weights?done=back-before"));
    }
}

void weights_dismiss_post(struct page *p) {
    db_begin(&p->work);
    proposal_dismiss(&p->work, p->session.cluster);
    if (page_saved(p)) {
        page_redirect(p, STR("/weights?done=dismissed"));
    }
}

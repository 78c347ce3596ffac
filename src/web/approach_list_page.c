#include "web/approach_list_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "trust/approach_letter.h"
#include "web/approach_view.h"
#include "web/list.h"
#include "wire/html.h"

static enum approach_said said_of(const struct approach_tolds *all, int64_t approach) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].approach == approach) {
            return all->at[i].said;
        }
    }
    return APPROACH_SAID_NOTHING;
}

/* What they themselves answered, which those who asked may not know. */
static void answer_tag(struct page *p, const struct approach *a, enum approach_said said) {
    struct work *w = &p->work;
    if (a->state == APPROACH_OPEN && said == APPROACH_SAID_NOTHING) {
        html(&p->out, "<span class='state care'>{}</span>", txt(say(w, "To be answered")));
    } else if (said == APPROACH_SAID_NO) {
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Declined")));
    } else if (a->state == APPROACH_OPEN) {
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Passed on")));
    } else if (a->state == APPROACH_CLOSED && said == APPROACH_SAID_NOTHING) {
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Not answered in time")));
    } else {
        approach_tag(p, a);
    }
}

static void head(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<table class='stack'>\n<thead><tr>");
    list_head(p, say(w, "With"));
    list_head(p, say(w, "For"));
    list_head(p, say(w, "Asked on"));
    list_head(p, say(w, "Until"));
    list_head(p, say(w, "State"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
}

static void cells(struct page *p, const struct approach *a, bool ours) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'><a href='/{}/approaches/{}'><bdi>{}</bdi></a></th>",
            txt(p->lang), num(a->id), txt(ours ? approach_their_name(a) : approach_our_name(a)));
    html(&p->out, "<td data-label='{}'><bdi>{}</bdi></td><td data-label='{}'>{}</td>",
            txt(say(w, "For")), txt(ours ? approach_our_name(a) : approach_their_name(a)),
            txt(say(w, "Asked on")), txt(locale_day(w, a->created)));
    html(&p->out, "<td data-label='{}'>{}</td><td data-label='{}'>", txt(say(w, "Until")),
            txt(locale_date(w, a->deadline, DATE_SHORT)), txt(say(w, "State")));
}

static void theirs(struct page *p, const struct approaches *all) {
    struct work *w = &p->work;
    struct approach_tolds said = approach_answers(w);
    html(&p->out, "<h2>{}</h2>\n<p class='hint'>{}</p>\n", txt(say(w, "Asked of you")),
            txt(say(w, "Requests of clusters whose earlier ones led to nothing stand further"
                       " down.")));
    head(p);
    for (size_t i = 0; i < all->count; i++) {
        cells(p, &all->at[i], false);
        answer_tag(p, &all->at[i], said_of(&said, all->at[i].id));
        html(&p->out, "</td></tr>\n");
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void ours(struct page *p, const struct approaches *all) {
    html(&p->out, "<h2>{}</h2>\n", txt(say(&p->work, "Asked by you")));
    head(p);
    for (size_t i = 0; i < all->count; i++) {
        cells(p, &all->at[i], true);
        approach_tag(p, &all->at[i]);
        html(&p->out, "</td></tr>\n");
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void nothing(struct page *p) {
    struct work *w = &p->work;
    list_empty(p, say(w, "No contact request yet"),
            say(w, "Open a match that fits and ask for contact there. Who is asked answers by mail,"
                   " without an account."));
    if (page_manages(p)) {
        html(&p->out, "<a class='button' href='/{}/partners'>{}</a>", txt(p->lang),
                txt(say(w, "Partners abroad")));
    } else if (page_belongs(p)) {
        html(&p->out, "<a class='button' href='/{}/organisations/{}/partners'>{}</a>", txt(p->lang),
                num(p->session.organisation), txt(say(w, "Partners abroad")));
    }
    list_empty_end(p);
}

void approach_list_page(struct page *p) {
    struct work *w = &p->work;
    struct approaches by_us = approach_ours(w, p->session.cluster);
    struct approaches of_us = approach_theirs(w, p->session.cluster);
    int64_t waiting = approach_waiting(w);
    page_open_with(p, say(w, "Contact requests"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "Contact requests")),
            txt(waiting ? say_many(w, "One waits for your answer.", "{} wait for your answer.",
                                  waiting)
                        : say(w, "Nothing waits for your answer.")));
    if (of_us.count) {
        theirs(p, &of_us);
    }
    if (by_us.count) {
        ours(p, &by_us);
    }
    if (!of_us.count && !by_us.count) {
        nothing(p);
    }
    page_close(p);
}

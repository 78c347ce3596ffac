#include "web/approach_show_page.h"

#include "account/right.h"
#include "db/db.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/approach_letter.h"
#include "web/approach_reply.h"
#include "web/approach_view.h"
#include "web/fact.h"
#include "web/meeting_with_page.h"
#include "wire/html.h"

struct shown {
    struct approach a;
    unsigned stand;
    struct approach_person asker, speaker, asked;
};

static bool read_one(struct page *p, struct shown *k) {
    struct work *w = &p->work;
    if (!approach_one(w, p->id, &k->a)) {
        return false;
    }
    k->stand = approach_stand(w, p->id);
    (void)approach_person(w, k->a.asker, k->a.own, &k->asker);
    (void)approach_person(w, k->a.speaker, k->a.own, &k->speaker);
    (void)approach_person(w, k->a.asked, k->a.partner, &k->asked);
    return true;
}

static bool is_ours(const struct shown *k) {
    return (k->stand & APPROACH_OUR_SIDE) != 0;
}

/* Their name only as far as it may be seen. */
static str asked_said(struct work *w, const struct shown *k) {
    const struct approach *a = &k->a;
    bool known = k->asked.listed || a->opened || !is_ours(k);
    if (known && k->asked.name.len) {
        return k->asked.name;
    }
    return k->asked.person ? say(w, "a contact of {}", txt(approach_their_name(a)))
                           : say(w, "the manager of {}", txt(a->partner_cluster_name));
}

static str speaker_said(struct work *w, const struct shown *k) {
    bool known = is_ours(k) || k->a.confirmed || k->speaker.listed;
    return known && k->speaker.name.len ? k->speaker.name
                                        : say(w, "a contact of {}", txt(approach_our_name(&k->a)));
}

static void write_facts(struct page *p, const struct shown *k) {
    struct work *w = &p->work;
    const struct approach *a = &k->a;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "The request")));
    fact_said(p, say(w, "Asked by"), say(w, "{}, {}", txt(k->asker.name), txt(a->cluster_name)));
    fact_said(p, say(w, "For"), approach_our_name(a));
    fact_said(p, say(w, "Would talk"), speaker_said(w, k));
    fact_said(p, say(w, "Asked"),
            say(w, "{}, {}", txt(asked_said(w, k)), txt(approach_their_name(a))));
    fact_said(p, say(w, "Asked on"), locale_day(w, a->created));
    fact_said(p, say(w, "Agreed on your side"),
            is_ours(k) && a->confirmed ? locale_day(w, a->confirmed) : (str){0});
    fact_said(p, say(w, "Last day for an answer"), locale_date(w, a->deadline, DATE_LONG));
    fact_said(p, say(w, "News on"), a->told ? locale_day(w, a->told) : (str){0});
    fact_said(p, say(w, "In contact since"), a->opened ? locale_day(w, a->opened) : (str){0});
    html(&p->out, "</dl>\n");
    if (is_ours(k) && a->behind) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(w,
                        "It stands behind others in their list, for one point: requests of your"
                        " cluster that ended without contact count one, to the same person three.",
                        "It stands behind others in their list, for {} points: requests of your"
                        " cluster that ended without contact count one, to the same person three.",
                        a->behind)));
    }
}

/* For whoever may note meetings of their side. */
static void write_meet(struct page *p, const struct shown *k) {
    const struct approach *a = &k->a;
    int64_t own = is_ours(k) ? a->own : a->partner;
    int64_t cluster = is_ours(k) ? a->cluster : a->partner_cluster;
    bool keeps = own ? right_holds(&p->work, RIGHT_KEEP_ORGANISATION, own)
                     : page_manages(p) && p->session.cluster == cluster;
    if (keeps) {
        meeting_new_link(p, &(struct encounter){.approach = a->id, .own = own});
    }
}

static void write_acts(struct page *p, const struct shown *k) {
    struct work *w = &p->work;
    const struct approach *a = &k->a;
    bool follows = (k->stand & (APPROACH_ASKER | APPROACH_FOLLOWER)) != 0;
    bool under_way =
            a->state == APPROACH_OPEN || a->state == APPROACH_YES || a->state == APPROACH_LATER;
    if (!under_way || (!is_ours(k) && !a->opened)) {
        return;
    }
    html(&p->out, "<div class='acts'>");
    if (a->opened) {
        write_meet(p, k);
    }
    if (is_ours(k) && !follows) {
        approach_button(p, a->id, STR("join"), STR("button"), say(w, "Join, and get the news too"));
    }
    if (!a->opened) {
        approach_button(
                p, a->id, STR("take-back"), STR("button plain"), say(w, "Take the request back"));
    }
    html(&p->out, "</div>\n");
}

/* The other side's managers see what was answered, and why: it stays with them. */
static void write_answer(struct page *p, const struct shown *k) {
    struct work *w = &p->work;
    struct approach_answer n = {0};
    str said = say(w, "Not answered yet");
    (void)approach_answer_of(w, &k->a, &n);
    if (n.said == APPROACH_SAID_NO) {
        said = say(w, "Declined on {}", txt(locale_day(w, n.at)));
    } else if (n.said == APPROACH_SAID_PASSED_ON) {
        said = say(w, "Passed on to somebody else");
    } else if (n.said != APPROACH_SAID_NOTHING) {
        said = say(w, "Answered on {}", txt(locale_day(w, n.at)));
    }
    html(&p->out, "<h2>{}</h2>\n<p>{}", txt(say(w, "What was answered")), txt(said));
    if (n.reason.len) {
        html(&p->out, ": {}", txt(label(w, LABEL_DECLINED, n.reason)));
    }
    html(&p->out, "</p>\n");
    if (n.note.len) {
        html(&p->out, "<blockquote>{}</blockquote>\n", txt(n.note));
    }
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(say(w, "Those who asked are not told of a no, nor of the reason.")));
}

static enum approach_by by_of(const struct shown *k) {
    return k->stand & APPROACH_SPEAKER ? APPROACH_BY_SPEAKER : APPROACH_BY_ASKED;
}

static bool answers(const struct shown *k) {
    return (k->stand & (APPROACH_SPEAKER | APPROACH_ASKED)) != 0;
}

static str lead_of(struct work *w, const struct shown *k) {
    return is_ours(k) ? approach_news(w, &k->a)
                      : say(w, "{} of {} asks.", txt(k->asker.name), txt(approach_our_name(&k->a)));
}

static void show(struct page *p, const struct shown *k, const struct approach_replying *r) {
    struct work *w = &p->work;
    str title = is_ours(k) ? say(w, "Contact request to {}", txt(approach_their_name(&k->a)))
                           : say(w, "Contact request of {}", txt(approach_our_name(&k->a)));
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/approaches'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{} ",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Contact requests")), txt(title),
            txt(lead_of(w, k)));
    if (is_ours(k)) {
        approach_tag(p, &k->a);
    }
    html(&p->out, "</p>\n</div>\n");
    write_acts(p, k);
    html(&p->out, "</div>\n<div class='two'>\n<div>\n<div class='asked'>\n");
    if (r) {
        approach_reply_view(p, r);
    } else {
        approach_reasons(p, &k->a);
    }
    html(&p->out, "</div>\n</div>\n<div>\n");
    write_facts(p, k);
    if (k->stand == APPROACH_WITNESS) {
        write_answer(p, k);
    }
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

static struct approach_replying replying(struct page *p, const struct shown *k) {
    struct approach_replying r = {.a = k->a, .by = by_of(k)};
    if (r.by == APPROACH_BY_ASKED) {
        (void)approach_answer_of(&p->work, &k->a, &r.n);
    }
    return r;
}

void approach_show_page(struct page *p) {
    struct shown k = {0};
    if (!read_one(p, &k)) {
        page_not_found(p);
        return;
    }
    struct approach_replying r = replying(p, &k);
    show(p, &k, answers(&k) ? &r : NULL);
}

void approach_answer_post(struct page *p) {
    struct shown k = {0};
    if (!read_one(p, &k) || !answers(&k)) {
        page_not_found(p);
        return;
    }
    struct approach_replying r = replying(p, &k);
    if (!approach_act_of(page_form(p, STR("answer")), &r.reply.act)) {
        page_error(p, 400);
        return;
    }
    if (!approach_reply_take(p, &r)) {
        (void)read_one(p, &k);
        show(p, &k, &r);
    } else if (page_saved(p)) {
        approach_go(p, p->id, (str){0});
    }
}

void approach_join_post(struct page *p) {
    db_begin(&p->work);
    approach_follow(&p->work, p->id);
    if (page_saved(p)) {
        approach_go(p, p->id, STR("?done=joined"));
    }
}

void approach_take_back_post(struct page *p) {
    struct work *w = &p->work;
    struct approach_post post = {&p->house->seal, p->house->address};
    struct approach a = {0};
    db_begin(w);
    if (approach_one(w, p->id, &a) && approach_take_back(w, &a)) {
        bool yes = a.state == APPROACH_YES;
        (void)approach_one(w, p->id, &a);
        approach_letter_news(w, &post, &a);
        if (yes) {
            approach_letter_end(w, &post, &a, APPROACH_BY_SPEAKER);
        }
    }
    if (page_saved(p)) {
        approach_go(p, p->id, STR("?done=asked-no-more"));
    }
}

#include "web/known_page.h"

#include "db/db.h"
#include "directory/person.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/network_view.h"
#include "wire/html.h"

struct shown {
    struct known known;
    struct evidences seen;
};

static bool begin(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    int64_t own = network_own(w, w->actor);
    struct rule rule = rule_of(w, p->session.cluster);
    *s = (struct shown){0};
    bool there = own && network_one(w, own, &rule, p->id, &s->known);
    s->seen = there ? evidence_of(w, own, p->id) : s->seen;
    return there;
}

static str kind_said(struct work *w, enum evidence_kind kind) {
    switch (kind) {
    case EVIDENCE_MET: return say(w, "You met in person");
    case EVIDENCE_VIDEO: return say(w, "You met by video");
    case EVIDENCE_PHONE: return say(w, "You talked on the phone");
    case EVIDENCE_INTRODUCED: return say(w, "They introduced you to somebody, and you met");
    case EVIDENCE_KEPT: return say(w, "They kept what was agreed");
    case EVIDENCE_BROKEN: return say(w, "They did not keep what was agreed");
    case EVIDENCE_DELIVERED: return say(w, "You finished a project together");
    case EVIDENCE_GOOD: return say(w, "You judged them well");
    case EVIDENCE_BAD: return say(w, "You did not judge them well");
    case EVIDENCE_KINDS: break;
    }
    return (str){0};
}

static void seen(struct page *p, const struct evidences *all) {
    struct work *w = &p->work;
    html(&p->out,
            "<h2>{}</h2>\n<table class='stack'>\n<thead><tr><th scope='col'>{}</th>"
            "<th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "What it grew from")), txt(say(w, "Day")), txt(say(w, "What")));
    for (size_t i = 0; i < all->count; i++) {
        html(&p->out, "<tr><th scope='row'>{}</th><td data-label='{}'>{}</td></tr>\n",
                txt(locale_date(w, all->at[i].day, DATE_LONG)), txt(say(w, "What")),
                txt(kind_said(w, all->at[i].kind)));
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void choice(struct page *p, const char *value, str said, bool chosen) {
    html(&p->out, "<label class='choice'><input type='radio' name='judgement' value='{}'",
            txt(str_of(value)));
    if (chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n", txt(said));
}

static void judge(struct page *p, const struct known *k) {
    struct work *w = &p->work;
    html(&p->out,
            "<form class='no-print' method='post' action='/{}/network/{}/judgement'>\n"
            "<fieldset>\n<legend>{}</legend>\n<p class='hint'>{}</p>\n",
            txt(p->lang), num(k->individual), txt(say(w, "Your judgement")),
            txt(say(w,
                    "Only you see it. It makes the tie warmer or colder for you, and fades like a"
                    " meeting does.")));
    page_form_key(p);
    choice(p, "good", say(w, "Good: I would work with them again"), k->judgement == JUDGEMENT_GOOD);
    choice(p, "bad", say(w, "Not good: I would rather not"), k->judgement == JUDGEMENT_BAD);
    choice(p, "none", say(w, "I say nothing"), k->judgement == JUDGEMENT_NONE);
    html(&p->out, "</fieldset>\n<p class='acts'><button class='button'>{}</button></p>\n</form>\n",
            txt(say(w, "Save")));
}

static str answer_of(struct work *w, const struct known *k) {
    if (!k->last.len) {
        return say(w, "You have not met yet.");
    }
    str long_ago = network_not_met(w, k->last);
    return long_ago.len ? long_ago
                        : say(w, "You last met on {}.", txt(locale_date(w, k->last, DATE_LONG)));
}

/* What they opened of their contact data to the reader, to take along; person_list() asks who reads. */
static void card(struct page *p, const struct known *k) {
    struct people all = person_list(&p->work, k->organisation);
    for (size_t i = 0; i < all.count; i++) {
        const struct person *one = &all.at[i];
        if (one->individual == k->individual && (one->mail.len || one->phone.len)) {
            html(&p->out,
                    "<p class='no-print'><a href='/{}/organisations/{}/people/{}/card.vcf'>{}</a>"
                    "</p>\n",
                    txt(p->lang), num(k->organisation), num(one->id),
                    txt(say(&p->work, "Address card")));
            return;
        }
    }
}

static void head(struct page *p, const struct known *k) {
    struct work *w = &p->work;
    str name = k->name.len ? k->name : say(w, "Somebody who has left");
    page_open_with(p, name);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/network'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n<p>",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "My network")), txt(name),
            txt(answer_of(w, k)));
    if (k->role.len) {
        html(&p->out, "{}<br>", txt(k->role));
    }
    network_where(p, k);
    html(&p->out, "</p>\n<p>{}: <strong>{}</strong></p>\n", txt(say(w, "Warmth")),
            txt(network_warmth(w, k->warmth)));
    card(p, k);
}

void known_page(struct page *p) {
    struct shown s = {0};
    if (!begin(p, &s)) {
        page_not_found(p);
        return;
    }
    head(p, &s.known);
    seen(p, &s.seen);
    judge(p, &s.known);
    page_close(p);
}

static bool judgement_typed(str word, enum judgement *now) {
    static const char *const words[] = {
            [JUDGEMENT_NONE] = "none", [JUDGEMENT_GOOD] = "good", [JUDGEMENT_BAD] = "bad"};
    for (int i = 0; i <= JUDGEMENT_BAD; i++) {
        if (str_eq(word, str_of(words[i]))) {
            *now = (enum judgement)i;
            return true;
        }
    }
    return false;
}

/* Where nothing more is known of them the page is gone with the judgement. */
void known_judge_post(struct page *p) {
    struct work *w = &p->work;
    struct buf back = {.mem = w->mem};
    enum judgement now = JUDGEMENT_NONE;
    struct shown s = {0};
    if (!begin(p, &s) || !judgement_typed(page_form(p, STR("judgement")), &now)) {
        page_not_found(p);
        return;
    }
    bool more = s.seen.count > 1 || s.known.judgement == JUDGEMENT_NONE;
    db_begin(w);
    judgement_make(w, network_own(w, w->actor), p->id, now);
    if (now == JUDGEMENT_NONE && !more) {
        buf_add(&back, STR("/network?done=saved"));
    } else {
        html(&back, "/network/{}?done=saved", num(p->id));
    }
    if (page_saved(p)) {
        page_redirect(p, buf_str(&back));
    }
}

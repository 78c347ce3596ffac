#include "web/approach_reply.h"

#include "db/db.h"
#include "lang/codes.h"
#include "lang/date.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/approach_letter.h"
#include "web/approach_view.h"
#include "web/entry.h"
#include "wire/html.h"

enum { DAY_SECONDS = 24 * 3600, LATER_DAYS_USUAL = 91 };

static bool may(struct page *p, const struct approach_replying *k, enum approach_act act) {
    return approach_may(&p->work, &k->a, &k->n, &(struct approach_reply){.by = k->by, .act = act});
}

static str wrong_said(struct work *w, const struct approach_replying *k) {
    switch (k->replied) {
    case APPROACH_DONE: break;
    case APPROACH_IS_OVER: return say(w, "It is over meanwhile. There is nothing to answer.");
    case APPROACH_NOT_NOW: return say(w, "It was answered meanwhile. This is how it stands now.");
    case APPROACH_WITHOUT_WHY: return say(w, "Choose why.");
    case APPROACH_NOTE_LONG: return say(w, "This is too long. Shorten it.");
    case APPROACH_LATER_WRONG:
        return say(w, "Choose a day from tomorrow on, within a year. Write it like 2027-06-30.");
    case APPROACH_WITHOUT_NAME: return say(w, "Write who is to get the letter.");
    case APPROACH_WITHOUT_MAIL: return entry_account_wrong(w, ACCOUNT_WITHOUT_MAIL);
    case APPROACH_MAIL_KNOWN: return say(w, "This is the address of somebody in it already.");
    case APPROACH_NO_COLLEAGUE:
        return say(w, "Nobody with this address works for your cluster here. Invite them first, or"
                      " answer yourself.");
    }
    return (str){0};
}

static bool wrong_in(const struct approach_replying *k, enum approach_act act) {
    return k->came_back && k->reply.act == act && k->replied >= APPROACH_WITHOUT_WHY;
}

/* By a letter's link without a form key: nobody else has the address. */
static void form_open(struct page *p, const struct approach_replying *k, str act) {
    if (k->by_link) {
        html(&p->out, "<form method='post' action='/{}/approached/{}' novalidate>", txt(p->lang),
                url(p->word));
    } else {
        html(&p->out, "<form method='post' action='/{}/approaches/{}/answer' novalidate>",
                txt(p->lang), num(k->a.id));
        page_form_key(p);
        html(&p->out, "<input type='hidden' name='by' value='{}'>",
                txt(k->by == APPROACH_BY_SPEAKER ? STR("speaker") : STR("asked")));
    }
    html(&p->out, "<input type='hidden' name='answer' value='{}'>\n", txt(act));
}

static void details_open(struct page *p, bool open, str summary) {
    html(&p->out, "<details class='reveal'");
    if (open) {
        html(&p->out, " open");
    }
    html(&p->out, ">\n<summary class='button plain'>{}</summary>\n<div class='reveal-body'>\n",
            txt(summary));
}

static void details_close(struct page *p) {
    html(&p->out, "</form>\n</div>\n</details>\n");
}

static void write_yes(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    form_open(p, k, STR("yes"));
    html(&p->out, "<button class='button'>{}</button></form>\n",
            txt(k->by == APPROACH_BY_SPEAKER ? say(w, "Yes, I agree")
                                             : say(w, "Yes, get in touch")));
}

static void write_later(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    bool wrong = wrong_in(k, APPROACH_SAY_LATER);
    str usual = date_of(w->mem, w->now + (int64_t)LATER_DAYS_USUAL * DAY_SECONDS);
    details_open(p, wrong, say(w, "Not now"));
    form_open(p, k, STR("later"));
    entry_put(p, &(struct entry){.name = STR("day"),
                         .type = STR("date"),
                         .fill = STR("off"),
                         .label = say(w, "From which day on may we ask again?"),
                         .hint = say(w, "They are told the day."),
                         .value = wrong ? k->reply.day : usual,
                         .wrong = wrong ? wrong_said(w, k) : (str){0}});
    html(&p->out, "<button class='button'>{}</button>", txt(say(w, "Ask me then")));
    details_close(p);
}

static void write_reasons(struct page *p, const struct approach_replying *k) {
    struct label_values all = label_values(LABEL_DECLINED);
    html(&p->out, "<fieldset>\n<legend>{}</legend>\n", txt(say(&p->work, "Why?")));
    for (size_t i = 0; i < all.count; i++) {
        str value = str_of(all.at[i].value);
        html(&p->out, "<label class='choice'><input type='radio' name='reason' value='{}'",
                txt(value));
        if (str_eq(value, k->reply.reason)) {
            html(&p->out, " checked");
        }
        html(&p->out, "> <span>{}</span></label>\n", txt(say_key(&p->work, all.at[i].word)));
    }
    html(&p->out, "</fieldset>\n");
}

static void write_no(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    bool wrong = wrong_in(k, APPROACH_SAY_NO);
    bool asked = k->by == APPROACH_BY_ASKED;
    details_open(p, wrong, say(w, "No"));
    form_open(p, k, STR("no"));
    if (wrong) {
        html(&p->out, "<p class='wrong'>{}</p>\n", txt(wrong_said(w, k)));
    }
    if (asked) {
        html(&p->out, "<p class='hint'>{}</p>\n",
                txt(say(w,
                        "Your own cluster reads this, for its statistics. Those who asked are not"
                        " told that you said no, nor why.")));
        write_reasons(p, k);
        html(&p->out,
                "<div class='field'><label for='note'>{}</label><textarea id='note' name='note'"
                " rows='2'>{}</textarea></div>\n",
                txt(say(w, "In your own words (may stay empty)")), txt(k->reply.note));
    } else if (k->by == APPROACH_BY_SPEAKER) {
        html(&p->out, "<p class='hint'>{}</p>\n",
                txt(say(w, "The request is taken back then, and your cluster is told.")));
    }
    html(&p->out, "<button class='button danger'>{}</button>", txt(say(w, "Say no")));
    details_close(p);
}

static void write_tongues(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field'><label for='language'>{}</label>"
            "<select id='language' name='language'>",
            txt(say(w, "Language of the letter")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        html(&p->out, "<option value='{}'", txt(tongue_code(t)));
        if (t == (k->came_back ? k->reply.tongue : w->tongue)) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(language_name(w->tongue, tongue_code(t))));
    }
    html(&p->out, "</select></div>\n");
}

static void write_else(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    bool wrong = wrong_in(k, APPROACH_PASS_ON);
    bool name = wrong && k->replied == APPROACH_WITHOUT_NAME;
    details_open(p, wrong, say(w, "Ask somebody else"));
    form_open(p, k, STR("else"));
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "They get one letter, which says that you named them. Those who asked see"
                       " nothing of them unless they say yes. You can do this once.")));
    entry_put(p, &(struct entry){.name = STR("name"),
                         .type = STR("text"),
                         .fill = STR("off"),
                         .label = say(w, "Name"),
                         .value = k->reply.name,
                         .wrong = name ? wrong_said(w, k) : (str){0}});
    entry_put(p, &(struct entry){.name = STR("mail"),
                         .type = STR("email"),
                         .fill = STR("off"),
                         .label = say(w, "Mail address"),
                         .value = k->reply.mail,
                         .wrong = wrong && !name ? wrong_said(w, k) : (str){0}});
    write_tongues(p, k);
    html(&p->out, "<button class='button'>{}</button>", txt(say(w, "Send them the letter")));
    details_close(p);
}

static void write_one(struct page *p, const struct approach_replying *k, str act, str said) {
    form_open(p, k, act);
    html(&p->out, "<button class='button plain'>{}</button></form>\n", txt(said));
}

static void write_ways(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    html(&p->out, "<div class='asked-ways'>\n");
    if (may(p, k, APPROACH_SAY_YES)) {
        write_yes(p, k);
    }
    if (may(p, k, APPROACH_SAY_LATER)) {
        write_later(p, k);
    }
    if (may(p, k, APPROACH_SAY_NO)) {
        write_no(p, k);
    }
    if (may(p, k, APPROACH_PASS_ON)) {
        write_else(p, k);
    }
    if (may(p, k, APPROACH_UNDO)) {
        write_one(p, k, STR("undo"), say(w, "Take this answer back"));
    }
    if (may(p, k, APPROACH_SHUT_IT)) {
        write_one(p, k, STR("shut"), say(w, "End the contact"));
    }
    html(&p->out, "</div>\n");
}

/* What they themselves answered. */
static str said(struct work *w, const struct approach_replying *k) {
    const struct approach *a = &k->a;
    if (a->state == APPROACH_SHUT) {
        return say(w, "The contact was ended. Neither sees the other's contact data any more.");
    }
    if (a->state == APPROACH_TAKEN_BACK) {
        return say(w, "It was taken back. There is nothing for you to do.");
    }
    if (a->opened) {
        return say(w, "Both sides said yes. The contact is open.");
    }
    if (k->by == APPROACH_BY_SPEAKER) {
        return a->confirmed ? say(w, "You agreed. Nothing is shown until they say yes too.")
                            : (str){0};
    }
    if (k->by == APPROACH_BY_PASSED) {
        return (str){0};
    }
    switch (k->n.said) {
    case APPROACH_SAID_YES:
        return say(w, "You said yes. Contact data opens once the other side has agreed too.");
    case APPROACH_SAID_NO: return say(w, "You said no. Those who asked are not told.");
    case APPROACH_SAID_LATER:
        return say(w, "You said not now. We ask again on {}.",
                txt(locale_date(w, a->again, DATE_LONG)));
    case APPROACH_SAID_PASSED_ON:
        return k->n.passed_name.len
                       ? say(w, "You named {}, who has the letter.", txt(k->n.passed_name))
                       : say(w, "You named somebody else, who does not want it.");
    case APPROACH_SAID_NOTHING:
    case APPROACH_SAIDS: break;
    }
    return a->state == APPROACH_CLOSED ? say(w, "The deadline is over.") : (str){0};
}

static void write_other(struct page *p, const struct approach_replying *k) {
    const struct approach *a = &k->a;
    bool speaks = k->by == APPROACH_BY_SPEAKER;
    struct approach_person other = {0};
    if (a->opened && k->by != APPROACH_BY_PASSED &&
            approach_person(&p->work, speaks ? a->asked : a->speaker, speaks ? a->partner : a->own,
                    &other)) {
        approach_contact(p, &other, speaks ? approach_their_name(a) : approach_our_name(a));
        if (!k->by_link) {
            html(&p->out, "<p><a href='/{}/approaches/{}/card.vcf'>{}</a></p>\n", txt(p->lang),
                    num(a->id), txt(say(&p->work, "Address card")));
        }
    }
}

static void write_consent(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    if (k->by == APPROACH_BY_PASSED && k->a.partner) {
        html(&p->out, "<p class='hint'>{}</p>\n",
                txt(say(w,
                        "With your yes you become a contact of {} here: your name and address are"
                        " kept, seen by its own cluster, and you may have them deleted at any"
                        " time.",
                        txt(k->a.partner_name))));
    }
}

void approach_reply_view(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    str own = said(w, k);
    bool open = may(p, k, APPROACH_SAY_YES);
    approach_reasons(p, &k->a);
    if (k->came_back && k->replied != APPROACH_DONE && k->replied < APPROACH_WITHOUT_WHY) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(wrong_said(w, k)));
    }
    if (own.len) {
        html(&p->out, "<p class='note'>{}</p>\n", txt(own));
    }
    write_other(p, k);
    if (open) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w,
                        "Once both have said yes, you two see each other's name, mail address and"
                        " phone number. Before that nobody sees anything.")));
        write_consent(p, k);
    }
    write_ways(p, k);
    bool done = k->by == APPROACH_BY_SPEAKER && k->a.confirmed;
    bool under_way = k->a.state == APPROACH_OPEN || (k->a.state == APPROACH_YES && !k->a.opened);
    if (under_way && !done) {
        html(&p->out, "<div class='asked-end'>\n<p class='quiet'>{}</p>\n</div>\n",
                txt(say(w, "You can answer, and change your answer, until {}.",
                        txt(locale_date(w, k->a.deadline, DATE_LONG)))));
    }
}

/* ---- what comes back */

static void take(struct page *p, struct approach_replying *k) {
    struct approach_reply *r = &k->reply;
    r->by = k->by;
    r->reason = page_form(p, STR("reason"));
    r->note = page_form(p, STR("note"));
    r->day = page_form(p, STR("day"));
    r->name = page_form_line(p, STR("name"));
    r->mail = page_form(p, STR("mail"));
    r->tongue = p->work.tongue;
    (void)tongue_of(page_form(p, STR("language")), &r->tongue);
}

/* What those who asked are told at once: nothing of a no, nor of somebody else. */
static void write_letters(struct page *p, const struct approach_replying *k, bool was_opened) {
    struct work *w = &p->work;
    struct approach_post post = {&p->house->seal, p->house->address};
    const struct approach *a = &k->a;
    if (k->reply.act == APPROACH_PASS_ON) {
        approach_letter_passed(w, &post, a);
    }
    if (a->opened && !was_opened) {
        approach_letter_open(w, &post, a);
    }
    if (k->reply.act == APPROACH_SHUT_IT) {
        approach_letter_end(w, &post, a, k->by);
    }
    bool undone = k->reply.act == APPROACH_UNDO && a->told == w->now;
    bool told = undone || k->reply.act == APPROACH_SAY_LATER || k->reply.act == APPROACH_SHUT_IT ||
                a->state == APPROACH_YES || a->state == APPROACH_TAKEN_BACK;
    if (told) {
        approach_letter_news(w, &post, a);
    }
}

bool approach_reply_take(struct page *p, struct approach_replying *k) {
    struct work *w = &p->work;
    bool was_opened = k->a.opened != 0;
    k->came_back = true;
    take(p, k);
    db_begin(w);
    k->replied = approach_reply(w, &k->a, &k->reply);
    if (k->replied == APPROACH_DONE || !work_ok(w)) {
        write_letters(p, k, was_opened);
        return true;
    }
    db_forget(w);
    p->status = k->replied >= APPROACH_WITHOUT_WHY ? 422 : 409;
    (void)approach_answer_of(w, &k->a, &k->n);
    return false;
}

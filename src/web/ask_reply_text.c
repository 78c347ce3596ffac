#include "web/ask_reply_text.h"

#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/ask_show_page.h"
#include "web/fact.h"
#include "web/layout.h"
#include "wire/html.h"

/* What is wrong with what came back about this text; empty if nothing is. */
static str wrong_said(struct work *w, const struct ask_shown *k, const struct ask_text *t) {
    if (k->reply.listing != t->listing) {
        return (str){0};
    }
    switch (k->replied) {
    case ASK_DONE:
    case ASK_IS_OVER:
    case ASK_NOT_ASKED: break;
    case ASK_IS_ANSWERED: return say(w, "You have answered this already.");
    case ASK_TEXT_CHANGED:
        return say(w, "The text was changed meanwhile. This is how it stands now: please look"
                      " again.");
    case ASK_SETTLED: return say(w, "This has been settled meanwhile. There is nothing to do.");
    case ASK_WITHOUT_TITLE: return say(w, "A title is needed: what it is, in one line.");
    case ASK_TEXT_WRONG:
        return say(w, "This is too long, or holds signs that cannot be shown. Shorten it.");
    case ASK_WITHOUT_REASON:
        return say(w, "Say in a few words why not, so that nobody asks you again in vain.");
    case ASK_DAY_WRONG: return say(w, "This is no day from today on. Write it like 2027-06-30.");
    case ASK_DAY_FAR:
        return say(w, "Choose a day within the next two years. You are asked again before it.");
    }
    return (str){0};
}

static bool came_back(const struct ask_shown *k, const struct ask_text *t, enum ask_answer said) {
    return k->reply.listing == t->listing && k->reply.said == said && k->replied != ASK_DONE;
}

/* Without a form key: nobody else has the address, which may lie open in a browser for days. */
static void form_open(struct page *p, const struct ask_text *t, str answer) {
    html(&p->out, "<form method='post' action='/{}/asked/{}' novalidate>", txt(p->lang),
            url(p->word));
    html(&p->out,
            "<input type='hidden' name='listing' value='{}'><input type='hidden' name='version'"
            " value='{}'><input type='hidden' name='answer' value='{}'>\n",
            num(t->listing), num(t->version), txt(answer));
}

/* Several of them read alike: each says which text it is about. */
static void details_open(struct page *p, const struct ask_text *t, bool open, str summary) {
    html(&p->out, "<details class='reveal'");
    if (open) {
        html(&p->out, " open");
    }
    html(&p->out,
            ">\n<summary class='button plain'>{}<span class='visually-hidden'>: {}</span></summary>"
            "\n<div class='reveal-body'>\n",
            txt(summary), txt(t->title));
}

static void details_close(struct page *p) {
    html(&p->out, "</form>\n</div>\n</details>\n");
}

/* Whether the field with that name is what is wrong. */
static void write_wrong(
        struct page *p, const struct ask_shown *k, const struct ask_text *t, str name) {
    html(&p->out, "<p class='wrong' id='{}-{}-wrong'>{}</p>", txt(name), num(t->listing),
            txt(wrong_said(&p->work, k, t)));
}

static void write_until(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    bool wrong = came_back(k, t, ASK_YES) && k->replied >= ASK_DAY_WRONG;
    html(&p->out, "<div class='field'><label for='until-{}'>{}</label>", num(t->listing),
            txt(say(&p->work, "Until which day?")));
    if (wrong) {
        write_wrong(p, k, t, STR("until"));
    }
    html(&p->out, "<input id='until-{}' name='until' type='date' value='{}'", num(t->listing),
            txt(wrong ? k->reply.until : ask_until(&p->work, t)));
    if (wrong) {
        html(&p->out, " aria-invalid='true' aria-describedby='until-{}-wrong'", num(t->listing));
    }
    html(&p->out, "></div>\n");
}

static void write_yes(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    struct work *w = &p->work;
    bool current = k->ask.purpose == ASK_CURRENT;
    form_open(p, t, STR("yes"));
    if (current && t->valid_until.len) {
        write_until(p, k, t);
    }
    html(&p->out, "<button class='button' aria-describedby='name-{}'>{}</button></form>\n",
            num(t->listing),
            txt(current ? say(w, "Yes, it still holds") : say(w, "Yes, publish it")));
}

static void write_correct(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    struct work *w = &p->work;
    bool back = came_back(k, t, ASK_CORRECTED);
    bool wrong = back && k->replied >= ASK_WITHOUT_TITLE;
    details_open(p, t, back,
            t->answer == ASK_CORRECTED ? say(w, "Correct it once more") : say(w, "Correct it"));
    form_open(p, t, STR("corrected"));
    html(&p->out, "<div class='field'><label for='title-{}'>{}</label>", num(t->listing),
            txt(say(w, "Title")));
    if (wrong) {
        write_wrong(p, k, t, STR("title"));
    }
    html(&p->out, "<textarea id='title-{}' name='title' rows='2' lang='{}'", num(t->listing),
            txt(t->lang));
    if (wrong) {
        html(&p->out, " aria-invalid='true' aria-describedby='title-{}-wrong'", num(t->listing));
    }
    html(&p->out,
            ">{}</textarea></div>\n<div class='field'><label for='text-of-{}'>{}</label><textarea"
            " id='text-of-{}' name='text' rows='5' lang='{}'>{}</textarea></div>\n",
            txt(back ? k->reply.title : t->title), num(t->listing), txt(say(w, "Text")),
            num(t->listing), txt(t->lang), txt(back ? k->reply.body : t->body));
    html(&p->out, "<button class='button'>{}</button>",
            txt(t->answer == ASK_CORRECTED ? say(w, "Save it like this")
                                           : say(w, "Publish it like this")));
    details_close(p);
}

static void write_no(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    struct work *w = &p->work;
    bool back = came_back(k, t, ASK_NO);
    bool wrong = back && k->replied == ASK_WITHOUT_REASON;
    bool current = k->ask.purpose == ASK_CURRENT;
    details_open(p, t, back, current ? say(w, "No, withdraw it") : say(w, "No"));
    form_open(p, t, STR("no"));
    html(&p->out, "<div class='field'><label for='reason-{}'>{}</label>", num(t->listing),
            txt(current ? say(w, "Why? This may stay empty.")
                        : say(w, "Why not? A few words are enough.")));
    if (wrong) {
        write_wrong(p, k, t, STR("reason"));
    }
    html(&p->out, "<textarea id='reason-{}' name='reason' rows='2'", num(t->listing));
    if (wrong) {
        html(&p->out, " aria-invalid='true' aria-describedby='reason-{}-wrong'", num(t->listing));
    }
    html(&p->out, ">{}</textarea></div>\n<button class='button danger'>{}</button>",
            txt(back ? k->reply.reason : (str){0}),
            txt(current ? say(w, "Withdraw it") : say(w, "Do not publish it")));
    details_close(p);
}

static void write_ways(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    html(&p->out, "<div class='asked-ways'>\n");
    if (t->answer == ASK_CORRECTED) {
        write_correct(p, k, t);
    } else {
        write_yes(p, k, t);
        if (k->ask.purpose == ASK_CONFIRM) {
            write_correct(p, k, t);
        }
        write_no(p, k, t);
    }
    html(&p->out, "</div>\n");
}

/* Who is going to see it, which is what people want to know before they say yes. */
static str seen_by(struct work *w, const struct ask_text *t) {
    if (str_eq(t->visibility, STR("confidential"))) {
        return say(w, "Confidential: partners abroad see neither your name nor the text before you"
                      " agree.");
    }
    return str_eq(t->visibility, STR("partners")) ? say(w, "Seen by partner clusters only.")
                                                  : say(w, "Seen by everybody.");
}

static void write_said(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    struct work *w = &p->work;
    if (t->answer != ASK_OPEN) {
        html(&p->out, "<p class='note good'>{}</p>\n",
                txt(ask_answer_said(w, k->ask.purpose, t->answer, t->answered)));
    } else if (!ask_can_reply(w, &k->ask, t)) {
        html(&p->out, "<p class='note'>{}</p>\n",
                txt(say(w, "This has been settled meanwhile. There is nothing to do.")));
    }
}

void ask_reply_text(struct page *p, const struct ask_shown *k, const struct ask_text *t) {
    struct work *w = &p->work;
    str wrong = k->replied < ASK_WITHOUT_TITLE ? wrong_said(w, k, t) : (str){0};
    html(&p->out,
            "<article class='asked-text' id='text-{}'>\n<p class='asked-side'>{}</p>\n"
            "<h2><span id='name-{}' lang='{}'>{}</span>",
            num(t->listing), txt(label(w, LABEL_SIDE, t->side)), num(t->listing), txt(t->lang),
            txt(t->title));
    layout_tongue(p, t->lang);
    html(&p->out, "</h2>\n");
    fact_paragraphs(p, t->body, t->lang);
    html(&p->out, "<p class='quiet'><small>{}</small></p>\n", txt(seen_by(w, t)));
    if (t->valid_until.len) {
        html(&p->out, "<p class='quiet'><small>{}</small></p>\n",
                txt(say(w, "Valid until {}", txt(locale_date(w, t->valid_until, DATE_LONG)))));
    }
    if (wrong.len) {
        html(&p->out, "<p class='note care' role='alert'>{}</p>\n", txt(wrong));
    }
    write_said(p, k, t);
    if (ask_can_reply(w, &k->ask, t)) {
        write_ways(p, k, t);
    }
    html(&p->out, "</article>\n");
}

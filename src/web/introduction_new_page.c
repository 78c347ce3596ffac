#include "web/introduction_new_page.h"

#include "db/db.h"
#include "directory/individual.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/introduction_way.h"
#include "web/introduction_draft.h"
#include "web/introduction_said.h"
#include "web/layout.h"
#include "wire/html.h"

/* What the page shows: read, or come back from the form. */
struct wishing {
    struct introduction n;
    struct introduction_question question;
    bool asked;     /* whether there is a way: the answer stands in the question */
    int64_t before; /* the one that was asked for already; 0: none */
    enum introduction_flaw flaw;
};

static int64_t number(const struct page *p, str name) {
    int64_t value = 0;
    (void)str_num(request_reads(p->request) ? page_query(p, name) : page_form(p, name), &value);
    return value;
}

/* Somebody who is not known as a human yet has asked nothing: reading makes nobody. */
static int64_t asker_of(struct page *p) {
    return db_number(&p->work, "SELECT COALESCE(MAX(id), 0) FROM individual WHERE account_id = ?",
            num(p->account.id));
}

static bool read_all(struct page *p, struct wishing *k) {
    struct introduction *n = &k->n;
    n->cluster = p->session.cluster;
    n->own = number(p, STR("for"));
    n->asker = asker_of(p);
    for (enum introduction_aim a = 0; a < AIMS; a++) {
        int64_t id = number(p, introduction_aim_word(a));
        if (id) {
            n->aim = a;
            n->aim_id = id;
        }
    }
    if (!n->aim_id || !introduction_named(&p->work, n)) {
        return false;
    }
    k->question = introduction_question_of(&p->work, n);
    k->asked = n->asker && introduction_question_told(&p->work, &k->question);
    k->before = n->asker ? introduction_same(&p->work, n) : 0;
    n->told = k->question.told;
    return true;
}

static str address_of(struct page *p, const struct introduction *n) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/introductions/new?"));
    buf_add(&to, introduction_aim_word(n->aim));
    buf_add(&to, STR("="));
    buf_num(&to, n->aim_id);
    if (n->own) {
        buf_add(&to, STR("&for="));
        buf_num(&to, n->own);
    }
    return buf_str(&to);
}

static void write_hidden(struct page *p, const struct introduction *n) {
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='{}' value='{}'><input type='hidden' name='for'"
            " value='{}'>\n",
            txt(introduction_aim_word(n->aim)), num(n->aim_id), num(n->own));
}

/* The language of the other side, where it is one of ours and not the reader's. */
static bool other_tongue(struct page *p, const struct introduction *n, enum tongue *t) {
    return tongue_of(n->aim_lang, t) && *t != p->work.tongue;
}

static void draft(struct page *p, struct wishing *k) {
    struct introduction *n = &k->n;
    enum tongue there = EN;
    int64_t theirs = k->question.about == AIM_ORGANISATION ? k->question.about_id : 0;
    n->reason = introduction_draft(p, n->own, theirs, p->work.tongue);
    if (other_tongue(p, n, &there)) {
        n->reason_there = introduction_draft(p, n->own, theirs, there);
    }
}

static void write_head(struct page *p, const struct wishing *k, str answer) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "A warm way to {}", txt(k->n.aim_name)));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/introductions'>{}</a>"
            "</li>\n</ol>\n</nav>\n<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}"
            "</p>\n</div>\n</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Introductions")),
            txt(say(w, "A warm way to {}", txt(k->n.aim_name))), txt(answer));
}

static void write_before(struct page *p, const struct wishing *k) {
    struct work *w = &p->work;
    write_head(p, k, say(w, "You asked for this introduction less than half a year ago."));
    html(&p->out, "<p class='acts'><a class='button' href='/{}/introductions/{}'>{}</a></p>\n",
            txt(p->lang), num(k->before), txt(say(w, "Look at it")));
}

static void write_question(struct page *p, const struct wishing *k) {
    struct work *w = &p->work;
    write_head(p, k,
            say(w, "People who trust each other introduce you: each is asked in turn, in their own"
                   " language, and may say no without anybody learning of it."));
    if (k->n.asker && !introduction_question_may(w, k->n.asker)) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say_many(w,
                        "You can ask about one organisation a day, and {2} a month. Come back"
                        " later.",
                        "You can ask about {} organisations a day, and {2} a month. Come back"
                        " later.",
                        INTRODUCTION_QUESTIONS_DAY_MOST, num(INTRODUCTION_QUESTIONS_MONTH_MOST))));
        return;
    }
    html(&p->out, "<form method='post' action='/{}/introductions/question'>\n", txt(p->lang));
    write_hidden(p, &k->n);
    html(&p->out, "<p><button class='button'>{}</button></p>\n</form>\n<p class='quiet'>{}</p>\n",
            txt(say(w, "Is there a warm way in?")),
            txt(say(w, "Who knows whom is nobody's business but theirs. So you can ask this about"
                       " a few organisations a day, and the answer stays the same for a while.")));
}

static str wrong_of(struct work *w, enum introduction_flaw flaw) {
    switch (flaw) {
    case INTRODUCTION_TOO_MANY_OPEN:
        return say_many(w, "You can have one introduction under way.",
                "You can have {} introductions under way. Wait until one is over, or take one"
                " back.",
                INTRODUCTION_OPEN_MOST);
    case INTRODUCTION_TOO_MANY:
        return say_many(w, "You can ask for one introduction in 30 days.",
                "You can ask for {} introductions in 30 days. Ask again later.",
                INTRODUCTION_MONTH_MOST);
    case INTRODUCTION_AGAIN:
        return say(w, "You asked for this introduction less than half a year ago.");
    case INTRODUCTION_WITHOUT_REASON:
    case INTRODUCTION_REASON_LONG:
    case INTRODUCTION_FINE: break;
    }
    return (str){0};
}

static void write_reason(struct page *p, const struct wishing *k) {
    struct work *w = &p->work;
    bool wrong = k->flaw == INTRODUCTION_WITHOUT_REASON || k->flaw == INTRODUCTION_REASON_LONG;
    html(&p->out,
            "<div class='field'><label for='reason'>{}</label><p class='hint' id='reason-hint'>{}"
            "</p>",
            txt(say(w, "Why you would like to meet")),
            txt(say(w, "Everybody who is asked reads it. Two or three sentences are enough.")));
    if (wrong) {
        html(&p->out, "<p class='wrong' id='reason-wrong'>{}</p>",
                txt(k->flaw == INTRODUCTION_REASON_LONG
                                ? say(w, "This is too long. Shorten it.")
                                : say(w, "Write why: nobody passes on a wish without a reason.")));
    }
    html(&p->out, "<textarea id='reason' name='reason' rows='5' lang='{}'", txt(p->lang));
    if (wrong) {
        html(&p->out, " aria-invalid='true' aria-describedby='reason-hint reason-wrong'");
    } else {
        html(&p->out, " aria-describedby='reason-hint'");
    }
    html(&p->out, ">{}</textarea></div>\n", txt(k->n.reason));
}

static void write_reason_there(struct page *p, const struct wishing *k) {
    struct work *w = &p->work;
    enum tongue there = EN;
    if (!other_tongue(p, &k->n, &there)) {
        return;
    }
    html(&p->out,
            "<div class='field'><label for='there'>{}</label><p class='hint' id='there-hint'>{}"
            "</p><textarea id='there' name='there' rows='5' lang='{}' aria-describedby="
            "'there-hint'>{}</textarea></div>\n",
            txt(say(w, "The same in their language: {}",
                    txt(language_name(w->tongue, tongue_code(there))))),
            txt(say(w, "It may stay empty; then they read it in your language.")),
            txt(tongue_code(there)), txt(k->n.reason_there));
}

static void write_form(struct page *p, const struct wishing *k) {
    struct work *w = &p->work;
    str wrong = wrong_of(w, k->flaw);
    write_head(p, k, introduction_told_said(w, &k->question.told));
    if (wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(wrong));
    }
    if (k->n.aim == AIM_PERSON && k->question.told.people) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w,
                        "This is a way to people at {}. Whether it leads to {} is known only to"
                        " those on it.",
                        txt(k->n.aim_place), txt(k->n.aim_name))));
    }
    html(&p->out, "<form method='post' action='/{}/introductions/new' data-guard novalidate>\n",
            txt(p->lang));
    write_hidden(p, &k->n);
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(say(w, "Your reason")));
    write_reason(p, k);
    write_reason_there(p, k);
    html(&p->out, "</div>\n</fieldset>\n<p>{}</p>\n<p class='quiet'>{}</p>\n",
            txt(say(w, "If the person you would like to meet says yes, you both get each other's"
                       " name and mail address, and a letter introduces you. With your question"
                       " you agree to that.")),
            txt(say(w,
                    "A yes you hear at once. If none comes you hear that on {}, and never who"
                    " was asked or what they said. Whoever was asked often of late is left out,"
                    " so another way than the one named may be taken.",
                    txt(locale_day(w, w->now + INTRODUCTION_SECONDS)))));
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Ask to be introduced")));
}

static void show(struct page *p, const struct wishing *k) {
    if (k->before && k->flaw == INTRODUCTION_FINE) {
        write_before(p, k);
    } else if (!k->asked) {
        write_question(p, k);
    } else {
        write_form(p, k);
    }
    page_close(p);
}

void introduction_new_page(struct page *p) {
    struct wishing *k = arena_new(p->work.mem, struct wishing, 1);
    if (!read_all(p, k)) {
        page_not_found(p);
        return;
    }
    if (k->asked && !k->before) {
        draft(p, k);
    }
    show(p, k);
}

void introduction_question_post(struct page *p) {
    struct work *w = &p->work;
    struct wishing *k = arena_new(w->mem, struct wishing, 1);
    if (!read_all(p, k)) {
        page_not_found(p);
        return;
    }
    db_begin(w);
    k->question.asker = individual_of_account(w, p->account.id);
    bool may = k->asked || introduction_question_may(w, k->question.asker);
    if (may && !k->asked) {
        introduction_way_tell(w, p->house->trust, k->n.cluster, &k->question);
        introduction_question_keep(w, &k->question);
    }
    if (page_saved(p)) {
        page_redirect(p, address_of(p, &k->n));
    }
}

/* A button pressed twice asks once: the second finds what the first began. */
static void keep(struct page *p, struct wishing *k) {
    struct work *w = &p->work;
    db_begin(w);
    k->before = introduction_same(w, &k->n);
    if (!k->before) {
        introduction_add(w, &k->n);
    }
    if (page_saved(p)) {
        struct buf to = {.mem = w->mem};
        buf_add(&to, STR("/introductions/"));
        buf_num(&to, k->before ? k->before : k->n.id);
        buf_add(&to, STR("?done=introducing"));
        page_redirect(p, buf_str(&to));
    }
}

void introduction_new_post(struct page *p) {
    struct wishing *k = arena_new(p->work.mem, struct wishing, 1);
    enum tongue there = EN;
    if (!read_all(p, k)) {
        page_not_found(p);
        return;
    }
    if (!k->asked || k->before) {
        page_redirect(p, address_of(p, &k->n));
        return;
    }
    k->n.reason = page_form(p, STR("reason"));
    k->n.lang = p->lang;
    if (other_tongue(p, &k->n, &there)) {
        k->n.reason_there = page_form(p, STR("there"));
        k->n.lang_there = tongue_code(there);
    }
    k->flaw = introduction_check(&p->work, &k->n);
    if (k->flaw != INTRODUCTION_FINE) {
        p->status = 422;
        show(p, k);
    } else {
        keep(p, k);
    }
}

void introduction_new_link(struct page *p, struct introduction_from from) {
    html(&p->out, "<a class='button plain' href='/{}/introductions/new?{}={}&amp;for={}'>{}</a>\n",
            txt(p->lang), txt(str_of(from.aim)), num(from.id), num(from.own),
            txt(say(&p->work, "Is there a warm way in?")));
}

void introduction_new_small(struct page *p, int64_t person) {
    html(&p->out, " <small><a href='/{}/introductions/new?person={}'>{}</a></small>", txt(p->lang),
            num(person), txt(say(&p->work, "Is there a warm way in?")));
}

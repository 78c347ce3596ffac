#include "web/digest_page.h"

#include "db/db.h"
#include "digest/digest_feed.h"
#include "digest/digest_letter.h"
#include "digest/digest_wish.h"
#include "directory/individual.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/unwanted.h"
#include "wire/html.h"

enum { WEEKDAYS = 7 };

/* What the page shows, read before anything is written. */
struct shown {
    struct digest_wish wish;
    struct digest_feed feed;
    bool refused; /* by the address in such a letter */
};

static int64_t individual(struct page *p) {
    return db_number(&p->work,
            "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)",
            num(p->account.id));
}

static struct shown look(struct page *p) {
    int64_t own = individual(p);
    struct shown s = {.wish = digest_wish_of(&p->work, own, p->account.id),
            .feed = digest_feed_of(&p->work, own),
            .refused = unwanted_is(&p->work, &p->house->seal, p->account.mail, DIGEST_KIND)};
    if (s.refused) {
        s.wish.often = DIGEST_NEVER;
    }
    return s;
}

static str often_said(struct work *w, enum digest_often often) {
    switch (often) {
    case DIGEST_NEVER: return say(w, "Never a letter");
    case DIGEST_DAILY: return say(w, "Every day, in the morning");
    case DIGEST_WEEKLY: return say(w, "Once a week, in the morning");
    case DIGEST_OFTENS: break;
    }
    return (str){0};
}

static str weekday_said(struct work *w, int weekday) {
    static const char *const names[WEEKDAYS] = {say_word("Monday"), say_word("Tuesday"),
            say_word("Wednesday"), say_word("Thursday"), say_word("Friday"), say_word("Saturday"),
            say_word("Sunday")};
    return say_key(w, names[weekday - 1]);
}

static void open_part(struct page *p, str title) {
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(title));
}

/* A radio button or a box to tick. */
static void choice(struct page *p, str type, str name, str value, bool chosen) {
    html(&p->out, "<label class='choice'><input type='{}' name='{}' value='{}'", txt(type),
            txt(name), txt(value));
    if (chosen) {
        html(&p->out, " checked");
    }
}

static void how_often(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    open_part(p, say(w, "How often a letter comes"));
    if (s->refused) {
        html(&p->out, "<p class='note'>{}</p>\n",
                txt(say(w, "You ended these letters by the address in one of them. Choose how often"
                           " they come, and they come again.")));
    }
    html(&p->out, "<div class='field'>\n");
    for (enum digest_often o = DIGEST_OFTENS; o-- > 0;) {
        choice(p, STR("radio"), STR("often"), digest_often_word(o), o == s->wish.often);
        html(&p->out, "> {}</label>\n", txt(often_said(w, o)));
    }
    html(&p->out,
            "</div>\n<div class='field short-field'><label for='weekday'>{}</label>\n"
            "<select id='weekday' name='weekday'>\n",
            txt(say(w, "The day of a weekly one")));
    for (int day = 1; day <= WEEKDAYS; day++) {
        html(&p->out, "<option value='{}'", num(day));
        if (day == s->wish.weekday) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(weekday_said(w, day)));
    }
    html(&p->out, "</select></div>\n</div>\n</fieldset>\n");
}

static void parts(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    open_part(p, say(w, "What is in it"));
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "In the letter and in your feed. What there is nothing of is left out; where"
                       " there is nothing at all no letter comes.")));
    html(&p->out, "<div class='field'>\n");
    for (enum digest_part part = 0; part < DIGEST_PARTS; part++) {
        choice(p, STR("checkbox"), digest_part_word(part), STR("yes"), s->wish.parts >> part & 1);
        html(&p->out, "> {}</label>\n", txt(digest_part_name(w, part)));
    }
    html(&p->out,
            "</div>\n<p class='acts'><button class='button'>{}</button></p>\n</div>\n</fieldset>\n",
            txt(say(w, "Save")));
}

static void button(struct page *p, str action, str said) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang), txt(action));
    page_form_key(p);
    html(&p->out, "<button class='button plain'>{}</button></form>\n", txt(said));
}

static void feeds(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    open_part(p, say(w, "In your feed reader and your calendar"));
    html(&p->out, "<p>{}</p>\n",
            txt(say(w, "Programs of yours can read the same at a secret address: what waits for you"
                       " as a feed (Atom), and your meetings as a calendar (iCalendar). Whoever has"
                       " the address can read it too, so give it to nobody.")));
    if (s->feed.created) {
        html(&p->out, "<p>{}</p>\n",
                txt(s->feed.used ? say(w, "Made on {1}, last read on {2}.",
                                           txt(locale_day(w, s->feed.created)),
                                           txt(locale_day(w, s->feed.used)))
                                 : say(w, "Made on {}, not read so far.",
                                           txt(locale_day(w, s->feed.created)))));
        html(&p->out, "<div class='acts'>\n");
        button(p, STR("/me/digest/feed"), say(w, "Make new addresses in its place"));
        button(p, STR("/me/digest/feed/end"), say(w, "End it"));
        html(&p->out, "</div>\n");
    } else {
        button(p, STR("/me/digest/feed"), say(w, "Make the addresses"));
    }
    html(&p->out, "</div>\n</fieldset>\n");
}

static void head(struct page *p, str title, str answer) {
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/me'>{}</a></li>\n</ol>\n"
            "</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(&p->work, "Where you are")), txt(p->lang), txt(say(&p->work, "Your account")),
            txt(title), txt(answer));
}

void digest_page(struct page *p) {
    struct work *w = &p->work;
    struct shown s = look(p);
    page_open_with(p, say(w, "How you hear what waits for you"));
    head(p, say(w, "How you hear what waits for you"),
            s.wish.often == DIGEST_NEVER ? say(w, "No letter comes.")
            : s.wish.often == DIGEST_DAILY
                    ? say(w, "A letter comes in the morning of each day on which something waits"
                             " for you.")
                    : say(w, "A letter comes once a week, if something waits for you."));
    html(&p->out, "<form method='post' action='/{}/me/digest'>\n", txt(p->lang));
    page_form_key(p);
    how_often(p, &s);
    parts(p, &s);
    html(&p->out, "</form>\n");
    feeds(p, &s);
    page_close(p);
}

static struct digest_wish wish_asked(struct page *p) {
    int64_t weekday = 0;
    struct digest_wish wish = {.often = DIGEST_WEEKLY, .weekday = 1};
    (void)digest_often_of(page_form(p, STR("often")), &wish.often);
    if (str_num(page_form(p, STR("weekday")), &weekday) && weekday >= 1 && weekday <= WEEKDAYS) {
        wish.weekday = (int)weekday;
    }
    for (enum digest_part part = 0; part < DIGEST_PARTS; part++) {
        bool wanted = page_form(p, digest_part_word(part)).len > 0;
        wish.parts |= wanted ? 1U << part : 0;
    }
    return wish;
}

void digest_page_post(struct page *p) {
    struct work *w = &p->work;
    struct digest_wish wish = wish_asked(p);
    db_begin(w);
    digest_wish_save(w, individual_of_account(w, p->account.id), &wish);
    if (wish.often != DIGEST_NEVER) {
        unwanted_lift(w, &p->house->seal, p->account.mail, DIGEST_KIND);
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/me/digest?done=saved"));
    }
}

static void address(struct page *p, str name, str token, str file) {
    html(&p->out,
            "<div class='field'><label for='{}'>{}</label>\n"
            "<input id='{}' type='text' readonly value='{}/{}/feeds/{}/{}'></div>\n",
            txt(file), txt(name), txt(file), txt(p->house->address), txt(p->lang), txt(token),
            txt(file));
}

static void show_made(struct page *p, str token) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Your secret addresses"));
    head(p, say(w, "Your secret addresses"),
            say(w, "They are shown this once. Copy each into the program that is to read it."));
    address(p, say(w, "For your feed reader"), token, STR("news.atom"));
    address(p, say(w, "For your calendar"), token, STR("meetings.ics"));
    html(&p->out, "<p>{}</p>\n<p class='acts'><a class='button' href='/{}/me/digest'>{}</a></p>\n",
            txt(say(w, "Addresses from before are good no more.")), txt(p->lang),
            txt(say(w, "I have copied them")));
    page_close(p);
}

void digest_page_feed_post(struct page *p) {
    struct work *w = &p->work;
    db_begin(w);
    str token = digest_feed_make(w, individual_of_account(w, p->account.id));
    if (page_saved(p)) {
        show_made(p, token);
    }
}

void digest_page_end_post(struct page *p) {
    db_begin(&p->work);
    digest_feed_end(&p->work, individual(p));
    if (page_saved(p)) {
        page_redirect(p, STR("/me/digest?done=saved"));
    }
}

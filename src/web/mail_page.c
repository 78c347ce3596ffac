#include "web/mail_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/template.h"
#include "web/letter_page.h"
#include "web/list.h"
#include "wire/html.h"

/* Read before anything is written. */
struct shown {
    int64_t of[OUTGOING_STATES];
    enum outgoing_state only; /* OUTGOING_STATES: the newest of each */
    struct outgoings lists[OUTGOING_STATES];
};

static const str words[OUTGOING_STATES] = {
        {"waiting", 7}, {"sent", 4}, {"failed", 6}, {"refused", 7}};

/* What wants attention first. */
static const enum outgoing_state order[OUTGOING_STATES] = {
        OUTGOING_FAILED, OUTGOING_REFUSED, OUTGOING_WAITING, OUTGOING_SENT};

static struct shown look(struct page *p) {
    struct shown s = {.only = OUTGOING_WAITING};
    str word = page_query(p, STR("state"));
    while (s.only < OUTGOING_STATES && !str_eq(words[s.only], word)) {
        s.only++;
    }
    outgoing_counts(&p->work, s.of);
    for (enum outgoing_state i = 0; i < OUTGOING_STATES; i++) {
        if (s.of[i] && (s.only == OUTGOING_STATES || s.only == i)) {
            s.lists[i] = outgoing_list(&p->work, i, page_number(p, STR("before")));
        }
    }
    return s;
}

static str heading(struct work *w, enum outgoing_state state) {
    switch (state) {
    case OUTGOING_WAITING: return say(w, "Waiting");
    case OUTGOING_SENT: return say(w, "Sent");
    case OUTGOING_FAILED: return say(w, "Could not be sent");
    case OUTGOING_REFUSED: return say(w, "Came back");
    case OUTGOING_STATES: break;
    }
    return (str){0};
}

static void row(struct page *p, const struct outgoing *o) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'><a href='/{}/mail/{}'>{}</a></th><td data-label='{}'>",
            txt(p->lang), num(o->id), txt(letter_kind_title(w, o->kind)),
            txt(say(w, "Mail address")));
    html(&p->out, "{}</td><td data-label='{}'>{}</td><td data-label='{}'>{}",
            txt(str_has(o->recipient, STR("@")) ? o->recipient : say(w, "Forgotten")),
            txt(say(w, "In the name of")), txt(o->cluster.len ? o->cluster : STR("Handslag")),
            txt(say(w, "How it stands")), txt(letter_stands(w, p->house->posts, o)));
    if (o->fault.len) {
        html(&p->out, "<br><small lang='en'>{}</small>", txt(o->fault));
    }
    html(&p->out, "</td></tr>\n");
}

static void table(struct page *p, const struct outgoings *all) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Letter")), txt(say(w, "Mail address")), txt(say(w, "In the name of")),
            txt(say(w, "How it stands")));
    for (size_t i = 0; i < all->count; i++) {
        row(p, &all->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void button_form(struct page *p, str action, str said) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang), txt(action));
    page_form_key(p);
    html(&p->out, "<button class='button plain'>{}</button></form>\n", txt(said));
}

static void section(struct page *p, const struct shown *s, enum outgoing_state state) {
    struct work *w = &p->work;
    const struct outgoings *all = &s->lists[state];
    if (all->count == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<p class='total'>{}</p>\n", txt(heading(w, state)),
            txt(say_many(w, "One letter", "{} letters", s->of[state])));
    if (state == OUTGOING_FAILED) {
        button_form(p, STR("/mail/retry"), say(w, "Try all of them again"));
    }
    table(p, all);
    if (all->count == OUTGOING_PAGE) {
        html(&p->out, "<p><a href='/{}/mail?state={}&amp;before={}'>{}</a></p>\n", txt(p->lang),
                txt(words[state]), num(all->at[all->count - 1].id), txt(say(w, "Older letters")));
    }
}

static str first_line(struct work *w, const struct shown *s) {
    int64_t bad = s->of[OUTGOING_FAILED] + s->of[OUTGOING_REFUSED];
    int64_t waiting = s->of[OUTGOING_WAITING];
    return bad       ? say_many(w, "One letter could not be delivered.",
                               "{} letters could not be delivered.", bad)
           : waiting ? say_many(w, "One letter waits.", "{} letters wait.", waiting)
                     : say(w, "Nothing waits and nothing failed.");
}

static void head(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'>",
            txt(say(w, "Mail")), txt(first_line(w, s)));
    button_form(p, STR("/mail/test"), say(w, "Send yourself a test letter"));
    html(&p->out, "</div>\n</div>\n");
    if (!p->house->posts) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(p->house->demo
                                ? say(w, "Nothing is sent from this demonstration. Open a letter to"
                                         " read it as its reader would, with its links.")
                                : say(w, "No mail server is named, so letters wait here. Start"
                                         " handslag serve with --smtp and --mail-from.")));
    }
}

void mail_page(struct page *p) {
    struct work *w = &p->work;
    struct shown s = look(p);
    size_t shown = 0;
    page_open_with(p, say(w, "Mail"));
    head(p, &s);
    for (size_t i = 0; i < OUTGOING_STATES; i++) {
        section(p, &s, order[i]);
        shown += s.lists[order[i]].count;
    }
    if (shown == 0) {
        list_empty(p, say(w, "No letters yet"),
                say(w, "Here will stand what is sent to people: invitations, links for signing"
                       " in, drafts to be confirmed, reminders."));
        list_empty_end(p);
    }
    page_close(p);
}

void mail_test_post(struct page *p) {
    const struct template_letter l = {.to = p->account.mail,
            .kind = STR("test"),
            .tongue = p->account.tongue,
            .values = {.name = p->account.name}};
    db_begin(&p->work);
    template_send(&p->work, &p->house->seal, &l);
    if (page_saved(p)) {
        page_redirect(p, STR("/mail?done=letter"));
    }
}

void mail_retry_all_post(struct page *p) {
    db_begin(&p->work);
    outgoing_retry_all(&p->work);
    if (page_saved(p)) {
        page_redirect(p, STR("/mail?done=tried"));
    }
}

/* What is there no more, or was sent meanwhile, is told apart by the list it leads back to. */
void mail_retry_post(struct page *p) {
    db_begin(&p->work);
    bool tried = outgoing_retry(&p->work, p->id);
    if (page_saved(p)) {
        page_redirect(p, tried ? STR("/mail?done=tried") : STR("/mail"));
    }
}

void mail_drop_post(struct page *p) {
    db_begin(&p->work);
    bool dropped = outgoing_drop(&p->work, p->id);
    if (page_saved(p)) {
        page_redirect(p, dropped ? STR("/mail?done=removed") : STR("/mail"));
    }
}

#include "web/collaboration_invitation_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/template.h"
#include "project/collaboration.h"
#include "web/collaboration_view.h"
#include "web/layout.h"
#include "wire/html.h"

enum { LETTERS_MOST = 20 };

struct reader_of {
    str mail, name, tongue;
};

static str link_of(struct page *p, const struct collaboration *c, enum tongue t) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, p->house->address);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(t));
    buf_add(&out, collaboration_address(p, c->id, "/invitation"));
    return buf_str(&out);
}

static void send_one(
        struct page *p, const struct collaboration *c, const struct reader_of *to, str note) {
    struct template_letter l = {.to = to->mail,
            .cluster = c->ours,
            .kind = STR("collaboration"),
            .tongue = EN,
            .values = {.name = to->name, .who = p->account.name, .what = c->title, .note = note}};
    (void)tongue_of(to->tongue, &l.tongue);
    l.values.link = link_of(p, c, l.tongue);
    template_send(&p->work, &p->house->seal, &l);
}

/* To each who works for the cluster asked. */
static void send(struct page *p, const struct collaboration *c, str note) {
    struct reader_of to[LETTERS_MOST] = {0};
    struct reader_of one = {0};
    size_t count = 0;
    struct rows r = db_rows(&p->work,
            "SELECT a.mail, a.name, a.tongue FROM role AS r JOIN account AS a"
            " ON a.id = r.account_id WHERE r.kind = 'manager' AND r.cluster_id = ?"
            " AND a.suspended = 0 ORDER BY a.id LIMIT ?",
            num(c->theirs), num(LETTERS_MOST));
    while (count < LETTERS_MOST && db_next(&r, to(one.mail), to(one.name), to(one.tongue))) {
        to[count++] = one;
    }
    db_stop(&r);
    for (size_t i = 0; i < count; i++) {
        send_one(p, c, &to[i], note);
    }
}

void collaboration_invite_post(struct page *p) {
    struct collaboration c = {0};
    str note = str_cap(str_trim(page_form(p, STR("note"))), COLLABORATION_NOTE_MOST);
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    bool invited = collaboration_invite(&p->work, &c, note);
    if (invited) {
        send(p, &c, note);
    }
    if (page_saved(p)) {
        collaboration_back(p, c.id, invited ? "invited" : "too-soon");
    }
}

static void answer_form(
        struct page *p, const struct collaboration *c, const char *act, str look, str said) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, act)));
    page_form_key(p);
    html(&p->out, "<button class='{}'>{}</button></form>\n", txt(look), txt(said));
}

void collaboration_invitation_page(struct page *p) {
    struct work *w = &p->work;
    struct collaboration c = {0};
    if (!collaboration_invitation(w, p->id, &c)) {
        page_not_found(p);
        return;
    }
    page_open_with(p, say(w, "{} invites you to work together", txt(c.theirs_name)));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/collaborations'>{}</a></li>"
            "\n</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Collaborations")),
            txt(say(w, "{} invites you to work together", txt(c.theirs_name))),
            txt(say(w, "Asked by {} on {}", txt(c.beginner), txt(locale_day(w, c.invited)))));
    html(&p->out, "<h2 lang='{}'><bdi>{}</bdi>", txt(c.lang), txt(c.title));
    layout_tongue(p, c.lang);
    html(&p->out, "</h2>\n");
    if (c.note.len) {
        html(&p->out, "<blockquote class='asked-note' dir='auto'>{}</blockquote>\n", txt(c.note));
    }
    html(&p->out, "<p>{}</p>\n<p><a href='/{}/partners/{}'>{}</a></p>\n<div class='acts'>",
            txt(say(w, "If you take part, both clusters see who takes part and what each shows the"
                       " other. Your notes, your files and your next step stay yours.")),
            txt(p->lang), num(c.theirs), txt(say(w, "Where you fit each other")));
    answer_form(p, &c, "/accept", STR("button"), say(w, "Take part"));
    answer_form(p, &c, "/decline", STR("button plain"), say(w, "Not now"));
    html(&p->out, "</div>\n");
    page_close(p);
}

void collaboration_answer_post(struct page *p) {
    bool yes = str_ends(p->path, STR("/accept"));
    db_begin(&p->work);
    bool answered = collaboration_answer(&p->work, p->id, yes);
    if (work_ok(&p->work) && !answered) {
        db_forget(&p->work);
        page_not_found(p);
    } else if (page_saved(p)) {
        if (yes) {
            collaboration_back(p, p->id, "takes-part");
        } else {
            page_redirect(p, STR("/collaborations?done=declined"));
        }
    }
}

#include "web/letter_page.h"

#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/letter_kind.h"
#include "mail/message.h"
#include "web/fact.h"
#include "wire/html.h"

str letter_kind_title(struct work *w, str kind) {
    const struct letter_kind *k = letter_kind_named(kind);
    return k ? say_key(w, k->title) : kind;
}

static str waits(struct work *w, bool posts, const struct outgoing *o) {
    if (!posts || o->due <= w->now) {
        return say(w, "Waits since {}", txt(locale_moment(w, o->created, STR(""))));
    }
    return say(w, "Is tried again {}", txt(locale_ago(w, o->due)));
}

str letter_stands(struct work *w, bool posts, const struct outgoing *o) {
    str when = locale_moment(w, o->due, STR(""));
    switch (o->state) {
    case OUTGOING_WAITING: return waits(w, posts, o);
    case OUTGOING_SENT: return say(w, "Sent on {}", txt(when));
    case OUTGOING_FAILED: return say(w, "Given up on {}", txt(when));
    case OUTGOING_REFUSED: return say(w, "Came back on {}", txt(when));
    case OUTGOING_STATES: break;
    }
    return (str){0};
}

static void put_line(struct page *p, const void *who, str line) {
    (void)who;
    line = str_trim(line);
    str address = p->house->address;
    bool leads_here = address.len && str_starts(line, address) && !str_has(line, STR(" "));
    if (leads_here) {
        html(&p->out, "<a href='{}'>{}</a>", link_to(line), txt(line));
    } else {
        html(&p->out, "{}", txt(line));
    }
}

void letter_show(struct page *p, enum tongue tongue, str subject, str text) {
    str lang = tongue_code(tongue);
    html(&p->out, "<div class='letter'>\n<p lang='{}'><b>{}</b></p>\n", txt(lang), txt(subject));
    fact_paragraphs_by(p, text, lang, (struct fact_writer){.put = put_line});
    html(&p->out, "</div>\n");
}

static void facts(struct page *p, const struct outgoing *o) {
    struct work *w = &p->work;
    html(&p->out, "<dl class='facts'>\n");
    fact_said(p, say(w, "Mail address"),
            str_has(o->recipient, STR("@")) ? o->recipient : say(w, "Forgotten"));
    fact_said(p, say(w, "In the name of"), o->cluster.len ? o->cluster : STR("Handslag"));
    fact_said(p, say(w, "Language"), language_name(w->tongue, tongue_code(o->tongue)));
    fact_said(p, say(w, "Written"), locale_moment(w, o->created, STR("")));
    fact_said(p, say(w, "How it stands"), letter_stands(w, p->house->posts, o));
    if (o->tries) {
        fact_said(p, say(w, "Tries"), locale_num(w, o->tries));
    }
    fact_said(p, say(w, "What was answered"), o->fault);
    html(&p->out, "</dl>\n");
}

static void button(struct page *p, int64_t id, str act, str said) {
    html(&p->out, "<form method='post' action='/{}/mail/{}/{}'>", txt(p->lang), num(id), txt(act));
    page_form_key(p);
    html(&p->out, "<button class='button plain'>{}</button></form>\n", txt(said));
}

/* One that is due within the lease may be under way just now (mail/outgoing.h). */
static void acts(struct page *p, const struct outgoing *o) {
    struct work *w = &p->work;
    bool put_off = o->state == OUTGOING_WAITING && o->due > w->now + OUTGOING_LEASE_SECONDS;
    bool failed = o->state == OUTGOING_FAILED || o->state == OUTGOING_REFUSED;
    html(&p->out, "<div class='acts'>\n");
    if (o->readable && (failed || put_off)) {
        button(p, o->id, STR("retry"), say(w, "Try it again"));
    }
    if (o->state != OUTGOING_SENT) {
        button(p, o->id, STR("drop"), say(w, "Drop it"));
    }
    html(&p->out, "</div>\n");
}

static struct message message_of(struct page *p, const struct letter *l) {
    return (struct message){.letter = l,
            .address = p->house->address,
            .unsubscribe = message_unsubscribe(&p->work, &p->house->seal, p->house->address, l)};
}

/* Only where the data is invented: elsewhere nobody but its reader gets to see its links. */
static bool may_read(struct page *p, struct letter *l) {
    return p->house->demo && outbox_read(&p->work, &p->house->seal, p->id, l);
}

static void content(struct page *p) {
    struct work *w = &p->work;
    struct letter l = {0};
    if (may_read(p, &l)) {
        const struct message m = message_of(p, &l);
        html(&p->out, "<h2>{}</h2>\n", txt(say(w, "What it says")));
        letter_show(p, l.tongue, l.subject, message_text(w, &m));
        html(&p->out, "<p><a href='/{}/mail/{}/html'>{}</a></p>\n", txt(p->lang), num(p->id),
                txt(say(w, "See it as mail programs show it")));
    } else if (!p->house->demo) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "What it says is for its reader alone, and is forgotten once it is"
                           " sent.")));
    }
}

void letter_page(struct page *p) {
    struct work *w = &p->work;
    struct outgoing o = {0};
    if (!outgoing_one(w, p->id, &o)) {
        page_not_found(p);
        return;
    }
    str title = letter_kind_title(w, o.kind);
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/mail'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Mail")), txt(title));
    facts(p, &o);
    acts(p, &o);
    content(p);
    page_close(p);
}

void letter_html_page(struct page *p) {
    struct work *w = &p->work;
    struct letter l = {0};
    if (!may_read(p, &l)) {
        page_not_found(p);
        return;
    }
    const struct message m = message_of(p, &l);
    p->response->body = message_html(w, &m);
    response_header(w->mem, p->response, STR("Content-Security-Policy"),
            STR("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                " sandbox"));
}

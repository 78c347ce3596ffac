#include "web/understood_view.h"

#include "lang/concept_find.h"
#include "lang/locale.h"
#include "lang/normal.h"
#include "lang/say.h"
#include "match/meaning.h"
#include "web/fact.h"
#include "web/teach.h"
#include "wire/html.h"

#include <stdlib.h>

enum { CHIPS_MOST = 40 };

static enum tongue tongue_in(const struct listing *l) {
    enum tongue t = EN;
    (void)tongue_of(l->lang, &t);
    return t;
}

struct understood_view understood_look(struct page *p, const struct listing *l, bool own) {
    struct understood_view v = {.listing = l, .own = own, .teaches = own && page_manages(p)};
    v.understood = understood_read(
            &p->work, p->reader, l->id, (struct understood_text){l->title, l->body, tongue_in(l)});
    if (v.teaches) {
        v.ignored = queue_ignored(&p->work, p->session.cluster);
    }
    return v;
}

static bool is_ignored(struct page *p, const struct understood_view *v, str word, enum tongue t) {
    str normal = normal_of(p->work.mem, word).text;
    for (size_t i = 0; i < v->ignored.count; i++) {
        if (v->ignored.at[i].tongue == t && str_eq(v->ignored.at[i].word, normal)) {
            return true;
        }
    }
    return false;
}

static void put_unknown(struct page *p, const struct understood_view *v, str word) {
    enum tongue t = reader_tongue(tongue_in(v->listing), word);
    if (is_ignored(p, v, word, t)) {
        html(&p->out, "{}", txt(word));
        return;
    }
    html(&p->out,
            "<a class='unknown' href='/{}/words/teach?word={}&amp;lang={}&amp;listing={}'>{}"
            "<span class='visually-hidden' lang='{}'> ({})</span></a>",
            txt(p->lang), url(word), url(tongue_code(t)), num(v->listing->id), txt(word),
            txt(p->lang), txt(say(&p->work, "not understood, teach this word")));
}

/* A piece of a text with the words in it that are not known. */
struct marked {
    const struct understood_view *view;
    str text;
    const struct gaps *unknown;
};

static void put_marked(struct page *p, const void *who, str piece) {
    const struct marked *m = who;
    size_t start = (size_t)(piece.at - m->text.at);
    size_t end = start + piece.len;
    size_t done = start;
    for (size_t i = 0; m->view->teaches && i < m->unknown->count; i++) {
        struct gap g = m->unknown->at[i];
        if (g.start >= done && g.start + g.len <= end) {
            html(&p->out, "{}", txt((str){m->text.at + done, g.start - done}));
            put_unknown(p, m->view, (str){m->text.at + g.start, g.len});
            done = g.start + g.len;
        }
    }
    html(&p->out, "{}", txt((str){m->text.at + done, end - done}));
}

void understood_title(struct page *p, const struct understood_view *v) {
    str title = v->listing->title;
    put_marked(p, &(struct marked){v, title, &v->understood.title.unknown}, title);
}

void understood_text(struct page *p, const struct understood_view *v) {
    const struct marked body = {v, v->listing->body, &v->understood.body.unknown};
    fact_paragraphs_by(p, v->listing->body, v->listing->lang,
            (struct fact_writer){.put = put_marked, .who = &body});
}

static int by_times(const void *a, const void *b) {
    const struct meant *x = a;
    const struct meant *y = b;
    if (x->times > y->times || x->times < y->times) {
        return x->times > y->times ? -1 : 1;
    }
    return (x->concept > y->concept) - (x->concept < y->concept);
}

static void put_label(struct page *p, uint32_t concept) {
    enum tongue in = EN;
    str label = concept_label(reader_lexicon(p->reader), concept, p->work.tongue, &in);
    html(&p->out, "<span lang='{}'>{}</span>", txt(tongue_code(in)), txt(label));
}

/* What the buttons of a chip do is said to those who only hear them, too. */
struct chip_act {
    str path;
    str said;
};

static void put_act(struct page *p, int64_t listing, uint32_t concept, const struct chip_act *act) {
    enum tongue in = EN;
    const struct lexicon *l = reader_lexicon(p->reader);
    html(&p->out, "<form method='post' action='/{}/listings/{}/concepts/{}'>", txt(p->lang),
            num(listing), txt(act->path));
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='concept' value='{}'><button class='link'>{}"
            "<span class='visually-hidden'>: {}</span></button></form>",
            txt(lexicon_id(l, concept)), txt(act->said),
            txt(concept_label(l, concept, p->work.tongue, &in)));
}

static void put_met(struct page *p, const struct understood_view *v, const struct meaning *m) {
    const struct chip_act off = {STR("reject"), say(&p->work, "Not meant here")};
    html(&p->out, "<ul class='chips understood'>\n");
    for (size_t i = 0; i < m->count && i < CHIPS_MOST; i++) {
        html(&p->out, "<li>");
        put_label(p, m->at[i].concept);
        if (v->own) {
            put_act(p, v->listing->id, m->at[i].concept, &off);
        }
        html(&p->out, "</li>\n");
    }
    html(&p->out, "</ul>\n");
}

static void put_off(struct page *p, const struct understood_view *v) {
    struct work *w = &p->work;
    const struct lexicon *l = reader_lexicon(p->reader);
    const struct chip_act back = {STR("restore"), say(w, "Put back")};
    uint32_t concept = 0;
    html(&p->out, "<p>{}</p>\n<ul class='chips understood off'>\n",
            txt(say(w, "Taken off, because it does not mean that here:")));
    for (size_t i = 0; i < v->understood.off.count; i++) {
        const struct rejection *r = &v->understood.off.at[i];
        if (lexicon_find(l, r->concept, &concept)) {
            html(&p->out, "<li><del>");
            put_label(p, concept);
            html(&p->out, "</del> <small>{}</small> ",
                    txt(say(w, "{}, {}", txt(teach_person(w, r->account_name)),
                            txt(locale_day(w, r->at)))));
            put_act(p, v->listing->id, concept, &back);
            html(&p->out, "</li>\n");
        }
    }
    html(&p->out, "</ul>\n");
}

static str answer_line(struct work *w, const struct understood_view *v, size_t count) {
    if (count == 0) {
        return v->teaches
                       ? say(w, "None of its words is understood yet. Teach the underlined ones.")
                       : say(w, "None of its words is understood yet.");
    }
    if (!v->own) {
        return say(w, "It is matched by what its words mean, in every language.");
    }
    return v->teaches ? say(w, "It is matched by what its words mean, in every language. Take off"
                               " what is not meant here, and teach the underlined words.")
                      : say(w, "It is matched by what its words mean, in every language. Take off"
                               " what is not meant here.");
}

void understood_chips(struct page *p, const struct understood_view *v) {
    struct work *w = &p->work;
    struct meaning m = meaning_of(w->mem, &v->understood.title.met, &v->understood.body.met);
    if (m.count) {
        qsort(m.at, m.count, sizeof(*m.at), by_times);
    }
    html(&p->out, "<section id='understood'>\n<h2>{}</h2>\n<p class='quiet'>{}</p>\n",
            txt(say(w, "Understood as")), txt(answer_line(w, v, m.count)));
    if (m.count) {
        put_met(p, v, &m);
    }
    if (v->own && v->understood.off.count) {
        put_off(p, v);
    }
    html(&p->out, "</section>\n");
}

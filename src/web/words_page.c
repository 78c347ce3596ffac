#include "web/words_page.h"

#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "match/queue.h"
#include "web/concept_view.h"
#include "web/layout.h"
#include "web/list.h"
#include "web/teach.h"
#include "wire/html.h"

enum { TAUGHT_SHOWN = 50, GAPS_SHOWN = 25, IGNORED_SHOWN = 100 };

/* Read before anything is written. */
struct desk {
    struct queue queue;
    struct ignored_words ignored;
    struct taught_terms taught;
    struct taught_gaps gaps;
    int64_t proposals; /* that wait for whoever looks, if an administrator does */
};

static struct desk look(struct page *p) {
    struct work *w = &p->work;
    int64_t cluster = p->session.cluster;
    return (struct desk){
            .queue = queue_of(w, cluster),
            .ignored = queue_ignored(w, cluster),
            .taught = taught_list(w, cluster, TAUGHT_WITHDRAWN + 1, TAUGHT_SHOWN),
            .gaps = taught_gaps(w, cluster, GAPS_SHOWN),
            .proposals = p->scope.reach == 2 ? taught_proposals(w) : 0,
    };
}

static void word_form(struct page *p, str act, str word, enum tongue t) {
    html(&p->out, "<form method='post' action='/{}/words/{}'>", txt(p->lang), txt(act));
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='word' value='{}'><input type='hidden' name='lang'"
            " value='{}'>",
            txt(word), txt(tongue_code(t)));
}

static void queue_row(struct page *p, const struct queued *q) {
    struct work *w = &p->work;
    str lang = tongue_code(q->tongue);
    html(&p->out, "<tr><th scope='row'><span lang='{}'>{}</span>", txt(lang), txt(q->word));
    layout_tongue(p, lang);
    html(&p->out, "</th><td class='num' data-label='{}'>{}</td>", txt(say(w, "Texts")),
            txt(locale_num(w, (int64_t)q->texts)));
    html(&p->out, "<td data-label='{}'><a href='/{}{}' lang='{}'>{}</a></td><td>",
            txt(say(w, "For example")), txt(p->lang),
            txt(page_address(p, STR("listings"), q->listing, q->title)), txt(q->title_lang),
            txt(q->title));
    html(&p->out,
            "<div class='acts'><a href='/{}/words/teach?word={}&amp;lang={}'>{}"
            "<span class='visually-hidden'>: {}</span></a>",
            txt(p->lang), url(q->word), url(lang), txt(say(w, "Teach")), txt(q->word));
    word_form(p, STR("ignore"), q->word, q->tongue);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form></div>"
            "</td></tr>\n",
            txt(say(w, "Not a word to learn")), txt(q->word));
}

static void queue_table(struct page *p, const struct queue *q) {
    struct work *w = &p->work;
    html(&p->out,
            "<p class='total'>{}</p>\n<table class='stack'>\n<thead><tr><th scope='col'>{}</th>"
            "<th scope='col' class='num'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'><span class='visually-hidden'>{}</span></th></tr></thead>\n<tbody>\n",
            txt(q->count < q->total ? say(w, "The {} most frequent of {} words",
                                              num((int64_t)q->count), num((int64_t)q->total))
                                    : say_many(w, "One word", "{} words", q->total)),
            txt(say(w, "Word")), txt(say(w, "Texts")), txt(say(w, "For example")),
            txt(say(w, "Actions")));
    for (size_t i = 0; i < q->count; i++) {
        queue_row(p, &q->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void ignored_list(struct page *p, const struct ignored_words *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<ul class='rows'>\n",
            txt(say_many(w, "One word not to learn", "{} words not to learn", all->count)));
    for (size_t i = 0; i < all->count && i < IGNORED_SHOWN; i++) {
        const struct ignored *one = &all->at[i];
        str lang = tongue_code(one->tongue);
        html(&p->out, "<li><span lang='{}'>{}</span> <small class='quiet'>{} · {}</small> ",
                txt(lang), txt(one->word), txt(language_name(w->tongue, lang)),
                txt(say(w, "{}, {}", txt(teach_person(w, one->account_name)),
                        txt(locale_day(w, one->at)))));
        word_form(p, STR("heed"), one->word, one->tongue);
        html(&p->out,
                "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>"
                "</li>\n",
                txt(say(w, "Show it again")), txt(one->word));
    }
    html(&p->out, "</ul>\n</details>\n");
}

static void queue_part(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    html(&p->out, "<h2 id='not-understood'>{}</h2>\n", txt(say(w, "Not understood")));
    if (d->queue.count) {
        queue_table(p, &d->queue);
    } else {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Here will stand words of your members’ open needs and offers that are"
                           " not understood. There are none.")));
    }
    ignored_list(p, &d->ignored);
}

void words_state(struct page *p, enum taught_state state) {
    struct work *w = &p->work;
    switch (state) {
    case TAUGHT_APPROVED:
        html(&p->out, "<span class='state good'>{}</span>", txt(say(w, "Approved")));
        break;
    case TAUGHT_PROPOSED:
        html(&p->out, "<span class='state care'>{}</span>", txt(say(w, "Proposed")));
        break;
    case TAUGHT_WITHDRAWN:
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Taken back")));
        break;
    }
}

/* Who taught it, and where somebody else or another day decided, who did and when. */
static void record(struct page *p, const struct taught_term *t) {
    struct work *w = &p->work;
    html(&p->out, "<a href='/{}/words/{}'>{}</a>", txt(p->lang), num(t->id),
            txt(say(w, "{}, {}", txt(teach_person(w, t->account_name)),
                    txt(locale_day(w, t->at)))));
    if (t->source.len) {
        html(&p->out, "<small>{}</small>", txt(t->source));
    }
    if (t->decided && (t->decided_by != t->account || t->decided != t->at)) {
        str who = teach_person(w, t->decided_name);
        str day = locale_day(w, t->decided);
        html(&p->out, "<small>{}</small>",
                txt(t->state == TAUGHT_APPROVED
                                ? say(w, "approved by {}, {}", txt(who), txt(day))
                                : say(w, "taken back by {}, {}", txt(who), txt(day))));
    }
}

static void term_act(struct page *p, const struct taught_term *t, str act, str said) {
    html(&p->out, "<form method='post' action='/{}/words/{}/{}'>", txt(p->lang), num(t->id),
            txt(act));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>",
            txt(said), txt(t->term));
}

static void acts(struct page *p, const struct taught_term *t, bool deciding) {
    struct work *w = &p->work;
    bool admin = p->scope.reach == 2;
    bool own = t->cluster ? true : t->state == TAUGHT_PROPOSED && t->account == p->account.id;
    if (deciding && t->state != TAUGHT_APPROVED) {
        term_act(p, t, STR("approve"), say(w, "Approve"));
    }
    if (deciding && t->state == TAUGHT_PROPOSED) {
        term_act(p, t, STR("decline"), say(w, "Decline"));
    } else if (t->state != TAUGHT_WITHDRAWN && (own || admin)) {
        term_act(p, t, deciding ? STR("decline") : STR("withdraw"), say(w, "Undo"));
    } else if (t->cluster) {
        html(&p->out,
                "<a href='/{}/words/teach?word={}&amp;lang={}&amp;concept={}'>{}"
                "<span class='visually-hidden'>: {}</span></a>",
                txt(p->lang), url(t->term), url(tongue_code(t->tongue)), url(t->concept),
                txt(say(w, "Teach it again")), txt(t->term));
    }
}

static void term_row(struct page *p, const struct taught_term *t, bool deciding) {
    struct work *w = &p->work;
    str lang = tongue_code(t->tongue);
    html(&p->out, "<tr><th scope='row'><span lang='{}'>{}</span>", txt(lang), txt(t->term));
    layout_tongue(p, lang);
    html(&p->out, "</th><td data-label='{}'>", txt(say(w, "Means")));
    concept_name(p, t->concept);
    html(&p->out, "</td><td data-label='{}'>{}</td><td data-label='{}'>", txt(say(w, "For")),
            txt(t->cluster ? say(w, "our members") : say(w, "everybody")), txt(say(w, "State")));
    words_state(p, t->state);
    html(&p->out, "</td><td data-label='{}'>", txt(say(w, "Taught by")));
    record(p, t);
    html(&p->out, "</td><td><div class='acts'>");
    acts(p, t, deciding);
    html(&p->out, "</div></td></tr>\n");
}

void words_table(struct page *p, const struct taught_terms *terms, bool deciding) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>"
            "<span class='visually-hidden'>{}</span></th></tr></thead>\n<tbody>\n",
            txt(say(w, "Word")), txt(say(w, "Means")), txt(say(w, "For")), txt(say(w, "State")),
            txt(say(w, "Taught by")), txt(say(w, "Actions")));
    for (size_t i = 0; i < terms->count; i++) {
        term_row(p, &terms->at[i], deciding);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void taught_part(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    html(&p->out, "<h2 id='taught'>{}</h2>\n", txt(say(w, "Taught")));
    if (d->taught.count == 0) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w,
                        "Here will stand the words that were taught for your members or for everybody, by whom and when.")));
        return;
    }
    if (d->taught.count == TAUGHT_SHOWN) {
        html(&p->out, "<p class='total'>{}</p>\n",
                txt(say(w, "The newest {}", num((int64_t)d->taught.count))));
    }
    words_table(p, &d->taught, false);
}

static str missing(struct work *w, const struct taught_gap *g) {
    str all = {0};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (!g->has[t]) {
            str one = language_name(w->tongue, tongue_code(t));
            all = all.len ? say(w, "{}, {}", txt(all), txt(one)) : one;
        }
    }
    return all;
}

static void gap_row(struct page *p, const struct taught_gap *g) {
    struct work *w = &p->work;
    str lang = tongue_code(g->tongue);
    html(&p->out, "<li><p><span lang='{}'>{}</span>", txt(lang), txt(g->term));
    layout_tongue(p, lang);
    html(&p->out, "<br><small class='quiet'>{}</small></p> ",
            txt(say(w, "Missing: {}", txt(missing(w, g)))));
    html(&p->out,
            "<a class='button plain' href='/{}/words/concepts/{}'>{}<span class='visually-hidden'>:"
            " {}</span></a></li>\n",
            txt(p->lang), num(g->concept.id), txt(say(w, "Add words")), txt(g->term));
}

static void gaps_part(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    if (d->gaps.count == 0) {
        return;
    }
    html(&p->out, "<h2 id='missing'>{}</h2>\n<p>{}</p>\n<ol class='wants'>\n",
            txt(say(w, "Languages that are missing")),
            txt(say(w, "Texts in these languages do not meet the concept until it has a word"
                       " there.")));
    for (size_t i = 0; i < d->gaps.count; i++) {
        gap_row(p, &d->gaps.at[i]);
    }
    html(&p->out, "</ol>\n");
}

/* The parts are long; on a phone very much so. */
static void parts(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    html(&p->out,
            "<ul class='chips'>\n<li><a href='#not-understood'>{}</a></li>\n"
            "<li><a href='#taught'>{}</a></li>\n",
            txt(say(w, "Not understood")), txt(say(w, "Taught")));
    if (d->gaps.count) {
        html(&p->out, "<li><a href='#missing'>{}</a></li>\n",
                txt(say(w, "Languages that are missing")));
    }
    if (p->scope.reach == 2) {
        html(&p->out, "<li><a href='/{}/words/proposals'>{}</a></li>\n", txt(p->lang),
                txt(d->proposals ? say_many(w, "One word is proposed for everybody",
                                           "{} words are proposed for everybody", d->proposals)
                                 : say(w, "Words for everybody")));
    }
    html(&p->out, "</ul>\n");
}

void words_page(struct page *p) {
    struct work *w = &p->work;
    struct desk d = look(p);
    page_open_with(p, say(w, "Words and meanings"));
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "Words and meanings")),
            txt(d.queue.total ? say_many(w,
                                        "One word of your members’ needs and offers is not"
                                        " understood.",
                                        "{} words of your members’ needs and offers are not"
                                        " understood.",
                                        d.queue.total)
                              : say(w, "All words of your members’ needs and offers are"
                                       " understood.")));
    html(&p->out,
            "<div class='acts'><a class='button' href='/{}/words/teach'>{}</a></div>\n</div>\n",
            txt(p->lang), txt(say(w, "Teach a word")));
    parts(p, &d);
    queue_part(p, &d);
    taught_part(p, &d);
    gaps_part(p, &d);
    page_close(p);
}

#include "web/search_hit.h"

#include "lang/label.h"
#include "lang/say.h"
#include "web/brief.h"
#include "web/layout.h"
#include "web/match_text.h"
#include "wire/html.h"

enum { EXCERPT_BYTES = 200, BEFORE_BYTES = 80, WORD_BYTES_MOST = 40 };

static bool inside_letter(str text, size_t at) {
    return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

/* A place at or after `at` where a word begins, or at least a letter. */
static size_t word_start(str text, size_t at) {
    for (size_t i = at; i < text.len && i < at + WORD_BYTES_MOST; i++) {
        if (text.at[i] == ' ' || text.at[i] == '\n') {
            return i + 1;
        }
    }
    while (inside_letter(text, at)) {
        at++;
    }
    return at;
}

/* Where the text is cut that is too long, before `at`. */
static size_t word_end(str text, size_t at) {
    for (size_t i = at; i > 0 && i + WORD_BYTES_MOST > at; i--) {
        if (text.at[i] == ' ' || text.at[i] == '\n') {
            return i;
        }
    }
    while (at > 0 && inside_letter(text, at)) {
        at--;
    }
    return at;
}

/* What was typed comes before what only means the same. */
static uint32_t first_mark(const struct marks *marks) {
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->at[i].tint == 1) {
            return marks->at[i].start;
        }
    }
    return marks->count ? marks->at[0].start : 0;
}

/* The marks that lie wholly within, counted from there. */
static struct marks marks_within(
        struct arena *mem, const struct marks *all, size_t start, size_t end) {
    struct marks some = {.at = arena_new(mem, struct mark, all->count + 1)};
    for (size_t i = 0; i < all->count; i++) {
        struct mark m = all->at[i];
        if (m.start >= start && m.start + m.len <= end) {
            m.start -= (uint32_t)start;
            some.at[some.count++] = m;
        }
    }
    return some;
}

/* A line or two of the text around what met in it. */
static void excerpt(struct page *p, const struct listing *l, const struct marks *marks) {
    str text = l->body;
    size_t at = first_mark(marks);
    size_t start = at > BEFORE_BYTES ? word_start(text, at - BEFORE_BYTES) : 0;
    start = start > at ? at : start;
    size_t end =
            start + EXCERPT_BYTES < text.len ? word_end(text, start + EXCERPT_BYTES) : text.len;
    if (!text.len || str_eq(text, l->title) || end <= start) {
        return;
    }
    struct marks within = marks_within(p->work.mem, marks, start, end);
    html(&p->out, "<p lang='{}'>{}", txt(l->lang), txt(start ? STR("… ") : STR("")));
    match_text_marked(&p->out, (str){text.at + start, end - start}, &within);
    html(&p->out, "{}</p>", txt(end < text.len ? STR(" …") : STR("")));
}

static void through(struct page *p, const struct search_shown *s, const struct search_hit *hit,
        const struct listing *l, const struct search_why *why) {
    const struct lexicon *lexicon = reader_lexicon(p->reader);
    if (hit->concept == SEARCH_NO_CONCEPT || why->exact) {
        return;
    }
    str concept = lexicon_label(lexicon, hit->concept, p->work.tongue);
    html(&p->out, "<p class='quiet'>{}",
            txt(say(&p->work, "Through the concept “{}”", txt(concept))));
    if (why->asked.len && why->said.len) {
        html(&p->out,
                " <mark class='met tint-{}' lang='{}'>{}</mark> ↔"
                " <mark class='met tint-{}' lang='{}'>{}</mark>",
                num(why->tint), txt(tongue_code(s->query->tongue)), txt(why->asked), num(why->tint),
                txt(l->lang), txt(why->said));
    }
    html(&p->out, "</p>");
}

static void tags(struct page *p, const struct search_shown *s, const struct search_hit *hit,
        const struct listing *l) {
    layout_tongue(p, l->lang);
    if (!str_eq(l->status, STR("published"))) {
        html(&p->out, " <span class='state'>{}</span>",
                txt(label(&p->work, LABEL_STATUS, l->status)));
    }
    if (s->since && hit->updated > s->since) {
        html(&p->out, " <span class='state good'>{}</span>", txt(say(&p->work, "New")));
    }
}

void search_hit(struct page *p, const struct search_shown *s, const struct search_hit *hit,
        const struct listing *l) {
    struct search_why why = search_why(&p->work, p->reader, s->query, hit, l);
    html(&p->out, "<li><h3><a href='/{}{}' lang='{}'>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang));
    match_text_marked(&p->out, l->title, &why.marks.title);
    html(&p->out, "</a>");
    tags(p, s, hit, l);
    html(&p->out, "</h3>");
    title_line(p, s->titles, l);
    excerpt(p, l, &why.marks.body);
    through(p, s, hit, l, &why);
    brief_whose(p, l);
    html(&p->out, "</li>\n");
}

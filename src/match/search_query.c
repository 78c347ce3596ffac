#include "match/search_query.h"

#include "match/words.h"

/* So much likelier a letter, and a text of a few words is surely in that language. */
static const double sure_margin = 0.4;

static bool understand(
        struct work *w, struct reader *reader, enum tongue t, struct search_query *q) {
    struct meaning m = meaning_read(reader, w->mem, (str){0}, q->text, t);
    if (m.count == 0) {
        return false;
    }
    q->tongue = t;
    q->met = reader_read(reader, w->mem, q->text, t).met;
    q->meaning = vector_asked(w->mem, reader_lexicon(reader), &m);
    return true;
}

static enum tongue likely_tongue(const struct detector *d, str text, enum tongue reader) {
    struct guess g = d ? detect(d, text) : (struct guess){0};
    return g.margin >= sure_margin ? g.best : reader;
}

static void understand_any(struct work *w, struct reader *reader, struct search_query *q) {
    enum tongue first = q->tongue;
    bool understood = understand(w, reader, first, q);
    for (enum tongue t = EN; t < TONGUE_COUNT && !understood; t++) {
        understood = t != first && understand(w, reader, t, q);
    }
}

/* Where all of them are stop words, as "IT" in English, they are meant nonetheless. */
static void take_words(struct work *w, struct search_query *q) {
    str words = words_text(w->mem, q->text, (str){0}, q->tongue);
    words = words.len > 1 ? words : words_text(w->mem, q->text, (str){0}, ZH);
    str title;
    (void)str_cut(&words, '|', &title);
    while (q->word_count < SEARCH_WORDS_MOST && title.len &&
            str_cut(&title, ' ', &q->words[q->word_count])) {
        q->word_count++;
    }
}

struct search_query search_read(struct work *w, struct reader *reader, const struct detector *d,
        const struct scope *scope, str text) {
    struct search_query q = {.text = str_trim(str_cap(text, SEARCH_BYTES_MOST))};
    q.tongue = likely_tongue(d, q.text, w->tongue);
    reader_scope(reader, scope->clusters, scope->count);
    understand_any(w, reader, &q);
    reader_scope(reader, NULL, 0);
    take_words(w, &q);
    return q;
}

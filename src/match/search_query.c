#include "match/search_query.h"

#include "match/words.h"

/* So much likelier a letter, and a text of a few words is surely in that language. */
static const double sure_margin = 0.4;

static void understand_as(
        struct work *w, struct reader *reader, enum tongue t, struct search_query *q) {
    struct meaning m = meaning_read(reader, w->mem, (str){0}, q->text, t);
    q->tongue = t;
    q->met = reader_read(reader, w->mem, q->text, t).met;
    q->meaning = vector_asked(w->mem, reader_lexicon(reader), &m);
}

static enum tongue likely_tongue(const struct detector *d, str text, enum tongue reader) {
    struct guess g = d ? detect(d, text) : (struct guess){0};
    return g.margin >= sure_margin ? g.best : reader;
}

/* How much of the text stays unknown in that language; all of it where nothing is understood. */
static size_t unknown_in(struct work *w, struct reader *reader, enum tongue t, str text) {
    struct reading r = reader_read(reader, w->mem, text, t);
    size_t unknown = 0;
    for (size_t i = 0; i < r.unknown.count; i++) {
        unknown += r.unknown.at[i].len;
    }
    return r.met.count ? unknown : SIZE_MAX;
}

/* Of languages in which as much is understood the likely one stands first, then the reader's. */
static void understand(
        struct work *w, struct reader *reader, const struct detector *d, struct search_query *q) {
    enum tongue order[2 + TONGUE_COUNT] = {likely_tongue(d, q->text, w->tongue), w->tongue};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        order[2 + t] = t;
    }
    enum tongue best = order[0];
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        size_t unknown = unknown_in(w, reader, order[i], q->text);
        best = unknown < least ? order[i] : best;
        least = unknown < least ? unknown : least;
    }
    understand_as(w, reader, best, q);
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
    reader_scope(reader, scope->clusters, scope->count);
    understand(w, reader, d, &q);
    reader_scope(reader, NULL, 0);
    take_words(w, &q);
    return q;
}

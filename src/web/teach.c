#include "web/teach.h"

#include "db/db.h"
#include "lang/say.h"
#include "web/concept_view.h"

#include <string.h>

static const struct {
    char kind;
    const char *said;
} kinds[] = {
        {'M', say_word("Material")},
        {'P', say_word("Process or technique")},
        {'C', say_word("Product or part")},
        {'S', say_word("Sector")},
        {'F', say_word("Service")},
        {'Z', say_word("Certificate or standard")},
        {'Q', say_word("Quality")},
};

str teach_kind(struct work *w, char kind) {
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (kinds[i].kind == kind) {
            return say_key(w, kinds[i].said);
        }
    }
    return (str){0};
}

str teach_person(struct work *w, str name) {
    return name.len ? name : say(w, "Somebody who has left");
}

str teach_flaw(struct work *w, enum taught_result result) {
    switch (result) {
    case TAUGHT_DONE: break;
    case TAUGHT_EMPTY:
        return say(w, "This is no word. Write one term, without a semicolon and without a sign at"
                      " its end.");
    case TAUGHT_TOO_LONG: return say(w, "This is too long for one term. Write a shorter one.");
    case TAUGHT_STOP_WORD:
        return say(w, "This word stands in nearly every text, so it tells nothing. Write a longer"
                      " term.");
    case TAUGHT_THERE: return say(w, "This concept has that word already.");
    case TAUGHT_NO_CONCEPT: return say(w, "Choose what the word means.");
    }
    return (str){0};
}

static str field(struct page *p, str name) {
    return request_reads(p->request) ? page_query(p, name) : str_trim(page_form(p, name));
}

struct teach teach_read(struct page *p) {
    struct teach t = {.word = field(p, STR("word")),
            .tongue = p->work.tongue,
            .query = field(p, STR("q")),
            .concept = field(p, STR("concept")),
            .kind = field(p, STR("kind")),
            .broader = field(p, STR("broader")),
            .everybody = str_eq(field(p, STR("scope")), STR("everybody"))};
    (void)tongue_of(field(p, STR("lang")), &t.tongue);
    (void)str_num(field(p, STR("listing")), &t.listing);
    for (enum tongue o = EN; o < TONGUE_COUNT; o++) {
        t.others[o] = o == t.tongue ? (str){0} : field(p, concept_field(&p->work, o));
    }
    return t;
}

bool teach_is_new(const struct teach *t) {
    return str_eq(t->concept, STR("new"));
}

static bool is_kind(str kind) {
    return kind.len == 1 && strchr(TEACH_KINDS, kind.at[0]);
}

static int64_t scope_of_teach(const struct page *p, const struct teach *t) {
    return t->everybody ? 0 : p->session.cluster;
}

/* What a cluster made for itself takes no words for everybody, nor from another cluster. */
static void check_concept(struct page *p, struct teach *t) {
    struct work *w = &p->work;
    const struct lexicon *l = reader_lexicon(p->reader);
    uint32_t concept = 0;
    if (!lexicon_find(l, t->concept, &concept) ||
            taught_hidden(w, l, p->session.cluster)[concept]) {
        t->wrong_concept = teach_flaw(w, TAUGHT_NO_CONCEPT);
    } else if (t->everybody && taught_hidden(w, l, 0)[concept]) {
        t->wrong_scope =
                say(w, "This concept is your cluster's own. Choose the texts of your members.");
    }
}

static void check_new(struct page *p, struct teach *t) {
    struct work *w = &p->work;
    uint32_t broader = 0;
    if (!is_kind(t->kind)) {
        t->wrong_kind = say(w, "Choose what kind of thing it is.");
    }
    if (t->broader.len && !lexicon_find(reader_lexicon(p->reader), t->broader, &broader)) {
        t->broader = (str){0};
    }
    for (enum tongue o = EN; o < TONGUE_COUNT; o++) {
        struct taught_term other = {.concept = TAUGHT_NEW, .tongue = o, .term = t->others[o]};
        enum taught_result r = taught_check(w, reader_lexicon(p->reader), &other);
        if (other.term.len && r != TAUGHT_NO_CONCEPT) {
            t->wrong_others[o] = teach_flaw(w, r);
        }
    }
}

void teach_check(struct page *p, struct teach *t) {
    bool fresh = teach_is_new(t);
    struct taught_term term = {.concept = fresh ? TAUGHT_NEW : t->concept,
            .tongue = t->tongue,
            .term = t->word,
            .cluster = scope_of_teach(p, t)};
    enum taught_result r = taught_check(&p->work, reader_lexicon(p->reader), &term);
    if (r != TAUGHT_NO_CONCEPT) {
        t->wrong_word = teach_flaw(&p->work, r);
    }
    if (fresh) {
        check_new(p, t);
    } else {
        check_concept(p, t);
    }
}

bool teach_is_wrong(const struct teach *t) {
    bool wrong =
            t->wrong_word.len || t->wrong_concept.len || t->wrong_kind.len || t->wrong_scope.len;
    for (enum tongue o = EN; o < TONGUE_COUNT; o++) {
        wrong = wrong || t->wrong_others[o].len;
    }
    return wrong;
}

/* For everybody it holds once an administrator wants it to. */
static enum taught_state state_of_teach(const struct page *p, const struct teach *t) {
    return !t->everybody || p->scope.reach == 2 ? TAUGHT_APPROVED : TAUGHT_PROPOSED;
}

struct taught_terms teach_terms(struct page *p, const struct teach *t) {
    struct taught_terms terms = {
            .at = arena_new(p->work.mem, struct taught_term, TONGUE_COUNT + 1)};
    bool fresh = teach_is_new(t);
    struct taught_term one = {.concept = fresh ? TAUGHT_NEW : t->concept,
            .tongue = t->tongue,
            .term = t->word,
            .cluster = scope_of_teach(p, t),
            .state = state_of_teach(p, t)};
    terms.at[terms.count++] = one;
    for (one.tongue = EN; fresh && one.tongue < TONGUE_COUNT; one.tongue++) {
        one.term = t->others[one.tongue];
        if (one.term.len) {
            terms.at[terms.count++] = one;
        }
    }
    return terms;
}

struct learn_texts teach_texts(struct page *p, const struct taught_terms *terms) {
    struct learn_texts all = {.ids = arena_new(p->work.mem, int64_t, 1)};
    size_t room = 0;
    struct live_view view = live_read(p->house->live);
    for (size_t i = 0; i < terms->count; i++) {
        struct learn_texts one = learn_texts(&p->work, view.index, view.roster, &terms->at[i]);
        for (size_t k = 0; k < one.count; k++) {
            arena_room(p->work.mem, int64_t, all.ids, all.count, room);
            all.ids[all.count++] = one.ids[k];
        }
    }
    live_done(&view);
    return all;
}

static void add_change(struct learn_change *sum, const struct learn_change *one) {
    for (size_t i = 0; i < one->changed && sum->changed + i < LEARN_FIRST; i++) {
        sum->first[sum->changed + i] = one->first[i];
    }
    sum->texts += one->texts;
    sum->tried += one->tried;
    sum->changed += one->changed;
    sum->gained += one->gained;
    sum->lost += one->lost;
}

struct learn_change teach_try(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    struct learn_change sum = {0};
    str fault = {0};
    struct taught_terms terms = teach_terms(p, t);
    struct taught_concept fresh = {.key = TAUGHT_NEW, .kind = t->kind, .broader = t->broader};
    struct taught_files files = taught_files_with(w, &terms, teach_is_new(t) ? &fresh : NULL);
    struct lexicon *then =
            work_ok(w) ? lexicon_taught(p->house->lexicon, files.at, files.count, &fault) : NULL;
    if (!then) {
        work_fail(w, fault);
        return sum;
    }
    struct live_view view = live_read(p->house->live);
    struct learn_trial trial = {view.index, view.roster, then, &p->scope};
    for (size_t i = 0; i < terms.count; i++) {
        struct learn_change one = learn_try(w, &trial, &terms.at[i]);
        add_change(&sum, &one);
    }
    live_done(&view);
    lexicon_close(then);
    return sum;
}

static bool save_terms(struct page *p, struct teach *t, struct taught_terms *terms) {
    struct work *w = &p->work;
    if (teach_is_new(t)) {
        struct taught_concept c = {
                .kind = t->kind, .broader = t->broader, .cluster = terms->at[0].cluster};
        taught_concept_save(w, &c);
        for (size_t i = 0; i < terms->count; i++) {
            terms->at[i].concept = c.key;
        }
    }
    for (size_t i = 0; i < terms->count; i++) {
        enum taught_result r = taught_save(w, reader_lexicon(p->reader), &terms->at[i]);
        if (r != TAUGHT_DONE) {
            t->wrong_word = teach_flaw(w, r);
            return false;
        }
    }
    return true;
}

bool teach_save(struct page *p, struct teach *t) {
    struct taught_terms terms = teach_terms(p, t);
    struct learn_texts texts = teach_texts(p, &terms);
    db_begin(&p->work);
    if (!save_terms(p, t, &terms)) {
        db_forget(&p->work);
        return false;
    }
    if (terms.at[0].state == TAUGHT_APPROVED) {
        learn_touch(&p->work, &texts);
    }
    return page_saved(p);
}

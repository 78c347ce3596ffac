#include "lang/lexicon.h"

#include "base/beside.h"
#include "base/buf.h"
#include "lang/lexicon_files.h"
#include "lang/terms.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { NOWHERE = UINT32_MAX, FAULT_MOST = 200, RELATED_MOST = 32 };

struct concept {
    uint32_t area;
    uint32_t parent;
    char kind;
    str label[TONGUE_COUNT];
    struct concepts related;
};

struct named {
    str id;
    uint32_t concept;
};

struct lexicon {
    struct arena mem;
    struct lexicon_rows rows;
    struct lexicon_rows more; /* terms added to concepts that are there */
    size_t built_in;
    atomic_int *users;
    struct concept *concepts;
    struct named *by_id; /* sorted */
    size_t named;
    struct terms terms;
    struct arena key_mem[2]; /* of the words in their order, for those that have more */
    struct term_list keys;
    uint64_t version;
    size_t term_count;
};

/* The arena goes with a lexicon that failed, so the reason needs a place of its own. */
static _Thread_local char fault_room[FAULT_MOST];

static void keep_fault(str *fault) {
    size_t len = fault->len < FAULT_MOST ? fault->len : FAULT_MOST;
    memcpy(fault_room, fault->at, len);
    *fault = (str){fault_room, len};
}

static int by_id(const void *left, const void *right) {
    const struct named *a = left;
    const struct named *b = right;
    size_t least = a->id.len < b->id.len ? a->id.len : b->id.len;
    int order = memcmp(a->id.at, b->id.at, least);
    return order ? order : (a->id.len > b->id.len) - (a->id.len < b->id.len);
}

static void sort_ids(struct lexicon *l) {
    l->by_id = arena_new(&l->mem, struct named, l->rows.count + 1);
    for (uint32_t i = 0; i < l->rows.count; i++) {
        l->by_id[i] = (struct named){l->rows.at[i].id, i};
    }
    l->named = l->rows.count;
    qsort(l->by_id, l->named, sizeof(*l->by_id), by_id);
}

static bool complain(struct lexicon *l, const struct lexicon_row *row, str what, str *fault) {
    struct buf text = {.mem = &l->mem};
    buf_add(&text, row->file);
    buf_add(&text, STR(": "));
    buf_add(&text, row->id);
    buf_add(&text, STR(": "));
    buf_add(&text, what);
    *fault = buf_str(&text);
    return false;
}

static bool ids_unique(struct lexicon *l, str *fault) {
    for (size_t i = 1; i < l->rows.count; i++) {
        if (str_eq(l->by_id[i - 1].id, l->by_id[i].id)) {
            return complain(l, &l->rows.at[l->by_id[i].concept], STR("the id stands twice"), fault);
        }
    }
    return true;
}

static struct concepts related_of(struct lexicon *l, const struct lexicon_row *row) {
    uint32_t *at = arena_new(&l->mem, uint32_t, RELATED_MOST);
    struct concepts found = {at, 0};
    str rest = row->related;
    str id;
    while (rest.len && found.count < RELATED_MOST && str_cut(&rest, ';', &id)) {
        found.count += lexicon_find(l, str_trim(id), &at[found.count]);
    }
    return found;
}

static bool link_concepts(struct lexicon *l, str *fault) {
    uint32_t area = 0;
    for (size_t i = 0; i < l->rows.count; i++) {
        const struct lexicon_row *row = &l->rows.at[i];
        struct concept *c = &l->concepts[i];
        area += i > 0 && !str_eq(row->file, l->rows.at[i - 1].file);
        c->area = area;
        c->kind = '?';
        if (row->kind.len) {
            c->kind = row->kind.at[0];
        }
        c->parent = NOWHERE;
        bool lost = row->broader.len && !lexicon_find(l, row->broader, &c->parent);
        if (lost && i < l->built_in) {
            return complain(l, row, STR("its broader concept is not there"), fault);
        }
        c->related = row->related.len ? related_of(l, row) : (struct concepts){0};
    }
    return true;
}

static bool broader_ends(struct lexicon *l, str *fault) {
    for (size_t i = 0; i < l->rows.count; i++) {
        uint32_t at = (uint32_t)i;
        size_t steps = 0;
        while (at != NOWHERE && steps <= l->rows.count) {
            at = l->concepts[at].parent;
            steps++;
        }
        if (at != NOWHERE && i >= l->built_in) {
            l->concepts[i].parent = NOWHERE; /* what people taught never breaks the lexicon */
        } else if (at != NOWHERE) {
            return complain(l, &l->rows.at[i], STR("its broader concepts go in a circle"), fault);
        }
    }
    return true;
}

static unsigned marks_of(char mark) {
    switch (mark) {
    case '!': return MARK_POLYSEME;
    case '~': return MARK_PART;
    case '=': return MARK_EXACT;
    default: return 0;
    }
}

/* The terms of some of the languages. */
struct reading {
    struct lexicon *lexicon;
    struct term_list list;
    enum tongue first, end;
    size_t from; /* concept */
    size_t terms;
};

static void read_cell(struct reading *r, const struct stems *stems, struct term term) {
    str cell = term.text;
    str *label = &r->lexicon->concepts[term.concept].label[term.tongue];
    char mark = 0;
    while (cell.len && lexicon_term(&cell, &term.text, &mark)) {
        term.marks = marks_of(mark);
        if (label->len == 0 && mark != '~') {
            *label = term.text;
        }
        terms_add(&r->list, stems, &term);
        r->terms++;
    }
}

static void read_row(struct reading *r, const struct stems *stems, const struct lexicon_row *row,
        uint32_t concept) {
    for (enum tongue t = r->first; t < r->end; t++) {
        read_cell(r, stems,
                (struct term){.text = row->terms[t],
                        .tongue = t,
                        .concept = concept,
                        .scope = row->scope});
    }
}

static void read_terms(void *given) {
    struct reading *r = given;
    const struct lexicon *l = r->lexicon;
    struct stems stems = stems_open();
    for (uint32_t i = (uint32_t)r->from; i < l->rows.count; i++) {
        read_row(r, &stems, &l->rows.at[i], i);
    }
    for (size_t i = 0; i < l->more.count; i++) {
        uint32_t concept = 0;
        if (lexicon_find(l, l->more.at[i].id, &concept)) {
            read_row(r, &stems, &l->more.at[i], concept);
        }
    }
    stems_close(&stems);
    terms_sort(&r->list);
}

/* It is most of what a start takes, so half of the languages are read beside the others. */
static void index_terms(struct lexicon *l) {
    static const enum tongue middle = FR;
    struct reading half = {.lexicon = l, .first = EN, .end = middle};
    struct reading rest = {.lexicon = l, .first = middle, .end = TONGUE_COUNT};
    struct arena own[2] = {{0}};
    half.list = terms_begin(&l->key_mem[0], &own[0]);
    rest.list = terms_more(&l->key_mem[1], &own[1], &half.list);
    beside(read_terms, &half, read_terms, &rest);
    l->keys = terms_joined(&l->key_mem[0], &half.list, &rest.list);
    arena_free(&own[0]);
    arena_free(&own[1]);
    l->term_count = half.terms + rest.terms;
    terms_build(&l->mem, &l->keys, &l->terms);
}

static void index_more(struct lexicon *l, const struct lexicon *base) {
    struct arena scratch = {0};
    struct reading more = {.lexicon = l,
            .list = terms_more(&scratch, &scratch, &base->keys),
            .first = EN,
            .end = TONGUE_COUNT,
            .from = l->built_in};
    read_terms(&more);
    struct term_list all = terms_joined(&scratch, &base->keys, &more.list);
    l->term_count = base->term_count + more.terms;
    terms_build(&l->mem, &all, &l->terms);
    arena_free(&scratch);
}

/* FNV-1a: not for secrets, only to notice that something changed. */
static uint64_t hash_more(uint64_t hash, str text) {
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211U;
    }
    return hash;
}

static bool is_there(const struct lexicon *l, str id) {
    uint32_t concept = 0;
    for (size_t i = l->built_in; i < l->rows.count; i++) {
        if (str_eq(l->rows.at[i].id, id)) {
            return true;
        }
    }
    return lexicon_find(l, id, &concept);
}

/* New concepts go behind the others, terms of known ones aside. */
static bool add(struct lexicon *l, struct lexicon_file file, str *fault) {
    struct lexicon_rows read = {.mem = &l->mem};
    file.text =
            arena_copy(&l->mem, file.text); /* they come from a database, not from the program */
    if (!lexicon_rows_read(&read, file, fault)) {
        return false;
    }
    for (size_t i = 0; i < read.count; i++) {
        struct lexicon_rows *into = is_there(l, read.at[i].id) ? &l->more : &l->rows;
        arena_room(&l->mem, struct lexicon_row, into->at, into->count, into->room);
        into->at[into->count++] = read.at[i];
    }
    return true;
}

static bool read_files(
        struct lexicon *l, const struct lexicon_file *files, size_t count, str *fault) {
    for (size_t i = 0; i < count; i++) {
        if (!files[i].adds) {
            l->version = hash_more(hash_more(l->version, files[i].name), files[i].text);
            if (!lexicon_rows_read(&l->rows, files[i], fault)) {
                return false;
            }
        }
    }
    l->built_in = l->rows.count;
    sort_ids(l);
    for (size_t i = 0; i < count; i++) {
        if (files[i].adds && !add(l, files[i], fault)) {
            return false;
        }
    }
    return true;
}

static bool fill(struct lexicon *l, const struct lexicon_file *files, size_t count, str *fault) {
    l->rows.mem = &l->mem;
    l->more.mem = &l->mem;
    l->version = 14695981039346656037U;
    if (!read_files(l, files, count, fault)) {
        return false;
    }
    l->concepts = arena_new(&l->mem, struct concept, l->rows.count + 1);
    sort_ids(l);
    if (!ids_unique(l, fault) || !link_concepts(l, fault) || !broader_ends(l, fault)) {
        return false;
    }
    index_terms(l);
    return true;
}

static struct lexicon *begin(void) {
    struct arena mem = {0};
    struct lexicon *l = arena_new(&mem, struct lexicon, 1);
    l->mem = mem;
    l->users = arena_new(&l->mem, atomic_int, 1);
    atomic_store(l->users, 1);
    return l;
}

struct lexicon *lexicon_make(const struct lexicon_file *files, size_t count, str *fault) {
    struct lexicon *l = begin();
    if (!fill(l, files, count, fault)) {
        keep_fault(fault);
        lexicon_close(l);
        return NULL;
    }
    return l;
}

struct lexicon *lexicon_open(str *fault) {
    return lexicon_make(lexicon_files, lexicon_files_count, fault);
}

/* Rows and labels of the base, then what the files add. */
static bool fill_more(struct lexicon *l, const struct lexicon *base,
        const struct lexicon_file *files, size_t count, str *fault) {
    l->rows = (struct lexicon_rows){
            .mem = &l->mem, .count = base->rows.count, .room = base->rows.count};
    l->rows.at = arena_grown(&l->mem, base->rows.at, base->rows.count * sizeof(*l->rows.at),
            base->rows.count * sizeof(*l->rows.at));
    l->more.mem = &l->mem;
    l->version = base->version;
    l->built_in = base->rows.count;
    sort_ids(l);
    for (size_t i = 0; i < count; i++) {
        if (!add(l, files[i], fault)) {
            return false;
        }
    }
    l->concepts = arena_new(&l->mem, struct concept, l->rows.count + 1);
    memcpy(l->concepts, base->concepts, base->rows.count * sizeof(*l->concepts));
    sort_ids(l);
    if (!ids_unique(l, fault) || !link_concepts(l, fault) || !broader_ends(l, fault)) {
        return false;
    }
    index_more(l, base);
    return true;
}

struct lexicon *lexicon_taught(
        const struct lexicon *base, const struct lexicon_file *files, size_t count, str *fault) {
    struct lexicon *l = begin();
    if (!fill_more(l, base, files, count, fault)) {
        keep_fault(fault);
        lexicon_close(l);
        return NULL;
    }
    return l;
}

const struct lexicon *lexicon_hold(const struct lexicon *l) {
    atomic_fetch_add(l->users, 1);
    return l;
}

void lexicon_close(const struct lexicon *l) {
    if (l && atomic_fetch_sub(l->users, 1) == 1) {
        struct arena mem = l->mem; /* the lexicon itself lives in it */
        struct arena keys[] = {l->key_mem[0], l->key_mem[1]};
        arena_free(&keys[0]);
        arena_free(&keys[1]);
        arena_free(&mem);
    }
}

uint64_t lexicon_version(const struct lexicon *l) {
    return l->version;
}

size_t lexicon_term_count(const struct lexicon *l) {
    return l->term_count;
}

size_t lexicon_count(const struct lexicon *l) {
    return l->rows.count;
}

size_t lexicon_count_built_in(const struct lexicon *l) {
    return l->built_in;
}

str lexicon_id(const struct lexicon *l, uint32_t concept) {
    return l->rows.at[concept].id;
}

bool lexicon_find(const struct lexicon *l, str id, uint32_t *concept) {
    struct named wanted = {.id = id};
    if (id.len == 0 || l->named == 0) {
        return false;
    }
    const struct named *found = bsearch(&wanted, l->by_id, l->named, sizeof(*l->by_id), by_id);
    if (found) {
        *concept = found->concept;
    }
    return found != NULL;
}

str lexicon_label(const struct lexicon *l, uint32_t concept, enum tongue t) {
    str label = l->concepts[concept].label[t];
    return label.len ? label : l->concepts[concept].label[EN];
}

str lexicon_written(const struct lexicon *l, uint32_t concept, enum tongue t) {
    return l->concepts[concept].label[t];
}

char lexicon_kind(const struct lexicon *l, uint32_t concept) {
    return l->concepts[concept].kind;
}

uint32_t lexicon_area(const struct lexicon *l, uint32_t concept) {
    return l->concepts[concept].area;
}

bool lexicon_broader(const struct lexicon *l, uint32_t concept, uint32_t *parent) {
    *parent = l->concepts[concept].parent;
    return *parent != NOWHERE;
}

struct concepts lexicon_related(const struct lexicon *l, uint32_t concept) {
    return l->concepts[concept].related;
}

const struct lexicon_rows *lexicon_source(const struct lexicon *l) {
    return &l->rows;
}

const struct lexicon_rows *lexicon_added(const struct lexicon *l) {
    return &l->more;
}

const struct terms *lexicon_terms(const struct lexicon *l) {
    return &l->terms;
}

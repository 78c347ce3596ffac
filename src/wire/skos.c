#include "wire/skos.h"

#include "wire/charset.h"
#include "wire/skos_rdf.h"

#include <string.h>

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DCT "http://purl.org/dc/terms/"
#define DC "http://purl.org/dc/elements/1.1/"
#define CC "http://creativecommons.org/ns#"

enum { TABLE_LEAST = 1024, LOOK_BYTES = 64 * 1024 };

struct skos skos_new(struct arena *mem) {
    return (struct skos){.mem = mem};
}

void skos_fail(struct skos *s, enum skos_flaw flaw, size_t line) {
    if (s->flaw == SKOS_FINE) {
        s->flaw = flaw;
        s->line = line;
    }
}

static size_t place_of(const struct skos *s, str name) {
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < name.len; i++) {
        hash = (hash ^ (unsigned char)name.at[i]) * 1099511628211U;
    }
    size_t at = (size_t)(hash ^ hash >> 32) & (s->table_room - 1);
    while (s->table[at] && !str_eq(s->at[s->table[at] - 1].name, name)) {
        at = (at + 1) & (s->table_room - 1);
    }
    return at;
}

static void grow_table(struct skos *s) {
    s->table_room = s->table_room ? s->table_room * 2 : TABLE_LEAST;
    s->table = arena_new(s->mem, uint32_t, s->table_room);
    for (size_t i = 0; i < s->count; i++) {
        s->table[place_of(s, s->at[i].name)] = (uint32_t)i + 1;
    }
}

struct skos_concept *skos_concept(struct skos *s, str name) {
    if (name.len > SKOS_NAME_BYTES_MOST) {
        skos_fail(s, SKOS_NAME_TOO_LONG, 0);
    }
    if (s->flaw != SKOS_FINE) {
        return NULL;
    }
    if (2 * (s->count + 1) > s->table_room) {
        grow_table(s);
    }
    size_t at = place_of(s, name);
    if (s->table[at]) {
        return &s->at[s->table[at] - 1];
    }
    if (s->count == SKOS_CONCEPTS_MOST) {
        skos_fail(s, SKOS_TOO_MANY, 0);
        return NULL;
    }
    arena_room(s->mem, struct skos_concept, s->at, s->count, s->room);
    s->at[s->count] = (struct skos_concept){.name = arena_copy(s->mem, name)};
    s->table[at] = (uint32_t)++s->count;
    return &s->at[s->count - 1];
}

static bool has_label(const struct skos_concept *c, const struct skos_label *label) {
    for (size_t i = 0; i < c->label_count; i++) {
        const struct skos_label *other = &c->labels[i];
        if (other->tongue == label->tongue && str_eq(other->text, label->text)) {
            return true;
        }
    }
    return false;
}

/* Breaks and tabs become spaces, and no two stand side by side. */
static str one_line(struct arena *mem, str text) {
    char *line = arena_new(mem, char, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = (unsigned char)text.at[i] <= ' ';
        if (!blank || (len && line[len - 1] != ' ')) {
            line[len] = text.at[i];
            if (blank) {
                line[len] = ' ';
            }
            len++;
        }
    }
    return str_trim((str){line, len});
}

bool skos_find(const struct skos *s, str name, uint32_t *at) {
    size_t place = s->table_room ? place_of(s, name) : 0;
    bool there = s->table_room && s->table[place];
    *at = there ? s->table[place] - 1 : 0;
    return there;
}

void skos_index(struct skos *s) {
    s->table_room = 0;
    do {
        s->table_room = s->table_room ? s->table_room * 2 : TABLE_LEAST / 2;
    } while (s->table_room < 2 * s->count);
    grow_table(s);
}

void skos_label(struct skos *s, struct skos_concept *c, struct skos_label label) {
    if (label.text.len > SKOS_LABEL_BYTES_MOST) {
        skos_fail(s, SKOS_LABEL_TOO_LONG, 0);
        return;
    }
    label.text = one_line(s->mem, label.text);
    if (label.text.len == 0 || has_label(c, &label)) {
        return;
    }
    if (s->label_total == SKOS_LABELS_MOST) {
        skos_fail(s, SKOS_TOO_MANY, 0);
        return;
    }
    arena_room(s->mem, struct skos_label, c->labels, c->label_count, c->label_room);
    c->labels[c->label_count++] = label;
    s->label_total++;
}

bool skos_tongue(str tag, enum tongue *found) {
    char small[2] = {0};
    size_t len = 0;
    while (len < tag.len && tag.at[len] != '-' && tag.at[len] != '_') {
        len++;
    }
    if (len != sizeof(small)) {
        return false;
    }
    small[0] = (char)(tag.at[0] | 0x20);
    small[1] = (char)(tag.at[1] | 0x20);
    str code = {small, sizeof(small)};
    return tongue_of(str_eq(code, STR("no")) ? STR("nb") : code, found);
}

static void keep_first(struct skos *s, str *place, str text) {
    if (place->len == 0) {
        *place = one_line(s->mem, str_cap(text, SKOS_LABEL_BYTES_MOST));
    }
}

/* What is said of the scheme as a whole, or else of any part of it. */
static bool take_rights(struct skos *s, const struct skos_triple *t) {
    str p = t->predicate;
    if (str_eq(p, STR(DCT "license")) || str_eq(p, STR(CC "license"))) {
        keep_first(s, &s->licence, t->object);
    } else if (str_eq(p, STR(CC "attributionName")) || str_eq(p, STR(DCT "rightsHolder")) ||
               str_eq(p, STR(DCT "rights")) || str_eq(p, STR(DC "rights"))) {
        keep_first(s, &s->attribution, t->object);
    } else if (str_eq(p, STR(DCT "title")) || str_eq(p, STR(DC "title"))) {
        keep_first(s, &s->title, t->object);
    } else {
        return false;
    }
    return true;
}

static void take_label(struct skos *s, const struct skos_triple *t, bool preferred) {
    struct skos_label label = {.text = t->object, .preferred = preferred};
    if (t->literal && skos_tongue(t->lang, &label.tongue)) {
        struct skos_concept *c = skos_concept(s, t->subject);
        if (c) {
            skos_label(s, c, label);
        }
    }
}

static void take_broader(struct skos *s, str narrower, str broader) {
    struct skos_concept *c = skos_concept(s, narrower);
    if (c && c->broader.len == 0 && broader.len <= SKOS_NAME_BYTES_MOST) {
        c->broader = arena_copy(s->mem, broader);
        c->declared = true;
    }
}

static void take_about(struct skos *s, const struct skos_triple *t) {
    bool type = str_eq(t->predicate, STR(RDF "type")) && str_eq(t->object, STR(SKOS "Concept"));
    bool notation = str_eq(t->predicate, STR(SKOS "notation")) && t->literal;
    bool member = str_eq(t->predicate, STR(SKOS "inScheme"));
    struct skos_concept *c = type || notation || member ? skos_concept(s, t->subject) : NULL;
    if (c && notation && t->object.len > SKOS_NAME_BYTES_MOST) {
        skos_fail(s, SKOS_NAME_TOO_LONG, 0);
    } else if (c && notation && c->notation.len == 0) {
        c->notation = one_line(s->mem, t->object);
    }
    if (c) {
        c->declared = c->declared || type || member;
    }
}

void skos_take(struct skos *s, const struct skos_triple *t) {
    if (s->flaw != SKOS_FINE || take_rights(s, t)) {
        return;
    }
    if (str_eq(t->predicate, STR(SKOS "prefLabel"))) {
        take_label(s, t, true);
    } else if (str_eq(t->predicate, STR(SKOS "altLabel"))) {
        take_label(s, t, false);
    } else if (str_eq(t->predicate, STR(SKOS "broader")) && !t->literal) {
        take_broader(s, t->subject, t->object);
    } else if (str_eq(t->predicate, STR(SKOS "narrower")) && !t->literal) {
        take_broader(s, t->object, t->subject);
    } else {
        take_about(s, t);
    }
}

static str without_mark(str bytes) {
    return str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_skip(bytes, 3) : bytes;
}

static str after_comments(str text) {
    str line;
    text = str_trim(text);
    while (str_starts(text, STR("#")) && str_cut(&text, '\n', &line)) {
        text = str_trim(text);
    }
    return text;
}

static bool is_xml(str bytes) {
    return str_starts(str_trim(without_mark(bytes)), STR("<?xml")) ||
           str_starts(str_trim(without_mark(bytes)), STR("<rdf:")) ||
           str_starts(str_trim(without_mark(bytes)), STR("<!--"));
}

bool skos_looks_like(str bytes) {
    str text = after_comments(str_cap(without_mark(bytes), LOOK_BYTES));
    return is_xml(bytes) || str_starts(text, STR("@prefix")) || str_starts(text, STR("@base")) ||
           str_starts(text, STR("PREFIX")) || str_starts(text, STR("prefix")) ||
           str_starts(text, STR("BASE")) || str_starts(text, STR("<")) ||
           str_starts(text, STR("_:")) || str_starts(text, STR("["));
}

bool skos_read(struct skos *s, str bytes) {
    bytes = without_mark(bytes);
    if (is_xml(bytes)) {
        skos_read_xml(s, bytes);
    } else if (!charset_is_utf8(bytes) || (bytes.len && memchr(bytes.at, 0, bytes.len))) {
        skos_fail(s, SKOS_ENCODING, 0);
    } else {
        skos_read_turtle(s, bytes);
    }
    return s->flaw == SKOS_FINE;
}

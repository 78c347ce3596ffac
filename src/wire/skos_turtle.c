#include "wire/skos_rdf.h"

#include <serd/serd.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct skos *into;
    SerdReader *reader;
    SerdEnv *env;
    struct arena one; /* what a statement needs */
    struct arena_mark clean;
    size_t line;
};

static bool are_three(str text, size_t at, char mark) {
    return at + 2 < text.len && text.at[at] == mark && text.at[at + 1] == mark &&
           text.at[at + 2] == mark;
}

/* Where a text in quotes ends; the end of all if it never does. Line breaks within short quotes
 * are left to the parser to find. */
static size_t quote_end(str text, size_t at) {
    char mark = text.at[at];
    bool three = are_three(text, at, mark);
    at += three ? 3 : 1;
    while (at < text.len) {
        bool ends = text.at[at] == mark && (!three || are_three(text, at, mark));
        if (ends) {
            return at + (three ? 3 : 1);
        }
        at += text.at[at] == '\\' ? 2 : 1;
    }
    return text.len;
}

static size_t find(str text, size_t at, char what) {
    const char *found = at < text.len ? memchr(text.at + at, what, text.len - at) : NULL;
    return found ? (size_t)(found - text.at) : text.len;
}

/* An address ends on its line, or the parser does. */
static size_t address_end(str text, size_t at) {
    size_t line = find(text, at, '\n');
    return find((str){text.at, line}, at, '>');
}

/* The parser calls itself for each bracket within another, so it is kept from going too deep. */
static bool is_too_deep(str text) {
    size_t depth = 0;
    for (size_t at = 0; at < text.len && depth <= SKOS_DEPTH_MOST;) {
        switch (text.at[at]) {
        case '"':
        case '\'': at = quote_end(text, at); continue;
        case '#': at = find(text, at, '\n'); break;
        case '<': at = address_end(text, at); break;
        case '[':
        case '(': depth++; break;
        case ']':
        case ')': depth -= depth > 0; break;
        default: break;
        }
        at++;
    }
    return depth > SKOS_DEPTH_MOST;
}

static str node_str(const SerdNode *n) {
    return n && n->buf ? (str){(const char *)n->buf, n->n_bytes} : (str){0};
}

/* A whole address, until the statement is through. */
static str address(struct reading *r, const SerdNode *n) {
    if (n->type == SERD_BLANK) {
        return (str){0};
    }
    SerdNode whole = serd_env_expand_node(r->env, n);
    str copy = arena_copy(&r->one, whole.buf ? node_str(&whole) : node_str(n));
    serd_node_free(&whole);
    return copy;
}

/* NOLINTNEXTLINE(readability-function-size): the parser asks for eight parameters */
static SerdStatus on_statement(void *handle, SerdStatementFlags flags, const SerdNode *graph,
        const SerdNode *subject, const SerdNode *predicate, const SerdNode *object,
        const SerdNode *datatype, const SerdNode *lang) {
    (void)flags, (void)graph, (void)datatype;
    struct reading *r = handle;
    struct skos_triple t = {.subject = address(r, subject),
            .predicate = address(r, predicate),
            .literal = object->type == SERD_LITERAL,
            .lang = node_str(lang)};
    t.object = t.literal ? node_str(object) : address(r, object);
    if (t.subject.len) {
        skos_take(r->into, &t);
    }
    arena_rewind(&r->one, r->clean);
    return r->into->flaw == SKOS_FINE ? SERD_SUCCESS : SERD_ERR_INTERNAL;
}

static SerdStatus on_prefix(void *handle, const SerdNode *name, const SerdNode *uri) {
    struct reading *r = handle;
    return serd_env_set_prefix(r->env, name, uri);
}

static SerdStatus on_base(void *handle, const SerdNode *uri) {
    struct reading *r = handle;
    return serd_env_set_base_uri(r->env, uri);
}

static SerdStatus on_error(void *handle, const SerdError *error) {
    struct reading *r = handle;
    r->line = r->line ? r->line : error->line;
    return SERD_SUCCESS;
}

void skos_read_turtle(struct skos *s, str bytes) {
    struct reading r = {.into = s, .env = serd_env_new(NULL)};
    if (is_too_deep(bytes)) {
        skos_fail(s, SKOS_DEEP, 0);
        serd_env_free(r.env);
        return;
    }
    (void)arena_new(&r.one, char, 1);
    r.clean = arena_mark(&r.one);
    r.reader = serd_reader_new(SERD_TURTLE, &r, NULL, on_base, on_prefix, on_statement, NULL);
    serd_reader_set_strict(r.reader, true);
    serd_reader_set_error_sink(r.reader, on_error, &r);
    SerdStatus status = serd_reader_read_string(r.reader, (const uint8_t *)arena_z(s->mem, bytes));
    if (status != SERD_SUCCESS || r.line) {
        skos_fail(s, SKOS_SYNTAX, r.line);
    }
    if (s->flaw != SKOS_FINE && s->line == 0) {
        s->line = r.line;
    }
    serd_reader_free(r.reader);
    serd_env_free(r.env);
    arena_free(&r.one);
}

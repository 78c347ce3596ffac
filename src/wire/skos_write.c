#include "wire/skos_write.h"

#include <serd/serd.h>

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DCT "http://purl.org/dc/terms/"

struct skos_writing {
    struct buf *out;
    str scheme;
    SerdEnv *env;
    SerdWriter *writer;
};

static size_t sink(const void *bytes, size_t len, void *stream) {
    struct skos_writing *w = stream;
    buf_add(w->out, (str){bytes, len});
    return len;
}

static SerdNode node(SerdType type, str text) {
    return serd_node_from_substring(type, (const uint8_t *)(text.len ? text.at : ""), text.len);
}

static void link_to_node(struct skos_writing *w, str subject, str predicate, str object) {
    SerdNode s = node(SERD_URI, subject);
    SerdNode p = node(SERD_URI, predicate);
    SerdNode o = node(SERD_URI, object);
    (void)serd_writer_write_statement(w->writer, 0, NULL, &s, &p, &o, NULL, NULL);
}

static void say_text(struct skos_writing *w, str subject, str predicate, str text, str lang) {
    if (text.len == 0) {
        return;
    }
    SerdNode s = node(SERD_URI, subject);
    SerdNode p = node(SERD_URI, predicate);
    SerdNode o = node(SERD_LITERAL, text);
    SerdNode l = node(SERD_LITERAL, lang);
    (void)serd_writer_write_statement(w->writer, 0, NULL, &s, &p, &o, NULL, lang.len ? &l : NULL);
}

static void set_prefix(struct skos_writing *w, str name, str uri) {
    SerdNode n = node(SERD_LITERAL, name);
    SerdNode u = node(SERD_URI, uri);
    (void)serd_env_set_prefix(w->env, &n, &u);
    (void)serd_writer_set_prefix(w->writer, &n, &u);
}

struct skos_writing *skos_write_begin(struct buf *out, const struct skos_scheme *scheme) {
    struct skos_writing *w = arena_new(out->mem, struct skos_writing, 1);
    w->out = out;
    w->scheme = scheme->name;
    w->env = serd_env_new(NULL);
    w->writer = serd_writer_new(
            SERD_TURTLE, SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED, w->env, NULL, sink, w);
    set_prefix(w, STR("skos"), STR(SKOS));
    set_prefix(w, STR("dct"), STR(DCT));
    link_to_node(w, w->scheme, STR(RDF "type"), STR(SKOS "ConceptScheme"));
    say_text(w, w->scheme, STR(DCT "title"), scheme->title, (str){0});
    say_text(w, w->scheme, STR(DCT "license"), scheme->licence, (str){0});
    say_text(w, w->scheme, STR(DCT "rightsHolder"), scheme->attribution, (str){0});
    return w;
}

void skos_write(struct skos_writing *w, const struct skos_concept *c) {
    link_to_node(w, c->name, STR(RDF "type"), STR(SKOS "Concept"));
    link_to_node(w, c->name, STR(SKOS "inScheme"), w->scheme);
    say_text(w, c->name, STR(SKOS "notation"), c->notation, (str){0});
    if (c->broader.len) {
        link_to_node(w, c->name, STR(SKOS "broader"), c->broader);
    }
    for (size_t i = 0; i < c->label_count; i++) {
        const struct skos_label *l = &c->labels[i];
        str how = l->preferred ? STR(SKOS "prefLabel") : STR(SKOS "altLabel");
        say_text(w, c->name, how, l->text, tongue_code(l->tongue));
    }
}

void skos_write_end(struct skos_writing *w) {
    (void)serd_writer_finish(w->writer);
    serd_writer_free(w->writer);
    serd_env_free(w->env);
}

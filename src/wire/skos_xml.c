#include "base/buf.h"
#include "wire/skos_rdf.h"

#include <libxml/parser.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XML "http://www.w3.org/XML/1998/namespace"

enum { CHUNK_BYTES = 64 * 1024, TEXT_BYTES_MOST = 64 * 1024 };

/* Elements by turns are a thing and what is said of it: thing, property, thing, property. */
struct element {
    bool property;
    bool given;   /* a property whose object stood in an attribute or in an element */
    bool foreign; /* within parseType: not ours */
    str name;     /* of a thing, its address; of a property, its whole name */
    str lang;
};

struct reading {
    struct skos *into;
    xmlParserCtxtPtr xml;
    struct arena one; /* names of one thing and what is in it */
    struct arena_mark clean;
    struct element open[SKOS_DEPTH_MOST];
    size_t depth;
    struct buf text;
};

static pthread_once_t ready = PTHREAD_ONCE_INIT;

static void make_ready(void) {
    xmlInitParser();
}

static str z(const xmlChar *text) {
    return str_of((const char *)text);
}

static void stop(struct reading *r, enum skos_flaw flaw) {
    skos_fail(r->into, flaw, (size_t)xmlSAX2GetLineNumber(r->xml));
    xmlStopParser(r->xml);
}

static str joined(struct arena *mem, str head, str tail) {
    struct buf out = {.mem = mem};
    buf_add(&out, head);
    buf_add(&out, tail);
    return buf_str(&out);
}

/* In attributes the parser leaves every ampersand as "&#38;". */
static str plain(struct arena *mem, str s) {
    struct buf out = {.mem = mem};
    while (s.len) {
        bool coded = str_starts(s, STR("&#38;"));
        buf_add(&out, (str){s.at, 1});
        s = str_skip(s, coded ? sizeof("&#38;") - 1 : 1);
    }
    return buf_str(&out);
}

/* Attributes come as name, prefix, namespace, value, its end. */
static str attribute(struct reading *r, const xmlChar **with, size_t count, str space, str name) {
    for (size_t i = 0; i < count; i++) {
        const xmlChar **at = with + i * 5;
        if (str_eq(z(at[0]), name) && str_eq(z(at[2]), space)) {
            return plain(&r->one, (str){(const char *)at[3], (size_t)(at[4] - at[3])});
        }
    }
    return (str){0};
}

static void say_triple(struct reading *r, struct skos_triple t) {
    if (t.subject.len == 0 || r->into->flaw != SKOS_FINE) {
        return;
    }
    skos_take(r->into, &t);
    if (r->into->flaw != SKOS_FINE) {
        r->into->line = (size_t)xmlSAX2GetLineNumber(r->xml);
        xmlStopParser(r->xml);
    }
}

/* A thing within a property is its object. */
static void link_to_outer(struct reading *r, str thing) {
    if (r->depth < 2) {
        return;
    }
    struct element *property = &r->open[r->depth - 1];
    property->given = true;
    say_triple(r, (struct skos_triple){.subject = r->open[r->depth - 2].name,
                          .predicate = property->name,
                          .object = thing});
}

static void begin_thing(
        struct reading *r, str type, const xmlChar **with, size_t count, struct element *e) {
    e->name = attribute(r, with, count, STR(RDF), STR("about"));
    if (e->name.len) {
        link_to_outer(r, e->name);
        say_triple(r, (struct skos_triple){
                              .subject = e->name, .predicate = STR(RDF "type"), .object = type});
    } else if (r->depth) {
        r->open[r->depth - 1].given = true;
    }
}

static void begin_property(
        struct reading *r, str name, const xmlChar **with, size_t count, struct element *e) {
    str resource = attribute(r, with, count, STR(RDF), STR("resource"));
    e->property = true;
    e->name = name;
    e->foreign = attribute(r, with, count, STR(RDF), STR("parseType")).len > 0;
    r->text.len = 0;
    if (resource.len) {
        e->given = true;
        say_triple(r, (struct skos_triple){.subject = r->open[r->depth - 1].name,
                              .predicate = name,
                              .object = resource});
    }
}

/* NOLINTNEXTLINE(readability-function-size): the parser asks for nine parameters */
static void on_begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
        int namespace_count, const xmlChar **namespaces, int count, int defaulted,
        const xmlChar **with) {
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct reading *r = context;
    struct element e = {0};
    if (r->depth == SKOS_DEPTH_MOST) {
        stop(r, SKOS_DEEP);
        return;
    }
    const struct element *outer = r->depth ? &r->open[r->depth - 1] : NULL;
    bool root = !outer && str_eq(z(name), STR("RDF")) && str_eq(z(uri), STR(RDF));
    str lang = attribute(r, with, (size_t)count, STR(XML), STR("lang"));
    str whole = joined(&r->one, z(uri), z(name));
    e.lang = lang.len ? lang : outer ? outer->lang : (str){0};
    e.foreign = outer && outer->foreign;
    bool property = outer && !outer->property && outer->name.len;
    if (root) {
        e.property = true; /* it holds things, as a property does */
        e.lang = arena_copy(r->into->mem, e.lang);
    } else if (!e.foreign && property) {
        begin_property(r, whole, with, (size_t)count, &e);
    } else if (!e.foreign) {
        begin_thing(r, whole, with, (size_t)count, &e);
        e.foreign = e.name.len == 0; /* a thing without address: nothing in it is ours */
    }
    r->open[r->depth++] = e;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)name, (void)prefix, (void)uri;
    struct reading *r = context;
    if (r->depth == 0) {
        return;
    }
    struct element e = r->open[--r->depth];
    if (e.property && !e.given && !e.foreign && r->depth && e.name.len) {
        say_triple(r, (struct skos_triple){.subject = r->open[r->depth - 1].name,
                              .predicate = e.name,
                              .object = buf_str(&r->text),
                              .lang = e.lang,
                              .literal = true});
    }
    r->text.len = 0;
    if (r->depth == 1) {
        arena_rewind(&r->one, r->clean);
    }
}

static void on_text(void *context, const xmlChar *text, int len) {
    struct reading *r = context;
    bool wanted = r->depth && r->open[r->depth - 1].property && !r->open[r->depth - 1].foreign;
    if (wanted && r->text.len + (size_t)len <= TEXT_BYTES_MOST) {
        buf_add(&r->text, (str){(const char *)text, (size_t)len});
    } else if (wanted) {
        stop(r, SKOS_LABEL_TOO_LONG);
    }
}

/* Before it could declare anything. */
static void on_doctype(
        void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    (void)name, (void)public_id, (void)system_id;
    stop(context, SKOS_DOCTYPE);
}

static void on_error(void *context, xmlErrorPtr error) {
    struct reading *r = context;
    if (error->level >= XML_ERR_ERROR) {
        bool encoding = error->code == XML_ERR_INVALID_CHAR ||
                        error->code == XML_ERR_INVALID_ENCODING ||
                        error->code == XML_ERR_UNSUPPORTED_ENCODING;
        skos_fail(r->into, encoding ? SKOS_ENCODING : SKOS_SYNTAX, (size_t)error->line);
    }
}

static void feed(struct reading *r, str bytes) {
    while (bytes.len && r->into->flaw == SKOS_FINE) {
        size_t len = bytes.len < CHUNK_BYTES ? bytes.len : CHUNK_BYTES;
        (void)xmlParseChunk(r->xml, bytes.at, (int)len, 0);
        bytes = str_skip(bytes, len);
    }
    if (r->into->flaw == SKOS_FINE) {
        (void)xmlParseChunk(r->xml, "", 0, 1);
    }
    if (!r->xml->wellFormed) {
        skos_fail(r->into, SKOS_SYNTAX, 0);
    }
}

void skos_read_xml(struct skos *s, str bytes) {
    xmlSAXHandler sax = {
            .initialized = XML_SAX2_MAGIC,
            .startElementNs = on_begin,
            .endElementNs = on_end,
            .characters = on_text,
            .cdataBlock = on_text,
            .ignorableWhitespace = on_text,
            .internalSubset = on_doctype,
            .serror = on_error,
    };
    (void)pthread_once(&ready, make_ready);
    struct reading *r = arena_new(s->mem, struct reading, 1);
    r->into = s;
    r->text.mem = s->mem;
    (void)arena_new(&r->one, char, 1);
    r->clean = arena_mark(&r->one);
    r->xml = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
    if (!r->xml || xmlCtxtUseOptions(r->xml, XML_PARSE_NONET) != 0) {
        skos_fail(s, SKOS_SYNTAX, 0);
    } else {
        feed(r, bytes);
    }
    if (r->xml) {
        xmlFreeParserCtxt(r->xml);
    }
    arena_free(&r->one);
}

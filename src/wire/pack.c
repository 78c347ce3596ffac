#include "wire/pack.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>
#include <zip.h>

enum {
    CHUNK_BYTES = 8 * 1024,
    NAME_BYTES_MOST = 512,
    PART_BYTES_MOST = 128 * 1024 * 1024,
    ALL_BYTES_MOST = 192 * 1024 * 1024,
    RATIO_MOST = 250, /* real sheets pack to a tenth, repetitive ones a fiftieth */
    RATIO_FROM_BYTES = 4 * 1024 * 1024, /* below this a good ratio harms nobody */
    ENTRIES_MOST = 10000,
};

static pthread_once_t parser_ready = PTHREAD_ONCE_INIT;

void pack_fail(struct pack *pack, enum pack_flaw flaw) {
    if (pack->flaw == PACK_FINE) {
        pack->flaw = flaw;
    }
}

struct pack pack_open(str bytes) {
    struct pack pack = {.packed = bytes.len};
    (void)pthread_once(&parser_ready, xmlInitParser);
    zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.len, 0, NULL);
    pack.zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!pack.zip) {
        zip_source_free(source);
        pack_fail(&pack, PACK_DAMAGED);
    } else if (zip_get_num_entries(pack.zip, 0) > ENTRIES_MOST) {
        pack_fail(&pack, PACK_TOO_LARGE);
    }
    return pack;
}

void pack_close(struct pack *pack) {
    if (pack->zip) {
        zip_discard(pack->zip);
        pack->zip = NULL;
    }
}

static str text_of(const unsigned char *z) {
    return str_of((const char *)z);
}

/* NOLINTNEXTLINE(readability-function-size): the parser asks for nine parameters */
static void on_begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
        int namespace_count, const xmlChar **namespaces, int count, int defaulted,
        const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct part *p = context;
    struct attributes with = {attributes, (size_t)count};
    p->reader->begin(p->keep, text_of(name), &with);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    struct part *p = context;
    p->reader->end(p->keep, text_of(name));
}

static void on_text(void *context, const xmlChar *text, int len) {
    struct part *p = context;
    if (p->reader->text) {
        p->reader->text(p->keep, (str){(const char *)text, (size_t)len});
    }
}

/* Before a document type could declare anything. */
static void on_doctype(
        void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    (void)name, (void)public_id, (void)system_id;
    struct part *p = context;
    pack_fail(p->pack, PACK_DAMAGED);
    xmlStopParser(p->xml);
}

static void on_error(void *context, xmlErrorPtr error) {
    (void)context, (void)error; /* asked for afterwards */
}

static bool open_xml(struct part *p) {
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
    p->xml = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);
    return p->xml && xmlCtxtUseOptions(p->xml, XML_PARSE_NONET) == 0;
}

bool pack_has(const struct pack *pack, const char *name) {
    return pack->zip && zip_name_locate(pack->zip, name, ZIP_FL_NOCASE) >= 0;
}

bool part_open(struct part *p, struct pack *pack, str name) {
    char z[NAME_BYTES_MOST + 1] = {0};
    p->pack = pack;
    p->file = NULL;
    p->xml = NULL;
    p->unpacked = 0;
    if (pack->flaw != PACK_FINE || name.len == 0 || name.len > NAME_BYTES_MOST) {
        pack_fail(pack, PACK_DAMAGED);
        return false;
    }
    memcpy(z, name.at, name.len);
    p->file = zip_fopen(pack->zip, z, ZIP_FL_NOCASE);
    if (!p->file) {
        int why = zip_error_code_zip(zip_get_error(pack->zip));
        bool locked = why == ZIP_ER_NOPASSWD || why == ZIP_ER_WRONGPASSWD;
        pack_fail(pack, locked ? PACK_PROTECTED : PACK_DAMAGED);
        return false;
    }
    if (!open_xml(p)) {
        pack_fail(pack, PACK_DAMAGED);
        part_close(p);
    }
    return p->file != NULL;
}

void part_close(struct part *p) {
    if (p->xml) {
        xmlFreeParserCtxt(p->xml);
        p->xml = NULL;
    }
    if (p->file) {
        (void)zip_fclose(p->file);
        p->file = NULL;
    }
}

static bool is_too_much(const struct part *p) {
    size_t all = p->pack->unpacked;
    return p->unpacked > PART_BYTES_MOST || all > ALL_BYTES_MOST ||
           (all > RATIO_FROM_BYTES && all / RATIO_MOST > p->pack->packed);
}

bool part_feed(struct part *p) {
    char chunk[CHUNK_BYTES];
    if (!p->file || p->pack->flaw != PACK_FINE) {
        return false;
    }
    zip_int64_t got = zip_fread(p->file, chunk, sizeof(chunk));
    if (got < 0) {
        pack_fail(p->pack, PACK_DAMAGED);
        return false;
    }
    p->unpacked += (size_t)got;
    p->pack->unpacked += (size_t)got;
    if (is_too_much(p)) {
        pack_fail(p->pack, PACK_TOO_LARGE);
        return false;
    }
    (void)xmlParseChunk(p->xml, chunk, (int)got, got == 0);
    if (!p->xml->wellFormed) {
        pack_fail(p->pack, PACK_DAMAGED);
    }
    if (got == 0) {
        part_close(p);
    }
    return got > 0 && p->pack->flaw == PACK_FINE;
}

bool pack_read(struct pack *pack, str name, const struct part_reader *reader, void *keep) {
    struct part part = {.reader = reader, .keep = keep};
    if (part_open(&part, pack, name)) {
        while (part_feed(&part)) {
        }
        part_close(&part);
    }
    return pack->flaw == PACK_FINE;
}

/* In attributes the parser leaves every ampersand as "&#38;". */
static str with_ampersands(struct arena *mem, str s) {
    str coded = STR("&#38;");
    char *plain = arena_new(mem, char, s.len + 1);
    size_t len = 0;
    while (s.len) {
        bool ampersand = str_starts(s, coded);
        plain[len++] = s.at[0];
        s = str_skip(s, ampersand ? coded.len : 1);
    }
    return (str){plain, len};
}

str attribute(struct arena *mem, const struct attributes *with, const char *name) {
    for (size_t i = 0; i < with->count; i++) { /* name, prefix, namespace, value, its end */
        const unsigned char **at = with->at + i * 5;
        if (strcmp((const char *)at[0], name) == 0) {
            return with_ampersands(mem, (str){(const char *)at[3], (size_t)(at[4] - at[3])});
        }
    }
    return (str){0};
}

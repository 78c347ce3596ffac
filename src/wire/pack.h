/* The XML parts of an office file, which is a zip, read in pieces and within bounds.
 *
 * A file may unpack to anything, so what comes out is counted, not what the file says of itself.
 * No part may declare a document type; nothing outside the file is ever opened. */
#pragma once

#include "base/arena.h"

enum pack_flaw {
    PACK_FINE,
    PACK_FOREIGN,   /* something else than a workbook */
    PACK_DAMAGED,   /* no whole zip, or no well-formed XML in it */
    PACK_TOO_LARGE, /* beyond the bounds, or packed so well that it means harm */
    PACK_PROTECTED, /* needs a password */
};

struct pack {
    struct zip *zip;
    size_t packed;
    size_t unpacked; /* of all parts so far */
    enum pack_flaw flaw;
};

struct attributes {
    const unsigned char **at;
    size_t count;
};

/* What is done with a part's elements; names come without their namespace. */
struct part_reader {
    void (*begin)(void *keep, str name, const struct attributes *with);
    void (*end)(void *keep, str name);
    void (*text)(void *keep, str text);
};

struct part {
    struct pack *pack;
    struct zip_file *file;
    struct _xmlParserCtxt *xml; /* NOLINT(bugprone-reserved-identifier) */
    const struct part_reader *reader;
    void *keep;
    size_t unpacked;
};

/* `bytes` must live as long as the pack. */
struct pack pack_open(str bytes);
void pack_close(struct pack *pack);
bool pack_has(const struct pack *pack, const char *name);
void pack_fail(struct pack *pack, enum pack_flaw flaw); /* the first flaw stays */

/* Piece by piece; `p` must stay where it is until part_close(). */
bool part_open(struct part *p, struct pack *pack, str name);
bool part_feed(struct part *p); /* false at the end and after a flaw */
void part_close(struct part *p);

/* Whole; false after a flaw, also if there is no such part. */
bool pack_read(struct pack *pack, str name, const struct part_reader *reader, void *keep);

/* Empty if the element has none of that name. */
str attribute(struct arena *mem, const struct attributes *with, const char *name);

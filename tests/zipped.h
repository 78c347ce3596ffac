/* Workbooks made on the spot, for reading them back. */
#pragma once

#include "base/arena.h"

#include <assert.h>
#include <zip.h>

struct zipped_part {
    const char *name;
    str bytes;
};

static inline str zipped(struct arena *mem, const struct zipped_part *parts, size_t count) {
    zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(file);
    zip_t *zip = zip_open_from_source(file, ZIP_TRUNCATE, NULL);
    assert(zip);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *source = zip_source_buffer(zip, parts[i].bytes.at, parts[i].bytes.len, 0);
        zip_int64_t at = zip_file_add(zip, parts[i].name, source, ZIP_FL_OVERWRITE);
        assert(at >= 0);
        zip_int32_t how = parts[i].bytes.len > 10000 ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
        (void)zip_set_file_compression(zip, (zip_uint64_t)at, how, 0);
    }
    int closed = zip_close(zip);
    assert(closed == 0);
    zip_stat_t stat;
    (void)zip_source_stat(file, &stat);
    char *bytes = arena_new(mem, char, stat.size);
    (void)zip_source_open(file);
    (void)zip_source_read(file, bytes, stat.size);
    (void)zip_source_close(file);
    zip_source_free(file);
    return (str){bytes, stat.size};
}

#define ZIPPED_TOP                                                       \
    "<Relationships><Relationship Id='a' Type='http://x/officeDocument'" \
    " Target='xl/workbook.xml'/></Relationships>"
#define ZIPPED_RELATIONS                                                             \
    "<Relationships><Relationship Id='a' Type='http://x/worksheet' Target='s.xml'/>" \
    "<Relationship Id='b' Type='http://x/sharedStrings' Target='/xl/t.xml'/>"        \
    "<Relationship Id='c' Type='http://x/styles' Target='../xl/y.xml'/>"             \
    "<Relationship Id='d' Type='http://x/worksheet' Target='z.xml'/>"                \
    "<Relationship Id='e' Type='http://x/chartsheet' Target='s.xml'/></Relationships>"

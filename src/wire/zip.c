#include "wire/zip.h"

#include <zip.h>

static bool add_parts(struct arena *mem, zip_t *zip, const struct zip_part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        zip_source_t *bytes = zip_source_buffer(zip, parts[i].bytes.at, parts[i].bytes.len, 0);
        if (!bytes || zip_file_add(zip, arena_z(mem, parts[i].name), bytes,
                              ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(bytes);
            return false;
        }
    }
    return true;
}

static str read_all(struct arena *mem, zip_source_t *file) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(file, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) ||
            zip_source_open(file) != 0) {
        return (str){0};
    }
    char *bytes = arena_new(mem, char, stat.size);
    zip_int64_t got = zip_source_read(file, bytes, stat.size);
    (void)zip_source_close(file);
    return got == (zip_int64_t)stat.size ? (str){bytes, stat.size} : (str){0};
}

str zip_made(struct arena *mem, const struct zip_part *parts, size_t count) {
    str made = {0};
    zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!file) {
        return made;
    }
    zip_source_keep(file); /* the archive takes one hold of it, reading it back needs another */
    zip_t *zip = zip_open_from_source(file, ZIP_TRUNCATE, NULL);
    if (!zip) {
        zip_source_free(file);
    } else if (!add_parts(mem, zip, parts, count) || zip_close(zip) != 0) {
        zip_discard(zip);
    } else {
        made = read_all(mem, file);
    }
    zip_source_free(file);
    return made;
}

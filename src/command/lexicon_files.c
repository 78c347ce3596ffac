#include "command/lexicon_files.h"

#include "base/buf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILES_MOST = 200, FILE_BYTES_MOST = 256 * 1024 * 1024 };

bool lexicon_file_read(struct arena *mem, const char *path, str *bytes) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    struct buf all = {.mem = mem};
    char piece[64 * 1024];
    size_t len = 0;
    while ((len = fread(piece, 1, sizeof(piece), file)) && all.len < FILE_BYTES_MOST) {
        buf_add(&all, (str){piece, len});
    }
    bool whole = feof(file) != 0;
    (void)fclose(file);
    *bytes = buf_str(&all);
    return whole;
}

static int is_lexicon(const struct dirent *entry) {
    return str_ends(str_of(entry->d_name), STR(".tsv"));
}

static bool read_one(struct arena *mem, str folder, const char *name, struct lexicon_file *out) {
    struct buf path = {.mem = mem};
    buf_add(&path, folder);
    buf_add(&path, STR("/"));
    buf_add(&path, str_of(name));
    out->name = arena_copy(mem, str_of(name));
    return lexicon_file_read(mem, arena_z(mem, buf_str(&path)), &out->text);
}

struct lexicon *lexicon_files_open(struct arena *mem, const char *folder, str *fault) {
    struct dirent **entries = NULL;
    if (!folder) {
        return lexicon_open(fault);
    }
    int found = scandir(folder, &entries, is_lexicon, alphasort);
    struct lexicon_file *files = arena_new(mem, struct lexicon_file, FILES_MOST);
    size_t count = 0;
    bool whole = found > 0 && found <= FILES_MOST;
    for (int i = 0; i < found; i++) {
        whole = whole && read_one(mem, str_of(folder), entries[i]->d_name, &files[count++]);
        free(entries[i]);
    }
    free(entries);
    if (!whole) {
        *fault = STR("no folder with .tsv files that can be read");
        return NULL;
    }
    return lexicon_make(files, count, fault);
}

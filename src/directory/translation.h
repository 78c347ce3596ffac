/* The same field in another language, beside the original and never in its place. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct translation {
    str object; /* "cluster", "organisation" or "listing" */
    int64_t object_id;
    str object_key; /* in imports and exports */
    str field, lang, body;
    str made_by; /* "human" or "machine" */
    int64_t updated;
};

struct translations {
    struct translation *at;
    size_t count;
};

enum { TRANSLATIONS_MOST = 64 };

extern const struct columns translation_columns;

struct translations translation_list(struct work *w, str object, int64_t id);
void translation_save(struct work *w, const struct translation *t); /* an empty body removes it */
struct translations translation_export(
        struct work *w, int64_t cluster, const struct translation *after, size_t most);

/* A field as the reader gets it: in their language, else English, else as it was written. */
struct wording {
    str body;
    str lang;      /* the language it is in */
    bool original; /* as its author wrote it */
    bool machine;
};

struct wording translation_pick(
        const struct work *w, const struct translations *all, str field, str body, str lang);

/* Thesauri that were imported, with whose they are and on what terms: so that it can be printed
 * wherever their codes are shown. A second import under the same key takes the place of the
 * first. What changed ("scheme") makes match/live.h read the thesauri anew. */
#pragma once

#include "base/work.h"
#include "wire/skos.h"

struct thesaurus;

enum { SCHEMES_MOST = 100, SCHEME_KEY_MOST = 24 };

struct scheme {
    int64_t id;
    str key, title, licence, attribution;
    str source; /* the names of the files */
    int64_t cluster;
    int64_t account;
    str account_name;
    int64_t at;
    str languages; /* "da;de" */
    int64_t concepts;
};

struct schemes {
    struct scheme *at;
    size_t count;
};

/* What an import would change, in concepts. */
struct scheme_change {
    size_t added, changed, equal, removed;
};

bool scheme_key_fits(str key); /* lower-case letters, digits, hyphens */

struct schemes scheme_list(struct work *w);
bool scheme_one(struct work *w, str key, struct scheme *found);
bool scheme_by_id(struct work *w, int64_t id, struct scheme *found);

struct scheme_change scheme_compare(struct work *w, str key, const struct skos *content);

/* In the caller's unit of work, as scheme_remove(); `content` is finished. */
void scheme_save(struct work *w, struct scheme *s, const struct skos *content);
bool scheme_remove(struct work *w, str key);

/* All of them, for reading texts; NULL where none was imported. */
struct thesaurus *scheme_thesaurus(struct work *w);

/* A note after visiting a member, in the words of whoever was there, and the needs and offers drawn
 * out of it. For the cluster's own managers only: it never leaves it. */
#pragma once

#include "directory/listing.h"

struct visit {
    int64_t id;
    int64_t version;
    int64_t created;
    int64_t updated;
    int64_t cluster;
    int64_t organisation;
    int64_t account; /* who wrote it */
    str day, present, body, lang;
    str organisation_name, organisation_lang, writer;
    int64_t drawn; /* how many texts came of it */
};

struct visits {
    struct visit *at;
    size_t count;
};

enum { VISITS_MOST = 100, VISIT_DRAWN_MOST = 40 };

extern const struct columns visit_columns; /* day, present, note, language */

/* A new one with the words of one that the same actor stored a moment ago is that one: a button was
 * pressed twice. */
enum saved visit_save(struct work *w, struct visit *v);
bool visit_one(struct work *w, int64_t id, struct visit *found);
struct visits visit_list(struct work *w, int64_t cluster); /* the newest first */
struct visits visit_of(struct work *w, int64_t cluster, int64_t organisation);
void visit_remove(struct work *w, int64_t id); /* what was drawn out of it stays */

/* A sentence of the note becomes a draft of that side: a short one is its title, a long one its
 * text, with a title cut from its beginning. The id of the draft. */
int64_t visit_draw(struct work *w, const struct visit *v, str side, str sentence, str lang);

struct listings visit_drawn(struct work *w, int64_t visit);

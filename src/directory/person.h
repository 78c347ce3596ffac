/* A person in an organisation. Contact data is for the organisation's own clusters and members only. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct person {
    int64_t id;
    int64_t version;
    int64_t created;
    int64_t updated;
    str key;
    int64_t organisation;
    str organisation_key; /* in imports and exports */
    str name, role, mail, phone;
    str languages; /* with levels: "da C2;en C1" */
    str consents;  /* purposes: listed introduced digest */
};

struct people {
    struct person *at;
    size_t count;
};

enum { PEOPLE_MOST = 200 };

extern const struct columns person_columns;

bool person_one(struct work *w, int64_t id, struct person *found); /* of an own organisation */
/* Of one organisation: all for its own clusters and members, else those who agreed to be listed, and of them
 * name, role and languages only. */
struct people person_list(struct work *w, int64_t organisation);
int64_t person_by_key(struct work *w, str key);
enum saved person_save(struct work *w, struct person *p);
/* As it is stored, whoever asks: for imports, which have asked for the right. */
bool person_stored(struct work *w, int64_t id, struct person *found);
void person_remove(struct work *w, int64_t id);
struct people person_export(struct work *w, int64_t cluster, str after, size_t most);

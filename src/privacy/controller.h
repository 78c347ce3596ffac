/* Who answers for the data: stands in the privacy notice, the record of processing and the letters
 * that tell people they are stored. */
#pragma once

#include "base/work.h"

struct controller {
    str name;
    str address; /* of the post */
    str mail;
    str phone;
    str officer;   /* for data protection; empty: none */
    str authority; /* whom people may complain to */
};

enum { CONTROLLER_BYTES_MOST = 500 };

struct controller controller_one(struct work *w); /* empty while nobody filled it in */
void controller_save(struct work *w, const struct controller *c);

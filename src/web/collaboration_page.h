/* One collaboration: where it stands, what comes next, who takes part, and all that happened. */
#pragma once

#include "project/collaboration.h"
#include "project/stage.h"
#include "web/page.h"

/* What somebody typed or wanted that could not be done: beside what it is about. */
struct collaboration_refused {
    str note, note_wrong;
    str file_wrong;
    str move_wrong;
    bool note_shared, file_shared;
};

void collaboration_page(struct page *p); /* GET /collaborations/{id} */
void collaboration_show(
        struct page *p, const struct collaboration *c, const struct collaboration_refused *r);

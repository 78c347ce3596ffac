/* Whom a collaboration concerns: members and people of both sides, and naming more. */
#pragma once

#include "project/collaboration_people.h"
#include "web/page.h"

/* What is shown, read before anything is written. */
struct collaboration_people_shown {
    struct collaboration_members members;
    struct organisations *seen; /* of them, what the reader may see */
    struct collaboration_people people, people_choices;
    struct collaboration_choices member_choices;
};

struct collaboration_people_shown collaboration_people_read(
        struct page *p, const struct collaboration *c);
void collaboration_people_view(
        struct page *p, const struct collaboration *c, const struct collaboration_people_shown *s);

/* The time line of a collaboration, for the page and for paper. */
#pragma once

#include "project/collaboration_line.h"
#include "project/stage.h"
#include "web/page.h"

/* `all` are the stages of both sides, also those that are gone. */
void collaboration_line_view(struct page *p, const struct collaboration *c,
        const struct collaboration_lines *lines, const struct stages *all);

/* What waits for the reader where they work now, part after part in the order in which it is worth
 * looking at, each with one button. */
#pragma once

#include "digest/digest.h"
#include "web/page.h"

/* Of one task; what was read before stands in it. */
struct digest desk_waiting_read(struct page *p, const struct digest_task *task);

/* With its heading; where nothing waits, what to do next: a path after the language, and its words. */
void desk_waiting_rows(struct page *p, const struct digest *all);
void desk_waiting_none(struct page *p, str said, str path, str act);

/* What filters of the directory offer to choose from. */
#pragma once

#include "directory/roster.h"
#include "lang/codes.h"
#include "web/page.h"

struct code_names choices_ecosystems(struct work *w);

/* Countries with the regions in them where the reader may see an organisation: "DK" and "DK-83",
 * in the order of the reader's language. Between live_read() and live_done(). */
struct code_names choices_places(struct page *p, const struct roster *r);

/* The language in which something was written just now; the reader's where nothing tells. */
#pragma once

#include "web/page.h"

str written_lang(struct page *p, str text);

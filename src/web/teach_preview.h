/* What a word would change, shown before anything is saved. */
#pragma once

#include "web/teach.h"

void teach_preview(struct page *p, const struct teach *t);

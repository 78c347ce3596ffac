/* A text with the words marked that met: <mark class='met tint-2'>profiler</mark>. */
#pragma once

#include "base/buf.h"
#include "match/explain.h"

void match_text_marked(struct buf *out, str text, const struct marks *marks);

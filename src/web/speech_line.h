/* Who of two organisations should talk to whom, and in which language: one line, where people of both
 * are for the reader's eyes. */
#pragma once

#include "web/page.h"

void speech_line(struct page *p, int64_t ours, int64_t theirs); /* organisations */

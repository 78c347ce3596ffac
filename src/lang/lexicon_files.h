/* The lexicon's files as compiled into the program; made by tools/embed_lexicon. */
#pragma once

#include "lang/lexicon_rows.h"

extern const struct lexicon_file lexicon_files[];
extern const size_t lexicon_files_count;

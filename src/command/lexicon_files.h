/* The lexicon a command works with: the one compiled in, or the .tsv files of a folder, so that an
 * author can try what is not built yet. */
#pragma once

#include "lang/lexicon.h"

/* Everything of it lives in `mem` and must outlive the lexicon. NULL, with the reason. */
struct lexicon *lexicon_files_open(struct arena *mem, const char *folder, str *fault);

bool lexicon_file_read(struct arena *mem, const char *path, str *bytes); /* at most 256 MiB */

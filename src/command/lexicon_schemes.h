/* The parts of `handslag lexicon` that work on a database: thesauri, and what people taught. Called
 * as commands are, argv[0] being the act. */
#pragma once

#include "base/arena.h"
#include "lang/lexicon.h"

int lexicon_import(int argc, char **argv);
int lexicon_schemes(int argc, char **argv);
int lexicon_remove(int argc, char **argv);
int lexicon_export(int argc, char **argv);

/* The lexicon as SKOS Turtle. */
str lexicon_skos(struct arena *mem, const struct lexicon *l);

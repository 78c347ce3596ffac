/* Words that carry a sentence but no matter: articles, pronouns, "we are looking for". */
#pragma once

#include "base/str.h"
#include "base/tongue.h"

str stop_words(enum tongue t); /* lower case, parted by single spaces */

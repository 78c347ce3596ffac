/* Scripts within one word: who writes a Cyrillic а into a Latin name makes another name that looks
 * the same. Unicode's rules for identifiers (UTS 39) tell such words from honest ones: Latin beside
 * Chinese, Japanese or Korean, and any script by itself, are fine. */
#pragma once

#include "base/str.h"

/* A word of the text mixes scripts that are easily taken for one another. */
bool script_mixed(str text);

/* A part of the host's name in a web or mail address does, or is wholly of another script and looks
 * Latin all the same. Punycode is read as what it shows. */
bool script_mixed_host(str address);

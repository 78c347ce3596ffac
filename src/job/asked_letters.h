/* Writes the letters that visitors asked for: a link to sign in with, or to set a new password
 * (account/asked.h). Where there is no such account, or it is suspended,
 * nothing is written. */
#pragma once

#include "db/seal.h"

/* One of them, whole or not at all; false if there is none left. On many machines each is taken by
 * one. */
bool asked_letters_turn(struct work *w, const struct seal *seal);

/* Tells people what waits for them, in the morning of the day they chose: the letter digest. Each is a
 * unit of its own that also notes the day, so that being interrupted, or running on two machines,
 * neither repeats one nor leaves one out. */
#pragma once

#include "digest/digest_letter.h"

/* False while another machine is at it, or if it broke: then it is tried again. */
bool digester_turn(struct work *w, struct live *live, const struct digest_sender *s);

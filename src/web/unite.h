/* When somebody proves to hold a mail address, all that were known by it become one human: what is
 * kept about each of them, and then they themselves. */
#pragma once

#include "base/work.h"

void unite_by_mail(struct work *w, str mail); /* in a transaction */

/* Keeps the roster's lists in order: names as each language sorts them, listings newest first. */
#pragma once

#include "directory/roster.h"

/* One thing that was added or renamed takes its place; roster_sort() does all at once. */
void roster_sort_organisation(struct roster *r, uint32_t place, bool fresh);
void roster_sort_listing(struct roster *r, uint32_t place, bool fresh);

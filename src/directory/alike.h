/* What is the same in two rows that mean the same organisation. */
#pragma once

#include "base/arena.h"

/* The name in small letters without marks, signs and legal form ("GmbH", "A/S", 有限公司). */
str alike_name(struct arena *mem, str name);

/* "www.Example.org/da" and "https://example.org" are both example.org. */
str alike_host(struct arena *mem, str website);

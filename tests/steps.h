/* Somebody who signs in with two steps. */
#pragma once

#include "tests/visitor.h"

str steps_location(const struct response *r);
str steps_joined(struct visitor *v, str a, str b);

void steps_out(struct visitor *v); /* a browser that knows nobody */
/* With the password alone; as far as that leads. */
struct response steps_first(struct visitor *v, str mail);
/* As if the one before had been an hour ago. */
void steps_forget(struct visitor *v);

int64_t steps_letters(struct visitor *v, str kind); /* that wait */

/* The way to the tests' provider and back, as a visitor goes it. */
#pragma once

#include "account/identity_provider.h"
#include "tests/openid_peer.h"
#include "tests/visitor.h"

/* Sets the provider up as an administrator would have, without its page; the only one there is. */
bool way_set_up(struct visitor *v, const struct peer *peer, str domains, int64_t cluster);
void way_forget_fetched(struct visitor *v); /* its document and keys */
void way_unlink_all(struct visitor *v);

/* "/en/me/" and 5 is "/en/me/5"; the buffer may be written on. */
str way_text(struct visitor *v, struct buf *b, const char *head, int64_t id);
int64_t way_provider(struct visitor *v);
void way_sign_out(struct visitor *v);

/* Presses the button of the provider; the answer says where the browser goes on to. */
struct response way_press(struct visitor *v, const char *form);
str way_sent_to(const struct response *r);
struct response way_come_back(struct visitor *v, str query);

/* All of it, with a yes over there. */
struct response way_go(struct visitor *v, struct peer *peer);
bool way_is_in(struct visitor *v);

/* What the tests' provider answers, right or wrong. */
#pragma once

#include "tests/openid_peer.h"

str peer_document(struct peer *p, struct arena *mem);
str peer_keys(struct peer *p, struct arena *mem);
str peer_tokens(struct peer *p, struct arena *mem); /* an ID token and an access token */
str peer_person(struct peer *p, struct arena *mem); /* userinfo */

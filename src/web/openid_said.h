/* What a person, and what an administrator, is told when signing in with a provider failed. */
#pragma once

#include "account/openid_result.h"
#include "base/work.h"

/* What happened and what to do, for whoever wanted to sign in; `name` is the provider's. */
str openid_said(struct work *w, enum openid_result result, str name);

/* What is wrong and where to look, for whoever set the provider up. */
str openid_advice(struct work *w, enum openid_result result);

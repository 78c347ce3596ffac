/* What a browser says it is, in two words people know: "Firefox", "Windows". Only these are kept,
 * for somebody to tell their browsers apart by; nothing is decided by them. */
#pragma once

#include "base/str.h"

struct agent {
    str browser; /* empty where it is none we know */
    str system;
};

struct agent agent_of(str user_agent);

#pragma once

#include "base/str.h"

bool utf8_is_text(str s); /* true if it is valid UTF-8 and holds no zero byte */

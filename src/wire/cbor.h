/* CBOR that others sent (RFC 8949), in the form devices with passkeys have to write it in: sizes
 * stated, nothing tagged, little nesting. It is only gone over, so that whoever reads it afterwards
 * is not told of sizes that are not there. */
#pragma once

#include "base/str.h"

enum { CBOR_DEPTH_MOST = 4 };

bool cbor_skip(str *rest); /* takes one item off the front; false if it is none, or not whole */

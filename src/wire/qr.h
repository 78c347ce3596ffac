/* A text as a picture that a telephone reads (QR code, ISO/IEC 18004), as SVG among the markup. */
#pragma once

#include "base/buf.h"

enum { QR_BYTES_MOST = 600 };

/* `label` is read out in place of the picture. Text beyond QR_BYTES_MOST makes none. */
void qr_put(struct buf *out, str text, str label);

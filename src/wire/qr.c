#include "wire/qr.h"

#include "wire/html.h"

#include <qrencode.h>

enum { QUIET = 4 }; /* modules around it that stay light, as the standard asks */

/* A run of dark modules in a row is one stroke. */
static str strokes(struct arena *mem, const QRcode *qr) {
    struct buf d = {.mem = mem};
    for (int y = 0; y < qr->width; y++) {
        for (int x = 0; x < qr->width; x++) {
            int from = x;
            while (x < qr->width && qr->data[y * qr->width + x] & 1) {
                x++;
            }
            if (x > from) {
                buf_add(&d, STR("M"));
                buf_num(&d, from + QUIET);
                buf_add(&d, STR(" "));
                buf_num(&d, y + QUIET);
                buf_add(&d, STR("h"));
                buf_num(&d, x - from);
                buf_add(&d, STR("v1H"));
                buf_num(&d, from + QUIET);
                buf_add(&d, STR("z"));
            }
        }
    }
    return buf_str(&d);
}

void qr_put(struct buf *out, str text, str label) {
    QRcode *qr = text.len <= QR_BYTES_MOST
                         ? QRcode_encodeData(
                                   (int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_M)
                         : NULL;
    if (!qr) {
        return;
    }
    html(out,
            "<svg class='qr' viewBox='0 0 {} {}' role='img' aria-label='{}'>"
            "<path d='{}'/></svg>\n",
            num(qr->width + 2 * QUIET), num(qr->width + 2 * QUIET), txt(label),
            txt(strokes(out->mem, qr)));
    QRcode_free(qr);
}

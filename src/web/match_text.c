#include "web/match_text.h"

#include "wire/html.h"

void match_text_marked(struct buf *out, str text, const struct marks *marks) {
    size_t done = 0;
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *m = &marks->at[i];
        html(out, "{}<mark class='met tint-{}'>{}</mark>",
                txt((str){text.at + done, m->start - done}), num(m->tint),
                txt((str){text.at + m->start, m->len}));
        done = m->start + m->len;
    }
    html(out, "{}", txt((str){text.at + done, text.len - done}));
}

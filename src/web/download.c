#include "web/download.h"

#include "wire/html.h"

static void add_ascii(struct buf *out, str name) {
    for (size_t i = 0; i < name.len; i++) {
        bool plain = (unsigned char)name.at[i] < 0x80;
        buf_add(out, plain ? (str){name.at + i, 1} : STR("_"));
    }
}

/* Twice: plain for old programs, and whole as RFC 8187 has it. */
void download_send(struct page *p, str name, str type, str bytes) {
    struct buf disposition = {.mem = p->work.mem};
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    buf_add(&disposition, STR("attachment; filename=\""));
    add_ascii(&disposition, name);
    html(&disposition, "\"; filename*=UTF-8''{}", url(name));
    response_header(p->work.mem, p->response, STR("Content-Disposition"), buf_str(&disposition));
    p->response->status = 200;
    p->response->type = type;
    p->response->body = bytes;
}

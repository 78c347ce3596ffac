#include "tests/approaching.h"

#include "base/buf.h"
#include "db/db.h"
#include "lang/date.h"

str approaching_address(struct visitor *v, const char *head, int64_t id, const char *tail) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(head));
    buf_num(&out, id);
    buf_add(&out, str_of(tail));
    return buf_str(&out);
}

str approaching_form(struct visitor *v, const char *asked, const char *speaker) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("asked="));
    buf_add(&out, str_of(asked));
    buf_add(&out, STR("&speaker="));
    buf_add(&out, str_of(speaker));
    buf_add(&out, STR("&" APPROACHING_REASON "&deadline="));
    buf_add(&out, date_of(&v->mem, v->work.now + 14 * APPROACHING_DAY));
    return buf_str(&out);
}

struct response approaching_reply(struct visitor *v, str link, str said) {
    str session = v->session;
    v->session = (str){0};
    struct response r = visitor_ask(v, POST, link, said);
    v->session = session;
    return r;
}

int64_t approaching_newest(struct visitor *v) {
    return db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM approach");
}

void approaching_anew(struct visitor *v) {
    db_run(&v->work, "DELETE FROM approach");
    db_run(&v->work, "DELETE FROM letter");
    db_run(&v->work, "DELETE FROM unwanted_letter");
}

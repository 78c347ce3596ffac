#include "tests/mailbox.h"

#include "base/buf.h"
#include "db/db.h"
#include "job/asked_letters.h"

static void write_letters(struct visitor *v) {
    while (asked_letters_turn(&v->work, &v->house.seal)) {
    }
}

bool mailbox_newest(struct visitor *v, str to, str kind, struct letter *found) {
    write_letters(v);
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM letter WHERE recipient = ? AND kind = ?",
            txt(to), txt(kind));
    return id && outbox_read(&v->work, &v->house.seal, id, found);
}

int64_t mailbox_count(struct visitor *v, str to, str kind) {
    write_letters(v);
    return db_number(&v->work, "SELECT COUNT(*) FROM letter WHERE recipient = ? AND kind = ?",
            txt(to), txt(kind));
}

str mailbox_link(struct visitor *v, str to, str kind) {
    struct letter l = {0};
    str line = {0};
    if (!mailbox_newest(v, to, kind, &l)) {
        return (str){0};
    }
    while (str_cut(&l.text, '\n', &line)) {
        if (str_starts(line, v->house.address)) {
            return str_skip(line, v->house.address.len);
        }
    }
    return (str){0};
}

str mailbox_english(struct visitor *v, str link) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("/en"));
    buf_add(&out, str_skip(link, 3));
    return buf_str(&out);
}

/* A page that says that a link is gone has no form, and so no key: it is taken from another one. */
struct response mailbox_press(struct visitor *v, str link, str form) {
    (void)visitor_get(v, STR("/en/sign-in"));
    (void)visitor_get(v, link);
    return visitor_post(v, link, form);
}

bool mailbox_gone(const struct response *r) {
    return r->status == 404 && visitor_sees(r, STR("This link is good no more"));
}

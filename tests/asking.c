#include "tests/asking.h"

#include "base/buf.h"
#include "db/db.h"
#include "tests/test.h"

str asking_text(struct visitor *v, const char *head, int64_t id, const char *tail) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(head));
    buf_num(&out, id);
    buf_add(&out, str_of(tail));
    return buf_str(&out);
}

struct listing asking_stored(struct visitor *v, int64_t id) {
    struct listing l = {0};
    CHECK(listing_stored(&v->work, id, &l));
    return l;
}

bool asking_is(struct visitor *v, int64_t id, const char *status) {
    return str_eq(asking_stored(v, id).status, str_of(status));
}

bool asking_letter(struct visitor *v, struct letter *l) {
    int64_t id = db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM letter");
    return outbox_read(&v->work, &v->house.seal, id, l);
}

int64_t asking_letters(struct visitor *v) {
    return db_number(&v->work, "SELECT COUNT(*) FROM letter");
}

str asking_link(struct visitor *v, const struct letter *l) {
    str rest = l->text;
    str line;
    while (str_cut(&rest, '\n', &line)) {
        if (str_starts(line, v->house.address) && str_has(line, STR("/asked/"))) {
            return str_skip(line, v->house.address.len);
        }
    }
    return STR("");
}

str asking_reply(struct visitor *v, int64_t listing, const char *rest) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("listing="));
    buf_num(&out, listing);
    buf_add(&out, STR("&version="));
    buf_num(&out, asking_stored(v, listing).version);
    buf_add(&out, str_of(rest));
    return buf_str(&out);
}

int64_t asking_writes(struct visitor *v) {
    return db_number(&v->work,
            "SELECT (SELECT COALESCE(SUM(version), 0) FROM listing)"
            " + (SELECT COUNT(*) FROM listing_act) + (SELECT COALESCE(SUM(answered), 0)"
            " FROM ask_text) + (SELECT COUNT(*) FROM link) + (SELECT COUNT(*) FROM letter)");
}

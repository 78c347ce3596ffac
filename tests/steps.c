#include "tests/steps.h"

#include "base/buf.h"
#include "db/db.h"

str steps_location(const struct response *r) {
    return visitor_header(r, STR("Location"));
}

str steps_joined(struct visitor *v, str a, str b) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, a);
    buf_add(&out, b);
    return buf_str(&out);
}

void steps_out(struct visitor *v) {
    v->session = (str){0};
    v->half = (str){0};
}

/* With the password alone; as far as that leads. */
struct response steps_first(struct visitor *v, str mail) {
    steps_out(v);
    (void)visitor_get(v, STR("/en/sign-in"));
    return visitor_post(v, STR("/en/sign-in"),
            steps_joined(v, steps_joined(v, STR("mail="), mail),
                    STR("&password=grey+herons+count+stairs&next=%2Flistings%3Fq%3Da")));
}

/* As if the one before had been an hour ago. */
void steps_forget(struct visitor *v) {
    db_run(&v->work, "DELETE FROM attempt");
    db_run(&v->work, "UPDATE totp SET step = 0");
}

int64_t steps_letters(struct visitor *v, str kind) {
    return db_number(&v->work, "SELECT COUNT(*) FROM letter WHERE kind = ?", txt(kind));
}

#include "account/link.h"

#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"

static str word(enum link_purpose purpose) {
    switch (purpose) {
    case LINK_INVITATION: return STR("invitation");
    case LINK_SIGN_IN: return STR("sign-in");
    case LINK_PASSWORD: return STR("password");
    case LINK_MAIL_OLD: return STR("mail-old");
    case LINK_MAIL_NEW: return STR("mail-new");
    case LINK_CONFIRM: return STR("confirm");
    case LINK_CURRENT: return STR("current");
    case LINK_INTRODUCTION: return STR("introduction");
    case LINK_PRIVACY: return STR("privacy");
    case LINK_INVITED: return STR("invited");
    case LINK_MET: return STR("met");
    case LINK_APPROACH: return STR("approach");
    case LINK_ADDRESS: return STR("address");
    case LINK_ADDRESS_OLD: return STR("address-old");
    case LINK_FIRST: return STR("first");
    case LINK_PURPOSES: break;
    }
    return STR("");
}

str link_make(struct work *w, const struct link *l) {
    str token = secret_new(w->mem);
    db_run(w,
            "INSERT INTO link (token, purpose, account_id, object, mail, detail, created, expires)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            txt(secret_hash(w->mem, token)), txt(word(l->purpose)),
            l->account ? num(l->account) : none(), num(l->object), txt(l->mail), txt(l->detail),
            num(w->now), num(l->expires));
    return token;
}

str link_address(struct arena *mem, str place, enum tongue t, str path, str token) {
    struct buf out = {.mem = mem};
    buf_add(&out, place);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(t));
    buf_add(&out, path);
    buf_add(&out, token);
    return buf_str(&out);
}

static bool read_one(struct rows *r, enum link_purpose purpose, struct link *found) {
    *found = (struct link){.purpose = purpose};
    bool there = db_next(r, to(found->account), to(found->object), to(found->mail),
            to(found->detail), to(found->expires));
    db_stop(r);
    return there;
}

bool link_open(struct work *w, str token, enum link_purpose purpose, struct link *found) {
    struct rows r = db_rows(w,
            "SELECT COALESCE(account_id, 0), object, mail, detail, expires FROM link"
            " WHERE token = ? AND purpose = ? AND expires > ?",
            txt(secret_hash(w->mem, token)), txt(word(purpose)), num(w->now));
    return read_one(&r, purpose, found);
}

bool link_take(struct work *w, str token, enum link_purpose purpose, struct link *found) {
    struct rows r = db_rows(w,
            "DELETE FROM link WHERE token = ? AND purpose = ? AND expires > ?"
            " RETURNING COALESCE(account_id, 0), object, mail, detail, expires",
            txt(secret_hash(w->mem, token)), txt(word(purpose)), num(w->now));
    return read_one(&r, purpose, found);
}

void link_end(struct work *w, enum link_purpose purpose, int64_t object) {
    db_run(w, "DELETE FROM link WHERE purpose = ? AND object = ?", txt(word(purpose)), num(object));
}

int64_t link_count(struct work *w, enum link_purpose purpose, int64_t object) {
    return db_number(w,
            "SELECT COUNT(*) FROM link WHERE purpose = ? AND object = ? AND expires > ?",
            txt(word(purpose)), num(object), num(w->now));
}

void link_sweep(struct work *w) {
    db_run(w, "DELETE FROM link WHERE expires <= ?", num(w->now));
}

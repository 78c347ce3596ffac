#include "account/recovery.h"

#include "account/password.h"
#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"

/* However it was typed: without the hyphens, in small letters. 80 random bits need no salt. */
static str hash_of(struct arena *mem, str typed) {
    struct buf plain = {.mem = mem};
    buf_add(&plain, STR("recovery "));
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.at[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            buf_add(&plain, (str){&c, 1});
        }
    }
    return secret_hash(mem, buf_str(&plain));
}

struct recovery_codes recovery_make(struct work *w, int64_t account) {
    struct recovery_codes made = {0};
    recovery_remove(w, account);
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        made.at[i] = password_new(w->mem);
        db_run(w, "INSERT INTO recovery_code (code, account_id, created) VALUES (?, ?, ?)",
                txt(hash_of(w->mem, made.at[i])), num(account), num(w->now));
    }
    return made;
}

bool recovery_take(struct work *w, int64_t account, str typed) {
    return db_number(w,
                   "DELETE FROM recovery_code WHERE code = ? AND account_id = ?"
                   " RETURNING account_id",
                   txt(hash_of(w->mem, typed)), num(account)) > 0;
}

int64_t recovery_left(struct work *w, int64_t account) {
    return db_number(w, "SELECT COUNT(*) FROM recovery_code WHERE account_id = ?", num(account));
}

void recovery_remove(struct work *w, int64_t account) {
    db_run(w, "DELETE FROM recovery_code WHERE account_id = ?", num(account));
}

#include "account/invitation.h"

#include "account/secret.h"
#include "db/db.h"

str invitation_make(struct work *w) {
    str token = secret_new(w->mem);
    db_run(w, "DELETE FROM invitation WHERE kind = 'admin'");
    db_run(w, "INSERT INTO invitation (token, kind, expires) VALUES (?, 'admin', ?)",
            txt(secret_hash(w->mem, token)), num(w->now + INVITATION_AGE_MOST));
    return token;
}

bool invitation_open(struct work *w, str token) {
    return db_number(w, "SELECT COUNT(*) FROM invitation WHERE token = ? AND expires > ?",
                   txt(secret_hash(w->mem, token)), num(w->now)) > 0;
}

bool invitation_take(struct work *w, str token) {
    return db_number(w, "DELETE FROM invitation WHERE token = ? AND expires > ? RETURNING 1",
                   txt(secret_hash(w->mem, token)), num(w->now)) > 0;
}

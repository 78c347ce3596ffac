#include "mail/forget.h"

#include "db/db.h"

void forget_letters(struct work *w, int64_t before) {
    db_run(w, "DELETE FROM letter WHERE created < ? AND state <> 'waiting'", num(before));
}

int64_t forget_letters_due(struct work *w, int64_t before) {
    return db_number(
            w, "SELECT COUNT(*) FROM letter WHERE created < ? AND state <> 'waiting'", num(before));
}

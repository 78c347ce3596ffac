#include "trust/introduction_off.h"

#include "db/change.h"
#include "db/db.h"

bool introduction_off(struct work *w, int64_t individual) {
    return db_number(w, "SELECT COUNT(*) FROM introduction_off WHERE individual_id = ?",
                   num(individual)) > 0;
}

void introduction_set_off(struct work *w, int64_t individual, bool off) {
    if (off) {
        db_run(w,
                "INSERT INTO introduction_off (individual_id, at) VALUES (?, ?)"
                " ON CONFLICT (individual_id) DO NOTHING",
                num(individual), num(w->now));
    } else {
        db_run(w, "DELETE FROM introduction_off WHERE individual_id = ?", num(individual));
    }
    change_note(w, STR("individual"), individual);
}

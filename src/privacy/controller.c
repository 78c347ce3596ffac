#include "privacy/controller.h"

#include "db/db.h"

struct controller controller_one(struct work *w) {
    struct controller c = {0};
    struct rows r = db_rows(w,
            "SELECT name, address, mail, phone, officer, authority FROM controller WHERE id = 1");
    (void)db_next(
            &r, to(c.name), to(c.address), to(c.mail), to(c.phone), to(c.officer), to(c.authority));
    db_stop(&r);
    return c;
}

void controller_save(struct work *w, const struct controller *c) {
    db_run(w,
            "INSERT INTO controller (id, name, address, mail, phone, officer, authority)"
            " VALUES (1, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " address = excluded.address, mail = excluded.mail, phone = excluded.phone,"
            " officer = excluded.officer, authority = excluded.authority",
            txt(c->name), txt(c->address), txt(c->mail), txt(c->phone), txt(c->officer),
            txt(c->authority));
}

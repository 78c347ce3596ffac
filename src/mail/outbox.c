#include "mail/outbox.h"

#include "base/buf.h"
#include "db/db.h"
#include "mail/unwanted.h"

/* What people wrote cannot make a calendar of its own. */
static void put_without_zeros(struct buf *out, str text) {
    str part;
    while (text.len && str_cut(&text, 0, &part)) {
        buf_add(out, part);
    }
}

/* The subject is the first line of what is sealed. Behind a zero stands the calendar, under a line
 * with its method. */
static str whole(struct work *w, const struct letter *l) {
    struct buf out = {.mem = w->mem};
    put_without_zeros(&out, l->subject);
    buf_add(&out, STR("\n"));
    put_without_zeros(&out, l->text);
    if (l->calendar.len) {
        buf_add(&out, (str){"", 1});
        buf_add(&out, l->calendar_method);
        buf_add(&out, STR("\n"));
        buf_add(&out, l->calendar);
    }
    return buf_str(&out);
}

static void take_apart(str plain, struct letter *found) {
    (void)str_cut(&plain, '\n', &found->subject);
    (void)str_cut(&plain, 0, &found->text);
    (void)str_cut(&plain, '\n', &found->calendar_method);
    found->calendar = plain;
}

void outbox_add(struct work *w, const struct seal *seal, const struct letter *l) {
    if (unwanted_is(w, seal, l->to, l->kind)) {
        return;
    }
    db_run(w,
            "INSERT INTO letter (kind, recipient, tongue, cluster_id, sealed, state, created, due,"
            " tries, fault) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, 0, '')",
            txt(l->kind), txt(l->to), txt(tongue_code(l->tongue)),
            l->cluster ? num(l->cluster) : none(), txt(seal_close(w->mem, seal, whole(w, l))),
            num(w->now), num(w->now));
}

bool outbox_read(struct work *w, const struct seal *seal, int64_t id, struct letter *found) {
    str tongue = {0};
    str sealed = {0};
    str plain = {0};
    *found = (struct letter){.id = id};
    struct rows r = db_rows(w,
            "SELECT kind, recipient, tongue, COALESCE(cluster_id, 0), sealed, created FROM letter"
            " WHERE id = ?",
            num(id));
    bool there = db_next(&r, to(found->kind), to(found->to), to(tongue), to(found->cluster),
            to(sealed), to(found->created));
    db_stop(&r);
    if (!there || !seal_open(w->mem, seal, sealed, &plain)) {
        return false;
    }
    (void)tongue_of(tongue, &found->tongue);
    take_apart(plain, found);
    return true;
}

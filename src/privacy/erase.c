#include "privacy/erase.h"

#include "audit/audit.h"
#include "db/about.h"
#include "db/change.h"
#include "directory/individual.h"
#include "privacy/personal.h"

enum { NAMED_MOST = 3, NAME_BYTES_LEAST = 5, IDS_MOST = 1000 };

/* What a text may hold of somebody. */
struct named {
    str at[NAMED_MOST];
    size_t count;
};

struct erasing {
    struct work *work;
    struct shape shape;
    enum personal_kind kind; /* PERSONAL_ACCOUNT or PERSONAL_CONTACT */
    int64_t id;
    str mail;
};

static const struct shape_table *table_named(const struct shape *s, str name) {
    for (size_t i = 0; i < s->count; i++) {
        if (str_eq(s->at[i].name, name)) {
            return &s->at[i];
        }
    }
    return NULL;
}

/* Calls `act` for each column of that kind. */
static void each_column(const struct erasing *e, enum personal_kind kind, const void *with,
        void (*act)(const struct erasing *e, struct about *a, const void *with)) {
    for (size_t i = 0; i < e->shape.count; i++) {
        const struct shape_table *t = &e->shape.at[i];
        for (size_t c = 0; c < t->count; c++) {
            if (personal_kind_of(t->name, t->columns[c].name) == kind) {
                struct about a = {.table = t, .column = t->columns[c].name};
                act(e, &a, with);
            }
        }
    }
}

static void remove_row(const struct erasing *e, struct about *a, const void *with) {
    (void)with;
    a->value = num(e->id);
    about_remove(e->work, a);
}

static void remove_mail(const struct erasing *e, struct about *a, const void *with) {
    (void)with;
    a->value = txt(account_mail(e->work->mem, e->mail));
    about_remove(e->work, a);
    a->value = txt(e->mail); /* as it was typed */
    about_remove(e->work, a);
}

/* `with` is what stands there instead. */
static void make_nobodys(const struct erasing *e, struct about *a, const void *with) {
    const struct arg *instead = with;
    a->value = num(e->id);
    about_set(e->work, a, *instead);
}

/* Whoever keeps a text in memory reads it again, and what was made from it is made anew. */
static void note_change(const struct erasing *e, str table, int64_t id) {
    struct about made = {.table = table_named(&e->shape, STR("annotation")),
            .column = STR("listing_id"),
            .value = num(id)};
    bool listing = str_eq(table, STR("listing"));
    if (listing && made.table) {
        about_remove(e->work, &made);
    }
    if (listing || str_eq(table, STR("organisation")) || str_eq(table, STR("cluster"))) {
        change_note(e->work, table, id);
    }
}

static void note_changes(const struct erasing *e, const struct about *a) {
    struct work *w = e->work;
    struct arg *cells = arena_new(w->mem, struct arg, a->table->count); /* the key comes first */
    int64_t *ids = arena_new(w->mem, int64_t, IDS_MOST);
    str *tables = arena_new(w->mem, str, IDS_MOST);
    size_t count = 0;
    bool translated = str_eq(a->table->name, STR("translation"));
    struct rows r = about_holding(w, a);
    while (count < IDS_MOST && about_next(&r, a->table, cells)) {
        tables[count] = translated ? cells[0].txt : a->table->name;
        ids[count++] = translated ? cells[1].num : cells[0].num;
    }
    db_stop(&r);
    for (size_t i = 0; i < count; i++) {
        note_change(e, tables[i], ids[i]);
    }
}

static void take_out(const struct erasing *e, struct about *a, const void *with) {
    const struct named *n = with;
    for (size_t i = 0; i < n->count; i++) {
        a->value = txt(n->at[i]);
        note_changes(e, a);
        about_replace(e->work, a, STR("[…]"));
    }
}

static void remove_raw(const struct erasing *e, struct about *a, const void *with) {
    const struct named *n = with;
    for (size_t i = 0; i < n->count; i++) {
        a->value = txt(n->at[i]);
        about_remove_holding(e->work, a);
    }
}

static bool is_known(struct work *w, str table_word, str value) {
    bool mail = str_eq(table_word, STR("mail"));
    bool phone = str_eq(table_word, STR("phone"));
    return db_number(w,
                   "SELECT (SELECT COUNT(*) FROM person WHERE (? = 1 AND LOWER(mail) = LOWER(?))"
                   "  OR (? = 1 AND phone = ?) OR (? = 1 AND name = ?))"
                   " + (SELECT COUNT(*) FROM account WHERE (? = 1 AND mail = LOWER(?))"
                   "  OR (? = 1 AND name = ?))",
                   num(mail), txt(value), num(phone), txt(value), num(!mail && !phone), txt(value),
                   num(mail), txt(value), num(!mail && !phone), txt(value)) > 0;
}

/* Short ones would be met in other words, and so would a single first name. */
static void add_name(struct work *w, struct named *n, str what, str value) {
    bool name = str_eq(what, STR("name"));
    bool telling = value.len >= NAME_BYTES_LEAST && (!name || str_has(value, STR(" ")));
    if (telling && n->count < NAMED_MOST && !is_known(w, what, value)) {
        n->at[n->count++] = value;
    }
}

static void take_out_names(struct erasing *e, str name, str phone) {
    struct work *w = e->work;
    struct named n = {0};
    add_name(w, &n, STR("mail"), e->mail);
    add_name(w, &n, STR("phone"), phone);
    add_name(w, &n, STR("name"), name);
    each_column(e, PERSONAL_TEXT, &n, take_out);
    each_column(e, PERSONAL_RAW, &n, remove_raw);
    if (e->mail.len && !is_known(w, STR("mail"), e->mail)) {
        each_column(e, PERSONAL_MAIL, NULL, remove_mail);
    }
}

void erase_note(struct work *w, str object, int64_t id, int64_t made) {
    db_run(w,
            "INSERT INTO erasure (object, object_id, made, at, actor) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (object, object_id, made) DO NOTHING",
            txt(object), num(id), num(made), num(w->now), num(w->actor));
    audit_note(w, AUDIT_ERASED, object, id);
}

bool erase_account(struct work *w, int64_t account) {
    struct account a = {0};
    if (!account_one(w, account, &a) || !account_remove(w, account)) {
        return false;
    }
    struct erasing e = {.work = w,
            .shape = shape_read(w),
            .kind = PERSONAL_ACCOUNT,
            .id = account,
            .mail = a.mail};
    struct arg erased = num(PERSONAL_ERASED);
    struct arg empty = none();
    each_column(&e, PERSONAL_BY, &erased, make_nobodys);
    each_column(&e, PERSONAL_BY_KEY, &empty, make_nobodys);
    each_column(&e, PERSONAL_ACCOUNT, NULL, remove_row);
    individual_sweep(w);
    take_out_names(&e, a.name, (str){0});
    erase_note(w, STR("account"), account, a.created);
    return true;
}

bool erase_person(struct work *w, int64_t person) {
    struct person p = {0};
    if (!person_stored(w, person, &p)) {
        return false;
    }
    struct erasing e = {.work = w,
            .shape = shape_read(w),
            .kind = PERSONAL_CONTACT,
            .id = person,
            .mail = p.mail};
    each_column(&e, PERSONAL_CONTACT, NULL, remove_row);
    individual_sweep(w);
    take_out_names(&e, p.name, p.phone);
    erase_note(w, STR("person"), person, p.created);
    return true;
}

void erase_people(struct work *w, const struct people *people) {
    for (size_t i = 0; i < people->count; i++) {
        (void)erase_person(w, people->at[i].id);
    }
}

bool erase_scrub(struct work *w) {
    if (db_number(w, "SELECT COUNT(*) FROM erasure WHERE scrubbed = 0") == 0) {
        return work_ok(w);
    }
    int64_t last = db_number(w, "SELECT COALESCE(MAX(id), 0) FROM erasure");
    if (!db_scrub(w)) {
        return false;
    }
    db_run(w, "UPDATE erasure SET scrubbed = ? WHERE scrubbed = 0 AND id <= ?", num(w->now),
            num(last));
    return work_ok(w);
}

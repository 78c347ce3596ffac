#include "db/db.h"
#include "directory/alike.h"
#include "directory/import_row.h"
#include "lang/fold.h"

void import_wrong(struct import_row *row, enum import_why why, str a) {
    row->wrong = true;
    why_add(&row->reason, why, a, (str){0}, (str){0});
}

static str number_text(struct arena *mem, int64_t n) {
    struct buf out = {.mem = mem};
    buf_num(&out, n);
    return buf_str(&out);
}

static str note_of(struct arena *mem, str a, str b, str c) {
    struct buf out = {.mem = mem};
    const str parts[] = {a, STR("\n"), b, STR("\n"), c};
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        buf_add(&out, parts[i]);
    }
    return buf_str(&out);
}

bool import_owns_organisation(struct import_run *run, int64_t id) {
    return run->all || db_number(run->work,
                               "SELECT COUNT(*) FROM membership"
                               " WHERE organisation_id = ? AND cluster_id = ?",
                               num(id), num(run->import.cluster)) > 0;
}

/* The id of a row above that was stored; 0 while it is only looked at. */
static int64_t stored_from_line(struct import_run *run, int64_t line) {
    if (!run->storing) {
        return 0;
    }
    return db_number(run->work,
            "SELECT object_id FROM import_row WHERE import_id = ? AND line = ? AND act <> 'leave'",
            num(run->import.id), num(line));
}

/* False if the row brings a key that settles nothing, or none. */
static bool find_by_key(struct import_run *run, struct import_row *row, str key, int64_t id) {
    struct work *w = run->work;
    if (row->wrong || key.len == 0) {
        return false;
    }
    str note = note_of(w->mem, STR("key"), key, (str){0});
    int64_t line = known_line(run->known, note);
    if (line && line != row->line) {
        import_wrong(row, WHY_KEY_TWICE, number_text(w->mem, line));
        return true;
    }
    known_note(run->known, note, row->line);
    row->by_key = id != 0;
    row->target = id;
    return id != 0;
}

/* Like a row above, or like something stored, but not certainly the same. */
static void set_like(struct import_row *row, enum import_why why, str name, bool update) {
    row->like = true;
    row->act = update ? ACT_UPDATE : ACT_ADD;
    why_add(&row->reason, why, name, (str){0}, (str){0});
}

static void find_line(struct import_run *run, struct import_row *row, int64_t line, bool update) {
    row->target = stored_from_line(run, line);
    row->above = true;
    set_like(row, WHY_LIKE_LINE, number_text(run->work->mem, line), update);
}

static void find_alike_organisation(struct import_run *run, struct import_row *row) {
    struct work *w = run->work;
    const struct organisation *o = &row->fresh.member.organisation;
    struct known_look look = {o->name, o->country, o->place, o->website};
    bool keyed = o->key.len > 0;
    struct known_match m = known_find(w, run->known, &look, keyed);
    known_add(w, run->known, &look,
            (struct known_fact){.line = row->line, .own = true, .keyed = keyed});
    if (m.like == LIKE_NOTHING) {
        return;
    }
    bool update = m.like >= LIKE_NAME && m.fact.own && !keyed;
    if (m.fact.line) {
        find_line(run, row, m.fact.line, update && !m.elsewhere);
        return;
    }
    row->target = m.fact.id;
    if (m.like == LIKE_SAME && !keyed) {
        row->act = ACT_UPDATE;
        return;
    }
    struct organisation other = {0};
    (void)organisation_stored(w, m.fact.id, &other);
    enum import_why why = m.like == LIKE_PLACE  ? WHY_LIKE_PLACE
                          : m.like == LIKE_HOST ? WHY_LIKE_HOST
                                                : WHY_LIKE_NAME;
    set_like(row, why, other.name, update);
}

static void find_organisation(struct import_run *run, struct import_row *row) {
    struct work *w = run->work;
    struct organisation *o = &row->fresh.member.organisation;
    int64_t id = o->key.len ? organisation_by_key(w, o->key) : 0;
    if (id && !import_owns_organisation(run, id)) {
        import_wrong(row, WHY_KEY_FOREIGN, o->key);
        return;
    }
    if (find_by_key(run, row, o->key, id)) {
        row->act = ACT_UPDATE;
        return;
    }
    if (!row->wrong && o->name.len) {
        find_alike_organisation(run, row);
    }
}

static void find_cluster(struct import_run *run, struct import_row *row) {
    struct work *w = run->work;
    struct cluster *c = &row->fresh.cluster;
    int64_t id = c->key.len ? cluster_by_key(w, c->key) : 0;
    if (!run->all && (id == 0 || id != run->import.cluster)) {
        import_wrong(row, WHY_NOT_OWN, c->key.len ? c->key : c->name);
        return;
    }
    if (find_by_key(run, row, c->key, id)) {
        row->act = ACT_UPDATE;
        return;
    }
    str alike = alike_name(w->mem, c->name);
    struct clusters all = cluster_list(w);
    for (size_t i = 0; i < all.count && !row->like; i++) {
        if (str_eq(alike_name(w->mem, all.at[i].name), alike)) {
            row->target = all.at[i].id;
            set_like(row, WHY_LIKE_NAME, all.at[i].name, c->key.len == 0);
        }
    }
}

/* An organisation by its name among those the import may touch. */
static int64_t organisation_named(struct import_run *run, str name, bool *many) {
    struct work *w = run->work;
    int64_t cluster = run->all && run->import.cluster == 0 ? 0 : run->import.cluster;
    int64_t id = 0;
    int64_t found = 0;
    size_t count = 0;
    str written = {0};
    bool exact = false;
    str folded = fold_name(w->mem, name);
    struct rows r = db_rows(w,
            "SELECT o.id, o.name FROM organisation AS o WHERE o.alike = ?"
            " AND (? = 0 OR EXISTS (SELECT 1 FROM membership AS m"
            "                       WHERE m.organisation_id = o.id AND m.cluster_id = ?))"
            " ORDER BY o.id LIMIT 20",
            txt(alike_name(w->mem, name)), num(cluster), num(cluster));
    while (db_next(&r, to(id), to(written))) {
        bool same = str_eq(fold_name(w->mem, written), folded);
        if (same && !exact) {
            count = 0;
            exact = true;
        }
        if (same == exact) {
            found = id;
            count++;
        }
    }
    *many = count > 1;
    return found;
}

/* Of a person, need or offer; their reference becomes its key. */
static bool find_owner(struct import_run *run, struct import_row *row, str *reference) {
    struct work *w = run->work;
    bool many = false;
    if (reference->len == 0) {
        import_wrong(row, WHY_EMPTY, STR("organisation"));
        return false;
    }
    int64_t by_key = organisation_by_key(w, *reference);
    int64_t id = by_key ? by_key : organisation_named(run, *reference, &many);
    if (many) {
        import_wrong(row, WHY_MANY, *reference);
        return false;
    }
    /* Others' may be confidential: the answer is the same whether there is one or not. */
    if (id == 0 || !import_owns_organisation(run, id)) {
        import_wrong(row, WHY_NO_OBJECT, *reference);
        return false;
    }
    if (!by_key) {
        struct rows r = db_rows(w, "SELECT key FROM organisation WHERE id = ?", num(id));
        (void)db_next(&r, to(*reference));
        db_stop(&r);
    }
    row->organisation = id;
    return true;
}

/* The same mail address is the same person; without one on both sides, the same name. */
static int64_t person_like(struct import_run *run, int64_t organisation, const struct person *p) {
    struct work *w = run->work;
    int64_t id = 0;
    int64_t by_name = 0;
    str name = {0};
    str mail = {0};
    str folded = fold_name(w->mem, p->name);
    struct rows r = db_rows(
            w, "SELECT id, name, mail FROM person WHERE organisation_id = ?", num(organisation));
    while (db_next(&r, to(id), to(name), to(mail))) {
        if (p->mail.len && str_eq(mail, p->mail)) {
            db_stop(&r);
            return id;
        }
        bool same = str_eq(fold_name(w->mem, name), folded) && (!p->mail.len || !mail.len);
        by_name = same ? id : by_name;
    }
    return by_name;
}

static void find_person(struct import_run *run, struct import_row *row) {
    struct work *w = run->work;
    struct person *p = &row->fresh.person;
    if (!find_owner(run, row, &p->organisation_key)) {
        return;
    }
    struct person there = {0};
    int64_t id = p->key.len ? person_by_key(w, p->key) : 0;
    if (id && person_stored(w, id, &there) && !import_owns_organisation(run, there.organisation)) {
        import_wrong(row, WHY_KEY_FOREIGN, p->key);
        return;
    }
    if (find_by_key(run, row, p->key, id) || row->wrong || p->name.len == 0) {
        row->act = ACT_UPDATE;
        return;
    }
    str note = note_of(w->mem, STR("person"), p->organisation_key, p->mail.len ? p->mail : p->name);
    int64_t line = p->key.len ? 0 : known_line(run->known, note);
    known_note(run->known, note, row->line);
    if (line) {
        find_line(run, row, line, true);
        return;
    }
    row->target = person_like(run, row->organisation, p);
    if (row->target && p->key.len) {
        set_like(row, WHY_LIKE_NAME, p->name, false);
    }
    row->act = row->target && !p->key.len ? ACT_UPDATE : ACT_ADD;
}

/* The same side and title within the organisation. */
static int64_t listing_like(struct import_run *run, int64_t organisation, str side, str title) {
    struct work *w = run->work;
    int64_t id = 0;
    str there = {0};
    str folded = fold_name(w->mem, title);
    struct rows r =
            db_rows(w, "SELECT id, title FROM listing WHERE organisation_id = ? AND side = ?",
                    num(organisation), txt(side));
    while (db_next(&r, to(id), to(there))) {
        if (str_eq(fold_name(w->mem, there), folded)) {
            db_stop(&r);
            return id;
        }
    }
    return 0;
}

static void find_listing(struct import_run *run, struct import_row *row) {
    struct work *w = run->work;
    struct listing *l = &row->fresh.listing;
    if (!find_owner(run, row, &l->organisation_key)) {
        return;
    }
    struct listing there = {0};
    int64_t id = l->key.len ? listing_by_key(w, l->key) : 0;
    if (id && listing_stored(w, id, &there) && !import_owns_organisation(run, there.organisation)) {
        import_wrong(row, WHY_KEY_FOREIGN, l->key);
        return;
    }
    if (find_by_key(run, row, l->key, id) || row->wrong || l->title.len == 0) {
        row->act = ACT_UPDATE;
        return;
    }
    str note = note_of(w->mem, l->side, l->organisation_key, fold_name(w->mem, l->title));
    int64_t line = l->key.len ? 0 : known_line(run->known, note);
    known_note(run->known, note, row->line);
    if (line) {
        find_line(run, row, line, true);
        return;
    }
    row->target = listing_like(run, row->organisation, l->side, l->title);
    if (row->target && l->key.len) {
        set_like(row, WHY_LIKE_NAME, l->title, false);
    }
    row->act = row->target && !l->key.len ? ACT_UPDATE : ACT_ADD;
}

static bool owns_object(struct import_run *run, str object, int64_t id) {
    if (run->all) {
        return true;
    }
    if (str_eq(object, STR("cluster"))) {
        return id == run->import.cluster;
    }
    if (str_eq(object, STR("organisation"))) {
        return import_owns_organisation(run, id);
    }
    return import_owns_organisation(
            run, db_number(run->work, "SELECT organisation_id FROM listing WHERE id = ?", num(id)));
}

static int64_t object_by_key(struct work *w, str object, str key) {
    if (str_eq(object, STR("cluster"))) {
        return cluster_by_key(w, key);
    }
    return str_eq(object, STR("organisation")) ? organisation_by_key(w, key)
                                               : listing_by_key(w, key);
}

static void find_translation(struct import_run *run, struct import_row *row) {
    struct work *w = run->work;
    struct translation *t = &row->fresh.translation;
    if (t->object.len == 0 || t->field.len == 0 || t->object_key.len == 0) {
        import_wrong(row, WHY_EMPTY,
                t->object.len == 0 ? STR("object")
                : t->field.len     ? STR("key")
                                   : STR("field"));
        return;
    }
    t->lang = t->lang.len ? t->lang : run->import.lang;
    t->object_id = object_by_key(w, t->object, t->object_key);
    if (t->object_id == 0 || !owns_object(run, t->object, t->object_id)) {
        import_wrong(row, WHY_NO_OBJECT, t->object_key);
        return;
    }
    str note =
            note_of(w->mem, note_of(w->mem, t->object, t->object_key, t->field), t->lang, (str){0});
    int64_t line = known_line(run->known, note);
    if (line) {
        import_wrong(row, WHY_KEY_TWICE, number_text(w->mem, line));
        return;
    }
    known_note(run->known, note, row->line);
    union import_thing there = {.translation = *t};
    row->target = import_thing_load(w, IMPORT_TRANSLATIONS, 0, &there) ? t->object_id : 0;
    row->act = row->target ? ACT_UPDATE : ACT_ADD;
}

/* What a need or offer that stands in a column of its own would be called. */
static void find_wishes(struct import_run *run, struct import_row *row) {
    for (size_t i = 0; i < row->wish_count; i++) {
        struct import_listing_wish *wish = &row->wishes[i];
        str title = import_wish_title(wish->text);
        bool there =
                row->target && row->act == ACT_UPDATE &&
                listing_like(run, row->target, wish->offer ? STR("offer") : STR("need"), title);
        wish->there = there;
        if (!there) {
            why_add(&row->reason, wish->offer ? WHY_ADDS_OFFER : WHY_ADDS_NEED, title, (str){0},
                    (str){0});
        }
    }
}

/* Nobody may choose to change what is not theirs. */
static void choose(struct import_run *run, struct import_row *row) {
    if (!row->like || row->choice.len == 0) {
        return;
    }
    if (!str_eq(row->choice, STR("update"))) {
        row->act = str_eq(row->choice, STR("new")) ? ACT_ADD : ACT_LEAVE;
        return;
    }
    bool foreign = run->import.kind == IMPORT_ORGANISATIONS && row->target &&
                   !import_owns_organisation(run, row->target);
    row->act = foreign ? ACT_ADD : ACT_UPDATE;
}

void import_find(struct import_run *run, struct import_row *row) {
    static void (*const finds[IMPORT_KINDS])(struct import_run *, struct import_row *) = {
            find_cluster, find_organisation, find_person, find_listing, find_translation};
    row->act = ACT_ADD;
    finds[run->import.kind](run, row);
    choose(run, row);
    if (!row->wrong) {
        find_wishes(run, row);
    }
}

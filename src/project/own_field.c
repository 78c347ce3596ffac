#include "project/own_field.h"

#include "base/buf.h"
#include "db/db.h"

#include <stddef.h>

static const char *const objects[OWN_FIELD_OBJECTS] = {"organisation", "collaboration"};
static const char *const kinds[OWN_FIELD_KINDS] = {"text", "number", "day", "choice", "yes-no"};

str own_field_object_word(enum own_field_object o) {
    return str_of(objects[o]);
}

bool own_field_object_of(str word, enum own_field_object *o) {
    for (enum own_field_object i = 0; i < OWN_FIELD_OBJECTS; i++) {
        if (str_eq(word, str_of(objects[i]))) {
            *o = i;
            return true;
        }
    }
    return false;
}

str own_field_kind_word(enum own_field_kind k) {
    return str_of(kinds[k]);
}

bool own_field_kind_of(str word, enum own_field_kind *k) {
    for (enum own_field_kind i = 0; i < OWN_FIELD_KINDS; i++) {
        if (str_eq(word, str_of(kinds[i]))) {
            *k = i;
            return true;
        }
    }
    return false;
}

str own_field_title(struct work *w, const struct own_field *f, enum tongue *in) {
    return named_for(&f->names, w->tongue, in);
}

/* A row for each name, so a field may come several times, one after the other. */
static struct own_fields take(struct work *w, struct rows *r) {
    struct own_fields all = {.at = arena_new(w->mem, struct own_field, OWN_FIELDS_MOST)};
    struct own_field f = {0};
    str object = {0};
    str kind = {0};
    str lang = {0};
    str name = {0};
    int64_t needed = 0;
    while (db_next(r, to(f.id), to(f.cluster), to(f.place), to(object), to(kind), to(f.choices),
            to(needed), to(f.value), to(lang), to(name))) {
        bool fresh = all.count == 0 || all.at[all.count - 1].id != f.id;
        if (fresh && all.count == OWN_FIELDS_MOST) {
            break;
        }
        if (fresh) {
            f.needed = needed != 0;
            (void)own_field_object_of(object, &f.object);
            (void)own_field_kind_of(kind, &f.kind);
            all.at[all.count++] = f;
        }
        named_put(&all.at[all.count - 1].names, lang, name);
    }
    db_stop(r);
    return all;
}

/* clang-format off */
#define COLUMNS                                                                                \
    "SELECT f.id, f.cluster_id, f.place, f.object, f.kind, f.choices, f.needed,"               \
    " COALESCE(v.value, ''), COALESCE(n.lang, ''), COALESCE(n.name, '') FROM own_field AS f"   \
    " LEFT JOIN own_field_name AS n ON n.field_id = f.id"                                      \
    " LEFT JOIN own_field_value AS v ON v.field_id = f.id AND v.object_id = ?"                 \
    " WHERE f.cluster_id = ?"
/* clang-format on */

struct own_fields own_field_list(
        struct work *w, int64_t cluster, enum own_field_object object, int64_t thing) {
    struct rows r = db_rows(w, COLUMNS " AND f.object = ? ORDER BY f.place, f.id, n.lang",
            num(thing), num(cluster), txt(own_field_object_word(object)));
    return take(w, &r);
}

bool own_field_one(struct work *w, int64_t cluster, int64_t id, struct own_field *found) {
    struct rows r =
            db_rows(w, COLUMNS " AND f.id = ? ORDER BY n.lang", num(0), num(cluster), num(id));
    struct own_fields all = take(w, &r);
    *found = all.count ? all.at[0] : (struct own_field){0};
    return all.count != 0;
}

struct own_field_values own_field_values(
        struct work *w, int64_t cluster, enum own_field_object object) {
    struct own_field_values all = {.fields = own_field_list(w, cluster, object, 0)};
    struct own_field_value v = {0};
    size_t room = 0;
    struct rows r = db_rows(w,
            "SELECT v.object_id, v.field_id, v.value FROM own_field_value AS v"
            " JOIN own_field AS f ON f.id = v.field_id WHERE f.cluster_id = ? AND f.object = ?"
            " ORDER BY v.object_id, v.field_id LIMIT ?",
            num(cluster), txt(own_field_object_word(object)), num(OWN_FIELD_VALUES_MOST));
    while (db_next(&r, to(v.thing), to(v.field), to(v.value))) {
        arena_room(w->mem, struct own_field_value, all.at, all.count, room);
        all.at[all.count++] = v;
    }
    return all;
}

static int value_order(const struct own_field_value *v, int64_t thing, int64_t field) {
    if (v->thing != thing) {
        return v->thing < thing ? -1 : 1;
    }
    return v->field < field ? -1 : v->field > field;
}

str own_field_value_of(const struct own_field_values *all, int64_t thing, int64_t field) {
    size_t low = 0;
    size_t high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = value_order(&all->at[middle], thing, field);
        if (order == 0) {
            return all->at[middle].value;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return (str){0};
}

/* As the columns of the directory take them, so that both read the same of what people write. */
static enum flaw take_as(struct arena *mem, enum column_kind kind, enum label_set set, str *value) {
    struct column c = {"value", "", 0, kind, set, OWN_FIELD_TEXT_MOST, false};
    return column_take(mem, &c, value, *value);
}

static enum flaw take_value(struct arena *mem, struct own_field *f) {
    switch (f->kind) {
    case OWN_FIELD_NUMBER: return take_as(mem, COLUMN_DECIMAL, 0, &f->value);
    case OWN_FIELD_DAY: return take_as(mem, COLUMN_DAY, 0, &f->value);
    case OWN_FIELD_YES_NO: return take_as(mem, COLUMN_LABEL, LABEL_YES_NO, &f->value);
    case OWN_FIELD_CHOICE: return str_lists(f->choices, f->value) ? FLAW_NONE : FLAW_UNKNOWN_WORD;
    case OWN_FIELD_TEXT:
    case OWN_FIELD_KINDS: break;
    }
    return take_as(mem, COLUMN_TEXT, 0, &f->value);
}

void own_field_take(struct arena *mem, struct own_field *f, str typed) {
    f->value = str_trim(typed);
    f->flaw = f->value.len ? take_value(mem, f) : f->needed ? FLAW_EMPTY : FLAW_NONE;
}

void own_field_keep(struct work *w, const struct own_fields *all, int64_t thing) {
    for (size_t i = 0; i < all->count; i++) {
        const struct own_field *f = &all->at[i];
        if (f->value.len) {
            db_run(w,
                    "INSERT INTO own_field_value (field_id, object_id, value) VALUES (?, ?, ?)"
                    " ON CONFLICT (field_id, object_id) DO UPDATE SET value = excluded.value",
                    num(f->id), num(thing), txt(f->value));
        } else {
            db_run(w, "DELETE FROM own_field_value WHERE field_id = ? AND object_id = ?",
                    num(f->id), num(thing));
        }
    }
}

/* "a; b ;;b" is "a;b". */
static str tidy(struct arena *mem, str choices, size_t *count) {
    struct buf out = {.mem = mem};
    str one;
    *count = 0;
    while (str_cut(&choices, ';', &one)) {
        one = str_trim(one);
        if (one.len && !str_lists(buf_str(&out), one)) {
            buf_add(&out, out.len ? STR(";") : (str){0});
            buf_add(&out, one);
            (*count)++;
        }
    }
    return buf_str(&out);
}

static enum own_field_flaw check(struct work *w, struct own_field *f) {
    size_t choices = 0;
    enum named_flaw name = named_check(&f->names);
    f->choices = f->kind == OWN_FIELD_CHOICE ? tidy(w->mem, f->choices, &choices) : (str){0};
    if (!named_any(&f->names)) {
        return OWN_FIELD_WITHOUT_NAME;
    }
    if (name != NAMED_FINE) {
        return OWN_FIELD_NAME_LONG;
    }
    if (f->kind == OWN_FIELD_CHOICE && choices < 2) {
        return OWN_FIELD_WITHOUT_CHOICES;
    }
    return f->choices.len > OWN_FIELD_CHOICES_MOST ? OWN_FIELD_CHOICES_LONG : OWN_FIELD_FINE;
}

static void save_names(struct work *w, const struct own_field *f) {
    db_run(w, "DELETE FROM own_field_name WHERE field_id = ?", num(f->id));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (f->names.in[t].len) {
            db_run(w, "INSERT INTO own_field_name (field_id, lang, name) VALUES (?, ?, ?)",
                    num(f->id), txt(tongue_code(t)), txt(f->names.in[t]));
        }
    }
}

enum own_field_flaw own_field_save(struct work *w, struct own_field *f) {
    enum own_field_flaw flaw = check(w, f);
    if (flaw != OWN_FIELD_FINE) {
        return flaw;
    }
    if (f->id) {
        db_run(w, "UPDATE own_field SET choices = ?, needed = ? WHERE id = ? AND cluster_id = ?",
                txt(f->choices), num(f->needed), num(f->id), num(f->cluster));
        save_names(w, f);
        return OWN_FIELD_FINE;
    }
    struct own_fields all = own_field_list(w, f->cluster, f->object, 0);
    if (all.count == OWN_FIELDS_MOST) {
        return OWN_FIELD_TOO_MANY;
    }
    f->place = all.count ? all.at[all.count - 1].place + 1 : 1;
    f->id = db_number(w,
            "INSERT INTO own_field (cluster_id, object, place, kind, choices, needed)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            num(f->cluster), txt(own_field_object_word(f->object)), num(f->place),
            txt(own_field_kind_word(f->kind)), txt(f->choices), num(f->needed));
    save_names(w, f);
    return OWN_FIELD_FINE;
}

static void put_at(struct work *w, const struct own_field *f, int64_t place) {
    db_run(w, "UPDATE own_field SET place = ? WHERE id = ?", num(place), num(f->id));
}

void own_field_shift(struct work *w, const struct own_field *f, bool later) {
    struct own_fields all = own_field_list(w, f->cluster, f->object, 0);
    for (size_t i = 0; i < all.count; i++) {
        bool end = later ? i + 1 == all.count : i == 0;
        if (all.at[i].id == f->id && !end) {
            const struct own_field *other = &all.at[later ? i + 1 : i - 1];
            put_at(w, &all.at[i], other->place);
            put_at(w, other, all.at[i].place);
            return;
        }
    }
}

void own_field_remove(struct work *w, const struct own_field *f) {
    db_run(w, "DELETE FROM own_field WHERE id = ? AND cluster_id = ?", num(f->id), num(f->cluster));
}

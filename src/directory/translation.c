#include "directory/translation.h"

#include "db/db.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct translation, name)

static const struct column columns[] = {
        {"object", say_word("Kind"), PLACE(object), COLUMN_LABEL, LABEL_OBJECT, 20, true},
        {"key", say_word("Short name in addresses"), PLACE(object_key), COLUMN_KEY, 0, 80, true},
        {"field", say_word("Field"), PLACE(field), COLUMN_LABEL, LABEL_FIELD, 20, true},
        {"language", say_word("Language"), PLACE(lang), COLUMN_LANGUAGE, 0, 2, true},
        {"text", say_word("Text"), PLACE(body), COLUMN_TEXT, 0, 8000, true},
        {"made_by", say_word("Translated by"), PLACE(made_by), COLUMN_LABEL, LABEL_MADE_BY, 10,
                false},
};

const struct columns translation_columns = {columns, sizeof(columns) / sizeof(columns[0])};

struct translations translation_list(struct work *w, str object, int64_t id) {
    struct translations found = {.at = arena_new(w->mem, struct translation, TRANSLATIONS_MOST)};
    struct translation t = {.object = object, .object_id = id};
    struct rows r = db_rows(w,
            "SELECT field, lang, body, made_by, updated FROM translation"
            " WHERE object = ? AND object_id = ? ORDER BY lang, field LIMIT ?",
            txt(object), num(id), num(TRANSLATIONS_MOST));
    while (db_next(&r, to(t.field), to(t.lang), to(t.body), to(t.made_by), to(t.updated))) {
        found.at[found.count++] = t;
    }
    return found;
}

void translation_save(struct work *w, const struct translation *t) {
    if (t->body.len == 0) {
        db_run(w,
                "DELETE FROM translation"
                " WHERE object = ? AND object_id = ? AND field = ? AND lang = ?",
                txt(t->object), num(t->object_id), txt(t->field), txt(t->lang));
        return;
    }
    db_run(w,
            "INSERT INTO translation (object, object_id, field, lang, body, made_by, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (object, object_id, field, lang) DO UPDATE"
            " SET body = excluded.body, made_by = excluded.made_by, updated = excluded.updated",
            txt(t->object), num(t->object_id), txt(t->field), txt(t->lang), txt(t->body),
            txt(t->made_by), num(w->now));
}

struct translations translation_export(
        struct work *w, int64_t cluster, const struct translation *after, size_t most) {
    struct translations found = {.at = arena_new(w->mem, struct translation, most)};
    struct translation t = {0};
    struct rows r = db_rows(w,
            "WITH thing AS ("
            "  SELECT 'cluster' AS object, c.id, c.key FROM cluster AS c"
            "  WHERE ? = 0 OR c.id = ?"
            "  UNION ALL"
            "  SELECT 'organisation', o.id, o.key FROM organisation AS o"
            "  WHERE ? = 0 OR EXISTS (SELECT 1 FROM membership AS m"
            "                         WHERE m.organisation_id = o.id AND m.cluster_id = ?)"
            "  UNION ALL"
            "  SELECT 'listing', l.id, l.key FROM listing AS l"
            "  WHERE ? = 0 OR EXISTS (SELECT 1 FROM membership AS m"
            "                         WHERE m.organisation_id = l.organisation_id"
            "                         AND m.cluster_id = ?))"
            " SELECT t.object, t.object_id, h.key, t.field, t.lang, t.body, t.made_by, t.updated"
            " FROM translation AS t JOIN thing AS h ON h.object = t.object AND h.id = t.object_id"
            " WHERE (t.object, h.key, t.field, t.lang) > (?, ?, ?, ?)"
            " ORDER BY t.object, h.key, t.field, t.lang LIMIT ?",
            num(cluster), num(cluster), num(cluster), num(cluster), num(cluster), num(cluster),
            txt(after->object), txt(after->object_key), txt(after->field), txt(after->lang),
            num((int64_t)most));
    while (db_next(&r, to(t.object), to(t.object_id), to(t.object_key), to(t.field), to(t.lang),
            to(t.body), to(t.made_by), to(t.updated))) {
        found.at[found.count++] = t;
    }
    return found;
}

static const struct translation *translated(const struct translations *all, str field, str lang) {
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->at[i].field, field) && str_eq(all->at[i].lang, lang)) {
            return &all->at[i];
        }
    }
    return NULL;
}

struct wording translation_pick(
        const struct work *w, const struct translations *all, str field, str body, str lang) {
    struct wording original = {.body = body, .lang = lang, .original = true};
    str mine = tongue_code(w->tongue);
    if (str_eq(lang, mine)) {
        return original;
    }
    const struct translation *t = translated(all, field, mine);
    if (!t && !str_eq(lang, STR("en"))) {
        t = translated(all, field, STR("en"));
    }
    if (!t) {
        return original;
    }
    return (struct wording){
            .body = t->body, .lang = t->lang, .machine = str_eq(t->made_by, STR("machine"))};
}

#include "db/db.h"
#include "directory/import_row.h"

/* What a save did, so that it can be undone. */
static void note_change(struct import_run *run, enum import_kind kind,
        const union import_thing *before, const union import_thing *after) {
    struct buf line = {.mem = run->work->mem};
    bool translation = kind == IMPORT_TRANSLATIONS;
    if (before || translation) {
        import_thing_line(&line, kind, before ? before : after, false);
    }
    db_later(run->work,
            "INSERT INTO import_change (import_id, object, object_id, fresh, before, mark)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            num(run->import.id), txt(import_kind_object(kind)), num(import_thing_id(kind, after)),
            num(before == NULL), txt(buf_str(&line)),
            num(import_thing_mark(run->work->mem, kind, after)));
}

enum { TITLE_MOST = 200, TITLE_LEAST = 20 };

str import_wish_title(str text) {
    size_t len = 0;
    while (len < text.len && text.at[len] != '\n' && text.at[len] != '\r') {
        len++;
    }
    str line = str_trim((str){text.at, len});
    if (line.len <= TITLE_MOST) {
        return line;
    }
    size_t end = TITLE_MOST;
    while (end > TITLE_LEAST && line.at[end] != ' ') {
        end--;
    }
    if (end == TITLE_LEAST) { /* no blanks, as in Chinese: between two characters */
        end = TITLE_MOST;
        while (end && ((unsigned char)line.at[end] & 0xC0) == 0x80) {
            end--;
        }
    }
    return str_trim((str){line.at, end});
}

/* Its title is what the cell begins with; where that is not all, the whole cell is the text. */
static void store_wishes(struct import_run *run, struct import_row *row) {
    const struct organisation *o = &row->then.member.organisation;
    for (size_t i = 0; i < row->wish_count; i++) {
        const struct import_listing_wish *wish = &row->wishes[i];
        if (wish->there) {
            continue;
        }
        str title = import_wish_title(wish->text);
        union import_thing t = {.listing = {.organisation = o->id,
                                        .organisation_key = o->key,
                                        .side = wish->offer ? STR("offer") : STR("need"),
                                        .kind = STR("business"),
                                        .title = title,
                                        .body = title.len < wish->text.len ? wish->text : (str){0},
                                        .lang = o->lang,
                                        .status = run->import.status,
                                        .visibility = STR("public"),
                                        .sectors = o->sectors}};
        if (import_thing_save(run->work, IMPORT_LISTINGS, &t)) {
            note_change(run, IMPORT_LISTINGS, NULL, &t);
        }
    }
}

void import_store(struct import_run *run, struct import_row *row) {
    enum import_kind kind = run->import.kind;
    if (row->wrong || row->act == ACT_LEAVE) {
        return;
    }
    bool there = row->target && row->act == ACT_UPDATE;
    struct arena *mem = run->work->mem;
    bool same =
            there &&
            import_thing_mark(mem, kind, &row->now) == import_thing_mark(mem, kind, &row->then) &&
            kind != IMPORT_LISTINGS;
    if (!same && row->verdict != IMPORT_EQUAL) {
        if (!import_thing_save(run->work, kind, &row->then)) {
            work_fail(run->work, STR("a row changed while it was being imported"));
        }
        note_change(run, kind, there ? &row->now : NULL, &row->then);
    }
    if (row->wish_count) {
        store_wishes(run, row);
    }
}

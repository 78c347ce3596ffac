#include "command/match_files.h"

#include "account/account.h"
#include "account/role.h"
#include "command/open.h"
#include "db/db.h"
#include "directory/import_header.h"
#include "wire/table.h"

#include <stdio.h>

enum { FILE_BYTES_MOST = 256 * 1024 * 1024, SAMPLE_ROWS = 20 };

bool match_files_open(struct work *w) {
    if (!open_database(w, ":memory:")) {
        return false;
    }
    /* Whoever has the files may see all that is in them. */
    struct account reader = {.mail = STR("files@localhost.localdomain"), .name = STR("files")};
    account_add(w, &reader, STR(""));
    role_add(w, &(struct role){.account = reader.id, .kind = ROLE_ADMIN});
    w->actor = reader.id;
    return work_ok(w);
}

void match_files_close(struct work *w) {
    open_done(w);
}

static bool complain(const char *path, size_t line, str why) {
    (void)fprintf(stderr, "handslag: %s", path);
    if (line) {
        (void)fprintf(stderr, ", line %zu", line);
    }
    (void)fprintf(stderr, ": %.*s\n", (int)why.len, why.len ? why.at : "");
    return false;
}

static bool read_bytes(struct work *w, const char *path, str *bytes) {
    FILE *file = fopen(path, "rbe");
    if (!file) {
        return complain(path, 0, STR("it is not there, or may not be read"));
    }
    struct buf all = {.mem = w->mem};
    char part[64 * 1024];
    size_t got = 0;
    while ((got = fread(part, 1, sizeof(part), file)) > 0 && all.len <= FILE_BYTES_MOST) {
        buf_add(&all, (str){part, got});
    }
    bool whole = !ferror(file) && all.len <= FILE_BYTES_MOST;
    (void)fclose(file);
    *bytes = buf_str(&all);
    return whole || complain(path, 0, STR("it cannot be read whole, or is too large"));
}

/* What each column is to a listing, and to the organisation it names. */
struct mapping {
    struct cells listing, organisation;
};

static struct mapping guess(struct work *w, str bytes) {
    struct cells rows[SAMPLE_ROWS];
    struct import_sample sample = {.rows = rows};
    struct table t = table_open(w->mem, bytes, (struct table_wish){0});
    (void)table_row(&t, &sample.header);
    while (sample.count < SAMPLE_ROWS && table_row(&t, &rows[sample.count])) {
        sample.count++;
    }
    table_close(&t);
    return (struct mapping){import_header_guess(w->mem, IMPORT_LISTINGS, &sample),
            import_header_guess(w->mem, IMPORT_ORGANISATIONS, &sample)};
}

static void take(struct work *w, enum import_kind kind, const struct cells *columns,
        const struct cells *row, void *thing) {
    for (size_t i = 0; i < columns->count && i < row->count; i++) {
        size_t at = import_column_named(kind, columns->at[i]);
        const struct column *c = at < IMPORT_COLUMNS_MOST ? import_column(kind, at) : NULL;
        if (c && row->at[i].len) {
            (void)column_take(w->mem, c, thing, row->at[i]);
        }
    }
}

/* The organisation of that name, made where it was not named before. */
static int64_t organisation_named(struct work *w, struct organisation *o, str name) {
    int64_t id = db_number(w, "SELECT MIN(id) FROM organisation WHERE name = ?", txt(name));
    if (id) {
        return id;
    }
    o->id = 0;
    o->key = (str){0};
    o->name = name;
    o->kind = o->kind.len ? o->kind : STR("company");
    o->lang = o->lang.len ? o->lang : STR("en");
    o->visibility = STR("public");
    organisation_save(w, o);
    return o->id;
}

static bool add_row(struct work *w, const struct mapping *m, const struct cells *row, str side) {
    struct listing l = {0};
    struct import_member member = {0};
    take(w, IMPORT_LISTINGS, &m->listing, row, &l);
    take(w, IMPORT_ORGANISATIONS, &m->organisation, row, &member);
    str name = l.organisation_key.len ? l.organisation_key : member.organisation.name;
    if (l.title.len == 0 || name.len == 0) {
        return false;
    }
    l.id = 0;
    l.key = (str){0};
    l.side = side;
    l.kind = l.kind.len ? l.kind : STR("business");
    l.lang = l.lang.len ? l.lang : STR("en");
    l.status = STR("published");
    l.visibility = STR("public");
    l.valid_until = (str){0};
    l.organisation = organisation_named(w, &member.organisation, name);
    listing_save(w, &l);
    return true;
}

bool match_file_read(struct work *w, const char *path, str side) {
    str bytes = {0};
    if (!read_bytes(w, path, &bytes)) {
        return false;
    }
    struct mapping m = guess(w, bytes);
    struct table t = table_open(w->mem, bytes, (struct table_wish){0});
    struct cells row = {0};
    size_t used = 0;
    (void)table_row(&t, &row);
    while (table_row(&t, &row)) {
        if (add_row(w, &m, &row, side)) {
            used++;
        } else if (!cells_blank(&row)) {
            (void)complain(path, t.line, STR("left out: a title or the organisation is missing"));
        }
    }
    table_close(&t);
    if (t.broken) {
        return complain(path, t.line, STR("this is not a table that can be read to its end"));
    }
    return used || complain(path, 0, STR("no row has both a title and an organisation"));
}

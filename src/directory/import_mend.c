#include "directory/import_row.h"
#include "lang/codes.h"

#include <string.h>

static str cell_of(const struct import_row *row, size_t at) {
    return at < row->cells.count ? row->cells.at[at] : (str){0};
}

static str header_of(const struct import_run *run, size_t at) {
    return at < run->header.count ? run->header.at[at] : (str){0};
}

static size_t column_for(const struct import_run *run, const char *name) {
    size_t field = import_column_named(run->import.kind, str_of(name));
    return field < IMPORT_COLUMNS_MOST ? run->column_of[field] : CELLS_MOST;
}

static void swap(struct import_run *run, struct import_row *row, size_t from, size_t into) {
    str value = row->cells.at[from];
    row->cells.at[from] = row->cells.at[into];
    row->cells.at[into] = value;
    why_add(&row->reason, WHY_SWAPPED, value, header_of(run, from),
            str_of(import_column(run->import.kind, run->means[into])->name));
}

static size_t digits_in(str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        count += s.at[i] >= '0' && s.at[i] <= '9';
    }
    return count;
}

static bool is_country(struct arena *mem, str cell) {
    return cell.len > 2 && country_of(mem, cell).len > 0;
}

static bool is_web(struct arena *mem, str cell) {
    (void)mem;
    bool begins = str_starts(cell, STR("http://")) || str_starts(cell, STR("https://")) ||
                  str_starts(cell, STR("www."));
    return begins && str_has(cell, STR(".")) && !str_has(cell, STR(" "));
}

static bool is_mail(struct arena *mem, str cell) {
    (void)mem;
    return str_has(cell, STR("@")) && str_has(cell, STR(".")) && !str_has(cell, STR(" "));
}

/* In which of our columns a cell may stand by mistake. */
static bool may_hold(const struct import_run *run, size_t at, const char *const *others) {
    size_t means = run->means[at];
    for (size_t i = 0; others[i]; i++) {
        bool kept = means == COLUMN_KEPT && strcmp(others[i], "keep") == 0;
        if (kept || means == import_column_named(run->import.kind, str_of(others[i]))) {
            return true;
        }
    }
    return false;
}

/* One that can be told by its looks: when its own cell holds something else and another cell holds
 * one, the two stand in each other's place. */
struct telling {
    const char *field;
    bool (*is)(struct arena *mem, str cell);
    const char *const *others; /* where it may have got to */
};

static void mend_one(struct import_run *run, struct import_row *row, const struct telling *t) {
    struct arena *mem = run->work->mem;
    size_t own = column_for(run, t->field);
    str mine = cell_of(row, own);
    if (own >= row->cells.count || mine.len == 0 || t->is(mem, mine)) {
        return;
    }
    for (size_t i = 0; i < row->cells.count; i++) {
        if (i != own && t->is(mem, cell_of(row, i)) && may_hold(run, i, t->others)) {
            swap(run, row, i, own);
            return;
        }
    }
}

static bool well_taken(struct import_run *run, const char *field, str cell) {
    union import_thing scratch = {0};
    size_t at = import_column_named(run->import.kind, str_of(field));
    return column_take(run->work->mem, import_column(run->import.kind, at), &scratch, cell) ==
           FLAW_NONE;
}

/* "www" missing: what can be understood stays where it is. */
static bool own_is_fine(struct import_run *run, const struct import_row *row, const char *field) {
    str mine = cell_of(row, column_for(run, field));
    return mine.len == 0 || well_taken(run, field, mine);
}

static void mend_place(struct import_run *run, struct import_row *row) {
    size_t place = column_for(run, "place");
    size_t postcode = column_for(run, "postcode");
    str written = cell_of(row, place);
    str code = cell_of(row, postcode);
    if (written.len && code.len && digits_in(code) == 0 && digits_in(written) * 2 > written.len) {
        swap(run, row, place, postcode);
    }
}

static bool is_year(str cell) {
    int64_t year = 0;
    return cell.len == 4 && str_num(cell, &year) && year >= 1800 && year <= 2100;
}

static void mend_founded(struct import_run *run, struct import_row *row) {
    size_t founded = column_for(run, "founded");
    size_t size = column_for(run, "size");
    str year = cell_of(row, founded);
    str staff = cell_of(row, size);
    if (year.len && !is_year(year) && is_year(staff) &&
            import_size_class(run->work->mem, year).len) {
        swap(run, row, size, founded);
    }
}

/* Latitudes end at 90 degrees. */
static void mend_degrees(struct import_run *run, struct import_row *row) {
    size_t latitude = column_for(run, "latitude");
    size_t longitude = column_for(run, "longitude");
    str north = cell_of(row, latitude);
    str east = cell_of(row, longitude);
    int64_t whole = 0;
    str degrees = north;
    str number = {0};
    if (east.len && str_cut(&degrees, '.', &number) && str_num(number, &whole) &&
            (whole > 90 || whole < -90)) {
        swap(run, row, longitude, latitude);
    }
}

void import_mend(struct import_run *run, struct import_row *row) {
    static const char *const by_country[] = {"place", "region", "postcode", NULL};
    static const char *const by_web[] = {
            "name", "place", "region", "postcode", "size", "founded", "profile", "keep", NULL};
    static const char *const by_mail[] = {"phone", "role", "name", NULL};
    static const struct telling tellings[] = {
            {"country", is_country, by_country},
            {"website", is_web, by_web},
            {"mail", is_mail, by_mail},
    };
    struct arena_mark clean = arena_mark(run->work->mem);
    bool fine[3];
    for (size_t i = 0; i < 3; i++) {
        bool there = column_for(run, tellings[i].field) < row->cells.count;
        fine[i] = !there || own_is_fine(run, row, tellings[i].field);
    }
    arena_rewind(run->work->mem, clean);
    for (size_t i = 0; i < 3; i++) {
        if (!fine[i]) {
            mend_one(run, row, &tellings[i]);
        }
    }
    bool own_form = cell_of(row, column_for(run, "key")).len > 0; /* comes back as it went out */
    if (run->import.kind == IMPORT_ORGANISATIONS && !own_form) {
        mend_place(run, row);
        mend_founded(run, row);
        mend_degrees(run, row);
    }
}

#include "directory/import_row.h"
#include "lang/codes.h"
#include "lang/sector.h"

#include <string.h>

enum { SIZE_TEXT_MOST = 40, NUMBER_MOST = 100000000, WISH_BYTES_MOST = 8000 };

str import_cleaned(struct arena *mem, str cell) {
    struct buf out = {.mem = mem};
    size_t from = 0;
    for (size_t i = 0; i < cell.len; i++) {
        const unsigned char *at = (const unsigned char *)cell.at + i;
        bool control = (*at < ' ' && *at != '\n' && *at != '\r' && *at != '\t') || *at == 0x7F;
        bool turns = i + 2 < cell.len && at[0] == 0xE2 &&
                     ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) ||
                             (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
        if (control || turns) {
            buf_add(&out, (str){cell.at + from, i - from});
            i += turns ? 2 : 0;
            from = i + 1;
        }
    }
    if (from == 0) {
        return str_trim(cell);
    }
    buf_add(&out, str_skip(cell, from));
    return str_trim(buf_str(&out));
}

static str header_name(struct arena *mem, const struct import_run *run, size_t at) {
    if (at < run->header.count && run->header.at[at].len) {
        return run->header.at[at];
    }
    struct buf name = {.mem = mem};
    buf_add(&name, STR("#"));
    buf_num(&name, (int64_t)at + 1);
    return buf_str(&name);
}

static void keep(struct import_row *row, str header, str value) {
    buf_add(&row->keep, row->keep.len ? STR("\n") : (str){0});
    buf_add(&row->keep, header);
    buf_add(&row->keep, STR(": "));
    size_t from = 0;
    for (size_t i = 0; i <= value.len; i++) { /* a remark has a line for each header */
        if (i == value.len || value.at[i] == '\n' || value.at[i] == '\r') {
            str part = str_trim((str){value.at + from, i - from});
            buf_add(&row->keep, from && part.len ? STR(" / ") : (str){0});
            buf_add(&row->keep, part);
            from = i + 1;
        }
    }
}

static str field_header(struct import_run *run, size_t field) {
    size_t at = run->column_of[field];
    return header_name(run->work->mem, run, at);
}

void import_keep(struct import_run *run, struct import_row *row, size_t field) {
    keep(row, field_header(run, field), row->raw[field]);
}

static str joined(struct arena *mem, str a, str mark, str b) {
    struct buf out = {.mem = mem};
    buf_add(&out, a);
    buf_add(&out, mark);
    buf_add(&out, b);
    return buf_str(&out);
}

static str joint(enum import_kind kind, const struct column *f) {
    switch (f->kind) {
    case COLUMN_TEXT: return STR("\n\n");
    case COLUMN_LINE: return kind == IMPORT_PERSONS ? STR(" ") : (str){0};
    case COLUMN_LABELS:
    case COLUMN_COUNTRIES:
    case COLUMN_LANGUAGES:
    case COLUMN_LEVELS:
    case COLUMN_SECTORS:
    case COLUMN_ECOSYSTEMS:
    case COLUMN_ITEMS: return STR(";");
    case COLUMN_KEY:
    case COLUMN_LABEL:
    case COLUMN_COUNTRY:
    case COLUMN_REGION:
    case COLUMN_LANGUAGE:
    case COLUMN_DAY:
    case COLUMN_DECIMAL:
    case COLUMN_YEAR:
    case COLUMN_WEB:
    case COLUMN_MAIL: break;
    }
    return (str){0};
}

static void put_raw(struct import_run *run, struct import_row *row, size_t at, str cell) {
    struct arena *mem = run->work->mem;
    size_t field = run->means[at];
    const struct column *f = import_column(run->import.kind, field);
    str mark = joint(run->import.kind, f);
    if (row->raw[field].len == 0) {
        row->raw[field] = cell;
    } else if (mark.len) {
        row->raw[field] = joined(mem, row->raw[field], mark, cell);
    } else {
        keep(row, header_name(mem, run, at), cell);
    }
}

static str cut_to(str text, size_t most) {
    size_t len = text.len < most ? text.len : most;
    while (len < text.len && len && ((unsigned char)text.at[len] & 0xC0) == 0x80) {
        len--;
    }
    return str_trim((str){text.at, len});
}

/* What is longer than a text may be stands whole in the remark too. */
static void add_wish(struct import_run *run, struct import_row *row, size_t at, str cell) {
    bool fits = row->wish_count < IMPORT_WISHES_MOST;
    if (!fits || cell.len > WISH_BYTES_MOST) {
        keep(row, header_name(run->work->mem, run, at), cell);
    }
    if (fits) {
        row->wishes[row->wish_count].offer = run->means[at] == COLUMN_OFFER;
        row->wishes[row->wish_count++].text = cut_to(cell, WISH_BYTES_MOST);
    }
}

static void sort_cells(struct import_run *run, struct import_row *row) {
    struct arena *mem = run->work->mem;
    for (size_t i = 0; i < row->cells.count; i++) {
        str cell = row->cells.at[i];
        size_t means = run->means[i];
        if (cell.len == 0 || means == COLUMN_NONE) {
            continue;
        }
        if (means == COLUMN_KEPT) {
            keep(row, header_name(mem, run, i), cell);
        } else if (means < IMPORT_COLUMNS_MOST) {
            put_raw(run, row, i, cell);
        } else {
            add_wish(run, row, i, cell);
        }
    }
}

/* The first two numbers in it; blanks, dots and commas may stand between thousands. */
static size_t numbers_in(str s, int64_t found[2]) {
    size_t count = 0;
    bool open = false;
    for (size_t i = 0; i < s.len; i++) {
        bool digit = s.at[i] >= '0' && s.at[i] <= '9';
        bool thousands = open && i + 3 < s.len && strchr(".,' ", s.at[i]) &&
                         strspn(s.at + i + 1, "0123456789") == 3;
        if (digit && !open) {
            if (count == 2) {
                return 3;
            }
            found[count++] = 0;
        }
        if (digit && found[count - 1] < NUMBER_MOST) {
            found[count - 1] = found[count - 1] * 10 + (s.at[i] - '0');
        }
        open = digit || thousands;
    }
    return count;
}

str import_size_class(struct arena *mem, str written) {
    int64_t n[2] = {0};
    if (written.len > SIZE_TEXT_MOST) {
        return (str){0};
    }
    str text = {arena_z(mem, written), written.len}; /* ends in a zero, for strspn() */
    size_t count = numbers_in(text, n);
    if (count == 0 || count > 2) {
        return (str){0};
    }
    int64_t staff = count == 2 ? (n[0] + n[1]) / 2 : n[0];
    staff += str_starts(written, STR(">")) || str_ends(written, STR("+")) ? 1 : 0;
    staff -= str_starts(written, STR("<")) ? 1 : 0;
    static const struct {
        int64_t from;
        const char *value;
    } classes[] = {{500, "500+"}, {250, "250-499"}, {50, "50-249"}, {10, "10-49"}, {0, "1-9"}};
    size_t i = 0;
    while (staff < classes[i].from) {
        i++;
    }
    return str_of(classes[i].value);
}

/* "2442 Fremst. af aluminium" begins with its code. */
static str code_before_words(struct arena *mem, str item) {
    str rest = item;
    str word = {0};
    bool coded = item.len && ((item.at[0] >= '0' && item.at[0] <= '9') ||
                                     (item.len > 1 && item.at[1] >= '0' && item.at[1] <= '9'));
    (void)str_cut(&rest, ' ', &word);
    while (word.len && strchr(":.,-", word.at[word.len - 1])) {
        word.len--;
    }
    return coded ? sector_of(mem, word) : (str){0};
}

static str next_item(str *rest, const char *parts) {
    size_t end = 0;
    while (end < rest->len && !strchr(parts, rest->at[end])) {
        end++;
    }
    str item = str_trim((str){rest->at, end});
    *rest = str_skip(*rest, end + 1);
    return item;
}

/* The item in normal form; empty if it is empty or nobody understands it. */
static str understood(struct arena *mem, const struct column *f, void *thing, str item) {
    if (item.len == 0) {
        return (str){0};
    }
    if (column_take(mem, f, thing, item) == FLAW_NONE) {
        return column_get(f, thing);
    }
    return f->kind == COLUMN_SECTORS ? code_before_words(mem, item) : (str){0};
}

/* The items that are understood stay, the others come back parted by ";". */
static str take_items(struct import_run *run, const struct column *f, void *thing, str raw) {
    struct arena *mem = run->work->mem;
    str good = {0};
    str bad = {0};
    str rest = raw;
    const char *parts = str_has(raw, STR(";")) ? ";|\n" : ";|\n,";
    while (rest.len) {
        str item = next_item(&rest, parts);
        str value = understood(mem, f, thing, item);
        if (value.len && good.len + value.len < f->most) {
            good = good.len ? joined(mem, good, STR(";"), value) : value;
        } else if (item.len) {
            bad = bad.len ? joined(mem, bad, STR("; "), item) : item;
        }
    }
    (void)column_take(mem, f, thing, good);
    return bad;
}

static bool is_list(enum column_kind kind) {
    return kind == COLUMN_LABELS || kind == COLUMN_COUNTRIES || kind == COLUMN_LANGUAGES ||
           kind == COLUMN_LEVELS || kind == COLUMN_SECTORS || kind == COLUMN_ECOSYSTEMS;
}

static void put(const struct column *f, void *thing, str value) {
    *(str *)(void *)((char *)thing + f->place) = value;
}

static void not_understood(struct import_run *run, struct import_row *row, size_t field, str raw) {
    const struct column *f = import_column(run->import.kind, field);
    if (run->import.kind != IMPORT_ORGANISATIONS) {
        why_add(&row->reason, WHY_LEFT, str_of(f->name), raw, (str){0});
        return;
    }
    str header = field_header(run, field);
    keep(row, header, raw);
    why_add(&row->reason, WHY_KEPT, header, raw, (str){0});
}

static void too_long(struct import_run *run, struct import_row *row, size_t field) {
    const struct column *f = import_column(run->import.kind, field);
    if (run->import.kind != IMPORT_ORGANISATIONS) {
        import_wrong(row, WHY_LONG, str_of(f->name));
        return;
    }
    keep(row, field_header(run, field), row->raw[field]);
    put(f, &row->fresh, cut_to(column_get(f, &row->fresh), f->most));
    why_add(&row->reason, WHY_CUT, str_of(f->name), (str){0}, (str){0});
}

str import_region(struct arena *mem, str written) {
    static const char *const countries[] = {"CN", "DE", "DK", "FR", "GB", "NO", "SE"};
    str found = {0};
    for (size_t i = 0; i < sizeof(countries) / sizeof(countries[0]); i++) {
        str region = region_of(mem, str_of(countries[i]), written);
        if (region.len && found.len) {
            return (str){0};
        }
        found = region.len ? region : found;
    }
    return found;
}

static bool is_named(const struct column *f, const char *name) {
    return strcmp(f->name, name) == 0;
}

/* What a flawed cell may still mean; empty if nothing. */
static str second_reading(struct import_run *run, struct import_row *row, const struct column *f) {
    struct arena *mem = run->work->mem;
    str raw = row->raw[import_column_named(run->import.kind, str_of(f->name))];
    if (is_named(f, "size")) {
        return import_size_class(mem, raw);
    }
    if (f->kind == COLUMN_YEAR) { /* a whole date, or "ca. 1998" */
        for (size_t i = 0; i + 4 <= raw.len; i++) {
            str year = {raw.at + i, 4};
            bool whole = (i == 0 || !strchr("0123456789", raw.at[i - 1])) &&
                         (i + 4 == raw.len || !strchr("0123456789", raw.at[i + 4]));
            if (whole && column_take(mem, f, &row->fresh, year) == FLAW_NONE) {
                return year;
            }
        }
    }
    if (f->kind == COLUMN_REGION) {
        size_t at = import_column_named(run->import.kind, STR("country"));
        str country = column_get(import_column(run->import.kind, at), &row->fresh);
        return country.len ? region_of(mem, country, raw) : import_region(mem, raw);
    }
    return (str){0};
}

static void take_flawed(struct import_run *run, struct import_row *row, size_t field) {
    const struct column *f = import_column(run->import.kind, field);
    str raw = row->raw[field];
    put(f, &row->fresh, (str){0});
    str second = second_reading(run, row, f);
    put(f, &row->fresh, second);
    if (second.len) {
        return;
    }
    if (is_named(f, "visibility")) {
        put(f, &row->fresh, STR("confidential"));
        why_add(&row->reason, WHY_CONFIDENTIAL, raw, (str){0}, (str){0});
    } else if (f->kind == COLUMN_COUNTRY && import_region(run->work->mem, raw).len) {
        str region = import_region(run->work->mem, raw);
        put(f, &row->fresh, (str){region.at, 2});
        size_t at = import_column_named(run->import.kind, STR("region"));
        put(import_column(run->import.kind, at), &row->fresh, region);
        why_add(&row->reason, WHY_COUNTRY_FROM, (str){region.at, 2}, raw, (str){0});
    } else if (f->kind == COLUMN_KEY) {
        import_wrong(row, WHY_KEY_BAD, raw);
    } else {
        not_understood(run, row, field, raw);
    }
}

/* Columns that hold keys or names of other things are looked up, not checked here. */
static bool is_reference(const struct column *f) {
    return is_named(f, "organisation") || is_named(f, "clusters");
}

static void take_field(struct import_run *run, struct import_row *row, size_t field) {
    const struct column *f = import_column(run->import.kind, field);
    str raw = row->raw[field];
    if (is_list(f->kind)) {
        str bad = take_items(run, f, &row->fresh, raw);
        if (bad.len) {
            not_understood(run, row, field, bad);
        }
        return;
    }
    str before = column_get(f, &row->fresh); /* a region that stood in the country's cell */
    enum flaw flaw = column_take(run->work->mem, f, &row->fresh, raw);
    bool text = f->kind == COLUMN_LINE || f->kind == COLUMN_TEXT;
    if (flaw == FLAW_TOO_LONG && text && !is_reference(f)) {
        too_long(run, row, field);
    } else if (flaw && !is_reference(f)) {
        take_flawed(run, row, field);
    }
    if (column_get(f, &row->fresh).len == 0 && before.len) {
        put(f, &row->fresh, before);
    }
}

/* Top-level domains of countries that the whole world uses. */
static bool is_world_domain(str domain) {
    static const char *const domains[] = {"ai", "io", "co", "tv", "me", "cc", "ws", "fm", "ly",
            "gg", "im", "to", "sh", "ac", "la", "vc", "tk", "ml", "ga", "cf", "gq", "nu", "st",
            "li", "su", "eu", "is", "in", "so", "am"};
    for (size_t i = 0; i < sizeof(domains) / sizeof(domains[0]); i++) {
        if (str_eq(domain, str_of(domains[i]))) {
            return true;
        }
    }
    return false;
}

static str country_of_host(struct arena *mem, str website) {
    str host = website;
    size_t scheme = str_starts(host, STR("https://"))  ? 8
                    : str_starts(host, STR("http://")) ? 7
                                                       : 0;
    host = str_skip(host, scheme);
    size_t end = 0;
    while (end < host.len && !strchr("/?:#", host.at[end])) {
        end++;
    }
    str domain = end >= 3 && host.at[end - 3] == '.' ? (str){host.at + end - 2, 2} : (str){0};
    if (domain.len == 0 || is_world_domain(domain)) {
        return (str){0};
    }
    char *code = arena_z(mem, domain);
    for (size_t i = 0; i < 2; i++) {
        if (code[i] >= 'a' && code[i] <= 'z') {
            code[i] = (char)(code[i] & ~0x20);
        }
    }
    str upper = str_eq(domain, STR("uk")) ? STR("GB") : (str){code, 2};
    return country_known(upper) ? upper : (str){0};
}

/* "DK-6270" and "D-80331" say which country they lie in. */
static str country_of_postcode(struct arena *mem, str postcode) {
    size_t dash = 0;
    while (dash < postcode.len && postcode.at[dash] >= 'A' && postcode.at[dash] <= 'Z') {
        dash++;
    }
    if (dash == 0 || dash > 2 || dash >= postcode.len || postcode.at[dash] != '-') {
        return (str){0};
    }
    if (dash == 2) {
        str code = {postcode.at, 2};
        return country_known(code) ? arena_copy(mem, code) : (str){0};
    }
    switch (postcode.at[0]) {
    case 'D': return STR("DE");
    case 'F': return STR("FR");
    case 'N': return STR("NO");
    case 'S': return STR("SE");
    case 'A': return STR("AT");
    default: return (str){0};
    }
}

static void fill_country(struct import_run *run, struct import_row *row) {
    struct organisation *o = &row->fresh.member.organisation;
    struct arena *mem = run->work->mem;
    const struct {
        str country;
        const char *field;
    } sources[] = {
            {region_known(o->region) ? (str){o->region.at, 2} : (str){0}, "region"},
            {o->place.len > 2 ? country_of(mem, o->place) : (str){0}, "place"},
            {country_of_postcode(mem, o->postcode), "postcode"},
            {country_of_host(mem, o->website), "website"},
    };
    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]) && o->country.len == 0; i++) {
        if (sources[i].country.len) {
            o->country = sources[i].country;
            why_add(&row->reason, WHY_COUNTRY_FROM, o->country, str_of(sources[i].field), (str){0});
        }
    }
    if (o->country.len == 0 && run->import.country.len) {
        o->country = run->import.country;
    }
}

/* "DK-6270 Tønder" in one cell, as addresses are written. */
static void split_place(struct organisation *o) {
    str place = o->place;
    size_t from = 0;
    while (from < place.len &&
            ((place.at[from] >= 'A' && place.at[from] <= 'Z') || place.at[from] == '-')) {
        from++;
    }
    size_t end = from;
    while (end < place.len && place.at[end] >= '0' && place.at[end] <= '9') {
        end++;
    }
    bool prefix = from == 0 || (from <= 3 && place.at[from - 1] == '-');
    if (!prefix || o->postcode.len || end - from < 3 || end >= place.len || place.at[end] != ' ') {
        return;
    }
    o->postcode = (str){place.at, end};
    o->place = str_trim(str_skip(place, end));
}

void import_take(struct import_run *run, struct import_row *row) {
    for (size_t i = 0; i < row->cells.count; i++) {
        row->cells.at[i] = import_cleaned(run->work->mem, row->cells.at[i]);
    }
    import_mend(run, row);
    sort_cells(run, row);
    for (size_t i = 0; import_column(run->import.kind, i); i++) {
        if (row->raw[i].len) {
            take_field(run, row, i);
        }
    }
    if (run->import.kind == IMPORT_ORGANISATIONS) {
        if (run->column_of[import_column_named(IMPORT_ORGANISATIONS, STR("postcode"))] ==
                CELLS_MOST) {
            split_place(&row->fresh.member.organisation);
        }
        fill_country(run, row);
    }
}

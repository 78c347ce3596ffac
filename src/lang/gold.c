#include "lang/gold.h"

/* What the first line says of the columns. */
struct head {
    str names[GOLD_COLUMNS_MOST];
    size_t count;
};

static struct head head_of(str line) {
    struct head h = {0};
    str cell;
    while (h.count < GOLD_COLUMNS_MOST && str_cut(&line, '\t', &cell)) {
        h.names[h.count++] = str_trim(cell);
    }
    return h;
}

static size_t column(const struct head *h, str name) {
    for (size_t i = 0; i < h->count; i++) {
        if (str_eq(h->names[i], name)) {
            return i;
        }
    }
    return GOLD_COLUMNS_MOST;
}

static bool row_of(const struct head *h, str line, str *cells) {
    size_t count = 0;
    str cell;
    while (str_cut(&line, '\t', &cell)) {
        if (count == h->count) {
            return false;
        }
        cells[count++] = str_trim(cell);
    }
    return count == h->count;
}

static size_t lines_of(str text) {
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++) {
        lines += text.at[i] == '\n';
    }
    return lines < GOLD_ROWS_MOST ? lines : GOLD_ROWS_MOST;
}

static void read_labels(struct arena *mem, const struct head *h, str rest, struct labels *out) {
    size_t room = lines_of(rest);
    size_t code = column(h, STR("code"));
    str cells[GOLD_COLUMNS_MOST];
    str line;
    out->code = arena_new(mem, str, room);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        bool there = column(h, tongue_code(t)) < GOLD_COLUMNS_MOST;
        out->text[t] = there ? arena_new(mem, str, room) : NULL;
    }
    while (out->count < room && str_cut(&rest, '\n', &line)) {
        if (!row_of(h, line, cells)) {
            continue;
        }
        for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
            if (out->text[t]) {
                out->text[t][out->count] = cells[column(h, tongue_code(t))];
            }
        }
        out->code[out->count++] = cells[code];
    }
}

/* "DE" or "de". */
static bool take_tongue(str code, enum tongue *found) {
    char small[2] = {0};
    if (code.len != sizeof(small)) {
        return false;
    }
    small[0] = (char)(code.at[0] | 0x20);
    small[1] = (char)(code.at[1] | 0x20);
    return tongue_of((str){small, sizeof(small)}, found);
}

static void read_notices(struct arena *mem, const struct head *h, str rest, struct notices *out) {
    size_t room = lines_of(rest);
    str cells[GOLD_COLUMNS_MOST];
    str line;
    out->at = arena_new(mem, struct notice, room);
    while (out->count < room && str_cut(&rest, '\n', &line)) {
        struct notice n = {0};
        if (row_of(h, line, cells) && take_tongue(cells[column(h, STR("lang"))], &n.tongue)) {
            n.code = cells[column(h, STR("cpv"))];
            n.title = cells[column(h, STR("title"))];
            n.text = cells[column(h, STR("text"))];
            out->at[out->count++] = n;
        }
    }
}

bool gold_read(struct arena *mem, str tsv, struct gold *out) {
    static const str of_notices[] = {{"lang", 4}, {"cpv", 3}, {"title", 5}, {"text", 4}};
    str line;
    *out = (struct gold){0};
    if (!str_cut(&tsv, '\n', &line)) {
        return false;
    }
    struct head h = head_of(line);
    size_t there = 0;
    for (size_t i = 0; i < sizeof(of_notices) / sizeof(of_notices[0]); i++) {
        there += column(&h, of_notices[i]) < GOLD_COLUMNS_MOST;
    }
    if (there == sizeof(of_notices) / sizeof(of_notices[0])) {
        read_notices(mem, &h, tsv, &out->notices);
        return true;
    }
    if (column(&h, STR("code")) < GOLD_COLUMNS_MOST) {
        read_labels(mem, &h, tsv, &out->labels);
        return true;
    }
    return false;
}

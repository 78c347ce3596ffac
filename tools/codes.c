/* Writes the tables of src/lang/names.h when building: codes TABLE.tsv... > names_table.c
 *
 * The tables come from tools/codes.py and tools/nace.mjs. Names of countries, languages and
 * currencies are ICU's, which people know better than those of the standards; the standards'
 * stay good for finding. Here they are folded as the program folds what people type, and put
 * into the order each reader expects, so that the program only looks up. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/tongue.h"
#include "lang/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ucurr.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum {
    ROWS_MOST = 8192,
    KEYS_MOST = 131072,
    SLOTS = 262144, /* a power of two, more than twice the texts there are */
    TEXT_MOST = 512,
    SORT_MOST = 2048,
};

enum kind { COUNTRY, REGION, LANGUAGE, CURRENCY, SECTOR, KIND_COUNT };

static const char *const kinds[KIND_COUNT] = {
        "country", "region", "language", "currency", "sector"};
static const char *const places[TONGUE_COUNT] = {"en_GB", "da", "de", "fr", "nb", "sv", "zh"};

struct row {
    str code;
    str parent;
    str level;
    str names[TONGUE_COUNT];
    str others;  /* further names, split by | */
    str endonym; /* of a country, in its own language */
};

struct key {
    str folded;
    size_t row;
    int rank; /* of two with the same key the lower stays */
};

struct sorted {
    str key;
    size_t row;
};

struct table {
    struct row *rows;
    size_t count;
    struct key *keys;
    size_t key_count;
};

/* Texts that begin where their slot says; each is kept once. */
struct pool {
    struct buf text;
    uint32_t *slots; /* where a text begins, plus one */
};

static struct arena mem;

static _Noreturn void give_up(const char *why) {
    (void)fprintf(stderr, "codes: %s\n", why);
    exit(1); /* NOLINT(concurrency-mt-unsafe): there is one thread */
}

/* Files */

static str file_read(const char *path) {
    FILE *file = fopen(path, "rb");
    struct buf all = {.mem = &mem};
    char piece[65536];
    if (!file) {
        give_up(path);
    }
    for (size_t got; (got = fread(piece, 1, sizeof(piece), file)) > 0;) {
        buf_add(&all, (str){piece, got});
    }
    (void)fclose(file);
    return buf_str(&all);
}

static enum kind kind_of(str word) {
    for (enum kind k = COUNTRY; k < KIND_COUNT; k++) {
        if (str_eq(word, str_of(kinds[k]))) {
            return k;
        }
    }
    give_up("a row of no known kind");
}

static void row_read(struct table *tables, str line) {
    str cell;
    (void)str_cut(&line, '\t', &cell);
    struct table *t = &tables[kind_of(cell)];
    if (t->count == ROWS_MOST) {
        give_up("too many rows");
    }
    struct row *r = &t->rows[t->count++];
    bool whole = str_cut(&line, '\t', &r->code) && str_cut(&line, '\t', &r->parent) &&
                 str_cut(&line, '\t', &r->level);
    for (enum tongue i = EN; i < TONGUE_COUNT; i++) {
        whole = whole && str_cut(&line, '\t', &r->names[i]);
    }
    if (!whole || !str_cut(&line, '\t', &r->others)) {
        give_up("a row with too few columns");
    }
}

/* What ICU calls things */

static str from_icu(const UChar *units, int32_t count, UErrorCode code) {
    char bytes[TEXT_MOST];
    int32_t len = 0;
    u_strToUTF8(bytes, sizeof(bytes), &len, units, count, &code);
    return U_SUCCESS(code) ? arena_copy(&mem, (str){bytes, (size_t)len}) : STR("");
}

static str icu_name(enum kind kind, const char *place, const char *code) {
    UErrorCode error = U_ZERO_ERROR;
    UChar units[TEXT_MOST];
    int32_t count = 0;
    if (kind == CURRENCY) {
        UChar iso[4] = {0};
        u_charsToUChars(code, iso, 3);
        const UChar *name = ucurr_getName(iso, place, UCURR_LONG_NAME, NULL, &count, &error);
        return error == U_USING_DEFAULT_WARNING ? STR("") : from_icu(name, count, error);
    }
    ULocaleDisplayNames *names = uldn_open(place, ULDN_STANDARD_NAMES, &error);
    count = kind == COUNTRY ? uldn_regionDisplayName(names, code, units, TEXT_MOST, &error)
                            : uldn_languageDisplayName(names, code, units, TEXT_MOST, &error);
    uldn_close(names);
    str name = from_icu(units, count, error);
    return str_eq(name, str_of(code)) ? STR("") : name;
}

static str endonym(const char *country) {
    char unknown[16];
    char likely[ULOC_FULLNAME_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    (void)snprintf(unknown, sizeof(unknown), "und_%s", country);
    (void)uloc_addLikelySubtags(unknown, likely, sizeof(likely), &error);
    return U_SUCCESS(error) ? icu_name(COUNTRY, likely, country) : STR("");
}

static void rename_rows(struct table *t, enum kind kind) {
    for (size_t i = 0; i < t->count; i++) {
        struct row *r = &t->rows[i];
        const char *code = arena_z(&mem, r->code);
        r->endonym = kind == COUNTRY ? endonym(code) : STR("");
        for (enum tongue t1 = EN; t1 < TONGUE_COUNT; t1++) {
            str name = icu_name(kind, places[t1], code);
            r->names[t1] = name.len ? name : r->names[t1];
        }
    }
}

/* Orders */

static int by_code(const void *a, const void *b) {
    return str_order(((const struct row *)a)->code, ((const struct row *)b)->code);
}

static int by_sort_key(const void *a, const void *b) {
    const struct sorted *x = a;
    const struct sorted *y = b;
    int order = str_order(x->key, y->key);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static int by_folded(const void *a, const void *b) {
    const struct key *x = a;
    const struct key *y = b;
    int order = str_order(x->folded, y->folded);
    order = order ? order : x->rank - y->rank;
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static str country_prefix(const struct row *r) {
    return (str){r->code.at, 2};
}

static str sort_key(const UCollator *order, str head, str name) {
    uint8_t key[SORT_MOST];
    UChar units[TEXT_MOST];
    int32_t count = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(units, TEXT_MOST, &count, name.at, (int32_t)name.len, &error);
    int32_t len = ucol_getSortKey(order, units, count, key, sizeof(key));
    if (U_FAILURE(error) || len <= 0 || len > SORT_MOST) {
        give_up("a name that cannot be sorted");
    }
    struct buf whole = {.mem = &mem};
    buf_add(&whole, head);
    buf_add(&whole, (str){(const char *)key, (size_t)len});
    return buf_str(&whole);
}

static struct sorted *order_rows(const struct table *t, enum kind kind, enum tongue tongue) {
    UErrorCode error = U_ZERO_ERROR;
    UCollator *order = ucol_open(places[tongue], &error);
    if (U_FAILURE(error)) {
        give_up("no order for a language");
    }
    struct sorted *sorted = arena_new(&mem, struct sorted, t->count);
    for (size_t i = 0; i < t->count; i++) {
        const struct row *r = &t->rows[i];
        str head = kind == REGION ? country_prefix(r) : STR("");
        sorted[i].row = i;
        sorted[i].key = kind == SECTOR ? r->code : sort_key(order, head, r->names[tongue]);
    }
    ucol_close(order);
    qsort(sorted, t->count, sizeof(*sorted), by_sort_key);
    return sorted;
}

/* Keys */

static void key_add(struct table *t, enum kind kind, size_t row, str name, int rank) {
    struct buf key = {.mem = &mem};
    str folded = fold_name(&mem, name);
    if (folded.len == 0 || name.len >= TEXT_MOST) {
        return;
    }
    if (t->key_count == KEYS_MOST) {
        give_up("too many names");
    }
    if (kind == REGION) {
        buf_add(&key, fold_name(&mem, country_prefix(&t->rows[row])));
        buf_add(&key, STR(" "));
    }
    buf_add(&key, folded);
    t->keys[t->key_count++] = (struct key){buf_str(&key), row, rank};
}

/* A code is meant before a name, a name before a further name, the wider before the narrower. */
static void keys_make(struct table *t, enum kind kind) {
    t->keys = arena_new(&mem, struct key, KEYS_MOST);
    for (size_t i = 0; i < t->count; i++) {
        const struct row *r = &t->rows[i];
        int level = r->level.at[0] - '0';
        key_add(t, kind, i, r->code, 0);
        key_add(t, kind, i, r->endonym, 10 + level);
        for (enum tongue tongue = EN; tongue < TONGUE_COUNT; tongue++) {
            key_add(t, kind, i, r->names[tongue], 10 + level);
        }
        str others = r->others;
        for (str other; str_cut(&others, '|', &other);) {
            key_add(t, kind, i, other, 20 + level);
        }
        if (kind == REGION) {
            key_add(t, kind, i, (str){r->code.at + 3, r->code.len - 3}, 30);
        }
    }
    qsort(t->keys, t->key_count, sizeof(*t->keys), by_folded);
    size_t kept = 0;
    for (size_t i = 0; i < t->key_count; i++) {
        if (kept == 0 || !str_eq(t->keys[i].folded, t->keys[kept - 1].folded)) {
            t->keys[kept++] = t->keys[i];
        }
    }
    t->key_count = kept;
}

/* Writing */

static uint32_t hash(str s) {
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < s.len; i++) {
        h = (h ^ (unsigned char)s.at[i]) * 16777619U;
    }
    return h;
}

static uint32_t pool_put(struct pool *p, str s) {
    uint32_t slot = hash(s) & (SLOTS - 1);
    for (; p->slots[slot]; slot = (slot + 1) & (SLOTS - 1)) {
        if (str_eq(str_of(p->text.at + p->slots[slot] - 1), s)) {
            return p->slots[slot] - 1;
        }
    }
    uint32_t at = (uint32_t)p->text.len;
    p->slots[slot] = at + 1;
    buf_add(&p->text, s);
    buf_add(&p->text, (str){"", 1});
    return at;
}

static void write_escaped(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"' || s.at[i] == '\\') {
            (void)putchar('\\');
        }
        (void)putchar(s.at[i]);
    }
}

static void write_text(const char *name, str text) {
    printf("static const char %s_text[] =\n", name);
    for (str one; text.len && str_cut(&text, '\0', &one);) {
        (void)fputs("        \"", stdout);
        write_escaped(one);
        (void)puts("\\0\"");
    }
    (void)puts("        ;\n");
}

static void write_rows(const char *name, const struct table *t, struct pool *p) {
    printf("static const struct name_row %s_rows[] = {\n", name);
    for (size_t i = 0; i < t->count; i++) {
        const struct row *r = &t->rows[i];
        printf("        {%u, %u, {", pool_put(p, r->code), pool_put(p, r->parent));
        for (enum tongue tongue = EN; tongue < TONGUE_COUNT; tongue++) {
            printf("%s%u", tongue ? ", " : "", pool_put(p, r->names[tongue]));
        }
        printf("}, %c},\n", r->level.at[0]);
    }
    (void)puts("};\n");
}

static void write_order(const char *name, const struct table *t, enum kind kind) {
    printf("static const uint16_t %s_order[TONGUE_COUNT][%zu] = {\n", name, t->count);
    for (enum tongue tongue = EN; tongue < TONGUE_COUNT; tongue++) {
        const struct sorted *sorted = order_rows(t, kind, tongue);
        (void)fputs("        {", stdout);
        for (size_t i = 0; i < t->count; i++) {
            printf("%s%zu", i ? ", " : "", sorted[i].row);
        }
        (void)puts("},");
    }
    (void)puts("};\n");
}

static void table_write(struct table *t, enum kind kind) {
    const char *name = kinds[kind];
    struct pool p = {.text = {.mem = &mem}, .slots = arena_new(&mem, uint32_t, SLOTS)};
    qsort(t->rows, t->count, sizeof(*t->rows), by_code);
    keys_make(t, kind);
    write_rows(name, t, &p);
    write_order(name, t, kind);
    printf("static const struct name_key %s_keys[] = {\n", name);
    for (size_t i = 0; i < t->key_count; i++) {
        printf("        {%u, %zu},\n", pool_put(&p, t->keys[i].folded), t->keys[i].row);
    }
    (void)puts("};\n");
    write_text(name, buf_str(&p.text));
    printf("const struct names %s_names = {%s_text, %s_rows, %zu, {", name, name, name, t->count);
    for (enum tongue tongue = EN; tongue < TONGUE_COUNT; tongue++) {
        printf("%s%s_order[%d]", tongue ? ", " : "", name, (int)tongue);
    }
    printf("}, %s_keys, %zu};\n\n", name, t->key_count);
}

static void tables_read(struct table *tables, const char *path) {
    str rest = file_read(path);
    for (str line; str_cut(&rest, '\n', &line);) {
        if (line.len) {
            row_read(tables, line);
        }
    }
}

int main(int count, char **paths) {
    struct table tables[KIND_COUNT] = {0};
    for (enum kind k = COUNTRY; k < KIND_COUNT; k++) {
        tables[k].rows = arena_new(&mem, struct row, ROWS_MOST);
    }
    for (int i = 1; i < count; i++) {
        tables_read(tables, paths[i]);
    }
    (void)puts("#include \"lang/names.h\"\n");
    for (enum kind k = COUNTRY; k < KIND_COUNT; k++) {
        if (k == COUNTRY || k == LANGUAGE || k == CURRENCY) {
            rename_rows(&tables[k], k);
        }
        table_write(&tables[k], k);
    }
    arena_free(&mem);
    return fflush(stdout) ? 1 : 0;
}

#include "wire/table.h"

#include <string.h>

enum { SAMPLE_BYTES_MOST = 64 * 1024 };

static bool is_zip(str bytes) {
    return str_starts(bytes, STR("PK\x03\x04")) || str_starts(bytes, STR("PK\x05\x06"));
}

static bool is_old_office(str bytes) {
    return str_starts(bytes, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

/* A workbook under a password hides in the old container, in a stream of this name. */
static bool is_locked(str bytes) {
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return str_has(bytes, (str){stream, sizeof(stream)});
}

static enum table_broken broken_by(enum pack_flaw flaw) {
    switch (flaw) {
    case PACK_FINE: return TABLE_FINE;
    case PACK_FOREIGN: return TABLE_NOT_A_TABLE;
    case PACK_DAMAGED: return TABLE_DAMAGED;
    case PACK_TOO_LARGE: return TABLE_TOO_LARGE;
    case PACK_PROTECTED: return TABLE_PROTECTED;
    }
    return TABLE_DAMAGED;
}

/* Text holds no zero bytes and hardly a control character; pictures and programs do. */
static bool is_text(str text) {
    size_t controls = 0;
    size_t most = text.len < SAMPLE_BYTES_MOST ? text.len : SAMPLE_BYTES_MOST;
    for (size_t i = 0; i < most; i++) {
        unsigned char c = (unsigned char)text.at[i];
        controls += c < ' ' && c != '\n' && c != '\r' && c != '\t';
    }
    return controls * 100 <= most && !(most && memchr(text.at, '\0', most));
}

static void open_csv(struct table *t, struct arena *mem, str bytes, struct table_wish wish) {
    struct decoded d =
            wish.told ? charset_decode_as(mem, bytes, wish.charset) : charset_decode(mem, bytes);
    t->kind = TABLE_CSV;
    t->charset = d.charset;
    t->bad = d.bad;
    t->csv = csv_open(mem, d.text);
    if (wish.comma) {
        t->csv.comma = wish.comma;
    }
    t->comma = t->csv.comma;
    bool markup = str_starts(str_trim(d.text), STR("<")) || str_starts(d.text, STR("%PDF-"));
    if (markup || !is_text(d.text)) {
        t->broken = TABLE_NOT_A_TABLE;
    } else if (str_trim(d.text).len == 0) {
        t->broken = TABLE_EMPTY;
    }
}

struct table table_open(struct arena *mem, str bytes, struct table_wish wish) {
    struct table t = {0};
    if (is_old_office(bytes)) {
        t.broken = is_locked(bytes) ? TABLE_PROTECTED : TABLE_OLD_FORMAT;
    } else if (is_zip(bytes)) {
        t.kind = TABLE_XLSX;
        t.xlsx = xlsx_open(mem, bytes, wish.sheet);
        t.broken = broken_by(t.xlsx.broken);
    } else {
        open_csv(&t, mem, bytes, wish);
    }
    return t;
}

static bool row_of_csv(struct table *t, struct cells *row) {
    bool found = csv_row(&t->csv, row);
    t->line = t->csv.line;
    if (!found && t->csv.broken) {
        t->broken = TABLE_OPEN_QUOTE;
        t->line = t->csv.open_line;
    } else if (found && t->csv.line > ROWS_MOST) {
        t->broken = TABLE_TOO_LARGE;
        return false;
    }
    return found;
}

static bool row_of_xlsx(struct table *t, struct cells *row) {
    bool found = xlsx_row(&t->xlsx, row);
    t->line = t->xlsx.line;
    t->broken = broken_by(t->xlsx.broken);
    return found;
}

bool table_row(struct table *t, struct cells *row) {
    if (t->broken != TABLE_FINE) {
        return false;
    }
    return t->kind == TABLE_CSV ? row_of_csv(t, row) : row_of_xlsx(t, row);
}

void table_close(struct table *t) {
    xlsx_close(&t->xlsx);
}

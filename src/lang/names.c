#include "lang/names.h"

const struct name_row *names_row(const struct names *n, str code) {
    size_t low = 0;
    size_t high = n->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_order(names_text(n, n->rows[middle].code), code);
        if (order == 0) {
            return &n->rows[middle];
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return NULL;
}

str names_name(const struct names *n, enum tongue t, str code) {
    const struct name_row *row = names_row(n, code);
    return row ? names_text(n, row->names[t]) : code;
}

str names_code(const struct names *n, str folded) {
    size_t low = 0;
    size_t high = n->key_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_order(names_text(n, n->keys[middle].folded), folded);
        if (order == 0) {
            return names_text(n, n->rows[n->keys[middle].row].code);
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return STR("");
}

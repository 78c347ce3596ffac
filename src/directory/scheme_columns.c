#include "directory/scheme_columns.h"

#include <string.h>

enum { NAME_MOST = 40 };

struct known {
    const char *name; /* in small letters, without blanks and signs */
    enum scheme_role role;
};

/* Longer names first where one begins with the other. */
static const struct known plain[] = {{"concepturi", ROLE_NAME}, {"uri", ROLE_NAME},
        {"code", ROLE_CODE}, {"notation", ROLE_CODE}, {"id", ROLE_CODE}, {"key", ROLE_CODE},
        {"broaderuri", ROLE_BROADER}, {"broaderconcept", ROLE_BROADER}, {"broader", ROLE_BROADER},
        {"parentcode", ROLE_BROADER}, {"parent", ROLE_BROADER}};

static const struct known in_a_language[] = {{"preferredlabel", ROLE_LABEL},
        {"preflabel", ROLE_LABEL}, {"altlabels", ROLE_OTHERS}, {"altlabel", ROLE_OTHERS},
        {"label", ROLE_LABEL}, {"name", ROLE_LABEL}, {"alt", ROLE_OTHERS}};

static str small(char room[NAME_MOST], str name) {
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < NAME_MOST; i++) {
        char c = name.at[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c | 0x20);
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            room[len++] = c;
        }
    }
    return (str){room, len};
}

/* "de" alone, or "label_de", "altLabels@de", "preferredLabel". */
static bool take_label(
        str name, enum tongue from_name, enum scheme_role *role, enum tongue *tongue) {
    char room[NAME_MOST];
    str all = small(room, name);
    if (all.len == 2 && skos_tongue(all, tongue)) {
        *role = ROLE_LABEL;
        return true;
    }
    for (size_t i = 0; i < sizeof(in_a_language) / sizeof(*in_a_language); i++) {
        str known = str_of(in_a_language[i].name);
        bool starts = str_starts(all, known);
        if (!starts) {
            continue;
        }
        *role = in_a_language[i].role;
        if (all.len == known.len) {
            *tongue = from_name;
            return from_name != TONGUE_COUNT;
        }
        return skos_tongue(str_skip(all, known.len), tongue);
    }
    return false;
}

static str role_told(const struct scheme_wish *wish, str name) {
    for (size_t i = 0; i < wish->column_count; i++) {
        if (str_eq(wish->columns[i].name, name)) {
            return wish->columns[i].role;
        }
    }
    return name;
}

static void take(struct scheme_head *h, size_t at, str name, enum tongue from_name) {
    char room[NAME_MOST];
    str all = small(room, name);
    for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
        if (str_eq(all, str_of(plain[i].name))) {
            h->role[at] = plain[i].role;
        }
    }
    if (h->role[at] == ROLE_NONE && !take_label(name, from_name, &h->role[at], &h->tongue[at])) {
        h->role[at] = ROLE_NONE;
    }
    h->named = h->named || h->role[at] == ROLE_NAME;
    h->coded = h->coded || h->role[at] == ROLE_CODE;
    h->labelled = h->labelled || h->role[at] == ROLE_LABEL || h->role[at] == ROLE_OTHERS;
    h->linked = h->linked || h->role[at] == ROLE_BROADER;
}

struct scheme_head scheme_head_of(
        const struct cells *row, const struct scheme_wish *wish, enum tongue from_name) {
    struct scheme_head h = {.count = row->count};
    for (size_t i = 0; i < row->count; i++) {
        take(&h, i, role_told(wish, str_trim(row->at[i])), from_name);
    }
    return h;
}

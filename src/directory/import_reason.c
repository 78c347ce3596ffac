#include "directory/import_reason.h"

#include "lang/codes.h"

enum { TEXT_MOST = 90, REASON_MOST = 8000 };

static void add_text(struct buf *out, str text) {
    size_t most = text.len;
    if (most > TEXT_MOST) {
        most = TEXT_MOST;
        while (most && ((unsigned char)text.at[most] & 0xC0) == 0x80) {
            most--;
        }
    }
    for (size_t i = 0; i < most; i++) {
        char c = (char)((unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
        buf_add(out, (str){&c, 1});
    }
    buf_add(out, most < text.len ? STR("…") : (str){0});
}

void why_add(struct buf *reason, enum import_why why, str a, str b, str c) {
    if (reason->len > REASON_MOST) {
        return;
    }
    buf_add(reason, reason->len ? STR("\n") : (str){0});
    buf_num(reason, why);
    const str texts[] = {a, b, c};
    for (size_t i = 0; i < 3; i++) {
        buf_add(reason, STR("\t"));
        add_text(reason, texts[i]);
    }
}

bool import_reason_next(str *rest, struct import_reason *found) {
    str line;
    str word;
    int64_t why = 0;
    if (rest->len == 0 || !str_cut(rest, '\n', &line) || !str_cut(&line, '\t', &word) ||
            !str_num(word, &why) || why < 0 || why >= WHY_COUNT) {
        return false;
    }
    *found = (struct import_reason){.why = (enum import_why)why};
    str *const texts[] = {&found->a, &found->b, &found->c};
    for (size_t i = 0; i < 3 && str_cut(&line, '\t', texts[i]); i++) {
    }
    return true;
}

bool why_has(str reason, enum import_why why) {
    struct import_reason r;
    while (import_reason_next(&reason, &r)) {
        if (r.why == why) {
            return true;
        }
    }
    return false;
}

enum part { PART_NONE, PART_PLAIN, PART_FIELD, PART_COUNTRY };

static const struct {
    const char *text;
    enum part parts[3];
} sentences[WHY_COUNT] = {
        [WHY_EMPTY] = {say_word("{} is missing."), {PART_FIELD}},
        [WHY_KEPT] = {say_word("{}: \"{}\" was not understood; it is kept in the remark."),
                {PART_PLAIN, PART_PLAIN}},
        [WHY_LEFT] = {say_word("{}: \"{}\" was not understood; it is left out."),
                {PART_FIELD, PART_PLAIN}},
        [WHY_SWAPPED] = {say_word("\"{}\" stood in {} and was put into {}."),
                {PART_PLAIN, PART_PLAIN, PART_FIELD}},
        [WHY_COUNTRY_FROM] = {say_word("{} was taken as the country, from: {}."),
                {PART_COUNTRY, PART_FIELD}},
        [WHY_NO_COUNTRY] = {say_word("No country is named."), {PART_NONE}},
        [WHY_CUT] = {say_word("{} was too long and was cut; the whole of it is in the remark."),
                {PART_FIELD}},
        [WHY_LONG] = {say_word("{} is too long. Shorten it."), {PART_FIELD}},
        [WHY_KEY_BAD] = {say_word("\"{}\" is no short name: use only small letters a to z, digits"
                                  " and hyphens."),
                {PART_PLAIN}},
        [WHY_KEY_TWICE] = {say_word("Line {} has the same short name."), {PART_PLAIN}},
        [WHY_KEY_FOREIGN] = {say_word("\"{}\" belongs to another cluster. Take another short"
                                      " name."),
                {PART_PLAIN}},
        [WHY_NO_CLUSTER] = {say_word("No cluster has the short name \"{}\"."), {PART_PLAIN}},
        [WHY_NO_OBJECT] = {say_word("\"{}\" is not in your cluster, or not stored yet."
                                    " Import that first."),
                {PART_PLAIN}},
        [WHY_MANY] = {say_word("Several organisations are called \"{}\". Write the short name of"
                               " one."),
                {PART_PLAIN}},
        [WHY_NOT_OWN] = {say_word("\"{}\" is not in your cluster."), {PART_PLAIN}},
        [WHY_LIKE_NAME] = {say_word("Nearly the same name as {}."), {PART_PLAIN}},
        [WHY_LIKE_HOST] = {say_word("The same web address as {}."), {PART_PLAIN}},
        [WHY_LIKE_PLACE] = {say_word("A similar name in the same place as {}."), {PART_PLAIN}},
        [WHY_LIKE_LINE] = {say_word("Like line {} of this file."), {PART_PLAIN}},
        [WHY_CELLS_MANY] = {say_word("The line has too many cells."), {PART_NONE}},
        [WHY_CELL_LONG] = {say_word("A cell of the line is too long."), {PART_NONE}},
        [WHY_TOO_MUCH] = {say_word("The line holds more text than can be kept."), {PART_NONE}},
        [WHY_CHANGE] = {say_word("{}: \"{}\" becomes \"{}\"."),
                {PART_FIELD, PART_PLAIN, PART_PLAIN}},
        [WHY_ADDS_NEED] = {say_word("Adds the need \"{}\"."), {PART_PLAIN}},
        [WHY_ADDS_OFFER] = {say_word("Adds the offer \"{}\"."), {PART_PLAIN}},
        [WHY_CONFIDENTIAL] = {say_word("\"{}\" does not say who may see it; it stays"
                                       " confidential."),
                {PART_PLAIN}},
};

static str field_title(struct work *w, enum import_kind kind, str name) {
    size_t at = import_column_named(kind, name);
    return at < IMPORT_COLUMNS_MOST ? say_key(w, import_column(kind, at)->title) : name;
}

static str part_text(struct work *w, enum import_kind kind, enum part part, str text) {
    switch (part) {
    case PART_FIELD: return field_title(w, kind, text);
    case PART_COUNTRY: return country_name(w->tongue, text);
    case PART_NONE:
    case PART_PLAIN: break;
    }
    return text;
}

str import_reason_text(struct work *w, enum import_kind kind, const struct import_reason *r) {
    const str texts[] = {r->a, r->b, r->c};
    struct arg values[3] = {0};
    size_t count = 0;
    while (count < 3 && sentences[r->why].parts[count]) {
        values[count] = txt(part_text(w, kind, sentences[r->why].parts[count], texts[count]));
        count++;
    }
    return say_text(w, sentences[r->why].text, (struct args){values, count});
}

#include "http/form.h"

#include "base/utf8.h"
#include "http/decode.h"

#include <string.h>

enum { PART_HEADERS_MOST = 8, PART_HEADER_MOST = 2048 };

struct part {
    str name;
    str filename; /* `at` is NULL if it is a plain field */
    str type;
    str bytes;
};

static size_t count_of(str s, char mark) {
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        count += s.at[i] == mark;
    }
    return count;
}

enum form_result form_urlencoded(struct arena *mem, str coded, struct fields *found) {
    size_t most = count_of(coded, '&') + 1;
    if (most > FORM_FIELDS_MOST) {
        return FORM_TOO_LARGE;
    }
    *found = (struct fields){.at = arena_new(mem, struct field, most)};
    str pair;
    while (str_cut(&coded, '&', &pair)) {
        struct field field = {.value = STR("")};
        str name;
        if (pair.len == 0) {
            continue;
        }
        str_cut(&pair, '=', &name);
        if (!decode_form(mem, name, &field.name) ||
                (pair.at && !decode_form(mem, pair, &field.value))) {
            return FORM_NOT_TEXT;
        }
        if (field.name.len > FORM_NAME_MOST) {
            return FORM_TOO_LARGE;
        }
        found->at[found->count++] = field;
    }
    return FORM_FINE;
}

static bool is_token(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c && strchr("!#$%&'*+-.^_`|~", c));
}

/* Browsers write a quote in a name as %22 and line ends as %0D %0A, others put a backslash
 * before a quote; a lone backslash is only itself. */
static char quoted_character(str *rest) {
    static const struct field escapes[] = {{{"\\\"", 2}, {"\"", 1}}, {{"\\\\", 2}, {"\\", 1}},
            {{"%22", 3}, {"\"", 1}}, {{"%0D", 3}, {"\r", 1}}, {{"%0A", 3}, {"\n", 1}}};
    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
        if (str_starts(*rest, escapes[i].name)) {
            *rest = str_skip(*rest, escapes[i].name.len);
            return escapes[i].value.at[0];
        }
    }
    char plain = rest->at[0];
    *rest = str_skip(*rest, 1);
    return plain;
}

static bool quoted(struct arena *mem, str *rest, str *value) {
    char *to = arena_new(mem, char, rest->len + 1);
    size_t len = 0;
    *rest = str_skip(*rest, 1);
    while (rest->len && rest->at[0] != '"') {
        to[len++] = quoted_character(rest);
    }
    if (rest->len == 0) {
        return false;
    }
    *rest = str_skip(*rest, 1);
    *value = (str){to, len};
    return true;
}

static str token(str *rest) {
    str s = {rest->at, 0};
    while (s.len < rest->len && is_token(rest->at[s.len])) {
        s.len++;
    }
    *rest = str_skip(*rest, s.len);
    return s;
}

/* Takes `; name=value` off the front. False at the end and at whatever is not a parameter; then
 * `rest` is empty only if it was the end. */
static bool parameter(struct arena *mem, str *rest, struct field *found) {
    *rest = str_trim(*rest);
    if (rest->len == 0 || rest->at[0] != ';') {
        return false;
    }
    str after = str_trim(str_skip(*rest, 1));
    if (after.len == 0) {
        *rest = after;
        return false;
    }
    found->name = token(&after);
    if (found->name.len == 0 || after.len < 2 || after.at[0] != '=') {
        return false;
    }
    after = str_skip(after, 1);
    if (after.at[0] != '"') {
        found->value = token(&after);
    } else if (!quoted(mem, &after, &found->value)) {
        return false;
    }
    *rest = after;
    return true;
}

static str after_first_item(str header) {
    str first = header;
    str rest = header;
    str_cut(&rest, ';', &first);
    return str_skip(header, first.len);
}

bool form_parameter(struct arena *mem, str header, str name, str *value) {
    str rest = after_first_item(header);
    struct field found;
    while (parameter(mem, &rest, &found)) {
        if (decode_same(found.name, name)) {
            *value = found.value;
            return true;
        }
    }
    return false;
}

/* A name as RFC 8187 writes it: UTF-8'da'%C3%A6ble.csv */
static bool extended(struct arena *mem, str coded, str *plain) {
    str charset;
    str tongue;
    return str_cut(&coded, '\'', &charset) && decode_same(charset, STR("UTF-8")) &&
           str_cut(&coded, '\'', &tongue) && coded.at && decode_percent(mem, coded, plain);
}

static str without_folders(str filename) {
    size_t start = 0;
    for (size_t i = 0; i < filename.len; i++) {
        if (filename.at[i] == '/' || filename.at[i] == '\\') {
            start = i + 1;
        }
    }
    return str_skip(filename, start);
}

static enum form_result disposition(struct arena *mem, str header, struct part *part) {
    str rest = after_first_item(header);
    struct field found;
    str plain = {0};
    if (!decode_same(str_trim((str){header.at, header.len - rest.len}), STR("form-data")) ||
            part->name.at) {
        return FORM_BROKEN;
    }
    while (parameter(mem, &rest, &found)) {
        if (decode_same(found.name, STR("name"))) {
            part->name = found.value;
        } else if (decode_same(found.name, STR("filename"))) {
            plain = found.value;
        } else if (decode_same(found.name, STR("filename*")) &&
                   !extended(mem, found.value, &part->filename)) {
            return FORM_NOT_TEXT;
        }
    }
    if (rest.len || !part->name.at) {
        return FORM_BROKEN;
    }
    part->filename = part->filename.at ? part->filename : plain;
    if (part->name.len > FORM_NAME_MOST || part->filename.len > FORM_FILENAME_MOST) {
        return FORM_TOO_LARGE;
    }
    bool text = utf8_is_text(part->name) && utf8_is_text(part->filename);
    if (part->filename.at) {
        part->filename = without_folders(part->filename);
    }
    return text ? FORM_FINE : FORM_NOT_TEXT;
}

static enum form_result part_header(struct arena *mem, str line, struct part *part) {
    str name;
    if (!str_cut(&line, ':', &name) || !line.at) {
        return FORM_BROKEN;
    }
    str value = str_trim(line);
    if (decode_same(name, STR("content-disposition"))) {
        return disposition(mem, value, part);
    }
    if (decode_same(name, STR("content-type"))) {
        part->type = value;
        return utf8_is_text(value) ? FORM_FINE : FORM_NOT_TEXT;
    }
    bool plain = decode_same(value, STR("binary")) || decode_same(value, STR("8bit")) ||
                 decode_same(value, STR("7bit"));
    bool coded = decode_same(name, STR("content-transfer-encoding")) && !plain;
    return coded ? FORM_BROKEN : FORM_FINE;
}

/* Takes the text before the mark off the front, and the mark with it. */
static bool cut_at(str *rest, str mark, str *head) {
    const char *from = rest->at;
    const char *end = rest->at + rest->len;
    while (from && (size_t)(end - from) >= mark.len) {
        from = memchr(from, mark.at[0], (size_t)(end - from) - mark.len + 1);
        if (from && memcmp(from, mark.at, mark.len) == 0) {
            *head = (str){rest->at, (size_t)(from - rest->at)};
            *rest = str_skip(*rest, head->len + mark.len);
            return true;
        }
        from = from ? from + 1 : NULL;
    }
    return false;
}

static enum form_result part_headers(struct arena *mem, str *rest, struct part *part) {
    for (size_t i = 0; i < PART_HEADERS_MOST; i++) {
        str line;
        if (!cut_at(rest, STR("\r\n"), &line)) {
            return FORM_BROKEN;
        }
        if (line.len == 0) {
            return part->name.at ? FORM_FINE : FORM_BROKEN;
        }
        if (line.len > PART_HEADER_MOST) {
            return FORM_TOO_LARGE;
        }
        enum form_result result = part_header(mem, line, part);
        if (result != FORM_FINE) {
            return result;
        }
    }
    return FORM_TOO_LARGE;
}

static enum form_result keep(struct form *found, const struct part *part) {
    if (!part->filename.at) {
        if (!utf8_is_text(part->bytes)) {
            return FORM_NOT_TEXT;
        }
        if (found->fields.count == FORM_FIELDS_MOST) {
            return FORM_TOO_LARGE;
        }
        found->fields.at[found->fields.count++] = (struct field){part->name, part->bytes};
        return FORM_FINE;
    }
    if (part->filename.len == 0 && part->bytes.len == 0) {
        return FORM_FINE; /* a file field left empty */
    }
    if (found->uploads.count == FORM_UPLOADS_MOST) {
        return FORM_TOO_LARGE;
    }
    found->uploads.at[found->uploads.count++] =
            (struct upload){part->name, part->filename, part->type, part->bytes};
    return FORM_FINE;
}

/* What stands between two boundaries: `more` is false after the last. */
static enum form_result boundary_end(str *rest, bool *more) {
    *more = str_starts(*rest, STR("\r\n"));
    if (*more) {
        *rest = str_skip(*rest, 2);
        return FORM_FINE;
    }
    bool last = str_eq(*rest, STR("--")) || str_eq(*rest, STR("--\r\n"));
    return last ? FORM_FINE : FORM_BROKEN;
}

enum form_result form_multipart(struct arena *mem, str boundary, str body, struct form *found) {
    if (boundary.len == 0 || boundary.len > FORM_BOUNDARY_MOST) {
        return FORM_BROKEN;
    }
    char line[FORM_BOUNDARY_MOST + 4] = "\r\n--";
    memcpy(line + 4, boundary.at, boundary.len);
    str mark = {line, boundary.len + 4};
    if (!str_starts(body, str_skip(mark, 2))) {
        return FORM_BROKEN;
    }
    *found = (struct form){.fields = {.at = arena_new(mem, struct field, FORM_FIELDS_MOST)},
            .uploads = {.at = arena_new(mem, struct upload, FORM_UPLOADS_MOST)}};

    str rest = str_skip(body, mark.len - 2);
    bool more = false;
    enum form_result result = boundary_end(&rest, &more);
    while (result == FORM_FINE && more) {
        struct part part = {.type = STR("")};
        result = part_headers(mem, &rest, &part);
        if (result == FORM_FINE && !cut_at(&rest, mark, &part.bytes)) {
            result = FORM_BROKEN;
        }
        if (result == FORM_FINE) {
            result = keep(found, &part);
        }
        if (result == FORM_FINE) {
            result = boundary_end(&rest, &more);
        }
    }
    return result;
}

enum form_result form_read(struct arena *mem, str type, str body, struct form *found) {
    *found = (struct form){0};
    if (type.len == 0) {
        return FORM_FINE;
    }
    str essence = str_trim((str){type.at, type.len - after_first_item(type).len});
    if (decode_same(essence, STR("application/x-www-form-urlencoded"))) {
        return form_urlencoded(mem, body, &found->fields);
    }
    if (!decode_same(essence, STR("multipart/form-data"))) {
        return FORM_FINE;
    }
    str boundary;
    return form_parameter(mem, type, STR("boundary"), &boundary)
                   ? form_multipart(mem, boundary, body, found)
                   : FORM_BROKEN;
}

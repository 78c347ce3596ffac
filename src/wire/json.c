#include "wire/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Before every value: its comma, and proof that a value belongs here. */
static void begin_value(struct json *j) {
    enum json_place place = j->at[j->depth];
    assert(place != JSON_IN_OBJECT);
    assert(place != JSON_AT_TOP || !j->begun[j->depth]);
    if (place == JSON_IN_ARRAY && j->begun[j->depth]) {
        buf_add(j->out, STR(","));
    }
    j->begun[j->depth] = true;
    if (place == JSON_AFTER_KEY) {
        j->at[j->depth] = JSON_IN_OBJECT;
    }
}

static void begin(struct json *j, enum json_place place, str bracket) {
    begin_value(j);
    assert(j->depth < JSON_DEPTH_MOST);
    j->depth++;
    j->at[j->depth] = place;
    j->begun[j->depth] = false;
    buf_add(j->out, bracket);
}

static void end(struct json *j, enum json_place place, str bracket) {
    assert(j->depth && j->at[j->depth] == place);
    j->depth--;
    buf_add(j->out, bracket);
}

void json_object_begin(struct json *j) {
    begin(j, JSON_IN_OBJECT, STR("{"));
}

void json_object_end(struct json *j) {
    end(j, JSON_IN_OBJECT, STR("}"));
}

void json_array_begin(struct json *j) {
    begin(j, JSON_IN_ARRAY, STR("["));
}

void json_array_end(struct json *j) {
    end(j, JSON_IN_ARRAY, STR("]"));
}

static void put_control(struct buf *out, unsigned char c) {
    char coded[8];
    int len = snprintf(coded, sizeof(coded), "\\u%04x", c);
    buf_add(out, (str){coded, (size_t)len});
}

/* How many bytes of `s` must be escaped, and as what; 0 if none, also where `as` stays empty
 * for a control character without a short form. */
static size_t special(str s, str *as) {
    switch (s.at[0]) {
    case '"': *as = STR("\\\""); return 1;
    case '\\': *as = STR("\\\\"); return 1;
    case '\n': *as = STR("\\n"); return 1;
    case '\r': *as = STR("\\r"); return 1;
    case '\t': *as = STR("\\t"); return 1;
    case '\xE2': break;
    default: *as = (str){0}; return (unsigned char)s.at[0] < ' ';
    }
    /* Two line ends that scripts do not take inside a string. */
    bool separator = str_starts(s, STR("\xE2\x80\xA8")) || str_starts(s, STR("\xE2\x80\xA9"));
    *as = separator && s.at[2] == '\xA8' ? STR("\\u2028") : STR("\\u2029");
    return separator ? 3 : 0;
}

static void put_string(struct buf *out, str s) {
    buf_add(out, STR("\""));
    size_t done = 0;
    for (size_t i = 0; i < s.len;) {
        str as;
        size_t taken = special((str){s.at + i, s.len - i}, &as);
        if (taken == 0) {
            i++;
            continue;
        }
        buf_add(out, (str){s.at + done, i - done});
        if (as.len) {
            buf_add(out, as);
        } else {
            put_control(out, (unsigned char)s.at[i]);
        }
        i += taken;
        done = i;
    }
    buf_add(out, (str){s.at + done, s.len - done});
    buf_add(out, STR("\""));
}

void json_key(struct json *j, str key) {
    assert(j->at[j->depth] == JSON_IN_OBJECT);
    if (j->begun[j->depth]) {
        buf_add(j->out, STR(","));
    }
    put_string(j->out, key);
    buf_add(j->out, STR(":"));
    j->at[j->depth] = JSON_AFTER_KEY;
}

void json_text(struct json *j, str value) {
    begin_value(j);
    put_string(j->out, value);
}

void json_num(struct json *j, int64_t value) {
    begin_value(j);
    buf_num(j->out, value);
}

void json_float(struct json *j, double value) {
    assert(isfinite(value));
    begin_value(j);
    value += 0.0; /* a negative zero is zero */
    char digits[32];
    int len = snprintf(digits, sizeof(digits), "%.15g", value);
    if (strtod(digits, NULL) < value || strtod(digits, NULL) > value) {
        len = snprintf(digits, sizeof(digits), "%.17g", value);
    }
    buf_add(j->out, (str){digits, (size_t)len});
}

void json_bool(struct json *j, bool value) {
    begin_value(j);
    buf_add(j->out, value ? STR("true") : STR("false"));
}

void json_none(struct json *j) {
    begin_value(j);
    buf_add(j->out, STR("null"));
}

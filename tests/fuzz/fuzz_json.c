#include "wire/json.h"
#include "wire/json_read.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_value(struct json *j, const struct json_value *v) {
    switch (v->kind) {
    case JSON_IS_NONE: json_none(j); break;
    case JSON_IS_TRUTH: json_bool(j, v->truth); break;
    case JSON_IS_NUM: json_num(j, v->num); break;
    case JSON_IS_REAL: json_float(j, v->real); break;
    case JSON_IS_TEXT: json_text(j, v->text); break;
    case JSON_IS_LIST:
        json_array_begin(j);
        for (size_t i = 0; i < v->count; i++) {
            write_value(j, &v->at[i]);
        }
        json_array_end(j);
        break;
    case JSON_IS_OBJECT:
        json_object_begin(j);
        for (size_t i = 0; i < v->count; i++) {
            json_key(j, v->names[i]);
            write_value(j, &v->at[i]);
        }
        json_object_end(j);
        break;
    }
}

/* What was read and written can be read again, and is then written the same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    const struct json_value *v = json_read(&mem, (str){(const char *)data, size});
    if (v) {
        struct buf first = {.mem = &mem};
        struct buf second = {.mem = &mem};
        write_value(&(struct json){.out = &first}, v);
        v = json_read(&mem, buf_str(&first));
        assert(v);
        write_value(&(struct json){.out = &second}, v);
        assert(str_eq(buf_str(&first), buf_str(&second)));
    }
    arena_free(&mem);
    return 0;
}

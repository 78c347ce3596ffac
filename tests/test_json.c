#include "tests/test.h"
#include "wire/json.h"
#include "wire/json_read.h"

#include <sys/wait.h>
#include <unistd.h>

static void values_get_their_commas(struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    json_object_begin(&j);
    json_key(&j, STR("name"));
    json_text(&j, STR("Alu"));
    json_key(&j, STR("empty"));
    json_array_begin(&j);
    json_array_end(&j);
    json_key(&j, STR("list"));
    json_array_begin(&j);
    json_num(&j, -7);
    json_object_begin(&j);
    json_object_end(&j);
    json_array_begin(&j);
    json_none(&j);
    json_bool(&j, true);
    json_array_end(&j);
    json_array_end(&j);
    json_key(&j, STR("last"));
    json_bool(&j, false);
    json_object_end(&j);
    SAME(buf_str(&out),
            "{\"name\":\"Alu\",\"empty\":[],\"list\":[-7,{},[null,true]],\"last\":false}");
}

static void text_is_escaped_as_the_standard_says(struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    json_text(&j, STR("\"\\/\n\r\t\x01\x1F é 铝 \xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xB0\xE2"));
    SAME(buf_str(&out), "\"\\\"\\\\/\\n\\r\\t\\u0001\\u001f é 铝 "
                        "\\u2028\\u2029\xE2\x80\xB0\xE2\"");
}

static void numbers_come_back_the_same(struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    json_array_begin(&j);
    json_float(&j, 0.1);
    json_float(&j, 55.4038);
    json_float(&j, 1.0 / 3);
    json_float(&j, -2);
    json_num(&j, INT64_MIN);
    json_array_end(&j);
    SAME(buf_str(&out), "[0.1,55.4038,0.33333333333333331,-2,-9223372036854775808]");
}

/* Runs the mistake in a child, which must not survive it. */
static bool dies(void (*mistake)(struct json *), struct arena *mem) {
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO); /* what it says last would only look like a failure */
        struct buf out = {.mem = mem};
        struct json j = {.out = &out};
        mistake(&j);
        _exit(0);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && status != 0;
}

static void value_without_key(struct json *j) {
    json_object_begin(j);
    json_num(j, 1);
}

static void key_in_array(struct json *j) {
    json_array_begin(j);
    json_key(j, STR("a"));
}

static void wrong_end(struct json *j) {
    json_array_begin(j);
    json_object_end(j);
}

static void key_without_value(struct json *j) {
    json_object_begin(j);
    json_key(j, STR("a"));
    json_object_end(j);
}

static void two_documents(struct json *j) {
    json_num(j, 1);
    json_num(j, 2);
}

static void not_a_number(struct json *j) {
    json_float(j, 0.0 / (double)j->depth);
}

static void too_deep(struct json *j) {
    for (int i = 0; i <= JSON_DEPTH_MOST; i++) {
        json_array_begin(j);
    }
}

static void mistakes_end_the_program(struct arena *mem) {
    CHECK(dies(value_without_key, mem));
    CHECK(dies(key_in_array, mem));
    CHECK(dies(wrong_end, mem));
    CHECK(dies(key_without_value, mem));
    CHECK(dies(two_documents, mem));
    CHECK(dies(not_a_number, mem));
    CHECK(dies(too_deep, mem));
}

static void what_others_sent_is_read(struct arena *mem) {
    const struct json_value *v = json_read(mem,
            STR("{\"name\":\"\\u00e6\\u94a2\",\"n\":-7,\"r\":1.5,\"t\":true,\"l\":[null,[]]}"));
    CHECK(v && v->kind == JSON_IS_OBJECT && v->count == 5);
    const struct json_value *name = json_member(v, STR("name"));
    CHECK(name && name->kind == JSON_IS_TEXT && str_eq(name->text, STR("æ钢")));
    const struct json_value *n = json_member(v, STR("n"));
    CHECK(n && n->kind == JSON_IS_NUM && n->num == -7);
    const struct json_value *list = json_member(v, STR("l"));
    CHECK(list && list->kind == JSON_IS_LIST && list->count == 2);
    CHECK(!json_member(v, STR("none")) && !json_member(list, STR("0")));
}

static void what_is_no_json_or_too_deep_is_not(struct arena *mem) {
    CHECK(!json_read(mem, STR("")));
    CHECK(!json_read(mem, STR("{")));
    CHECK(!json_read(mem, STR("{} {}")));
    CHECK(!json_read(mem, STR("{\"a\":1,\"a\":2}")));
    CHECK(!json_read(mem, STR("\"\xFF\"")));
    CHECK(!json_read(mem, STR("\"\\u0000\"")));
    CHECK(!json_read(mem, STR("NaN")));
    struct buf deep = {.mem = mem};
    for (int i = 0; i < JSON_READ_DEPTH_MOST + 1; i++) {
        buf_add(&deep, STR("["));
    }
    for (int i = 0; i < JSON_READ_DEPTH_MOST + 1; i++) {
        buf_add(&deep, STR("]"));
    }
    CHECK(!json_read(mem, buf_str(&deep)));
    CHECK(json_read(mem, (str){deep.at + 1, deep.len - 2}));
}

int main(void) {
    struct arena mem = {0};
    values_get_their_commas(&mem);
    text_is_escaped_as_the_standard_says(&mem);
    numbers_come_back_the_same(&mem);
    mistakes_end_the_program(&mem);
    what_others_sent_is_read(&mem);
    what_is_no_json_or_too_deep_is_not(&mem);
    arena_free(&mem);
    return test_failures != 0;
}

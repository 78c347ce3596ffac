/* What shows in a text, and one way to write what looks the same. */
#include "lang/plain.h"
#include "tests/test.h"

static void what_nobody_sees_is_seen(void) {
    static const char *const bad[] = {"\x01", "a\x7F", "a\xC2\x85", "a\xC2\x85 b", "\xE2\x80\xAE",
            "\xE2\x81\xA6", "\xE2\x80\xA8", "\xEF\xBF\xBE", "\xF0\x9F\xBF\xBF", "\xEF\xB7\x90",
            "a\nb", "a\tb", "a\rb"};
    static const char *const fine[] = {"", "Ærø & Co", "中文", "😀", "\xE2\x80\x8B", "\xC2\xA0",
            "العربية", "\xEF\xBF\xBD", "\xEF\xB7\x8F", "\xF4\x8F\xBF\xBD"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        CHECK(!plain_is_line(str_of(bad[i])));
    }
    for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++) {
        CHECK(plain_is_line(str_of(fine[i])));
    }
    CHECK(plain_is(STR("a\n\tb")) && !plain_is(STR("a\rb")));
}

static void the_rest_can_be_left_out(struct arena *mem) {
    SAME(plain_only(mem, STR("a\xE2\x80\xAE\x01\nÆ\xF0\x9F\x98\x80")), "aÆ😀");
    SAME(plain_only(mem, STR("a\n\xC2\x85 b")), "a b");
    SAME(plain_only(mem, STR("")), "");
}

static void what_looks_the_same_is_written_the_same(struct arena *mem) {
    SAME(plain_composed(mem, STR("A\xCC\x8A")), "Å");
    SAME(plain_composed(mem, STR("\xE2\x84\xAB")), "Å");
    SAME(plain_composed(mem, STR("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8")), "각");
    SAME(plain_composed(mem, STR("\xEF\xAC\x80")),
            "\xEF\xAC\x80"); /* a ligature looks like itself */
    SAME(plain_composed(mem, STR("plain")), "plain");
}

int main(void) {
    struct arena mem = {0};
    what_nobody_sees_is_seen();
    the_rest_can_be_left_out(&mem);
    what_looks_the_same_is_written_the_same(&mem);
    arena_free(&mem);
    return test_failures != 0;
}

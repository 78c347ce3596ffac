#include "base/buf.h"
#include "tests/test.h"
#include "tests/zipped.h"
#include "wire/table.h"

static struct table opened(struct arena *mem, str bytes) {
    return table_open(mem, bytes, (struct table_wish){0});
}

static void both_kinds_read_the_same(struct arena *mem) {
    struct zipped_part parts[] = {
            {"_rels/.rels", STR(ZIPPED_TOP)},
            {"xl/_rels/workbook.xml.rels",
                    STR("<Relationships><Relationship Id='a' Type='/worksheet' Target='s.xml'/>"
                        "</Relationships>")},
            {"xl/workbook.xml", STR("<workbook><sheet name='a' id='a'/></workbook>")},
            {"xl/s.xml", STR("<worksheet><row><c t='str'><v>key</v></c><c t='str'><v>name</v></c>"
                             "</row><row><c t='str'><v>alu</v></c><c t='str'><v>Ærø</v></c></row>"
                             "</worksheet>")},
    };
    str files[] = {
            STR("key;name\nalu;\xC6r\xF8\n"), zipped(mem, parts, sizeof(parts) / sizeof(parts[0]))};
    for (size_t i = 0; i < 2; i++) {
        struct table t = opened(mem, files[i]);
        struct cells row;
        CHECK(table_row(&t, &row) && row.count == 2 && t.line == 1);
        CHECK(table_row(&t, &row) && row.count == 2 && t.line == 2);
        SAME(row.at[0], "alu");
        SAME(row.at[1], "Ærø");
        CHECK(!table_row(&t, &row) && t.broken == TABLE_FINE);
        CHECK(t.kind == (i ? TABLE_XLSX : TABLE_CSV));
        CHECK(i || (t.charset == CHARSET_WINDOWS_1252 && t.comma == ';'));
        table_close(&t);
    }
}

static void a_wish_corrects_the_guess(struct arena *mem) {
    struct table_wish wish = {.told = true, .charset = CHARSET_UTF8, .comma = '|'};
    struct table t = table_open(mem, STR("a,b|\xE6\n"), wish);
    struct cells row;
    CHECK(table_row(&t, &row) && row.count == 2 && t.bad == 1);
    SAME(row.at[0], "a,b");
    SAME(row.at[1], "\xEF\xBF\xBD");
}

static enum table_broken broken_of(struct arena *mem, str bytes) {
    struct table t = opened(mem, bytes);
    struct cells row;
    while (table_row(&t, &row)) {
    }
    return t.broken;
}

static void what_is_no_table_says_why(struct arena *mem) {
    CHECK(broken_of(mem, STR("a,b\n")) == TABLE_FINE);
    CHECK(broken_of(mem, STR("")) == TABLE_EMPTY);
    CHECK(broken_of(mem, STR("\xEF\xBB\xBF\n \r\n")) == TABLE_EMPTY);
    CHECK(broken_of(mem, STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR")) == TABLE_NOT_A_TABLE);
    CHECK(broken_of(mem, STR("%PDF-1.7\n")) == TABLE_NOT_A_TABLE);
    CHECK(broken_of(mem, STR(" <!doctype html><p>Sign in")) == TABLE_NOT_A_TABLE);
    CHECK(broken_of(mem, STR("PK\x03\x04")) == TABLE_DAMAGED);
    struct zipped_part letter = {"word/document.xml", STR("<a/>")};
    CHECK(broken_of(mem, zipped(mem, &letter, 1)) == TABLE_NOT_A_TABLE);
    CHECK(broken_of(mem, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0")) ==
            TABLE_OLD_FORMAT);
    CHECK(broken_of(mem, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "
                             "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")) ==
            TABLE_PROTECTED);
    struct table t = opened(mem, STR("a,b\n\"c\nd"));
    struct cells row;
    CHECK(table_row(&t, &row) && !table_row(&t, &row));
    CHECK(t.broken == TABLE_OPEN_QUOTE && t.line == 2);
}

static void too_long_a_table_is_refused(struct arena *mem) {
    struct buf long_one = {.mem = mem};
    for (int i = 0; i <= ROWS_MOST; i++) {
        buf_add(&long_one, STR("a\n"));
    }
    CHECK(broken_of(mem, buf_str(&long_one)) == TABLE_TOO_LARGE);
}

int main(void) {
    struct arena mem = {0};
    both_kinds_read_the_same(&mem);
    a_wish_corrects_the_guess(&mem);
    what_is_no_table_says_why(&mem);
    too_long_a_table_is_refused(&mem);
    arena_free(&mem);
    return test_failures != 0;
}

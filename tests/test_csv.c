#include "tests/test.h"
#include "wire/csv.h"

static struct csv opened(struct arena *mem, const char *text) {
    return csv_open(mem, str_of(text));
}

static void spreadsheets_and_their_habits_are_read(struct arena *mem) {
    struct csv c = opened(mem, "\xEF\xBB\xBFtitle;topic\r\n\"a;\"\"b\"\"\nc\";x\r\nlast");
    struct cells row;
    CHECK(csv_row(&c, &row) && row.count == 2);
    SAME(row.at[0], "title");
    SAME(row.at[1], "topic");
    CHECK(csv_row(&c, &row) && row.count == 2);
    SAME(row.at[0], "a;\"b\"\nc");
    SAME(row.at[1], "x");
    CHECK(csv_row(&c, &row) && row.count == 1 && c.line == 4);
    SAME(row.at[0], "last");
    CHECK(!csv_row(&c, &row) && !c.broken);
}

static void an_open_quote_names_its_line(struct arena *mem) {
    struct csv c = opened(mem, "a,b\n1,2\n3,\"open\nand on\n");
    struct cells row;
    CHECK(csv_row(&c, &row) && csv_row(&c, &row));
    CHECK(!csv_row(&c, &row) && c.broken && c.open_line == 3);
    CHECK(!csv_row(&c, &row));
}

static void rows_know_the_line_they_begin_on(struct arena *mem) {
    struct csv c = opened(mem, "a,b\r\n\"1\r\n2\r3\n4\",x\rc,d\n\ne,f");
    struct cells row;
    size_t lines[] = {1, 2, 6, 7, 8};
    for (size_t i = 0; i < 5; i++) {
        CHECK(csv_row(&c, &row) && c.line == lines[i]);
        CHECK(csv_blank(&row) == (i == 3));
    }
    CHECK(!csv_row(&c, &row));
}

static void the_comma_is_what_every_line_holds(struct arena *mem) {
    CHECK(opened(mem, "a,b\n1,2\n").comma == ',');
    CHECK(opened(mem, "a;b\n1,5;2,5\n").comma == ';');
    CHECK(opened(mem, "a\tb\n1, 2, 3\tx\n").comma == '\t');
    CHECK(opened(mem, "a|b|c\n1|2|3\n").comma == '|');
    CHECK(opened(mem, "Members, 2027\nname;place\nAlu;Odense, Fyn\nB;C\n").comma == ';');
    CHECK(opened(mem, "key,languages\na,da;en;de;fr\n").comma == ',');
    CHECK(opened(mem, "\"a;b;c\",d\n\"e;\"\";f\",g\n").comma == ',');
    CHECK(opened(mem, "one column\nonly\n").comma == ',');
    CHECK(opened(mem, "").comma == ',');
    struct csv c = opened(mem, "sep=|\r\na;b|c;d\n");
    struct cells row;
    CHECK(c.comma == '|' && csv_row(&c, &row) && row.count == 2 && c.line == 2);
    SAME(row.at[0], "a;b");
}

static void odd_quotes_lose_nothing(struct arena *mem) {
    struct csv c = opened(mem, "5\" pipe,\"a\" b,\"x\" ,\"\",  y z , \n,\n");
    struct cells row;
    CHECK(csv_row(&c, &row) && row.count == 6);
    SAME(row.at[0], "5\" pipe");
    SAME(row.at[1], "a b");
    SAME(row.at[2], "x");
    SAME(row.at[3], "");
    SAME(row.at[4], "y z");
    SAME(row.at[5], "");
    CHECK(csv_row(&c, &row) && row.count == 2 && csv_blank(&row));
}

static void what_is_too_much_is_flagged(struct arena *mem) {
    struct buf wide = {.mem = mem};
    for (int i = 0; i < CELLS_MOST + 5; i++) {
        buf_add(&wide, STR("x,"));
    }
    struct csv c = csv_open(mem, buf_str(&wide));
    struct cells row;
    CHECK(csv_row(&c, &row) && row.count == CELLS_MOST && row.flaw == CELLS_TOO_MANY);

    struct buf tall = {.mem = mem};
    for (int i = 0; i < CELL_BYTES_MOST / 2 + 1; i++) {
        buf_add(&tall, STR("å"));
    }
    buf_add(&tall, STR("\nb\n\"\"\""));
    for (int i = 0; i < CELL_BYTES_MOST; i++) {
        buf_add(&tall, STR("\"\""));
    }
    buf_add(&tall, STR("\""));
    c = csv_open(mem, buf_str(&tall));
    CHECK(csv_row(&c, &row) && row.flaw == CELLS_TOO_LONG && row.at[0].len == CELL_BYTES_MOST);
    CHECK(csv_row(&c, &row) && row.flaw == CELLS_FINE);
    CHECK(csv_row(&c, &row) && row.flaw == CELLS_TOO_LONG && row.at[0].len == CELL_BYTES_MOST);
}

static void memory_stays_when_rows_are_rewound(struct arena *mem) {
    struct csv c = opened(mem, "a,\"b\"\"c\"\nd,\"e\"\"f\"\ng,h\n");
    struct arena_mark clean = arena_mark(mem);
    struct cells row;
    size_t rows = 0;
    while (csv_row(&c, &row)) {
        CHECK(row.count == 2);
        rows++;
        arena_rewind(mem, clean);
    }
    CHECK(rows == 3);
}

static void writing_quotes_only_what_needs_it(struct arena *mem) {
    struct buf out = {.mem = mem};
    csv_cell(&out, STR("plain words"));
    csv_cell(&out, STR(""));
    csv_cell(&out, STR("a,b"));
    csv_cell(&out, STR("5\" pipe"));
    csv_cell(&out, STR("two\nlines"));
    csv_end(&out);
    csv_cell(&out, STR(""));
    csv_cell(&out, STR("x"));
    csv_end(&out);
    SAME(buf_str(&out), "plain words,,\"a,b\",\"5\"\" pipe\",\"two\nlines\"\n,x\n");
}

static const char *const formulas[] = {"=1+1", "+45 12", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1",
        "\xC2\xA0=1", "\xE3\x80\x80@x", "＝1", "＋1", "－1", "＠x", "﹦1"};

static void formulas_are_defused_and_come_back(struct arena *mem) {
    for (size_t i = 0; i < sizeof(formulas) / sizeof(formulas[0]); i++) {
        struct buf out = {.mem = mem};
        csv_cell_defused(&out, str_of(formulas[i]));
        csv_end(&out);
        CHECK(out.at[0] == '\'' || (out.at[0] == '"' && out.at[1] == '\''));
        struct csv c = csv_open(mem, buf_str(&out));
        struct cells row;
        CHECK(csv_row(&c, &row) && row.count == 1);
        CHECK(str_eq(csv_undefuse(row.at[0]), str_of(formulas[i])));
    }
    struct buf out = {.mem = mem};
    csv_cell_defused(&out, STR("'s-Hertogenbosch"));
    csv_cell_defused(&out, STR("a=1"));
    csv_cell_defused(&out, STR("'=1"));
    csv_end(&out);
    SAME(buf_str(&out), "'s-Hertogenbosch,a=1,''=1\n");
    SAME(csv_undefuse(STR("'s-Hertogenbosch")), "'s-Hertogenbosch");
    SAME(csv_undefuse(STR("''=1")), "'=1");
}

static unsigned seed = 7;

static unsigned chance(unsigned of) {
    seed = seed * 1103515245U + 12345U;
    return (seed >> 16) % of;
}

static str awkward_cell(struct arena *mem) {
    static const char *const bits[] = {"a", "\"", ",", ";", "\t", "|", "\n", "\r", " ", "'", "=",
            "\xEF\xBB\xBF", "＝", "sep="};
    struct buf cell = {.mem = mem};
    for (unsigned more = chance(5); more; more--) {
        buf_add(&cell, str_of(bits[chance(sizeof(bits) / sizeof(bits[0]))]));
    }
    return buf_str(&cell);
}

static void check_round_trip(struct arena *mem) {
    str cells[6];
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < 6; i++) {
        cells[i] = awkward_cell(mem);
        csv_cell_defused(&out, cells[i]);
        if (i % 3 == 2) {
            csv_end(&out);
        }
    }
    struct csv c = csv_open(mem, buf_str(&out));
    struct cells row = {0};
    for (size_t i = 0; i < 6; i++) {
        bool there = i % 3 || csv_row(&c, &row);
        CHECK(there && row.count == 3 && str_eq(csv_undefuse(row.at[i % 3]), cells[i]));
    }
    CHECK(!csv_row(&c, &row) && !c.broken);
}

static void what_is_written_is_read_back(struct arena *mem) {
    struct arena_mark clean = arena_mark(mem);
    for (int round = 0; round < 3000; round++) {
        check_round_trip(mem);
        arena_rewind(mem, clean);
    }
}

int main(void) {
    struct arena mem = {0};
    spreadsheets_and_their_habits_are_read(&mem);
    an_open_quote_names_its_line(&mem);
    rows_know_the_line_they_begin_on(&mem);
    the_comma_is_what_every_line_holds(&mem);
    odd_quotes_lose_nothing(&mem);
    what_is_too_much_is_flagged(&mem);
    memory_stays_when_rows_are_rewound(&mem);
    writing_quotes_only_what_needs_it(&mem);
    formulas_are_defused_and_come_back(&mem);
    what_is_written_is_read_back(&mem);
    arena_free(&mem);
    return test_failures != 0;
}

#include "base/buf.h"
#include "tests/test.h"
#include "tests/zipped.h"
#include "wire/xlsx.h"

#include <stdio.h>

#define WORKBOOK                                                                       \
    "<x:workbook xmlns:x='http://x' xmlns:r='http://r'><x:sheets>"                     \
    "<x:sheet name='Charts' r:id='e'/><x:sheet name='Notes' state='hidden' r:id='d'/>" \
    "<x:sheet name='R&amp;D' r:id='a'/></x:sheets></x:workbook>"
#define TEXTS                                                                                 \
    "<sst><si><t>name</t></si><si><r><t>Alu</t></r><r><rPr/><t xml:space='preserve'> Fyn</t>" \
    "</r><rPh><t>aru</t></rPh></si><si><t>a_x000A_b_x005F_</t></si><si><t/></si></sst>"
#define STYLES                                                                               \
    "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd\\-mm\\-yyyy'/>"              \
    "<numFmt numFmtId='171' formatCode='00000'/>"                                            \
    "<numFmt numFmtId='172' formatCode='#,##0.00\\ &quot;day&quot;;[Red]-0'/>"               \
    "<numFmt numFmtId='173' formatCode='[$-409]d/m/yy\\ h:mm\\ AM/PM;@'/></numFmts>"         \
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"                                       \
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/>" \
    "<xf numFmtId='172'/><xf numFmtId='173'/><xf numFmtId='20'/></cellXfs></styleSheet>"

static str workbook(struct arena *mem, const char *sheet, const char *book) {
    struct zipped_part parts[] = {
            {"_rels/.rels", STR(ZIPPED_TOP)},
            {"xl/_rels/workbook.xml.rels", STR(ZIPPED_RELATIONS)},
            {"xl/workbook.xml", str_of(book)},
            {"xl/s.xml", str_of(sheet)},
            {"xl/t.xml", STR(TEXTS)},
            {"xl/y.xml", STR(STYLES)},
            {"xl/z.xml", STR("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
                             "</worksheet>")},
    };
    return zipped(mem, parts, sizeof(parts) / sizeof(parts[0]));
}

static struct xlsx opened(struct arena *mem, const char *sheet) {
    return xlsx_open(mem, workbook(mem, sheet, WORKBOOK), (str){0});
}

static void texts_numbers_and_truths_are_read(struct arena *mem) {
    struct xlsx x = opened(mem,
            "<worksheet xmlns='http://x'><sheetData>"
            "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><r><t>in</t></r>"
            "<r><t>line</t></r><rPh><t>no</t></rPh></is></c><c r='C1' t='str'><f>A1</f>"
            "<v>formula</v></c></row>"
            "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2'><v>3.0</v></c>"
            "<c r='C2'><v>0.1</v></c><c r='D2'><v>1.0000000000000001E-2</v></c>"
            "<c r='E2'><v>123456789012345</v></c><c r='F2'><v>-4.5E+3</v></c>"
            "<c r='G2' t='b'><v>1</v></c><c r='H2' t='b'><v>0</v></c>"
            "<c r='I2' t='e'><v>#N/A</v></c><c r='J2' t='s'><v>2</v></c>"
            "<c r='K2'><v>1E+300</v></c><c r='L2'><v>0</v></c></row>"
            "</sheetData></worksheet>");
    struct cells row = {0};
    CHECK(xlsx_row(&x, &row) && row.count == 3 && x.line == 1);
    SAME(row.at[0], "name");
    SAME(row.at[1], "inline");
    SAME(row.at[2], "formula");
    CHECK(xlsx_row(&x, &row) && row.count == 12);
    static const char *const want[] = {"Alu Fyn", "3", "0.1", "0.01", "123456789012345", "-4500",
            "yes", "no", "#N/A", "a\nb_", "1e+300", "0"};
    for (size_t i = 0; i < 12; i++) {
        test_same(row.at[i], str_of(want[i]), __FILE__, __LINE__);
    }
    CHECK(!xlsx_row(&x, &row) && x.broken == PACK_FINE);
    CHECK(!xlsx_row(&x, &row));
}

static void what_is_left_out_comes_empty(struct arena *mem) {
    struct xlsx x = opened(mem, "<worksheet><sheetData><row r='2'><c r='C2'><v>1</v></c></row>"
                                "<row r='4'><c><v>2</v></c><c/><c><v>3</v></c></row>"
                                "<row><c r='B5'><v>4</v></c><c r='A5'><v>5</v></c></row>"
                                "<row r='1048576'><c r='XFD1' s='1'/></row>"
                                "</sheetData></worksheet>");
    struct cells row = {0};
    CHECK(xlsx_row(&x, &row) && cells_blank(&row) && x.line == 1);
    CHECK(xlsx_row(&x, &row) && row.count == 3 && x.line == 2);
    SAME(row.at[0], "");
    SAME(row.at[2], "1");
    CHECK(xlsx_row(&x, &row) && cells_blank(&row));
    CHECK(xlsx_row(&x, &row) && row.count == 3 && x.line == 4);
    SAME(row.at[1], "");
    SAME(row.at[2], "3");
    CHECK(xlsx_row(&x, &row) && row.count == 2 && x.line == 5);
    SAME(row.at[0], "5");
    SAME(row.at[1], "4");
    CHECK(!xlsx_row(&x, &row) && x.broken == PACK_FINE);
}

static const struct {
    const char *number;
    int style;
    const char *want;
} dated[] = {
        {"46568", 1, "2027-06-30"},
        {"46568", 2, "2027-06-30"},
        {"46568.25", 2, "2027-06-30"},
        {"46568.604166666664", 5, "2027-06-30T14:30"},
        {"46568", 5, "2027-06-30"},
        {"0.604178240740741", 6, "14:30:01"},
        {"0.75", 6, "18:00"},
        {"1", 1, "1900-01-01"},
        {"59", 1, "1900-02-28"},
        {"60", 1, "1900-02-29"},
        {"61", 1, "1900-03-01"},
        {"45351", 1, "2024-02-29"},
        {"2958465", 1, "9999-12-31"},
        {"2958466", 1, "2958466"},
        {"-1", 1, "-1"},
        {"1067", 3, "01067"},
        {"12.5", 4, "12.5"},
        {"soon", 1, "soon"},
        {"1e999", 0, "1e999"},
};

static void dates_are_told_by_their_format(struct arena *mem) {
    for (size_t i = 0; i < sizeof(dated) / sizeof(dated[0]); i++) {
        char sheet[256];
        (void)snprintf(sheet, sizeof(sheet),
                "<worksheet><sheetData><row><c s='%d'><v>%s</v></c></row></sheetData></worksheet>",
                dated[i].style, dated[i].number);
        struct xlsx x = opened(mem, sheet);
        struct cells row = {0};
        CHECK(xlsx_row(&x, &row) && row.count == 1);
        test_same(row.count ? row.at[0] : (str){0}, str_of(dated[i].want), __FILE__, __LINE__);
        xlsx_close(&x);
    }
    struct xlsx x = xlsx_open(mem,
            workbook(mem,
                    "<worksheet><row><c s='1'><v>45106</v></c><c t='d'><v>2027-06-30T00:00:00Z"
                    "</v></c></row></worksheet>",
                    "<workbook><workbookPr date1904='1'/><sheet name='a' id='a'/></workbook>"),
            (str){0});
    struct cells row = {0};
    CHECK(xlsx_row(&x, &row) && row.count == 2);
    SAME(row.at[0], "2027-06-30");
    SAME(row.at[1], "2027-06-30");
    xlsx_close(&x);
}

static void sheets_are_listed_and_chosen(struct arena *mem) {
    str bytes = workbook(mem, "<worksheet><row><c><v>7</v></c></row></worksheet>", WORKBOOK);
    struct xlsx x = xlsx_open(mem, bytes, (str){0});
    CHECK(x.sheets.count == 2 && x.sheet == 1);
    SAME(x.sheets.at[0].name, "Notes");
    CHECK(x.sheets.at[0].hidden && !x.sheets.at[1].hidden);
    SAME(x.sheets.at[1].name, "R&D");
    xlsx_close(&x);
    x = xlsx_open(mem, bytes, STR("Notes"));
    struct cells row = {0};
    CHECK(x.sheet == 0 && xlsx_row(&x, &row));
    SAME(row.at[0], "1");
    CHECK(!xlsx_row(&x, &row));
}

static void long_sheets_come_row_by_row(struct arena *mem) {
    struct buf sheet = {.mem = mem};
    buf_add(&sheet, STR("<worksheet><sheetData>"));
    for (int i = 0; i < 5000; i++) {
        buf_add(&sheet, STR("<row><c t='s'><v>1</v></c><c><v>"));
        buf_num(&sheet, i);
        buf_add(&sheet, STR("</v></c></row>"));
    }
    buf_add(&sheet, STR("</sheetData></worksheet>"));
    buf_add(&sheet, (str){"\0", 1});
    struct xlsx x = opened(mem, sheet.at);
    struct arena_mark clean = arena_mark(mem);
    struct cells row;
    int64_t seen = 0;
    for (; xlsx_row(&x, &row); seen++) {
        int64_t number = -1;
        CHECK(row.count == 2 && str_num(row.at[1], &number) && number == seen);
        SAME(row.at[0], "Alu Fyn");
        arena_rewind(mem, clean);
    }
    CHECK(seen == 5000 && x.broken == PACK_FINE);
}

static enum pack_flaw flaw_of(struct arena *mem, const char *sheet) {
    struct xlsx x = opened(mem, sheet);
    struct cells row;
    while (xlsx_row(&x, &row)) {
    }
    return x.broken;
}

static void harmful_workbooks_are_refused(struct arena *mem) {
    CHECK(flaw_of(mem, "<worksheet>") == PACK_DAMAGED);
    CHECK(flaw_of(mem, "") == PACK_DAMAGED);
    CHECK(flaw_of(mem, "<worksheet><row><c t='s'><v>99</v></c></row></worksheet>") == PACK_DAMAGED);
    CHECK(flaw_of(mem,
                  "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
                  "<worksheet><row><c t='str'><v>&b;</v></c></row></worksheet>") == PACK_DAMAGED);
    CHECK(flaw_of(mem, "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"
                       "<worksheet a='&c;'/>") == PACK_DAMAGED);
    CHECK(flaw_of(mem, "<worksheet><row r='300000'><c><v>1</v></c></row></worksheet>") ==
            PACK_TOO_LARGE);

    size_t size = 20000000;
    char *bomb = arena_new(mem, char, size + 1);
    for (size_t i = 0; i < size; i++) {
        bomb[i] = ' ';
    }
    CHECK(flaw_of(mem, bomb) == PACK_TOO_LARGE);

    struct xlsx x = xlsx_open(mem, STR("PK\x03\x04 and no more"), (str){0});
    CHECK(x.broken == PACK_DAMAGED && x.sheets.count == 0);
    struct zipped_part letter = {"content.xml", STR("<a/>")};
    x = xlsx_open(mem, zipped(mem, &letter, 1), (str){0});
    CHECK(x.broken == PACK_FOREIGN);
}

static void too_many_columns_are_flagged(struct arena *mem) {
    struct xlsx x = opened(mem, "<worksheet><row><c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c>"
                                "</row></worksheet>");
    struct cells row;
    CHECK(xlsx_row(&x, &row) && row.count == 1 && row.flaw == CELLS_TOO_MANY);
    CHECK(!xlsx_row(&x, &row));
}

int main(void) {
    struct arena mem = {0};
    texts_numbers_and_truths_are_read(&mem);
    what_is_left_out_comes_empty(&mem);
    dates_are_told_by_their_format(&mem);
    sheets_are_listed_and_chosen(&mem);
    long_sheets_come_row_by_row(&mem);
    harmful_workbooks_are_refused(&mem);
    too_many_columns_are_flagged(&mem);
    arena_free(&mem);
    return test_failures != 0;
}

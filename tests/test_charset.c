#include "base/buf.h"
#include "tests/test.h"
#include "wire/charset.h"

#include <iconv.h>

/* The same text as another program would have written it. */
static str encoded(struct arena *mem, const char *charset, str text) {
    char *from = arena_z(mem, text);
    size_t left = text.len;
    size_t most = text.len * 4 + 8;
    char *bytes = arena_new(mem, char, most);
    char *to = bytes;
    size_t free = most;
    iconv_t coder = iconv_open(charset, "UTF-8");
    CHECK(iconv(coder, &from, &left, &to, &free) == 0);
    (void)iconv_close(coder);
    return (str){bytes, most - free};
}

static void check_guess(struct arena *mem, enum charset charset, const char *text) {
    const char *names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "GB18030"};
    struct decoded d = charset_decode(mem, encoded(mem, names[charset], str_of(text)));
    CHECK(d.charset == charset && d.bad == 0);
    test_same(d.text, str_of(text), __FILE__, __LINE__);
}

static const char *const european[] = {
        "navn;by\nBlåbærgrød A/S;Ærøskøbing\n",
        "Straße;Ort\nMüller GmbH;Köln\nGroß & Söhne;Lüneburg\n",
        "nom,ville\nSociété générale d'équipement,Besançon\nForêt,Nîmes\n",
        "Företag;Ort\nÅkeri;Örebro\n",
        "ÆØÅ;ÅÆØ\n",
        "10 € – “citat” …",
        "Ångström",
};

static const char *const chinese[] = {
        "名称,城市\n宝山钢铁,上海\n",
        "钢铁",
        "name,city\n中国铝业股份有限公司,Beijing 北京\n我们寻找丹麦的合作伙伴。,x\n",
};

static void encodings_are_told_apart(struct arena *mem) {
    for (size_t i = 0; i < sizeof(european) / sizeof(european[0]); i++) {
        check_guess(mem, CHARSET_WINDOWS_1252, european[i]);
        check_guess(mem, CHARSET_UTF8, european[i]);
        check_guess(mem, CHARSET_UTF16LE, european[i]);
        check_guess(mem, CHARSET_UTF16BE, european[i]);
    }
    for (size_t i = 0; i < sizeof(chinese) / sizeof(chinese[0]); i++) {
        check_guess(mem, CHARSET_GB18030, chinese[i]);
        check_guess(mem, CHARSET_UTF8, chinese[i]);
    }
    check_guess(mem, CHARSET_UTF16LE, chinese[0]);
    check_guess(mem, CHARSET_UTF8, "plain,ascii\n");
    check_guess(mem, CHARSET_UTF8, "");
}

static void byte_order_marks_decide_and_are_left_out(struct arena *mem) {
    struct decoded d = charset_decode(mem, STR("\xEF\xBB\xBFø"));
    SAME(d.text, "ø");
    d = charset_decode(mem, STR("\xFF\xFE\xA2\x94"));
    CHECK(d.charset == CHARSET_UTF16LE);
    SAME(d.text, "钢");
    d = charset_decode(mem, STR("\xFE\xFF\x94\xA2"));
    CHECK(d.charset == CHARSET_UTF16BE);
    SAME(d.text, "钢");
}

static void what_cannot_be_read_is_shown_and_counted(struct arena *mem) {
    struct decoded d = charset_decode_as(mem, STR("a\xFF\xC3\xB8\xC3"), CHARSET_UTF8);
    CHECK(d.bad == 2);
    SAME(d.text, "a\xEF\xBF\xBDø\xEF\xBF\xBD");
    d = charset_decode_as(mem, STR("a\x81\xE6"), CHARSET_WINDOWS_1252);
    CHECK(d.bad == 1);
    SAME(d.text, "a\xEF\xBF\xBDæ");
    d = charset_decode_as(mem,
            STR("a\0\x00\xD8"
                "b\0c"),
            CHARSET_UTF16LE);
    CHECK(d.bad == 2);
    SAME(d.text, "a\xEF\xBF\xBD"
                 "b\xEF\xBF\xBD");
    d = charset_decode_as(mem, STR("\xB8\xD6\xCC"), CHARSET_GB18030);
    CHECK(d.bad == 1);
    SAME(d.text, "钢\xEF\xBF\xBD");
}

static void a_damaged_byte_does_not_change_the_encoding(struct arena *mem) {
    struct buf text = {.mem = mem};
    for (int i = 0; i < 100; i++) {
        buf_add(&text, STR("Blåbærgrød\n"));
    }
    buf_add(&text, STR("\xFF"));
    struct decoded d = charset_decode(mem, buf_str(&text));
    CHECK(d.charset == CHARSET_UTF8 && d.bad == 1);
}

static void only_well_formed_utf8_is_utf8(void) {
    CHECK(charset_is_utf8(STR("")));
    CHECK(charset_is_utf8(STR("0123456789 æøå 钢 \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF")));
    CHECK(!charset_is_utf8(STR("\xC0\x80")));
    CHECK(!charset_is_utf8(STR("\xE0\x80\x80")));
    CHECK(!charset_is_utf8(STR("\xED\xA0\x80")));
    CHECK(!charset_is_utf8(STR("\xF4\x90\x80\x80")));
    CHECK(!charset_is_utf8(STR("12345678\xE2\x82")));
}

static void names_are_read_back(void) {
    for (enum charset c = CHARSET_UTF8; c < CHARSET_COUNT; c++) {
        enum charset found = CHARSET_COUNT;
        CHECK(charset_of(charset_name(c), &found) && found == c);
    }
    enum charset found;
    CHECK(!charset_of(STR("ebcdic"), &found));
}

int main(void) {
    struct arena mem = {0};
    encodings_are_told_apart(&mem);
    byte_order_marks_decide_and_are_left_out(&mem);
    what_cannot_be_read_is_shown_and_counted(&mem);
    a_damaged_byte_does_not_change_the_encoding(&mem);
    only_well_formed_utf8_is_utf8();
    names_are_read_back();
    arena_free(&mem);
    return test_failures != 0;
}

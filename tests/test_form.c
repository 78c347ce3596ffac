#include "base/buf.h"
#include "http/cookie.h"
#include "http/form.h"
#include "tests/test.h"

static void forms_are_read_as_browsers_send_them(struct arena *mem) {
    struct fields f;
    CHECK(form_urlencoded(mem, STR("a=1&b=x+%2B%C3%A5&&c&a=2"), &f) == FORM_FINE);
    CHECK(f.count == 4);
    SAME(f.at[1].value, "x +\xC3\xA5");
    SAME(f.at[2].name, "c");
    SAME(f.at[2].value, "");
    struct request r = {.form = f};
    struct values all = request_form_all(mem, &r, STR("a"));
    CHECK(all.count == 2 && !request_form(&r, STR("A")).at);
    SAME(all.at[1], "2");
    CHECK(form_urlencoded(mem, STR("a=%FF"), &f) == FORM_NOT_TEXT);
    CHECK(form_urlencoded(mem, STR("a=%00"), &f) == FORM_NOT_TEXT);
    CHECK(form_urlencoded(mem, STR("a=%4"), &f) == FORM_NOT_TEXT);
    CHECK(form_urlencoded(mem, STR("a=\xED\xA0\x80"), &f) == FORM_NOT_TEXT);
    CHECK(form_urlencoded(mem, STR(""), &f) == FORM_FINE && f.count == 0);
}

#define PART(head, body) "--b\r\nContent-Disposition: form-data; " head "\r\n\r\n" body "\r\n"
#define MULTI(body) form_multipart(mem, STR("b"), STR(body), &form)

static void files_come_with_their_names(struct arena *mem) {
    struct form form;
    CHECK(MULTI(PART("name=\"t\"", "\xC3\xA5\r\n--c")
                          PART("name=\"f\"; filename=\"C:\\a\\x%22y.csv\"", "1;\xFF\0") PART(
                                  "name=f; filename=\"a\"; filename*=UTF-8'da'%C3%A6.csv", "2")
                                  PART("name=empty; filename=\"\"", "") "--b--\r\n") == FORM_FINE);
    CHECK(form.fields.count == 1 && form.uploads.count == 2);
    SAME(form.fields.at[0].value, "\xC3\xA5\r\n--c");
    SAME(form.uploads.at[0].filename, "x\"y.csv");
    CHECK(form.uploads.at[0].bytes.len == 4);
    SAME(form.uploads.at[1].filename, "\xC3\xA6.csv");
    SAME(form.uploads.at[1].bytes, "2");

    CHECK(MULTI(PART("name=t", "\xFF") "--b--") == FORM_NOT_TEXT);
    CHECK(MULTI(PART("name=t", "a") "--b") == FORM_BROKEN);
    CHECK(MULTI(PART("name=t", "a")) == FORM_BROKEN);
    CHECK(MULTI(PART("nome=t", "a") "--b--") == FORM_BROKEN);
    CHECK(MULTI("x" PART("name=t", "a") "--b--") == FORM_BROKEN);
    CHECK(MULTI("--b--") == FORM_FINE && form.fields.count == 0);
    CHECK(MULTI("") == FORM_BROKEN);
    CHECK(form_read(mem, STR("multipart/form-data; charset=x; Boundary=\"a b\""),
                  STR("--a b--\r\n"), &form) == FORM_FINE);
    CHECK(form_read(mem, STR("multipart/form-data"), STR("--"), &form) == FORM_BROKEN);
    CHECK(form_read(mem, STR("application/json"), STR("{}"), &form) == FORM_FINE);
}

static str many(struct arena *mem, str one, size_t count, str end) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < count; i++) {
        buf_add(&out, one);
    }
    buf_add(&out, end);
    return buf_str(&out);
}

/* As many as any of our forms has are fine, one more is not, be it in an address or a body. */
static void more_than_any_form_has_is_refused(struct arena *mem) {
    struct fields f;
    struct form form;
    str whole = many(mem, STR("a=1&"), FORM_FIELDS_MOST - 1, STR("b=2"));
    CHECK(form_urlencoded(mem, whole, &f) == FORM_FINE && f.count == FORM_FIELDS_MOST);
    whole = many(mem, STR("a=1&"), FORM_FIELDS_MOST, STR("b=2"));
    CHECK(form_urlencoded(mem, whole, &f) == FORM_TOO_LARGE);
    CHECK(form_urlencoded(mem, many(mem, STR("n"), FORM_NAME_MOST, STR("=")), &f) == FORM_FINE);
    CHECK(form_urlencoded(mem, many(mem, STR("n"), FORM_NAME_MOST + 1, STR("=")), &f) ==
            FORM_TOO_LARGE);
    str field = STR(PART("name=t", "a"));
    str file = STR(PART("name=f; filename=\"a\"", "1"));
    whole = many(mem, field, FORM_FIELDS_MOST, STR("--b--"));
    CHECK(form_multipart(mem, STR("b"), whole, &form) == FORM_FINE);
    whole = many(mem, field, FORM_FIELDS_MOST + 1, STR("--b--"));
    CHECK(form_multipart(mem, STR("b"), whole, &form) == FORM_TOO_LARGE);
    whole = many(mem, file, FORM_UPLOADS_MOST, STR("--b--"));
    CHECK(form_multipart(mem, STR("b"), whole, &form) == FORM_FINE);
    whole = many(mem, file, FORM_UPLOADS_MOST + 1, STR("--b--"));
    CHECK(form_multipart(mem, STR("b"), whole, &form) == FORM_TOO_LARGE);
}

static void cookies_over_https_need_the_prefix(void) {
    struct field field = {STR("cookie"), STR("x=1; session=plain; __Host-session=safe")};
    struct request r = {.headers = {&field, 1}, .secure = true};
    SAME(cookie_get(&r, STR("session")), "safe");
    r.secure = false;
    SAME(cookie_get(&r, STR("session")), "plain");
    CHECK(!cookie_get(&r, STR("sess")).at);
}

int main(void) {
    struct arena mem = {0};
    forms_are_read_as_browsers_send_them(&mem);
    files_come_with_their_names(&mem);
    more_than_any_form_has_is_refused(&mem);
    cookies_over_https_need_the_prefix();
    arena_free(&mem);
    return test_failures != 0;
}

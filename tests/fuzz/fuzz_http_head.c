/* The head of a request, as the library leaves it in its memory, and the body after it: whatever is
 * not refused is text, its path one of ours, and what the log says of it stays one line. */
#include "account/agent.h"
#include "base/utf8.h"
#include "http/cookie.h"
#include "http/decode.h"
#include "http/form.h"
#include "http/log.h"
#include "http/packing.h"
#include "http/reading.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes what stands before `mark` off the front and puts a zero byte there, as the library does. */
static str cut(char *bytes, str *rest, const char *mark) {
    const char *end = rest->len ? memmem(rest->at, rest->len, mark, strlen(mark)) : NULL;
    str head = {rest->at, end ? (size_t)(end - rest->at) : rest->len};
    if (end) {
        memset(bytes + (end - bytes), 0, strlen(mark));
    }
    *rest = str_skip(*rest, head.len + (end ? strlen(mark) : 0));
    return head;
}

/* The empty line stands behind it. */
static struct guard guard_of(struct arena *mem, str head) {
    struct guard g = {
            .headers.at = arena_new(mem, struct field, head.len + 1), .size = head.len + 2};
    char *bytes = arena_new(mem, char, head.len + 4);
    if (head.len) {
        memcpy(bytes, head.at, head.len);
    }
    str rest = {bytes, head.len};
    g.method = cut(bytes, &rest, " ");
    g.url = cut(bytes, &rest, " ");
    g.version = cut(bytes, &rest, "\r\n");
    while (rest.len) {
        struct field *f = &g.headers.at[g.headers.count++];
        str line = cut(bytes, &rest, "\r\n");
        f->name = cut(bytes, &line, ": ");
        f->value = line;
    }
    return g;
}

static void check_log(struct arena *mem, const struct request *r) {
    struct http_log_line line = {.at = 1,
            .method = r->method_name,
            .path = r->path,
            .status = 200,
            .id = STR("x"),
            .address = r->address};
    str said = http_log_text(mem, &line);
    for (size_t i = 0; i < said.len; i++) {
        unsigned char c = (unsigned char)said.at[i];
        assert(c >= ' ' || (c == '\n' && i + 1 == said.len));
    }
}

static void check_headers(struct arena *mem, const struct request *r) {
    str session = cookie_get(r, STR("session"));
    str boundary;
    assert(!str_has(session, STR(";")) && utf8_is_text(session));
    (void)packing_accepted(r);
    (void)packing_gzip_too(r);
    (void)request_header_lists(r, STR("if-none-match"), STR("\"x\""));
    (void)agent_of(request_header(r, STR("user-agent")));
    (void)form_parameter(mem, request_header(r, STR("content-type")), STR("boundary"), &boundary);
    (void)http_log_address(mem, r->address);
}

/* The first byte says which headers of a proxy are believed; then comes the head up to an empty
 * line, or to the end, and the body. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    if (size == 0) {
        return 0;
    }
    str body = {(const char *)data + 1, size - 1};
    const char *end = memmem(body.at, body.len, "\r\n\r\n", 4);
    str head = {body.at, end ? (size_t)(end - body.at) + 2 : body.len};
    body = str_skip(body, head.len + 2);
    struct request r = {.address = STR("192.0.2.7")};
    struct guard g = guard_of(&mem, head);
    int status = reading_head(&mem, &g, (enum proxy)(data[0] % 3), &r);
    assert(r.path.len && r.path.at[0] == '/' && utf8_is_text(r.path));
    if (status == 0) {
        assert(!str_has(r.path, STR("\n")) && !str_has(r.path, STR("\r")));
        check_headers(&mem, &r);
        check_log(&mem, &r);
        (void)reading_body(&mem, body, &r);
    }
    for (size_t i = 0; i < r.form.count; i++) {
        assert(utf8_is_text(r.form.at[i].name) && utf8_is_text(r.form.at[i].value));
    }
    arena_free(&mem);
    return 0;
}

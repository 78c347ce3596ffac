/* Whatever stands in a letter: what goes over the wire is ASCII, line by line, with one header each. */
#include "wire/mime.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_lines(str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        assert((c >= ' ' && c < 0x7F) || c == '\t' || c == '\r' || c == '\n');
        assert(c != '\n' || (i > 0 && s.at[i - 1] == '\r'));
        assert(c != '\r' || (i + 1 < s.len && s.at[i + 1] == '\n'));
    }
    assert(str_ends(s, STR("\r\n")));
}

/* One header: each line after the first goes on with a blank. */
static void check_header(str s) {
    check_lines(s);
    for (size_t i = 0; i + 2 < s.len; i++) {
        assert(s.at[i] != '\n' || s.at[i + 1] == ' ');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena mem = {0};
    str text = {(const char *)bytes, len};
    struct buf subject = {.mem = &mem};
    struct buf from = {.mem = &mem};
    struct buf to = {.mem = &mem};
    struct buf part = {.mem = &mem};
    mime_words(&subject, STR("Subject"), text);
    check_header(buf_str(&subject));
    mime_address(&from, STR("From"), text, STR("a@example.org"));
    check_header(buf_str(&from));
    if (mime_is_mail(text)) {
        mime_address(&to, STR("To"), (str){0}, text);
        check_header(buf_str(&to));
    }
    mime_part(&part, STR("text/plain"), text);
    check_lines(buf_str(&part));
    arena_free(&mem);
    return 0;
}

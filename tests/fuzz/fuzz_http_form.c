#include "http/form.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte chooses the kind of form and, for the second kind, how long the boundary is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    if (size < 2) {
        return 0;
    }
    str rest = {(const char *)data + 1, size - 1};
    struct form form = {0};
    size_t boundary = data[0] % 128;
    if (data[0] >= 128) {
        (void)form_urlencoded(&mem, rest, &form.fields);
    } else if (boundary < 64 && boundary < rest.len) {
        (void)form_multipart(&mem, (str){rest.at, boundary}, str_skip(rest, boundary), &form);
    } else {
        str type;
        if (str_cut(&rest, '\n', &type) && rest.at) {
            (void)form_read(&mem, type, rest, &form);
        }
    }
    arena_free(&mem);
    return 0;
}

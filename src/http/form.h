/* The two ways a browser sends a form. Strict and bounded: whatever is not exactly one of them
 * is refused whole, with a reason. */
#pragma once

#include "http/request.h"

enum {
    FORM_FIELDS_MOST = 2000,
    FORM_UPLOADS_MOST = 32,
    FORM_NAME_MOST = 256,
    FORM_FILENAME_MOST = 512,
    FORM_BOUNDARY_MOST = 70
};

enum form_result {
    FORM_FINE,
    FORM_BROKEN,   /* not such a form */
    FORM_NOT_TEXT, /* a broken escape, a zero byte, or not UTF-8 */
    FORM_TOO_LARGE /* more fields or files, or longer names, than any of our forms has */
};

struct form {
    struct fields fields;
    struct uploads uploads;
};

enum form_result form_urlencoded(struct arena *mem, str coded, struct fields *found);
enum form_result form_multipart(struct arena *mem, str boundary, str body, struct form *found);

/* Reads a body by its Content-Type. A type that is not a form gives no fields, and is fine. */
enum form_result form_read(struct arena *mem, str type, str body, struct form *found);

/* The value of a parameter such as `boundary` in `multipart/form-data; boundary="a b"`. */
bool form_parameter(struct arena *mem, str header, str name, str *value);

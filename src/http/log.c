#include "http/log.h"

#include "base/log.h"

#include <arpa/inet.h>
#include <string.h>
#include <unistd.h>

enum { IPV4_KEPT = 3, IPV6_KEPT = 6, PATH_MOST = 512, SECRET_CHARACTERS_LEAST = 32 };

str http_log_address(struct arena *mem, str address) {
    unsigned char bytes[16];
    char text[INET6_ADDRSTRLEN];
    const char *z = arena_z(mem, address);
    int family = memchr(z, ':', address.len) ? AF_INET6 : AF_INET;
    if (inet_pton(family, z, bytes) != 1) {
        return STR("local");
    }
    size_t kept = family == AF_INET ? IPV4_KEPT : IPV6_KEPT;
    memset(bytes + kept, 0, sizeof(bytes) - kept);
    if (!inet_ntop(family, bytes, text, sizeof(text))) {
        return STR("local");
    }
    return arena_copy(mem, str_of(text));
}

static bool is_secret_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/* How many characters from here on look like a secret: base64url without end, and a capital in it.
 * Names in our paths have none; of the 43 characters of a random token none is a capital once in
 * some 200,000,000. It goes by the look, not by the route: what was refused, mistyped or cut short
 * on its way had no route. */
static size_t secret_run(str s) {
    size_t run = 0;
    bool capital = false;
    while (run < s.len && is_secret_character(s.at[run])) {
        capital = capital || (s.at[run] >= 'A' && s.at[run] <= 'Z');
        run++;
    }
    return capital && run >= SECRET_CHARACTERS_LEAST ? run : 0;
}

static str without_secrets(struct arena *mem, str path) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < path.len;) {
        bool begins = i == 0 || !is_secret_character(path.at[i - 1]);
        size_t run = begins ? secret_run(str_skip(path, i)) : 0;
        buf_add(&out, run ? STR("***") : (str){path.at + i, 1});
        i += run ? run : 1;
    }
    return buf_str(&out);
}

/* Of "/da/organisations/12-alusyd" the number says enough: the words after it are a name, and that
 * may be somebody's secret. */
static str without_names(struct arena *mem, str path) {
    struct buf out = {.mem = mem};
    str segment;
    bool first = true;
    while (str_cut(&path, '/', &segment)) {
        size_t digits = 0;
        while (digits < segment.len && segment.at[digits] >= '0' && segment.at[digits] <= '9') {
            digits++;
        }
        bool named = digits && digits < segment.len && segment.at[digits] == '-';
        buf_add(&out, first ? (str){0} : STR("/"));
        buf_add(&out, named ? (str){segment.at, digits} : segment);
        first = false;
    }
    return buf_str(&out);
}

static void add_note(struct buf *out, const struct http_note *note) {
    if (note->event.len) {
        log_text(out, STR("event"), note->event);
    }
    if (note->means.len) {
        log_text(out, STR("means"), note->means);
    }
    if (note->account) {
        log_number(out, STR("account"), note->account);
    }
    if (note->fault.len) {
        log_text(out, STR("fault"), note->fault);
    }
}

str http_log_text(struct arena *mem, const struct http_log_line *line) {
    struct buf out = {.mem = mem};
    str path = without_secrets(mem, without_names(mem, line->path));
    log_begin(&out, line->at, line->status >= 500);
    log_text(&out, STR("method"), line->method);
    log_text(&out, STR("path"), (str){path.at, path.len < PATH_MOST ? path.len : PATH_MOST});
    log_number(&out, STR("status"), line->status);
    log_number(&out, STR("bytes"), (int64_t)line->bytes);
    log_number(&out, STR("us"), line->microseconds);
    log_number(&out, STR("statements"), line->statements);
    log_number(&out, STR("waited"), line->waited_us);
    log_text(&out, STR("id"), line->id);
    buf_add(&out, STR(" address="));
    buf_add(&out, http_log_address(mem, line->address));
    add_note(&out, &line->note);
    buf_add(&out, STR("\n"));
    return buf_str(&out);
}

void http_log_to(int file, const struct http_log_line *line) {
    struct arena mem = {0};
    str text = http_log_text(&mem, line);
    ssize_t written = write(file, text.at, text.len);
    (void)written; /* a full disk must not stop the server */
    arena_free(&mem);
}

/* Writes letters as they go over the wire, for a reader that is not ours (tests/mail/messages.py).
 *
 * In: for each letter subject, name of the sender, recipient, text, language and the address that ends
 * them, each as "LENGTH:bytes". Out: each letter the same way, an empty one where the recipient is no
 * address. */
#include "base/buf.h"
#include "mail/message.h"
#include "wire/mime.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIELDS = 6 };

static str read_all(struct arena *mem) {
    struct buf all = {.mem = mem};
    char some[8192];
    size_t got;
    while ((got = fread(some, 1, sizeof(some), stdin)) > 0) {
        buf_add(&all, (str){some, got});
    }
    return buf_str(&all);
}

static bool next(str *rest, str *field) {
    str length;
    int64_t len = 0;
    if (!rest->len || !str_cut(rest, ':', &length) || !str_num(length, &len) || len < 0 ||
            (size_t)len > rest->len) {
        return false;
    }
    *field = (str){rest->at, (size_t)len};
    *rest = str_skip(*rest, (size_t)len);
    return true;
}

static str written(struct work *w, const str *f, int64_t id) {
    struct letter l = {.id = id,
            .to = f[2],
            .kind = STR("test"),
            .subject = f[0],
            .text = f[3],
            .created = w->now};
    const struct message m = {.letter = &l,
            .from = STR("post@handslag.example"),
            .from_name = f[1],
            .address = STR("https://handslag.example"),
            .unsubscribe = f[5]};
    (void)tongue_of(f[4], &l.tongue);
    return mime_is_mail(l.to) ? message_bytes(w, &m) : (str){0};
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = 1800000000};
    str rest = read_all(&mem);
    str f[FIELDS] = {{0}};
    int64_t id = 0;
    size_t field = 0;
    while (next(&rest, &f[field])) {
        field = (field + 1) % FIELDS;
        if (field == 0) {
            str bytes = written(&w, f, ++id);
            (void)printf("%zu:", bytes.len);
            (void)fwrite(bytes.at, 1, bytes.len, stdout);
        }
    }
    bool whole = rest.len == 0 && field == 0;
    arena_free(&mem);
    return whole ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The small things that come in with signing in: stamps of forms, codes, secrets, addresses of networks
 * and of other machines. Nothing made up is believed, and what is read is written the same. */
#include "account/form_stamp.h"
#include "account/secret.h"
#include "account/subnet.h"
#include "account/totp.h"
#include "net/fetch.h"
#include "wire/base64.h"

#include <assert.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_written_again(struct arena *mem, str text) {
    struct totp t;
    str bytes;
    unsigned char key[FORM_SECRET_BYTES];
    if (totp_read(text, &t)) {
        assert(str_eq(totp_text(mem, &t), text));
    }
    if (base64_read(mem, text, &bytes)) {
        assert(str_eq(base64_made(mem, bytes), text));
    }
    if (secret_bytes(text, key, sizeof(key))) {
        assert(str_eq(secret_text(mem, key, sizeof(key)), text));
    }
}

/* "http://127.1" is this machine too, and "localhost." is not: the library says which host it is. */
static void check_may_ask(struct arena *mem, str address) {
    bool web = address.len > 7 && strncasecmp(address.at, "http", 4) == 0;
    assert(!fetch_may_ask(mem, address) || web);
    assert(!str_has(address, STR("\n")) || !fetch_may_ask(mem, address));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct form_secret nobodys = {{1, 2, 3}};
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = 1800000000};
    struct totp t = {{1}};
    str text = {(const char *)data, size};
    secret_ready();
    assert(!form_stamp_right(&nobodys, w.now, text));
    assert(text.len == TOTP_DIGITS || totp_step(&w, &t, 0, text) == 0);
    (void)subnet_of(&mem, text);
    check_written_again(&mem, text);
    check_may_ask(&mem, text);
    arena_free(&mem);
    return 0;
}

#include "account/secret.h"
#include "wire/webauthn.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static str coded(struct arena *mem, str bytes) {
    return secret_text(mem, (const unsigned char *)bytes.at, bytes.len);
}

/* A line of what the browser says, then what the device says. Whatever is made has a key and a name;
 * and nothing is a right signature of a key whose other half nobody has. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const str nobodys = {"fXf0nZyLqkJqvS6bC4oR2m1dVh8pXc3uT5wYzAeIgKE", 43};
    struct arena mem = {0};
    struct webauthn_place place = {0};
    struct webauthn made = {0};
    struct webauthn signed_by = {.key = nobodys, .algorithm = -8};
    str device = {(const char *)data, size};
    str client = {0};
    secret_ready();
    assert(webauthn_place_of(&mem, STR("https://clusters.example.org"), &place));
    (void)str_cut(&device, '\n', &client);
    struct webauthn_sent sent = {.client = coded(&mem, client),
            .device = coded(&mem, device),
            .signature = coded(&mem, device)};
    if (webauthn_made(&mem, &place, &sent, &made) == WEBAUTHN_FINE) {
        assert(made.key.len && made.credential.len && made.counter >= 0);
    }
    assert(webauthn_signed(&mem, &place, &sent, &signed_by) != WEBAUTHN_FINE);
    arena_free(&mem);
    return 0;
}

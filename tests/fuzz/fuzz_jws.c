/* A token and keys that others made up: nothing is believed, and what a token says is read soundly. */
#include "account/openid_document.h"
#include "account/openid_token.h"
#include "wire/jws.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is the set of keys, the rest the token; all of it also as a provider's document and
 * as claims. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    str all = {(const char *)data, size};
    str token = all;
    str keys = {0};
    const struct json_value *said = NULL;
    struct openid_document document = {0};
    str subject = {0};
    (void)str_cut(&token, '\n', &keys);
    const struct json_value *set = json_read(&mem, keys);
    (void)jws_keys(&mem, set);
    assert(jws_open(&mem, token, set, &said) != JWS_FINE);
    if (openid_document_read(&mem, all, STR("https://a.example"), &document) == OPENID_FINE) {
        assert(fetch_may_ask(&mem, document.token) && fetch_may_ask(&mem, document.keys));
    }
    struct openid_wanted wanted = {.issuer = STR("https://a.example"),
            .client = STR("c"),
            .nonce = STR("n"),
            .now = 1800000000};
    said = json_read(&mem, all);
    if (said && openid_token_check(said, &wanted, &subject) == OPENID_FINE) {
        assert(subject.len > 0 && subject.len <= OPENID_SUBJECT_BYTES_MOST);
    }
    arena_free(&mem);
    return 0;
}

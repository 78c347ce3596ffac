#include "account/openid_ask.h"

#include "account/identity_provider.h"
#include "db/db.h"

#include <sodium.h>

enum { STATUS_OK = 200, STATUS_UNAUTHORIZED = 401, STATUS_FAILING = 500 };

str openid_text(const struct json_value *object, str name) {
    const struct json_value *v = json_member(object, name);
    return v && v->kind == JSON_IS_TEXT ? v->text : (str){0};
}

static struct fetched ask(struct work *w, const struct openid *o, struct fetch f) {
    f.milliseconds = o->milliseconds ? o->milliseconds : OPENID_MILLISECONDS;
    return fetch(w->mem, &f);
}

static enum openid_result result_of(const struct fetched *f) {
    if (f->trouble != FETCH_FINE) {
        return openid_fetch_result(f->trouble);
    }
    if (f->status >= STATUS_FAILING) {
        return OPENID_FAILING;
    }
    return f->status == STATUS_OK ? OPENID_FINE : OPENID_NO_DOCUMENT;
}

static void keep(struct work *w, const struct identity_provider *p,
        void (*store)(struct work *w, const struct identity_provider *p)) {
    db_begin(w);
    store(w, p);
    (void)db_end(w);
}

static enum openid_result fetch_document(
        struct work *w, struct openid *o, struct openid_document *found) {
    str address = openid_document_address(w->mem, o->provider.issuer);
    struct fetched f = ask(w, o, (struct fetch){.address = address});
    enum openid_result result = result_of(&f);
    if (result == OPENID_FINE) {
        result = openid_document_read(w->mem, f.body, o->provider.issuer, found);
    }
    if (result == OPENID_FINE) {
        o->provider.document = f.body;
        o->provider.document_at = w->now;
        keep(w, &o->provider, identity_provider_keep_document);
    }
    return result;
}

/* While the provider is away an old document is better than none. */
enum openid_result openid_ask_document(
        struct work *w, struct openid *o, bool anew, struct openid_document *found) {
    struct identity_provider *p = &o->provider;
    bool there = p->document.len &&
                 openid_document_read(w->mem, p->document, p->issuer, found) == OPENID_FINE;
    bool old = w->now - p->document_at > OPENID_DOCUMENT_AGE_MOST;
    if (there && !old && !anew) {
        return OPENID_FINE;
    }
    struct openid_document fresh = {0};
    enum openid_result result = fetch_document(w, o, &fresh);
    if (result == OPENID_FINE) {
        *found = fresh;
    }
    return there && !anew ? OPENID_FINE : result;
}

static enum openid_result fetch_keys(struct work *w, struct openid *o,
        const struct openid_document *d, const struct json_value **found) {
    struct fetched f = ask(w, o, (struct fetch){.address = d->keys});
    enum openid_result result = result_of(&f);
    if (result != OPENID_FINE) {
        return result;
    }
    *found = json_read(w->mem, f.body);
    if (!*found) {
        return OPENID_NONSENSE;
    }
    o->provider.keys = f.body;
    o->provider.keys_at = w->now;
    keep(w, &o->provider, identity_provider_keep_keys);
    return OPENID_FINE;
}

enum openid_result openid_ask_keys(struct work *w, struct openid *o,
        const struct openid_document *d, bool anew, const struct json_value **found) {
    const struct identity_provider *p = &o->provider;
    bool old = w->now - p->keys_at > OPENID_DOCUMENT_AGE_MOST;
    if (p->keys.len && !old && !anew) {
        *found = json_read(w->mem, p->keys);
        return *found ? OPENID_FINE : OPENID_NONSENSE;
    }
    return fetch_keys(w, o, d, found);
}

/* RFC 6749, section 2.3.1: both are encoded as in a form, and then once more for the header. */
static str basic(struct work *w, str client, str secret) {
    struct buf pair = {.mem = w->mem};
    fetch_field(&pair, client, secret);
    for (size_t i = 0; i < pair.len; i++) {
        if (pair.at[i] == '=') {
            pair.at[i] = ':'; /* the first one parts them, any other is encoded */
            break;
        }
    }
    size_t room = sodium_base64_encoded_len(pair.len, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_new(w->mem, char, room);
    sodium_bin2base64(
            text, room, (const unsigned char *)pair.at, pair.len, sodium_base64_VARIANT_ORIGINAL);
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("Basic "));
    buf_add(&out, (str){text, room - 1});
    return buf_str(&out);
}

static enum openid_result refusal_of(const struct fetched *f, const struct json_value *said) {
    str error = openid_text(said, STR("error"));
    if (f->status >= STATUS_FAILING || f->status == 429) {
        return OPENID_FAILING;
    }
    if (str_eq(error, STR("invalid_grant"))) {
        return OPENID_CODE_USED;
    }
    return error.len || f->status == STATUS_UNAUTHORIZED ? OPENID_REFUSING : OPENID_NONSENSE;
}

/* False if the secret was sealed with another key. */
static bool prove_who_we_are(struct work *w, const struct openid *o,
        const struct openid_document *d, struct fetch *f, struct buf *form) {
    str secret = {0};
    if (o->provider.secret.len && !seal_open(w->mem, o->seal, o->provider.secret, &secret)) {
        return false;
    }
    if (secret.len && !d->secret_in_form) {
        f->authorization = basic(w, o->provider.client, secret);
        return true;
    }
    fetch_field(form, STR("client_id"), o->provider.client);
    if (secret.len) {
        fetch_field(form, STR("client_secret"), secret);
    }
    return true;
}

enum openid_result openid_ask_token(struct work *w, const struct openid *o,
        const struct openid_document *d, const struct openid_code *c,
        const struct json_value **found) {
    struct buf form = {.mem = w->mem};
    struct fetch f = {.address = d->token};
    fetch_field(&form, STR("grant_type"), STR("authorization_code"));
    fetch_field(&form, STR("code"), c->code);
    fetch_field(&form, STR("redirect_uri"), o->back);
    fetch_field(&form, STR("code_verifier"), c->verifier);
    if (!prove_who_we_are(w, o, d, &f, &form)) {
        return OPENID_REFUSING;
    }
    f.form = buf_str(&form);
    struct fetched answer = ask(w, o, f);
    if (answer.trouble != FETCH_FINE) {
        return openid_fetch_result(answer.trouble);
    }
    *found = json_read(w->mem, answer.body);
    if (answer.status != STATUS_OK) {
        return refusal_of(&answer, *found);
    }
    return openid_text(*found, STR("id_token")).len ? OPENID_FINE : OPENID_NONSENSE;
}

const struct json_value *openid_ask_person(
        struct work *w, const struct openid *o, const struct openid_document *d, str access_token) {
    struct buf line = {.mem = w->mem};
    for (size_t i = 0; i < access_token.len; i++) {
        if (access_token.at[i] <= ' ' || access_token.at[i] >= 0x7F) {
            return NULL; /* it would not stay one line */
        }
    }
    if (d->userinfo.len == 0 || access_token.len == 0) {
        return NULL;
    }
    buf_add(&line, STR("Bearer "));
    buf_add(&line, access_token);
    struct fetched f =
            ask(w, o, (struct fetch){.address = d->userinfo, .authorization = buf_str(&line)});
    return result_of(&f) == OPENID_FINE ? json_read(w->mem, f.body) : NULL;
}

#include "account/openid.h"

#include "account/account.h"
#include "account/identity.h"
#include "account/openid_ask.h"
#include "account/openid_token.h"
#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"
#include "wire/jws.h"

#include <sodium.h>

enum { CODE_BYTES_MOST = 4096 };

/* What is made of the browser's token for one use says nothing about what is made for another. */
static str derived(struct arena *mem, str use, str token) {
    struct buf both = {.mem = mem};
    buf_add(&both, use);
    buf_add(&both, STR(" "));
    buf_add(&both, token);
    return secret_hash(mem, buf_str(&both));
}

static str state_of(struct arena *mem, str token) {
    return derived(mem, STR("openid state"), token);
}

static str nonce_of(struct arena *mem, str token) {
    return derived(mem, STR("openid nonce"), token);
}

static str verifier_of(struct arena *mem, str token) {
    return derived(mem, STR("openid verifier"), token);
}

/* RFC 7636, section 4.2: S256 */
static str challenge_of(struct arena *mem, str verifier) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)verifier.at, verifier.len);
    return secret_text(mem, hash, sizeof(hash));
}

static str question(
        struct work *w, const struct openid *o, const struct openid_document *d, str token) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, d->authorization);
    buf_add(&out, str_has(d->authorization, STR("?")) ? STR("&") : STR("?"));
    struct buf query = {.mem = w->mem};
    fetch_field(&query, STR("response_type"), STR("code"));
    fetch_field(&query, STR("client_id"), o->provider.client);
    fetch_field(&query, STR("redirect_uri"), o->back);
    fetch_field(&query, STR("scope"), STR("openid email profile"));
    fetch_field(&query, STR("state"), state_of(w->mem, token));
    fetch_field(&query, STR("nonce"), nonce_of(w->mem, token));
    fetch_field(&query, STR("code_challenge"), challenge_of(w->mem, verifier_of(w->mem, token)));
    fetch_field(&query, STR("code_challenge_method"), STR("S256"));
    fetch_field(&query, STR("ui_locales"), tongue_code(w->tongue));
    buf_add(&out, buf_str(&query));
    return buf_str(&out);
}

static void keep_visit(struct work *w, const struct openid_visit *v, str token) {
    db_begin(w);
    db_run(w, "DELETE FROM openid_visit WHERE expires < ?", num(w->now));
    db_run(w,
            "INSERT INTO openid_visit (state, provider_id, account_id, tongue, next, expires)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            txt(secret_hash(w->mem, state_of(w->mem, token))), num(v->provider),
            key_or_none(v->account), txt(tongue_code(v->tongue)), txt(v->next),
            num(w->now + OPENID_VISIT_AGE_MOST));
    (void)db_end(w);
}

/* Only our own finding is noted: what a browser brings anybody may have made up. */
static void note(struct work *w, const struct openid *o, enum openid_result result) {
    bool mended = result == OPENID_FINE && o->provider.trouble != OPENID_FINE;
    if (mended || openid_is_trouble(result)) {
        db_begin(w);
        identity_provider_note(w, o->provider.id, result);
        (void)db_end(w);
    }
}

enum openid_result openid_begin(
        struct work *w, struct openid *o, const struct openid_visit *v, str *address, str *token) {
    struct openid_document d = {0};
    if (!fetch_enter(o->gate)) {
        return OPENID_BUSY;
    }
    enum openid_result result = openid_ask_document(w, o, false, &d);
    fetch_leave(o->gate);
    if (result != OPENID_FINE) {
        note(w, o, result);
        return result;
    }
    *token = secret_new(w->mem);
    *address = question(w, o, &d, *token);
    keep_visit(w, v, *token);
    return OPENID_FINE;
}

bool openid_return(struct work *w, str state, struct openid_visit *found) {
    str code = {0};
    struct rows r = db_rows(w,
            "DELETE FROM openid_visit WHERE state = ? AND expires > ?"
            " RETURNING provider_id, account_id, tongue, next",
            txt(secret_hash(w->mem, state)), num(w->now));
    bool there = db_next(&r, to(found->provider), to(found->account), to(code), to(found->next));
    db_stop(&r);
    if (!tongue_of(code, &found->tongue)) {
        found->tongue = EN;
    }
    return there;
}

/* RFC 6749, section 4.1.2.1, and OpenID Connect Core 1.0, section 3.1.2.6. */
static enum openid_result error_of(str error) {
    if (str_eq(error, STR("server_error")) || str_eq(error, STR("temporarily_unavailable"))) {
        return OPENID_FAILING;
    }
    bool declined = str_eq(error, STR("access_denied")) || str_ends(error, STR("_required")) ||
                    str_eq(error, STR("account_selection_required"));
    return declined ? OPENID_DECLINED : OPENID_REFUSING;
}

static enum openid_result check_answer(
        const struct openid *o, const struct openid_document *d, const struct openid_answer *a) {
    bool named = a->issuer.len > 0;
    if ((named && !str_eq(a->issuer, o->provider.issuer)) || (!named && d->names_itself)) {
        return OPENID_MIXED_UP;
    }
    if (a->error.len) {
        return error_of(a->error);
    }
    return a->code.len && a->code.len <= CODE_BYTES_MOST ? OPENID_FINE : OPENID_REFUSING;
}

static enum openid_result of_flaw(enum jws_flaw flaw) {
    switch (flaw) {
    case JWS_FINE: break;
    case JWS_MALFORMED: return OPENID_MALFORMED;
    case JWS_NOT_SIGNED: return OPENID_NOT_SIGNED;
    case JWS_ALGORITHM: return OPENID_ALGORITHM;
    case JWS_WITHOUT_KEY: return OPENID_UNKNOWN_KEY;
    case JWS_NOT_AUTHENTIC: return OPENID_FORGED;
    }
    return OPENID_FINE;
}

/* A key that is not known may be new; but then not every moment. */
static enum openid_result open_token(struct work *w, struct openid *o,
        const struct openid_document *d, str token, const struct json_value **claims) {
    const struct json_value *keys = NULL;
    enum openid_result result = openid_ask_keys(w, o, d, false, &keys);
    if (result != OPENID_FINE) {
        return result;
    }
    enum jws_flaw flaw = jws_open(w->mem, token, keys, claims);
    if (flaw == JWS_WITHOUT_KEY && w->now - o->provider.keys_at >= OPENID_KEYS_WAIT) {
        result = openid_ask_keys(w, o, d, true, &keys);
        if (result != OPENID_FINE) {
            return result;
        }
        flaw = jws_open(w->mem, token, keys, claims);
    }
    return of_flaw(flaw);
}

/* Some say "true" as a text. */
static bool is_verified(const struct json_value *claims) {
    const struct json_value *v = json_member(claims, STR("email_verified"));
    return v && ((v->kind == JSON_IS_TRUTH && v->truth) ||
                        (v->kind == JSON_IS_TEXT && str_eq(v->text, STR("true"))));
}

static void take_claims(
        struct work *w, const struct json_value *claims, struct openid_person *person) {
    str mail = account_mail(w->mem, openid_text(claims, STR("email")));
    if (mail.len && is_verified(claims)) {
        person->mail = mail;
    }
    str name = str_trim(openid_text(claims, STR("name")));
    person->name = name.len ? name : person->name;
}

/* Asked only of newcomers: of the others who they are is enough. */
static enum openid_result complete(struct work *w, const struct openid *o,
        const struct openid_document *d, str access_token, struct openid_person *person) {
    bool known = identity_account(w, person->issuer, person->subject) != 0;
    const struct json_value *more =
            person->mail.len || known ? NULL : openid_ask_person(w, o, d, access_token);
    if (!more) {
        return OPENID_FINE;
    }
    if (!str_eq(openid_text(more, STR("sub")), person->subject)) {
        return OPENID_OTHER_SUBJECT;
    }
    take_claims(w, more, person);
    return OPENID_FINE;
}

static enum openid_result ask(struct work *w, struct openid *o, const struct openid_document *d,
        const struct openid_answer *a, struct openid_person *person) {
    const struct json_value *given = NULL;
    const struct json_value *claims = NULL;
    struct openid_code code = {.code = a->code, .verifier = verifier_of(w->mem, a->token)};
    struct openid_wanted wanted = {.issuer = o->provider.issuer,
            .client = o->provider.client,
            .nonce = nonce_of(w->mem, a->token),
            .now = w->now};
    enum openid_result result = openid_ask_token(w, o, d, &code, &given);
    if (result == OPENID_FINE) {
        result = open_token(w, o, d, openid_text(given, STR("id_token")), &claims);
    }
    if (result == OPENID_FINE) {
        result = openid_token_check(claims, &wanted, &person->subject);
    }
    if (result != OPENID_FINE) {
        return result;
    }
    person->issuer = o->provider.issuer;
    take_claims(w, claims, person);
    return complete(w, o, d, openid_text(given, STR("access_token")), person);
}

static enum openid_result finish(struct work *w, struct openid *o, const struct openid_answer *a,
        struct openid_person *person) {
    struct openid_document d = {0};
    enum openid_result result = openid_ask_document(w, o, false, &d);
    if (result == OPENID_FINE) {
        enum openid_result brought = check_answer(o, &d, a);
        if (brought != OPENID_FINE) {
            return brought;
        }
        result = ask(w, o, &d, a, person);
    }
    note(w, o, result);
    return result;
}

enum openid_result openid_finish(struct work *w, struct openid *o, const struct openid_answer *a,
        struct openid_person *person) {
    if (!a->token.len || !secret_same(state_of(w->mem, a->token), a->state)) {
        return OPENID_ELSEWHERE;
    }
    if (!fetch_enter(o->gate)) {
        return OPENID_BUSY;
    }
    enum openid_result result = finish(w, o, a, person);
    fetch_leave(o->gate);
    return result;
}

/* A code that does not exist is refused as such by whoever takes our id and secret. */
static enum openid_result try_secret(
        struct work *w, const struct openid *o, const struct openid_document *d) {
    const struct json_value *given = NULL;
    str verifier = verifier_of(w->mem, secret_new(w->mem));
    struct openid_code none = {.code = STR("handslag-tries-this"), .verifier = verifier};
    enum openid_result result = openid_ask_token(w, o, d, &none, &given);
    str error = openid_text(given, STR("error"));
    bool ours = str_eq(error, STR("invalid_client")) || str_eq(error, STR("unauthorized_client"));
    bool taken = result == OPENID_CODE_USED || (error.len && !ours && result == OPENID_REFUSING);
    return taken ? OPENID_FINE : result;
}

static enum openid_result try(struct work *w, struct openid *o) {
    struct openid_document d = {0};
    const struct json_value *keys = NULL;
    enum openid_result result = openid_ask_document(w, o, true, &d);
    if (result == OPENID_FINE) {
        result = openid_ask_keys(w, o, &d, true, &keys);
    }
    if (result != OPENID_FINE) {
        return result;
    }
    return jws_keys(w->mem, keys) ? try_secret(w, o, &d) : OPENID_WITHOUT_KEYS;
}

enum openid_result openid_try(struct work *w, struct openid *o) {
    if (!fetch_enter(o->gate)) {
        return OPENID_BUSY;
    }
    enum openid_result result = try(w, o);
    fetch_leave(o->gate);
    note(w, o, result);
    return result;
}

#include "account/identity_provider.h"

#include "account/account.h"
#include "base/buf.h"
#include "db/db.h"
#include "lang/plain.h"

#define COLUMNS                                                                           \
    "id, name, issuer, client, secret, domains, cluster_id, document, document_at, keys," \
    " keys_at, trouble, trouble_at"

static bool next(struct rows *r, struct identity_provider *p) {
    str word = {0};
    if (!db_next(r, to(p->id), to(p->name), to(p->issuer), to(p->client), to(p->secret),
                to(p->domains), to(p->cluster), to(p->document), to(p->document_at), to(p->keys),
                to(p->keys_at), to(word), to(p->trouble_at))) {
        return false;
    }
    p->trouble = openid_result_of(word);
    return true;
}

static bool is_between(char c) {
    return c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t';
}

str identity_provider_domains(struct arena *mem, str typed) {
    struct buf out = {.mem = mem};
    bool begins = false;
    typed = account_mail(mem, typed); /* in lower case, as those of addresses are */
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.at[i];
        if (is_between(c)) {
            begins = out.len > 0;
            continue;
        }
        buf_add(&out, begins ? STR(";") : (str){0});
        buf_add(&out, (str){&c, 1});
        begins = false;
    }
    return buf_str(&out);
}

/* Letters beyond ASCII are written as "xn--" where mail is concerned. */
static bool is_domain(str s) {
    if (str_eq(s, STR("*"))) {
        return true;
    }
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.')) {
            return false;
        }
    }
    return s.len <= 253 && str_has(s, STR(".")) && !str_starts(s, STR(".")) &&
           !str_ends(s, STR(".")) && !str_has(s, STR(".."));
}

static bool are_domains(str list) {
    str one;
    bool all = list.len <= IDENTITY_PROVIDER_DOMAINS_MOST;
    if (list.len == 0) {
        return true;
    }
    while (str_cut(&list, ';', &one)) {
        all = all && is_domain(one);
    }
    return all;
}

static bool is_plain(str s, size_t most) {
    return s.len > 0 && s.len <= most && plain_is_line(s);
}

static bool is_issuer(struct arena *mem, str s) {
    return is_plain(s, FETCH_ADDRESS_MOST) && fetch_may_ask(mem, s) && !str_has(s, STR("?")) &&
           !str_has(s, STR("#")) && !str_has(s, STR(" "));
}

static enum identity_provider_flaw check(struct work *w, const struct identity_provider *p) {
    if (!is_plain(p->name, IDENTITY_PROVIDER_NAME_MOST)) {
        return IDENTITY_PROVIDER_WITHOUT_NAME;
    }
    if (!is_issuer(w->mem, p->issuer)) {
        return IDENTITY_PROVIDER_WITHOUT_ISSUER;
    }
    if (!is_plain(p->client, IDENTITY_PROVIDER_CLIENT_MOST)) {
        return IDENTITY_PROVIDER_WITHOUT_CLIENT;
    }
    if (!are_domains(p->domains)) {
        return IDENTITY_PROVIDER_NO_DOMAIN;
    }
    if (p->cluster && p->domains.len == 0) {
        return IDENTITY_PROVIDER_WITHOUT_DOMAINS;
    }
    bool full = p->id == 0 &&
                db_number(w, "SELECT COUNT(*) FROM identity_provider") >= IDENTITY_PROVIDERS_MOST;
    return full ? IDENTITY_PROVIDER_ONE_TOO_MANY : IDENTITY_PROVIDER_FINE;
}

static void change(struct work *w, const struct identity_provider *p) {
    db_run(w,
            "UPDATE identity_provider SET document = '', document_at = 0, keys = '', keys_at = 0"
            " WHERE id = ? AND issuer <> ?",
            num(p->id), txt(p->issuer));
    db_run(w,
            "UPDATE identity_provider SET name = ?, issuer = ?, client = ?, secret = ?,"
            " domains = ?, cluster_id = ?, trouble = '', trouble_at = 0 WHERE id = ?",
            txt(p->name), txt(p->issuer), txt(p->client), txt(p->secret), txt(p->domains),
            key_or_none(p->cluster), num(p->id));
}

enum identity_provider_flaw identity_provider_save(struct work *w, struct identity_provider *p) {
    p->name = str_trim(p->name);
    p->issuer = str_trim(p->issuer);
    p->client = str_trim(p->client);
    enum identity_provider_flaw flaw = check(w, p);
    if (flaw != IDENTITY_PROVIDER_FINE) {
        return flaw;
    }
    if (p->id) {
        change(w, p);
        return flaw;
    }
    p->id = db_number(w,
            "INSERT INTO identity_provider (name, issuer, client, secret, domains, cluster_id)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            txt(p->name), txt(p->issuer), txt(p->client), txt(p->secret), txt(p->domains),
            key_or_none(p->cluster));
    return flaw;
}

void identity_provider_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM identity_provider WHERE id = ?", num(id));
}

bool identity_provider_one(struct work *w, int64_t id, struct identity_provider *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " FROM identity_provider WHERE id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct identity_providers identity_provider_list(struct work *w) {
    struct identity_providers found = {
            .at = arena_new(w->mem, struct identity_provider, IDENTITY_PROVIDERS_MOST)};
    struct identity_provider one = {0};
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM identity_provider ORDER BY name, id LIMIT ?",
                    num(IDENTITY_PROVIDERS_MOST));
    while (next(&r, &one)) {
        found.at[found.count++] = one;
    }
    return found;
}

void identity_provider_keep_document(struct work *w, const struct identity_provider *p) {
    db_run(w,
            "UPDATE identity_provider SET document = ?, document_at = ? WHERE id = ? AND issuer = ?",
            txt(p->document), num(p->document_at), num(p->id), txt(p->issuer));
}

void identity_provider_keep_keys(struct work *w, const struct identity_provider *p) {
    db_run(w, "UPDATE identity_provider SET keys = ?, keys_at = ? WHERE id = ? AND issuer = ?",
            txt(p->keys), num(p->keys_at), num(p->id), txt(p->issuer));
}

void identity_provider_note(struct work *w, int64_t id, enum openid_result result) {
    bool fine = result == OPENID_FINE;
    db_run(w,
            "UPDATE identity_provider SET trouble = ?, trouble_at = ?"
            " WHERE id = ? AND (trouble <> ? OR trouble_at < ?)",
            txt(openid_word(result)), num(fine ? 0 : w->now), num(id), txt(openid_word(result)),
            num(fine ? 0 : w->now));
}

bool identity_provider_vouches(const struct identity_provider *p, str mail) {
    str local = {0};
    return str_cut(&mail, '@', &local) && mail.len > 0 &&
           (str_lists(p->domains, STR("*")) || str_lists(p->domains, mail));
}

/* Asking as each of those who walk, and looking for what must not be in the answer. */
#include "account/form_stamp.h"
#include "account/secret.h"
#include "base/buf.h"
#include "tests/canary.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WORD_LEN = 10, ACCOUNT_FROM = 3000 };

static const char sign[] = "kanari";

/* Each has one token for good, so that a session that a request ended is there again for the next. */
static str token_of(struct arena *mem, enum walker who) {
    struct buf token = {.mem = mem};
    buf_add(&token, STR("walker-"));
    buf_num(&token, (int64_t)who);
    return buf_str(&token);
}

static void renew(struct visitor *v, enum walker who) {
    struct work *w = &v->work;
    int64_t now = (int64_t)time(NULL);
    str token = secret_hash(w->mem, token_of(w->mem, who));
    int64_t cluster = who == MANAGER || who == ADMIN || who == SUSPENDED ? 1
                      : who == PARTNER_MANAGER                           ? 2
                                                                         : 0;
    db_run(w,
            "INSERT INTO session (token, account_id, cluster_id, organisation_id, form_key, created,"
            " seen, fresh) VALUES (?, ?, ?, ?, 'key', ?, ?, ?) ON CONFLICT (token) DO UPDATE"
            " SET cluster_id = excluded.cluster_id, organisation_id = excluded.organisation_id,"
            " created = excluded.created, seen = excluded.seen, fresh = excluded.fresh",
            txt(token), num(ACCOUNT_FROM + (int64_t)who), key_or_none(cluster), none(), num(now),
            num(now), num(now));
}

static str with_key(struct visitor *v, enum walker who, str form) {
    struct buf whole = {.mem = v->work.mem};
    bool known = who != VISITOR && who != SUSPENDED;
    buf_add(&whole, STR("form_key="));
    buf_add(&whole, known ? STR("key")
                          : form_stamp_make(v->work.mem, &v->house.secret, (int64_t)time(NULL)));
    buf_add(&whole, form.len ? STR("&") : (str){0});
    buf_add(&whole, form);
    return buf_str(&whole);
}

/* A table that is exported is sent from a file. */
static void read_file(struct visitor *v, struct response *r) {
    if (r->file < 0) {
        return;
    }
    char *bytes = arena_new(&v->mem, char, r->length + 1);
    ssize_t got = pread(r->file, bytes, r->length, 0);
    r->body = (str){bytes, got > 0 ? (size_t)got : 0};
    (void)close(r->file);
    r->file = -1;
}

struct response canary_ask(struct visitor *v, struct canaries *c, const struct canary_request *r) {
    c->asked++;
    if (r->who != VISITOR && !c->here[r->who]) {
        renew(v, r->who);
    }
    c->here[r->who] = r->method == GET;
    v->session = r->who == VISITOR ? (str){0} : token_of(&v->mem, r->who);
    str form = r->key ? with_key(v, r->who, r->form) : r->form;
    struct response answer = visitor_ask(v, r->method, r->target, form);
    v->session = (str){0};
    read_file(v, &answer);
    return answer;
}

static const struct canary *canary_at(const struct canaries *c, str text) {
    int64_t number = -1;
    bool whole = text.len >= WORD_LEN && str_num((str){text.at + sizeof(sign) - 1, 4}, &number);
    return whole && number >= 0 && (size_t)number < c->count ? &c->at[number] : NULL;
}

static size_t leaks_in(struct canaries *c, enum walker who, str target, str text) {
    size_t leaks = 0;
    const char *end = text.at + text.len;
    for (const char *at = text.at; at && at < end; at++) {
        at = memmem(at, (size_t)(end - at), sign, sizeof(sign) - 1);
        if (!at) {
            break;
        }
        const struct canary *found = canary_at(c, (str){at, (size_t)(end - at)});
        if (!found) {
            continue;
        }
        c->at[found - c->at].seen |= walker_bit(who);
        if (!(found->eyes & walker_bit(who))) {
            if (leaks++ == 0 && !c->quiet) {
                printf("%s sees the %s (%s) at %.*s\n", walker_names[who], found->what, found->word,
                        (int)target.len, target.at);
            }
        }
    }
    return leaks;
}

size_t canary_leaks(struct canaries *c, enum walker who, str target, const struct response *r) {
    size_t leaks = leaks_in(c, who, target, r->body);
    for (size_t i = 0; i < r->header_count; i++) {
        leaks += leaks_in(c, who, target, r->headers[i].value);
    }
    if (str_has(r->body, STR("$argon2"))) {
        printf("%s sees a password's hash at %.*s\n", walker_names[who], (int)target.len,
                target.at);
        leaks++;
    }
    return leaks;
}

size_t canary_missing(const struct canaries *c) {
    size_t missing = 0;
    for (size_t i = 0; i < c->count; i++) {
        for (enum walker who = 0; who < WALKERS; who++) {
            if (c->at[i].must & ~c->at[i].seen & walker_bit(who)) {
                printf("%s never saw the %s (%s)\n", walker_names[who], c->at[i].what,
                        c->at[i].word);
                missing++;
            }
        }
    }
    return missing;
}

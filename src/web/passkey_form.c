#include "web/passkey_form.h"

#include "account/challenge.h"
#include "account/event.h"
#include "account/secret.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/security_letter.h"
#include "wire/html.h"

bool passkey_place(struct page *p, struct webauthn_place *place) {
    return webauthn_place_of(p->work.mem, p->house->address, place);
}

/* What the device calls an account by: no name and no mail address, as the standard asks. */
static str owner(struct work *w, int64_t account) {
    struct buf b = {.mem = w->mem};
    buf_add(&b, STR("owner of passkeys "));
    buf_num(&b, account);
    return secret_hash(w->mem, buf_str(&b));
}

static str credentials(struct work *w, int64_t account) {
    struct buf all = {.mem = w->mem};
    struct passkeys own = account ? passkey_list(w, account) : (struct passkeys){0};
    for (size_t i = 0; i < own.count; i++) {
        buf_add(&all, i ? STR(" ") : (str){0});
        buf_add(&all, own.at[i].credential);
    }
    return buf_str(&all);
}

static void without(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(say(w, "Passkeys need a platform that is reached by a name, not by a number. This"
                       " one is not.")));
}

static void hidden(struct page *p, const char *name) {
    html(&p->out, "<input type='hidden' name='{}' value=''>", txt(str_of(name)));
}

/* Shown by the script, or hidden by it. */
static void notes(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "\n<p class='quiet' data-passkey-without>{}</p>\n"
            "<p class='note bad' role='alert' data-passkey-fault hidden>{}</p>\n"
            "<p class='note bad' role='alert' data-passkey-known hidden>{}</p>\n",
            txt(say(w, "Passkeys need script, which is off in this browser or not known to it.")),
            txt(say(w, "The browser got no passkey: it was broken off, took too long, or there is"
                       " none for this address. Try again.")),
            txt(say(w, "This device holds a passkey of your account already.")));
}

void passkey_form(struct page *p, const struct passkey_form *f) {
    struct webauthn_place place = {0};
    if (!passkey_place(p, &place)) {
        return;
    }
    html(&p->out,
            "<form method='post' action='/{}{}' data-passkey='get' data-challenge='{}'"
            " data-host='{}' data-others='{}' data-verify='{}'>\n",
            txt(p->lang), txt(f->action),
            txt(challenge_make(&p->work, &p->house->secret, f->purpose)), txt(place.host),
            txt(credentials(&p->work, f->account)),
            txt(f->verified ? STR("required") : STR("preferred")));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='next' value='{}'>", txt(f->next));
    hidden(p, "credential");
    hidden(p, "client");
    hidden(p, "device");
    hidden(p, "signature");
    hidden(p, "owner");
    notes(p);
    html(&p->out, "<button class='button plain' hidden>{}</button>\n</form>\n", txt(f->button));
}

void passkey_form_new(struct page *p, str purpose) {
    struct work *w = &p->work;
    struct webauthn_place place = {0};
    if (!passkey_place(p, &place)) {
        without(p);
        return;
    }
    html(&p->out,
            "<form method='post' action='/{}/me/security/passkeys/new' data-passkey='create'"
            " data-challenge='{}' data-host='{}' data-others='{}' data-owner='{}'"
            " data-mail='{}' data-name='{}'>\n",
            txt(p->lang), txt(challenge_make(w, &p->house->secret, purpose)), txt(place.host),
            txt(credentials(w, p->account.id)), txt(owner(w, p->account.id)), txt(p->account.mail),
            txt(p->account.name));
    page_form_key(p);
    hidden(p, "client");
    hidden(p, "device");
    entry_put(p, &(struct entry){.name = STR("name"),
                         .type = STR("text"),
                         .fill = STR("off"),
                         .label = say(w, "What you call it"),
                         .hint = say(w, "So that you know it again, for example “My telephone”."),
                         .value = page_form(p, STR("name"))});
    notes(p);
    html(&p->out, "<button class='button' hidden>{}</button>\n</form>\n",
            txt(say(w, "Add a passkey")));
}

static struct webauthn_sent sent(const struct page *p) {
    return (struct webauthn_sent){.client = page_form(p, STR("client")),
            .device = page_form(p, STR("device")),
            .signature = page_form(p, STR("signature"))};
}

/* Without a password before it, the device says whose it is, and that has to agree. Who is suspended
 * stays out. */
static bool is_theirs(struct page *p, const struct passkey_asked *asked, const struct passkey *k) {
    struct account a = {0};
    if (!account_one(&p->work, k->account, &a) || a.suspended) {
        return false;
    }
    return asked->account ? k->account == asked->account
                          : secret_same(page_form(p, STR("owner")), owner(&p->work, k->account));
}

static void refuse_copy(struct page *p, const struct passkey *k) {
    struct account a = {0};
    event_add(&p->work, k->account, EVENT_PASSKEY_COPIED);
    if (account_one(&p->work, k->account, &a)) {
        security_letter(p, &a, EVENT_PASSKEY_COPIED);
    }
}

bool passkey_take(struct page *p, struct passkey_asked *asked) {
    struct work *w = &p->work;
    struct webauthn_place place = {0};
    struct passkey k = {0};
    struct webauthn_sent s = sent(p);
    str credential = page_form(p, STR("credential"));
    if (!passkey_place(p, &place) || credential.len > PASSKEY_CREDENTIAL_MOST ||
            !passkey_by_credential(w, credential, &k) || !is_theirs(p, asked, &k)) {
        return false;
    }
    struct webauthn found = {.key = k.key, .algorithm = k.algorithm};
    if (webauthn_signed(w->mem, &place, &s, &found) != WEBAUTHN_FINE ||
            (asked->verified && !found.verified) ||
            !challenge_take(w, &p->house->secret, asked->purpose, found.challenge)) {
        return false;
    }
    if (!passkey_use(w, &k, found.counter)) {
        refuse_copy(p, &k);
        return false;
    }
    asked->account = k.account;
    return true;
}

str passkey_wrong(struct work *w) {
    return say(w, "This passkey was not accepted. Try again, or use another way.");
}

bool passkey_read(struct page *p, str purpose, struct passkey *k) {
    struct work *w = &p->work;
    struct webauthn_place place = {0};
    struct webauthn_sent s = sent(p);
    struct webauthn made = {0};
    if (!passkey_place(p, &place) || webauthn_made(w->mem, &place, &s, &made) != WEBAUTHN_FINE ||
            made.credential.len > PASSKEY_CREDENTIAL_MOST ||
            !challenge_take(w, &p->house->secret, purpose, made.challenge)) {
        return false;
    }
    *k = (struct passkey){.account = p->account.id,
            .credential = made.credential,
            .key = made.key,
            .algorithm = made.algorithm,
            .name = page_form(p, STR("name")),
            .counter = made.counter};
    return true;
}

#include "web/security_letter.h"

#include "lang/say.h"
#include "mail/template.h"

str security_text(struct work *w, enum event_kind kind) {
    switch (kind) {
    case EVENT_PASSWORD_CHANGED: return say(w, "The password was changed");
    case EVENT_TOTP_ON: return say(w, "Codes from an app were set up");
    case EVENT_TOTP_OFF: return say(w, "Codes from an app were switched off");
    case EVENT_PASSKEY_ADDED: return say(w, "A passkey was added");
    case EVENT_PASSKEY_REMOVED: return say(w, "A passkey was removed");
    case EVENT_CODES_MADE: return say(w, "New recovery codes were made");
    case EVENT_CODE_USED: return say(w, "A recovery code was used");
    case EVENT_SECOND_MISSED:
        return say(w, "The password was right, the second step wrong several times");
    case EVENT_PASSKEY_COPIED:
        return say(w, "A passkey was refused, for there may be a copy of it");
    case EVENT_SECOND_REMOVED: return say(w, "The second step was removed by an administrator");
    case EVENT_KINDS: break;
    }
    return (str){0};
}

static str link_of(struct page *p, enum tongue t) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, p->house->address);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(t));
    buf_add(&out, STR("/me/security"));
    return buf_str(&out);
}

void security_letter(struct page *p, const struct account *a, enum event_kind kind) {
    enum tongue reader = p->work.tongue;
    p->work.tongue = a->tongue;
    str what = security_text(&p->work, kind);
    p->work.tongue = reader;
    bool warns = kind == EVENT_SECOND_MISSED || kind == EVENT_PASSKEY_COPIED;
    template_send(&p->work, &p->house->seal,
            &(struct template_letter){.to = a->mail,
                    .kind = warns ? STR("account-warned") : STR("account-changed"),
                    .tongue = a->tongue,
                    .values = {.name = a->name, .what = what, .link = link_of(p, a->tongue)}});
}

void security_note(struct page *p, enum event_kind kind) {
    event_add(&p->work, p->account.id, kind);
    security_letter(p, &p->account, kind);
}

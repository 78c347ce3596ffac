#include "job/introducer_letter.h"

#include "account/account.h"
#include "account/link.h"
#include "audit/audit.h"
#include "base/buf.h"
#include "directory/individual.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "mail/outbox.h"
#include "mail/template.h"
#include "trust/introduction_words.h"

/* The reason, and above it which language it is in where that is not the reader's. */
static str note_of(struct work *in, str reason, str lang) {
    struct buf out = {.mem = in->mem};
    if (!str_eq(lang, tongue_code(in->tongue))) {
        buf_add(&out, say(in, "In {}:", txt(language_name(in->tongue, lang))));
        buf_add(&out, STR("\n"));
    }
    buf_add(&out, reason);
    return buf_str(&out);
}

static str list_of(struct work *in, const struct introduction_words *said) {
    struct buf out = {.mem = in->mem};
    buf_add(&out, said->wish);
    buf_add(&out, STR("\n\n"));
    buf_add(&out, said->next);
    return buf_str(&out);
}

static str link_of(struct work *w, const struct introducer *i, const struct introduction_link *l,
        const struct individual *to, int64_t until) {
    struct buf detail = {.mem = w->mem};
    buf_num(&detail, l->chain);
    buf_add(&detail, STR("/"));
    buf_num(&detail, l->place);
    str token = link_make(w, &(struct link){.purpose = LINK_INTRODUCTION,
                                     .object = l->introduction,
                                     .mail = account_mail(w->mem, to->mail),
                                     .detail = buf_str(&detail),
                                     .expires = until});
    return link_address(w->mem, i->address, to->tongue, STR("/introduction/"), token);
}

void introducer_ask_letter(struct work *w, const struct introducer *i, const struct introduction *n,
        const struct introduction_link *l) {
    struct individual to = {0};
    enum tongue own = w->tongue;
    if (!individual_one(w, l->individual, &to)) {
        return;
    }
    int64_t until = introduction_link_until(n, l);
    w->tongue = to.tongue;
    struct introduction_words said = introduction_words(w, n, l);
    struct template_letter letter = {.to = to.mail,
            .cluster = n->cluster,
            .kind = l->last ? STR(INTRODUCTION_TARGET_LETTER) : STR(INTRODUCTION_LETTER),
            .tongue = to.tongue,
            .values = {.name = to.name,
                    .cluster = n->cluster_name,
                    .who = said.who,
                    .list = list_of(w, &said),
                    .note = note_of(w, said.reason, said.reason_lang),
                    .link = link_of(w, i, l, &to, until),
                    .until = until}};
    template_send(w, i->seal, &letter);
    w->tongue = own;
}

static void put_person(struct work *w, struct buf *out, const struct individual *one) {
    buf_add(out, introduction_person(w, one->id));
    buf_add(out, STR("\n"));
    buf_add(out, one->mail);
    buf_add(out, STR("\n"));
}

struct together {
    const struct introduction *n;
    str who;  /* introduces them */
    str both; /* names and addresses */
};

/* The same letter in one language, for both. */
static str text_in(struct work *w, const struct together *t, enum tongue tongue, str *subject) {
    enum tongue own = w->tongue;
    str lang = {0};
    str text = {0};
    w->tongue = tongue;
    str reason = introduction_reason(t->n, tongue, &lang);
    (void)template_fill(w,
            &(struct template_letter){.cluster = t->n->cluster,
                    .kind = STR("introduced"),
                    .tongue = tongue,
                    .values = {.cluster = t->n->cluster_name,
                            .who = t->who,
                            .list = t->both,
                            .note = note_of(w, reason, lang)}},
            subject, &text);
    w->tongue = own;
    return text;
}

static void introduce(struct work *w, const struct introducer *i, const struct introduction *n,
        const struct individual *to, const struct individual *other) {
    struct individual by = {0};
    struct buf both = {.mem = w->mem};
    struct buf whole = {.mem = w->mem};
    str subject = {0};
    str other_subject = {0};
    (void)individual_one(w, introduction_link_introducer(w, n->id), &by);
    put_person(w, &both, to);
    buf_add(&both, STR("\n"));
    put_person(w, &both, other);
    struct together t = {n, by.name, buf_str(&both)};
    buf_add(&whole, text_in(w, &t, to->tongue, &subject));
    if (other->tongue != to->tongue) {
        buf_add(&whole, STR("\n\n* * *\n\n"));
        buf_add(&whole, text_in(w, &t, other->tongue, &other_subject));
    }
    outbox_add(w, i->seal,
            &(struct letter){.to = to->mail,
                    .tongue = to->tongue,
                    .kind = STR("introduced"),
                    .cluster = n->cluster,
                    .subject = subject,
                    .text = buf_str(&whole)});
}

/* `one` was shown the address of `other`. */
static void note_seen(
        struct work *w, const struct individual *one, const struct individual *other) {
    int64_t own = w->actor;
    w->actor = one->account;
    if (other->person) {
        audit_note(w, AUDIT_SEEN, STR("person"), other->person);
    } else if (other->account) {
        audit_note(w, AUDIT_SEEN, STR("account"), other->account);
    }
    w->actor = own;
}

void introducer_bring_together(
        struct work *w, const struct introducer *i, const struct introduction *n) {
    struct individual asker = {0};
    struct individual target = {0};
    if (!individual_one(w, n->asker, &asker) || !individual_one(w, n->target, &target)) {
        return;
    }
    introduce(w, i, n, &asker, &target);
    introduce(w, i, n, &target, &asker);
    note_seen(w, &asker, &target);
    note_seen(w, &target, &asker);
}

static str address_of(struct work *w, const struct introducer *i, enum tongue t, int64_t id) {
    struct buf number = {.mem = w->mem};
    buf_num(&number, id);
    return link_address(w->mem, i->address, t, STR("/introductions/"), buf_str(&number));
}

void introducer_over_letter(
        struct work *w, const struct introducer *i, const struct introduction *n) {
    struct individual asker = {0};
    if (!individual_one(w, n->asker, &asker)) {
        return;
    }
    template_send(w, i->seal,
            &(struct template_letter){.to = asker.mail,
                    .cluster = n->cluster,
                    .kind = STR("introduction-over"),
                    .tongue = asker.tongue,
                    .values = {.name = asker.name,
                            .cluster = n->cluster_name,
                            .what = n->aim_name,
                            .link = address_of(w, i, asker.tongue, n->id),
                            .day = n->created}});
}

#include "privacy/notice.h"

#include "account/account.h"
#include "account/link.h"
#include "base/buf.h"
#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/outbox.h"
#include "privacy/controller.h"
#include "privacy/retention.h"

enum { DAY_SECONDS = 24 * 3600 };

/* The language they speak best of those the platform speaks; else their organisation's. */
static enum tongue tongue_for(struct work *w, const struct person *p) {
    static const str levels[] = {{"C2", 2}, {"C1", 2}, {"B2", 2}};
    enum tongue found = EN;
    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
        str one;
        for (str rest = p->languages; str_cut(&rest, ';', &one);) {
            str code = {0};
            if (str_cut(&one, ' ', &code) && str_eq(one, levels[i]) && tongue_of(code, &found)) {
                return found;
            }
        }
    }
    str lang = {0};
    struct rows r = db_rows(w, "SELECT lang FROM organisation WHERE id = ?", num(p->organisation));
    (void)db_next(&r, to(lang));
    db_stop(&r);
    return tongue_of(lang, &found) ? found : EN;
}

struct place {
    int64_t cluster;
    str cluster_name;
    str organisation;
};

static struct place place_of(struct work *w, const struct person *p) {
    struct place found = {0};
    struct rows r = db_rows(w,
            "SELECT o.name, COALESCE(c.id, 0), COALESCE(c.name, '') FROM organisation AS o"
            " LEFT JOIN membership AS m ON m.organisation_id = o.id"
            " LEFT JOIN cluster AS c ON c.id = m.cluster_id"
            " WHERE o.id = ? ORDER BY c.id LIMIT 1",
            num(p->organisation));
    (void)db_next(&r, to(found.organisation), to(found.cluster), to(found.cluster_name));
    db_stop(&r);
    return found;
}

static void paragraph(struct buf *out, str said) {
    if (said.len) {
        buf_add(out, said);
        buf_add(out, STR("\n\n"));
    }
}

/* A line of its own, which becomes a button where the letter has markup. */
static void link_line(struct buf *out, struct work *w, const struct notice *n, str token) {
    buf_add(out, n->address);
    buf_add(out, STR("/"));
    buf_add(out, tongue_code(w->tongue));
    buf_add(out, STR("/privacy/yours/"));
    buf_add(out, token);
    buf_add(out, STR("\n\n"));
}

static str token_for(struct work *w, const struct person *p, int64_t seconds) {
    return link_make(w, &(struct link){.purpose = LINK_PRIVACY,
                                .object = p->id,
                                .mail = account_mail(w->mem, p->mail),
                                .expires = w->now + seconds});
}

static void list_line(struct buf *out, str name, str value) {
    if (value.len) {
        buf_add(out, STR("  "));
        buf_add(out, name);
        buf_add(out, STR(": "));
        buf_add(out, value);
        buf_add(out, STR("\n"));
    }
}

static void what_is_stored(
        struct buf *out, struct work *w, const struct person *p, str organisation) {
    paragraph(out, say(w, "This is stored about you:"));
    list_line(out, say(w, "Name"), p->name);
    list_line(out, say(w, "Organisation"), organisation);
    list_line(out, say(w, "Role"), p->role);
    list_line(out, say(w, "E-mail"), p->mail);
    list_line(out, say(w, "Phone"), p->phone);
    list_line(out, say(w, "Languages with level"), p->languages);
    buf_add(out, STR("\n"));
}

static void who_answers(struct buf *out, struct work *w) {
    struct controller c = controller_one(w);
    if (c.name.len) {
        paragraph(out, say(w, "{} answers for the data.", txt(c.name)));
        paragraph(out, c.address);
        paragraph(out, c.mail);
    }
}

static str contact_text(
        struct work *w, const struct notice *n, const struct person *p, const struct place *place) {
    struct buf out = {.mem = w->mem};
    str until = locale_day(w, p->unconfirmed + retention_days(w, RETENTION_CONTACT) * DAY_SECONDS);
    paragraph(&out,
            say(w,
                    "{1} has entered you as a contact person of {2} on Handslag, where clusters of"
                    " companies look for partners abroad.",
                    txt(place->cluster_name), txt(place->organisation)));
    what_is_stored(&out, w, p, place->organisation);
    paragraph(&out,
            say(w, "Why: so that a partner's question reaches the right person. On what basis: the"
                   " legitimate interest of the cluster in knowing whom to ask at its members"
                   " (article 6(1)(f) of the General Data Protection Regulation). The data comes"
                   " from the cluster."));
    paragraph(&out,
            say(w,
                    "Until you accept, nobody but this cluster sees it, and it is deleted by itself"
                    " on {}. You need not do anything for that.",
                    txt(until)));
    paragraph(&out,
            say(w, "Here you see it, accept it and choose who sees what, take it along, or have it"
                   " deleted at once:"));
    link_line(&out, w, n, token_for(w, p, (int64_t)NOTICE_LINK_DAYS * DAY_SECONDS));
    paragraph(&out,
            say(w, "You may ask at any time what is stored about you, have it corrected or deleted,"
                   " have its use restricted, object to it, and complain to a data protection"
                   " authority. What you agreed to you may take back at any time."));
    who_answers(&out, w);
    return buf_str(&out);
}

static void tell_contact(struct work *w, const struct notice *n, const struct person *p) {
    enum tongue own = w->tongue;
    struct place place = place_of(w, p);
    w->tongue = tongue_for(w, p);
    outbox_add(w, n->seal,
            &(struct letter){.to = p->mail,
                    .tongue = w->tongue,
                    .kind = STR("contact"),
                    .cluster = place.cluster,
                    .subject = say(w, "{} has stored your contact data", txt(place.cluster_name)),
                    .text = contact_text(w, n, p, &place)});
    person_note_told(w, p->id);
    w->tongue = own;
}

size_t notice_contacts(struct work *w, const struct notice *n) {
    struct people all = person_untold(w, NOTICE_AT_ONCE);
    for (size_t i = 0; i < all.count; i++) {
        tell_contact(w, n, &all.at[i]);
    }
    return all.count;
}

static void tell_account(struct work *w, const struct notice *n, const struct account *a) {
    struct buf out = {.mem = w->mem};
    enum tongue own = w->tongue;
    int64_t last = w->now + (int64_t)RETENTION_NOTICE_DAYS * DAY_SECONDS;
    w->tongue = a->tongue;
    paragraph(&out, say(w, "You have not used your account on Handslag for a long time."));
    paragraph(&out,
            say(w,
                    "It is deleted on {}. Whoever wants to keep it signs in before that day; nothing"
                    " else is needed.",
                    txt(locale_day(w, last))));
    buf_add(&out, n->address);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(w->tongue));
    buf_add(&out, STR("/sign-in\n\n"));
    who_answers(&out, w);
    outbox_add(w, n->seal,
            &(struct letter){.to = a->mail,
                    .tongue = w->tongue,
                    .kind = STR("account-unused"),
                    .subject = say(w, "Your account is about to be deleted"),
                    .text = buf_str(&out)});
    retention_note_told(w, a->id);
    w->tongue = own;
}

size_t notice_accounts(struct work *w, const struct notice *n) {
    struct retention_ids all = retention_to_tell(w);
    for (size_t i = 0; i < all.count; i++) {
        struct account a = {0};
        if (account_one(w, all.at[i], &a)) {
            tell_account(w, n, &a);
        }
    }
    return all.count;
}

void notice_link(struct work *w, const struct notice *n, const struct person *p) {
    struct buf out = {.mem = w->mem};
    paragraph(&out, say(w, "Somebody, probably you, asked what is stored about you on Handslag."
                           " Here you see it, change it, take it along or have it deleted:"));
    link_line(&out, w, n, token_for(w, p, (int64_t)NOTICE_ASKED_HOURS * 3600));
    paragraph(
            &out, say(w, "It is good for a day. Whoever did not ask may leave this letter alone."));
    who_answers(&out, w);
    outbox_add(w, n->seal,
            &(struct letter){.to = p->mail,
                    .tongue = w->tongue,
                    .kind = STR("privacy"),
                    .subject = say(w, "What is stored about you"),
                    .text = buf_str(&out)});
}

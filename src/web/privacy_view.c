#include "web/privacy_view.h"

#include "audit/audit.h"
#include "db/db.h"
#include "directory/organisation.h"
#include "lang/date.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "privacy/my_data.h"
#include "privacy/retention.h"
#include "web/audit_view.h"
#include "web/fact.h"
#include "web/unite.h"
#include "wire/html.h"

enum { DAY_SECONDS = 24 * 3600 };

static const char *const audiences[] = {"cluster", "partners", "public"};
enum { AUDIENCES = sizeof(audiences) / sizeof(audiences[0]) };

str privacy_path(struct page *p, str action, str rest) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, action);
    buf_add(&out, rest);
    return buf_str(&out);
}

static void open_form(const struct privacy_view *v, str rest) {
    struct page *p = v->page;
    html(&p->out, "<form method='post' action='/{}{}'>\n", txt(p->lang),
            txt(privacy_path(p, v->action, rest)));
    page_form_key(p);
}

static str audience_text(struct work *w, size_t audience) {
    switch (audience) {
    case 0: return say(w, "The organisation's own clusters");
    case 1: return say(w, "Partner clusters too");
    default: return say(w, "Everybody");
    }
}

static void audience_choice(struct page *p, str name, str label, str chosen) {
    html(&p->out, "<div class='field'><label for='{}'>{}</label><select id='{}' name='{}'>\n",
            txt(name), txt(label), txt(name), txt(name));
    for (size_t i = 0; i < AUDIENCES; i++) {
        html(&p->out, "<option value='{}'", txt(str_of(audiences[i])));
        if (str_eq(chosen, str_of(audiences[i]))) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(audience_text(&p->work, i)));
    }
    html(&p->out, "</select></div>\n");
}

static void radio(struct page *p, str name, str value, bool chosen) {
    html(&p->out, "<label class='choice'><input type='radio' name='{}' value='{}'", txt(name),
            txt(value));
    if (chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n",
            txt(str_eq(value, STR("yes")) ? say(&p->work, "Yes, I agree") : say(&p->work, "No")));
}

/* Nothing is ticked beforehand: somebody who was never asked has said neither yes nor no. */
static void purpose(struct page *p, const struct person *one, enum purpose u) {
    str word = purpose_word(u);
    html(&p->out,
            "<fieldset class='field'><legend>{}</legend>\n<p class='hint'>{}</p>\n"
            "<div class='choices'>",
            txt(label(&p->work, LABEL_CONSENT, word)), txt(purpose_text(&p->work, u)));
    radio(p, word, STR("yes"), str_lists(one->consents, word));
    radio(p, word, STR("no"), str_lists(one->objected, word));
    html(&p->out, "</div></fieldset>\n");
}

static void facts(struct page *p, const struct person *one, const struct organisation *o) {
    struct work *w = &p->work;
    html(&p->out, "<dl class='facts'>\n");
    fact_said(p, say(w, "Name"), one->name);
    fact_said(p, say(w, "Organisation"), o->name);
    fact_said(p, say(w, "Role"), one->role);
    fact_said(p, say(w, "E-mail"), one->mail);
    fact_said(p, say(w, "Phone"), one->phone);
    fact_said(p, say(w, "Languages with level"),
            fact_text(w, column_named(&person_columns, STR("languages")), one->languages));
    fact_said(p, say(w, "Stored since"), locale_day(w, one->created));
    html(&p->out, "</dl>\n");
}

static void unconfirmed(struct page *p, const struct person *one) {
    struct work *w = &p->work;
    int64_t until = one->unconfirmed + retention_days(w, RETENTION_CONTACT) * DAY_SECONDS;
    if (one->unconfirmed) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w,
                        "Somebody of the cluster entered this. Until you accept, nobody else sees"
                        " it, and it is deleted by itself on {}.",
                        txt(locale_day(w, until)))));
    }
}

static void contact(const struct privacy_view *v, const struct person *one) {
    struct page *p = v->page;
    struct work *w = &p->work;
    struct organisation o = {0};
    (void)organisation_stored(w, one->organisation, &o);
    open_form(v, (str){0});
    html(&p->out,
            "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n"
            "<input type='hidden' name='person' value='{}'>\n",
            txt(say(w, "Contact person of {}", txt(o.name))), num(one->id));
    unconfirmed(p, one);
    facts(p, one, &o);
    html(&p->out,
            "<div class='field short-field'><label for='until-{}'>{}</label>"
            "<p class='hint' id='until-{}-hint'>{}</p><input type='date' id='until-{}' name='until'"
            " value='{}' aria-describedby='until-{}-hint'></div>\n",
            num(one->id), txt(say(w, "Your last day there")), num(one->id),
            txt(say(w, "When you work elsewhere: from the day after, nobody writes to you there."
                       " Whom you met and who trusts you stays yours.")),
            num(one->id), txt(one->until), num(one->id));
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "It holds at once. What you say no to, nobody but you can change again.")));
    for (enum purpose u = 0; u < PURPOSES; u++) {
        purpose(p, one, u);
    }
    audience_choice(p, STR("mail_seen"), say(w, "Who may see your mail address"), one->mail_seen);
    audience_choice(p, STR("phone_seen"), say(w, "Who may see your phone number"), one->phone_seen);
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button></p>\n</div>\n</fieldset>\n"
            "</form>\n",
            txt(one->unconfirmed ? say(w, "Accept and save") : say(w, "Save")));
}

void privacy_contacts(const struct privacy_view *v) {
    for (size_t i = 0; i < v->whom.people.count; i++) {
        contact(v, &v->whom.people.at[i]);
    }
}

static str how_text(struct work *w, enum consent_how how) {
    switch (how) {
    case CONSENT_SELF: return say(w, "by you, signed in");
    case CONSENT_LINK: return say(w, "by you, through a mail link");
    case CONSENT_TOLD: return say(w, "told to the cluster, which recorded it");
    case CONSENT_IMPORT: return say(w, "with a table that was imported");
    case CONSENT_HOWS: break;
    }
    return (str){0};
}

static void consent_row(struct page *p, const struct consent *c) {
    struct work *w = &p->work;
    str body = c->body.len ? c->body : say(w, "The text that was shown is not known.");
    html(&p->out, "<tr><td data-label='{}'", txt(say(w, "What was agreed to")));
    if (c->lang.len) {
        html(&p->out, " lang='{}'", txt(c->lang));
    }
    html(&p->out, ">{}</td><td data-label='{}'>{}</td><td data-label='{}'>{}</td></tr>\n",
            txt(body), txt(say(w, "Given")),
            txt(say(w, "{1}, {2}", txt(locale_day(w, c->given)), txt(how_text(w, c->how)))),
            txt(say(w, "Withdrawn")),
            txt(c->withdrawn ? locale_day(w, c->withdrawn) : say(w, "It holds")));
}

static void consents_of(struct page *p, int64_t person, int64_t account) {
    struct consents all = consent_list(&p->work, person, account);
    for (size_t i = 0; i < all.count; i++) {
        consent_row(p, &all.at[i]);
    }
}

void privacy_consents(const struct privacy_view *v) {
    struct page *p = v->page;
    struct work *w = &p->work;
    html(&p->out,
            "<h2>{}</h2>\n<table class='stack'>\n<thead><tr><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "What you agreed to")), txt(say(w, "What was agreed to")),
            txt(say(w, "Given")), txt(say(w, "Withdrawn")));
    for (size_t i = 0; i < v->whom.people.count; i++) {
        consents_of(p, v->whom.people.at[i].id, 0);
    }
    if (v->whom.account.id) {
        consents_of(p, 0, v->whom.account.id);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

void privacy_seen(const struct privacy_view *v) {
    struct page *p = v->page;
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(say(w, "Who saw or changed it")),
            txt(say(w, "What the same person looks at again within an hour stands here once.")));
    for (size_t i = 0; i < v->whom.people.count; i++) {
        struct audits all =
                audit_list(w, &(struct audit_filter){.person = v->whom.people.at[i].id});
        audit_table(p, &all);
    }
    if (v->whom.account.id) {
        struct audits all = audit_list(w, &(struct audit_filter){.account = v->whom.account.id});
        if (all.count || v->whom.people.count == 0) {
            audit_table(p, &all);
        }
    }
}

/* Whoever sits at a browser that was left open does not delete an account with two clicks. */
static void ask_for_mail(const struct privacy_view *v) {
    struct page *p = v->page;
    if (v->whom.account.id) {
        html(&p->out,
                "<div class='field'><label for='own-mail'>{}</label><input id='own-mail' name='mail'"
                " type='email' autocomplete='off' required></div>\n",
                txt(say(&p->work, "Type your mail address to confirm it")));
    }
}

void privacy_ends(const struct privacy_view *v) {
    struct page *p = v->page;
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(say(w, "Take it along")),
            txt(say(w, "Everything that is stored about you, in one zip file: as tables (CSV), and"
                       " for programs (JSON).")));
    open_form(v, STR("/data"));
    html(&p->out,
            "<p><button class='button plain'>{}</button></p></form>\n<h2>{}</h2>\n<p>{}</p>\n"
            "<details class='reveal'>\n<summary class='button danger'>{}</summary>\n"
            "<div class='reveal-body'>\n<p>{}</p>\n",
            txt(say(w, "Download it")), txt(say(w, "Have it deleted")),
            txt(v->whom.account.id
                            ? say(w, "Your account, and what is stored about you as a contact"
                                     " person, go for good. What you did for your cluster stays,"
                                     " without your name.")
                            : say(w, "What is stored about you goes for good. Meetings and decisions"
                                     " that are counted stay, without your name.")),
            txt(say(w, "Delete everything about me")),
            txt(say(w, "It cannot be brought back, not even from a backup.")));
    open_form(v, STR("/erase"));
    ask_for_mail(v);
    html(&p->out, "<button class='button danger'>{}</button></form>\n</div>\n</details>\n",
            txt(say(w, "Delete it for good")));
}

static const struct person *asked_for(const struct privacy_view *v) {
    int64_t id = 0;
    bool named = str_num(page_form(v->page, STR("person")), &id);
    for (size_t i = 0; named && i < v->whom.people.count; i++) {
        if (v->whom.people.at[i].id == id) {
            return &v->whom.people.at[i];
        }
    }
    return NULL;
}

static void add_word(struct buf *list, str word) {
    buf_add(list, list->len ? STR(";") : (str){0});
    buf_add(list, word);
}

/* What was neither said yes nor no to stays as it was. */
static void take_purposes(struct page *p, struct person *one) {
    struct buf consents = {.mem = p->work.mem};
    struct buf objected = {.mem = p->work.mem};
    for (enum purpose u = 0; u < PURPOSES; u++) {
        str word = purpose_word(u);
        str said = page_form(p, word);
        bool yes = str_eq(said, STR("yes"));
        bool no = str_eq(said, STR("no"));
        if (yes || (!no && str_lists(one->consents, word))) {
            add_word(&consents, word);
        }
        if (no || (!yes && str_lists(one->objected, word))) {
            add_word(&objected, word);
        }
    }
    one->consents = buf_str(&consents);
    one->objected = buf_str(&objected);
}

static str audience_taken(struct page *p, str name, str before) {
    str said = page_form(p, name);
    for (size_t i = 0; i < AUDIENCES; i++) {
        if (str_eq(said, str_of(audiences[i]))) {
            return str_of(audiences[i]);
        }
    }
    return before;
}

/* Whatever they object to that they had not before. */
static bool objects_anew(const struct person *before, const struct person *now) {
    str one;
    for (str rest = now->objected; str_cut(&rest, ';', &one);) {
        if (!str_lists(before->objected, one)) {
            return true;
        }
    }
    return false;
}

static void take_last_day(struct page *p, const struct person *before) {
    str day = page_form(p, STR("until"));
    bool fits = !day.len || (date_valid(day) && str_order(day, before->since) >= 0);
    if (fits && !str_eq(day, before->until)) {
        person_leave(&p->work, before->id, day);
    }
}

bool privacy_take(const struct privacy_view *v) {
    struct page *p = v->page;
    const struct person *before = asked_for(v);
    if (!before) {
        return false;
    }
    struct person now = *before;
    take_purposes(p, &now);
    now.mail_seen = audience_taken(p, STR("mail_seen"), before->mail_seen);
    now.phone_seen = audience_taken(p, STR("phone_seen"), before->phone_seen);
    person_choose(&p->work, &now);
    take_last_day(p, before);
    consent_follow(&p->work, &now, before->consents, v->how);
    if (objects_anew(before, &now)) {
        audit_note(&p->work, AUDIT_OBJECTED, STR("person"), now.id);
    }
    if (before->unconfirmed || !before->accepted) {
        person_confirm(&p->work, now.id);
        unite_by_mail(&p->work, before->mail);
    }
    return true;
}

static void note_taken(struct page *p, const struct whom *whom) {
    db_begin_bulk(&p->work);
    for (size_t i = 0; i < whom->people.count; i++) {
        audit_note(&p->work, AUDIT_TOOK, STR("person"), whom->people.at[i].id);
    }
    if (whom->account.id) {
        audit_note(&p->work, AUDIT_TOOK, STR("account"), whom->account.id);
    }
    (void)db_end(&p->work);
}

void privacy_send(struct page *p, const struct whom *whom) {
    note_taken(p, whom);
    str zip = my_data(&p->work, whom);
    if (zip.len == 0) {
        page_error(p, 500);
        return;
    }
    struct buf disposition = {.mem = p->work.mem};
    buf_add(&disposition, STR("attachment; filename=\"handslag-"));
    buf_add(&disposition, date_of(p->work.mem, p->work.now));
    buf_add(&disposition, STR(".zip\""));
    response_header(p->work.mem, p->response, STR("Content-Disposition"), buf_str(&disposition));
    p->response->status = 200;
    p->response->type = STR("application/zip");
    p->response->body = zip;
}

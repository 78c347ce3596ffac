#include "web/person_form_page.h"

#include "audit/audit.h"
#include "db/db.h"
#include "directory/ask.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "privacy/consent.h"
#include "privacy/erase.h"
#include "privacy/retention.h"
#include "web/address_letter.h"
#include "web/fact.h"
#include "web/form.h"
#include "wire/html.h"

static const char *const names[] = {
        "name", "role", "mail", "phone", "languages", "consents", "since", "until", NULL};

static str path_of(struct page *p, str kind, int64_t id, str rest) {
    struct buf path = {.mem = p->work.mem};
    buf_add(&path, kind);
    buf_num(&path, id);
    buf_add(&path, rest);
    return buf_str(&path);
}

static str consent_said(struct work *w, str word) {
    return label(w, LABEL_CONSENT, word);
}

static void go_to(struct page *p, int64_t organisation, str done) {
    page_redirect(p, path_of(p, STR("/organisations/"), organisation, done));
}

static void head(struct page *p, const struct organisation *o, str title) {
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}{}' lang='{}'>"
            "<bdi>{}</bdi></a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(&p->work, "Where you are")), txt(p->lang),
            txt(page_address(p, STR("organisations"), o->id, o->name)), txt(o->lang), txt(o->name),
            txt(title),
            txt(say(&p->work, "Mail address and phone number are seen by the organisation's own"
                              " clusters only.")));
}

static void write_fields(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "Who it is"));
    form_column(f, "name");
    form_hinted(f, "role", say(w, "What they answer for, such as managing director or sales."));
    form_column(f, "mail");
    form_column(f, "phone");
    form_column(f, "since");
    form_hinted(f, "until",
            say(w, "Empty while they hold it. From the day after, nobody writes to them here any"
                   " more, and only you still see them, as somebody who left."));
    form_part_end(f);
    form_part(f, say(w, "Languages they speak"));
    form_hinted(f, "languages",
            say(w, "With the level of the Common European Framework, from a few words (A1) to a first"
                   " language (C2). It decides in which language somebody is written to, and when"
                   " an interpreter is needed."));
    form_part_end(f);
    form_part(f, say(w, "What they agreed to"));
    form_hinted(f, "consents",
            say(w, "Tick only what this person has agreed to. Being listed: everybody sees name,"
                   " role and languages, nobody abroad the mail address or the phone number."
                   " Being introduced: partners may ask for a talk with them, and the answer is"
                   " theirs. The digest: now and then a mail with what is new for them. It takes"
                   " effect once the person has accepted being stored, for which they get a mail."));
    form_part_end(f);
}

/* Taken away for good, so it takes two steps. */
static void write_remove(struct page *p, const struct person *one) {
    struct work *w = &p->work;
    html(&p->out,
            "<details class='reveal'><summary class='button danger'>{}</summary>\n"
            "<form class='reveal-body' method='post' action='/{}/people/{}/remove'>\n",
            txt(say(w, "Remove")), txt(p->lang), num(one->id));
    page_form_key(p);
    html(&p->out, "<p>{}</p>\n<button class='button danger'>{}</button>\n</form></details>\n",
            txt(say(w, "Everything stored about {} is deleted, and cannot be brought back.",
                    txt(one->name))),
            txt(say(w, "Remove for good")));
}

/* What only the person can change. */
static void write_own_word(struct page *p, const struct person *one) {
    struct work *w = &p->work;
    int64_t until = one->unconfirmed + retention_days(w, RETENTION_CONTACT) * 24 * 3600;
    if (one->unconfirmed) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w,
                        "{1} has not accepted being stored yet. Until then only your cluster sees"
                        " this, and it is deleted by itself on {2}.",
                        txt(one->name), txt(locale_day(w, until)))));
    }
    if (one->objected.len) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "They objected to this, and only they can change it: {}",
                        txt(fact_joined(w, one->objected, consent_said)))));
    }
}

static void show(struct form *f, const struct organisation *o, str title, str action) {
    struct page *p = f->page;
    const struct person *one = f->thing;
    head(p, o, title);
    write_own_word(p, one);
    form_open(f, action);
    write_fields(f);
    form_close(f, say(&p->work, "Save"));
    if (one->id) {
        html(&p->out, "<p><a class='button plain' href='/{}/people/{}/moved'>{}</a></p>\n",
                txt(p->lang), num(one->id), txt(say(&p->work, "Works elsewhere now")));
        write_remove(p, one);
    }
    page_close(p);
}

/* Whoever held the address until now is asked whether the new one is theirs: only then does what they
 * have go along. */
static void ask_about_mail(struct page *p, const struct person *before, const struct person *one) {
    struct work *w = &p->work;
    bool same = str_eq(account_mail(w->mem, before->mail), account_mail(w->mem, one->mail));
    if (before->individual && before->mail.len && one->mail.len && !same) {
        (void)address_letter_before(p, &(struct address){.individual = before->individual,
                                               .name = before->name,
                                               .before = before->mail,
                                               .mail = one->mail,
                                               .tongue = ask_tongue(before->languages, (str){0})});
    }
}

/* True once it is stored; else the form shows what is wrong, or what another saved meanwhile. */
static bool store(struct form *f, struct person *one, struct person *theirs) {
    struct page *p = f->page;
    struct person before = {0};
    if (f->flaws->count) {
        return false;
    }
    db_begin(&p->work);
    if (one->id) {
        (void)person_stored(&p->work, one->id, &before);
    }
    if (person_save(&p->work, one) != SAVED_OLD_VERSION) {
        consent_follow(&p->work, one, before.consents, CONSENT_TOLD);
        ask_about_mail(p, &before, one);
        return true;
    }
    db_forget(&p->work);
    if (person_one(&p->work, one->id, theirs)) {
        f->theirs = theirs;
        f->version = theirs->version;
    }
    return false;
}

static void answer_form(
        struct form *f, struct person *one, const struct organisation *o, str title, str action) {
    struct page *p = f->page;
    struct flaws *flaws = arena_new(p->work.mem, struct flaws, 1);
    struct person theirs = {0};
    if (request_reads(p->request)) {
        show(f, o, title, action);
        return;
    }
    form_take(p, &person_columns, names, one, flaws);
    person_check(one, flaws);
    f->flaws = flaws;
    one->version = form_version(p);
    if (store(f, one, &theirs)) {
        if (page_saved(p)) {
            go_to(p, one->organisation, STR("?done=saved"));
        }
        return;
    }
    form_refused(f);
    show(f, o, title, action);
}

void person_new_page(struct page *p) {
    struct organisation o = {0};
    struct person one = {.organisation = p->id};
    struct form f = {.page = p, .columns = &person_columns, .thing = &one};
    if (!organisation_one(&p->work, p->id, &o)) {
        page_not_found(p);
        return;
    }
    answer_form(&f, &one, &o, say(&p->work, "Add a person"),
            path_of(p, STR("/organisations/"), p->id, STR("/people/new")));
}

void person_edit_page(struct page *p) {
    struct organisation o = {0};
    struct person one = {0};
    if (!person_one(&p->work, p->id, &one) || !organisation_one(&p->work, one.organisation, &o)) {
        page_not_found(p);
        return;
    }
    if (request_reads(p->request) && !audit_look(&p->work, STR("person"), one.id)) {
        page_error(p, 503); /* what cannot be noted is not shown */
        return;
    }
    struct form f = {.page = p, .columns = &person_columns, .thing = &one, .version = one.version};
    answer_form(&f, &one, &o, say(&p->work, "Edit {}", txt(one.name)),
            path_of(p, STR("/people/"), p->id, STR("/edit")));
}

void person_remove_page(struct page *p) {
    struct person one = {0};
    db_begin(&p->work);
    bool there = person_one(&p->work, p->id, &one);
    if (there) {
        (void)erase_person(&p->work, p->id);
    }
    if (page_saved(p) && there) {
        go_to(p, one.organisation, STR("?done=removed"));
    } else if (work_ok(&p->work)) {
        page_not_found(p);
    }
}

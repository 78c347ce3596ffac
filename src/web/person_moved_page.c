#include "web/person_moved_page.h"

#include "db/db.h"
#include "directory/ask.h"
#include "directory/individual.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "lang/date.h"
#include "lang/say.h"
#include "privacy/consent.h"
#include "web/address_letter.h"
#include "web/form.h"
#include "wire/html.h"

enum { PLACES_MOST = 500, DAY_SECONDS = 24 * 3600 };

static const char *const names[] = {"until", "role", "mail", NULL};

/* Where they may have gone: an organisation that the reader keeps. */
struct place {
    int64_t id;
    str name;
};

struct moving {
    struct person before; /* the entry that ends */
    struct person after;  /* the one that begins; organisation 0: none of ours */
    struct organisation organisation;
    struct place *places;
    size_t count;
};

static void read_places(struct page *p, struct moving *m) {
    struct place one = {0};
    m->places = arena_new(p->work.mem, struct place, PLACES_MOST);
    struct rows r = db_rows(&p->work,
            "SELECT o.id, o.name FROM organisation AS o WHERE o.withdrawn = 0 AND o.id <> ?"
            " AND EXISTS (SELECT 1 FROM own_organisation AS own WHERE own.account_id = ?"
            " AND own.organisation_id = o.id AND own.kind <> 'researcher')"
            " ORDER BY o.name, o.id LIMIT ?",
            num(m->before.organisation), num(p->work.actor), num(PLACES_MOST));
    while (db_next(&r, to(one.id), to(one.name))) {
        m->places[m->count++] = one;
    }
}

static bool read(struct page *p, struct moving *m) {
    struct work *w = &p->work;
    if (!person_one(w, p->id, &m->before) ||
            !organisation_one(w, m->before.organisation, &m->organisation)) {
        return false;
    }
    read_places(p, m);
    m->after = (struct person){.name = m->before.name, .languages = m->before.languages};
    m->after.until = m->before.until.len ? m->before.until : date_of(w->mem, w->now);
    return true;
}

static void places(struct page *p, const struct moving *m) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field'><label for='organisation'>{}</label><p class='hint'"
            " id='organisation-hint'>{}</p><select id='organisation' name='organisation'"
            " aria-describedby='organisation-hint'>\n<option value='0'>{}</option>\n",
            txt(say(w, "Where they work now")),
            txt(say(w,
                    "At a member of yours they are entered anew. Elsewhere they enter themselves,"
                    " or their cluster does.")),
            txt(say(w, "Elsewhere, or not known")));
    for (size_t i = 0; i < m->count; i++) {
        html(&p->out, "<option value='{}'", num(m->places[i].id));
        if (m->places[i].id == m->after.organisation) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(m->places[i].name));
    }
    html(&p->out, "</select></div>\n");
}

static void show(struct form *f, const struct moving *m) {
    struct page *p = f->page;
    struct work *w = &p->work;
    str title = say(w, "{} works elsewhere now", txt(m->before.name));
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}{}' lang='{}'><bdi>{}</bdi>"
            "</a></li>\n</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p>"
            "</div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang),
            txt(page_address(p, STR("organisations"), m->organisation.id, m->organisation.name)),
            txt(m->organisation.lang), txt(m->organisation.name), txt(title),
            txt(say(w, "Whom they met and who trusts them is theirs, and goes along. Here they stay"
                       " known as somebody who left.")));
    struct buf action = {.mem = w->mem};
    buf_add(&action, STR("/people/"));
    buf_num(&action, m->before.id);
    buf_add(&action, STR("/moved"));
    form_open(f, buf_str(&action));
    form_part(f, m->organisation.name);
    form_column(f, "until");
    form_part_end(f);
    form_part(f, say(w, "Where they work now"));
    places(p, m);
    form_column(f, "role");
    form_hinted(f, "mail",
            say(w, "They are asked at both addresses whether they are the same person. Before they"
                   " agreed nothing of theirs is seen there."));
    form_part_end(f);
    form_close(f, say(w, "Save"));
    page_close(p);
}

static bool is_place(const struct moving *m, int64_t id) {
    for (size_t i = 0; i < m->count; i++) {
        if (m->places[i].id == id) {
            return true;
        }
    }
    return false;
}

static void take(struct page *p, struct moving *m, struct flaws *flaws) {
    int64_t chosen = 0;
    form_take(p, &person_columns, names, &m->after, flaws);
    (void)str_num(page_form(p, STR("organisation")), &chosen);
    m->after.organisation = is_place(m, chosen) ? chosen : 0;
    if (!m->after.until.len && !flaw_of(flaws, "until")) {
        flaw_add(flaws, "until", FLAW_EMPTY);
    }
    struct person days = {.since = m->before.since, .until = m->after.until};
    person_check(&days, flaws);
}

/* The one address is asked whether it is the other's, too; where it is the same it is asked once. */
static void ask(struct page *p, const struct moving *m) {
    struct work *w = &p->work;
    struct address a = {.individual = individual_of_person(w, m->before.id),
            .name = m->before.name,
            .before = m->before.mail,
            .mail = m->after.mail,
            .tongue = ask_tongue(m->before.languages, m->organisation.lang)};
    if (!a.before.len || !a.mail.len) {
        return;
    }
    if (str_eq(account_mail(w->mem, a.before), account_mail(w->mem, a.mail))) {
        (void)address_letter(p, &a);
    } else {
        (void)address_letter_before(p, &a);
    }
}

static void store(struct page *p, struct moving *m) {
    struct work *w = &p->work;
    struct person begins = m->after;
    int64_t next_day = date_seconds(m->after.until) + DAY_SECONDS;
    db_begin(w);
    person_leave(w, m->before.id, m->after.until);
    if (begins.organisation) {
        begins.since = date_of(w->mem, next_day);
        begins.until = (str){0};
        (void)person_save(w, &begins);
        ask(p, m);
    }
    if (page_saved(p)) {
        struct buf path = {.mem = w->mem};
        buf_add(&path, STR("/organisations/"));
        buf_num(&path, begins.organisation ? begins.organisation : m->before.organisation);
        buf_add(&path, STR("?done=saved"));
        page_redirect(p, buf_str(&path));
    }
}

void person_moved_page(struct page *p) {
    struct moving m = {0};
    struct flaws flaws = {0};
    struct form f = {.page = p, .columns = &person_columns, .thing = &m.after, .flaws = &flaws};
    if (!read(p, &m)) {
        page_not_found(p);
        return;
    }
    if (request_reads(p->request)) {
        show(&f, &m);
        return;
    }
    take(p, &m, &flaws);
    if (!flaws.count) {
        store(p, &m);
        return;
    }
    form_refused(&f);
    show(&f, &m);
}

#include "web/me_languages_page.h"

#include "db/db.h"
#include "directory/individual.h"
#include "lang/codes.h"
#include "lang/label.h"
#include "lang/say.h"
#include "lang/zone.h"
#include "privacy/consent.h"
#include "trust/introduction_off.h"
#include "web/form.h"
#include "wire/html.h"

static const char *const names[] = {"languages", "zone", NULL};

/* What the page shows. */
struct shown {
    struct individual_word said;
    struct individual one; /* what is known otherwise */
    bool introduced;       /* they agreed to it, and did not say "never ask me" */
    bool objected;         /* but as a contact person they said no */
};

static bool holds(struct work *w, int64_t account) {
    struct consents all = consent_list(w, 0, account);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].purpose == PURPOSE_INTRODUCED && all.at[i].withdrawn == 0) {
            return true;
        }
    }
    return false;
}

static void read(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    db_begin(w);
    int64_t id = individual_of_account(w, p->account.id);
    (void)db_end(w);
    s->said = individual_word(w, id);
    (void)individual_one(w, id, &s->one);
    bool off = introduction_off(w, id);
    s->introduced = s->one.introduced && !off;
    s->objected = !s->one.introduced && !off && holds(w, p->account.id);
}

static void head(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/me'>{}</a></li>\n</ol>\n"
            "</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Your account")),
            txt(say(w, "Languages you speak")),
            txt(say(w, "Before a talk abroad both sides see in which language it will go best, and"
                       " whether to take an interpreter.")));
}

static void option(struct page *p, str zone, str said, bool chosen) {
    html(&p->out, "<option value='{}'", txt(zone));
    if (chosen) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>\n", txt(said));
}

/* Where their country has one time most people live by, nothing needs to be chosen. */
static str usual(struct work *w, const struct individual *one) {
    str zone = zone_of_country(w->mem, one->country);
    return zone.len ? say(w, "As in {1}: {2}", txt(country_name(w->tongue, one->country)),
                              txt(zone_place(w, zone)))
                    : say(w, "Not chosen");
}

static void zones(struct form *f, const struct shown *s) {
    struct page *p = f->page;
    struct work *w = &p->work;
    struct zone_list all = zone_list(w->mem);
    bool wrong = f->flaws && flaw_of(f->flaws, "zone");
    html(&p->out,
            "<div class='field short-field'><label for='zone'>{}</label>"
            "<p class='hint' id='zone-hint'>{}</p>\n",
            txt(say(w, "Time zone")),
            txt(say(w, "Meetings are shown and written to you in its time.")));
    if (wrong) {
        html(&p->out, "<p class='wrong' id='zone-wrong'>{}</p>\n",
                txt(flaw_text(w, flaw_of(f->flaws, "zone"))));
    }
    html(&p->out, "<select id='zone' name='zone' aria-describedby='zone-hint'>\n");
    option(p, (str){0}, usual(w, &s->one), !s->said.zone.len);
    for (size_t i = 0; i < all.count; i++) {
        str zone = all.at[i];
        option(p, zone, zone, str_eq(zone, s->said.zone));
    }
    html(&p->out, "</select></div>\n");
}

static void introductions(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    str word = purpose_word(PURPOSE_INTRODUCED);
    html(&p->out,
            "<div class='field'><label class='choice'><input type='checkbox' name='{}' value='yes'",
            txt(word));
    if (s->introduced) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n<p class='hint'>{}</p></div>\n",
            txt(label(w, LABEL_CONSENT, word)), txt(purpose_text(w, PURPOSE_INTRODUCED)));
    if (s->objected) {
        html(&p->out, "<p class='note care'>{} <a href='/{}/me/privacy'>{}</a></p>\n",
                txt(say(w, "As a contact person you objected to it, and that goes first.")),
                txt(p->lang), txt(say(w, "What you agreed to")));
    }
}

static void show(struct form *f, const struct shown *s) {
    struct page *p = f->page;
    struct work *w = &p->work;
    page_open_with(p, say(w, "Languages you speak"));
    head(p);
    form_open(f, STR("/me/languages"));
    form_part(f, say(w, "Languages you speak"));
    form_hinted(f, "languages",
            say(w, "As you would speak them in a meeting. From B2 on a meeting will go well, from"
                   " C1 on a contract too; at B1 an interpreter should be there for the contract."));
    form_part_end(f);
    form_part(f, say(w, "Time zone"));
    zones(f, s);
    form_part_end(f);
    form_part(f, say(w, "Introductions"));
    introductions(p, s);
    form_part_end(f);
    form_close(f, say(w, "Save"));
    page_close(p);
}

/* One switch for the consent and for "never ask me": who says no here is asked by nobody, also where
 * they agreed as a contact person. */
static void store(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct consent c = {
            .account = p->account.id, .purpose = PURPOSE_INTRODUCED, .how = CONSENT_SELF};
    db_begin(w);
    individual_say(w, s->one.id, &s->said);
    if (s->introduced) {
        consent_give(w, &c);
    } else {
        consent_withdraw(w, &c);
    }
    introduction_set_off(w, s->one.id, !s->introduced);
    if (page_saved(p)) {
        page_redirect(p, STR("/me/languages?done=saved"));
    }
}

void me_languages_page(struct page *p) {
    struct shown s = {0};
    struct flaws flaws = {0};
    struct form f = {.page = p, .columns = &individual_columns, .thing = &s.said, .flaws = &flaws};
    read(p, &s);
    if (request_reads(p->request)) {
        show(&f, &s);
        return;
    }
    form_take(p, &individual_columns, names, &s.said, &flaws);
    s.introduced = str_eq(page_form(p, purpose_word(PURPOSE_INTRODUCED)), STR("yes"));
    if (s.said.zone.len && !zone_is(s.said.zone)) {
        flaw_add(&flaws, "zone", FLAW_UNKNOWN_WORD);
    }
    if (!flaws.count) {
        store(p, &s);
        return;
    }
    form_refused(&f);
    show(&f, &s);
}

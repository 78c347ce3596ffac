#include "web/ask_page.h"

#include "ask/ask_send.h"
#include "db/db.h"
#include "directory/ask.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "directory/visit.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "mail/unwanted.h"
#include "web/entry.h"
#include "web/layout.h"
#include "wire/html.h"

/* What the page shows: read, or come back from the form. */
struct asking {
    struct organisation organisation;
    struct people people;
    struct ask_texts texts;
    bool chosen[LISTINGS_MOST]; /* of the texts */
    size_t count;
    struct ask ask; /* person 0: somebody who is typed in */
    enum ask_flaw flaw;
};

/* Who left is nobody to ask. */
static void leave_out_former(struct work *w, struct people *all) {
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (!person_ended(w, &all->at[i])) {
            all->at[kept++] = all->at[i];
        }
    }
    all->count = kept;
}

static bool read_all(struct page *p, struct asking *k) {
    if (!organisation_one(&p->work, p->id, &k->organisation)) {
        return false;
    }
    k->people = person_list(&p->work, p->id);
    leave_out_former(&p->work, &k->people);
    k->texts = ask_askable(&p->work, p->id);
    k->ask.organisation = p->id;
    k->ask.cluster = organisation_cluster(&p->work, p->id, p->session.cluster);
    (void)tongue_of(k->organisation.lang, &k->ask.tongue);
    return k->ask.cluster != 0;
}

static bool drawn(const struct listings *all, int64_t listing) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == listing) {
            return true;
        }
    }
    return false;
}

/* The one text it was opened for, what was drawn out of one visit, or all there are. */
static void choose_usual(struct page *p, struct asking *k) {
    int64_t listing = page_number(p, STR("listing"));
    int64_t visit = page_number(p, STR("visit"));
    struct listings of_visit = {0};
    if (visit) {
        of_visit = visit_drawn(&p->work, visit);
    }
    for (size_t i = 0; i < k->texts.count; i++) {
        int64_t id = k->texts.at[i].listing;
        k->chosen[i] = listing ? id == listing : !visit || drawn(&of_visit, id);
        k->count += k->chosen[i];
    }
    for (size_t i = k->people.count; i > 0; i--) {
        if (k->people.at[i - 1].mail.len) {
            k->ask.person = k->people.at[i - 1].id;
        }
    }
}

static void write_texts(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(say(w, "Which texts")));
    if (k->flaw == ASK_WITHOUT_TEXT || k->flaw == ASK_TOO_MANY_TEXTS) {
        html(&p->out, "<p class='wrong' id='texts-wrong'>{}</p>\n",
                txt(k->flaw == ASK_WITHOUT_TEXT
                                ? say(w, "Choose at least one text.")
                                : say_many(w, "One letter can ask about one text.",
                                          "One letter can ask about {} texts at most.",
                                          ASK_TEXTS_MOST)));
    }
    for (size_t i = 0; i < k->texts.count; i++) {
        const struct ask_text *t = &k->texts.at[i];
        html(&p->out, "<label class='choice'><input type='checkbox' name='text' value='{}'",
                num(t->listing));
        if (k->chosen[i]) {
            html(&p->out, " checked");
        }
        html(&p->out, "> <span><small class='quiet'>{}</small> <span lang='{}'>{}</span>",
                txt(label(w, LABEL_SIDE, t->side)), txt(t->lang), txt(t->title));
        layout_tongue(p, t->lang);
        html(&p->out, "</span></label>\n");
    }
    html(&p->out, "</div>\n</fieldset>\n");
}

static void write_person(struct page *p, const struct asking *k, const struct person *one) {
    html(&p->out, "<label class='choice'><input type='radio' name='person' value='{}'",
            num(one->id));
    if (k->ask.person == one->id) {
        html(&p->out, " checked");
    }
    html(&p->out, "> <span>{} <small class='quiet'>{} {}</small></span></label>\n", txt(one->name),
            txt(one->role), txt(one->mail));
}

static void write_tongues(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field'><label for='language'>{}</label>"
            "<select id='language' name='language'>",
            txt(say(w, "Language of the letter")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        html(&p->out, "<option value='{}'", txt(tongue_code(t)));
        if (k->ask.tongue == t) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(language_name(w->tongue, tongue_code(t))));
    }
    html(&p->out, "</select></div>\n");
}

static void write_other(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    bool typed = k->ask.person == 0;
    html(&p->out, "<label class='choice'><input type='radio' name='person' value='0'");
    if (typed) {
        html(&p->out, " checked");
    }
    html(&p->out, "> <span>{}</span></label>\n<div class='left'>\n", txt(say(w, "Somebody else")));
    entry_put(p,
            &(struct entry){.name = STR("name"),
                    .type = STR("text"),
                    .fill = STR("off"),
                    .label = say(w, "Name"),
                    .value = typed ? k->ask.name : (str){0},
                    .wrong = k->flaw == ASK_WITHOUT_NAME ? say(w, "Write who is to get the letter.")
                                                         : (str){0}});
    entry_put(p, &(struct entry){.name = STR("mail"),
                         .type = STR("email"),
                         .fill = STR("off"),
                         .label = say(w, "Mail address"),
                         .value = typed ? k->ask.mail : (str){0},
                         .wrong = k->flaw == ASK_WITHOUT_MAIL
                                          ? entry_account_wrong(w, ACCOUNT_WITHOUT_MAIL)
                                          : (str){0}});
    write_tongues(p, k);
    html(&p->out, "</div>\n");
}

static void write_people(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(say(w, "Who is asked")));
    if (k->flaw == ASK_UNWANTED) {
        html(&p->out, "<p class='wrong'>{}</p>\n",
                txt(say(w, "This address wants no such letters. Ask on the phone, or ask somebody"
                           " else.")));
    }
    for (size_t i = 0; i < k->people.count; i++) {
        if (k->people.at[i].mail.len) {
            write_person(p, k, &k->people.at[i]);
        }
    }
    write_other(p, k);
    html(&p->out, "</div>\n</fieldset>\n");
}

static void write_note(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    bool wrong = k->flaw == ASK_NOTE_TOO_LONG;
    html(&p->out,
            "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n"
            "<div class='field'><label for='note'>{}</label><p class='hint' id='note-hint'>{}</p>",
            txt(say(w, "A word along")), txt(say(w, "Note to them")),
            txt(say(w, "It stands in the letter as you write it. It may stay empty.")));
    if (wrong) {
        html(&p->out, "<p class='wrong' id='note-wrong'>{}</p>",
                txt(say(w, "This is too long. Shorten it.")));
    }
    html(&p->out,
            "<textarea id='note' name='note' rows='3' aria-describedby='note-hint'>{}</textarea>"
            "</div>\n</div>\n</fieldset>\n",
            txt(k->ask.note));
}

static void write_nothing(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<p class='acts'>",
            txt(say(w, "There is nothing to ask about")),
            txt(say(w, "Drafts of this member will stand here. Write one, or note a visit and draw"
                       " them out of it.")));
    html(&p->out,
            "<a class='button' href='/{}/organisations/{}/visits/new'>{}</a>"
            " <a class='button plain' href='/{}/organisations/{}/listings/new?side=need'>{}</a>"
            "</p>\n</div>\n",
            txt(p->lang), num(p->id), txt(say(w, "Note a visit")), txt(p->lang), num(p->id),
            txt(say(w, "Add a need")));
}

static void show(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    const struct organisation *o = &k->organisation;
    page_open_with(p, say(w, "Ask {}", txt(o->name)));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}{}' lang='{}'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang),
            txt(page_address(p, STR("organisations"), o->id, o->name)), txt(o->lang), txt(o->name),
            txt(say(w, "Ask {}", txt(o->name))),
            txt(say(w, "They get one letter with one link, and say of each text whether it may be"
                       " published. They need no account.")));
    if (k->texts.count == 0) {
        write_nothing(p);
        page_close(p);
        return;
    }
    html(&p->out, "<form method='post' action='/{}/organisations/{}/ask' data-guard novalidate>\n",
            txt(p->lang), num(p->id));
    page_form_key(p);
    write_texts(p, k);
    write_people(p, k);
    write_note(p, k);
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Send the letter")));
    page_close(p);
}

static void take_texts(struct page *p, struct asking *k) {
    const struct fields *form = &p->request->form;
    for (size_t f = 0; f < form->count; f++) {
        int64_t id = 0;
        if (!str_eq(form->at[f].name, STR("text")) || !str_num(form->at[f].value, &id)) {
            continue;
        }
        for (size_t i = 0; i < k->texts.count; i++) {
            if (k->texts.at[i].listing == id && !k->chosen[i]) {
                k->chosen[i] = true;
                k->count++;
            }
        }
    }
}

/* One of its people as stored, or whoever was typed in. */
static void take_person(struct page *p, struct asking *k) {
    struct ask *a = &k->ask;
    int64_t chosen = 0;
    (void)str_num(page_form(p, STR("person")), &chosen);
    for (size_t i = 0; i < k->people.count; i++) {
        const struct person *one = &k->people.at[i];
        if (one->id == chosen && one->mail.len) {
            a->person = one->id;
            a->name = one->name;
            a->mail = one->mail;
            a->tongue = ask_tongue(one->languages, k->organisation.lang);
            return;
        }
    }
    a->name = page_form(p, STR("name"));
    a->mail = page_form(p, STR("mail"));
    (void)tongue_of(page_form(p, STR("language")), &a->tongue);
}

static void take(struct page *p, struct asking *k) {
    take_texts(p, k);
    take_person(p, k);
    k->ask.note = page_form(p, STR("note"));
    k->flaw = ask_check(&p->work, &k->ask, k->count);
    if (k->flaw == ASK_FINE &&
            unwanted_is(&p->work, &p->house->seal, k->ask.mail, ask_kind(&k->ask))) {
        k->flaw = ASK_UNWANTED;
    }
}

static void send(struct page *p, struct asking *k) {
    struct work *w = &p->work;
    int64_t listings[ASK_TEXTS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < k->texts.count && count < ASK_TEXTS_MOST; i++) {
        if (k->chosen[i]) {
            listings[count++] = k->texts.at[i].listing;
        }
    }
    db_begin(w);
    struct ask stored = {0};
    k->ask.id = ask_again(w, &k->ask, count);
    if (k->ask.id == 0) {
        ask_add(w, &k->ask, listings, NULL, count);
        if (ask_one(w, k->ask.id, &stored)) {
            ask_send(&p->work, &p->house->seal, p->house->address, &stored);
        }
    }
    if (page_saved(p)) {
        struct buf to = {.mem = w->mem};
        buf_add(&to, STR("/asks/"));
        buf_num(&to, k->ask.id);
        buf_add(&to, STR("?done=asked"));
        page_redirect(p, buf_str(&to));
    }
}

void ask_page(struct page *p) {
    struct asking *k = arena_new(p->work.mem, struct asking, 1);
    if (!read_all(p, k)) {
        page_not_found(p);
        return;
    }
    if (request_reads(p->request)) {
        choose_usual(p, k);
        show(p, k);
        return;
    }
    take(p, k);
    if (k->flaw != ASK_FINE) {
        p->status = 422;
        show(p, k);
    } else {
        send(p, k);
    }
}

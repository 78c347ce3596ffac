#include "web/privacy_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "privacy/controller.h"
#include "privacy/processing.h"
#include "web/entry.h"
#include "web/fact.h"
#include "wire/html.h"

enum { CONTROLLER_ENTRIES = 6 };

static void processing(struct page *p, size_t which) {
    struct work *w = &p->work;
    struct processing one = processing_one(w, which);
    html(&p->out, "<h3>{}</h3>\n<dl class='facts'>\n", txt(one.title));
    fact_said(p, say(w, "What for"), one.purpose);
    fact_said(p, say(w, "Whose data"), one.people);
    fact_said(p, say(w, "Which data"), one.data);
    fact_said(p, say(w, "On what basis"), one.basis);
    fact_said(p, say(w, "Who gets it"), one.recipients);
    fact_said(p, say(w, "How long it is kept"), one.kept);
    html(&p->out, "</dl>\n");
}

static void processings(struct page *p) {
    for (size_t i = 0; i < PROCESSINGS; i++) {
        processing(p, i);
    }
}

static void controller(struct page *p, const struct controller *c) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Who answers for it")));
    if (c->name.len == 0) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "Whoever runs this platform has not filled this in yet.")));
        return;
    }
    html(&p->out, "<dl class='facts'>\n");
    fact_said(p, say(w, "Name"), c->name);
    fact_said(p, say(w, "Address"), c->address);
    fact_said(p, say(w, "E-mail"), c->mail);
    fact_said(p, say(w, "Phone"), c->phone);
    fact_said(p, say(w, "Data protection officer"), c->officer);
    fact_said(p, say(w, "Authority for complaints"), c->authority);
    html(&p->out, "</dl>\n");
}

static void paragraph(struct page *p, str title, str said) {
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(title), txt(said));
}

static void rights(struct page *p) {
    struct work *w = &p->work;
    paragraph(p, say(w, "Your rights"),
            say(w, "You may see what is stored about you, have it corrected, take it along, have its"
                   " use restricted, object to it and have it deleted. What you agreed to you may"
                   " take back at any time; what was done until then stays lawful. You may complain"
                   " to a data protection authority."));
    html(&p->out, "<p class='acts'><a class='button' href='/{}{}'>{}</a></p>\n", txt(p->lang),
            txt(page_signed_in(p) ? STR("/me/privacy") : STR("/privacy/yours")),
            txt(say(w, "See what is stored about you")));
}

void privacy_page(struct page *p) {
    struct work *w = &p->work;
    struct controller c = controller_one(w);
    page_open_with(p, say(w, "Privacy"));
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Privacy")),
            txt(say(w,
                    "What this platform stores about people, what for, how long, and what you can"
                    " do about it.")));
    rights(p);
    controller(p, &c);
    paragraph(p, say(w, "Cookies"),
            say(w, "Visitors get none. Who signs in gets one, which only keeps them signed in. No page"
                   " asks anybody else for anything: no statistics of others, no fonts, no maps."));
    paragraph(p, say(w, "No machine decides about you"),
            say(w, "Matches are made of what organisations need and offer, and each says why. No number"
                   " is worked out about a person."));
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "What data is used for")));
    processings(p);
    page_close(p);
}

struct shown {
    struct controller controller;
    str wrong[CONTROLLER_ENTRIES];
};

static void make_entries(struct work *w, const struct shown *s, struct entry *e) {
    const struct controller *c = &s->controller;
    const struct entry made[CONTROLLER_ENTRIES] = {
            {.name = STR("name"), .label = say(w, "Name"), .value = c->name},
            {.name = STR("address"), .label = say(w, "Address"), .value = c->address},
            {.name = STR("mail"), .label = say(w, "E-mail"), .value = c->mail},
            {.name = STR("phone"), .label = say(w, "Phone"), .value = c->phone},
            {.name = STR("officer"),
                    .label = say(w, "Data protection officer"),
                    .hint = say(w, "Name and mail address; empty if there is none."),
                    .value = c->officer},
            {.name = STR("authority"),
                    .label = say(w, "Authority for complaints"),
                    .hint = say(w, "The data protection authority of your country."),
                    .value = c->authority},
    };
    for (size_t i = 0; i < CONTROLLER_ENTRIES; i++) {
        e[i] = made[i];
        e[i].type = STR("text");
        e[i].fill = STR("off");
        e[i].wrong = s->wrong[i];
    }
}

static void show_record(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[CONTROLLER_ENTRIES];
    make_entries(w, s, e);
    page_open_with(p, say(w, "Record of processing"));
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Record of processing")),
            txt(say(w, "What article 30 of the General Data Protection Regulation asks for. It is"
                       " written from what the program does; add who answers for it.")));
    entry_errors(p, (struct entries){e, CONTROLLER_ENTRIES});
    html(&p->out, "<h2>{}</h2>\n<form method='post' action='/{}/privacy/record'>\n",
            txt(say(w, "Who answers for it")), txt(p->lang));
    page_form_key(p);
    for (size_t i = 0; i < CONTROLLER_ENTRIES; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<p class='acts'><button class='button'>{}</button></p>\n</form>\n<h2>{}</h2>\n",
            txt(say(w, "Save")), txt(say(w, "What data is used for")));
    processings(p);
    paragraph(p, say(w, "How it is kept safe"),
            say(w, "Connections are encrypted, passwords and addresses in letters are stored as hashes,"
                   " letters and second factors are sealed, every access is checked by the rights of"
                   " who asks, looks at contact data are written down, backups are made and what is"
                   " deleted is deleted in them as well."));
    paragraph(p, say(w, "Other countries"),
            say(w, "Data stays on the machines of whoever runs this platform. Managers of partner"
                   " clusters see what is shared with partners, wherever they are."));
    html(&p->out,
            "<p class='acts'><a class='button plain' href='/{}/privacy/retention'>{}</a></p>\n",
            txt(p->lang), txt(say(w, "How long things are kept")));
    page_close(p);
}

void record_page(struct page *p) {
    struct shown s = {.controller = controller_one(&p->work)};
    show_record(p, &s);
}

static bool has_control(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.at[i] < 0x20) {
            return true;
        }
    }
    return false;
}

static str wrong_with(struct page *p, str value) {
    if (value.len > CONTROLLER_BYTES_MOST) {
        return say(&p->work, "This is too long. Make it shorter.");
    }
    return has_control(value) ? say(&p->work, "Write it in one line.") : (str){0};
}

void record_post(struct page *p) {
    static const char *const names[CONTROLLER_ENTRIES] = {
            "name", "address", "mail", "phone", "officer", "authority"};
    struct shown s = {0};
    str *places[CONTROLLER_ENTRIES] = {&s.controller.name, &s.controller.address,
            &s.controller.mail, &s.controller.phone, &s.controller.officer,
            &s.controller.authority};
    bool right = true;
    for (size_t i = 0; i < CONTROLLER_ENTRIES; i++) {
        *places[i] = str_trim(page_form(p, str_of(names[i])));
        s.wrong[i] = wrong_with(p, *places[i]);
        right = right && s.wrong[i].len == 0;
    }
    if (!right) {
        p->status = 422;
        show_record(p, &s);
        return;
    }
    db_begin(&p->work);
    controller_save(&p->work, &s.controller);
    if (page_saved(p)) {
        page_redirect(p, STR("/privacy/record?done=saved"));
    }
}

#include "web/own_field_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "project/own_field.h"
#include "web/named_view.h"
#include "web/own_field_view.h"
#include "wire/html.h"

/* What was typed and could not be stored; id 0: a new one. */
struct refused {
    struct own_field typed;
    enum own_field_flaw flaw;
};

static str flaw_said(struct work *w, enum own_field_flaw flaw) {
    switch (flaw) {
    case OWN_FIELD_WITHOUT_NAME: return say(w, "Give it a name, in one language at least.");
    case OWN_FIELD_NAME_LONG: return say(w, "This name is too long. Shorten it.");
    case OWN_FIELD_WITHOUT_CHOICES:
        return say(w, "Write two choices at least, with semicolons between: yes; perhaps; no");
    case OWN_FIELD_CHOICES_LONG: return say(w, "These are too many choices. Leave some out.");
    case OWN_FIELD_TOO_MANY:
        return say(w, "There are {} fields at most. Remove one first.", num(OWN_FIELDS_MOST));
    case OWN_FIELD_FINE: break;
    }
    return (str){0};
}

static bool about_choices(enum own_field_flaw flaw) {
    return flaw == OWN_FIELD_WITHOUT_CHOICES || flaw == OWN_FIELD_CHOICES_LONG;
}

static str kind_said(struct work *w, enum own_field_kind k) {
    switch (k) {
    case OWN_FIELD_TEXT: return say(w, "Text");
    case OWN_FIELD_NUMBER: return say(w, "Number");
    case OWN_FIELD_DAY: return say(w, "Day");
    case OWN_FIELD_CHOICE: return say(w, "Choice");
    case OWN_FIELD_YES_NO: return say(w, "Yes or no");
    case OWN_FIELD_KINDS: break;
    }
    return (str){0};
}

static str object_said(struct work *w, enum own_field_object o) {
    return o == OWN_FIELD_ORGANISATION ? say(w, "Members") : say(w, "Collaborations");
}

static void option(struct page *p, str value, str said, bool chosen) {
    html(&p->out, "<option value='{}'", txt(value));
    if (chosen) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>", txt(said));
}

static void choices_control(struct page *p, const struct own_field *f, str id, str wrong) {
    struct work *w = &p->work;
    html(&p->out, "<div class='field'><label for='{}-choices'>{}</label><p class='hint'>{}</p>",
            txt(id), txt(say(w, "Choices")),
            txt(say(w, "Only for a choice: with semicolons between, as in yes; perhaps; no")));
    if (wrong.len) {
        html(&p->out, "<p class='wrong' id='{}-choices-wrong'>{}</p>", txt(id), txt(wrong));
    }
    html(&p->out, "<input id='{}-choices' name='choices' type='text' value='{}' autocomplete='off'",
            txt(id), txt(f->choices));
    if (wrong.len) {
        html(&p->out, " aria-invalid='true' aria-describedby='{}-choices-wrong'", txt(id));
    }
    html(&p->out, "></div>\n");
}

static void needed_control(struct page *p, const struct own_field *f) {
    html(&p->out, "<div class='field'><label class='choice'><input type='checkbox' name='needed'"
                  " value='yes'");
    if (f->needed) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label></div>\n", txt(say(&p->work, "It cannot be left empty")));
}

static void kind_controls(struct page *p, const struct own_field *f) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='pair'><div class='field'><label for='new-object'>{}</label>"
            "<select id='new-object' name='object'>",
            txt(say(w, "It is about")));
    for (enum own_field_object o = 0; o < OWN_FIELD_OBJECTS; o++) {
        option(p, own_field_object_word(o), object_said(w, o), o == f->object);
    }
    html(&p->out,
            "</select></div>\n<div class='field'><label for='new-kind'>{}</label>"
            "<select id='new-kind' name='kind'>",
            txt(say(w, "What stands in it")));
    for (enum own_field_kind k = 0; k < OWN_FIELD_KINDS; k++) {
        option(p, own_field_kind_word(k), kind_said(w, k), k == f->kind);
    }
    html(&p->out, "</select></div></div>\n");
}

static void controls(struct page *p, const struct own_field *f, str id, enum own_field_flaw flaw) {
    str wrong = flaw_said(&p->work, flaw);
    named_controls(p, &f->names, id, about_choices(flaw) ? (str){0} : wrong);
    if (f->id == 0) {
        kind_controls(p, f);
    }
    if (f->id == 0 || f->kind == OWN_FIELD_CHOICE) {
        choices_control(p, f, id, about_choices(flaw) ? wrong : (str){0});
    }
    needed_control(p, f);
}

static void button(struct page *p, const struct own_field *f, str act, str said) {
    enum tongue in = EN;
    html(&p->out, "<form method='post' action='/{}/fields/{}/{}'>", txt(p->lang), num(f->id),
            txt(act));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>",
            txt(said), txt(own_field_title(&p->work, f, &in)));
}

static str control_id(struct page *p, const struct own_field *f) {
    struct buf id = {.mem = p->work.mem};
    buf_add(&id, STR("field-"));
    buf_num(&id, f->id);
    return buf_str(&id);
}

/* What stands in it goes with it, so removing takes two steps. */
static void remove_part(struct page *p, const struct own_field *f) {
    struct work *w = &p->work;
    html(&p->out,
            "<details class='reveal'>\n<summary class='link'>{}</summary>\n"
            "<form method='post' class='reveal-body' action='/{}/fields/{}/remove'>",
            txt(say(w, "Remove")), txt(p->lang), num(f->id));
    page_form_key(p);
    html(&p->out, "<p>{}</p><button class='button danger'>{}</button></form>\n</details>\n",
            txt(say(w, "What was written in it goes with it, everywhere.")), txt(say(w, "Remove")));
}

static void change_open(struct page *p, bool open) {
    html(&p->out, "<details class='reveal'");
    if (open) {
        html(&p->out, " open");
    }
    html(&p->out, ">\n<summary class='link'>{}</summary>\n", txt(say(&p->work, "Change")));
}

static void item(struct page *p, const struct own_fields *all, size_t i, const struct refused *r) {
    struct work *w = &p->work;
    const struct own_field *f = &all->at[i];
    bool wrong = r->flaw != OWN_FIELD_FINE && r->typed.id == f->id;
    html(&p->out, "<li class='step'><div><h3>");
    own_field_name(p, f);
    html(&p->out, "</h3><p class='quiet'>{}{}{}</p></div><div class='acts'>",
            txt(kind_said(w, f->kind)), txt(f->choices.len ? STR(": ") : STR("")), txt(f->choices));
    if (i > 0) {
        button(p, f, STR("earlier"), say(w, "Earlier"));
    }
    if (i + 1 < all->count) {
        button(p, f, STR("later"), say(w, "Later"));
    }
    html(&p->out, "</div>\n");
    change_open(p, wrong);
    html(&p->out, "<form method='post' class='reveal-body' action='/{}/fields/{}'>", txt(p->lang),
            num(f->id));
    page_form_key(p);
    controls(p, wrong ? &r->typed : f, control_id(p, f), wrong ? r->flaw : OWN_FIELD_FINE);
    html(&p->out, "<button class='button plain'>{}</button></form>\n</details>\n",
            txt(say(w, "Save")));
    remove_part(p, f);
    html(&p->out, "</li>\n");
}

static void part(struct page *p, enum own_field_object o, const struct refused *r) {
    struct work *w = &p->work;
    struct own_fields all = own_field_list(w, p->session.cluster, o, 0);
    html(&p->out, "<h2>{}</h2>\n", txt(object_said(w, o)));
    if (all.count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(say(w, "No field of your own yet.")));
        return;
    }
    html(&p->out, "<ol class='rows stages'>\n");
    for (size_t i = 0; i < all.count; i++) {
        item(p, &all, i, r);
    }
    html(&p->out, "</ol>\n");
}

static void show(struct page *p, const struct refused *r) {
    struct work *w = &p->work;
    bool wrong = r->flaw != OWN_FIELD_FINE && r->typed.id == 0;
    struct own_field fresh = {0};
    page_open_with(p, say(w, "Own fields"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/collaborations'>{}</a></li>"
            "\n</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "<div class='acts'><a class='button plain' href='/{}/fields/members.csv'>{}</a></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Collaborations")),
            txt(say(w, "Own fields")),
            txt(say(w, "What your cluster wants to know besides, about its members and its"
                       " collaborations. Nobody else sees it.")),
            txt(p->lang), txt(say(w, "Download what members have")));
    for (enum own_field_object o = 0; o < OWN_FIELD_OBJECTS; o++) {
        part(p, o, r);
    }
    html(&p->out, "<h2>{}</h2>\n<form method='post' class='narrow' action='/{}/fields'>\n",
            txt(say(w, "Add a field")), txt(p->lang));
    page_form_key(p);
    controls(p, wrong ? &r->typed : &fresh, STR("new"), wrong ? r->flaw : OWN_FIELD_FINE);
    html(&p->out, "<button class='button'>{}</button>\n</form>\n", txt(say(w, "Add")));
    page_close(p);
}

void own_field_list_page(struct page *p) {
    show(p, &(struct refused){0});
}

static void save(struct page *p, struct own_field *f) {
    f->names = named_read(p);
    f->choices = page_form_line(p, STR("choices"));
    f->needed = page_form(p, STR("needed")).len != 0;
    db_begin(&p->work);
    enum own_field_flaw flaw = own_field_save(&p->work, f);
    if (flaw != OWN_FIELD_FINE && work_ok(&p->work)) {
        db_forget(&p->work);
        p->status = 422;
        show(p, &(struct refused){.typed = *f, .flaw = flaw});
    } else if (page_saved(p)) {
        page_redirect(p, STR("/fields?done=saved"));
    }
}

void own_field_add_post(struct page *p) {
    struct own_field f = {.cluster = p->session.cluster};
    (void)own_field_object_of(page_form(p, STR("object")), &f.object);
    (void)own_field_kind_of(page_form(p, STR("kind")), &f.kind);
    save(p, &f);
}

/* The field of the address, if it is this cluster's. */
static bool asked(struct page *p, struct own_field *f) {
    bool there = own_field_one(&p->work, p->session.cluster, p->id, f);
    if (!there) {
        page_not_found(p);
    }
    return there;
}

void own_field_save_post(struct page *p) {
    struct own_field f = {0};
    if (asked(p, &f)) {
        save(p, &f);
    }
}

void own_field_shift_post(struct page *p) {
    struct own_field f = {0};
    if (!asked(p, &f)) {
        return;
    }
    db_begin(&p->work);
    own_field_shift(&p->work, &f, str_ends(p->path, STR("/later")));
    if (page_saved(p)) {
        page_redirect(p, STR("/fields?done=saved"));
    }
}

void own_field_remove_post(struct page *p) {
    struct own_field f = {0};
    if (!asked(p, &f)) {
        return;
    }
    db_begin(&p->work);
    own_field_remove(&p->work, &f);
    if (page_saved(p)) {
        page_redirect(p, STR("/fields?done=removed"));
    }
}

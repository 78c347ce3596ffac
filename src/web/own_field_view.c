#include "web/own_field_view.h"

#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/csv.h"
#include "wire/html.h"

#include <stdlib.h>

/* "own-12": of the control, and its id. */
static str control(struct page *p, const struct own_field *f) {
    struct buf name = {.mem = p->work.mem};
    buf_add(&name, STR("own-"));
    buf_num(&name, f->id);
    return buf_str(&name);
}

void own_field_name(struct page *p, const struct own_field *f) {
    enum tongue in = EN;
    str name = own_field_title(&p->work, f, &in);
    html(&p->out, "<span lang='{}'>{}</span>", txt(tongue_code(in)), txt(name));
}

static void attributes(struct page *p, const struct own_field *f) {
    str name = control(p, f);
    html(&p->out, " id='{}' name='{}'", txt(name), txt(name));
    if (f->needed) {
        html(&p->out, " aria-required='true'");
    }
    if (f->flaw) {
        html(&p->out, " aria-invalid='true' aria-describedby='{}-wrong'", txt(name));
    }
}

static void option(struct page *p, const struct own_field *f, str value, str said) {
    html(&p->out, "<option value='{}'", txt(value));
    if (str_eq(f->value, value)) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>", txt(said));
}

static void choice(struct page *p, const struct own_field *f) {
    struct label_values yes_no = label_values(LABEL_YES_NO);
    str rest = f->choices;
    str one;
    html(&p->out, "<select");
    attributes(p, f);
    html(&p->out, ">");
    option(p, f, (str){0}, say(&p->work, "Not stated"));
    for (size_t i = 0; f->kind == OWN_FIELD_YES_NO && i < yes_no.count; i++) {
        option(p, f, str_of(yes_no.at[i].value), say_key(&p->work, yes_no.at[i].word));
    }
    while (str_cut(&rest, ';', &one)) {
        option(p, f, one, one);
    }
    html(&p->out, "</select>");
}

static void line(struct page *p, const struct own_field *f) {
    bool day = f->kind == OWN_FIELD_DAY && f->flaw == FLAW_NONE;
    html(&p->out, "<input type='{}'", txt(day ? STR("date") : STR("text")));
    attributes(p, f);
    if (f->kind == OWN_FIELD_NUMBER) {
        html(&p->out, " inputmode='decimal'");
    }
    html(&p->out, " value='{}' autocomplete='off'>", txt(f->value));
}

static void put(struct page *p, const struct own_field *f) {
    bool narrow = f->kind != OWN_FIELD_TEXT;
    str name = control(p, f);
    html(&p->out, "<div class='{}'><label for='{}'>",
            txt(narrow ? STR("field short-field") : STR("field")), txt(name));
    own_field_name(p, f);
    html(&p->out, "</label>");
    if (f->flaw) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>", txt(name),
                txt(flaw_text(&p->work, f->flaw)));
    }
    if (f->kind == OWN_FIELD_CHOICE || f->kind == OWN_FIELD_YES_NO) {
        choice(p, f);
    } else {
        line(p, f);
    }
    html(&p->out, "</div>\n");
}

void own_field_controls(struct page *p, const struct own_fields *all) {
    for (size_t i = 0; i < all->count; i++) {
        put(p, &all->at[i]);
    }
}

size_t own_field_read(struct page *p, struct own_fields *all) {
    size_t wrong = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct own_field *f = &all->at[i];
        own_field_take(p->work.mem, f, page_form(p, control(p, f)));
        wrong += f->flaw != FLAW_NONE;
    }
    return wrong;
}

void own_field_errors(struct page *p, const struct own_fields *all) {
    size_t wrong = 0;
    for (size_t i = 0; i < all->count; i++) {
        wrong += all->at[i].flaw != FLAW_NONE;
    }
    if (wrong == 0) {
        return;
    }
    html(&p->out,
            "<section class='errors' tabindex='-1' aria-labelledby='own-errors-title'>\n"
            "<h2 id='own-errors-title'>{}</h2>\n<ul>\n",
            txt(say(&p->work, "Nothing was saved yet")));
    for (size_t i = 0; i < all->count; i++) {
        const struct own_field *f = &all->at[i];
        if (f->flaw) {
            html(&p->out, "<li><a href='#{}'>", txt(control(p, f)));
            own_field_name(p, f);
            html(&p->out, ": {}</a></li>\n", txt(flaw_text(&p->work, f->flaw)));
        }
    }
    html(&p->out, "</ul>\n</section>\n");
}

static str value_said(struct work *w, const struct own_field *f) {
    switch (f->kind) {
    case OWN_FIELD_DAY: return locale_date(w, f->value, DATE_LONG);
    case OWN_FIELD_YES_NO: return label(w, LABEL_YES_NO, f->value);
    case OWN_FIELD_NUMBER: return locale_real(w, strtod(arena_z(w->mem, f->value), NULL), 6);
    case OWN_FIELD_TEXT:
    case OWN_FIELD_CHOICE:
    case OWN_FIELD_KINDS: break;
    }
    return f->value;
}

void own_field_facts(struct page *p, const struct own_fields *all) {
    size_t said = 0;
    for (size_t i = 0; i < all->count; i++) {
        said += all->at[i].value.len != 0;
    }
    if (said == 0) {
        return;
    }
    html(&p->out, "<dl class='facts'>\n");
    for (size_t i = 0; i < all->count; i++) {
        const struct own_field *f = &all->at[i];
        if (f->value.len) {
            html(&p->out, "<dt>");
            own_field_name(p, f);
            html(&p->out, "</dt><dd dir='auto'>{}</dd>\n", txt(value_said(&p->work, f)));
        }
    }
    html(&p->out, "</dl>\n");
}

void own_field_csv_head(struct page *p, struct buf *out, const struct own_fields *all) {
    for (size_t i = 0; i < all->count; i++) {
        enum tongue in = EN;
        csv_cell_defused(out, own_field_title(&p->work, &all->at[i], &in));
    }
}

void own_field_csv_cells(struct buf *out, const struct own_field_values *all, int64_t thing) {
    for (size_t i = 0; i < all->fields.count; i++) {
        csv_cell_defused(out, own_field_value_of(all, thing, all->fields.at[i].id));
    }
}

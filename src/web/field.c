#include "web/field.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "web/field_list.h"
#include "wire/html.h"

enum { RADIOS_MOST = 3 };

/* Label or legend come before; this is what both have below them. */
static void write_hint(const struct field_of *f) {
    struct page *p = f->form->page;
    str name = str_of(f->column->name);
    if (f->hint.len) {
        html(&p->out, "<p class='hint' id='{}-hint'>{}</p>\n", txt(name), txt(f->hint));
    }
    if (f->flaw) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>\n", txt(name),
                txt(flaw_text(&p->work, f->flaw)));
    }
}

static void open_field(const struct field_of *f, bool narrow) {
    struct buf *out = &f->form->page->out;
    html(out, "<div class='{}'>\n<label for='{}'>{}</label>\n",
            txt(narrow ? STR("field short-field") : STR("field")), txt(str_of(f->column->name)),
            txt(say_key(&f->form->page->work, f->column->title)));
    write_hint(f);
}

void field_attributes(const struct field_of *f) {
    struct buf *out = &f->form->page->out;
    str name = str_of(f->column->name);
    html(out, " id='{}' name='{}'", txt(name), txt(name));
    if (f->column->needed) {
        html(out, " aria-required='true'");
    }
    if (f->flaw) {
        html(out, " aria-invalid='true'");
    }
    if (f->flaw && f->hint.len) {
        html(out, " aria-describedby='{}-hint {}-wrong'", txt(name), txt(name));
    } else if (f->flaw) {
        html(out, " aria-describedby='{}-wrong'", txt(name));
    } else if (f->hint.len) {
        html(out, " aria-describedby='{}-hint'", txt(name));
    }
}

/* Texts are in the language the thing is written in, and screen readers want to know. */
static void write_lang(const struct field_of *f) {
    const struct column *lang = column_named(f->form->columns, STR("language"));
    str code = lang ? column_get(lang, f->form->thing) : (str){0};
    if (language_known(code)) {
        html(&f->form->page->out, " lang='{}'", txt(code));
    }
}

static void write_most(const struct field_of *f) {
    html(&f->form->page->out, " maxlength='{}'", num((int64_t)f->column->most));
}

static void write_left(const struct field_of *f) {
    struct page *p = f->form->page;
    html(&p->out, " data-left='{}'", txt(say(&p->work, "{} characters left", txt(STR("{}")))));
}

static bool narrow(enum column_kind kind) {
    return kind == COLUMN_DAY || kind == COLUMN_YEAR || kind == COLUMN_DECIMAL;
}

static void write_type(const struct field_of *f) {
    struct buf *out = &f->form->page->out;
    switch ((int)f->column->kind) {
    case COLUMN_DAY: html(out, " type='date'"); break;
    case COLUMN_WEB: html(out, " type='url' inputmode='url'"); break;
    case COLUMN_MAIL: html(out, " type='email' inputmode='email'"); break;
    case COLUMN_YEAR: html(out, " type='text' inputmode='numeric'"); break;
    case COLUMN_DECIMAL: html(out, " type='text' inputmode='decimal'"); break;
    default:
        if (str_eq(str_of(f->column->name), STR("phone"))) {
            html(out, " type='tel'");
        } else {
            html(out, " type='text'");
        }
    }
}

/* A day that could not be read cannot stand in a date field; there it is typed again as text. */
static void write_line(const struct field_of *f) {
    struct buf *out = &f->form->page->out;
    open_field(f, narrow(f->column->kind));
    html(out, "<input");
    if (f->flaw == FLAW_NOT_A_DAY) {
        html(out, " type='text'");
    } else {
        write_type(f);
    }
    field_attributes(f);
    html(out, " value='{}' autocomplete='off'", txt(f->value));
    if (f->column->kind == COLUMN_LINE) {
        write_lang(f);
        write_left(f);
    }
    if (f->column->kind != COLUMN_DAY) {
        write_most(f);
    }
    html(out, ">\n</div>\n");
}

static void write_area(const struct field_of *f) {
    struct buf *out = &f->form->page->out;
    open_field(f, false);
    html(out, "<textarea");
    field_attributes(f);
    write_lang(f);
    write_most(f);
    write_left(f);
    /* A browser takes one line end at the start away. */
    html(out, ">\n{}</textarea>\n</div>\n", txt(f->value));
}

static void write_option(const struct field_of *f, str value, str said) {
    struct buf *out = &f->form->page->out;
    html(out, "<option value='{}'", txt(value));
    if (str_eq(value, f->value)) {
        html(out, " selected");
    }
    html(out, ">{}</option>\n", txt(said));
}

static void open_select(const struct field_of *f) {
    struct page *p = f->form->page;
    open_field(f, true);
    html(&p->out, "<select");
    field_attributes(f);
    html(&p->out, ">\n");
    if (!f->column->needed || f->value.len == 0 || f->flaw) {
        write_option(f, (str){0},
                f->column->needed ? say(&p->work, "Choose") : say(&p->work, "Not stated"));
    }
}

static void close_select(const struct field_of *f) {
    html(&f->form->page->out, "</select>\n</div>\n");
}

static void write_label_select(const struct field_of *f) {
    struct label_values all = label_values(f->column->set);
    open_select(f);
    for (size_t i = 0; i < all.count; i++) {
        write_option(f, str_of(all.at[i].value), say_key(&f->form->page->work, all.at[i].word));
    }
    close_select(f);
}

static void write_country(const struct field_of *f) {
    struct code_names all = country_list(&f->form->page->work);
    open_select(f);
    for (size_t i = 0; i < all.count; i++) {
        write_option(f, all.at[i].code, all.at[i].name);
    }
    close_select(f);
}

static void write_language(const struct field_of *f) {
    open_select(f);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        write_option(f, tongue_code(t), language_name(f->form->page->work.tongue, tongue_code(t)));
    }
    close_select(f);
}

static void write_region(const struct field_of *f) {
    struct page *p = f->form->page;
    const struct column *where = column_named(f->form->columns, STR("country"));
    str country = where ? column_get(where, f->form->thing) : (str){0};
    struct code_names all = region_list(&p->work, country);
    open_field(f, false);
    html(&p->out, "<input type='text'");
    field_attributes(f);
    str said = region_known(f->value) ? region_name(p->work.tongue, f->value) : f->value;
    bool reads_back = str_eq(region_of(p->work.mem, country, said), f->value);
    html(&p->out, " list='regions' autocomplete='off' value='{}'>\n<datalist id='regions'>\n",
            txt(reads_back ? said : f->value));
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<option value='{}'></option>\n", txt(all.at[i].name));
    }
    html(&p->out, "</datalist>\n</div>\n");
}

void field_group_open(const struct field_of *f) {
    struct page *p = f->form->page;
    html(&p->out, "<fieldset class='field'>\n<legend>{}</legend>\n",
            txt(say_key(&p->work, f->column->title)));
    write_hint(f);
}

void field_group_close(const struct field_of *f) {
    html(&f->form->page->out, "</fieldset>\n");
}

void field_choice(const struct field_of *f, bool first, str value, bool chosen) {
    struct buf *out = &f->form->page->out;
    str name = str_of(f->column->name);
    if (first) {
        field_attributes(f);
    } else {
        html(out, " name='{}'", txt(name));
    }
    html(out, " value='{}'", txt(value));
    if (chosen) {
        html(out, " checked");
    }
}

static void write_radios(const struct field_of *f) {
    struct page *p = f->form->page;
    struct label_values all = label_values(f->column->set);
    field_group_open(f);
    for (size_t i = 0; i < all.count; i++) {
        str value = str_of(all.at[i].value);
        html(&p->out, "<label class='choice'><input type='radio'");
        field_choice(f, i == 0, value, str_eq(value, f->value));
        html(&p->out, "> {}</label>\n", txt(say_key(&p->work, all.at[i].word)));
    }
    field_group_close(f);
}

void field_write(const struct field_of *f) {
    switch (f->column->kind) {
    case COLUMN_TEXT: write_area(f); break;
    case COLUMN_LABEL:
        if (label_values(f->column->set).count <= RADIOS_MOST) {
            write_radios(f);
        } else {
            write_label_select(f);
        }
        break;
    case COLUMN_COUNTRY: write_country(f); break;
    case COLUMN_LANGUAGE: write_language(f); break;
    case COLUMN_REGION: write_region(f); break;
    case COLUMN_LABELS:
    case COLUMN_COUNTRIES:
    case COLUMN_LANGUAGES:
    case COLUMN_SECTORS:
    case COLUMN_ECOSYSTEMS:
    case COLUMN_LEVELS: field_list_write(f); break;
    case COLUMN_KEY:
    case COLUMN_LINE:
    case COLUMN_ITEMS:
    case COLUMN_DAY:
    case COLUMN_DECIMAL:
    case COLUMN_YEAR:
    case COLUMN_WEB:
    case COLUMN_MAIL: write_line(f); break;
    }
}

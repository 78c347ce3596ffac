#include "web/field_list.h"

#include "lang/codes.h"
#include "lang/ecosystem.h"
#include "lang/say.h"
#include "lang/sector.h"
#include "web/fact.h"
#include "wire/html.h"

static void write_box(const struct field_of *f, bool first, str value, bool chosen) {
    struct page *p = f->form->page;
    html(&p->out, "<label class='choice'><input type='checkbox'");
    field_choice(f, first, value, chosen);
    html(&p->out, "> {}</label>\n", txt(fact_text(&p->work, f->column, value)));
}

static bool known(enum column_kind kind, str code) {
    switch ((int)kind) {
    case COLUMN_COUNTRIES: return country_known(code);
    case COLUMN_LANGUAGES: return language_known(code);
    case COLUMN_SECTORS: return sector_known(code);
    default: return false;
    }
}

static void write_labels(const struct field_of *f) {
    struct label_values all = label_values(f->column->set);
    for (size_t i = 0; i < all.count; i++) {
        str value = str_of(all.at[i].value);
        write_box(f, i == 0, value, str_lists(f->value, value));
    }
}

static void write_ecosystems(const struct field_of *f) {
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        str code = str_of(ecosystem_at(i)->code);
        write_box(f, i == 0, code, str_lists(f->value, code));
    }
}

static bool spoken(str code) {
    enum tongue t = EN;
    return tongue_of(code, &t);
}

/* The platform's languages, chosen or not. */
static void write_spoken(const struct field_of *f) {
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        write_box(f, false, tongue_code(t), str_lists(f->value, tongue_code(t)));
    }
}

/* What is chosen stays to be ticked off; what could not be read comes back as it was typed. */
static str write_chosen(const struct field_of *f) {
    struct buf unread = {.mem = f->form->page->work.mem};
    str rest = f->value;
    str item;
    while (str_cut(&rest, ';', &item)) {
        item = str_trim(item);
        if (!known(f->column->kind, item)) {
            buf_add(&unread, unread.len && item.len ? STR(", ") : (str){0});
            buf_add(&unread, item);
        } else if (f->column->kind != COLUMN_LANGUAGES || !spoken(item)) {
            write_box(f, false, item, true);
        }
    }
    return buf_str(&unread);
}

static void suggest(struct page *p, struct code_names all) {
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<option value='{}'></option>\n", txt(all.at[i].name));
    }
}

static void suggest_sectors(struct page *p, enum sector_level level) {
    struct code_names all = sector_list(&p->work, level, (str){0});
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<option value='{}'>{}</option>\n", txt(all.at[i].code), txt(all.at[i].name));
    }
}

/* The names to choose from; a long list stands on the page once, whichever field needs it. */
static void write_suggestions(const struct field_of *f) {
    struct page *p = f->form->page;
    bool *done = f->column->kind == COLUMN_SECTORS     ? &f->form->sectors_listed
                 : f->column->kind == COLUMN_COUNTRIES ? &f->form->countries_listed
                                                       : &f->form->languages_listed;
    if (*done) {
        return;
    }
    *done = true;
    if (f->column->kind == COLUMN_SECTORS) {
        html(&p->out, "<datalist id='sector-names'>\n");
        suggest_sectors(p, SECTOR_DIVISION);
        suggest_sectors(p, SECTOR_GROUP);
        suggest_sectors(p, SECTOR_CLASS);
    } else if (f->column->kind == COLUMN_COUNTRIES) {
        html(&p->out, "<datalist id='country-names'>\n");
        suggest(p, country_list(&p->work));
    } else {
        html(&p->out, "<datalist id='language-names'>\n");
        suggest(p, language_list(&p->work));
    }
    html(&p->out, "</datalist>\n");
}

static str suggestions(enum column_kind kind) {
    switch ((int)kind) {
    case COLUMN_SECTORS: return STR("sector-names");
    case COLUMN_COUNTRIES: return STR("country-names");
    default: return STR("language-names");
    }
}

static str more_label(struct work *w, enum column_kind kind) {
    switch ((int)kind) {
    case COLUMN_SECTORS: return say(w, "Further sectors, by code or name");
    case COLUMN_COUNTRIES: return say(w, "Further countries, with commas between");
    default: return say(w, "Further languages, with commas between");
    }
}

static void write_more(const struct field_of *f, str unread) {
    struct page *p = f->form->page;
    str said = more_label(&p->work, f->column->kind);
    html(&p->out, "<p class='hint'><label for='{}'>{}</label></p>\n<input type='text'",
            txt(str_of(f->column->name)), txt(said));
    field_attributes(f);
    html(&p->out, " value='{}' autocomplete='off'", txt(unread));
    html(&p->out, " list='{}'>\n", txt(suggestions(f->column->kind)));
    write_suggestions(f);
}

static void write_codes(const struct field_of *f) {
    struct page *p = f->form->page;
    html(&p->out, "<div class='choices'>\n");
    if (f->column->kind == COLUMN_LANGUAGES) {
        write_spoken(f);
    }
    str unread = write_chosen(f);
    html(&p->out, "</div>\n");
    write_more(f, unread);
}

/* The level of one language in "da C2;en C1"; empty if it is not spoken. */
static str level_in(str list, str code) {
    str rest = list;
    str item;
    while (str_cut(&rest, ';', &item)) {
        str level = str_trim(item);
        str language = {0};
        (void)str_cut(&level, ' ', &language);
        if (str_eq(language, code)) {
            return level.len ? level : STR("?");
        }
    }
    return (str){0};
}

static void write_level_option(struct page *p, str code, str level, bool chosen) {
    html(&p->out, "<option value='{} {}'", txt(code), txt(level));
    if (chosen) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>\n", txt(label(&p->work, LABEL_LEVEL, level)));
}

static void write_level(const struct field_of *f, str code) {
    struct page *p = f->form->page;
    struct label_values all = label_values(LABEL_LEVEL);
    str level = level_in(f->value, code);
    html(&p->out,
            "<div class='field'><label for='level-{}'>{}</label>\n"
            "<select id='level-{}' name='{}'>\n<option value=''>{}</option>\n",
            txt(code), txt(language_name(p->work.tongue, code)), txt(code),
            txt(str_of(f->column->name)), txt(say(&p->work, "Not spoken")));
    if (str_eq(level, STR("?"))) {
        html(&p->out, "<option value='{}' selected>{}</option>\n", txt(code),
                txt(say(&p->work, "Level not stated")));
    }
    for (size_t i = 0; i < all.count; i++) {
        str value = str_of(all.at[i].value);
        write_level_option(p, code, value, str_eq(level, value));
    }
    html(&p->out, "</select></div>\n");
}

/* A language that is not ours and not named yet. There is always room for one more, without script. */
static void write_another(const struct field_of *f) {
    struct page *p = f->form->page;
    struct code_names all = language_list(&p->work);
    struct label_values levels = label_values(LABEL_LEVEL);
    str name = str_of(f->column->name);
    html(&p->out,
            "<div class='pair'>\n<div class='field'><label for='{}-other'>{}</label>\n"
            "<select id='{}-other' name='{}-other'>\n<option value=''>{}</option>\n",
            txt(name), txt(say(&p->work, "Another language")), txt(name), txt(name),
            txt(say(&p->work, "Choose")));
    for (size_t i = 0; i < all.count; i++) {
        if (!spoken(all.at[i].code) && !level_in(f->value, all.at[i].code).len) {
            html(&p->out, "<option value='{}'>{}</option>\n", txt(all.at[i].code),
                    txt(all.at[i].name));
        }
    }
    html(&p->out,
            "</select></div>\n<div class='field'><label for='{}-level'>{}</label>\n"
            "<select id='{}-level' name='{}-other-level'>\n",
            txt(name), txt(say(&p->work, "How well")), txt(name), txt(name));
    for (size_t i = 0; i < levels.count; i++) {
        str value = str_of(levels.at[i].value);
        html(&p->out, "<option value='{}'", txt(value));
        if (str_eq(value, STR("B2"))) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(label(&p->work, LABEL_LEVEL, value)));
    }
    html(&p->out, "</select></div>\n</div>\n");
}

static void write_levels(const struct field_of *f) {
    struct page *p = f->form->page;
    html(&p->out, "<div class='pair'>\n");
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        write_level(f, tongue_code(t));
    }
    str rest = f->value;
    str item;
    while (str_cut(&rest, ';', &item)) {
        str left = str_trim(item);
        str code = {0};
        (void)str_cut(&left, ' ', &code);
        if (code.len && !spoken(code)) {
            write_level(f, code);
        }
    }
    html(&p->out, "</div>\n");
    write_another(f);
}

void field_list_write(const struct field_of *f) {
    struct page *p = f->form->page;
    field_group_open(f);
    if (f->column->kind == COLUMN_LEVELS) {
        write_levels(f);
    } else if (f->column->kind == COLUMN_LABELS || f->column->kind == COLUMN_ECOSYSTEMS) {
        html(&p->out, "<div class='choices'>\n");
        if (f->column->kind == COLUMN_LABELS) {
            write_labels(f);
        } else {
            write_ecosystems(f);
        }
        html(&p->out, "</div>\n");
    } else {
        write_codes(f);
    }
    field_group_close(f);
}

static bool of_codes(enum column_kind kind) {
    return kind == COLUMN_COUNTRIES || kind == COLUMN_LANGUAGES || kind == COLUMN_LEVELS ||
           kind == COLUMN_SECTORS;
}

/* Names may hold a comma themselves; then the whole is one. */
static bool one_name(struct arena *mem, enum column_kind kind, str typed) {
    switch ((int)kind) {
    case COLUMN_COUNTRIES: return country_of(mem, typed).len != 0;
    case COLUMN_SECTORS: return sector_of(mem, typed).len != 0;
    default: return false;
    }
}

static void add_item(struct buf *list, str item) {
    buf_add(list, list->len && item.len ? STR(";") : (str){0});
    buf_add(list, item);
}

static void add_typed(struct buf *list, const struct column *c, str typed) {
    if (!of_codes(c->kind) || one_name(list->mem, c->kind, typed)) {
        add_item(list, typed);
        return;
    }
    str rest = typed;
    str item;
    while (str_cut(&rest, ',', &item)) {
        add_item(list, str_trim(item));
    }
}

/* One more language, chosen together with its level. */
static void add_another(struct page *p, struct buf *list, const struct column *c) {
    struct buf name = {.mem = p->work.mem};
    buf_add(&name, str_of(c->name));
    buf_add(&name, STR("-other"));
    str code = page_form(p, buf_str(&name));
    buf_add(&name, STR("-level"));
    if (code.len) {
        add_item(list, code);
        buf_add(list, STR(" "));
        buf_add(list, page_form(p, buf_str(&name)));
    }
}

str field_list_typed(struct page *p, const struct column *c) {
    struct values all = request_form_all(p->work.mem, p->request, str_of(c->name));
    struct buf list = {.mem = p->work.mem};
    for (size_t i = 0; i < all.count; i++) {
        add_typed(&list, c, all.at[i]);
    }
    if (c->kind == COLUMN_LEVELS) {
        add_another(p, &list, c);
    }
    return buf_str(&list);
}

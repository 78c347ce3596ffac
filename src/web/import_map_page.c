#include "web/import_map_page.h"

#include "db/db.h"
#include "directory/import_header.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "web/import_done_page.h"
#include "web/import_page.h"
#include "web/import_rows_page.h"
#include "wire/html.h"

#include <stdio.h>

enum { EXAMPLES = 3, EXAMPLE_MOST = 80 };

struct shown {
    struct import import;
    struct cells header;
    struct cells mapping;
    struct cells examples[EXAMPLES];
    size_t example_count;
};

static struct shown read_import(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {0};
    (void)import_one(w, p->id, &s.import);
    s.header = import_line_cells(w->mem, s.import.header);
    s.mapping = import_line_cells(w->mem, s.import.mapping);
    struct import_rows rows = import_first_rows(w, p->id, EXAMPLES);
    for (; s.example_count < rows.count; s.example_count++) {
        s.examples[s.example_count] = import_line_cells(w->mem, rows.at[s.example_count].cells);
    }
    return s;
}

static void option(struct page *p, str value, str said, str chosen) {
    html(&p->out, "<option value='{}'", txt(value));
    if (str_eq(value, chosen)) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>", txt(said));
}

static void targets(struct page *p, enum import_kind kind, str chosen) {
    struct work *w = &p->work;
    const struct column *f;
    for (size_t i = 0; (f = import_column(kind, i)); i++) {
        option(p, str_of(f->name), say_key(w, f->title), chosen);
    }
    if (kind == IMPORT_ORGANISATIONS) {
        option(p, IMPORT_NEED, say(w, "A need of the member"), chosen);
        option(p, IMPORT_OFFER, say(w, "An offer of the member"), chosen);
        option(p, IMPORT_KEEP, say(w, "Keep it in the remark"), chosen);
    }
    option(p, STR(""), say(w, "Leave out"), chosen);
}

static str cut(str text) {
    size_t len = text.len < EXAMPLE_MOST ? text.len : EXAMPLE_MOST;
    while (len < text.len && len && ((unsigned char)text.at[len] & 0xC0) == 0x80) {
        len--;
    }
    return (str){text.at, len};
}

static void examples(struct page *p, const struct shown *s, size_t at) {
    size_t shown = 0;
    for (size_t i = 0; i < s->example_count; i++) {
        str cell = at < s->examples[i].count ? cut(str_trim(s->examples[i].at[at])) : (str){0};
        if (cell.len) {
            html(&p->out, "{}{}", txt(shown ? STR(" · ") : STR("")), txt(cell));
            shown++;
        }
    }
}

static void columns(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<caption class='visually-hidden'>{}</caption>\n"
            "<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th></tr>"
            "</thead>\n<tbody>\n",
            txt(say(w, "Columns of {}", txt(s->import.file_name))), txt(say(w, "In your file")),
            txt(say(w, "For example")), txt(say(w, "Is our")));
    for (size_t i = 0; i < s->header.count; i++) {
        str header =
                s->header.at[i].len ? s->header.at[i] : say(w, "Column {}", num((int64_t)i + 1));
        str chosen = i < s->mapping.count ? s->mapping.at[i] : (str){"", 0};
        html(&p->out, "<tr><th scope='row'>{}</th><td data-label='{}'>", txt(header),
                txt(say(w, "For example")));
        examples(p, s, i);
        html(&p->out, "</td><td data-label='{}'><select name='column-{}' aria-label='{}'>",
                txt(say(w, "Is our")), num((int64_t)i), txt(say(w, "{} is our", txt(header))));
        targets(p, s->import.kind, chosen);
        html(&p->out, "</select></td></tr>\n");
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void kind_choice(struct page *p, const struct import *i) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field short-field'><label for='kind'>{}</label>"
            "<select id='kind' name='kind'>",
            txt(say(w, "What the lines are")));
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        option(p, import_kind_word(k), import_kind_title(w, k), import_kind_word(i->kind));
    }
    html(&p->out, "</select></div>\n");
}

static void language_choice(struct page *p, const struct import *i) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field short-field'><label for='language'>{}</label>"
            "<p class='hint' id='language-hint'>{}</p>"
            "<select id='language' name='language' aria-describedby='language-hint'>",
            txt(say(w, "Language of the texts")),
            txt(say(w, "Where a line does not say it itself.")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        option(p, tongue_code(t), language_name(w->tongue, tongue_code(t)), i->lang);
    }
    html(&p->out, "</select></div>\n");
}

static void country_choice(struct page *p, const struct import *i) {
    struct work *w = &p->work;
    struct code_names all = country_list(w);
    html(&p->out,
            "<div class='field short-field'><label for='country'>{}</label>"
            "<p class='hint' id='country-hint'>{}</p>"
            "<select id='country' name='country' aria-describedby='country-hint'>",
            txt(say(w, "Country")), txt(say(w, "Where a line does not name any.")));
    option(p, STR(""), say(w, "Not known"), i->country);
    for (size_t c = 0; c < all.count; c++) {
        option(p, all.at[c].code, all.at[c].name, i->country);
    }
    html(&p->out, "</select></div>\n");
}

static bool has_wishes(const struct cells *mapping) {
    for (size_t i = 0; i < mapping->count; i++) {
        if (str_eq(mapping->at[i], IMPORT_NEED) || str_eq(mapping->at[i], IMPORT_OFFER)) {
            return true;
        }
    }
    return false;
}

static void choices(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    const struct import *i = &s->import;
    kind_choice(p, i);
    if (i->kind != IMPORT_PERSONS) {
        language_choice(p, i);
    }
    if (i->kind == IMPORT_ORGANISATIONS) {
        country_choice(p, i);
    }
    if (has_wishes(&s->mapping)) {
        html(&p->out,
                "<div class='field short-field'><label for='status'>{}</label>"
                "<select id='status' name='status'>",
                txt(say(w, "Needs and offers become")));
        option(p, STR("draft"), say(w, "Drafts, to be looked at"), i->status);
        option(p, STR("published"), say(w, "Published at once"), i->status);
        html(&p->out, "</select></div>\n");
    }
    html(&p->out,
            "<div class='field'><label class='choice'><input type='checkbox' name='remember'"
            " value='yes' checked> {}</label></div>\n",
            txt(say(w, "Remember this for the next table with the same headers")));
}

static str comma_word(struct work *w, str comma) {
    return str_eq(comma, STR(";"))    ? say(w, "semicolons")
           : str_eq(comma, STR("\t")) ? say(w, "tabs")
           : str_eq(comma, STR("|"))  ? say(w, "vertical bars")
                                      : say(w, "commas");
}

static void how_it_was_read(struct page *p, const struct import *i) {
    struct work *w = &p->work;
    if (page_query(p, STR("bad")).len) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "Some characters could not be read. If letters look wrong, read the file"
                           " again with another encoding.")));
    }
    str said = i->charset.len ? say(w, "Read as {}, with {} between the cells.", txt(i->charset),
                                        txt(comma_word(w, i->comma)))
                              : say(w, "Read from the sheet {}.", txt(i->sheet));
    html(&p->out, "<p class='quiet'>{}</p>\n<details class='reveal'><summary>{}</summary>\n",
            txt(said), txt(say(w, "Read the file again in another way")));
    import_file_form(p);
    html(&p->out, "</details>\n");
}

static int64_t recognised(const struct shown *s) {
    int64_t count = 0;
    for (size_t i = 0; i < s->mapping.count; i++) {
        count += s->mapping.at[i].len && !str_eq(s->mapping.at[i], IMPORT_KEEP);
    }
    return count;
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    import_head(p, say(w, "What stands in which column?"),
            say(w, "{} of {} columns were recognised, in {} lines. Nothing is changed yet.",
                    num(recognised(s)), num((int64_t)s->header.count), num(s->import.rows)));
    import_steps(p, IMPORT_STEP_COLUMNS);
    html(&p->out, "<form method='post' action='/{}{}'>\n", txt(p->lang),
            txt(import_address(p, s->import.id, "")));
    page_form_key(p);
    columns(p, s);
    choices(p, s);
    html(&p->out,
            "<div class='form-end'><button class='button'>{}</button>"
            " <a class='button plain' href='/{}/import'>{}</a></div>\n</form>\n",
            txt(say(w, "Look at the lines")), txt(p->lang), txt(say(w, "Leave it")));
    how_it_was_read(p, &s->import);
    page_close(p);
}

void import_map_page(struct page *p) {
    struct shown s = read_import(p);
    if (s.import.state == IMPORT_APPLIED || s.import.state == IMPORT_UNDONE) {
        import_done_page(p, &s.import);
    } else {
        show(p, &s);
    }
}

/* What came back for each column; what is none of ours leaves it out. */
static str taken_mapping(struct page *p, const struct shown *s) {
    struct cells targets = {.at = arena_new(p->work.mem, str, s->header.count + 1)};
    for (size_t i = 0; i < s->header.count; i++) {
        char name[32];
        int len = snprintf(name, sizeof(name), "column-%zu", i);
        str target = page_form(p, (str){name, (size_t)len});
        bool ours = import_column_named(s->import.kind, target) < IMPORT_COLUMNS_MOST;
        bool other = str_eq(target, IMPORT_KEEP) || str_eq(target, IMPORT_NEED) ||
                     str_eq(target, IMPORT_OFFER);
        targets.at[targets.count++] = ours || other ? target : STR("");
    }
    return import_mapping_line(p->work.mem, &targets);
}

static void take_choices(struct page *p, struct import *i) {
    enum tongue tongue;
    str lang = page_form(p, STR("language"));
    str country = page_form(p, STR("country"));
    bool published = str_eq(page_form(p, STR("status")), STR("published"));
    i->lang = tongue_of(lang, &tongue) ? lang : i->lang;
    i->country = country_known(country) ? country : STR("");
    i->status = published ? STR("published") : STR("draft");
}

void import_map_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = read_import(p);
    enum import_kind kind = s.import.kind;
    if (s.import.state == IMPORT_APPLIED || s.import.state == IMPORT_UNDONE || import_busy(p)) {
        page_redirect(p, import_address(p, s.import.id, import_busy(p) ? "/progress" : ""));
        return;
    }
    bool other = import_kind_of(page_form(p, STR("kind")), &kind) && kind != s.import.kind;
    take_choices(p, &s.import);
    db_begin(w);
    if (other) { /* its columns are other ones: guessed anew and shown again */
        s.import.kind = kind;
        import_guess(w, &s.import);
    } else {
        s.import.mapping = taken_mapping(p, &s);
    }
    import_set(w, &s.import);
    if (!other && str_eq(page_form(p, STR("remember")), STR("yes"))) {
        import_remember(w, &s.import);
    }
    if (!page_saved(p)) {
        return;
    }
    if (other) {
        page_redirect(p, import_address(p, s.import.id, ""));
    } else {
        import_go(p, &s.import, false);
    }
}

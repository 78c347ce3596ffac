#include "web/form.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/field.h"
#include "web/field_list.h"
#include "wire/html.h"

#include <assert.h>

static const struct column *column_of(const struct form *f, const char *name) {
    const struct column *c = column_named(f->columns, str_of(name));
    assert(c);
    return c;
}

static void write_errors(struct form *f) {
    struct page *p = f->page;
    struct work *w = &p->work;
    html(&p->out,
            "<section class='errors' tabindex='-1' aria-labelledby='errors-title'>\n"
            "<h2 id='errors-title'>{}</h2>\n<ul>\n",
            txt(say_many(w, "One thing keeps this from being saved",
                    "{} things keep this from being saved", f->flaws->count)));
    for (size_t i = 0; i < f->flaws->count; i++) {
        const struct column *c = column_of(f, f->flaws->at[i].field);
        html(&p->out, "<li><a href='#{}'>{}</a></li>\n", txt(str_of(c->name)),
                txt(say(w, "{}: {}", txt(say_key(w, c->title)),
                        txt(flaw_text(w, f->flaws->at[i].flaw)))));
    }
    html(&p->out, "</ul>\n</section>\n");
}

static void write_conflict(struct form *f) {
    html(&f->page->out, "<div class='note care' role='alert'><p><b>{}</b></p><p>{}</p></div>\n",
            txt(say(&f->page->work, "Somebody else saved this in between.")),
            txt(say(&f->page->work,
                    "What you typed is still here and not stored yet. Where the two differ, what"
                    " they saved stands above your field. Save again to keep what is in the"
                    " fields.")));
}

void form_open(struct form *f, str action) {
    struct page *p = f->page;
    if (f->theirs) {
        write_conflict(f);
    }
    if (f->flaws && f->flaws->count) {
        write_errors(f);
    }
    html(&p->out, "<form method='post' action='/{}{}' data-guard novalidate>\n", txt(p->lang),
            txt(action));
    page_form_key(p);
    if (f->version) {
        html(&p->out, "<input type='hidden' name='version' value='{}'>\n", num(f->version));
    }
}

void form_part(struct form *f, str legend) {
    html(&f->page->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(legend));
}

void form_part_end(struct form *f) {
    html(&f->page->out, "</div>\n</fieldset>\n");
}

/* Whether another saved something else there than the reader typed. */
static bool differs(const struct form *f, const struct column *c) {
    return f->theirs && !str_eq(column_get(c, f->theirs), column_get(c, f->thing));
}

void form_more(struct form *f, str summary, const char *const *names) {
    bool open = false;
    for (size_t i = 0; names[i]; i++) {
        const struct column *c = column_of(f, names[i]);
        open = open || column_get(c, f->thing).len || differs(f, c) ||
               (f->flaws && flaw_of(f->flaws, names[i]));
    }
    html(&f->page->out,
            "<fieldset>\n<legend class='visually-hidden'>{}</legend>\n<details class='reveal'",
            txt(summary));
    if (open) {
        html(&f->page->out, " open");
    }
    html(&f->page->out, ">\n<summary class='link'>{}</summary>\n", txt(summary));
}

void form_more_end(struct form *f) {
    html(&f->page->out, "</details>\n</fieldset>\n");
}

static void write_theirs(struct form *f, const struct column *c) {
    struct page *p = f->page;
    str value = column_get(c, f->theirs);
    html(&p->out, "<div class='field'><div class='note care'><p>{}</p>",
            txt(value.len ? say(&p->work, "{}, as somebody else saved it:",
                                    txt(say_key(&p->work, c->title)))
                          : say(&p->work, "{}: somebody else saved it empty.",
                                    txt(say_key(&p->work, c->title)))));
    if (c->kind == COLUMN_TEXT || c->kind == COLUMN_LINE) {
        const struct column *lang = column_named(f->columns, STR("language"));
        fact_paragraphs(p, value, lang ? column_get(lang, f->theirs) : p->lang);
    } else if (value.len) {
        html(&p->out, "<p>{}</p>", txt(fact_text(&p->work, c, value)));
    }
    html(&p->out, "</div></div>\n");
}

void form_hinted(struct form *f, const char *name, str hint) {
    const struct column *c = column_of(f, name);
    if (differs(f, c)) {
        write_theirs(f, c);
    }
    field_write(&(struct field_of){
            .form = f,
            .column = c,
            .value = column_get(c, f->thing),
            .hint = hint,
            .flaw = f->flaws ? flaw_of(f->flaws, name) : FLAW_NONE,
    });
}

void form_column(struct form *f, const char *name) {
    form_hinted(f, name, (str){0});
}

void form_end(struct form *f, str said) {
    html(&f->page->out, "<div class='form-end'><button class='button'>{}</button>\n", txt(said));
}

void form_button(struct form *f, str name, str value, str said) {
    html(&f->page->out, "<button class='button plain' name='{}' value='{}'>{}</button>\n",
            txt(name), txt(value), txt(said));
}

void form_done(struct form *f) {
    html(&f->page->out, "</div>\n</form>\n");
}

void form_close(struct form *f, str said) {
    form_end(f, said);
    form_done(f);
}

/* Names of regions are known within a country; a region of another one is a mistake. */
static enum flaw take_region(
        struct page *p, const struct columns *columns, const struct column *c, void *thing) {
    str typed = field_list_typed(p, c);
    const struct column *where = column_named(columns, STR("country"));
    str country = where ? column_get(where, thing) : (str){0};
    str code = country.len && typed.len ? region_of(p->work.mem, country, typed) : (str){0};
    enum flaw flaw = column_take(p->work.mem, c, thing, code.len ? code : typed);
    bool elsewhere = country.len && !str_starts(column_get(c, thing), country);
    return flaw == FLAW_NONE && typed.len && elsewhere ? FLAW_UNKNOWN_REGION : flaw;
}

void form_take(struct page *p, const struct columns *columns, const char *const *names, void *thing,
        struct flaws *flaws) {
    for (size_t i = 0; names[i]; i++) {
        const struct column *c = column_named(columns, str_of(names[i]));
        assert(c);
        enum flaw flaw = c->kind == COLUMN_REGION
                                 ? take_region(p, columns, c, thing)
                                 : column_take(p->work.mem, c, thing, field_list_typed(p, c));
        flaw_add(flaws, c->name, flaw);
    }
}

int64_t form_version(const struct page *p) {
    int64_t version = 0;
    return str_num(page_form(p, STR("version")), &version) ? version : 0;
}

void form_refused(struct form *f) {
    f->page->status = f->theirs ? 409 : 422;
}

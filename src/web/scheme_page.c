#include "web/scheme_page.h"

#include "db/db.h"
#include "directory/scheme_take.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/list.h"
#include "wire/html.h"

/* What was typed, and what is wrong with it. */
struct shown {
    str key, title, licence, attribution;
    str file_wrong, key_wrong, title_wrong, licence_wrong, attribution_wrong;
};

static str languages_text(struct work *w, str languages) {
    struct buf out = {.mem = w->mem};
    str one;
    while (languages.len && str_cut(&languages, ';', &one)) {
        buf_add(&out, out.len ? STR(", ") : (str){0});
        buf_add(&out, language_name(w->tongue, one));
    }
    return buf_str(&out);
}

static void row(struct page *p, const struct scheme *s) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'>{}<div class='quiet'>{}</div></th>"
            "<td class='num' data-label='{}'>{}</td><td data-label='{}'>{}</td>"
            "<td data-label='{}'>{}<div class='quiet'>{}</div></td><td data-label='{}'>{}</td><td>",
            txt(s->title), txt(s->key), txt(say(w, "Codes")), txt(locale_num(w, s->concepts)),
            txt(say(w, "Languages")), txt(languages_text(w, s->languages)), txt(say(w, "Licence")),
            txt(s->licence), txt(s->attribution), txt(say(w, "Date")), txt(locale_day(w, s->at)));
    html(&p->out, "<form method='post' action='/{}/schemes/{}/remove'>", txt(p->lang), num(s->id));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form></td>"
            "</tr>\n",
            txt(say(w, "Remove")), txt(s->title));
}

static void list(struct page *p, const struct schemes *all) {
    struct work *w = &p->work;
    if (all->count) {
        list_open(p, say_many(w, "One list of codes", "{} lists of codes", all->count));
        html(&p->out,
                "<table class='stack'>\n<thead><tr><th scope='col'>{}</th>"
                "<th scope='col' class='num'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th>"
                "<th scope='col'>{}</th><th scope='col'><span class='visually-hidden'>{}</span></th>"
                "</tr></thead>\n<tbody>\n",
                txt(say(w, "Title")), txt(say(w, "Codes")), txt(say(w, "Languages")),
                txt(say(w, "Licence")), txt(say(w, "Date")), txt(say(w, "Actions")));
        for (size_t i = 0; i < all->count; i++) {
            row(p, &all->at[i]);
        }
        html(&p->out, "</tbody>\n</table>\n");
        list_close(p, all->count);
    } else {
        list_empty(p, say(w, "No list of codes yet"),
                say(w, "Import CPV, ESCO or a list of your own, and texts also meet through its"
                       " codes."));
        list_empty_end(p);
    }
}

static void file_field(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field'><label for='file'>{}</label><p class='hint' id='file-hint'>{}</p>",
            txt(say(w, "The files")),
            txt(say(w, "SKOS (Turtle, N-Triples, RDF/XML), or tables (CSV, TSV, .xlsx) with a code"
                       " and a column for each language; up to 64 MB.")));
    if (s->file_wrong.len) {
        html(&p->out, "<p class='wrong' id='file-wrong'>{}</p>", txt(s->file_wrong));
    }
    html(&p->out, "<input type='file' id='file' name='file' required multiple"
                  " aria-describedby='file-hint'></div>\n");
}

static void add_form(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[] = {{.name = STR("file"),
                                .type = STR("text"),
                                .label = say(w, "The files"),
                                .wrong = s->file_wrong},
            {.name = STR("key"),
                    .type = STR("text"),
                    .fill = STR("off"),
                    .label = say(w, "Short name"),
                    .hint = say(w, "Lower-case letters, digits and hyphens, such as cpv. A list of"
                                   " the same name is replaced."),
                    .value = s->key,
                    .wrong = s->key_wrong},
            {.name = STR("title"),
                    .type = STR("text"),
                    .fill = STR("off"),
                    .label = say(w, "Title"),
                    .value = s->title,
                    .wrong = s->title_wrong},
            {.name = STR("attribution"),
                    .type = STR("text"),
                    .fill = STR("off"),
                    .label = say(w, "Whose it is"),
                    .hint = say(w, "Stands wherever its codes are shown."),
                    .value = s->attribution,
                    .wrong = s->attribution_wrong},
            {.name = STR("licence"),
                    .type = STR("text"),
                    .fill = STR("off"),
                    .label = say(w, "Licence"),
                    .value = s->licence,
                    .wrong = s->licence_wrong}};
    size_t count = sizeof(e) / sizeof(*e);
    html(&p->out, "<h2 id='add'>{}</h2>\n", txt(say(w, "Import a list of codes")));
    entry_errors(p, (struct entries){e, count});
    html(&p->out, "<form method='post' action='/{}/schemes' enctype='multipart/form-data'>\n",
            txt(p->lang));
    page_form_key(p);
    file_field(p, s);
    for (size_t i = 1; i < count; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Import the list")));
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct schemes all = scheme_list(w);
    page_open_with(p, say(w, "Lists of codes"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button plain' href='#add'>{}</a></div>\n</div>\n",
            txt(say(w, "Lists of codes")),
            txt(say(w, "Needs and offers in different languages also meet through the codes both"
                       " lead to.")),
            txt(say(w, "Import a list of codes")));
    list(p, &all);
    add_form(p, s);
    page_close(p);
}

void scheme_list_page(struct page *p) {
    show(p, &(struct shown){0});
}

/* All files of the form, one after the other. */
static void take_files(struct page *p, struct skos *content, struct scheme *s) {
    struct scheme_wish wish = {0};
    struct buf names = {.mem = p->work.mem};
    const struct uploads *all = &p->request->uploads;
    for (size_t i = 0; i < all->count; i++) {
        const struct upload *u = &all->at[i];
        if (str_eq(u->name, STR("file")) && u->bytes.len &&
                scheme_take(content, u->filename, u->bytes, &wish)) {
            buf_add(&names, names.len ? STR(", ") : (str){0});
            buf_add(&names, u->filename);
        }
    }
    s->source = buf_str(&names);
    (void)skos_finish(content);
}

static str or_else(str typed, str in_file) {
    return str_trim(typed).len ? str_trim(typed) : in_file;
}

static bool judge(
        struct page *p, const struct skos *content, const struct scheme *s, struct shown *shown) {
    struct work *w = &p->work;
    str lacks = say(w, "This is missing. Fill it in.");
    const struct upload *file = request_upload(p->request, STR("file"));
    if (!file || file->bytes.len == 0) {
        shown->file_wrong = say(w, "Choose a file first.");
    } else if (content->flaw != SKOS_FINE) {
        shown->file_wrong = scheme_flaw_text(w, content);
    }
    if (!scheme_key_fits(s->key)) {
        shown->key_wrong = say(w, "Lower-case letters, digits and hyphens; at most {} of them.",
                num(SCHEME_KEY_MOST));
    }
    shown->title_wrong = s->title.len ? (str){0} : lacks;
    shown->licence_wrong = s->licence.len ? (str){0} : lacks;
    shown->attribution_wrong = s->attribution.len ? (str){0} : lacks;
    return !shown->file_wrong.len && !shown->key_wrong.len && s->title.len && s->licence.len &&
           s->attribution.len;
}

void scheme_post(struct page *p) {
    struct shown shown = {.key = str_trim(page_form(p, STR("key"))),
            .title = page_form_line(p, STR("title")),
            .licence = page_form_line(p, STR("licence")),
            .attribution = page_form_line(p, STR("attribution"))};
    struct skos content = skos_new(p->work.mem);
    struct scheme s = {.key = shown.key};
    take_files(p, &content, &s);
    s.title = or_else(shown.title, content.title);
    s.licence = or_else(shown.licence, content.licence);
    s.attribution = or_else(shown.attribution, content.attribution);
    if (!judge(p, &content, &s, &shown)) {
        p->status = 422;
        show(p, &shown);
        return;
    }
    db_begin_bulk(&p->work);
    scheme_save(&p->work, &s, &content);
    if (page_saved(p)) {
        page_redirect(p, STR("/schemes?done=saved"));
    }
}

void scheme_remove_post(struct page *p) {
    struct scheme s = {0};
    db_begin(&p->work);
    if (!scheme_by_id(&p->work, p->id, &s)) {
        db_forget(&p->work);
        page_not_found(p);
        return;
    }
    (void)scheme_remove(&p->work, s.key);
    if (page_saved(p)) {
        page_redirect(p, STR("/schemes?done=removed"));
    }
}

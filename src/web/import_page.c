#include "web/import_page.h"

#include "db/db.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

enum { LISTED_MOST = 10 };

static const struct {
    char comma;
    const char *value;
    const char *word;
} commas[] = {{',', "comma", say_word("Comma")}, {';', "semicolon", say_word("Semicolon")},
        {'\t', "tab", say_word("Tab")}, {'|', "bar", say_word("Vertical bar")}};

str import_address(struct page *p, int64_t id, const char *rest) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/imports/"));
    buf_num(&out, id);
    buf_add(&out, str_of(rest));
    return buf_str(&out);
}

void import_steps(struct page *p, enum import_step now) {
    struct work *w = &p->work;
    const str steps[] = {say(w, "Choose the file"), say(w, "Name the columns"),
            say(w, "Look before you apply"), say(w, "Done")};
    html(&p->out, "<ol class='steps'>\n");
    for (enum import_step i = IMPORT_STEP_FILE; i <= IMPORT_STEP_DONE; i++) {
        html(&p->out, "<li");
        if (i == now) {
            html(&p->out, " aria-current='step'");
        }
        html(&p->out, ">{}</li>\n", txt(steps[i]));
    }
    html(&p->out, "</ol>\n");
}

void import_head(struct page *p, str title, str answer) {
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'><ol class='trail'><li><a href='/{}/import'>{}</a></li></ol></nav>\n"
            "<div class='head'><div><h1>{}</h1><p class='answer'>{}</p></div></div>\n",
            txt(say(&p->work, "Where you are")), txt(p->lang), txt(say(&p->work, "Import")),
            txt(title), txt(answer));
}

static void charset_choice(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field short-field'><label for='charset'>{}</label>"
            "<select id='charset' name='charset'><option value=''>{}</option>",
            txt(say(w, "Encoding")), txt(say(w, "Found out by itself")));
    for (enum charset c = 0; c < CHARSET_COUNT; c++) {
        html(&p->out, "<option>{}</option>", txt(charset_name(c)));
    }
    html(&p->out, "</select></div>\n");
}

static void comma_choice(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field short-field'><label for='comma'>{}</label>"
            "<select id='comma' name='comma'><option value=''>{}</option>",
            txt(say(w, "Between the cells")), txt(say(w, "Found out by itself")));
    for (size_t i = 0; i < sizeof(commas) / sizeof(commas[0]); i++) {
        html(&p->out, "<option value='{}'>{}</option>", txt(str_of(commas[i].value)),
                txt(say_key(w, commas[i].word)));
    }
    html(&p->out, "</select></div>\n");
}

static void whole_choice(struct page *p) {
    if (p->scope.reach == 2) {
        html(&p->out,
                "<div class='field'><label class='choice'><input type='checkbox' name='whole'"
                " value='yes'> {}</label></div>\n",
                txt(say(&p->work, "For the whole platform: the members do not join this cluster")));
    }
}

void import_file_form(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<form method='post' action='/{}/import' enctype='multipart/form-data'>\n",
            txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<div class='field'><label for='file'>{}</label><p class='hint' id='file-hint'>{}</p>"
            "<input type='file' id='file' name='file' required aria-describedby='file-hint'"
            " accept='.csv,.tsv,.txt,.xlsx'></div>\n",
            txt(say(w, "The table")),
            txt(say(w,
                    "CSV or an Excel workbook (.xlsx), with one line of headers; up to 64 MB.")));
    html(&p->out, "<details class='reveal'><summary>{}</summary>\n",
            txt(say(w, "If letters or columns come out wrong")));
    charset_choice(p);
    comma_choice(p);
    html(&p->out,
            "<div class='field short-field'><label for='sheet'>{}</label>"
            "<input type='text' id='sheet' name='sheet'></div>\n</details>\n",
            txt(say(w, "Sheet of the workbook")));
    whole_choice(p);
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Read the table")));
}

static str state_text(struct work *w, const struct import *i) {
    switch (i->state) {
    case IMPORT_APPLIED: return say(w, "Applied");
    case IMPORT_UNDONE: return say(w, "Undone");
    case IMPORT_READ:
    case IMPORT_JUDGED: break;
    }
    return say(w, "Not applied");
}

static void list_imports(struct page *p, const struct imports *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out,
            "<h2>{}</h2>\n<table class='stack'>\n<thead><tr><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col' class='num'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "The last imports")), txt(say(w, "File")), txt(say(w, "Kind")),
            txt(say(w, "Lines")), txt(say(w, "When")), txt(say(w, "State")));
    for (size_t i = 0; i < all->count; i++) {
        const struct import *one = &all->at[i];
        html(&p->out,
                "<tr><th scope='row'><a href='/{}/imports/{}'>{}</a></th><td data-label='{}'>{}</td>"
                "<td class='num' data-label='{}'>{}</td><td data-label='{}'>{}</td>"
                "<td data-label='{}'>{}</td></tr>\n",
                txt(p->lang), num(one->id), txt(one->file_name), txt(say(w, "Kind")),
                txt(import_kind_title(w, one->kind)), txt(say(w, "Lines")),
                txt(locale_num(w, one->rows)), txt(say(w, "When")),
                txt(locale_ago(w, one->created)), txt(say(w, "State")), txt(state_text(w, one)));
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void list_exports(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n<ul>\n", txt(say(w, "Take it with you")),
            txt(say(w,
                    "Everything your cluster has stored, as tables that can be imported again.")));
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        html(&p->out, "<li><a href='/{}/export/{}.csv'>{}</a></li>\n", txt(p->lang),
                txt(import_kind_word(k)), txt(import_kind_title(w, k)));
    }
    html(&p->out, "</ul>\n");
}

static void show(struct page *p, str wrong) {
    struct work *w = &p->work;
    struct imports last = import_list(w, p->session.cluster, LISTED_MOST);
    page_open_with(p, say(w, "Import a table"));
    html(&p->out, "<div class='head'><div><h1>{}</h1><p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Import a table")),
            txt(say(w, "Members, people, needs and offers, as you keep them. You see what would"
                       " change before anything is stored.")));
    import_steps(p, IMPORT_STEP_FILE);
    if (wrong.len) {
        html(&p->out,
                "<div class='errors' tabindex='-1' role='alert'><h2>{}</h2>"
                "<ul><li><a href='#file'>{}</a></li></ul></div>\n",
                txt(say(w, "This file cannot be read")), txt(wrong));
    }
    import_file_form(p);
    list_imports(p, &last);
    list_exports(p);
    page_close(p);
}

void import_page(struct page *p) {
    show(p, (str){0});
}

static struct table_wish table_wish(const struct page *p) {
    struct table_wish wish = {.sheet = page_form(p, STR("sheet"))};
    str comma = page_form(p, STR("comma"));
    wish.told = charset_of(page_form(p, STR("charset")), &wish.charset);
    for (size_t i = 0; i < sizeof(commas) / sizeof(commas[0]); i++) {
        if (str_eq(comma, str_of(commas[i].value))) {
            wish.comma = commas[i].comma;
        }
    }
    return wish;
}

static void refuse(struct page *p, str why) {
    db_forget(&p->work);
    p->status = 422;
    show(p, why);
}

void import_post(struct page *p) {
    struct work *w = &p->work;
    const struct upload *file = request_upload(p->request, STR("file"));
    db_begin(w);
    if (!file || file->bytes.len == 0) {
        refuse(p, say(w, "Choose a file first."));
        return;
    }
    bool whole = p->scope.reach == 2 && str_eq(page_form(p, STR("whole")), STR("yes"));
    struct import_wish wish = {.cluster = whole ? 0 : p->session.cluster,
            .file_name = file->filename.len ? file->filename : STR("table"),
            .table = table_wish(p)};
    import_sweep(w);
    struct import_staged staged = import_stage(w, file->bytes, &wish, NULL);
    if (work_ok(w) && staged.broken != TABLE_FINE) {
        refuse(p, import_broken_text(w, &staged));
    } else if (page_saved(p)) {
        page_redirect(p, import_address(p, staged.id, staged.bad ? "?bad=yes" : ""));
    }
}

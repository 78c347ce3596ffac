#include "web/custom_form_page.h"

#include "db/db.h"
#include "directory/custom.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "web/form.h"
#include "wire/html.h"

static const char *const names[] = {"note", "language", NULL};

static str path_of(struct page *p) {
    struct buf path = {.mem = p->work.mem};
    buf_add(&path, STR("/customs/"));
    buf_add(&path, p->word);
    return buf_str(&path);
}

static void show(struct form *f) {
    struct page *p = f->page;
    struct work *w = &p->work;
    str title = say(w, "Customs: {}", txt(country_name(w->tongue, p->word)));
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/customs'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Customs of countries")),
            txt(title));
    form_open(f, path_of(p));
    form_hinted(f, "note",
            say(w, "How people greet, when they have lunch, what a yes means. An empty note is"
                   " removed."));
    form_column(f, "language");
    form_close(f, say(w, "Save"));
    page_close(p);
}

static void store(struct form *f, struct custom *c) {
    struct page *p = f->page;
    struct flaws *flaws = arena_new(p->work.mem, struct flaws, 1);
    form_take(p, &custom_columns, names, c, flaws);
    f->flaws = flaws;
    if (flaws->count) {
        form_refused(f);
        show(f);
        return;
    }
    db_begin(&p->work);
    if (custom_save(&p->work, c) == SAVED_OLD_VERSION) {
        struct custom *theirs = arena_new(p->work.mem, struct custom, 1);
        db_forget(&p->work);
        (void)custom_one(&p->work, c->cluster, c->country, theirs); /* or it was removed */
        f->theirs = theirs;
        f->version = theirs->version;
        form_refused(f);
        show(f);
        return;
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/customs?done=saved"));
    }
}

void custom_form_page(struct page *p) {
    struct custom c = {0};
    if (!country_known(p->word)) {
        page_not_found(p);
        return;
    }
    if (!custom_one(&p->work, p->session.cluster, p->word, &c)) {
        c = (struct custom){.cluster = p->session.cluster, .country = p->word, .lang = p->lang};
    }
    struct form f = {.page = p, .columns = &custom_columns, .thing = &c, .version = c.version};
    if (request_reads(p->request)) {
        show(&f);
        return;
    }
    c.version = form_version(p);
    f.version = c.version;
    store(&f, &c);
}

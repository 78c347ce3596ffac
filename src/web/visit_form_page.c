#include "web/visit_form_page.h"

#include "db/db.h"
#include "directory/organisation.h"
#include "directory/visit.h"
#include "lang/say.h"
#include "web/form.h"
#include "web/written.h"
#include "wire/html.h"

static const char *const names_new[] = {"day", "present", "note", NULL};
static const char *const names_all[] = {"day", "present", "note", "language", NULL};

static str path_of(struct page *p, str kind, int64_t id, str rest) {
    struct buf path = {.mem = p->work.mem};
    buf_add(&path, kind);
    buf_num(&path, id);
    buf_add(&path, rest);
    return buf_str(&path);
}

static void show(struct form *f, const struct visit *v, str action) {
    struct page *p = f->page;
    struct work *w = &p->work;
    str title = say(w, "Visit to {}", txt(v->organisation_name));
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/visits'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Visits")), txt(title),
            txt(say(w, "For your own cluster only. Write as you speak, a sentence for each thing"
                       " they need or offer.")));
    form_open(f, action);
    form_part(f, say(w, "What you heard"));
    form_hinted(f, "note",
            say(w, "In any language. Needs and offers are drawn out of it in the next step."));
    if (v->id) {
        form_column(f, "language");
    }
    form_part_end(f);
    form_part(f, say(w, "When, and who"));
    form_column(f, "day");
    form_column(f, "present");
    form_part_end(f);
    form_close(f, say(w, "Save"));
    page_close(p);
}

static void refused(struct form *f, const struct visit *v, str action) {
    form_refused(f);
    show(f, v, action);
}

static void store(struct form *f, struct visit *v, str action) {
    struct page *p = f->page;
    struct flaws *flaws = arena_new(p->work.mem, struct flaws, 1);
    form_take(p, &visit_columns, v->id ? names_all : names_new, v, flaws);
    if (v->id == 0) {
        v->lang = written_lang(p, v->body);
    }
    f->flaws = flaws;
    if (flaws->count) {
        refused(f, v, action);
        return;
    }
    db_begin(&p->work);
    if (visit_save(&p->work, v) == SAVED_OLD_VERSION) {
        struct visit *theirs = arena_new(p->work.mem, struct visit, 1);
        db_forget(&p->work);
        f->theirs = visit_one(&p->work, v->id, theirs) ? theirs : NULL;
        f->version = theirs->version;
        refused(f, v, action);
        return;
    }
    if (page_saved(p)) {
        page_redirect(p, path_of(p, STR("/visits/"), v->id, STR("?done=saved")));
    }
}

void visit_new_page(struct page *p) {
    struct organisation o = {0};
    struct visit v = {.organisation = p->id, .day = page_today(p)};
    struct form f = {.page = p, .columns = &visit_columns, .thing = &v};
    v.cluster = organisation_cluster(&p->work, p->id, p->session.cluster);
    if (!organisation_one(&p->work, p->id, &o) || !v.cluster) {
        page_not_found(p);
        return;
    }
    str action = path_of(p, STR("/organisations/"), p->id, STR("/visits/new"));
    v.organisation_name = o.name;
    if (request_reads(p->request)) {
        show(&f, &v, action);
    } else {
        store(&f, &v, action);
    }
}

void visit_edit_page(struct page *p) {
    struct visit v = {0};
    if (!visit_one(&p->work, p->id, &v)) {
        page_not_found(p);
        return;
    }
    struct form f = {.page = p, .columns = &visit_columns, .thing = &v, .version = v.version};
    str action = path_of(p, STR("/visits/"), p->id, STR("/edit"));
    if (request_reads(p->request)) {
        show(&f, &v, action);
        return;
    }
    v.version = form_version(p);
    f.version = v.version;
    store(&f, &v, action);
}

void visit_remove_page(struct page *p) {
    db_begin(&p->work);
    visit_remove(&p->work, p->id);
    if (page_saved(p)) {
        page_redirect(p, STR("/visits?done=removed"));
    }
}

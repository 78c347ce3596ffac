#include "web/collaboration_form_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "lang/say.h"
#include "project/collaboration_people.h"
#include "project/own_field.h"
#include "web/collaboration_view.h"
#include "web/form.h"
#include "web/own_field_view.h"
#include "web/written.h"
#include "wire/html.h"

static const char *const names_new[] = {"title", "next_step", "next_day", NULL};
static const char *const names_all[] = {"title", "language", "next_step", "next_day", NULL};

/* A form under way: the thing, its own fields, and where it is sent. */
struct filling {
    struct form form;
    struct collaboration *of;
    struct own_fields own;
    str action;
};

static void responsible(struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    struct collaboration_choices all = collaboration_managers(w, c->ours);
    html(&p->out,
            "<div class='field short-field'><label for='account'>{}</label>"
            "<select id='account' name='account'><option value='0'>{}</option>",
            txt(say(w, "Responsible")), txt(say(w, "Nobody yet")));
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<option value='{}'", num(all.at[i].id));
        if (all.at[i].id == c->account) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(all.at[i].name));
    }
    html(&p->out, "</select></div>\n");
}

static void head(struct page *p, const struct collaboration *c, str title) {
    struct work *w = &p->work;
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/collaborations'>{}</a></li>"
            "\n</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Collaborations")), txt(title),
            txt(c->id ? say(w, "With {}", txt(c->theirs_name))
                      : say(w, "Only your cluster sees it until you invite the other one.")));
}

static void show(struct filling *k) {
    struct form *f = &k->form;
    struct page *p = f->page;
    struct work *w = &p->work;
    const struct collaboration *c = k->of;
    head(p, c, c->id ? c->title : say(w, "Work together with {}", txt(c->theirs_name)));
    own_field_errors(p, &k->own);
    form_open(f, k->action);
    form_part(f, say(w, "What you want to do together"));
    form_hinted(f, "title",
            say(w, "In a few words and in any language. The other cluster sees it too."));
    if (c->id) {
        form_column(f, "language");
    }
    form_part_end(f);
    form_part(f, say(w, "What comes next, for your own cluster only"));
    form_column(f, "next_step");
    form_column(f, "next_day");
    if (c->id) {
        responsible(p, c);
    }
    own_field_controls(p, &k->own);
    form_part_end(f);
    form_close(f, c->id ? say(w, "Save") : say(w, "Begin"));
    page_close(p);
}

static bool is_manager(struct work *w, const struct collaboration *c, int64_t account) {
    struct collaboration_choices all = collaboration_managers(w, c->ours);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].id == account) {
            return true;
        }
    }
    return false;
}

/* A title alone is short to tell a language from. */
static str all_typed(struct page *p, const struct collaboration *c) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, c->title);
    buf_add(&out, STR(". "));
    buf_add(&out, c->next_step);
    return buf_str(&out);
}

/* Whoever was responsible may stay so, though they no longer work there. */
static void take(struct filling *k, struct flaws *flaws) {
    struct page *p = k->form.page;
    struct collaboration *c = k->of;
    int64_t account = 0;
    form_take(p, &collaboration_columns, c->id ? names_all : names_new, c, flaws);
    if (c->id == 0) {
        c->lang = written_lang(p, all_typed(p, c));
    } else if (str_num(page_form(p, STR("account")), &account) &&
               (account == 0 || is_manager(&p->work, c, account))) {
        c->account = account;
    }
}

static void store(struct filling *k) {
    struct page *p = k->form.page;
    struct work *w = &p->work;
    struct flaws *flaws = arena_new(w->mem, struct flaws, 1);
    take(k, flaws);
    k->form.flaws = flaws;
    if (own_field_read(p, &k->own) || flaws->count) {
        form_refused(&k->form);
        show(k);
        return;
    }
    db_begin(w);
    if (collaboration_save(w, k->of) == SAVED_OLD_VERSION) {
        struct collaboration *theirs = arena_new(w->mem, struct collaboration, 1);
        db_forget(w);
        k->form.theirs = collaboration_one(w, k->of->id, k->of->ours, theirs) ? theirs : NULL;
        k->form.version = theirs->version;
        form_refused(&k->form);
        show(k);
        return;
    }
    own_field_keep(w, &k->own, k->of->id);
    if (page_saved(p)) {
        collaboration_back(p, k->of->id, "saved");
    }
}

static void answer(struct filling *k) {
    k->form.columns = &collaboration_columns;
    k->form.thing = k->of;
    k->own = own_field_list(&k->form.page->work, k->of->ours, OWN_FIELD_COLLABORATION, k->of->id);
    if (request_reads(k->form.page->request)) {
        show(k);
    } else {
        store(k);
    }
}

void collaboration_new_page(struct page *p) {
    struct cluster them = {0};
    struct buf action = {.mem = p->work.mem};
    if (p->id == p->session.cluster || !cluster_one(&p->work, p->id, &them)) {
        page_not_found(p);
        return;
    }
    struct collaboration c = {.ours = p->session.cluster,
            .theirs = them.id,
            .theirs_name = them.name,
            .theirs_lang = them.lang,
            .lang = p->lang};
    buf_add(&action, STR("/partners/"));
    buf_num(&action, them.id);
    buf_add(&action, STR("/collaborations/new"));
    answer(&(struct filling){.form = {.page = p}, .of = &c, .action = buf_str(&action)});
}

void collaboration_edit_page(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    struct filling k = {.form = {.page = p, .version = c.version},
            .of = &c,
            .action = collaboration_address(p, c.id, "/edit")};
    if (!request_reads(p->request)) {
        c.version = form_version(p);
        k.form.version = c.version;
    }
    answer(&k);
}

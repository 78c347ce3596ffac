#include "web/cluster_form_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "lang/say.h"
#include "web/form.h"
#include "wire/html.h"

/* The country comes before the region, which is looked for within it. */
static const char *const names[] = {"name", "language", "profile", "country", "countries", "region",
        "place", "latitude", "longitude", "sectors", "ecosystems", "languages", "website",
        "website_en", "staff", "founded", "label", NULL};

static void write_words(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "Name and profile"));
    form_column(f, "name");
    form_hinted(f, "profile",
            say(w, "Whom the cluster serves, and what it is good at. In the"
                   " language you like best."));
    form_column(f, "language");
    form_part_end(f);
}

static void write_place(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "Where it is"));
    form_column(f, "country");
    form_hinted(f, "countries", say(w, "Only where the cluster itself spans a border."));
    form_hinted(f, "region", say(w, "A region of that country. It may stay empty."));
    form_column(f, "place");
    form_hinted(f, "latitude",
            say(w, "In degrees, such as 54.9337. Distances to partners are"
                   " measured from here."));
    form_hinted(f, "longitude",
            say(w, "In degrees, such as 8.8667; west of Greenwich below"
                   " zero."));
    form_part_end(f);
}

static void write_trade(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "What it works in"));
    form_hinted(f, "sectors", say(w, "By NACE code or name. Matching looks at them."));
    form_column(f, "ecosystems");
    form_hinted(f, "languages", say(w, "Those in which the office works."));
    form_part_end(f);
    form_part(f, say(w, "The office"));
    form_column(f, "website");
    form_hinted(f, "website_en", say(w, "The address partners abroad should open."));
    form_column(f, "staff");
    form_column(f, "founded");
    form_column(f, "label");
    form_part_end(f);
}

static void show(struct form *f, str title, str action) {
    struct page *p = f->page;
    page_open_with(p, title);
    html(&p->out, "<div class='head'><div><h1>{}</h1></div></div>\n", txt(title));
    form_open(f, action);
    write_words(f);
    write_place(f);
    write_trade(f);
    form_close(f, say(&p->work, "Save"));
    page_close(p);
}

static void go_to(struct page *p, const struct cluster *c) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, page_address(p, STR("clusters"), c->id, c->name));
    buf_add(&to, STR("?done=saved"));
    page_redirect(p, buf_str(&to));
}

/* Needs and offers of the cluster itself belong to its office. */
static void save_office(struct work *w, const struct cluster *c) {
    struct organisation office = {
            .clusters = c->key,
            .kind = STR("cluster"),
            .name = c->name,
            .lang = c->lang,
            .country = c->country,
            .region = c->region,
            .place = c->place,
            .latitude = c->latitude,
            .longitude = c->longitude,
            .sectors = c->sectors,
            .ecosystems = c->ecosystems,
            .languages = c->languages,
            .website = c->website,
            .founded = c->founded,
            .visibility = STR("public"),
            .profile = c->profile,
    };
    organisation_save(w, &office);
}

void cluster_new_page(struct page *p) {
    struct flaws flaws = {0};
    struct cluster c = {.lang = p->lang};
    struct form f = {.page = p, .columns = &cluster_columns, .thing = &c, .flaws = &flaws};
    str title = say(&p->work, "Add a cluster");
    if (request_reads(p->request)) {
        show(&f, title, STR("/clusters/new"));
        return;
    }
    form_take(p, &cluster_columns, names, &c, &flaws);
    if (flaws.count) {
        form_refused(&f);
        show(&f, title, STR("/clusters/new"));
        return;
    }
    db_begin(&p->work);
    cluster_save(&p->work, &c);
    save_office(&p->work, &c);
    if (page_saved(p)) {
        go_to(p, &c);
    }
}

static str edit_action(struct page *p) {
    struct buf action = {.mem = p->work.mem};
    buf_add(&action, STR("/clusters/"));
    buf_num(&action, p->id);
    buf_add(&action, STR("/edit"));
    return buf_str(&action);
}

static void change(struct form *f, struct cluster *c, str title) {
    struct page *p = f->page;
    struct flaws *flaws = arena_new(p->work.mem, struct flaws, 1);
    struct cluster theirs = {0};
    form_take(p, &cluster_columns, names, c, flaws);
    f->flaws = flaws;
    c->version = form_version(p);
    f->version = c->version;
    if (!flaws->count) {
        db_begin(&p->work);
        enum saved saved = cluster_save(&p->work, c);
        if (saved != SAVED_OLD_VERSION) {
            if (page_saved(p)) {
                go_to(p, c);
            }
            return;
        }
        db_forget(&p->work);
        f->theirs = cluster_one(&p->work, p->id, &theirs) ? &theirs : NULL;
        f->version = theirs.version;
    }
    form_refused(f);
    show(f, title, edit_action(p));
}

void cluster_edit_page(struct page *p) {
    struct cluster c = {0};
    if (!cluster_one(&p->work, p->id, &c)) {
        page_not_found(p);
        return;
    }
    struct form f = {.page = p, .columns = &cluster_columns, .thing = &c, .version = c.version};
    str title = say(&p->work, "Edit {}", txt(c.name));
    if (request_reads(p->request)) {
        show(&f, title, edit_action(p));
    } else {
        change(&f, &c, title);
    }
}

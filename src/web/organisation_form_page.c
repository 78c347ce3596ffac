#include "web/organisation_form_page.h"

#include "account/right.h"
#include "db/db.h"
#include "directory/alike.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "lang/say.h"
#include "web/form.h"
#include "web/place.h"
#include "wire/html.h"

/* The country comes before the region, which is looked for within it. */
static const char *const names[] = {"name", "language", "kind", "country", "region", "place",
        "postcode", "latitude", "longitude", "website", "sectors", "ecosystems", "size",
        "languages", "certificates", "founded", "profile", "visibility", NULL};

/* Those that look as if they were the one that is being added, as far as the reader sees them. */
static struct organisations alike(struct work *w, const struct organisation *o) {
    str name = alike_name(w->mem, o->name);
    str host = alike_host(w->mem, o->website);
    int64_t ids[ORGANISATION_PAGE];
    size_t count = 0;
    int64_t id = 0;
    struct rows r = db_rows(w,
            "SELECT id FROM organisation WHERE alike = ? AND alike <> ''"
            " UNION SELECT id FROM organisation WHERE host = ? AND host <> ''"
            " ORDER BY id LIMIT ?",
            txt(name), txt(host), num(ORGANISATION_PAGE));
    while (count < ORGANISATION_PAGE && db_next(&r, to(id))) {
        ids[count++] = id;
    }
    db_stop(&r);
    return organisation_page(w, ids, count);
}

static bool all_the_same(const struct page *p) {
    return page_form(p, STR("all_the_same")).len != 0;
}

static void write_alike(struct page *p, const struct organisations *found) {
    struct work *w = &p->work;
    if (!found->count) {
        return;
    }
    html(&p->out, "<div class='note care' role='alert'>\n<p>{}</p>\n<ul>\n",
            txt(say_many(w, "This one looks like it. Is it the same organisation?",
                    "These {} look like it. Is one of them the same organisation?", found->count)));
    for (size_t i = 0; i < found->count; i++) {
        const struct organisation *o = &found->at[i];
        html(&p->out,
                "<li><a href='/{}{}' lang='{}'><bdi>{}</bdi></a> <span class='quiet'>{}</span></li>\n",
                txt(p->lang), txt(page_address(p, STR("organisations"), o->id, o->name)),
                txt(o->lang), txt(o->name), txt(place_text(w, o->place, o->region, o->country)));
    }
    html(&p->out, "</ul>\n<label class='choice'><input type='checkbox' name='all_the_same'"
                  " value='yes'");
    if (all_the_same(p)) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n</div>\n",
            txt(say(w, "It is another one: create it all the same")));
}

/* What an import could not place is for the cluster to deal with, and not for its members to read. */
static bool deals_with_remark(struct page *p, const struct organisation *o) {
    return o->id && right_holds(&p->work, RIGHT_OWN_ORGANISATION, o->id);
}

static void write_remark(struct page *p, const struct organisation *o) {
    if (!o->remark.len || !deals_with_remark(p, o)) {
        return;
    }
    html(&p->out,
            "<div class='note care'><p>{}</p><p>{}</p>\n<label class='choice'>"
            "<input type='checkbox' name='settled' value='yes'> {}</label></div>\n",
            txt(say(&p->work, "An import could not place this:")), txt(o->remark),
            txt(say(&p->work, "That is dealt with: take the remark away")));
}

static void write_words(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "Name and profile"));
    form_column(f, "name");
    form_hinted(f, "profile",
            say(w, "What it makes or does, for whom, and what makes it different. In the language"
                   " you like best."));
    form_column(f, "language");
    form_column(f, "kind");
    form_part_end(f);
}

static void write_place(struct form *f) {
    static const char *const exact[] = {"latitude", "longitude", NULL};
    struct work *w = &f->page->work;
    form_part(f, say(w, "Where it is"));
    form_column(f, "country");
    form_hinted(f, "region", say(w, "A region of that country. It may stay empty."));
    form_column(f, "place");
    form_column(f, "postcode");
    form_more(f, say(w, "The exact place on the map"), exact);
    form_hinted(f, "latitude",
            say(w, "In degrees, such as 54.9337; south of the equator below"
                   " zero."));
    form_hinted(f, "longitude",
            say(w, "In degrees, such as 8.8667; west of Greenwich below"
                   " zero."));
    form_more_end(f);
    form_part_end(f);
}

static void write_trade(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "What it works in"));
    form_hinted(f, "sectors", say(w, "By NACE code or name. Matching looks at them."));
    form_column(f, "ecosystems");
    form_column(f, "size");
    form_hinted(f, "certificates",
            say(w, "One after the other, with semicolons between: ISO 9001;"
                   " IATF 16949."));
    form_part_end(f);
    form_part(f, say(w, "How to reach it"));
    form_column(f, "website");
    form_hinted(f, "languages", say(w, "Those in which one can talk with it."));
    form_column(f, "founded");
    form_part_end(f);
    form_part(f, say(w, "Who sees it"));
    form_hinted(f, "visibility",
            say(w, "A confidential one takes part in matching, but is shown to others only"
                   " without its name."));
    form_part_end(f);
}

static void show(struct form *f, const struct organisations *twins, str title, str action) {
    struct page *p = f->page;
    const struct organisation *o = f->thing;
    page_open_with(p, title);
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(title),
            txt(say(&p->work, "A name, its language and a country are enough to begin with.")));
    form_open(f, action);
    write_alike(p, twins);
    write_remark(p, o);
    write_words(f);
    write_place(f);
    write_trade(f);
    form_close(f, say(&p->work, "Save"));
    page_close(p);
}

static void go_to(struct page *p, const struct organisation *o, str done) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, page_address(p, STR("organisations"), o->id, o->name));
    buf_add(&to, STR("?done="));
    buf_add(&to, done);
    page_redirect(p, buf_str(&to));
}

static void take(struct page *p, struct organisation *o, struct flaws *flaws) {
    form_take(p, &organisation_columns, names, o, flaws);
    if (!o->visibility.len) {
        o->visibility = STR("public");
    }
    if (page_form(p, STR("settled")).len && deals_with_remark(p, o)) {
        o->remark = (str){0};
    }
}

static void create(struct page *p, struct form *f, struct organisation *o) {
    struct cluster own = {0};
    struct organisations twins = alike(&p->work, o);
    bool held = cluster_one(&p->work, p->session.cluster, &own);
    if (f->flaws->count || (twins.count && !all_the_same(p))) {
        form_refused(f);
        show(f, &twins, say(&p->work, "Add a member"), STR("/organisations/new"));
        return;
    }
    o->clusters = held ? own.key : (str){0};
    db_begin(&p->work);
    organisation_save(&p->work, o);
    if (page_saved(p)) {
        go_to(p, o, STR("saved"));
    }
}

void organisation_new_page(struct page *p) {
    struct cluster own = {0};
    struct flaws flaws = {0};
    struct organisation o = {.kind = STR("company"), .visibility = STR("public"), .lang = p->lang};
    struct form f = {.page = p, .columns = &organisation_columns, .thing = &o, .flaws = &flaws};
    if (!request_reads(p->request)) {
        take(p, &o, &flaws);
        create(p, &f, &o);
        return;
    }
    if (cluster_one(&p->work, p->session.cluster, &own)) {
        o.country = own.country;
        o.lang = own.lang;
    }
    show(&f, &(struct organisations){0}, say(&p->work, "Add a member"), STR("/organisations/new"));
}

static str edit_action(struct page *p) {
    struct buf action = {.mem = p->work.mem};
    buf_add(&action, STR("/organisations/"));
    buf_num(&action, p->id);
    buf_add(&action, STR("/edit"));
    return buf_str(&action);
}

static void show_edit(struct form *f, str name) {
    show(f, &(struct organisations){0}, say(&f->page->work, "Edit {}", txt(name)),
            edit_action(f->page));
}

static void change(struct page *p, struct form *f, struct organisation *o) {
    struct organisation theirs = {0};
    str name = o->name;
    struct flaws *flaws = arena_new(p->work.mem, struct flaws, 1);
    take(p, o, flaws);
    f->flaws = flaws;
    o->version = form_version(p);
    f->version = o->version;
    if (!flaws->count) {
        db_begin(&p->work);
        enum saved saved = organisation_save(&p->work, o);
        if (saved != SAVED_OLD_VERSION) {
            if (page_saved(p)) {
                go_to(p, o, STR("saved"));
            }
            return;
        }
        db_forget(&p->work);
        if (!organisation_one(&p->work, p->id, &theirs)) {
            page_not_found(p);
            return;
        }
        f->theirs = &theirs;
        f->version = theirs.version;
    }
    form_refused(f);
    show_edit(f, name);
}

void organisation_edit_page(struct page *p) {
    struct organisation o = {0};
    if (!organisation_one(&p->work, p->id, &o)) {
        page_not_found(p);
        return;
    }
    struct form f = {
            .page = p, .columns = &organisation_columns, .thing = &o, .version = o.version};
    if (request_reads(p->request)) {
        show_edit(&f, o.name);
    } else {
        change(p, &f, &o);
    }
}

static void set_withdrawn(struct page *p, bool withdrawn, str done) {
    struct organisation o = {0};
    db_begin(&p->work);
    bool there = organisation_one(&p->work, p->id, &o);
    if (there) {
        organisation_withdraw(&p->work, p->id, withdrawn);
    }
    if (page_saved(p) && there) {
        go_to(p, &o, done);
    } else if (work_ok(&p->work)) {
        page_not_found(p);
    }
}

void organisation_withdraw_page(struct page *p) {
    set_withdrawn(p, true, STR("withdrawn"));
}

void organisation_restore_page(struct page *p) {
    set_withdrawn(p, false, STR("restored"));
}

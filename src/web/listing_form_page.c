#include "web/listing_form_page.h"

#include "account/right.h"
#include "db/db.h"
#include "directory/listing_act.h"
#include "directory/organisation.h"
#include "lang/say.h"
#include "web/form.h"
#include "web/listing_state.h"
#include "web/writing.h"
#include "wire/html.h"

static const char *const fields[] = {"side", "kind", "title", "text", "language", "partnerships",
        "partner_kinds", "partner_sizes", "countries", "countries_excluded", "sectors",
        "customer_sectors", "stage", "rights", "certificates", "quantity", "valid_until",
        "visibility", NULL};

static const char *const about_partner[] = {
        "partner_kinds", "partner_sizes", "countries", "countries_excluded", NULL};

static const char *const about_thing[] = {
        "customer_sectors", "stage", "rights", "certificates", "quantity", NULL};

static void write_words(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "In your words"));
    form_column(f, "side");
    form_column(f, "kind");
    form_hinted(f, "title",
            say(w, "As you would ask for it on the phone, for example \"Crash box profiles, 40,000"
                   " a year\"."));
    form_hinted(f, "text",
            say(w, "What, how much, which material or standard, by when. These words are what"
                   " matching reads."));
    form_column(f, "language");
    form_part_end(f);
}

static void write_columns(struct form *f, const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        form_column(f, names[i]);
    }
}

static void write_partner(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "What kind of partner"));
    form_column(f, "partnerships");
    form_more(f, say(w, "Kind, size and countries of the partner"), about_partner);
    write_columns(f, about_partner);
    form_more_end(f);
    form_part_end(f);
}

static void write_thing(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "What it is about"));
    form_hinted(f, "sectors",
            say(w, "Taken from the organisation; change it where this need or offer differs."));
    form_more(f, say(w, "Customers, stage, rights, certificates, quantity"), about_thing);
    write_columns(f, about_thing);
    form_more_end(f);
    form_part_end(f);
}

static void write_end(struct form *f) {
    struct work *w = &f->page->work;
    form_part(f, say(w, "How long, and who sees it"));
    form_hinted(f, "valid_until",
            say(w, "It lapses after this day. Empty means until you withdraw it."));
    form_hinted(f, "visibility",
            say(w, "Confidential ones are matched, but shown abroad only as, for example, \"Danish"
                   " company, 50 to 249 employees\"."));
    form_part_end(f);
}

static bool publishes(struct page *p, const struct listing *l) {
    return right_holds(&p->work, RIGHT_OWN_ORGANISATION, l->organisation);
}

static bool is_draft(const struct listing *l) {
    return str_eq(l->status, STR("draft")) || str_eq(l->status, STR("review"));
}

static void write_buttons(struct form *f, const struct listing *l) {
    struct work *w = &f->page->work;
    bool manager = publishes(f->page, l);
    if (l->id && manager && str_eq(l->status, STR("published"))) {
        form_close(f, say(w, "Save"));
        return;
    }
    form_end(f, manager ? say(w, "Publish") : say(w, "Hand in for review"));
    if (str_eq(l->status, STR("published"))) {
        form_done(f);
        return;
    }
    form_button(f, STR("keep"), STR("yes"),
            is_draft(l) ? say(w, "Save as draft") : say(w, "Save without publishing"));
    if (manager && is_draft(l)) {
        form_button(f, STR("keep"), STR("ask"), say(w, "Ask the member first"));
    }
    form_done(f);
}

/* What it is called depends on its side, which may still be open. */
static str form_title(struct work *w, const struct listing *l) {
    bool offer = str_eq(l->side, STR("offer"));
    if (l->id) {
        return offer ? say(w, "Change an offer of {}", txt(l->organisation_name))
                     : say(w, "Change a need of {}", txt(l->organisation_name));
    }
    return offer ? say(w, "What does {} offer?", txt(l->organisation_name))
                 : say(w, "What does {} need?", txt(l->organisation_name));
}

static void write_trail(struct page *p, const struct listing *l) {
    html(&p->out, "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}{}'>{}</a></li>\n",
            txt(say(&p->work, "Where you are")), txt(p->lang),
            txt(page_address(p, STR("organisations"), l->organisation, l->organisation_name)),
            txt(l->organisation_name));
    if (l->id) {
        html(&p->out, "<li><a href='/{}{}' lang='{}'><bdi>{}</bdi></a></li>\n", txt(p->lang),
                txt(listing_address(p, l, (str){0})), txt(l->lang), txt(l->title));
    }
    html(&p->out, "</ol>\n</nav>\n");
}

static str path_of(struct page *p, const struct listing *l, str end) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, l->id ? STR("/listings/") : STR("/organisations/"));
    buf_num(&to, l->id ? l->id : l->organisation);
    buf_add(&to, end);
    return buf_str(&to);
}

static struct writing_form form_paths(struct page *p, const struct listing *l) {
    return (struct writing_form){.listing = l,
            .action = path_of(p, l, l->id ? STR("/edit") : STR("/listings/new")),
            .help = path_of(p, l, l->id ? STR("/help") : STR("/listings/help"))};
}

static void show(struct form *f, const struct listing *l) {
    struct page *p = f->page;
    str title = form_title(&p->work, l);
    struct writing_form at = form_paths(p, l);
    struct writing found = writing_look(p, l);
    page_open_with(p, title);
    write_trail(p, l);
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n", txt(title));
    if (!l->id) {
        html(&p->out, "<p class='answer'>{}</p>\n",
                txt(say(&p->work, "A title is enough, in the language you like best.")));
    }
    html(&p->out, "</div>\n</div>\n");
    form_open(f, at.action);
    write_words(f);
    writing_part(f, &at, &found);
    write_partner(f);
    write_thing(f);
    write_end(f);
    write_buttons(f, l);
    page_close(p);
}

static struct form form_of(struct page *p, const struct listing *l, const struct flaws *flaws) {
    return (struct form){.page = p,
            .columns = &listing_columns,
            .thing = l,
            .flaws = flaws,
            .version = l->version};
}

void listing_form_refused(struct page *p, const struct listing *l, const struct flaws *flaws) {
    struct form f = form_of(p, l, flaws);
    form_refused(&f);
    show(&f, l);
}

/* Researchers write what is marked as research. */
static bool only_research(struct page *p, const struct listing *l) {
    return !right_holds(&p->work, RIGHT_KEEP_ORGANISATION, l->organisation);
}

/* False if there is no such organisation. */
static bool begin(struct page *p, struct listing *l) {
    struct organisation o = {0};
    if (!organisation_one(&p->work, p->id, &o)) {
        return false;
    }
    *l = (struct listing){.organisation = o.id,
            .organisation_name = o.name,
            .organisation_country = o.country,
            .side = str_eq(page_query(p, STR("side")), STR("offer")) ? STR("offer") : STR("need"),
            .kind = STR("business"),
            .lang = p->lang,
            .status = STR("draft"),
            .visibility = o.visibility,
            .sectors = o.sectors};
    l->kind = only_research(p, l) ? STR("research") : l->kind;
    return true;
}

void listing_new_page(struct page *p) {
    struct listing l = {0};
    if (!begin(p, &l)) {
        page_not_found(p);
        return;
    }
    struct form f = form_of(p, &l, NULL);
    show(&f, &l);
}

/* What came back, and what is wrong with it. */
static struct flaws take(struct page *p, struct listing *l) {
    struct flaws flaws = {0};
    form_take(p, &listing_columns, fields, l, &flaws);
    l->kind = only_research(p, l) ? STR("research") : l->kind.len ? l->kind : STR("business");
    l->visibility = l->visibility.len ? l->visibility : STR("public");
    return flaws;
}

static void check(struct page *p, const struct listing *l, struct flaws *flaws) {
    bool keep = page_form(p, STR("keep")).len != 0;
    struct listing wanted = *l;
    wanted.status = keep ? l->status : STR("published");
    listing_check(&wanted, page_today(p), flaws);
}

static bool same_words(const struct listing *a, const struct listing *b) {
    return str_eq(a->title, b->title) && str_eq(a->body, b->body);
}

/* What pressing the button did besides saving, for the record. Managers publish, and say with it
 * that it holds; what a member writes, also what they change in a published text, its cluster looks
 * at first. */
static str note_it(struct page *p, const struct listing *l, bool wrote, bool keep) {
    struct listing_move step = {.listing = l->id, .by = listing_actor(&p->work, l->organisation)};
    bool fresh = l->version == 0;
    bool manager = step.by == BY_MANAGER;
    bool already = str_eq(l->status, STR("published"));
    bool ready = manager ? !keep && !already : !keep || already;
    if (wrote) {
        step.act = fresh ? LISTING_WRITTEN : LISTING_CHANGED;
        (void)listing_move(&p->work, &step);
    }
    if (ready) {
        step.act = manager ? LISTING_PUBLISHED : LISTING_HANDED_IN;
        (void)listing_move(&p->work, &step);
    }
    return !ready ? STR("?done=saved") : manager ? STR("?done=published") : STR("?done=handed-in");
}

static void show_conflict(struct page *p, struct listing *l) {
    struct listing theirs = {0};
    if (!listing_one(&p->work, l->id, &theirs)) {
        page_not_found(p);
        return;
    }
    l->status = theirs.status;
    struct form f = form_of(p, l, NULL);
    f.theirs = &theirs;
    f.version = theirs.version;
    form_refused(&f);
    show(&f, l);
}

static str ask_address(struct page *p, const struct listing *l) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/organisations/"));
    buf_num(&to, l->organisation);
    buf_add(&to, STR("/ask?listing="));
    buf_num(&to, l->id);
    return buf_str(&to);
}

/* `before`: as it stood when it was read; of a new one nothing. */
static void store(struct page *p, struct listing *l, const struct listing *before) {
    struct flaws flaws = take(p, l);
    if (writing_pressed(p, l, &flaws)) {
        struct form f = form_of(p, l, &flaws);
        show(&f, l);
        return;
    }
    check(p, l, &flaws);
    if (flaws.count) {
        listing_form_refused(p, l, &flaws);
        return;
    }
    db_begin(&p->work);
    if (listing_save(&p->work, l) == SAVED_OLD_VERSION) {
        db_forget(&p->work);
        show_conflict(p, l);
        return;
    }
    str done = note_it(p, l, !same_words(l, before), page_form(p, STR("keep")).len != 0);
    if (page_saved(p)) {
        bool asks = str_eq(page_form(p, STR("keep")), STR("ask"));
        page_redirect(p, asks ? ask_address(p, l) : listing_address(p, l, done));
    }
}

void listing_add(struct page *p) {
    struct listing l = {0};
    if (begin(p, &l)) {
        struct listing before = l;
        store(p, &l, &before);
    } else {
        page_not_found(p);
    }
}

void listing_edit_page(struct page *p) {
    struct listing l = {0};
    if (!listing_one(&p->work, p->id, &l)) {
        page_not_found(p);
        return;
    }
    struct form f = form_of(p, &l, NULL);
    show(&f, &l);
}

void listing_change(struct page *p) {
    struct listing l = {0};
    if (listing_one(&p->work, p->id, &l)) {
        struct listing before = l;
        l.version = form_version(p);
        store(p, &l, &before);
    } else {
        page_not_found(p);
    }
}

static void help(struct page *p, struct listing *l) {
    (void)take(p, l);
    struct writing_form at = form_paths(p, l);
    struct writing found = writing_look(p, l);
    writing_answer(p, &at, &found);
}

void listing_new_help(struct page *p) {
    struct listing l = {0};
    if (begin(p, &l)) {
        help(p, &l);
    } else {
        page_not_found(p);
    }
}

void listing_edit_help(struct page *p) {
    struct listing l = {0};
    if (listing_one(&p->work, p->id, &l)) {
        help(p, &l);
    } else {
        page_not_found(p);
    }
}

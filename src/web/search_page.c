#include "web/search_page.h"

#include "directory/roster_find.h"
#include "lang/fold.h"
#include "lang/say.h"
#include "web/brief.h"
#include "wire/html.h"

enum { EACH_SHOWN = 8, WORDS_BYTES_MOST = 200 };

struct found {
    struct organisations organisations;
    struct listings listings;
    struct titles titles;     /* of them, in the reader's language */
    struct clusters clusters; /* all that fit */
    size_t organisation_total, listing_total;
};

/* Every word must stand in the name. */
static bool has_words(str folded, str words) {
    str word;
    while (str_cut(&words, ' ', &word)) {
        if (!str_has(folded, word)) {
            return false;
        }
    }
    return true;
}

static struct clusters clusters_named(struct work *w, str text) {
    struct clusters found = cluster_list(w);
    str words = fold_search(w->mem, text);
    size_t kept = 0;
    for (size_t i = 0; i < found.count; i++) {
        if (has_words(fold_search(w->mem, found.at[i].name), words)) {
            found.at[kept++] = found.at[i];
        }
    }
    found.count = kept;
    return found;
}

static size_t shown(size_t count) {
    return count < EACH_SHOWN ? count : EACH_SHOWN;
}

static struct found look(struct page *p, str text) {
    struct work *w = &p->work;
    struct roster_filter filter = {.text = text};
    struct live_view view = live_read(p->house->live);
    struct roster_page members = roster_organisations(w, view.roster, &p->scope, &filter);
    struct roster_page open = roster_listings(w, view.roster, &p->scope, &filter);
    live_done(p->house->live);
    struct found f = {
            .organisations = organisation_page(w, members.ids, shown(members.count)),
            .listings = listing_page(w, open.ids, shown(open.count)),
            .clusters = clusters_named(w, text),
            .organisation_total = members.total,
            .listing_total = open.total,
    };
    f.titles = title_list(w, &f.listings);
    return f;
}

/* The whole list, where not all of it is shown. */
static void all_of(struct page *p, str list, str text, str said) {
    html(&p->out, "<p><a href='/{}/{}?q={}'>{}</a></p>\n", txt(p->lang), txt(list), url(text),
            txt(said));
}

static void listings(struct page *p, const struct found *f, str text) {
    struct work *w = &p->work;
    if (f->listing_total == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(w, "Needs and offers")));
    for (size_t i = 0; i < f->listings.count; i++) {
        brief_listing(p, &f->listings.at[i], &f->titles);
    }
    html(&p->out, "</ul>\n");
    if (f->listing_total > EACH_SHOWN) {
        all_of(p, STR("listings"), text,
                say_many(w, "See it in the list", "See all {} in the list", f->listing_total));
    }
}

static void organisations(struct page *p, const struct found *f, str text) {
    struct work *w = &p->work;
    if (f->organisation_total == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(w, "Organisations")));
    for (size_t i = 0; i < f->organisations.count; i++) {
        brief_organisation(p, &f->organisations.at[i]);
    }
    html(&p->out, "</ul>\n");
    if (f->organisation_total > EACH_SHOWN) {
        all_of(p, STR("organisations"), text,
                say_many(w, "See it in the list", "See all {} in the list", f->organisation_total));
    }
}

static void clusters(struct page *p, const struct found *f) {
    if (f->clusters.count == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(&p->work, "Clusters")));
    for (size_t i = 0; i < shown(f->clusters.count); i++) {
        brief_cluster(p, &f->clusters.at[i]);
    }
    html(&p->out, "</ul>\n");
}

static void nothing(struct page *p, str title, str advice) {
    html(&p->out,
            "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<p class='acts'>"
            "<a class='button plain' href='/{}/listings'>{}</a></p>\n</div>\n",
            txt(title), txt(advice), txt(p->lang), txt(say(&p->work, "All needs and offers")));
}

static void results(struct page *p, const struct found *f, str text) {
    struct work *w = &p->work;
    size_t total = f->listing_total + f->organisation_total + f->clusters.count;
    html(&p->out, "<p class='total' role='status'>{}</p>\n",
            txt(say_many(w, "One found for “{2}”", "{1} found for “{2}”", total, txt(text))));
    if (total == 0) {
        nothing(p, say(w, "Nothing has these words"),
                say(w, "Try fewer words, or a part of a word. Titles stand in the language of"
                       " whoever wrote them."));
    }
    listings(p, f, text);
    organisations(p, f, text);
    clusters(p, f);
}

void search_page(struct page *p) {
    struct work *w = &p->work;
    str text = page_query(p, STR("q"));
    bool asked = text.len && text.len <= WORDS_BYTES_MOST;
    struct found f = asked ? look(p, text) : (struct found){0};
    page_open_with(p, say(w, "Search"));
    html(&p->out,
            "<div class='head'><div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div></div>\n"
            "<form class='find-large' role='search' data-live='list'"
            " action='/{}/search' aria-label='{}'>\n<input type='search' name='q' value='{}'"
            " maxlength='100' aria-label='{}' autocomplete='off'><button class='button'>{}"
            "</button>\n</form>\n<div id='list'>\n",
            txt(say(w, "Search")),
            txt(say(w, "Needs, offers, organisations and clusters, by the words in their names.")),
            txt(p->lang), txt(say(w, "Search everything")), txt(text), txt(say(w, "Words")),
            txt(say(w, "Search")));
    if (asked) {
        results(p, &f, text);
    } else {
        nothing(p, say(w, "Here will stand what is found"),
                say(w, "Type one word or several; each must stand in the name or the title."));
    }
    html(&p->out, "</div>\n");
    page_close(p);
}

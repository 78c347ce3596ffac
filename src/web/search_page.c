#include "web/search_page.h"

#include "lang/fold.h"
#include "lang/say.h"
#include "web/brief.h"
#include "web/list.h"
#include "web/saved_search_page.h"
#include "web/search_facets.h"
#include "web/search_hit.h"
#include "wire/html.h"

enum { EACH_SHOWN = 8, CONCEPTS_SAID = 8 };

struct found {
    struct saved_search asked;
    struct search_query query;
    struct search_found hits;
    struct listings listings; /* of the hits, without those that went meanwhile */
    struct titles titles;     /* of them, in the reader's language */
    struct organisations organisations;
    size_t organisation_total;
    struct clusters clusters; /* all that fit */
    struct saved_shown saved;
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

/* Those whose names begin so stand first. */
static struct clusters clusters_named(struct work *w, str text) {
    struct clusters all = cluster_list(w);
    struct clusters found = {.at = arena_new(w->mem, struct cluster, all.count + 1)};
    str words = fold_search(w->mem, text);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < all.count; i++) {
            str name = fold_search(w->mem, all.at[i].name);
            if (str_starts(name, words) == (round == 0) && has_words(name, words)) {
                found.at[found.count++] = all.at[i];
            }
        }
    }
    return found;
}

static size_t shown(size_t count) {
    return count < EACH_SHOWN ? count : EACH_SHOWN;
}

static void look(struct page *p, struct found *f) {
    struct work *w = &p->work;
    struct roster_filter named = {.text = f->asked.words, .begins_first = true};
    struct search_wish wish = search_wish_of(&f->asked);
    wish.filter.own = true;
    wish.filter.skip = list_skip(p);
    f->query = search_query_of(p, &f->asked);
    struct live_view view = live_read(p->house->live);
    struct roster_page organisations = roster_organisations(w, view.roster, &p->scope, &named);
    f->hits = search_listings(w, &view, &p->scope, &f->query, &wish);
    live_done(&view);
    int64_t ids[SEARCH_PAGE];
    for (size_t i = 0; i < f->hits.count; i++) {
        ids[i] = f->hits.hits[i].listing;
    }
    f->listings = listing_page(w, ids, f->hits.count);
    f->titles = title_list(w, &f->listings);
    f->organisations = organisation_page(w, organisations.ids, shown(organisations.count));
    f->organisation_total = organisations.total;
    f->clusters = clusters_named(w, f->asked.words);
}

static str concepts_said(struct page *p, const struct search_query *q) {
    struct work *w = &p->work;
    struct buf out = {.mem = w->mem};
    for (size_t i = 0; i < q->meaning.count && i < CONCEPTS_SAID; i++) {
        uint32_t concept = q->meaning.at[i].key;
        buf_add(&out, i ? say(w, ", ") : (str){0});
        buf_add(&out, lexicon_label(reader_lexicon(p->reader), concept, w->tongue));
    }
    return buf_str(&out);
}

/* What the words are taken to mean, and in which language. */
static void understood(struct page *p, const struct search_query *q) {
    struct work *w = &p->work;
    str said = concepts_said(p, q);
    if (!said.len) {
        return;
    }
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(q->tongue == w->tongue
                            ? say(w, "Understood as: {}", txt(said))
                            : say(w, "Understood as: {1} (read as {2})", txt(said),
                                      txt(language_name(w->tongue, tongue_code(q->tongue))))));
}

static void no_hits(struct page *p, const struct found *f) {
    struct work *w = &p->work;
    const struct saved_search *a = &f->asked;
    bool narrowed = a->side.len || a->kind.len || a->place.len || a->sector.len || a->lang.len;
    struct saved_search plain = {.words = a->words};
    html(&p->out, "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<p class='acts'>",
            txt(narrowed ? say(w, "Nothing fits all of that")
                         : say(w, "No need or offer says this")),
            txt(narrowed ? say(w, "Take one condition back, or search without any.")
                         : say(w, "Try another word for it, or a wider one. It is looked for in"
                                  " all languages.")));
    html(&p->out, "<a class='button plain' href='/{}{}'>{}</a></p>\n</div>\n", txt(p->lang),
            txt(narrowed ? search_address(p, &plain) : STR("/listings")),
            txt(narrowed ? say(w, "Search without conditions") : say(w, "All needs and offers")));
}

static const struct search_hit *hit_of(const struct found *f, int64_t listing) {
    for (size_t i = 0; i < f->hits.count; i++) {
        if (f->hits.hits[i].listing == listing) {
            return &f->hits.hits[i];
        }
    }
    return &f->hits.hits[0];
}

static void hits(struct page *p, const struct found *f) {
    struct search_shown s = {&f->query, &f->titles, page_number(p, STR("since"))};
    if (f->hits.total == 0) {
        no_hits(p, f);
        return;
    }
    html(&p->out, "<h2 class='visually-hidden'>{}</h2>\n<ul class='rows'>\n",
            txt(say(&p->work, "Needs and offers")));
    for (size_t i = 0; i < f->listings.count; i++) {
        const struct listing *l = &f->listings.at[i];
        search_hit(p, &s, hit_of(f, l->id), l);
    }
    html(&p->out, "</ul>\n");
    list_paging(p, f->hits.total);
}

static void organisations(struct page *p, const struct found *f) {
    struct work *w = &p->work;
    if (f->organisation_total == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(w, "Organisations of that name")));
    for (size_t i = 0; i < f->organisations.count; i++) {
        brief_organisation(p, &f->organisations.at[i]);
    }
    html(&p->out, "</ul>\n");
    if (f->organisation_total > EACH_SHOWN) {
        html(&p->out, "<p><a href='/{}/organisations?q={}'>{}</a></p>\n", txt(p->lang),
                url(f->asked.words),
                txt(say_many(
                        w, "See it in the list", "See all {} in the list", f->organisation_total)));
    }
}

static void clusters(struct page *p, const struct found *f) {
    if (f->clusters.count == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(&p->work, "Clusters of that name")));
    for (size_t i = 0; i < shown(f->clusters.count); i++) {
        brief_cluster(p, &f->clusters.at[i]);
    }
    html(&p->out, "</ul>\n");
}

static void total(struct page *p, const struct found *f) {
    struct work *w = &p->work;
    html(&p->out, "<p class='total' role='status'>{}</p>\n",
            txt(say_many(w, "One need or offer for “{2}”", "{1} needs and offers for “{2}”",
                    f->hits.total, txt(f->asked.words))));
    understood(p, &f->query);
    search_facets(p, &f->asked, &f->hits);
}

static void results(struct page *p, const struct found *f) {
    total(p, f);
    html(&p->out, "<div class='two'>\n<div>\n");
    hits(p, f);
    html(&p->out, "</div>\n<div>\n");
    if (page_signed_in(p)) {
        saved_search_form(p, &f->asked, &f->saved.all);
    }
    organisations(p, f);
    clusters(p, f);
    if (f->saved.all.count) {
        saved_search_rows(p, &f->saved);
    }
    html(&p->out, "</div>\n</div>\n");
}

static void beginning(struct page *p, const struct found *f) {
    struct work *w = &p->work;
    if (f->saved.all.count) {
        saved_search_rows(p, &f->saved);
        return;
    }
    html(&p->out,
            "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<p class='acts'>"
            "<a class='button plain' href='/{}/listings'>{}</a></p>\n</div>\n",
            txt(say(w, "Here will stand what is found")),
            txt(say(w, "Type what you look for: a thing, a process, a standard, a name. Exact"
                       " words and numbers come first, then what means the same.")),
            txt(p->lang), txt(say(w, "All needs and offers")));
}

static void sector_choice(struct page *p, str chosen) {
    struct work *w = &p->work;
    struct code_names all = list_sectors(w);
    html(&p->out, "<select name='sector' aria-label='{}'><option value=''>{}</option>",
            txt(say(w, "Sector")), txt(say(w, "All sectors")));
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<option value='{}'", txt(all.at[i].code));
        if (str_eq(all.at[i].code, chosen)) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(all.at[i].name));
    }
    html(&p->out, "</select>");
}

static void kept(struct page *p, str name, str value) {
    if (value.len) {
        html(&p->out, "<input type='hidden' name='{}' value='{}'>", txt(name), txt(value));
    }
}

static void box(struct page *p, const struct saved_search *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<form class='find-large' role='search' data-live='list' action='/{}/search'"
            " aria-label='{}'>\n<input type='search' name='q' value='{}' maxlength='100'"
            " aria-label='{}' autocomplete='off'><button class='button'>{}</button>\n",
            txt(p->lang), txt(say(w, "Search everything")), txt(a->words), txt(say(w, "Words")),
            txt(say(w, "Search")));
    sector_choice(p, a->sector);
    kept(p, STR("side"), a->side);
    kept(p, STR("kind"), a->kind);
    kept(p, STR("place"), a->place);
    kept(p, STR("language"), a->lang);
    html(&p->out, "</form>\n");
}

void search_page(struct page *p) {
    struct work *w = &p->work;
    struct found f = {.asked = search_asked(p)};
    if (f.asked.words.len) {
        look(p, &f);
    }
    f.saved = saved_search_read(p);
    page_open_with(p, say(w, "Search"));
    html(&p->out, "<div class='head'><div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div></div>\n",
            txt(say(w, "Search")),
            txt(say(w, "Words may be in any of the seven languages; the same thing is found in all"
                       " of them.")));
    box(p, &f.asked);
    html(&p->out, "<div id='list'>\n");
    if (f.asked.words.len) {
        results(p, &f);
    } else {
        beginning(p, &f);
    }
    html(&p->out, "</div>\n");
    page_close(p);
}

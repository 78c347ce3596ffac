#include "web/cluster_list_page.h"

#include "directory/cluster.h"
#include "lang/collate.h"
#include "lang/fold.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/choices.h"
#include "web/fact.h"
#include "web/list.h"
#include "web/member_count.h"
#include "web/place.h"
#include "wire/html.h"

#include <stdlib.h>
#include <string.h>

enum { SORT_BYTES = 48 };

struct cluster_row {
    unsigned char order[SORT_BYTES]; /* of the name, as the reader's language sorts */
    const struct cluster *cluster;
    struct member_count members;
};

struct cluster_rows {
    struct cluster_row *at;
    size_t count;
    struct code_names countries; /* that there are clusters in */
};

static int by_name(const void *a, const void *b) {
    return memcmp(a, b, SORT_BYTES);
}

static bool in_country(const struct cluster *c, str country) {
    return !country.len || str_eq(c->country, country) || str_lists(c->countries, country);
}

static bool called(struct work *w, const struct cluster *c, str words) {
    str name = fold_search(w->mem, c->name);
    str rest = fold_search(w->mem, words);
    str word;
    bool all = true;
    while (all && rest.len && str_cut(&rest, ' ', &word)) {
        all = str_has(name, word);
    }
    return all;
}

static bool wanted(struct page *p, const struct cluster *c) {
    str ecosystem = page_query(p, STR("ecosystem"));
    return in_country(c, page_query(p, STR("country"))) &&
           (!ecosystem.len || str_lists(c->ecosystems, ecosystem)) &&
           called(&p->work, c, page_query(p, STR("q")));
}

/* The countries that there are clusters in, in the order of the reader's language. */
static struct code_names countries_of(struct work *w, const struct clusters *all) {
    struct code_names every = country_list(w);
    struct code_name *at = arena_new(w->mem, struct code_name, every.count);
    size_t count = 0;
    for (size_t i = 0; i < every.count; i++) {
        size_t j = 0;
        while (j < all->count && !in_country(&all->at[j], every.at[i].code)) {
            j++;
        }
        if (j < all->count) {
            at[count++] = every.at[i];
        }
    }
    return (struct code_names){at, count};
}

static struct cluster_rows read_rows(struct page *p) {
    struct clusters all = cluster_list(&p->work);
    struct cluster_rows found = {.at = arena_new(p->work.mem, struct cluster_row, all.count),
            .countries = countries_of(&p->work, &all)};
    struct live_view view = live_read(p->house->live);
    struct member_counts members = member_counts(p, view.roster);
    for (size_t i = 0; i < all.count; i++) {
        if (wanted(p, &all.at[i])) {
            struct cluster_row *row = &found.at[found.count++];
            row->cluster = &all.at[i];
            row->members = member_count_of(&members, all.at[i].id);
            (void)collate_key(&view.roster->collators, collate_of(p->work.tongue), all.at[i].name,
                    row->order, SORT_BYTES);
        }
    }
    live_done(&view);
    qsort(found.at, found.count, sizeof(*found.at), by_name);
    return found;
}

static void filter(struct page *p, const struct cluster_rows *rows) {
    struct work *w = &p->work;
    struct list_control controls[] = {
            {.name = STR("country"),
                    .said = say(w, "Country"),
                    .any = say(w, "any country"),
                    .choices = rows->countries},
            {.name = STR("ecosystem"),
                    .said = say(w, "Industrial ecosystem"),
                    .any = say(w, "any ecosystem"),
                    .choices = choices_ecosystems(w)},
            {.name = STR("q"),
                    .said = say(w, "Words of the name"),
                    .any = say(w, "anything"),
                    .typed = true},
    };
    list_filter(p,
            say(w, "Clusters in {} that work in {}, with {} in the name", list_place(0),
                    list_place(1), list_place(2)),
            controls, 3);
}

static void number_cell(struct page *p, str title, size_t count) {
    html(&p->out, "<td data-label='{}' class='num'>{}</td>", txt(title),
            txt(locale_num(&p->work, (int64_t)count)));
}

static void row(struct page *p, const struct cluster_row *r) {
    struct work *w = &p->work;
    const struct cluster *c = r->cluster;
    html(&p->out, "<tr><th scope='row'><a href='/{}{}' lang='{}'><bdi>{}</bdi></a></th>",
            txt(p->lang), txt(page_address(p, STR("clusters"), c->id, c->name)), txt(c->lang),
            txt(c->name));
    html(&p->out, "<td data-label='{}'>{}</td>", txt(say(w, "Place")),
            txt(place_text(w, c->place, c->region, c->country)));
    html(&p->out, "<td data-label='{}'>{}</td>", txt(say(w, "Ecosystems")),
            txt(fact_text(w, column_named(&cluster_columns, STR("ecosystems")), c->ecosystems)));
    html(&p->out, "<td data-label='{}'>{}</td>", txt(say(w, "Label")),
            txt(label(w, LABEL_MEDAL, c->label)));
    number_cell(p, say(w, "Companies"), r->members.company);
    number_cell(p, say(w, "Research"), r->members.research);
    number_cell(p, say(w, "Others"), r->members.public_body + r->members.association);
    html(&p->out, "</tr>\n");
}

static void table(struct page *p, const struct cluster_rows *rows) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<caption class='visually-hidden'>{}</caption>\n<thead><tr>",
            txt(say(w, "Sorted by name")));
    list_head(p, say(w, "Name"));
    list_head(p, say(w, "Place"));
    list_head(p, say(w, "Ecosystems"));
    list_head(p, say(w, "Label"));
    list_head_number(p, say(w, "Companies"));
    list_head_number(p, say(w, "Research"));
    list_head_number(p, say(w, "Others"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    size_t skip = list_skip(p);
    for (size_t i = skip; i < rows->count && i < skip + LIST_PAGE; i++) {
        row(p, &rows->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void add_button(struct page *p) {
    if (p->scope.reach == 2) {
        html(&p->out, "<a class='button' href='/{}/clusters/new'>{}</a>\n", txt(p->lang),
                txt(say(&p->work, "Add a cluster")));
    }
}

static void empty(struct page *p, const struct cluster_rows *rows) {
    struct work *w = &p->work;
    if (rows->countries.count) {
        list_empty(p, say(w, "No cluster fits all of that"),
                say(w, "Leave something out of the sentence above, or write fewer letters of the"
                       " name."));
    } else {
        list_empty(p, say(w, "Here will stand the clusters"),
                say(w, "An administrator adds the first one."));
        add_button(p);
    }
    list_empty_end(p);
}

void cluster_list_page(struct page *p) {
    struct work *w = &p->work;
    struct cluster_rows rows = read_rows(p);

    page_open_with(p, say(w, "Clusters"));
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n</div>\n<div class='acts'>",
            txt(say(w, "Clusters")));
    add_button(p);
    html(&p->out, "</div>\n</div>\n");
    filter(p, &rows);
    list_open(p, say_many(w, "One cluster", "{} clusters", rows.count));
    if (rows.count) {
        table(p, &rows);
    } else {
        empty(p, &rows);
    }
    list_close(p, rows.count);
    page_close(p);
}

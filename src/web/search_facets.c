#include "web/search_facets.h"

#include "lang/codes.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

enum { CHIPS_MOST = 9 };

/* One value that can be chosen. */
struct chip {
    str value, said;
    size_t hits;
    bool chosen;
};

static str value_among(enum label_set set, uint64_t code) {
    struct label_values all = label_values(set);
    for (size_t i = 0; i < all.count; i++) {
        if (roster_code(str_of(all.at[i].value)) == code) {
            return str_of(all.at[i].value);
        }
    }
    return (str){0};
}

/* A code of two letters, as countries and languages have. */
static str two_letters(struct arena *mem, uint64_t code) {
    const char letters[2] = {(char)(code >> 8), (char)code};
    return arena_copy(mem, (str){letters, sizeof(letters)});
}

static str said_of(struct work *w, enum search_by by, str value) {
    if (by == SEARCH_BY_SIDE) {
        return str_eq(value, STR("need")) ? say(w, "Needs") : say(w, "Offers");
    }
    if (by == SEARCH_BY_KIND) {
        return label(w, LABEL_LISTING, value);
    }
    return by == SEARCH_BY_COUNTRY ? country_name(w->tongue, value)
                                   : language_name(w->tongue, value);
}

static str value_of(struct work *w, enum search_by by, uint64_t code) {
    if (by == SEARCH_BY_SIDE) {
        return value_among(LABEL_SIDE, code);
    }
    return by == SEARCH_BY_KIND ? value_among(LABEL_LISTING, code) : two_letters(w->mem, code);
}

/* What of the filter the facet stands for. */
static str *part_of(struct saved_search *s, enum search_by by) {
    str *const parts[SEARCH_BYS] = {[SEARCH_BY_SIDE] = &s->side,
            [SEARCH_BY_KIND] = &s->kind,
            [SEARCH_BY_COUNTRY] = &s->place,
            [SEARCH_BY_TONGUE] = &s->lang};
    return parts[by];
}

static void write_chip(
        struct page *p, const struct saved_search *asked, enum search_by by, const struct chip *c) {
    struct saved_search then = *asked;
    struct buf to = {.mem = p->work.mem};
    *part_of(&then, by) = c->chosen ? (str){0} : c->value;
    buf_add(&to, STR("/"));
    buf_add(&to, p->lang);
    buf_add(&to, search_address(p, &then));
    html(&p->out, "<li><a href='{}'", link_to(buf_str(&to)));
    if (c->chosen) {
        html(&p->out, " aria-current='true'");
    }
    html(&p->out, ">{} <span class='quiet'>{}</span>", txt(c->said),
            txt(locale_num(&p->work, (int64_t)c->hits)));
    if (c->chosen) {
        html(&p->out, "<span class='visually-hidden'>{}</span>",
                txt(say(&p->work, "Take this condition back")));
    }
    html(&p->out, "</a></li>\n");
}

static struct chip chip_of(struct work *w, enum search_by by, str chosen, struct search_facet f) {
    struct chip c = {.value = value_of(w, by, f.code), .hits = f.hits};
    c.said = said_of(w, by, c.value);
    c.chosen = str_eq(c.value, chosen) ||
               (by == SEARCH_BY_COUNTRY && chosen.len > 2 && str_starts(chosen, c.value));
    return c;
}

/* The first ones, and the chosen one wherever it stands, also where nothing of it is found. */
static void write_facet(struct page *p, const struct saved_search *asked, enum search_by by,
        const struct search_facets *f) {
    struct saved_search now = *asked;
    str chosen = *part_of(&now, by);
    bool seen = false;
    for (size_t i = 0; i < f->count; i++) {
        struct chip c = chip_of(&p->work, by, chosen, f->at[i]);
        seen |= c.chosen;
        if (c.value.len && (i < CHIPS_MOST || c.chosen)) {
            write_chip(p, asked, by, &c);
        }
    }
    if (chosen.len && !seen) {
        struct chip c = {.value = chosen, .said = said_of(&p->work, by, chosen), .chosen = true};
        write_chip(p, asked, by, &c);
    }
}

void search_facets(struct page *p, const struct saved_search *asked, const struct search_found *f) {
    struct work *w = &p->work;
    const str names[SEARCH_BYS] = {[SEARCH_BY_SIDE] = say(w, "Side"),
            [SEARCH_BY_KIND] = say(w, "Kind"),
            [SEARCH_BY_COUNTRY] = say(w, "Country"),
            [SEARCH_BY_TONGUE] = say(w, "Language")};
    struct saved_search now = *asked;
    html(&p->out, "<dl class='narrow-down'>\n");
    for (enum search_by by = 0; by < SEARCH_BYS; by++) {
        if (f->facets[by].count > 1 || part_of(&now, by)->len) {
            html(&p->out, "<div><dt>{}</dt><dd><ul class='chips'>\n", txt(names[by]));
            write_facet(p, asked, by, &f->facets[by]);
            html(&p->out, "</ul></dd></div>\n");
        }
    }
    html(&p->out, "</dl>\n");
}

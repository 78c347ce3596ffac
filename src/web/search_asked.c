#include "web/search_asked.h"

#include "wire/html.h"

struct saved_search search_asked(const struct page *p) {
    return (struct saved_search){.words = str_trim(page_query(p, STR("q"))),
            .side = page_query(p, STR("side")),
            .kind = page_query(p, STR("kind")),
            .place = page_query(p, STR("place")),
            .sector = page_query(p, STR("sector")),
            .lang = page_query(p, STR("language"))};
}

struct saved_search search_asked_form(const struct page *p) {
    return (struct saved_search){.name = page_form_line(p, STR("name")),
            .words = page_form_line(p, STR("q")),
            .side = page_form_line(p, STR("side")),
            .kind = page_form_line(p, STR("kind")),
            .place = page_form_line(p, STR("place")),
            .sector = page_form_line(p, STR("sector")),
            .lang = page_form_line(p, STR("language"))};
}

static void add(struct buf *out, str name, str value) {
    if (value.len) {
        buf_add(out, STR("&"));
        html(out, "{}={}", url(name), url(value));
    }
}

str search_address(struct page *p, const struct saved_search *s) {
    struct buf out = {.mem = p->work.mem};
    html(&out, "/search?q={}", url(s->words));
    add(&out, STR("side"), s->side);
    add(&out, STR("kind"), s->kind);
    add(&out, STR("place"), s->place);
    add(&out, STR("sector"), s->sector);
    add(&out, STR("language"), s->lang);
    return buf_str(&out);
}

struct search_wish search_wish_of(const struct saved_search *s) {
    bool region = s->place.len > 2;
    return (struct search_wish){.filter = {.side = s->side,
                                        .kind = s->kind,
                                        .country = region ? (str){0} : s->place,
                                        .region = region ? s->place : (str){0},
                                        .sector = s->sector,
                                        .tongue = s->lang}};
}

struct search_query search_query_of(struct page *p, const struct saved_search *s) {
    return search_read(&p->work, p->reader, p->house->detector, &p->scope, s->words);
}

size_t *search_fresh(struct page *p, const struct saved_searches *all) {
    struct work *w = &p->work;
    size_t *fresh = arena_new(w->mem, size_t, all->count + 1);
    struct arena_mark clean = arena_mark(w->mem);
    for (size_t i = 0; i < all->count; i++) {
        struct search_query q = search_query_of(p, &all->at[i]);
        struct search_wish wish = search_wish_of(&all->at[i]);
        wish.since = all->at[i].seen;
        struct live_view view = live_read(p->house->live);
        fresh[i] = search_listings(w, &view, &p->scope, &q, &wish).fresh;
        live_done(&view);
        arena_rewind(w->mem, clean);
    }
    return fresh;
}

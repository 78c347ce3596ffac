#include "web/title.h"

#include "db/db.h"
#include "web/wording.h"

static struct titles read(struct work *w, struct rows *r) {
    struct titles t = {.all.at = arena_new(w->mem, struct translation, TITLES_MOST)};
    struct translation one = {.object = STR("listing"), .field = STR("title")};
    while (t.all.count < TITLES_MOST &&
            db_next(r, to(one.object_id), to(one.lang), to(one.body), to(one.made_by))) {
        t.all.at[t.all.count++] = one;
    }
    db_stop(r);
    return t;
}

struct titles title_list(struct work *w, const struct listings *page) {
    struct arg values[1 + LISTING_PAGE] = {txt(tongue_code(w->tongue))};
    for (size_t i = 0; i < LISTING_PAGE; i++) {
        values[1 + i] = num(i < page->count ? page->at[i].id : 0);
    }
    struct rows r = db_rows_of(w,
            "SELECT object_id, lang, body, made_by FROM translation"
            " WHERE object = 'listing' AND field = 'title' AND lang IN (?, 'en')"
            " AND object_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?) ORDER BY object_id",
            ((struct args){values, 1 + LISTING_PAGE}));
    return read(w, &r);
}

struct titles title_list_of(struct work *w, int64_t organisation) {
    struct rows r = db_rows(w,
            "SELECT object_id, lang, body, made_by FROM translation"
            " WHERE object = 'listing' AND field = 'title' AND lang IN (?, 'en')"
            " AND object_id IN (SELECT id FROM listing WHERE organisation_id = ?)"
            " ORDER BY object_id",
            txt(tongue_code(w->tongue)), num(organisation));
    return read(w, &r);
}

/* Those of one listing stand together. */
static struct translations of_listing(const struct titles *titles, int64_t id) {
    struct translations found = {0};
    for (size_t i = 0; i < titles->all.count; i++) {
        if (titles->all.at[i].object_id == id) {
            found.at = found.at ? found.at : &titles->all.at[i];
            found.count++;
        }
    }
    return found;
}

void title_line(struct page *p, const struct titles *titles, const struct listing *l) {
    struct translations own = of_listing(titles, l->id);
    struct wording_of title = {&own, STR("title"), l->title, l->lang};
    wording_line(p, &title);
}

#include "web/match_json.h"

#include "api/partners.h"
#include "web/list.h"
#include "web/match_find.h"

enum { MATCH_TEXTS = 4 }; /* of each partner */

/* The texts of one page, as far as the reader may see them: a statement for each 25. */
static struct listings texts_of(struct page *p, const struct matches *shown) {
    int64_t ids[LIST_PAGE * MATCH_TEXTS];
    size_t count = 0;
    for (size_t i = 0; i < shown->count && i < LIST_PAGE; i++) {
        const struct match *m = &shown->at[i];
        ids[count++] = m->gain.need;
        ids[count++] = m->gain.offer;
        ids[count++] = m->give.need;
        ids[count++] = m->give.offer;
    }
    struct listings all = {.at = arena_new(p->work.mem, struct listing, count + 1)};
    for (size_t from = 0; from < count; from += LISTING_PAGE) {
        size_t some = count - from < LISTING_PAGE ? count - from : LISTING_PAGE;
        struct listings found = listing_page(&p->work, ids + from, some);
        for (size_t i = 0; i < found.count; i++) {
            all.at[all.count++] = found.at[i];
        }
    }
    return all;
}

static struct matches page_of(const struct matches *all, size_t skip) {
    struct matches shown = {.at = all->at + (skip < all->count ? skip : 0)};
    size_t left = skip < all->count ? all->count - skip : 0;
    shown.count = left < LIST_PAGE ? left : LIST_PAGE;
    return shown;
}

static void address(struct page *p, struct json *j, str key, size_t number) {
    json_key(j, key);
    if (number == 0) {
        json_none(j);
        return;
    }
    struct buf digits = {.mem = p->work.mem};
    buf_num(&digits, (int64_t)number);
    json_text(j, list_address(p, STR("page"), buf_str(&digits)));
}

void match_list_json(struct page *p) {
    struct match_wish wish = {.one_way = str_eq(page_query(p, STR("way")), STR("one")),
            .at_home = page_query(p, STR("home")).len != 0,
            .most = RESCORE_MOST};
    struct match_found found = match_find(p, p->id, &wish);
    size_t skip = list_skip(p);
    struct matches shown = page_of(&found.matches, skip);
    struct listings texts = texts_of(p, &shown);
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }

    struct json j = {.out = &p->out};
    struct live_view view = live_read(p->house->live);
    struct partners_of of = {.view = &view,
            .organisation = p->id,
            .tongue = p->work.tongue,
            .weights = &found.weighing.channels,
            .texts = &texts};
    json_object_begin(&j);
    partners_members(&j, p->work.mem, &of, &shown);
    live_done(&view);
    json_key(&j, STR("of"));
    json_num(&j, (int64_t)found.matches.count);
    address(p, &j, STR("next"), skip + LIST_PAGE < found.matches.count ? skip / LIST_PAGE + 2 : 0);
    json_object_end(&j);
    buf_add(&p->out, STR("\n"));
    page_data(p);
}

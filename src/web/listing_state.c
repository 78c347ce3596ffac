#include "web/listing_state.h"

#include "lang/date.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

enum { DAY_SECONDS = 24 * 3600 };

bool listing_lapsed(struct page *p, const struct listing *l) {
    return str_eq(l->status, STR("expired")) ||
           (l->valid_until.len && str_order(l->valid_until, page_today(p)) < 0);
}

bool listing_open(struct page *p, const struct listing *l) {
    return str_eq(l->status, STR("published")) && !listing_lapsed(p, l);
}

static bool lapses_soon(struct page *p, const struct listing *l) {
    str soon = date_of(p->work.mem, p->work.now + (int64_t)LISTING_SOON_DAYS * DAY_SECONDS);
    return l->valid_until.len && str_order(l->valid_until, soon) <= 0;
}

static void write_tag(struct page *p, str look, str said) {
    html(&p->out, "<span class='{}'>{}</span>", txt(look), txt(said));
}

void listing_state(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    bool published = str_eq(l->status, STR("published"));
    if (published && listing_lapsed(p, l)) {
        write_tag(p, STR("state bad"), label(w, LABEL_STATUS, STR("expired")));
    } else if (published && lapses_soon(p, l)) {
        write_tag(p, STR("state care"),
                say(w, "Lapses after {}", txt(locale_date(w, l->valid_until, DATE_SHORT))));
    } else if (published) {
        write_tag(p, STR("state good"), label(w, LABEL_STATUS, l->status));
    } else if (str_eq(l->status, STR("expired"))) {
        write_tag(p, STR("state bad"), label(w, LABEL_STATUS, l->status));
    } else {
        write_tag(p, STR("state"), label(w, LABEL_STATUS, l->status));
    }
}

str listing_address(struct page *p, const struct listing *l, str query) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, page_address(p, STR("listings"), l->id, l->title));
    buf_add(&to, query);
    return buf_str(&to);
}

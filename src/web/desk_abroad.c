#include "web/desk_abroad.h"

#include "directory/attention.h"
#include "lang/say.h"
#include "web/brief.h"
#include "wire/html.h"

struct desk_abroad desk_abroad_read(struct page *p) {
    int64_t ids[ATTENTION_ABROAD];
    struct desk_abroad d = {0};
    struct live_view view = live_read(p->house->live);
    size_t count = attention_abroad(&p->work, view.roster, &p->scope, p->session.cluster, ids);
    live_done(&view);
    d.listings = listing_page(&p->work, ids, count);
    d.titles = title_list(&p->work, &d.listings);
    return d;
}

void desk_abroad_rows(struct page *p, const struct desk_abroad *d) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "New from partners abroad")));
    if (d->listings.count == 0) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Here will stand what clusters in other countries need and offer.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < d->listings.count; i++) {
        brief_listing(p, &d->listings.at[i], &d->titles);
    }
    html(&p->out, "</ul>\n<p><a href='/{}/listings'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "All needs and offers")));
}

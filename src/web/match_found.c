#include "web/match_found.h"

#include "match/rescore.h"

static struct match_found look_closer(struct page *p, struct matches all) {
    struct rescore_by by = {.lexicon = reader_lexicon(p->reader),
            .letters = live_letters(p->house->live),
            .codes = live_codes(p->house->live),
            .weights = channel_weights(&p->work, p->session.cluster)};
    rescore(&p->work, &by, &all);
    thesaurus_close(by.codes);
    struct live_view view = live_read(p->house->live);
    match_veil(view.roster, &p->scope, &all);
    live_done(p->house->live);
    return (struct match_found){all, by.weights};
}

struct match_found match_found_list(struct page *p, bool one_way, bool at_home) {
    struct match_wish wish = {.one_way = one_way, .at_home = at_home, .most = RESCORE_MOST};
    struct live_view view = live_read(p->house->live);
    struct matches all = match_organisation(&p->work, view.index, view.roster, p->id, &wish);
    live_done(p->house->live);
    return look_closer(p, all);
}

struct match_found match_found_pair(struct page *p) {
    struct live_view view = live_read(p->house->live);
    struct matches one = match_pair(&p->work, view.index, view.roster, p->id, p->other);
    live_done(p->house->live);
    return look_closer(p, one);
}

#include "web/match_find.h"

/* How much each channel found, by our weights. */
static void look_closer(struct page *p, struct match_found *found) {
    struct rescore_by by = {.lexicon = reader_lexicon(p->reader),
            .letters = live_letters(p->house->live),
            .codes = live_codes(p->house->live),
            .weights = found->weighing.channels};
    rescore(&p->work, &by, &found->matches);
    thesaurus_close(by.codes);
}

void match_find_veil(struct page *p, struct match_found *found) {
    struct live_view view = live_read(p->house->live);
    match_veil(view.roster, &p->scope, &found->matches);
    live_done(&view);
}

static struct match_found begin(struct page *p) {
    return (struct match_found){.weighing = weighing_of(&p->work, p->session.cluster)};
}

static void find(
        struct page *p, int64_t ours, const struct match_wish *wish, struct match_found *found) {
    struct live_view view = live_read(p->house->live);
    found->matches = match_organisation(&p->work, view.index, view.roster, ours, wish);
    live_done(&view);
    look_closer(p, found);
}

struct match_found match_find(struct page *p, int64_t ours, const struct match_wish *wish) {
    struct match_found found = begin(p);
    find(p, ours, wish, &found);
    found.facts =
            order_read(&p->work, p->session.cluster, ours, &found.weighing.order, &found.matches);
    order_sort(&found.weighing.order, &found.matches, &found.facts);
    match_find_veil(p, &found);
    return found;
}

bool match_find_one(struct page *p, int64_t ours, int64_t theirs, struct match_found *found) {
    *found = begin(p);
    struct live_view view = live_read(p->house->live);
    found->matches = match_pair(&p->work, view.index, view.roster, ours, theirs);
    live_done(&view);
    look_closer(p, found);
    found->facts = order_read(&p->work, p->session.cluster, ours, NULL, &found->matches);
    match_find_veil(p, found);
    return found->matches.count > 0 && found->matches.at[0].partner != 0;
}

struct match_found match_find_plain(struct page *p, int64_t ours, const struct match_wish *wish) {
    struct match_found found = begin(p);
    find(p, ours, wish, &found);
    found.facts = order_read(&p->work, p->session.cluster, ours, NULL, &found.matches);
    return found;
}

struct match_found match_find_order(
        struct page *p, const struct match_found *plain, const struct weighing *weighing) {
    struct match_found found = {.weighing = *weighing,
            .matches = {arena_new(p->work.mem, struct match, plain->matches.count + 1),
                    plain->matches.count},
            .facts = {arena_new(p->work.mem, struct order_facts, plain->facts.count + 1),
                    plain->facts.count}};
    for (size_t i = 0; i < plain->matches.count; i++) {
        found.matches.at[i] = plain->matches.at[i];
    }
    for (size_t i = 0; i < plain->facts.count; i++) {
        found.facts.at[i] = plain->facts.at[i];
    }
    rescore_weigh(&weighing->channels, &found.matches);
    order_sort(&weighing->order, &found.matches, &found.facts);
    return found;
}

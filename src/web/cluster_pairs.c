#include "web/cluster_pairs.h"

#include "directory/organisation.h"
#include "lang/say.h"
#include "match/live.h"
#include "web/match_view.h"
#include "wire/html.h"

struct names {
    struct organisations ours, theirs;
};

static void veil(struct page *p, const struct roster *r, struct rollup_pairs *pairs) {
    for (size_t i = 0; i < pairs->count; i++) {
        struct matches one = {.at = &pairs->at[i].match, .count = 1};
        match_veil(r, &p->scope, &one);
    }
}

struct rollup_pairs cluster_pairs(struct page *p, int64_t ours, int64_t theirs) {
    struct live_view view = live_read(p->house->live);
    struct rollup_pairs pairs = rollup_pairs(&p->work, view.index, view.roster, ours, theirs);
    veil(p, view.roster, &pairs);
    live_done(&view);
    return pairs;
}

static struct names read_names(struct page *p, const struct rollup_pairs *pairs, size_t count) {
    int64_t ours[CLUSTER_PAIRS_MOST];
    int64_t theirs[CLUSTER_PAIRS_MOST];
    for (size_t i = 0; i < count; i++) {
        ours[i] = pairs->at[i].ours;
        theirs[i] = pairs->at[i].match.partner;
    }
    return (struct names){
            organisation_page(&p->work, ours, count), organisation_page(&p->work, theirs, count)};
}

static const struct organisation *named(const struct organisations *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

static void pair_row(struct page *p, const struct rollup_pair *pair, const struct names *names) {
    struct work *w = &p->work;
    const struct organisation *ours = named(&names->ours, pair->ours);
    const struct organisation *theirs = named(&names->theirs, pair->match.partner);
    if (!ours) {
        return;
    }
    html(&p->out, "<tr><th scope='row' lang='{}'><bdi>{}</bdi></th><td data-label='{}'>",
            txt(ours->lang), txt(ours->name), txt(say(w, "Theirs")));
    if (theirs) {
        html(&p->out, "<a href='/{}/organisations/{}/partners/{}' lang='{}'><bdi>{}</bdi></a>",
                txt(p->lang), num(ours->id), num(theirs->id), txt(theirs->lang), txt(theirs->name));
    } else {
        html(&p->out, "<span class='quiet'>{}</span>", txt(match_unnamed(p, &pair->match)));
    }
    html(&p->out,
            "</td><td class='num' data-label='{}'>{}</td><td class='num' data-label='{}'>{}</td>",
            txt(say(w, "They need, we offer")), num(match_hundred(pair->match.give.fit)),
            txt(say(w, "We need, they offer")), num(match_hundred(pair->match.gain.fit)));
    html(&p->out,
            "<td class='num' data-label='{}'><span class='fit'><meter min='0' max='100' value='{}'"
            " aria-label='{}'></meter><b>{}</b></span></td></tr>\n",
            txt(say(w, "Fit")), num(match_hundred(pair->match.score)), txt(say(w, "Fit")),
            num(match_hundred(pair->match.score)));
}

void cluster_pairs_table(struct page *p, const struct rollup_pairs *pairs, size_t most) {
    struct work *w = &p->work;
    size_t count = pairs->count < most ? pairs->count : most;
    struct names names = read_names(p, pairs, count);
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col' class='num'>{}</th>"
            "<th scope='col' class='num'>{}</th><th scope='col' class='num'>{}</th></tr></thead>\n"
            "<tbody>\n",
            txt(say(w, "Ours")), txt(say(w, "Theirs")), txt(say(w, "They need, we offer")),
            txt(say(w, "We need, they offer")), txt(say(w, "Fit")));
    for (size_t i = 0; i < count; i++) {
        pair_row(p, &pairs->at[i], &names);
    }
    html(&p->out, "</tbody>\n</table>\n");
    if (pairs->count > count) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(w, "One more pair fits less well.", "{} more pairs fit less well.",
                        pairs->count - count)));
    }
}

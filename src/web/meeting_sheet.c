#include "web/meeting_sheet.h"

#include "account/right.h"
#include "lang/zone.h"
#include "web/listing_state.h"

static struct sheet_side writer_side(const struct encounter *e) {
    return (struct sheet_side){.cluster = e->cluster,
            .organisation = e->own,
            .name = e->own ? e->own_name : e->cluster_name,
            .lang = e->own ? e->own_lang : e->cluster_lang,
            .country = e->own ? e->own_country : e->cluster_country};
}

static struct sheet_side other_side(const struct encounter *e) {
    return (struct sheet_side){.cluster = e->partner_cluster,
            .organisation = e->partner,
            .name = e->partner ? e->partner_name : e->partner_cluster_name,
            .lang = e->partner ? e->partner_lang : e->partner_cluster_lang,
            .country = e->partner ? e->partner_country : e->partner_cluster_country};
}

/* Drafts and what has lapsed are nothing to talk about. */
static struct listings open_ones(struct page *p, struct listings all) {
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (listing_open(p, &all.at[i])) {
            all.at[count++] = all.at[i];
        }
    }
    all.count = count;
    return all;
}

static void read_side(struct page *p, struct sheet_side *side) {
    struct work *w = &p->work;
    if (side->organisation && organisation_one(w, side->organisation, &side->shown)) {
        side->texts = open_ones(p, listing_of(w, side->organisation));
        side->titles = title_list_of(w, side->organisation);
    }
    side->zone = zone_of_place(w->mem, side->country, side->shown.region);
}

/* Only for those who keep our side, as on the page of the match itself. */
static bool read_match(struct page *p, struct meeting_sheet *s) {
    int64_t ours = s->ours.organisation;
    int64_t theirs = s->theirs.organisation;
    return ours && theirs && right_holds(&p->work, RIGHT_KEEP_ORGANISATION, ours) &&
           match_find_one(p, ours, theirs, &s->found) &&
           match_read(p, ours, &s->found.matches.at[0], &s->match);
}

/* Where an office meets, what members could do for each other is what it talks about: all of both
 * clusters, or those with the one organisation that takes part. */
static void read_pairs(struct page *p, struct meeting_sheet *s) {
    int64_t ours = s->ours.organisation;
    int64_t theirs = s->theirs.organisation;
    bool offices = s->ours.cluster && s->theirs.cluster && (!ours || !theirs);
    if (!offices || !right_holds(&p->work, RIGHT_OWN_CLUSTER, s->ours.cluster)) {
        return;
    }
    struct rollup_pairs all = cluster_pairs(p, s->ours.cluster, s->theirs.cluster);
    s->pairs.at = all.at;
    for (size_t i = 0; i < all.count; i++) {
        const struct rollup_pair *pair = &all.at[i];
        if ((!ours || pair->ours == ours) && (!theirs || pair->match.partner == theirs)) {
            s->pairs.at[s->pairs.count++] = *pair;
        }
    }
}

/* The note of the cluster the reader works for, else of their side's; only its own people read it. */
static void read_custom(struct page *p, struct meeting_sheet *s) {
    int64_t cluster = page_manages(p) ? p->session.cluster : s->ours.cluster;
    if (cluster && right_holds(&p->work, RIGHT_OWN_CLUSTER, cluster)) {
        (void)custom_one(&p->work, cluster, s->theirs.country, &s->custom);
    }
}

bool meeting_sheet_read(struct page *p, struct meeting_sheet *s) {
    struct work *w = &p->work;
    enum encounter_side side;
    if (!encounter_one(w, p->id, &s->encounter) || !encounter_standing(w, p->id, &side)) {
        return false;
    }
    struct encounter_people people = encounter_people(w, p->id);
    bool wrote = side == SIDE_OURS;
    s->speech = encounter_speech(w, p->id);
    s->ours = wrote ? writer_side(&s->encounter) : other_side(&s->encounter);
    s->theirs = wrote ? other_side(&s->encounter) : writer_side(&s->encounter);
    s->ours.people = wrote ? &s->speech.ours : &s->speech.theirs;
    s->theirs.people = wrote ? &s->speech.theirs : &s->speech.ours;
    read_side(p, &s->ours);
    read_side(p, &s->theirs);
    s->warnings = encounter_warnings(w, &s->encounter, &people);
    s->past = encounter_past(w, &s->encounter);
    s->matched = read_match(p, s);
    read_pairs(p, s);
    read_custom(p, s);
    return true;
}

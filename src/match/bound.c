#include "match/bound.h"

/* What a mirrored fit can come to, from a stated one between texts of these sectors: sectors in
 * common are half of it at most. */
static float mirrored(uint64_t ours, uint64_t theirs, float stated) {
    static const float root_of_half = 0.70711F;
    if (stated < FIT_LEAST || !ours || !theirs) {
        return 0;
    }
    bool one_lacks = (ours | theirs) & PARTITION_NO_SECTOR;
    if (ours & theirs & PARTITION_NO_SECTOR) {
        float most = FIT_MIRROR_SHARE * stated;
        float other = FIT_MIRROR_SHARE / 2 * (stated + 1);
        bool common = ours & theirs & ~PARTITION_NO_SECTOR;
        return common && other > most ? other : most;
    }
    if (ours & theirs) {
        return FIT_MIRROR_SHARE / 2 * (stated + 1);
    }
    return FIT_MIRROR_SHARE * stated * (one_lacks ? root_of_half : 0.5F);
}

float bound_most(const struct bound *b, float x, float y, struct partition_sectors theirs) {
    x = x >= FIT_LEAST && b->has_needs ? x : 0;
    y = y >= FIT_LEAST && b->has_offers ? y : 0;
    if (b->by == FIT_STATED) {
        return x > y ? x : y;
    }
    float from_y = mirrored(b->ours.customers, theirs.market, y);
    float from_x = mirrored(b->ours.market, theirs.customers, x);
    struct fit_both both = {
            .gain.fit = x > from_y ? x : from_y, .give.fit = y > from_x ? y : from_x};
    float mutual = fit_mutual(both.gain.fit, both.give.fit);
    float one_way = b->by == FIT_ONE_WAY ? 0.25F * (both.gain.fit + both.give.fit) : 0;
    return mutual > one_way ? mutual : one_way;
}

static const struct partition_sectors any_sectors = {UINT64_MAX, UINT64_MAX};
static const struct partition_sectors strange_sectors = {PARTITION_NO_SECTOR, PARTITION_NO_SECTOR};

/* The least x, in steps of 1/65,536, for which bound_most() comes to the score beside that y; or
 * the least y beside that x. */
static float least_for(const struct bound *b, float score, float other, bool y,
        const struct partition_sectors *theirs) {
    uint32_t low = 0;
    uint32_t high = PROFILE_SCALE + 1;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        float one = (float)middle / PROFILE_SCALE;
        float most = y ? bound_most(b, other, one, *theirs) : bound_most(b, one, other, *theirs);
        if (most >= score * 0.9999F && most > 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low > PROFILE_SCALE ? 2.0F * PROFILE_SCALE : (float)low;
}

/* Whoever is good enough has enough of one side whatever the other is, or at least `with` of both.
 * Any `with` is right; the greatest is taken that makes the first hardly easier. */
static struct partition_limits limits_for(
        const struct bound *b, float score, const struct partition_sectors *theirs) {
    static const float tried[] = {0.9F, 0.75F, 0.6F, 0.45F, 0.3F};
    static const float hardly = 0.9F;
    static const float least = FIT_LEAST * 0.999F;
    float x = least_for(b, score, least, false, theirs);
    float y = least_for(b, score, least, true, theirs);
    for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++) {
        float with = tried[i] * score;
        float x_alone = least_for(b, score, with, false, theirs);
        float y_alone = least_for(b, score, with, true, theirs);
        if (with > least && x_alone >= hardly * x && y_alone >= hardly * y) {
            return (struct partition_limits){x_alone, y_alone, with * PROFILE_SCALE};
        }
    }
    return (struct partition_limits){x, y, least * PROFILE_SCALE};
}

static float smallest(const struct partition_limits *l) {
    float least = l->with < l->x_alone ? l->with : l->x_alone;
    return least < l->y_alone ? least : l->y_alone;
}

void bound_limits(const struct bound *b, float score, struct partition_asked *asked) {
    asked->strangers = limits_for(b, score, &strange_sectors);
    asked->same_sector = limits_for(b, score, &any_sectors);
    float least = smallest(&asked->strangers);
    float other = smallest(&asked->same_sector);
    asked->reach = least < other ? least : other;
}

bool bound_is_hopeless(const struct bound *b) {
    return bound_most(b, 1, 1, any_sectors) <= 0;
}

struct bound bound_of(
        const struct fit_terms *terms, const struct profile *own, int32_t today, enum fit_by by) {
    struct bound b = {.ours = partition_sectors(terms, own), .by = by};
    for (size_t i = 0; i < own->text_count; i++) {
        bool open = fit_is_open(&own->texts[i], today);
        b.has_needs |= open && !own->texts[i].offer;
        b.has_offers |= open && own->texts[i].offer;
    }
    return b;
}

/* How well two organisations fit, as it is defined; everything quicker is measured against this.
 *
 * The fit of a need and an offer is the sum of the products of their impacts, of 65,536, times what
 * the conditions leave of it: nothing where a hard one fails (kinds that do not complement each
 * other, a country one of them excludes, a text that has lapsed), half outside the countries that
 * were wished for. Less than FIT_LEAST in common is nothing in common.
 *
 * Trade is mutual although only one side buys. Where a business need and a business offer fit,
 * the need opens a market (its owner's sectors) and the offer looks for customers (the sectors it
 * names): the mirrored fit, the other way, is a share of the cosine of goods and sectors together.
 *
 * One way, s(a, b) is the best fit of a need of a and an offer of b, or the best mirrored one; both
 * ways it is the harmonic mean 2xy / (x + y), and nothing where one is nothing (Pizzato et al.,
 * RECON: a reciprocal recommender for online dating, RecSys 2010). All of it is the same whichever
 * of the two asks. */
#pragma once

#include "match/profile.h"

#define FIT_LEAST 0.12F
#define FIT_MIRROR_SHARE 0.7F    /* of a mirrored fit, beside one that somebody wrote */
#define FIT_ELSEWHERE_SHARE 0.5F /* outside the countries a text wishes for */

/* What texts ask of the other side's country, and sectors, by the numbers texts hold; 0 is none. */
struct fit_conditions {
    str wished, excluded; /* "DE DK" */
};

struct fit_sectors {
    uint64_t bits[2];
    float root; /* of how many there are */
};

struct fit_terms {
    struct fit_conditions *conditions;
    struct fit_sectors *sectors;
    size_t condition_count, condition_room;
    size_t sector_count, sector_room;
};

/* The numbers of what a text asks for; what was asked for before has its number again. */
uint32_t fit_conditions_number(struct arena *mem, struct fit_terms *t, str wished, str excluded);
uint32_t fit_sectors_number(struct arena *mem, struct fit_terms *t, const uint64_t bits[2]);

/* One need and one offer that met, by their places in the two profiles. */
struct fit_meeting {
    float fit;   /* 0 to 1; 0: none met */
    float share; /* of the cosine that conditions leave */
    uint16_t ours, theirs;
    bool mirrored;
};

struct fit_both {
    struct fit_meeting gain;        /* our need, their offer; or our customers, their market */
    struct fit_meeting give;        /* their need, our offer */
    float stated_gain, stated_give; /* the best of what people wrote themselves */
};

float fit_mutual(float x, float y);

/* What partners are ranked by. */
enum fit_by {
    FIT_MUTUAL,
    FIT_ONE_WAY, /* where only one way fits, half of half of both */
    FIT_STATED,  /* the best that somebody wrote, either way */
    FIT_BYS
};

float fit_score(const struct fit_both *f, enum fit_by by);

bool fit_is_open(const struct profile_text *t, int32_t today);

/* What conditions leave of the cosine of a need and an offer; 0 where a hard one fails. */
float fit_share(const struct fit_terms *terms, const struct profile_text *a, uint16_t country_of_a,
        const struct profile_text *b, uint16_t country_of_b);

/* Two who are weighed. */
struct fit_pair {
    const struct fit_terms *terms;
    const struct profile *ours, *theirs;
};

/* Takes the products' sum of one of our texts and one of theirs into what is known of the two. */
void fit_add(struct fit_both *f, const struct fit_pair *p, size_t our_text, size_t their_text,
        uint32_t sum);

/* The plain definition. */
struct fit_both fit_plain(const struct fit_terms *terms, const struct profile *ours,
        const struct profile *theirs, int32_t today);

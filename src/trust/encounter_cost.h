/* What meetings cost one side: travel and other amounts, each in its own currency and never
 * converted, and hours. What a held meeting cost is reckoned over confirmed ones alone. */
#pragma once

#include "base/work.h"
#include "trust/encounter_keeper.h"

enum encounter_cost_kind { COST_TRAVEL, COST_OTHER, COST_HOURS, COST_KINDS };

struct encounter_cost {
    int64_t id;
    enum encounter_cost_kind kind;
    int64_t minutes; /* of COST_HOURS */
    int64_t amount;  /* of the others, in minor units: øre, cents, and whole yen */
    str currency;    /* "DKK" */
    str note;
};

struct encounter_costs {
    struct encounter_cost *at;
    size_t count;
};

/* Of one currency. */
struct encounter_sum {
    str currency;
    int64_t amount;
    int64_t meetings; /* confirmed ones that have such a cost; 0 in the sum of one meeting */
};

struct encounter_sums {
    struct encounter_sum *at;
    size_t count;
    int64_t minutes;  /* of all, whatever the currency */
    int64_t meetings; /* confirmed ones altogether */
};

enum { ENCOUNTER_COSTS_MOST = 50, ENCOUNTER_SUMS_MOST = 40, COST_NOTE_MOST = 200 };

enum encounter_cost_flaw {
    COST_FINE,
    COST_NO_AMOUNT, /* none, not above 0, more decimals than the currency has, or too much */
    COST_NO_CURRENCY,
    COST_NO_HOURS, /* none, or more than a year */
    COST_NOTE_LONG,
    COST_TOO_MANY,
};

/* Reads what was typed, "1.234,50" or "1234.50" with "DKK", or hours "1:30" and "1,5"; says what is
 * wrong with it. */
enum encounter_cost_flaw encounter_cost_read(struct encounter_cost *c, str amount, str currency);

/* Nothing more than ENCOUNTER_COSTS_MOST for each meeting and keeper. */
enum encounter_cost_flaw encounter_cost_add(struct work *w, int64_t encounter,
        const struct encounter_keeper *k, const struct encounter_cost *c);
void encounter_cost_remove(
        struct work *w, int64_t encounter, const struct encounter_keeper *k, int64_t id);

struct encounter_costs encounter_cost_list(
        struct work *w, int64_t encounter, const struct encounter_keeper *k);

struct encounter_sums encounter_cost_sum(const struct encounter_costs *all, struct arena *mem);
/* Over all confirmed meetings that the keeper noted costs of. */
struct encounter_sums encounter_cost_held(struct work *w, const struct encounter_keeper *k);

/* How many decimals a currency has; -1 where it is none that we take. */
int encounter_cost_decimals(str currency);
bool encounter_cost_currency(size_t place, str *code); /* one after another; false after the last */
enum encounter_cost_kind encounter_cost_kind_of(str word); /* COST_HOURS if it is none */
str encounter_cost_word(enum encounter_cost_kind kind);    /* "travel" */

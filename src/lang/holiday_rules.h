/* When public holidays are, as a table; holiday.c computes the days. */
#pragma once

#include <stddef.h>

enum holiday_when {
    HOLIDAY_ON,       /* month, day */
    HOLIDAY_EASTER,   /* days after Easter Sunday of the western churches */
    HOLIDAY_ORTHODOX, /* days after Easter Sunday of the eastern churches */
    HOLIDAY_NTH,      /* month, weekday (0: Sunday), which of the month; -1: its last */
    HOLIDAY_FROM,     /* month, day, weekday: the first such weekday on that day or after it */
    HOLIDAY_LUNAR,    /* month and day of the Chinese calendar; day 0: the day before the first */
    HOLIDAY_BRIGID,   /* first Monday of February, or the first if that is a Friday */
    HOLIDAY_QINGMING, /* the solar term "clear and bright" */
};

/* What happens where it falls on a weekend. */
enum holiday_moves {
    HOLIDAY_STAYS,
    HOLIDAY_GOES_ON,   /* the next working day is free too */
    HOLIDAY_NEAREST,   /* so is the Friday before a Saturday, the Monday after a Sunday */
    HOLIDAY_NO_SUNDAY, /* it is kept on the Saturday before */
};

struct holiday_rule {
    const char *places; /* "DK;NO;DE-BY" */
    enum holiday_when when;
    int a, b, c; /* see above */
    const char *name;
    enum holiday_moves moves;
    int since; /* years; 0: always */
    int until;
};

extern const struct holiday_rule holiday_rules[];
extern const size_t holiday_rule_count;

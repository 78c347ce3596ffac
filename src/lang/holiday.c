#include "lang/holiday.h"

#include "lang/codes.h"
#include "lang/date.h"
#include "lang/holiday_rules.h"
#include "lang/moon.h"
#include "lang/say.h"

enum {
    DAY = 24 * 3600,
    YEAR_FIRST = 1970,
    PLACES_MOST = 4, /* a county, a state, a part of the kingdom, the country */
    BACK_MOST = 7,   /* days of a week and its weekend: after that nothing is owed */
};

enum { SUNDAY, MONDAY, FRIDAY = 5, SATURDAY };

/* Which day is asked about, and where. */
struct asked {
    int64_t day; /* since 1970 */
    int year;
    str places[PLACES_MOST];
    size_t count;
    struct moon_day moon; /* where it is needed */
    struct moon_day moon_next;
};

static int64_t days_at(int year, int month, int day) {
    char iso[11] = "0000-00-00";
    const int parts[] = {year, month, day};
    static const int ends[] = {3, 6, 9};
    for (int i = 0; i < 3; i++) {
        int value = parts[i];
        for (int at = ends[i]; value > 0 && at >= 0; at--, value /= 10) {
            iso[at] = (char)('0' + value % 10);
        }
    }
    return date_seconds(str_of(iso)) / DAY;
}

static int weekday_of(int64_t day) {
    return (int)((day + 4) % 7); /* 1 January 1970 was a Thursday */
}

/* Meeus, Jones and Butcher: Astronomical Algorithms, chapter 8; any year of the Gregorian calendar. */
static int64_t easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int g = (8 * b + 13) / 25;
    int h = (19 * a + b - b / 4 - g + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return days_at(year, n / 31, n % 31 + 1);
}

/* The same place, for the Julian calendar, which is 13 days behind until 2099. */
static int64_t orthodox_easter(int year) {
    int d = (19 * (year % 19) + 15) % 30;
    int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int n = d + e + 114;
    return days_at(year, n / 31, n % 31 + 1) + 13;
}

static int64_t first_from(int64_t day, int weekday) {
    return day + (weekday - weekday_of(day) + 7) % 7;
}

static int64_t nth_of(int year, int month, int weekday, int nth) {
    if (nth > 0) {
        return first_from(days_at(year, month, 1), weekday) + 7 * ((int64_t)nth - 1);
    }
    int64_t next = month == 12 ? days_at(year + 1, 1, 1) : days_at(year, month + 1, 1);
    return first_from(next - 7, weekday);
}

/* Saint Brigid's Day: the first Monday of February, but the first of February if it is a Friday. */
static int64_t brigid(int year) {
    int64_t first = days_at(year, 2, 1);
    return weekday_of(first) == FRIDAY ? first : first_from(first, MONDAY);
}

/* When the sun stands at 15 degrees; good from 2000 to 2099. */
static int64_t qingming(int year) {
    int in_century = year % 100;
    int day = (in_century * 2422 + 48100) / 10000 - in_century / 4;
    return days_at(year, 4, day);
}

static bool falls_by_moon(const struct holiday_rule *r, const struct asked *a) {
    bool eve = r->b == 0;
    const struct moon_day *m = eve ? &a->moon_next : &a->moon;
    return m->month == r->a && m->day == (eve ? 1 : r->b);
}

static int64_t day_of(const struct holiday_rule *r, int year) {
    switch (r->when) {
    case HOLIDAY_ON: return days_at(year, r->a, r->b);
    case HOLIDAY_EASTER: return easter(year) + r->a;
    case HOLIDAY_ORTHODOX: return orthodox_easter(year) + r->a;
    case HOLIDAY_NTH: return nth_of(year, r->a, r->b, r->c);
    case HOLIDAY_FROM: return first_from(days_at(year, r->a, r->b), r->c);
    case HOLIDAY_BRIGID: return brigid(year);
    case HOLIDAY_QINGMING: return qingming(year);
    case HOLIDAY_LUNAR: break;
    }
    return -1;
}

static bool falls(const struct holiday_rule *r, const struct asked *a) {
    if ((r->since && a->year < r->since) || (r->until && a->year > r->until)) {
        return false;
    }
    if (r->when == HOLIDAY_LUNAR) {
        return falls_by_moon(r, a);
    }
    int64_t day = day_of(r, a->year);
    bool sunday = r->moves == HOLIDAY_NO_SUNDAY && weekday_of(day) == SUNDAY;
    return a->day == (sunday ? day - 1 : day);
}

static bool is_there(const struct holiday_rule *r, const struct asked *a) {
    for (size_t i = 0; i < a->count; i++) {
        if (str_lists(str_of(r->places), a->places[i])) {
            return true;
        }
    }
    return false;
}

/* The first rule that makes the day free; NULL if none does. */
static const struct holiday_rule *rule_on(const struct asked *a) {
    for (size_t i = 0; i < holiday_rule_count; i++) {
        if (falls(&holiday_rules[i], a) && is_there(&holiday_rules[i], a)) {
            return &holiday_rules[i];
        }
    }
    return NULL;
}

static int year_of(int64_t day) {
    int year = YEAR_FIRST + (int)(day / 366);
    while (days_at(year + 1, 1, 1) <= day) {
        year++;
    }
    return year;
}

/* The same places some days earlier or later; no substitute goes by the moon. */
static struct asked days_off(const struct asked *a, int64_t days) {
    struct asked other = *a;
    other.day += days;
    other.year = year_of(other.day);
    return other;
}

static bool is_weekend(int64_t day) {
    int weekday = weekday_of(day);
    return weekday == SATURDAY || weekday == SUNDAY;
}

/* Feasts on a weekend are owed and given back one by one on the next days that are not free. */
static const struct holiday_rule *given_back(const struct asked *a) {
    const struct holiday_rule *owed[BACK_MOST] = {0};
    size_t count = 0;
    size_t given = 0;
    for (int64_t back = BACK_MOST - 1; back >= 0; back--) {
        struct asked then = days_off(a, -back);
        const struct holiday_rule *r = rule_on(&then);
        if (is_weekend(then.day)) {
            if (r && r->moves == HOLIDAY_GOES_ON) {
                owed[count++] = r;
            }
        } else if (!r && given < count) {
            const struct holiday_rule *this_one = owed[given++];
            if (back == 0) {
                return this_one;
            }
        }
    }
    return NULL;
}

static const struct holiday_rule *nearest(const struct asked *a) {
    int weekday = weekday_of(a->day);
    if (weekday != FRIDAY && weekday != MONDAY) {
        return NULL;
    }
    struct asked beside = days_off(a, weekday == FRIDAY ? 1 : -1);
    const struct holiday_rule *r = rule_on(&beside);
    return r && r->moves == HOLIDAY_NEAREST ? r : NULL;
}

/* The region and what it lies in, up to the country. */
static void add_places(struct asked *a, str country, str region) {
    str place = region;
    while (place.len && str_starts(place, country) && a->count < PLACES_MOST - 1 &&
            !str_eq(place, country)) {
        a->places[a->count++] = place;
        place = region_within(place);
    }
    a->places[a->count++] = country;
}

str holiday_in(struct work *w, str country, str region, str day) {
    struct asked a = {.day = date_seconds(day) / DAY};
    if (!date_valid(day) || a.day < 0 || str_order(day, STR("2100-01-01")) >= 0) {
        return (str){0};
    }
    a.year = year_of(a.day);
    bool is_britain = str_eq(country, STR("GB")) && !region.len;
    add_places(&a, country, is_britain ? STR("GB-ENG") : region);
    if (str_eq(country, STR("CN"))) {
        a.moon = moon_day(a.day);
        a.moon_next = moon_day(a.day + 1);
    }
    const struct holiday_rule *r = rule_on(&a);
    r = r ? r : nearest(&a);
    r = r || is_weekend(a.day) ? r : given_back(&a);
    return r ? say_key(w, r->name) : (str){0};
}

str holiday_name(struct work *w, str country, str day) {
    return holiday_in(w, country, (str){0}, day);
}

bool holiday_known(str country) {
    for (size_t i = 0; i < holiday_rule_count; i++) {
        if (str_lists(str_of(holiday_rules[i].places), country)) {
            return true;
        }
    }
    return false;
}

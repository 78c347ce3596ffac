#include "lang/moon.h"

#include <math.h>
#include <unicode/ucal.h>

#define RADIANS (3.14159265358979323846 / 180)
#define MONTH_DAYS 29.530588861

enum { DAY = 24 * 3600, BEIJING = 8 * 3600, MIDDLE = 14 };

/* The angles of chapter 49, in degrees. */
struct angles {
    double sun;      /* M */
    double moon;     /* M' */
    double latitude; /* F */
    double node;     /* omega */
    double e;        /* by which the orbit of the earth grows rounder */
};

/* A term of the sum: days, the power of e, and how often each angle is counted. */
static const struct {
    double days;
    int power;
    int sun, moon, latitude, node;
} terms[] = {
        {-0.40720, 0, 0, 1, 0, 0},
        {0.17241, 1, 1, 0, 0, 0},
        {0.01608, 0, 0, 2, 0, 0},
        {0.01039, 0, 0, 0, 2, 0},
        {0.00739, 1, -1, 1, 0, 0},
        {-0.00514, 1, 1, 1, 0, 0},
        {0.00208, 2, 2, 0, 0, 0},
        {-0.00111, 0, 0, 1, -2, 0},
        {-0.00057, 0, 0, 1, 2, 0},
        {0.00056, 1, 1, 2, 0, 0},
        {-0.00042, 0, 0, 3, 0, 0},
        {0.00042, 1, 1, 0, 2, 0},
        {0.00038, 1, 1, 0, -2, 0},
        {-0.00024, 1, -1, 2, 0, 0},
        {-0.00017, 0, 0, 0, 0, 1},
        {-0.00007, 0, 2, 1, 0, 0},
        {0.00004, 0, 0, 2, -2, 0},
        {0.00004, 0, 3, 0, 0, 0},
        {0.00003, 0, 1, 1, -2, 0},
        {0.00003, 0, 0, 2, 2, 0},
        {-0.00003, 0, 1, 1, 2, 0},
        {0.00003, 0, -1, 1, 2, 0},
        {-0.00002, 0, -1, 1, -2, 0},
        {-0.00002, 0, 1, 3, 0, 0},
        {0.00002, 0, 0, 4, 0, 0},
};

/* What the planets add: days, degrees at the beginning, degrees a month. */
static const double planets[][3] = {
        {0.000325, 299.77, 0.107408},
        {0.000165, 251.88, 0.016321},
        {0.000164, 251.83, 26.651886},
        {0.000126, 349.42, 36.412478},
        {0.000110, 84.66, 18.206239},
        {0.000062, 141.74, 53.303771},
        {0.000060, 207.14, 2.453732},
        {0.000056, 154.84, 7.306860},
        {0.000047, 34.52, 27.261239},
        {0.000042, 207.19, 0.121824},
        {0.000040, 291.34, 1.844379},
        {0.000037, 161.72, 24.198154},
        {0.000035, 239.56, 25.513099},
        {0.000023, 331.55, 3.592518},
};

static double terms_sum(const struct angles *a) {
    double sum = 0;
    for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
        double angle = terms[i].sun * a->sun + terms[i].moon * a->moon +
                       terms[i].latitude * a->latitude + terms[i].node * a->node;
        sum += terms[i].days * pow(a->e, terms[i].power) * sin(angle * RADIANS);
    }
    return sum;
}

static double planets_sum(double k, double t) {
    double sum = 0;
    for (size_t i = 0; i < sizeof(planets) / sizeof(planets[0]); i++) {
        double bent = i == 0 ? 0.009173 * t * t : 0;
        sum += planets[i][0] * sin((planets[i][1] + planets[i][2] * k - bent) * RADIANS);
    }
    return sum;
}

/* How far the earth's own time is behind the even one, in seconds, about the year 2000 + 100t. Espenak
 * and Meeus foresaw more than came; since 2015 it has hardly grown. */
static double slowness(double t) {
    return t < 0 ? 64 + 70 * t : t < 0.2 ? 64 + 26 * t : 69 + 20 * (t - 0.2);
}

/* Jean Meeus, Astronomical Algorithms, chapter 49. */
double moon_new(int number) {
    double k = number;
    double t = k / 1236.85;
    double day = 2451550.09766 + MONTH_DAYS * k + 0.00015437 * t * t;
    struct angles a = {
            .sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t,
            .moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t,
            .latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t,
            .node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t,
            .e = 1 - 0.002516 * t - 0.0000074 * t * t,
    };
    day += terms_sum(&a) + planets_sum(k, t);
    return (day - 2440587.5) * DAY - slowness(t);
}

static int64_t beijing_day(double seconds) {
    return (int64_t)floor((seconds + BEIJING) / DAY);
}

struct moon_day moon_day(int64_t day) {
    UErrorCode code = U_ZERO_ERROR;
    struct moon_day found = {0};
    int k = (int)floor(((double)day - 10962) / MONTH_DAYS) + 1; /* 6 January 2000 */
    int64_t first = beijing_day(moon_new(k));
    while (first > day) {
        first = beijing_day(moon_new(--k));
    }
    UCalendar *calendar =
            ucal_open(u"Asia/Shanghai", -1, "zh@calendar=chinese", UCAL_DEFAULT, &code);
    /* In its middle both agree on the month. */
    ucal_setMillis(calendar, ((double)first + MIDDLE) * DAY * 1000, &code);
    bool leap = ucal_get(calendar, UCAL_IS_LEAP_MONTH, &code) != 0;
    int month = ucal_get(calendar, UCAL_MONTH, &code) + 1;
    ucal_close(calendar);
    if (U_SUCCESS(code)) {
        found = (struct moon_day){leap ? 0 : month, (int)(day - first) + 1};
    }
    return found;
}

/* The Chinese calendar (农历), as GB/T 33661-2017 defines it: a month begins on the day, in Beijing,
 * of the new moon. Which month it is says ICU; its first day is computed here, for ICU is some minutes
 * off, which moves the Spring Festival of 2027 to the wrong day. Good from 1970 to 2099. */
#pragma once

#include <stdint.h>

struct moon_day {
    int month; /* from 1; 0 in a leap month */
    int day;   /* from 1 */
};

/* Of a day since 1970. */
struct moon_day moon_day(int64_t day);

/* Seconds since 1970 of the new moon of that number, where 0 is that of 6 January 2000; within a minute. */
double moon_new(int number);

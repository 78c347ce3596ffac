#include "lang/locale.h"

#include "lang/codes.h"
#include "lang/date.h"
#include "lang/zone.h"

#include <math.h>
#include <pthread.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/ureldatefmt.h>
#include <unicode/ustring.h>

enum { UNITS_MOST = 160, DIGITS_MOST = 6, MINUTE = 60, HOUR = 3600, DAY = 86400 };

static const char *const places[TONGUE_COUNT] = {
        "en_GB", "da_DK", "de_DE", "fr_FR", "nb_NO", "sv_SE", "zh_CN"};

/* What a thread has opened; filled as it is asked for. */
struct formatters {
    UNumberFormat *decimal[TONGUE_COUNT][DIGITS_MOST + 1]; /* by decimals */
    UNumberFormat *percent[TONGUE_COUNT];
    UNumberFormat *money[TONGUE_COUNT];
    UNumberFormatter *km[TONGUE_COUNT][2]; /* near, far */
    UFormattedNumber *distance;
    UDateFormat *date[TONGUE_COUNT][2];
    UDateFormat *moment[TONGUE_COUNT];
    URelativeDateTimeFormatter *ago[TONGUE_COUNT];
};

static _Thread_local struct formatters mine;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_end;

static void close_all(void *kept) {
    struct formatters *f = kept;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        for (size_t i = 0; i <= DIGITS_MOST; i++) {
            unum_close(f->decimal[t][i]);
        }
        unum_close(f->percent[t]);
        unum_close(f->money[t]);
        for (size_t i = 0; i < 2; i++) {
            unumf_close(f->km[t][i]);
            udat_close(f->date[t][i]);
        }
        udat_close(f->moment[t]);
        ureldatefmt_close(f->ago[t]);
    }
    unumf_closeResult(f->distance);
    memset(f, 0, sizeof(*f));
}

static void make_key(void) {
    (void)pthread_key_create(&at_end, close_all);
}

static struct formatters *formatters(void) {
    (void)pthread_once(&once, make_key);
    (void)pthread_setspecific(at_end, &mine);
    return &mine;
}

/* The text ICU wrote, as UTF-8 in the arena. Too long or failed is empty, and a fault. */
static str written(struct work *w, const UChar *units, int32_t count, UErrorCode code) {
    char bytes[UNITS_MOST * 3];
    int32_t len = 0;
    if (U_SUCCESS(code) && count <= UNITS_MOST) {
        u_strToUTF8(bytes, sizeof(bytes), &len, units, count, &code);
    }
    if (U_FAILURE(code) || count > UNITS_MOST) {
        work_fail(w, STR("locale: a number or date could not be written"));
        return STR("");
    }
    return arena_copy(w->mem, (str){bytes, (size_t)len});
}

static UNumberFormat *number_format(UNumberFormat **kept, UNumberFormatStyle style, enum tongue t) {
    if (!*kept) {
        UErrorCode code = U_ZERO_ERROR;
        *kept = unum_open(style, NULL, 0, places[t], NULL, &code);
    }
    return *kept;
}

static UNumberFormat *decimal_format(enum tongue t, int digits) {
    UNumberFormat **kept = &formatters()->decimal[t][digits];
    if (!*kept) {
        unum_setAttribute(number_format(kept, UNUM_DECIMAL, t), UNUM_MAX_FRACTION_DIGITS, digits);
        unum_setAttribute(*kept, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
    }
    return *kept;
}

str locale_num(struct work *w, int64_t value) {
    UChar units[UNITS_MOST];
    UErrorCode code = U_ZERO_ERROR;
    int32_t count =
            unum_formatInt64(decimal_format(w->tongue, 0), value, units, UNITS_MOST, NULL, &code);
    return written(w, units, count, code);
}

str locale_real(struct work *w, double value, int digits) {
    int most = digits < 0 ? 0 : digits > DIGITS_MOST ? DIGITS_MOST : digits;
    UChar units[UNITS_MOST];
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = unum_formatDouble(
            decimal_format(w->tongue, most), value, units, UNITS_MOST, NULL, &code);
    return written(w, units, count, code);
}

str locale_percent(struct work *w, double share) {
    UNumberFormat *format =
            number_format(&formatters()->percent[w->tongue], UNUM_PERCENT, w->tongue);
    UChar units[UNITS_MOST];
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = unum_formatDouble(format, share, units, UNITS_MOST, NULL, &code);
    return written(w, units, count, code);
}

str locale_money(struct work *w, int64_t minor, str currency) {
    UChar unit[4] = {0};
    if (!currency_known(currency)) {
        return locale_num(w, minor);
    }
    u_charsToUChars(currency.at, unit, 3);
    UErrorCode code = U_ZERO_ERROR;
    int32_t decimals = ucurr_getDefaultFractionDigits(unit, &code);
    UNumberFormat *format =
            number_format(&formatters()->money[w->tongue], UNUM_CURRENCY, w->tongue);
    double value = (double)minor / pow(10, decimals);
    UChar units[UNITS_MOST];
    int32_t count = unum_formatDoubleCurrency(format, value, unit, units, UNITS_MOST, NULL, &code);
    return written(w, units, count, code);
}

static UNumberFormatter *km_format(struct formatters *f, enum tongue t, bool far) {
    static const UChar near_form[] = u"measure-unit/length-kilometer unit-width-short .#";
    static const UChar far_form[] =
            u"measure-unit/length-kilometer unit-width-short precision-integer";
    UErrorCode code = U_ZERO_ERROR;
    if (!f->km[t][far]) {
        f->km[t][far] =
                unumf_openForSkeletonAndLocale(far ? far_form : near_form, -1, places[t], &code);
    }
    if (!f->distance) {
        f->distance = unumf_openResult(&code);
    }
    return f->km[t][far];
}

str locale_km(struct work *w, double metres) {
    struct formatters *f = formatters();
    double km = metres / 1000;
    UNumberFormatter *format = km_format(f, w->tongue, km >= 10);
    UChar units[UNITS_MOST];
    UErrorCode code = U_ZERO_ERROR;
    unumf_formatDouble(format, km, f->distance, &code);
    int32_t count = unumf_resultToString(f->distance, units, UNITS_MOST, &code);
    return written(w, units, count, code);
}

/* A numeric date whose day and month always have two digits, so that columns line up. */
static UDateFormat *short_date_open(enum tongue t, UErrorCode *code) {
    UChar pattern[UNITS_MOST];
    UDateTimePatternGenerator *patterns = udatpg_open(places[t], code);
    int32_t count = udatpg_getBestPatternWithOptions(
            patterns, u"yyyyMMdd", -1, UDATPG_MATCH_ALL_FIELDS_LENGTH, pattern, UNITS_MOST, code);
    udatpg_close(patterns);
    return udat_open(UDAT_PATTERN, UDAT_PATTERN, places[t], u"UTC", -1, pattern, count, code);
}

static UDateFormat *date_format(enum tongue t, enum date_form form) {
    UDateFormat **kept = &formatters()->date[t][form];
    UErrorCode code = U_ZERO_ERROR;
    if (!*kept) {
        *kept = form == DATE_SHORT
                        ? short_date_open(t, &code)
                        : udat_open(UDAT_NONE, UDAT_LONG, places[t], u"UTC", -1, NULL, 0, &code);
    }
    return *kept;
}

static str date_written(struct work *w, UDateFormat *format, int64_t seconds) {
    UChar units[UNITS_MOST];
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = udat_format(format, (double)seconds * 1000, units, UNITS_MOST, NULL, &code);
    return written(w, units, count, code);
}

str locale_date(struct work *w, str iso, enum date_form form) {
    if (!date_valid(iso)) {
        return iso;
    }
    return date_written(w, date_format(w->tongue, form), date_seconds(iso));
}

str locale_day(struct work *w, int64_t seconds) {
    return date_written(w, date_format(w->tongue, DATE_LONG), seconds);
}

str locale_moment(struct work *w, int64_t seconds, str zone) {
    struct formatters *f = formatters();
    UDateFormat **kept = &f->moment[w->tongue];
    if (!*kept) {
        UErrorCode code = U_ZERO_ERROR;
        *kept = udat_open(UDAT_SHORT, UDAT_LONG, places[w->tongue], u"UTC", -1, NULL, 0, &code);
    }
    return date_written(w, *kept, seconds + zone_offset(zone, seconds));
}

static const struct {
    int64_t below; /* the unit serves for spans shorter than this */
    int64_t size;
    URelativeDateTimeUnit unit;
} spans[] = {
        {MINUTE, MINUTE, UDAT_REL_UNIT_SECOND},
        {HOUR, MINUTE, UDAT_REL_UNIT_MINUTE},
        {DAY, HOUR, UDAT_REL_UNIT_HOUR},
        {14 * (int64_t)DAY, DAY, UDAT_REL_UNIT_DAY},
        {60 * (int64_t)DAY, 7 * (int64_t)DAY, UDAT_REL_UNIT_WEEK},
        {730 * (int64_t)DAY, 30 * (int64_t)DAY, UDAT_REL_UNIT_MONTH},
        {INT64_MAX, 365 * (int64_t)DAY, UDAT_REL_UNIT_YEAR},
};

str locale_ago(struct work *w, int64_t seconds) {
    URelativeDateTimeFormatter **kept = &formatters()->ago[w->tongue];
    UErrorCode code = U_ZERO_ERROR;
    if (!*kept) {
        *kept = ureldatefmt_open(
                places[w->tongue], NULL, UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, &code);
    }
    int64_t span = seconds < w->now ? w->now - seconds : seconds - w->now;
    size_t i = 0;
    while (span >= spans[i].below) {
        i++;
    }
    int64_t whole = span / spans[i].size; /* within a minute none, which is now */
    double count = (double)(seconds <= w->now ? -whole : whole);
    UChar units[UNITS_MOST];
    int32_t length = ureldatefmt_format(*kept, count, spans[i].unit, units, UNITS_MOST, &code);
    return written(w, units, length, code);
}

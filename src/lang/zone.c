#include "lang/zone.h"

#include "lang/codes.h"
#include "lang/date.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

enum { NAME_ROOM = ZONE_NAME_MOST + 1, PLACE_MOST = 100, MINUTE = 60, DAY_MINUTES = 1440 };

static const str utc = {"UTC", 3};

/* What a thread asked last, for the next question is mostly about the same zone. */
struct clock {
    UCalendar *calendar;
    char name[NAME_ROOM];
};

static _Thread_local struct clock mine;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_end;

static void close_clock(void *kept) {
    struct clock *c = kept;
    ucal_close(c->calendar);
    memset(c, 0, sizeof(*c));
}

static void make_key(void) {
    (void)pthread_key_create(&at_end, close_clock);
}

/* Names are ASCII: letters, digits and a few marks. */
static bool is_name(str zone) {
    bool fine = zone.len > 0 && zone.len <= ZONE_NAME_MOST;
    for (size_t i = 0; fine && i < zone.len; i++) {
        char c = zone.at[i];
        fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               (c && strchr("/_-+", c));
    }
    return fine;
}

bool zone_is(str zone) {
    UChar name[NAME_ROOM];
    UChar canonical[NAME_ROOM];
    UBool of_the_system = false;
    UErrorCode code = U_ZERO_ERROR;
    if (!is_name(zone)) {
        return false;
    }
    u_charsToUChars(zone.at, name, (int32_t)zone.len);
    ucal_getCanonicalTimeZoneID(
            name, (int32_t)zone.len, canonical, NAME_ROOM, &of_the_system, &code);
    return U_SUCCESS(code) && of_the_system && (str_has(zone, STR("/")) || str_eq(zone, utc));
}

/* NULL where ICU has none, which would be a broken installation. */
static UCalendar *calendar_of(str zone) {
    UErrorCode code = U_ZERO_ERROR;
    UChar name[NAME_ROOM];
    zone = is_name(zone) ? zone : utc;
    (void)pthread_once(&once, make_key);
    (void)pthread_setspecific(at_end, &mine);
    if (!mine.calendar || !str_eq(str_of(mine.name), zone)) {
        zone = zone_is(zone) ? zone : utc;
        u_charsToUChars(zone.at, name, (int32_t)zone.len);
        ucal_close(mine.calendar);
        mine.calendar = ucal_open(name, (int32_t)zone.len, "en", UCAL_GREGORIAN, &code);
        memcpy(mine.name, zone.at, zone.len);
        mine.name[zone.len] = 0;
    }
    return U_SUCCESS(code) ? mine.calendar : NULL;
}

static int64_t offset_now(UCalendar *calendar, UErrorCode *code) {
    int32_t millis = ucal_get(calendar, UCAL_ZONE_OFFSET, code);
    millis += ucal_get(calendar, UCAL_DST_OFFSET, code);
    return millis / 1000;
}

int64_t zone_offset(str zone, int64_t seconds) {
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = calendar_of(zone);
    if (!calendar) {
        return 0;
    }
    ucal_setMillis(calendar, (double)seconds * 1000, &code);
    int64_t offset = offset_now(calendar, &code);
    return U_SUCCESS(code) ? offset : 0;
}

int64_t zone_seconds(str zone, str day, int minute) {
    if (!date_valid(day)) {
        return 0;
    }
    int64_t wall = date_seconds(day) + (int64_t)minute * MINUTE;
    /* Both offsets of that day are tried: whichever shows this time, the earlier moment first. */
    int64_t before = zone_offset(zone, wall - (int64_t)DAY_MINUTES * MINUTE);
    int64_t after = zone_offset(zone, wall + (int64_t)DAY_MINUTES * MINUTE);
    int64_t most = before > after ? before : after;
    int64_t least = before > after ? after : before;
    if (zone_offset(zone, wall - most) == most) {
        return wall - most;
    }
    return zone_offset(zone, wall - least) == least ? wall - least : wall - before;
}

struct zone_time zone_time(struct arena *mem, str zone, int64_t seconds) {
    int64_t wall = seconds + zone_offset(zone, seconds);
    str day = date_of(mem, wall);
    return (struct zone_time){day, (int)((wall - date_seconds(day)) / MINUTE)};
}

static bool change_towards(
        str zone, int64_t seconds, UTimeZoneTransitionType type, struct zone_change *found) {
    UErrorCode code = U_ZERO_ERROR;
    UDate at = 0;
    UCalendar *calendar = calendar_of(zone);
    *found = (struct zone_change){0};
    if (!calendar) {
        return false;
    }
    ucal_setMillis(calendar, (double)seconds * 1000, &code);
    if (!ucal_getTimeZoneTransitionDate(calendar, type, &at, &code) || U_FAILURE(code)) {
        return false;
    }
    found->at = (int64_t)(at / 1000);
    found->before = zone_offset(zone, found->at - 1);
    found->after = zone_offset(zone, found->at);
    found->summer = ucal_get(calendar, UCAL_DST_OFFSET, &code) != 0;
    return true;
}

/* Some changes concern only the name of the time; those are passed over. */
bool zone_changed(str zone, int64_t seconds, struct zone_change *found) {
    bool there = change_towards(zone, seconds, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, found);
    while (there && found->before == found->after) {
        there = change_towards(zone, found->at, UCAL_TZ_TRANSITION_PREVIOUS, found);
    }
    return there;
}

bool zone_changes(str zone, int64_t seconds, struct zone_change *found) {
    bool there = change_towards(zone, seconds, UCAL_TZ_TRANSITION_NEXT, found);
    while (there && found->before == found->after) {
        there = change_towards(zone, found->at, UCAL_TZ_TRANSITION_NEXT, found);
    }
    return there;
}

/* Countries with several zones, and where most of their people live. */
static const struct {
    const char *country;
    const char *zone;
} chief[] = {
        {"AR", "America/Buenos_Aires"},
        {"AU", "Australia/Sydney"},
        {"BR", "America/Sao_Paulo"},
        {"CA", "America/Toronto"},
        {"CD", "Africa/Kinshasa"},
        {"CL", "America/Santiago"},
        {"CN", "Asia/Shanghai"},
        {"CY", "Asia/Nicosia"},
        {"DE", "Europe/Berlin"},
        {"EC", "America/Guayaquil"},
        {"ES", "Europe/Madrid"},
        {"FM", "Pacific/Ponape"},
        {"GL", "America/Godthab"},
        {"ID", "Asia/Jakarta"},
        {"KI", "Pacific/Tarawa"},
        {"KZ", "Asia/Almaty"},
        {"MH", "Pacific/Majuro"},
        {"MN", "Asia/Ulaanbaatar"},
        {"MX", "America/Mexico_City"},
        {"MY", "Asia/Kuala_Lumpur"},
        {"NZ", "Pacific/Auckland"},
        {"PF", "Pacific/Tahiti"},
        {"PG", "Pacific/Port_Moresby"},
        {"PS", "Asia/Hebron"},
        {"PT", "Europe/Lisbon"},
        {"RU", "Europe/Moscow"},
        {"UA", "Europe/Kiev"},
        {"US", "America/New_York"},
        {"UZ", "Asia/Tashkent"},
        {"XK", "Europe/Belgrade"},
};

/* Regions whose clocks differ from those of their country's chief zone. */
static const struct {
    const char *region;
    const char *zone;
} apart[] = {
        {"AU-NT", "Australia/Darwin"},
        {"AU-QLD", "Australia/Brisbane"},
        {"AU-SA", "Australia/Adelaide"},
        {"AU-WA", "Australia/Perth"},
        {"BR-AC", "America/Rio_Branco"},
        {"BR-AM", "America/Manaus"},
        {"BR-MS", "America/Campo_Grande"},
        {"BR-MT", "America/Cuiaba"},
        {"CA-AB", "America/Edmonton"},
        {"CA-BC", "America/Vancouver"},
        {"CA-MB", "America/Winnipeg"},
        {"CA-NB", "America/Moncton"},
        {"CA-NL", "America/St_Johns"},
        {"CA-NS", "America/Halifax"},
        {"CA-PE", "America/Halifax"},
        {"CA-SK", "America/Regina"},
        {"CA-YT", "America/Whitehorse"},
        {"ES-CN", "Atlantic/Canary"},
        {"ES-GC", "Atlantic/Canary"},
        {"ES-TF", "Atlantic/Canary"},
        {"PT-20", "Atlantic/Azores"},
        {"PT-30", "Atlantic/Madeira"},
        {"US-AK", "America/Anchorage"},
        {"US-AL", "America/Chicago"},
        {"US-AR", "America/Chicago"},
        {"US-AZ", "America/Phoenix"},
        {"US-CA", "America/Los_Angeles"},
        {"US-CO", "America/Denver"},
        {"US-HI", "Pacific/Honolulu"},
        {"US-IA", "America/Chicago"},
        {"US-ID", "America/Boise"},
        {"US-IL", "America/Chicago"},
        {"US-KS", "America/Chicago"},
        {"US-LA", "America/Chicago"},
        {"US-MN", "America/Chicago"},
        {"US-MO", "America/Chicago"},
        {"US-MS", "America/Chicago"},
        {"US-MT", "America/Denver"},
        {"US-ND", "America/Chicago"},
        {"US-NE", "America/Chicago"},
        {"US-NM", "America/Denver"},
        {"US-NV", "America/Los_Angeles"},
        {"US-OK", "America/Chicago"},
        {"US-OR", "America/Los_Angeles"},
        {"US-SD", "America/Chicago"},
        {"US-TN", "America/Chicago"},
        {"US-TX", "America/Chicago"},
        {"US-UT", "America/Denver"},
        {"US-WA", "America/Los_Angeles"},
        {"US-WI", "America/Chicago"},
        {"US-WY", "America/Denver"},
};

/* The names of what ICU lists, for a country or (NULL) for all places. */
static struct zone_list listed(struct arena *mem, const char *country) {
    UErrorCode code = U_ZERO_ERROR;
    struct zone_list found = {0};
    UEnumeration *all =
            ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, country, NULL, &code);
    int32_t count = U_SUCCESS(code) ? uenum_count(all, &code) : 0;
    str *at = arena_new(mem, str, (size_t)(count > 0 ? count : 0) + 1);
    int32_t len = 0;
    const char *name = NULL;
    while (found.count < (size_t)count && (name = uenum_next(all, &len, &code)) &&
            U_SUCCESS(code)) {
        at[found.count++] = arena_copy(mem, (str){name, (size_t)len});
    }
    uenum_close(all);
    found.at = at;
    return found;
}

static int by_name(const void *a, const void *b) {
    return str_order(*(const str *)a, *(const str *)b);
}

struct zone_list zone_list(struct arena *mem) {
    struct zone_list found = listed(mem, NULL);
    str *at = arena_new(mem, str, found.count + 1);
    if (found.count) {
        memcpy(at, found.at, found.count * sizeof(str));
        qsort(at, found.count, sizeof(str), by_name);
    }
    return (struct zone_list){at, found.count};
}

str zone_of_country(struct arena *mem, str country) {
    char name[3] = {0};
    for (size_t i = 0; i < sizeof(chief) / sizeof(chief[0]); i++) {
        if (str_eq(str_of(chief[i].country), country)) {
            return str_of(chief[i].zone);
        }
    }
    if (!country_known(country)) {
        return (str){0};
    }
    memcpy(name, country.at, 2);
    struct zone_list found = listed(mem, name);
    return found.count ? found.at[0] : (str){0};
}

str zone_of_place(struct arena *mem, str country, str region) {
    for (size_t i = 0; region.len && i < sizeof(apart) / sizeof(apart[0]); i++) {
        if (str_eq(str_of(apart[i].region), region)) {
            return str_of(apart[i].zone);
        }
    }
    return zone_of_country(mem, country);
}

str zone_place(struct work *w, str zone) {
    static const char *const tongues[TONGUE_COUNT] = {"en", "da", "de", "fr", "nb", "sv", "zh_CN"};
    UErrorCode code = U_ZERO_ERROR;
    UChar name[NAME_ROOM];
    UChar units[PLACE_MOST];
    char bytes[PLACE_MOST * 3];
    int32_t len = 0;
    if (!zone_is(zone) || str_eq(zone, utc)) {
        return utc;
    }
    u_charsToUChars(zone.at, name, (int32_t)zone.len);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, tongues[w->tongue], name,
            (int32_t)zone.len, u"VVV", -1, &code);
    int32_t count = udat_format(format, (double)w->now * 1000, units, PLACE_MOST, NULL, &code);
    u_strToUTF8(bytes, sizeof(bytes), &len, units, count, &code);
    udat_close(format);
    return U_SUCCESS(code) ? arena_copy(w->mem, (str){bytes, (size_t)len}) : zone;
}

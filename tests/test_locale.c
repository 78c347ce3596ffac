#include "lang/date.h"
#include "lang/locale.h"
#include "tests/test.h"

#include <pthread.h>

enum { NOW = 1814256000 }; /* 2027-06-29 08:00 UTC */

static struct work *in(enum tongue t) {
    static struct arena mem;
    static struct work w;
    w = (struct work){.mem = &mem, .tongue = t, .now = NOW};
    return &w;
}

static void numbers_are_grouped_as_the_reader_does(void) {
    SAME(locale_num(in(EN), 1234567), "1,234,567");
    SAME(locale_num(in(DA), 1234567), "1.234.567");
    SAME(locale_num(in(DE), 1234567), "1.234.567");
    SAME(locale_num(in(FR), 1234567), "1\u202f234\u202f567");
    SAME(locale_num(in(NB), 1234567), "1\u00a0234\u00a0567");
    SAME(locale_num(in(SV), 1234567), "1\u00a0234\u00a0567");
    SAME(locale_num(in(ZH), 1234567), "1,234,567");
    SAME(locale_num(in(EN), INT64_MIN), "-9,223,372,036,854,775,808");
    SAME(locale_real(in(DA), 3.14159, 2), "3,14");
    SAME(locale_real(in(EN), 2.5, 0), "3");
    SAME(locale_real(in(DE), 2.0, 1), "2");
    SAME(locale_percent(in(EN), 0.87), "87%");
    SAME(locale_percent(in(DA), 0.87), "87\u00a0%");
}

static void dates_read_as_at_home(void) {
    str day = STR("2027-06-30");
    SAME(locale_date(in(EN), day, DATE_LONG), "30 June 2027");
    SAME(locale_date(in(DA), day, DATE_LONG), "30. juni 2027");
    SAME(locale_date(in(DE), day, DATE_LONG), "30. Juni 2027");
    SAME(locale_date(in(FR), day, DATE_LONG), "30 juin 2027");
    SAME(locale_date(in(NB), day, DATE_LONG), "30. juni 2027");
    SAME(locale_date(in(SV), day, DATE_LONG), "30 juni 2027");
    SAME(locale_date(in(ZH), day, DATE_LONG), "2027年6月30日");
    SAME(locale_date(in(EN), STR("2027-06-03"), DATE_SHORT), "03/06/2027");
    SAME(locale_date(in(DE), STR("2027-06-03"), DATE_SHORT), "03.06.2027");
    SAME(locale_date(in(SV), STR("2027-06-03"), DATE_SHORT), "2027-06-03");
    SAME(locale_date(in(DE), STR("soon"), DATE_LONG), "soon");
    SAME(locale_date(in(DE), STR(""), DATE_LONG), "");
}

static void moments_follow_the_zone(void) {
    SAME(locale_day(in(DE), NOW), "29. Juni 2027");
    SAME(locale_moment(in(EN), NOW, STR("")), "29 June 2027 at 08:00");
    SAME(locale_moment(in(SV), NOW, STR("Europe/Stockholm")), "29 juni 2027 kl. 10:00");
    SAME(locale_moment(in(ZH), NOW, STR("Asia/Shanghai")), "2027年6月29日 16:00");
    SAME(locale_moment(in(EN), NOW, STR("No/Where")), "29 June 2027 at 08:00");
}

static void spans_are_told_in_the_unit_that_fits(void) {
    SAME(locale_ago(in(EN), NOW - 3), "now");
    SAME(locale_ago(in(EN), NOW - 180), "3 minutes ago");
    SAME(locale_ago(in(DA), NOW - 3 * 86400), "for 3 dage siden");
    SAME(locale_ago(in(DE), NOW - 3 * 86400), "vor 3 Tagen");
    SAME(locale_ago(in(FR), NOW + 3 * 3600), "dans 3 heures");
    SAME(locale_ago(in(ZH), NOW - 3 * 86400), "3天前");
    SAME(locale_ago(in(EN), NOW - 86400), "yesterday");
}

static void money_and_distance_carry_their_unit(void) {
    SAME(locale_money(in(DA), 6800050, STR("DKK")), "68.000,50\u00a0kr.");
    SAME(locale_money(in(EN), 123450, STR("EUR")), "€1,234.50");
    SAME(locale_money(in(DE), 123450, STR("EUR")), "1.234,50\u00a0€");
    SAME(locale_money(in(EN), 1000, STR("JPY")), "JP¥1,000");
    SAME(locale_km(in(EN), 812345), "812 km");
    SAME(locale_km(in(DA), 4260), "4,3 km");
    SAME(locale_km(in(ZH), 812345), "812公里");
}

static void only_days_that_exist_are_dates(void) {
    CHECK(date_valid(STR("2028-02-29")) && !date_valid(STR("2027-02-29")));
    CHECK(!date_valid(STR("2027-13-01")) && !date_valid(STR("2027-6-30")));
    CHECK(!date_valid(STR("")) && !date_valid(STR("2027-06-3x")));
    struct arena *mem = in(EN)->mem;
    for (int64_t day = -30000; day < 60000; day += 7) {
        str iso = date_of(mem, day * 86400 + 5);
        CHECK(date_valid(iso) && date_seconds(iso) == day * 86400);
    }
    SAME(date_of(mem, 0), "1970-01-01");
    SAME(date_of(mem, -1), "1969-12-31");
}

static void people_write_dates_in_many_ways(void) {
    struct arena *mem = in(EN)->mem;
    SAME(date_parse_human(mem, STR("2027-06-30")), "2027-06-30");
    SAME(date_parse_human(mem, STR("30.06.2027")), "2027-06-30");
    SAME(date_parse_human(mem, STR(" 30/6/2027 ")), "2027-06-30");
    SAME(date_parse_human(mem, STR("2027/6/30")), "2027-06-30");
    SAME(date_parse_human(mem, STR("2027年6月30日")), "2027-06-30");
    SAME(date_parse_human(mem, STR("30. juni 2027")), "2027-06-30");
    SAME(date_parse_human(mem, STR("3 février 2027")), "2027-02-03");
    SAME(date_parse_human(mem, STR("1. März 2027")), "2027-03-01");
    SAME(date_parse_human(mem, STR("1 juillet 2027")), "2027-07-01");
    SAME(date_parse_human(mem, STR("5. desember 2027")), "2027-12-05");
    SAME(date_parse_human(mem, STR("June 30, 2027")), "2027-06-30");
    SAME(date_parse_human(mem, STR("31.06.2027")), "");
    SAME(date_parse_human(mem, STR("06/30/2027")), "");
    SAME(date_parse_human(mem, STR("30.06.27")), "");
    SAME(date_parse_human(mem, STR("30.06")), "");
    SAME(date_parse_human(mem, STR("tomorrow")), "");
    SAME(date_parse_human(mem, STR("")), "");
}

static void *format_in_a_thread(void *given) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .tongue = *(enum tongue *)given};
    for (int i = 0; i < 2000; i++) {
        SAME(locale_date(&w, STR("2027-06-30"), DATE_LONG), "30. juni 2027");
        CHECK(locale_num(&w, 1000 + i).len >= 5);
    }
    arena_free(&mem);
    return NULL;
}

static void threads_do_not_disturb_each_other(void) {
    enum tongue tongues[] = {DA, NB, DA, NB};
    pthread_t thread[4];
    for (size_t i = 0; i < 4; i++) {
        CHECK(pthread_create(&thread[i], NULL, format_in_a_thread, &tongues[i]) == 0);
    }
    for (size_t i = 0; i < 4; i++) {
        CHECK(pthread_join(thread[i], NULL) == 0);
    }
}

int main(void) {
    numbers_are_grouped_as_the_reader_does();
    dates_read_as_at_home();
    moments_follow_the_zone();
    spans_are_told_in_the_unit_that_fits();
    money_and_distance_carry_their_unit();
    only_days_that_exist_are_dates();
    people_write_dates_in_many_ways();
    threads_do_not_disturb_each_other();
    arena_free(in(EN)->mem);
    return test_failures != 0;
}

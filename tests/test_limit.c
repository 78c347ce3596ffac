#include "tests/test.h"
#include "web/limit.h"

#include <stdio.h>
#include <string.h>

static const int64_t second = 1000000;

/* How many of `most` at one moment are let through. */
static size_t let_through(struct limits *l, str address, int64_t now, size_t most) {
    size_t count = 0;
    while (count < most && limit_network(l, LIMIT_SEARCHING, address, now) == 0) {
        count++;
    }
    return count;
}

static void a_minutes_worth_may_come_at_once_and_then_as_time_passes(void) {
    struct limits *l = limits_open();
    CHECK(limits_set(l, STR("searching=6/60")));
    CHECK(let_through(l, STR("192.0.2.1"), 0, 100) == 60);
    CHECK(let_through(l, STR("192.0.2.1"), second / 2, 100) == 0);
    CHECK(let_through(l, STR("192.0.2.1"), second, 100) == 1);
    CHECK(let_through(l, STR("192.0.2.1"), 11 * second, 100) == 10);
    CHECK(let_through(l, STR("192.0.2.1"), 3600 * second, 100) == 60);
    limits_close(l);
}

static void the_wait_that_is_said_is_enough(void) {
    struct limits *l = limits_open();
    CHECK(limits_set(l, STR("writing=7/0")));
    for (int i = 0; i < 7; i++) {
        CHECK(limit_account(l, LIMIT_WRITING, 5, second) == 0);
    }
    int64_t wait = limit_account(l, LIMIT_WRITING, 5, second);
    CHECK(wait > 8000 && wait < 9000); /* a seventh of a minute */
    CHECK(limit_account(l, LIMIT_WRITING, 5, second + (wait - 10) * 1000) != 0);
    CHECK(limit_account(l, LIMIT_WRITING, 5, second + wait * 1000) == 0);
    limits_close(l);
}

static void networks_accounts_and_kinds_are_counted_apart(void) {
    struct limits *l = limits_open();
    CHECK(limits_set(l, STR("searching=2/3")));
    CHECK(let_through(l, STR("192.0.2.1"), 0, 9) == 3);
    CHECK(let_through(l, STR("192.0.2.200"), 0, 9) == 0); /* of the same /24 */
    CHECK(let_through(l, STR("::ffff:192.0.2.9"), 0, 9) == 0);
    CHECK(let_through(l, STR("192.0.3.1"), 0, 9) == 3);
    CHECK(let_through(l, STR("2001:db8:0:12ff::1"), 0, 9) == 3);
    CHECK(let_through(l, STR("2001:db8:0:1201:5::1"), 0, 9) == 0); /* of the same /56 */
    CHECK(let_through(l, STR("2001:db8:0:1300::1"), 0, 9) == 3);
    CHECK(limit_account(l, LIMIT_SEARCHING, 1, 0) == 0);
    CHECK(limit_account(l, LIMIT_SEARCHING, 1, 0) == 0);
    CHECK(limit_account(l, LIMIT_SEARCHING, 1, 0) != 0);
    CHECK(limit_account(l, LIMIT_SEARCHING, 2, 0) == 0);
    CHECK(limit_account(l, LIMIT_READING, 1, 0) == 0);
    limits_close(l);
}

/* Visitors have no account, a Unix socket no address, and a test or an administrator may want
 * none of this. */
static void what_cannot_be_told_apart_is_not_counted(void) {
    struct limits *l = limits_open();
    CHECK(limits_set(l, STR("searching=1/1")));
    CHECK(let_through(l, STR("local"), 0, 9) == 9);
    CHECK(let_through(l, STR(""), 0, 9) == 9);
    for (int i = 0; i < 9; i++) {
        CHECK(limit_account(l, LIMIT_SEARCHING, 0, 0) == 0);
    }
    CHECK(limits_set(l, STR("searching=0/0")));
    CHECK(let_through(l, STR("192.0.2.1"), 0, 9) == 9);
    CHECK(let_through(NULL, STR("192.0.2.1"), 0, 9) == 9);
    limits_close(l);
}

/* A million networks do not take more memory than one, and who asks all the time stays known. */
static void many_who_ask_once_do_not_wash_out_who_asks_all_the_time(void) {
    struct limits *l = limits_open();
    char address[48];
    CHECK(limits_set(l, STR("searching=2/20")));
    CHECK(let_through(l, STR("203.0.113.1"), 0, 100) == 20);
    for (unsigned i = 0; i < 300000; i++) {
        (void)snprintf(address, sizeof(address), "2001:db8:%x:%x00::1", i >> 8, i & 255);
        (void)limit_network(l, LIMIT_SEARCHING, str_of(address), 0);
    }
    CHECK(let_through(l, STR("203.0.113.1"), 0, 100) == 0);
    limits_close(l);
}

static void what_is_said_of_them_is_read_strictly(void) {
    static const char *const odd[] = {"", "searching", "searching=5", "searching=5/",
            "searching=/5", "searching=-1/5", "searching=5/x", "finding=5/5", "searching=5/5/5",
            "searching=5/9999999"};
    struct limits *l = limits_open();
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        CHECK(!limits_set(l, str_of(odd[i])));
    }
    CHECK(limits_set(l, STR("heavy=5/1000000")));
    CHECK(limits_of(l, LIMIT_HEAVY).account == 5 && limits_of(l, LIMIT_HEAVY).network == 1000000);
    limits_close(l);
}

static void routes_that_cost_more_are_named_as_they_stand_in_the_table(void) {
    size_t counts[LIMIT_CLASSES] = {0};
    struct routes all = route_list();
    for (size_t i = 0; i < all.count; i++) {
        counts[limit_class(&all.at[i], all.at[i].method)]++;
    }
    CHECK(counts[LIMIT_SEARCHING] == 5 && counts[LIMIT_HEAVY] == 6);
    CHECK(counts[LIMIT_READING] > 30 && counts[LIMIT_WRITING] > 30);
    CHECK(limit_class(NULL, GET) == LIMIT_READING && limit_class(NULL, POST) == LIMIT_WRITING);
}

int main(void) {
    a_minutes_worth_may_come_at_once_and_then_as_time_passes();
    the_wait_that_is_said_is_enough();
    networks_accounts_and_kinds_are_counted_apart();
    what_cannot_be_told_apart_is_not_counted();
    many_who_ask_once_do_not_wash_out_who_asks_all_the_time();
    what_is_said_of_them_is_read_strictly();
    routes_that_cost_more_are_named_as_they_stand_in_the_table();
    return test_failures != 0;
}

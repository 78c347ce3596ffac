/* Second steps of signing in, below the pages. */
#include "account/agent.h"
#include "account/attempt.h"
#include "account/challenge.h"
#include "account/event.h"
#include "account/half_session.h"
#include "account/passkey.h"
#include "account/recovery.h"
#include "account/second.h"
#include "account/session.h"
#include "account/subnet.h"
#include "account/totp.h"
#include "tests/test.h"
#include "tests/world.h"

#include <string.h>

static const struct totp rfc = {.secret = "12345678901234567890"};

/* RFC 6238, appendix B, those of SHA-1; RFC 4226, appendix D. */
static void codes_are_those_of_the_standard(struct arena *mem) {
    static const struct {
        int64_t at;
        const char *code;
    } of_time[] = {{59, "94287082"}, {1111111109, "07081804"}, {1111111111, "14050471"},
            {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    static const char *const counted[] = {"755224", "287082", "359152", "969429", "338314",
            "254676", "287922", "162583", "399871", "520489"};
    for (size_t i = 0; i < sizeof(of_time) / sizeof(of_time[0]); i++) {
        str code = totp_code(mem, &rfc, of_time[i].at / TOTP_STEP_SECONDS, 8);
        CHECK(str_eq(code, str_of(of_time[i].code)));
    }
    for (int64_t i = 0; i < 10; i++) {
        CHECK(str_eq(totp_code(mem, &rfc, i, 6), str_of(counted[i])));
    }
}

static void secrets_are_written_as_apps_read_them(struct arena *mem) {
    struct totp t = {0};
    struct totp back = {0};
    SAME(totp_text(mem, &rfc), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"); /* as RFC 4648 has it */
    CHECK(totp_read(STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), &t));
    CHECK(memcmp(t.secret, rfc.secret, sizeof(t.secret)) == 0);
    totp_new(&t);
    CHECK(totp_read(totp_text(mem, &t), &back) && memcmp(&t, &back, sizeof(t)) == 0);
    CHECK(!totp_read(STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ"), &back));
    CHECK(!totp_read(STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"), &back));
    SAME(totp_address(mem, &rfc, STR("a b@example.org")),
            "otpauth://totp/Handslag:a%20b%40example.org"
            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Handslag");
}

static void a_code_holds_one_step_around_and_once(struct work *w) {
    int64_t now = w->now / TOTP_STEP_SECONDS;
    for (int64_t step = now - 3; step <= now + 3; step++) {
        str code = totp_code(w->mem, &rfc, step, TOTP_DIGITS);
        bool near = step >= now - 1 && step <= now + 1;
        CHECK(totp_step(w, &rfc, 0, code) == (near ? step : 0));
        CHECK(totp_step(w, &rfc, step, code) == 0);
        CHECK(totp_step(w, &rfc, step - 1, code) == (near ? step : 0));
    }
    CHECK(totp_step(w, &rfc, 0, STR("")) == 0);
}

static void a_used_code_is_good_no_more(struct work *w, const struct seal *seal) {
    int64_t now = w->now / TOTP_STEP_SECONDS;
    str before = totp_code(w->mem, &rfc, now - 1, TOTP_DIGITS);
    str code = totp_code(w->mem, &rfc, now, TOTP_DIGITS);
    totp_set(w, seal, WORLD_ADMIN, &rfc);
    CHECK(totp_on(w, WORLD_ADMIN) && !totp_on(w, WORLD_OUTSIDER));
    CHECK(!totp_take(w, seal, WORLD_OUTSIDER, code));
    CHECK(totp_take(w, seal, WORLD_ADMIN, code));
    CHECK(!totp_take(w, seal, WORLD_ADMIN, code));
    CHECK(!totp_take(w, seal, WORLD_ADMIN, before)); /* an earlier one neither */
    CHECK(totp_take(w, seal, WORLD_ADMIN, totp_code(w->mem, &rfc, now + 1, TOTP_DIGITS)));
    struct seal other;
    seal_new(&other);
    w->now += 5 * TOTP_STEP_SECONDS;
    code = totp_code(w->mem, &rfc, w->now / TOTP_STEP_SECONDS, TOTP_DIGITS);
    CHECK(!totp_take(w, &other, WORLD_ADMIN, code));
    CHECK(totp_take(w, seal, WORLD_ADMIN, code));
}

static void no_secret_stands_in_clear(struct work *w) {
    str secret = {0};
    str code = {0};
    struct rows r = db_rows(w, "SELECT secret FROM totp WHERE account_id = ?", num(WORLD_ADMIN));
    CHECK(db_next(&r, to(secret)) && secret.len > 40);
    db_stop(&r);
    CHECK(!str_has(secret, totp_text(w->mem, &rfc)));
    struct recovery_codes made = recovery_make(w, WORLD_ADMIN);
    r = db_rows(w, "SELECT code FROM recovery_code");
    while (db_next(&r, to(code))) {
        for (size_t i = 0; i < RECOVERY_CODES; i++) {
            CHECK(code.len == 43 && !str_has(code, made.at[i]));
        }
    }
}

static void recovery_codes_are_good_once(struct work *w) {
    struct recovery_codes first = recovery_make(w, WORLD_ALU_MANAGER);
    CHECK(recovery_left(w, WORLD_ALU_MANAGER) == RECOVERY_CODES);
    CHECK(!recovery_take(w, WORLD_OUTSIDER, first.at[0]));
    CHECK(recovery_take(w, WORLD_ALU_MANAGER, first.at[0]));
    CHECK(!recovery_take(w, WORLD_ALU_MANAGER, first.at[0]));
    CHECK(!recovery_take(w, WORLD_ALU_MANAGER, STR("")));
    CHECK(recovery_left(w, WORLD_ALU_MANAGER) == RECOVERY_CODES - 1);
    char *loud = arena_z(w->mem, first.at[1]);
    for (size_t i = 0; i < first.at[1].len; i++) {
        loud[i] = loud[i] == '-'                     ? ' '
                  : loud[i] >= 'a' && loud[i] <= 'z' ? (char)(loud[i] - 'a' + 'A')
                                                     : loud[i];
    }
    CHECK(recovery_take(w, WORLD_ALU_MANAGER, (str){loud, first.at[1].len}));
    struct recovery_codes next = recovery_make(w, WORLD_ALU_MANAGER);
    CHECK(!recovery_take(w, WORLD_ALU_MANAGER, first.at[2]));
    CHECK(recovery_take(w, WORLD_ALU_MANAGER, next.at[2]));
}

static void guessing_gets_slower(struct work *w, const struct seal *seal) {
    struct second_try wrong = {.account = WORLD_ADMIN, .code = STR("000000"), .address = STR("x")};
    struct second_try right = {.account = WORLD_ADMIN, .address = STR("x")};
    str none = totp_code(w->mem, &rfc, w->now / TOTP_STEP_SECONDS, TOTP_DIGITS);
    wrong.code = str_eq(none, STR("000000")) ? STR("111111") : STR("000000");
    int tried = 0;
    w->now += 10 * TOTP_STEP_SECONDS;
    while (second_try(w, seal, &wrong) == SECOND_WRONG && tried < 50) {
        tried++;
    }
    CHECK(tried >= 3 && tried < 8 && wrong.wait > 0);
    right.code = totp_code(w->mem, &rfc, w->now / TOTP_STEP_SECONDS, TOTP_DIGITS);
    CHECK(second_try(w, seal, &right) == SECOND_WAIT);
    w->now += ATTEMPT_WAIT_MOST;
    right.code = totp_code(w->mem, &rfc, w->now / TOTP_STEP_SECONDS, TOTP_DIGITS);
    CHECK(second_try(w, seal, &right) == SECOND_RIGHT && !right.recovery);
    CHECK(second_try(w, seal, &right) == SECOND_WRONG);
}

static void half_sessions_end_by_time_and_by_guessing(struct work *w) {
    struct half_session h = {0};
    struct session s = {0};
    str token = half_session_start(w, WORLD_ADMIN);
    CHECK(half_session_find(w, token, &h) && h.account == WORLD_ADMIN);
    CHECK(!session_find(w, token, &s));
    CHECK(!half_session_find(w, STR(""), &h) && !half_session_find(w, h.key, &h));
    w->now += HALF_SESSION_AGE_MOST;
    CHECK(!half_session_find(w, token, &h));
    token = half_session_start(w, WORLD_ADMIN);
    for (int i = 1; i < HALF_SESSION_MISSES_MOST; i++) {
        CHECK(half_session_miss(w, token) && half_session_find(w, token, &h));
    }
    CHECK(!half_session_miss(w, token) && !half_session_find(w, token, &h));
    token = half_session_start(w, WORLD_ADMIN);
    half_session_end(w, token);
    CHECK(!half_session_find(w, token, &h) && !half_session_miss(w, token));
}

static void challenges_are_ours_for_one_purpose_and_once(struct work *w) {
    struct form_secret ours = {0};
    struct form_secret others = {.at = {1}};
    str c = challenge_make(w, &ours, STR("sign-in"));
    CHECK(!str_eq(c, challenge_make(w, &ours, STR("sign-in"))));
    CHECK(!challenge_take(w, &ours, STR("second"), c));
    CHECK(!challenge_take(w, &others, STR("sign-in"), c));
    CHECK(!challenge_take(w, &ours, STR("sign-in"), STR("")));
    char *changed = arena_z(w->mem, c);
    changed[20] = changed[20] == 'A' ? 'B' : 'A';
    CHECK(!challenge_take(w, &ours, STR("sign-in"), (str){changed, c.len}));
    CHECK(challenge_take(w, &ours, STR("sign-in"), c));
    CHECK(!challenge_take(w, &ours, STR("sign-in"), c));
    c = challenge_make(w, &ours, STR("sign-in"));
    w->now += CHALLENGE_AGE_MOST + 1;
    CHECK(!challenge_take(w, &ours, STR("sign-in"), c));
    w->now -= 2 * CHALLENGE_AGE_MOST;
    CHECK(!challenge_take(w, &ours, STR("sign-in"), c)); /* made in the future */
    w->now += CHALLENGE_AGE_MOST;
    CHECK(challenge_take(w, &ours, STR("sign-in"), c)); /* it was a good one */
}

static void a_counter_only_goes_up(struct work *w) {
    struct passkey k = {.account = WORLD_ADMIN,
            .credential = STR("abc"),
            .key = STR("key"),
            .name = STR(" Telephone "),
            .algorithm = -8,
            .counter = 5};
    struct passkey found = {0};
    CHECK(passkey_add(w, &k, STR("Passkey")) == PASSKEY_FINE);
    SAME(k.name, "Telephone");
    CHECK(passkey_add(w, &k, STR("Passkey")) == PASSKEY_KNOWN);
    CHECK(passkey_by_credential(w, STR("abc"), &found) && found.account == WORLD_ADMIN);
    CHECK(!passkey_use(w, &found, 5) && !passkey_use(w, &found, 4) && !passkey_use(w, &found, 0));
    CHECK(passkey_use(w, &found, 6) && !passkey_use(w, &found, 6) && passkey_use(w, &found, 9));
    CHECK(passkey_list(w, WORLD_ADMIN).count == 1 && passkey_list(w, WORLD_OUTSIDER).count == 0);
    CHECK(!passkey_remove(w, WORLD_OUTSIDER, found.id) && passkey_remove(w, WORLD_ADMIN, found.id));
    k = (struct passkey){.account = WORLD_ADMIN, .credential = STR("never"), .name = STR("\x01")};
    CHECK(passkey_add(w, &k, STR("Passkey")) == PASSKEY_FINE);
    SAME(k.name, "Passkey");
    CHECK(passkey_by_credential(w, STR("never"), &found));
    CHECK(passkey_use(w, &found, 0) && passkey_use(w, &found, 0) && passkey_use(w, &found, 1));
    CHECK(!passkey_use(w, &found, 0));
}

static void roles_may_ask_for_it(struct work *w) {
    struct session s = {0};
    str admin = session_start(w, WORLD_ADMIN);
    str manager = session_start(w, WORLD_AUTO_MANAGER);
    second_remove(w, WORLD_ADMIN);
    CHECK(session_find(w, admin, &s) && !s.unsettled);
    second_want(w, ROLE_ADMIN, true);
    CHECK(second_wanted(w, ROLE_ADMIN) && !second_wanted(w, ROLE_MANAGER));
    CHECK(session_find(w, admin, &s) && s.unsettled);
    CHECK(session_find(w, manager, &s) && !s.unsettled);
    second_want(w, ROLE_ADMIN, false);
    second_want(w, ROLE_MANAGER, true);
    CHECK(session_find(w, admin, &s) && !s.unsettled);
    CHECK(session_find(w, manager, &s) && s.unsettled);
    struct seal seal;
    seal_new(&seal);
    totp_set(w, &seal, WORLD_AUTO_MANAGER, &rfc);
    CHECK(session_find(w, manager, &s) && !s.unsettled);
    second_want(w, ROLE_MANAGER, false);
}

static void removing_removes_all_of_it(struct work *w, const struct seal *seal) {
    struct half_session h = {0};
    struct passkey k = {.account = WORLD_ADMIN, .credential = STR("gone"), .name = STR("x")};
    totp_set(w, seal, WORLD_ADMIN, &rfc);
    (void)recovery_make(w, WORLD_ADMIN);
    (void)passkey_add(w, &k, STR("Passkey"));
    str half = half_session_start(w, WORLD_ADMIN);
    struct second s = second_of(w, WORLD_ADMIN);
    CHECK(s.totp && s.passkeys == 1 && s.codes == RECOVERY_CODES && second_is_on(&s));
    second_remove(w, WORLD_ADMIN);
    s = second_of(w, WORLD_ADMIN);
    CHECK(!s.totp && s.passkeys == 0 && s.codes == 0 && !second_is_on(&s));
    CHECK(!half_session_find(w, half, &h));
}

static void sessions_are_told_apart_and_ended(struct work *w) {
    struct session s = {0};
    str one = session_start(w, WORLD_OUTSIDER);
    str two = session_start(w, WORLD_OUTSIDER);
    session_describe(w, one, STR("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"),
            STR("192.0.2.77"));
    struct sessions all = session_list(w, WORLD_OUTSIDER);
    CHECK(all.count == 2);
    for (size_t i = 0; i < all.count; i++) {
        bool first = str_eq(all.at[i].key, session_key(w, one));
        CHECK(str_eq(all.at[i].browser, first ? STR("Firefox") : STR("")));
        CHECK(str_eq(all.at[i].subnet, first ? STR("192.0.2.0/24") : STR("")));
    }
    session_end_key(w, WORLD_ADMIN, session_key(w, one)); /* not theirs */
    CHECK(session_find(w, one, &s));
    session_end_others(w, WORLD_OUTSIDER, two);
    CHECK(!session_find(w, one, &s) && session_find(w, two, &s));
    CHECK(session_is_fresh(&s, w->now + SESSION_FRESH_MOST));
    CHECK(!session_is_fresh(&s, w->now + SESSION_FRESH_MOST + 1));
    w->now += SESSION_FRESH_MOST + 1;
    session_refresh(w, two);
    CHECK(session_find(w, two, &s) && session_is_fresh(&s, w->now));
    session_end_key(w, WORLD_OUTSIDER, session_key(w, two));
    CHECK(!session_find(w, two, &s));
}

static void browsers_are_called_by_their_names(struct arena *mem) {
    static const struct {
        const char *said, *browser, *system;
    } agents[] = {
            {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
             " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                    "Edge", "Windows"},
            {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
             " Gecko) Version/17.5 Safari/605.1.15",
                    "Safari", "macOS"},
            {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
             " like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                    "Safari", "iPhone"},
            {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko)"
             " Chrome/126.0.0.0 Mobile Safari/537.36",
                    "Chrome", "Android"},
            {"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
             " Chrome/126.0.0.0 Safari/537.36",
                    "Chrome", "ChromeOS"},
            {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox",
                    "Linux"},
            {"something else", "", ""},
            {"", "", ""},
    };
    for (size_t i = 0; i < sizeof(agents) / sizeof(agents[0]); i++) {
        struct agent a = agent_of(str_of(agents[i].said));
        CHECK(str_eq(a.browser, str_of(agents[i].browser)));
        CHECK(str_eq(a.system, str_of(agents[i].system)));
    }
    SAME(subnet_of(mem, STR("192.0.2.77")), "192.0.2.0/24");
    SAME(subnet_of(mem, STR("::ffff:192.0.2.77")), "192.0.2.0/24");
    SAME(subnet_of(mem, STR("2001:db8:7:1::9")), "2001:db8:7::/48");
    SAME(subnet_of(mem, STR("local")), "local");
}

static void what_happened_is_listed(struct work *w) {
    for (enum event_kind k = 0; k < EVENT_KINDS; k++) {
        event_add(w, WORLD_OUTSIDER, k);
    }
    w->actor = WORLD_ADMIN;
    event_add(w, WORLD_OUTSIDER, EVENT_SECOND_REMOVED);
    struct events all = event_list(w, WORLD_OUTSIDER);
    CHECK(all.count == EVENTS_SHOWN && all.at[0].kind == EVENT_SECOND_REMOVED);
    CHECK(all.at[0].by == WORLD_ADMIN && all.at[0].by_name.len && all.at[0].at == w->now);
    CHECK(all.at[1].by == 0 && all.at[1].by_name.len == 0);
    CHECK(event_list(w, WORLD_ADMIN).count == 0);
    w->now += EVENT_AGE_MOST + 1;
    event_sweep(w);
    CHECK(event_list(w, WORLD_OUTSIDER).count == 0);
}

int main(void) {
    struct arena mem = {0};
    struct seal seal;
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    seal_new(&seal);
    CHECK(w.db);
    if (w.db) {
        codes_are_those_of_the_standard(&mem);
        secrets_are_written_as_apps_read_them(&mem);
        browsers_are_called_by_their_names(&mem);
        a_code_holds_one_step_around_and_once(&w);
        a_used_code_is_good_no_more(&w, &seal);
        no_secret_stands_in_clear(&w);
        recovery_codes_are_good_once(&w);
        guessing_gets_slower(&w, &seal);
        half_sessions_end_by_time_and_by_guessing(&w);
        challenges_are_ours_for_one_purpose_and_once(&w);
        a_counter_only_goes_up(&w);
        roles_may_ask_for_it(&w);
        removing_removes_all_of_it(&w, &seal);
        sessions_are_told_apart_and_ended(&w);
        what_happened_is_listed(&w);
        CHECK(work_ok(&w));
        if (!work_ok(&w)) {
            printf("%.*s\n", (int)w.fault.len, w.fault.at);
        }
        db_close(w.db);
    }
    arena_free(&mem);
    return test_failures ? 1 : 0;
}

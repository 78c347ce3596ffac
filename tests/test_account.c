#include "account/account.h"
#include "account/attempt.h"
#include "account/form_stamp.h"
#include "account/password.h"
#include "account/password_known.h"
#include "account/right.h"
#include "account/role.h"
#include "account/secret.h"
#include "account/session.h"
#include "account/sign_in.h"
#include "base/buf.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

static void secrets_are_random_and_hashed(struct arena *mem) {
    str one = secret_new(mem);
    str other = secret_new(mem);
    CHECK(one.len == 43 && !str_eq(one, other));
    CHECK(secret_hash(mem, one).len == 43 && !str_eq(secret_hash(mem, one), one));
    CHECK(str_eq(secret_hash(mem, one), secret_hash(mem, arena_copy(mem, one))));
    CHECK(secret_same(one, arena_copy(mem, one)) && !secret_same(one, other));
    CHECK(!secret_same(STR(""), STR("")));
}

static void secrets_are_read_from_letters_only(struct arena *mem) {
    unsigned char bytes[32];
    CHECK(secret_bytes(secret_new(mem), bytes, sizeof(bytes)));
    CHECK(!secret_bytes(STR("ABCDEFGHIJKL\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                            "MNOPQRSTUVWXYZ469134"),
            bytes, sizeof(bytes)));
    CHECK(!secret_bytes(STR(""), bytes, 0));
}

static void weak_passwords_are_refused(void) {
    str mail = STR("anna.holm@example.org");
    CHECK(password_check(STR("tern sky oar"), mail) == PASSWORD_FINE);
    CHECK(password_check(STR("tern sky oa"), mail) == PASSWORD_TOO_SHORT);
    CHECK(password_check(STR("åååååæææææøø"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("blåbærgrød på"), mail) == PASSWORD_FINE);
    CHECK(password_check(STR("青山常在绿水长流万里无云"), mail) == PASSWORD_FINE);
    CHECK(password_check(STR("青山常在绿水长流"), mail) == PASSWORD_TOO_SHORT);
    CHECK(password_check(STR("Anna.Holm@example.ORG"), mail) == PASSWORD_IS_MAIL);
    CHECK(password_check(STR("anna.holm1234"), mail) == PASSWORD_IS_MAIL);
    CHECK(password_check(STR("anna.holm counts herons"), mail) == PASSWORD_FINE);
    CHECK(password_check(STR("abababababab"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("12345678901234"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("zyxwvutsrqponm"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("1qaz2wsx3edc"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("Password123456"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("Qwerty-Monkey-2027!"), mail) == PASSWORD_TOO_SIMPLE);
    CHECK(password_check(STR("qwerty monkey dragonfly"), mail) == PASSWORD_FINE);
    CHECK(password_check(STR("839201758392"), mail) == PASSWORD_FINE); /* of any characters */
    CHECK(passwords_known_count > 9000);
    char many[257] = {0};
    for (size_t i = 0; i < sizeof(many); i++) {
        many[i] = (char)('a' + i * 7 % 26);
    }
    CHECK(password_check((str){many, 256}, mail) == PASSWORD_FINE);
    CHECK(password_check((str){many, 257}, mail) == PASSWORD_TOO_LONG);
}

static void a_hash_fits_its_password_only(struct work *w, struct password_gate *gate) {
    str hash = {0};
    CHECK(password_hash(w, gate, STR("tern sky oar"), &hash));
    CHECK(str_starts(hash, STR("$argon2id$v=19$m=65536,t=2,p=1$")));
    CHECK(password_right(w->mem, gate, hash, STR("tern sky oar")) == PASSWORD_RIGHT);
    CHECK(password_right(w->mem, gate, hash, STR("tern sky oak")) == PASSWORD_WRONG);
    CHECK(password_right(w->mem, gate, STR(""), STR("")) == PASSWORD_WRONG);
    CHECK(password_right(w->mem, gate, STR("damaged"), STR("damaged")) == PASSWORD_WRONG);
    CHECK(gate->running == 0 && gate->waiting == 0);
}

/* The cost shows in how long the answer takes: without an account at least half of what it is
 * with one. A hash at another cost is the known bad. */
static void no_account_costs_as_much(struct work *w, struct password_gate *gate) {
    str hash = {0};
    struct rows r = db_rows(w, "SELECT password FROM account WHERE id = ?", num(WORLD_ADMIN));
    CHECK(db_next(&r, to(hash)));
    db_stop(&r);
    CHECK(crypto_pwhash_str_needs_rehash(arena_z(w->mem, hash), 2, 64 * 1024 * 1024) == 1);
    CHECK(password_hash(w, gate, STR("tern sky oar"), &hash));
    CHECK(crypto_pwhash_str_needs_rehash(arena_z(w->mem, hash), 2, 64 * 1024 * 1024) == 0);

    clock_t start = clock();
    CHECK(password_right(w->mem, gate, hash, STR("wrong")) == PASSWORD_WRONG);
    clock_t with = clock() - start;
    start = clock();
    CHECK(password_right(w->mem, gate, STR(""), STR("wrong")) == PASSWORD_WRONG);
    clock_t without = clock() - start;
    CHECK(without > with / 2 && with > without / 2);
}

static void a_full_gate_turns_away(struct work *w, struct password_gate *gate) {
    str hash = {0};
    gate->running = PASSWORD_RUNNING_MOST;
    gate->waiting = PASSWORD_WAITING_MOST;
    CHECK(!password_hash(w, gate, STR("tern sky oar"), &hash));
    CHECK(password_right(w->mem, gate, STR(""), STR("x")) == PASSWORD_BUSY);
    struct sign_in s = {.mail = STR("alu@example.org"), .password = STR(WORLD_PASSWORD)};
    CHECK(sign_in_try(w, gate, &s) == SIGN_IN_WAIT && s.wait == 1);
    gate->running = 0;
    gate->waiting = 0;
    CHECK(sign_in_try(w, gate, &s) == SIGN_IN_RIGHT);
    CHECK(work_ok(w));
}

struct crowd {
    struct password_gate *gate;
    str hash;
    size_t answered;
    size_t turned_away;
};

static void *knock(void *handed) {
    struct crowd *own = handed;
    struct arena mem = {0};
    for (size_t i = 0; i < 50; i++) {
        enum password_verdict v = password_right(&mem, own->gate, own->hash, STR(WORLD_PASSWORD));
        own->answered += v == PASSWORD_RIGHT;
        own->turned_away += v == PASSWORD_BUSY;
    }
    arena_free(&mem);
    return NULL;
}

static void a_crowd_is_answered_or_turned_away(struct work *w, struct password_gate *gate) {
    enum { THREADS = 12 };
    pthread_t threads[THREADS];
    struct crowd crowd[THREADS];
    str hash = {0};
    struct rows r = db_rows(w, "SELECT password FROM account WHERE id = ?", num(WORLD_ADMIN));
    CHECK(db_next(&r, to(hash)));
    db_stop(&r);
    for (size_t i = 0; i < THREADS; i++) {
        crowd[i] = (struct crowd){.gate = gate, .hash = hash};
        CHECK(pthread_create(&threads[i], NULL, knock, &crowd[i]) == 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        CHECK(crowd[i].answered + crowd[i].turned_away == 50);
    }
    CHECK(gate->running == 0 && gate->waiting == 0);
}

static void accounts_are_kept(struct work *w) {
    struct account a = {
            .mail = STR(" Eva@Example.ORG "), .name = STR(" Eva Ørsted "), .tongue = DA};
    CHECK(account_add(w, &a, STR("")) == ACCOUNT_FINE && a.id);
    struct account found = {0};
    CHECK(account_by_mail(w, STR("eva@EXAMPLE.org"), &found) && found.id == a.id);
    SAME(found.mail, "eva@example.org");
    SAME(found.name, "Eva Ørsted");
    CHECK(found.tongue == DA && found.created == w->now && found.seen == 0);
    struct account twin = {.mail = STR("EVA@example.org"), .name = STR("Eva")};
    CHECK(account_add(w, &twin, STR("")) == ACCOUNT_MAIL_TAKEN);
    CHECK(account_set_name(w, a.id, STR(" ")) == ACCOUNT_WITHOUT_NAME);
    CHECK(account_set_name(w, a.id, STR("伊娃")) == ACCOUNT_FINE);
    account_set_tongue(w, a.id, ZH);
    CHECK(account_one(w, a.id, &found) && found.tongue == ZH);
    SAME(found.name, "伊娃");
    CHECK(account_list(w, STR("")).count == 5);
    CHECK(account_list(w, STR("auto@example.org")).count == 2);
    CHECK(account_remove(w, a.id) && !account_one(w, a.id, &found));
    CHECK(work_ok(w));
}

static void names_and_addresses_are_checked(struct work *w) {
    struct account a = {.mail = STR("x@example.org"), .name = STR("a\nb")};
    CHECK(account_add(w, &a, STR("")) == ACCOUNT_WITHOUT_NAME);
    a.name = STR("a\xE2\x80\xAE"
                 "b"); /* right-to-left override */
    CHECK(account_add(w, &a, STR("")) == ACCOUNT_WITHOUT_NAME);
    a.name = STR("Eva");
    static const char *const bad[] = {"", "@", "x", "x@", "@example.org", "x@y", "x@y..z", "x@.z",
            "x@y.", "x y@example.org", "x@@example.org", "a@b.org,c@d.org", "x\r@example.org",
            "Eva <x@example.org>"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        a.mail = str_of(bad[i]);
        CHECK(account_add(w, &a, STR("")) == ACCOUNT_WITHOUT_MAIL);
    }
    CHECK(work_ok(w));
}

static void the_last_administrator_stays(struct work *w) {
    struct role ada = {.account = WORLD_ADMIN, .kind = ROLE_ADMIN};
    struct role otto = {.account = WORLD_OUTSIDER, .kind = ROLE_ADMIN};
    CHECK(role_admin_exists(w) && role_last_admin(w, WORLD_ADMIN));
    CHECK(!role_remove(w, &ada) && !account_remove(w, WORLD_ADMIN));
    role_add(w, &otto);
    role_add(w, &otto);
    CHECK(role_list(w, WORLD_OUTSIDER).count == 1 && role_list(w, 0).count == 4);
    CHECK(!role_last_admin(w, WORLD_ADMIN));
    CHECK(role_remove(w, &otto) && role_list(w, WORLD_OUTSIDER).count == 0);
    struct roles managed = role_list(w, WORLD_ALU_MANAGER);
    CHECK(managed.count == 1 && managed.at[0].cluster == WORLD_ALU);
    SAME(managed.at[0].cluster_name, "Alu <Syd> & Søn");
    CHECK(work_ok(w));
}

static enum sign_in_result try(struct work *w, struct password_gate *gate, str mail, str password) {
    struct sign_in s = {.mail = mail, .password = password, .address = STR("192.0.2.7")};
    return sign_in_try(w, gate, &s);
}

static void a_password_that_was_made_for_somebody_ends(struct work *w, struct password_gate *gate) {
    str hash = {0};
    struct session s = {0};
    struct work later = *w;
    struct account a = {.mail = STR("nils@example.org"), .name = STR("Nils")};
    CHECK(password_hash(w, gate, STR("k3fm-x8wq"), &hash));
    CHECK(account_add(w, &a, hash) == ACCOUNT_FINE);
    account_password_given(w, a.id);
    CHECK(try(w, gate, a.mail, STR("k3fm-x8wq")) == SIGN_IN_RIGHT);
    CHECK(account_has_password(w, a.id));
    CHECK(session_find(w, session_start(w, a.id), &s) && s.given == w->now + ACCOUNT_GIVEN_MOST);
    later.now += ACCOUNT_GIVEN_MOST;
    CHECK(try(&later, gate, a.mail, STR("k3fm-x8wq")) == SIGN_IN_WRONG);
    CHECK(!account_has_password(&later, a.id));
    account_set_password(&later, a.id, hash); /* what they choose themselves stays */
    CHECK(try(&later, gate, a.mail, STR("k3fm-x8wq")) == SIGN_IN_RIGHT);
    CHECK(session_find(&later, session_start(&later, a.id), &s) && s.given == 0);
    CHECK(account_remove(w, a.id) && work_ok(w) && work_ok(&later));
}

static void signing_in_wants_the_right_password(struct work *w, struct password_gate *gate) {
    struct sign_in s = {.mail = STR(" Alu@example.org"), .password = STR(WORLD_PASSWORD)};
    CHECK(sign_in_try(w, gate, &s) == SIGN_IN_RIGHT && s.account.id == WORLD_ALU_MANAGER);
    CHECK(try(w, gate, STR("alu@example.org"), STR("grey herons")) == SIGN_IN_WRONG);
    CHECK(try(w, gate, STR("nobody@example.org"), STR(WORLD_PASSWORD)) == SIGN_IN_WRONG);
    CHECK(try(w, gate, STR(""), STR("")) == SIGN_IN_WRONG);
    CHECK(db_number(w, "SELECT COUNT(*) FROM attempt WHERE subject LIKE '%@%'") == 0);
    CHECK(work_ok(w));
    db_run(w, "DELETE FROM attempt");
}

static void guessing_waits_longer_and_longer(struct work *w) {
    static const int64_t waits[] = {0, 0, 0, 1, 3, 6, 12, 25, 25, 25};
    int64_t now = w->now;
    struct attempt a = attempt_of(w->mem, STR("a@example.org"), STR("192.0.2.1"));
    for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
        CHECK(attempt_start(w, &a) == 0);
        int64_t wait = waits[i];
        CHECK(wait == 0 || attempt_start(w, &a) == wait);
        w->now += wait - 1;
        CHECK(wait == 0 || attempt_start(w, &a) == 1);
        w->now++;
    }
    CHECK(attempt_start(w, &a) == 0 && attempt_start(w, &a) == ATTEMPT_WAIT_MOST);
    struct attempt other = attempt_of(w->mem, STR("b@example.org"), STR("198.51.100.1"));
    CHECK(attempt_start(w, &other) == 0);
    w->now += ATTEMPT_FADE + 1;
    CHECK(attempt_start(w, &a) == 0 && attempt_start(w, &a) == 0);
    CHECK(work_ok(w));
    w->now = now;
    db_run(w, "DELETE FROM attempt");
}

/* It would have to wait for as long as the clock was wrong. */
static void a_clock_set_back_locks_nobody_out(struct work *w) {
    struct attempt a = attempt_of(w->mem, STR("a@example.org"), STR("192.0.2.1"));
    int64_t now = w->now;
    w->now += 24 * 3600;
    for (int i = 0; i < 9; i++, w->now += ATTEMPT_WAIT_MOST) {
        CHECK(attempt_start(w, &a) == 0);
    }
    w->now = now;
    CHECK(attempt_start(w, &a) == 0 && attempt_start(w, &a) == ATTEMPT_WAIT_MOST);
    CHECK(work_ok(w));
    db_run(w, "DELETE FROM attempt");
}

/* The account's count ends with the right password, the subnet's does not: or a guesser with an
 * account of their own could go on for ever. */
static void success_forgives_the_account_only(struct work *w) {
    struct attempt a = attempt_of(w->mem, STR("a@example.org"), STR("192.0.2.1"));
    for (size_t i = 0; i < ATTEMPT_SUBNET_FREE + 4; i++) {
        struct buf name = {.mem = w->mem};
        buf_num(&name, (int64_t)i);
        struct attempt guess = attempt_of(w->mem, buf_str(&name), STR("::ffff:192.0.2.250"));
        CHECK(attempt_start(w, &guess) == 0);
    }
    CHECK(attempt_start(w, &a) == 1);
    attempt_succeed(w, &a);
    w->now += 1;
    CHECK(attempt_start(w, &a) == 0 && attempt_start(w, &a) == 1);
    w->now -= 1;
    CHECK(work_ok(w));
    db_run(w, "DELETE FROM attempt");
}

static void a_subnet_is_one_guesser(struct work *w) {
    struct arena *mem = w->mem;
    str home = attempt_of(mem, STR("a"), STR("192.0.2.7")).subnet;
    CHECK(str_eq(home, attempt_of(mem, STR("b"), STR("192.0.2.9")).subnet));
    CHECK(str_eq(home, attempt_of(mem, STR("b"), STR("::ffff:192.0.2.9")).subnet));
    CHECK(!str_eq(home, attempt_of(mem, STR("a"), STR("192.0.3.7")).subnet));
    str six = attempt_of(mem, STR("a"), STR("2001:db8:1:2::3")).subnet;
    CHECK(str_eq(six, attempt_of(mem, STR("a"), STR("2001:db8:1:ffff::1")).subnet));
    CHECK(!str_eq(six, attempt_of(mem, STR("a"), STR("2001:db8:2::1")).subnet));
}

static void sessions_are_found_until_they_are_over(struct work *w) {
    struct session s = {0};
    int64_t now = w->now;
    str token = session_start(w, WORLD_ALU_MANAGER);
    CHECK(session_find(w, token, &s) && s.account == WORLD_ALU_MANAGER && s.cluster == WORLD_ALU);
    CHECK(db_number(w, "SELECT COUNT(*) FROM session WHERE token = ?", txt(token)) == 0);
    CHECK(!session_find(w, STR(""), &s) && !session_find(w, STR("guess"), &s));
    CHECK(session_form_right(&s, arena_copy(w->mem, s.form_key)));
    CHECK(!session_form_right(&s, STR("")) && !session_form_right(&s, secret_new(w->mem)));

    w->now = now + SESSION_SEEN_EVERY - 1;
    CHECK(session_find(w, token, &s) && s.seen == now);
    w->now = now + SESSION_IDLE_MOST - 1;
    CHECK(session_find(w, token, &s) && s.seen == w->now);
    w->now += SESSION_IDLE_MOST;
    CHECK(!session_find(w, token, &s));

    w->now = now;
    str kept = session_start(w, WORLD_ALU_MANAGER);
    for (int64_t day = 0; day < 89; day++) {
        w->now += 24 * 3600;
        CHECK(session_find(w, kept, &s));
    }
    w->now += 24 * 3600;
    CHECK(!session_find(w, kept, &s));
    session_sweep(w);
    CHECK(db_number(w, "SELECT COUNT(*) FROM session") == 0);
    CHECK(work_ok(w));
    w->now = now;
}

static void sessions_end(struct work *w) {
    struct session s = {0};
    str one = session_start(w, WORLD_ALU_MANAGER);
    str two = session_start(w, WORLD_ALU_MANAGER);
    str three = session_start(w, WORLD_AUTO_MANAGER);
    session_end(w, one);
    CHECK(!session_find(w, one, &s) && session_find(w, two, &s));
    session_end_all(w, WORLD_ALU_MANAGER);
    CHECK(!session_find(w, two, &s) && session_find(w, three, &s));
    account_set_password(w, WORLD_AUTO_MANAGER, STR(""));
    CHECK(!session_find(w, three, &s));
    CHECK(work_ok(w));
}

static void a_session_works_for_an_own_cluster(struct work *w) {
    struct session s = {0};
    str token = session_start(w, WORLD_ALU_MANAGER);
    w->actor = WORLD_ALU_MANAGER;
    CHECK(!session_set_cluster(w, token, WORLD_AUTO));
    role_add(w, &(struct role){.account = w->actor, .kind = ROLE_MANAGER, .cluster = WORLD_WOOD});
    CHECK(session_set_cluster(w, token, WORLD_WOOD));
    CHECK(session_find(w, token, &s) && s.cluster == WORLD_WOOD);
    role_remove(
            w, &(struct role){.account = w->actor, .kind = ROLE_MANAGER, .cluster = WORLD_WOOD});
    CHECK(!right_holds(w, RIGHT_MANAGER, s.cluster));

    str others = session_start(w, WORLD_OUTSIDER);
    CHECK(session_find(w, others, &s) && s.cluster == 0);
    CHECK(session_set_cluster(w, others, WORLD_ALU)); /* not their own session: nothing happens */
    CHECK(session_find(w, others, &s) && s.cluster == 0);
    str admins = session_start(w, WORLD_ADMIN);
    CHECK(session_find(w, admins, &s) && s.cluster == WORLD_ALU);
    w->actor = 0;
    CHECK(work_ok(w));
}

static void a_session_is_read_where_nothing_can_be_written(struct work *w) {
    struct session s = {0};
    str token = session_start(w, WORLD_ALU_MANAGER);
    db_script(w, fresh_on_server() ? STR("SET default_transaction_read_only = on;")
                                   : STR("PRAGMA query_only=ON;"));
    w->now += SESSION_SEEN_EVERY;
    CHECK(session_find(w, token, &s) && work_ok(w));
    w->now -= SESSION_SEEN_EVERY;
    db_script(w, fresh_on_server() ? STR("SET default_transaction_read_only = off;")
                                   : STR("PRAGMA query_only=OFF;"));
}

static void a_stamp_is_ours_and_fresh(struct work *w) {
    struct form_secret secret = {0};
    struct form_secret again = {0};
    form_secret_load(w, &secret);
    form_secret_load(w, &again);
    CHECK(sodium_memcmp(secret.at, again.at, sizeof(secret.at)) == 0);
    CHECK(!sodium_is_zero(secret.at, sizeof(secret.at)));
    str stamp = form_stamp_make(w->mem, &secret, w->now);
    CHECK(form_stamp_right(&secret, w->now, stamp));
    CHECK(form_stamp_right(&secret, w->now + FORM_STAMP_AGE_MOST, stamp));
    CHECK(!form_stamp_right(&secret, w->now + FORM_STAMP_AGE_MOST + 1, stamp));
    CHECK(!form_stamp_right(&secret, w->now - 1, stamp));
    CHECK(!form_stamp_right(&secret, w->now, STR("")));
    CHECK(!form_stamp_right(&secret, w->now, STR("1800000000.")));
    CHECK(!form_stamp_right(&secret, w->now, (str){stamp.at, stamp.len - 1}));
    char *forged = arena_z(w->mem, stamp);
    forged[9]++;
    CHECK(!form_stamp_right(&secret, w->now + 10, (str){forged, stamp.len}));
    again.at[0] ^= 1;
    CHECK(!form_stamp_right(&again, w->now, stamp));
    CHECK(work_ok(w));
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    struct password_gate gate;
    password_gate_open(&gate);
    secrets_are_random_and_hashed(&mem);
    secrets_are_read_from_letters_only(&mem);
    weak_passwords_are_refused();
    CHECK(w.db);
    if (w.db) {
        a_hash_fits_its_password_only(&w, &gate);
        no_account_costs_as_much(&w, &gate);
        signing_in_wants_the_right_password(&w, &gate);
        a_full_gate_turns_away(&w, &gate);
        a_crowd_is_answered_or_turned_away(&w, &gate);
        accounts_are_kept(&w);
        a_password_that_was_made_for_somebody_ends(&w, &gate);
        names_and_addresses_are_checked(&w);
        the_last_administrator_stays(&w);
        guessing_waits_longer_and_longer(&w);
        a_clock_set_back_locks_nobody_out(&w);
        success_forgives_the_account_only(&w);
        a_subnet_is_one_guesser(&w);
        sessions_are_found_until_they_are_over(&w);
        sessions_end(&w);
        a_session_works_for_an_own_cluster(&w);
        a_session_is_read_where_nothing_can_be_written(&w);
        a_stamp_is_ours_and_fresh(&w);
        db_close(w.db);
    }
    password_gate_close(&gate);
    arena_free(&mem);
    return test_failures != 0;
}

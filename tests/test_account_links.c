/* Who is invited, what visitors ask for, and a mail address on its way to be another. */
#include "account/asked.h"
#include "account/attempt.h"
#include "account/invitation.h"
#include "account/mail_change.h"
#include "account/role.h"
#include "base/buf.h"
#include "job/asked_letters.h"
#include "tests/test.h"
#include "tests/world.h"

enum { DAY = 24 * 3600 };

static struct invitation to_alu(str mail) {
    return (struct invitation){.mail = mail,
            .name = STR("Eva Ørsted"),
            .tongue = DA,
            .role = {.kind = ROLE_MANAGER, .cluster = WORLD_ALU}};
}

static bool manages(struct work *w, int64_t account, int64_t cluster) {
    return db_number(w, "SELECT COUNT(*) FROM role WHERE account_id = ? AND cluster_id = ?",
                   num(account), num(cluster)) > 0;
}

static void an_invitation_makes_an_account_and_its_role(struct work *w) {
    w->actor = WORLD_ALU_MANAGER;
    struct invitation i = to_alu(STR(" Eva@Example.ORG"));
    struct invitation found = {0};
    struct link l = {0};
    CHECK(invitation_add(w, &i) == INVITATION_FINE && i.id);
    str token = invitation_link(w, &i);
    CHECK(link_open(w, token, LINK_INVITATION, &l) && l.object == i.id);
    CHECK(invitation_one(w, i.id, &found) && found.stands && found.tongue == DA);
    SAME(found.mail, "eva@example.org");
    SAME(found.by_mail, "alu@example.org");
    CHECK(found.role.kind == ROLE_MANAGER && found.role.cluster == WORLD_ALU);

    struct account a = {.name = STR("Eva"), .tongue = SV};
    CHECK(invitation_accept(w, &found, STR(""), &a) == ACCOUNT_FINE && a.id);
    CHECK(manages(w, a.id, WORLD_ALU) && !manages(w, a.id, WORLD_AUTO));
    CHECK(!account_has_password(w, a.id) && account_one(w, a.id, &a) && a.tongue == SV);
    SAME(a.mail, "eva@example.org");
    CHECK(!invitation_one(w, i.id, &found) && !link_open(w, token, LINK_INVITATION, &l));
    CHECK(account_remove(w, a.id));
}

static void whoever_has_an_account_gets_no_second_one(struct work *w) {
    w->actor = WORLD_ALU_MANAGER;
    struct invitation i = to_alu(STR("outsider@example.org"));
    struct account a = {.name = STR("Somebody Else")};
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    CHECK(invitation_accept(w, &i, STR("a hash"), &a) == ACCOUNT_FINE && a.id == WORLD_OUTSIDER);
    CHECK(manages(w, WORLD_OUTSIDER, WORLD_ALU));
    CHECK(db_number(w, "SELECT COUNT(*) FROM account WHERE password = 'a hash'") == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM account WHERE name = 'Somebody Else'") == 0);
    CHECK(role_remove(w, &(struct role){.account = WORLD_OUTSIDER, .cluster = WORLD_ALU}));
}

static void an_invitation_again_is_the_same_sent_anew(struct work *w) {
    int64_t now = w->now;
    struct link l = {0};
    struct invitation i = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    str first = invitation_link(w, &i);
    struct invitation again = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &again) == INVITATION_TOO_SOON);
    CHECK(invitation_resend(w, &i) == INVITATION_TOO_SOON);
    w->now += INVITATION_SENT_EVERY;
    CHECK(invitation_add(w, &again) == INVITATION_FINE);
    CHECK(!link_open(w, first, LINK_INVITATION, &l));
    CHECK(invitation_to_cluster(w, WORLD_ALU).count == 1 && invitation_list(w).count == 1);
    CHECK(invitation_to_cluster(w, WORLD_AUTO).count == 0);

    str second = invitation_link(w, &again);
    w->now += INVITATION_SENT_EVERY;
    CHECK(invitation_resend(w, &again) == INVITATION_FINE);
    str third = invitation_link(w, &again);
    CHECK(!link_open(w, second, LINK_INVITATION, &l) && link_open(w, third, LINK_INVITATION, &l));
    invitation_remove(w, again.id);
    CHECK(!link_open(w, third, LINK_INVITATION, &l) && invitation_list(w).count == 0);
    w->now = now;
}

static void an_invitation_ends_by_itself(struct work *w) {
    int64_t now = w->now;
    struct link l = {0};
    struct invitation found = {0};
    struct invitation i = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    str token = invitation_link(w, &i);
    w->now = now + 7 * DAY - 1;
    CHECK(link_open(w, token, LINK_INVITATION, &l));
    w->now = now + 7 * DAY;
    CHECK(!link_open(w, token, LINK_INVITATION, &l) && invitation_one(w, i.id, &found));

    w->now = now + 29 * DAY; /* a link goes no further than what it leads to */
    CHECK(invitation_resend(w, &found) == INVITATION_FINE);
    CHECK(invitation_link_ends(w, &found) == now + 30 * DAY);
    w->now = now + 30 * DAY - 1;
    invitation_sweep(w);
    CHECK(invitation_one(w, i.id, &found));
    w->now = now + 30 * DAY;
    CHECK(!invitation_one(w, i.id, &found) && invitation_list(w).count == 0);
    invitation_sweep(w);
    CHECK(db_number(w, "SELECT COUNT(*) FROM invitation") == 0);
    w->now = now;
}

/* Who is no longer trusted with the cluster has not let anybody in behind its back. */
static void an_invitation_stands_as_long_as_its_sender(struct work *w) {
    struct invitation found = {0};
    struct role manager = {.account = WORLD_ALU_MANAGER, .cluster = WORLD_ALU};
    w->actor = WORLD_ALU_MANAGER;
    struct invitation i = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    CHECK(role_remove(w, &manager));
    CHECK(invitation_one(w, i.id, &found) && !found.stands);
    w->actor = WORLD_ADMIN; /* sent anew by somebody else it stands again */
    found.sent = 0;
    CHECK(invitation_resend(w, &found) == INVITATION_FINE);
    CHECK(invitation_one(w, i.id, &found) && found.stands && found.by == WORLD_ADMIN);
    role_add(w, &manager);
    invitation_remove(w, i.id);

    w->actor = WORLD_ALU_MANAGER; /* no manager's word makes an administrator */
    i = to_alu(STR("eva@example.org"));
    i.role = (struct role){.kind = ROLE_ADMIN};
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    CHECK(invitation_one(w, i.id, &found) && !found.stands && found.role.kind == ROLE_ADMIN);
    invitation_remove(w, i.id);
}

static void organisations_get_members_and_researchers(struct work *w) {
    static const enum role_kind kinds[] = {ROLE_MEMBER, ROLE_RESEARCHER};
    w->actor = WORLD_ALU_MANAGER;
    for (size_t i = 0; i < 2; i++) {
        struct invitation found = {0};
        struct invitation inv = to_alu(STR("eva@example.org"));
        struct account a = {.name = STR("Eva")};
        inv.role = (struct role){.kind = kinds[i], .organisation = WORLD_FOUNDRY};
        CHECK(invitation_add(w, &inv) == INVITATION_FINE && invitation_one(w, inv.id, &found));
        CHECK(found.stands && found.role.kind == kinds[i]);
        CHECK(invitation_to_organisation(w, WORLD_FOUNDRY).count == 1);
        CHECK(invitation_to_cluster(w, WORLD_ALU).count == 0);
        CHECK(invitation_accept(w, &found, STR(""), &a) == ACCOUNT_FINE);
        struct roles own = role_list(w, a.id);
        CHECK(own.count == 1 && own.at[0].kind == kinds[i]);
        CHECK(own.at[0].organisation == WORLD_FOUNDRY && own.at[0].cluster == 0);
        CHECK(account_remove(w, a.id));
    }
    struct invitation found = {0};
    struct invitation foreign = to_alu(STR("eva@example.org")); /* not a member of Alu */
    foreign.role = (struct role){.kind = ROLE_MEMBER, .organisation = WORLD_PRESS};
    CHECK(invitation_add(w, &foreign) == INVITATION_FINE);
    CHECK(invitation_one(w, foreign.id, &found) && !found.stands);
    invitation_remove(w, foreign.id);
}

static void who_is_suspended_invites_nobody(struct work *w) {
    struct invitation found = {0};
    w->actor = WORLD_ALU_MANAGER;
    struct invitation i = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    CHECK(account_suspend(w, WORLD_ALU_MANAGER, true));
    CHECK(invitation_one(w, i.id, &found) && !found.stands);
    CHECK(account_suspend(w, WORLD_ALU_MANAGER, false));
    CHECK(invitation_one(w, i.id, &found) && found.stands);
    invitation_remove(w, i.id);
}

/* The database may give a number again: a link that stayed behind leads to nobody else. */
static void a_link_leads_to_no_other_invitation(struct work *w) {
    struct invitation found = {0};
    struct link l = {0};
    w->actor = WORLD_ADMIN;
    struct invitation i = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    str token = invitation_link(w, &i);
    CHECK(link_open(w, token, LINK_INVITATION, &l) && invitation_of_link(w, &l, &found));
    db_run(w, "UPDATE invitation SET mail = 'ole@example.org' WHERE id = ?", num(i.id));
    CHECK(!invitation_of_link(w, &l, &found));
    invitation_remove(w, i.id);
}

static void what_was_typed_wrong_is_not_invited(struct work *w) {
    struct invitation i = to_alu(STR("eva"));
    CHECK(invitation_add(w, &i) == INVITATION_WITHOUT_MAIL);
    i = to_alu(STR("eva@example.org"));
    i.name = STR(" ");
    CHECK(invitation_add(w, &i) == INVITATION_WITHOUT_NAME);
    i.name = STR("Eva\xE2\x80\xAE");
    CHECK(invitation_add(w, &i) == INVITATION_WITHOUT_NAME);
    CHECK(db_number(w, "SELECT COUNT(*) FROM invitation") == 0);
}

static void a_cluster_has_only_so_many_open(struct work *w) {
    db_begin(w);
    for (int64_t i = 0; i < INVITATIONS_MOST; i++) {
        db_run(w,
                "INSERT INTO invitation (mail, name, tongue, kind, cluster_id, created, sent)"
                " VALUES (?, 'x', 'en', 'manager', ?, ?, ?)",
                num(i), num(WORLD_ALU), num(w->now), num(w->now));
    }
    struct invitation i = to_alu(STR("eva@example.org"));
    CHECK(invitation_add(w, &i) == INVITATION_TOO_MANY);
    i.role.cluster = WORLD_AUTO;
    CHECK(invitation_add(w, &i) == INVITATION_FINE);
    db_forget(w);
}

static int64_t ask(struct work *w, enum link_purpose purpose, str mail, str peer) {
    struct asked a = {.purpose = purpose,
            .mail = mail,
            .browser = STR("browser"),
            .address = STR("https://handslag.example")};
    return asked_add(w, &a, peer);
}

static int64_t letters_to(struct work *w, str mail) {
    return db_number(w, "SELECT COUNT(*) FROM letter WHERE recipient = ?", txt(mail));
}

static void forget(struct work *w) {
    db_run(w, "DELETE FROM attempt");
}

/* All letters that were asked for; how many askings that were. */
static int64_t write_all(struct work *w, const struct seal *seal) {
    int64_t turns = 0;
    while (asked_letters_turn(w, seal)) {
        turns++;
    }
    return turns;
}

static void asking_is_noted_the_same_for_everybody(struct work *w, const struct seal *seal) {
    CHECK(ask(w, LINK_SIGN_IN, STR("ALU@example.org"), STR("192.0.2.1")) == 0);
    CHECK(ask(w, LINK_SIGN_IN, STR("nobody@example.org"), STR("192.0.2.1")) == 0);
    CHECK(ask(w, LINK_PASSWORD, STR("alu@example.org"), STR("192.0.2.1")) == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM asked") == 3);
    CHECK(link_count(w, LINK_SIGN_IN, WORLD_ALU_MANAGER) == 0); /* nothing was looked at yet */
    CHECK(write_all(w, seal) == 3 && !asked_any(w));
    CHECK(letters_to(w, STR("alu@example.org")) == 2);
    CHECK(letters_to(w, STR("nobody@example.org")) == 0);
    CHECK(link_count(w, LINK_SIGN_IN, WORLD_ALU_MANAGER) == 1);
    CHECK(link_count(w, LINK_PASSWORD, WORLD_ALU_MANAGER) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM link WHERE purpose IN ('sign-in', 'password')") == 2);
    forget(w);
}

static void whoever_is_suspended_gets_no_link(struct work *w, const struct seal *seal) {
    int64_t before = letters_to(w, STR("outsider@example.org"));
    CHECK(account_suspend(w, WORLD_OUTSIDER, true));
    CHECK(ask(w, LINK_SIGN_IN, STR("outsider@example.org"), STR("192.0.2.1")) == 0);
    CHECK(ask(w, LINK_PASSWORD, STR("outsider@example.org"), STR("192.0.2.1")) == 0);
    CHECK(write_all(w, seal) == 2);
    CHECK(letters_to(w, STR("outsider@example.org")) == before);
    CHECK(account_suspend(w, WORLD_OUTSIDER, false));
    forget(w);
}

static void a_mailbox_is_not_flooded(struct work *w, const struct seal *seal) {
    int64_t now = w->now;
    int64_t before = letters_to(w, STR("auto@example.org"));
    for (int i = 0; i < 10; i++) {
        CHECK(ask(w, LINK_SIGN_IN, STR("auto@example.org"), STR("192.0.2.1")) == 0);
        CHECK(write_all(w, seal) == 1);
        forget(w);
    }
    CHECK(letters_to(w, STR("auto@example.org")) == before + ASKED_OPEN_MOST);
    w->now += ASKED_SIGN_IN_AGE_MOST; /* those have lapsed by now */
    CHECK(ask(w, LINK_SIGN_IN, STR("auto@example.org"), STR("192.0.2.1")) == 0);
    CHECK(write_all(w, seal) == 1);
    CHECK(letters_to(w, STR("auto@example.org")) == before + ASKED_OPEN_MOST + 1);
    w->now = now;
    forget(w);
}

/* By the address asked about, and by where the asking comes from; guessed passwords do not count. */
static void whoever_asks_again_and_again_waits(struct work *w) {
    struct attempt guess = attempt_of(w->mem, STR("alu@example.org"), STR("198.51.100.1"));
    for (int i = 0; i < 8; i++) {
        (void)attempt_start(w, &guess);
    }
    CHECK(ask(w, LINK_SIGN_IN, STR("alu@example.org"), STR("192.0.2.1")) == 0);
    forget(w);
    int64_t known = 0;
    int64_t unknown = 0;
    for (int i = 0; i < 8; i++) {
        known = ask(w, LINK_SIGN_IN, STR("alu@example.org"), STR("192.0.2.1"));
    }
    forget(w);
    for (int i = 0; i < 8; i++) {
        unknown = ask(w, LINK_SIGN_IN, STR("nobody@example.org"), STR("192.0.2.1"));
    }
    CHECK(known > 0 && known == unknown && known <= ATTEMPT_WAIT_MOST);
    forget(w);
    int64_t wait = 0;
    for (int i = 0; i < 20 && wait == 0; i++) {
        struct buf mail = {.mem = w->mem};
        buf_num(&mail, i);
        buf_add(&mail, STR("@example.org"));
        wait = ask(w, LINK_SIGN_IN, buf_str(&mail), STR("192.0.2.1"));
    }
    CHECK(wait > 0);
    db_run(w, "DELETE FROM asked");
    forget(w);
}

static void what_waited_too_long_is_not_answered(struct work *w, const struct seal *seal) {
    int64_t now = w->now;
    int64_t before = letters_to(w, STR("admin@example.org"));
    CHECK(ask(w, LINK_SIGN_IN, STR("admin@example.org"), STR("192.0.2.1")) == 0);
    w->now += ASKED_AGE_MOST + 1;
    CHECK(write_all(w, seal) == 0 && !asked_any(w));
    CHECK(letters_to(w, STR("admin@example.org")) == before);
    w->now = now;
    forget(w);
}

static void asking_has_an_end(struct work *w) {
    db_begin(w);
    for (int64_t i = 0; i < ASKED_WAITING_MOST; i++) {
        db_run(w,
                "INSERT INTO asked (purpose, mail, browser, address, created)"
                " VALUES ('sign-in', 'x', '', '', ?)",
                num(w->now));
    }
    CHECK(ask(w, LINK_SIGN_IN, STR("alu@example.org"), STR("192.0.2.1")) == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM asked") == ASKED_WAITING_MOST);
    db_forget(w);
}

static struct mail_change to_new(str mail) {
    return (struct mail_change){.account = WORLD_OUTSIDER, .mail = mail};
}

static void both_addresses_have_to_agree(struct work *w) {
    static const enum link_purpose orders[2][2] = {
            {LINK_MAIL_OLD, LINK_MAIL_NEW}, {LINK_MAIL_NEW, LINK_MAIL_OLD}};
    for (size_t i = 0; i < 2; i++) {
        struct mail_change c = to_new(STR("New@Example.org"));
        struct account a = {0};
        CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_FINE);
        (void)mail_change_link(w, &c, LINK_MAIL_OLD);
        (void)mail_change_link(w, &c, LINK_MAIL_NEW);
        struct mail_change waits = {0};
        CHECK(mail_change_one(w, WORLD_OUTSIDER, &waits) && !waits.old_agreed && !waits.new_agreed);
        CHECK(mail_change_agree(w, &waits, orders[i][0]) == MAIL_CHANGE_WAITS);
        CHECK(account_one(w, WORLD_OUTSIDER, &a) && str_eq(a.mail, STR("outsider@example.org")));
        CHECK(mail_change_one(w, WORLD_OUTSIDER, &waits) && waits.old_agreed != waits.new_agreed);
        CHECK(mail_change_agree(w, &waits, orders[i][0]) == MAIL_CHANGE_WAITS); /* still one only */
        CHECK(mail_change_agree(w, &waits, orders[i][1]) == MAIL_CHANGE_DONE);
        CHECK(account_one(w, WORLD_OUTSIDER, &a) && str_eq(a.mail, STR("new@example.org")));
        CHECK(!mail_change_one(w, WORLD_OUTSIDER, &waits));
        CHECK(link_count(w, LINK_MAIL_OLD, WORLD_OUTSIDER) == 0);
        CHECK(link_count(w, LINK_MAIL_NEW, WORLD_OUTSIDER) == 0);
        CHECK(account_set_mail(w, WORLD_OUTSIDER, STR("outsider@example.org")));
        forget(w);
    }
}

static void links_sent_to_the_old_address_end(struct work *w) {
    struct asked k = {.purpose = LINK_PASSWORD, .mail = STR("outsider@example.org")};
    struct mail_change c = to_new(STR("new@example.org"));
    struct link l = {0};
    str token = asked_link(w, &k, WORLD_OUTSIDER);
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_FINE);
    CHECK(mail_change_agree(w, &c, LINK_MAIL_OLD) == MAIL_CHANGE_WAITS);
    CHECK(link_open(w, token, LINK_PASSWORD, &l));
    CHECK(mail_change_agree(w, &c, LINK_MAIL_NEW) == MAIL_CHANGE_DONE);
    CHECK(!link_open(w, token, LINK_PASSWORD, &l));
    CHECK(account_set_mail(w, WORLD_OUTSIDER, STR("outsider@example.org")));
    forget(w);
}

/* The asking says nothing of other accounts; only who reads the mail there hears of one. */
static void an_address_that_is_taken_is_told_to_its_reader_only(struct work *w) {
    struct mail_change c = to_new(STR("alu@example.org"));
    struct account a = {0};
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_FINE);
    CHECK(mail_change_agree(w, &c, LINK_MAIL_OLD) == MAIL_CHANGE_WAITS);
    CHECK(mail_change_agree(w, &c, LINK_MAIL_NEW) == MAIL_CHANGE_TAKEN);
    CHECK(account_one(w, WORLD_OUTSIDER, &a) && str_eq(a.mail, STR("outsider@example.org")));
    CHECK(!mail_change_one(w, WORLD_OUTSIDER, &c));
    CHECK(!account_set_mail(w, WORLD_OUTSIDER, STR("alu@example.org")));
    forget(w);
}

static void a_change_is_refused_replaced_and_lapses(struct work *w) {
    int64_t now = w->now;
    struct link l = {0};
    struct mail_change c = to_new(STR("nonsense"));
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_WITHOUT_MAIL);
    c.mail = STR(" Outsider@example.org");
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_SAME);
    c.mail = STR("first@example.org");
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_FINE);
    str first = mail_change_link(w, &c, LINK_MAIL_NEW);
    c.mail = STR("second@example.org");
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_FINE);
    str second = mail_change_link(w, &c, LINK_MAIL_NEW);
    CHECK(!link_open(w, first, LINK_MAIL_NEW, &l) && link_open(w, second, LINK_MAIL_NEW, &l));
    SAME(l.mail, "second@example.org");
    mail_change_end(w, WORLD_OUTSIDER);
    CHECK(!link_open(w, second, LINK_MAIL_NEW, &l) && !mail_change_one(w, WORLD_OUTSIDER, &c));

    forget(w);
    c = to_new(STR("third@example.org"));
    CHECK(mail_change_ask(w, &c, STR("192.0.2.1")) == MAIL_CHANGE_FINE);
    str third = mail_change_link(w, &c, LINK_MAIL_OLD);
    w->now = now + MAIL_CHANGE_AGE_MOST;
    CHECK(!link_open(w, third, LINK_MAIL_OLD, &l) && !mail_change_one(w, WORLD_OUTSIDER, &c));
    mail_change_sweep(w);
    CHECK(db_number(w, "SELECT COUNT(*) FROM mail_change") == 0);
    w->now = now;
    forget(w);
}

static void asking_for_changes_again_and_again_waits(struct work *w) {
    enum mail_change_flaw flaw = MAIL_CHANGE_FINE;
    for (int i = 0; i < 8 && flaw == MAIL_CHANGE_FINE; i++) {
        struct mail_change c = to_new(STR("new@example.org"));
        flaw = mail_change_ask(w, &c, STR("192.0.2.1"));
    }
    CHECK(flaw == MAIL_CHANGE_TOO_SOON);
    mail_change_end(w, WORLD_OUTSIDER);
    forget(w);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    struct seal seal;
    seal_new(&seal);
    CHECK(w.db);
    if (w.db) {
        an_invitation_makes_an_account_and_its_role(&w);
        whoever_has_an_account_gets_no_second_one(&w);
        an_invitation_again_is_the_same_sent_anew(&w);
        an_invitation_ends_by_itself(&w);
        an_invitation_stands_as_long_as_its_sender(&w);
        organisations_get_members_and_researchers(&w);
        who_is_suspended_invites_nobody(&w);
        a_link_leads_to_no_other_invitation(&w);
        what_was_typed_wrong_is_not_invited(&w);
        a_cluster_has_only_so_many_open(&w);
        asking_is_noted_the_same_for_everybody(&w, &seal);
        whoever_is_suspended_gets_no_link(&w, &seal);
        a_mailbox_is_not_flooded(&w, &seal);
        whoever_asks_again_and_again_waits(&w);
        what_waited_too_long_is_not_answered(&w, &seal);
        asking_has_an_end(&w);
        both_addresses_have_to_agree(&w);
        links_sent_to_the_old_address_end(&w);
        an_address_that_is_taken_is_told_to_its_reader_only(&w);
        a_change_is_refused_replaced_and_lapses(&w);
        asking_for_changes_again_and_again_waits(&w);
        CHECK(work_ok(&w));
        if (!work_ok(&w)) {
            printf("%.*s\n", (int)w.fault.len, w.fault.at);
        }
        db_close(w.db);
    }
    arena_free(&mem);
    return test_failures != 0;
}

/* What each may do, over everything there is a right to. */
#include "account/right.h"
#include "account/role.h"
#include "db/db.h"
#include "tests/test.h"
#include "tests/world.h"

#include <string.h>

/* Who holds what, one letter each: . nobody, v visitor, o outsider, m member of the foundry, r
 * researcher of it, a manager of Alu, b manager of Auto, A administrator. */
static const struct {
    enum right right;
    int64_t object;
    const char *holders;
} rights[] = {
        {RIGHT_ANYONE, 0, "vomrabA"},
        {RIGHT_SIGNED_IN, 0, "omrabA"},
        {RIGHT_FRESH, 0, "omrabA"},
        {RIGHT_ADMIN, 0, "A"},
        {RIGHT_MANAGER, WORLD_ALU, "aA"},
        {RIGHT_MANAGER, WORLD_AUTO, "bA"},
        {RIGHT_MANAGER, 0, "."},
        {RIGHT_OWN_CLUSTER, WORLD_ALU, "aA"},
        {RIGHT_OWN_CLUSTER, WORLD_AUTO, "bA"},
        {RIGHT_OWN_CLUSTER, WORLD_WOOD, "A"},
        {RIGHT_OWN_CLUSTER, 999, "."},
        {RIGHT_READ_ORGANISATION, WORLD_FOUNDRY, "mraA"},
        {RIGHT_READ_ORGANISATION, WORLD_SHARED, "abA"},
        {RIGHT_READ_ORGANISATION, 999, "."},
        {RIGHT_KEEP_ORGANISATION, WORLD_FOUNDRY, "maA"},
        {RIGHT_KEEP_ORGANISATION, WORLD_PRESS, "bA"},
        {RIGHT_WRITE_LISTING, WORLD_FOUNDRY, "mraA"},
        {RIGHT_WRITE_LISTING, WORLD_PRESS, "bA"},
        {RIGHT_KEEP_LISTING, WORLD_FOUNDRY_OFFER, "maA"},
        {RIGHT_KEEP_LISTING, WORLD_FOUNDRY_DRAFT, "mraA"},
        {RIGHT_KEEP_LISTING, WORLD_PRESS_NEED, "bA"},
        {RIGHT_KEEP_LISTING, 999, "."},
        {RIGHT_UNVEIL_LISTING, WORLD_FOUNDRY_SECRET, "maA"},
        {RIGHT_UNVEIL_LISTING, WORLD_FOUNDRY_DRAFT, "maA"},
        {RIGHT_UNVEIL_LISTING, WORLD_PRESS_NEED, "bA"},
        {RIGHT_OWN_ORGANISATION, WORLD_FOUNDRY, "aA"},
        {RIGHT_OWN_ORGANISATION, WORLD_PRESS, "bA"},
        {RIGHT_OWN_ORGANISATION, WORLD_SHARED, "abA"},
        {RIGHT_OWN_ORGANISATION, WORLD_HIDDEN, "aA"},
        {RIGHT_OWN_ORGANISATION, WORLD_SAWMILL, "A"},
        {RIGHT_OWN_ORGANISATION, 999, "."},
        {RIGHT_OWN_ORGANISATION, 0, "."},
        {RIGHT_OWN_LISTING, WORLD_FOUNDRY_OFFER, "aA"},
        {RIGHT_OWN_LISTING, WORLD_FOUNDRY_SECRET, "aA"},
        {RIGHT_OWN_LISTING, WORLD_PRESS_NEED, "bA"},
        {RIGHT_OWN_LISTING, WORLD_SAWMILL_NEED, "A"},
        {RIGHT_OWN_LISTING, 999, "."},
        {RIGHT_OWN_PERSON, WORLD_ANNE, "maA"},
        {RIGHT_OWN_PERSON, WORLD_CLARA, "bA"},
        {RIGHT_OWN_PERSON, 999, "."},
        {RIGHT_OWN_IMPORT, 1, "aA"},
        {RIGHT_OWN_IMPORT, 2, "oA"},
        {RIGHT_OWN_IMPORT, 3, "bA"},
        {RIGHT_OWN_IMPORT, 999, "."},
        {RIGHT_OWN_SEARCH, 1, "a"},
        {RIGHT_OWN_SEARCH, 2, "o"},
        {RIGHT_OWN_SEARCH, 999, "."},
        {RIGHT_OWN_FILTER, 1, "a"},
        {RIGHT_OWN_FILTER, 999, "."},
        {RIGHT_OWN_TERM, 1, "aA"},
        {RIGHT_OWN_TERM, 2, "aA"},
        {RIGHT_OWN_TERM, 3, "A"},
        {RIGHT_OWN_TERM, 4, "bA"},
        {RIGHT_OWN_TERM, 999, "."},
        {RIGHT_OWN_CONCEPT, 1, "abA"},
        {RIGHT_OWN_CONCEPT, 2, "bA"},
        {RIGHT_OWN_CONCEPT, 999, "."},
        {RIGHT_OWN_INVITATION, 1, "aA"},
        {RIGHT_OWN_INVITATION, 2, "bA"},
        {RIGHT_OWN_INVITATION, 3, "A"},
        {RIGHT_OWN_INVITATION, 4, "abA"},
        {RIGHT_OWN_INVITATION, 999, "."},
};

/* Alu's own, one that Alu's manager proposed for everybody, one that holds for everybody, Auto's. */
static void add_words(struct work *w) {
    db_run(w,
            "INSERT INTO taught_term (concept, lang, term, cluster_id, state, account_id, at)"
            " VALUES ('steel', 'da', 'a', 1, 'approved', 2, 0),"
            " ('steel', 'da', 'b', 0, 'proposed', 2, 0),"
            " ('steel', 'da', 'c', 0, 'approved', 2, 0), ('steel', 'da', 'd', 2, 'approved', 2, 0)");
    db_run(w, "INSERT INTO taught_concept (key, kind, cluster_id, account_id, at)"
              " VALUES ('own-1', 'M', 0, 2, 0), ('own-2', 'M', 2, 2, 0)");
}

/* The third was brought by Alu's manager for Auto: it is Auto's. */
static void add_imports(struct work *w) {
    db_run(w,
            "INSERT INTO import (account_id, cluster_id, file_name, kind, lang, header, mapping,"
            " state, created) VALUES (?, ?, '', '', '', '', '', '', 0), (?, 0, '', '', '', '', '',"
            " '', 0), (?, ?, '', '', '', '', '', '', 0)",
            num(WORLD_ALU_MANAGER), num(WORLD_ALU), num(WORLD_OUTSIDER), num(WORLD_ALU_MANAGER),
            num(WORLD_AUTO));
}

static void add_searches(struct work *w) {
    db_run(w,
            "INSERT INTO saved_search (account_id, name, words, created, seen)"
            " VALUES (?, 'a', 'a', 0, 0), (?, 'a', 'a', 0, 0)",
            num(WORLD_ALU_MANAGER), num(WORLD_OUTSIDER));
    db_run(w, "INSERT INTO alert_filter (account_id, name) VALUES (?, 'a')",
            num(WORLD_ALU_MANAGER));
}

enum { FOUNDRY_MEMBER = 11, FOUNDRY_RESEARCHER };

/* The draft is marked as research: that is what researchers keep. */
static void add_members(struct work *w) {
    db_run(w,
            "INSERT INTO account (id, mail, name, password, created)"
            " VALUES (?, 'm@example.org', 'M', '', 0), (?, 'r@example.org', 'R', '', 0)",
            num(FOUNDRY_MEMBER), num(FOUNDRY_RESEARCHER));
    role_add(w,
            &(struct role){
                    .account = FOUNDRY_MEMBER, .kind = ROLE_MEMBER, .organisation = WORLD_FOUNDRY});
    role_add(w, &(struct role){.account = FOUNDRY_RESEARCHER,
                        .kind = ROLE_RESEARCHER,
                        .organisation = WORLD_FOUNDRY});
    db_run(w, "UPDATE listing SET kind = 'research' WHERE id = ?", num(WORLD_FOUNDRY_DRAFT));
}

/* To Alu, to Auto, one to administrate, one to a member of both. */
static void add_invitations(struct work *w) {
    db_run(w,
            "INSERT INTO invitation (mail, name, tongue, kind, cluster_id, organisation_id, invited_by,"
            " created, sent) VALUES ('a', 'a', 'en', 'manager', 1, NULL, 1, 0, 0),"
            " ('b', 'b', 'en', 'manager', 2, NULL, 1, 0, 0), ('c', 'c', 'en', 'admin', NULL, NULL, 1, 0, 0),"
            " ('d', 'd', 'en', 'member', NULL, ?, 1, 0, 0)",
            num(WORLD_SHARED));
}

static void rights_hold_for_their_holders_only(struct work *w) {
    static const struct {
        char letter;
        int64_t account;
    } people[] = {{'v', 0}, {'o', WORLD_OUTSIDER}, {'m', FOUNDRY_MEMBER}, {'r', FOUNDRY_RESEARCHER},
            {'a', WORLD_ALU_MANAGER}, {'b', WORLD_AUTO_MANAGER}, {'A', WORLD_ADMIN}};
    add_imports(w);
    add_searches(w);
    add_words(w);
    add_invitations(w);
    add_members(w);
    for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++) {
        for (size_t j = 0; j < sizeof(people) / sizeof(people[0]); j++) {
            w->actor = people[j].account;
            bool want = strchr(rights[i].holders, people[j].letter) != NULL;
            bool holds = right_holds(w, rights[i].right, rights[i].object);
            if (holds != want) {
                printf("%s %d: %c\n", right_word(rights[i].right).at, (int)rights[i].object,
                        people[j].letter);
            }
            CHECK(holds == want);
        }
    }
    for (enum right right = 0; right < RIGHT_COUNT; right++) {
        CHECK(right_word(right).len && right_text(right).len);
    }
    w->actor = 0;
    CHECK(work_ok(w));
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    CHECK(w.db);
    if (w.db) {
        rights_hold_for_their_holders_only(&w);
        db_close(w.db);
    }
    arena_free(&mem);
    return test_failures != 0;
}

#include "tests/expected.h"

#include <string.h>

enum {
    OWNERS = TO_MANAGERS | TO_ADMINS,
    KEEPERS = OWNERS | TO_MEMBERS,
    READERS = KEEPERS | TO_RESEARCHERS,
};

#define DENSE "q=aluminium side=need side=offer page=2 place=DK state=all cluster=2 sort=name"
#define CALL                                                                          \
    "title=Castings&countries=1&role1=aluminium+castings&role2=castings+of+aluminium" \
    " role1=aluminium+castings&pick1=4003&role2=metal"

const struct expected expected[] = {
        {GET, "/", NOTHING, TO_ANYBODY, .ok = 200, .also = 303},

        {GET, "/clusters", NOTHING, TO_ANYBODY, .ok = 200, .queries = DENSE},
        {GET, "/clusters/new", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/clusters/new", NOTHING, TO_ADMINS, .ok = 422},
        {GET, "/clusters/{id}", A_CLUSTER, TO_EYES, .ok = 200},
        {GET, "/clusters/{id}/edit", A_CLUSTER, OWNERS, .ok = 200},
        {POST, "/clusters/{id}/edit", A_CLUSTER, OWNERS, .ok = 422, .form = "name="},

        {GET, "/members", NOTHING, TO_DESKS, .ok = 200, .queries = DENSE},
        {GET, "/organisations", NOTHING, TO_ANYBODY, .ok = 200, .queries = DENSE},
        {GET, "/organisations/new", NOTHING, TO_DESKS, .ok = 200},
        {POST, "/organisations/new", NOTHING, TO_DESKS, .ok = 422},
        {GET, "/organisations/{id}", AN_ORGANISATION, TO_EYES, .ok = 200},
        {GET, "/organisations/{id}/edit", AN_ORGANISATION, KEEPERS, .ok = 200},
        {POST, "/organisations/{id}/edit", AN_ORGANISATION, KEEPERS, .ok = 422, .form = "name="},
        {POST, "/organisations/{id}/withdraw", AN_ORGANISATION, OWNERS, .ok = 303},
        {POST, "/organisations/{id}/restore", AN_ORGANISATION, OWNERS, .ok = 303},
        {GET, "/organisations/{id}/people/new", AN_ORGANISATION, KEEPERS, .ok = 200},
        {POST, "/organisations/{id}/people/new", AN_ORGANISATION, KEEPERS, .ok = 422},
        {GET, "/people/{id}/edit", A_PERSON, KEEPERS, .ok = 200},
        {POST, "/people/{id}/edit", A_PERSON, KEEPERS, .ok = 422, .form = "name="},
        {GET, "/people/{id}/moved", A_PERSON, KEEPERS, .ok = 200},
        {POST, "/people/{id}/moved", A_PERSON, KEEPERS, .ok = 422, .form = "until="},
        {POST, "/people/{id}/remove", A_PERSON, KEEPERS, .ok = 303},

        {GET, "/sign-in", NOTHING, TO_ANYBODY, .ok = 200, .also = 303},
        {POST, "/sign-in", NOTHING, TO_ANYBODY, .ok = 422, .also = 429,
                .form = "mail=x%40y.example&password=x"},
        {POST, "/sign-out", NOTHING, TO_ANYBODY, .ok = 303},
        {GET, "/first/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/first/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/sign-in/link", NOTHING, TO_ANYBODY, .ok = 200, .also = 429,
                .form = "mail=x%40y.example"},
        {GET, "/enter/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/enter/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {GET, "/forgotten", NOTHING, TO_ANYBODY, .ok = 200},
        {POST, "/forgotten", NOTHING, TO_ANYBODY, .ok = 200, .also = 429,
                .form = "mail=x%40y.example"},
        {GET, "/reset/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/reset/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {GET, "/invitation/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/invitation/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/invitation/{word}/delete", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {GET, "/address/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/address/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {GET, "/mail-change/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/mail-change/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {GET, "/letters/end/{word}", NOTHING, TO_ANYBODY | WITHOUT_KEY, .ok = 404,
                .words = "made-up"},
        {POST, "/letters/end/{word}", NOTHING, TO_ANYBODY | WITHOUT_KEY, .ok = 404,
                .words = "made-up"},
        {POST, "/sign-in/passkey", NOTHING, TO_ANYBODY, .ok = 422, .also = 429},
        {GET, "/sign-in/second", NOTHING, TO_ANYBODY, .ok = 303},
        {POST, "/sign-in/second", NOTHING, TO_ANYBODY, .ok = 303},
        {POST, "/sign-in/second/passkey", NOTHING, TO_ANYBODY, .ok = 303},
        {POST, "/sign-in/with/{id}", A_PROVIDER, TO_ANYBODY, .ok = 422},
        {GET, "/sign-in/back", NOTHING, TO_ANYBODY, .ok = 422},
        {GET, "/sign-in/providers", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/sign-in/providers", NOTHING, TO_ADMINS, .ok = 422},
        {GET, "/sign-in/providers/{id}", A_PROVIDER, TO_ADMINS, .ok = 200},
        {POST, "/sign-in/providers/{id}", A_PROVIDER, TO_ADMINS, .ok = 422, .form = "name="},
        {POST, "/sign-in/providers/{id}/try", A_PROVIDER, TO_ADMINS, .ok = 200},
        {POST, "/sign-in/providers/{id}/remove", A_PROVIDER, TO_ADMINS, .ok = 303},
        {GET, "/me/sign-ins/offered", NOTHING, TO_ACCOUNTS, .ok = 422},
        {POST, "/me/sign-ins/offered", NOTHING, TO_ACCOUNTS, .ok = 422},
        {POST, "/me/sign-ins/{id}/remove", AN_IDENTITY, TO_ACCOUNTS, .ok = 303, .also = 404},
        {GET, "/me/confirm", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/confirm/password", NOTHING, TO_ACCOUNTS, .ok = 422, .also = 429},
        {POST, "/me/confirm/code", NOTHING, TO_ACCOUNTS, .ok = 422, .also = 429},
        {POST, "/me/confirm/passkey", NOTHING, TO_ACCOUNTS, .ok = 422, .also = 429},
        {GET, "/me/security", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/security/sessions/end", NOTHING, TO_ACCOUNTS, .ok = 303},
        {POST, "/me/security/sessions/others", NOTHING, TO_ACCOUNTS, .ok = 303},
        {GET, "/me/security/totp", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/security/totp", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/security/totp/remove", NOTHING, TO_ACCOUNTS, .ok = 303},
        {POST, "/me/security/codes", NOTHING, TO_ACCOUNTS, .ok = 303, .also = 200},
        {GET, "/me/security/passkeys/new", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/security/passkeys/new", NOTHING, TO_ACCOUNTS, .ok = 422},
        {POST, "/me/security/passkeys/{id}/remove", A_PASSKEY, TO_ACCOUNTS, .ok = 303, .also = 404},
        {GET, "/accounts/second-step", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/accounts/second-step", NOTHING, TO_ADMINS, .ok = 303},
        {POST, "/accounts/{id}/second/remove", AN_ACCOUNT, TO_ADMINS, .ok = 303},
        {GET, "/me", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/mail", NOTHING, TO_ACCOUNTS, .ok = 422, .form = "mail=none"},
        {POST, "/me/mail/withdraw", NOTHING, TO_ACCOUNTS, .ok = 303},
        {POST, "/me", NOTHING, TO_ACCOUNTS, .ok = 422, .form = "name="},
        {POST, "/me/password", NOTHING, TO_ACCOUNTS, .ok = 422, .form = "old=x&password=y&again=z"},
        {POST, "/me/cluster", NOTHING, TO_ACCOUNTS, .ok = 404, .form = "cluster=8888"},
        {GET, "/me/languages", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/languages", NOTHING, TO_ACCOUNTS, .ok = 303, .form = "languages=da+C2"},
        {POST, "/me/sessions", NOTHING, TO_ACCOUNTS, .ok = 303},
        {GET, "/me/privacy", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/privacy", NOTHING, TO_ACCOUNTS, .ok = 404, .form = "person=8888&listed=no"},
        {POST, "/me/privacy/account", NOTHING, TO_ACCOUNTS, .ok = 303, .form = "digest=yes"},
        {POST, "/me/privacy/address", NOTHING, TO_ACCOUNTS, .ok = 303, .form = "mail=none"},
        {POST, "/me/privacy/data", NOTHING, TO_ACCOUNTS, .ok = 200},
        {POST, "/me/privacy/erase", NOTHING, TO_ACCOUNTS, .ok = 422, .form = "mail=other"},
        {GET, "/privacy", NOTHING, TO_ANYBODY, .ok = 200},
        {GET, "/privacy/yours", NOTHING, TO_ANYBODY, .ok = 200},
        {POST, "/privacy/yours", NOTHING, TO_ANYBODY, .ok = 422, .form = "mail=x"},
        {GET, "/privacy/yours/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/privacy/yours/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/privacy/yours/{word}/data", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/privacy/yours/{word}/erase", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {GET, "/privacy/erased", NOTHING, TO_ANYBODY, .ok = 200},
        {GET, "/privacy/record", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/privacy/record", NOTHING, TO_ADMINS, .ok = 422, .form = "name=a%0Ab"},
        {GET, "/privacy/retention", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/privacy/retention", NOTHING, TO_ADMINS, .ok = 422},
        {GET, "/audit", NOTHING, TO_ADMINS, .ok = 200,
                .queries = "person=1 actor=2 from=2027-01-01 before=9"},
        {GET, "/audit/rows.csv", NOTHING, TO_ADMINS, .ok = 200, .queries = "person=1 actor=2"},
        {GET, "/accounts", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/accounts", NOTHING, TO_ADMINS, .ok = 422},
        {POST, "/accounts/invite", NOTHING, TO_ADMINS, .ok = 422},
        {GET, "/accounts/{id}", AN_ACCOUNT, TO_ADMINS, .ok = 200},
        {POST, "/accounts/{id}/roles", AN_ACCOUNT, TO_ADMINS, .ok = 422,
                .form = "as=member&organisation=none"},
        {POST, "/accounts/{id}/roles/end", AN_ACCOUNT, TO_ADMINS, .ok = 303, .form = "role=1"},
        {POST, "/accounts/{id}/password", AN_ACCOUNT, TO_ADMINS, .ok = 200},
        {POST, "/accounts/{id}/suspend", AN_ACCOUNT, TO_ADMINS, .ok = 303},
        {POST, "/accounts/{id}/resume", AN_ACCOUNT, TO_ADMINS, .ok = 303},
        {POST, "/accounts/{id}/remove", AN_ACCOUNT, TO_ADMINS, .ok = 303},
        {GET, "/colleagues", NOTHING, TO_DESKS, .ok = 200},
        {POST, "/colleagues", NOTHING, TO_DESKS, .ok = 422},
        {GET, "/organisations/{id}/colleagues", AN_ORGANISATION, OWNERS, .ok = 200},
        {POST, "/organisations/{id}/colleagues", AN_ORGANISATION, OWNERS, .ok = 422},
        {POST, "/invitations/{id}/resend", AN_INVITATION, OWNERS, .ok = 303},
        {POST, "/invitations/{id}/withdraw", AN_INVITATION, OWNERS, .ok = 303},
        {GET, "/mail", NOTHING, TO_ADMINS, .ok = 200, .queries = "state=waiting state=sent"},
        {POST, "/mail/test", NOTHING, TO_ADMINS, .ok = 303},
        {POST, "/mail/retry", NOTHING, TO_ADMINS, .ok = 303},
        {GET, "/mail/{id}", A_LETTER, TO_ADMINS, .ok = 200},
        {GET, "/mail/{id}/html", A_LETTER, TO_ADMINS, .ok = 404},
        {POST, "/mail/{id}/retry", A_LETTER, TO_ADMINS, .ok = 303},
        {POST, "/mail/{id}/drop", A_LETTER, TO_ADMINS, .ok = 303},
        {GET, "/mail/texts", NOTHING, TO_DESKS, .ok = 200},
        {GET, "/mail/texts/{word}", NOTHING, TO_DESKS, .ok = 200, .words = "invitation",
                .queries = "lang=en lang=da"},
        {POST, "/mail/texts/{word}", NOTHING, TO_DESKS, .ok = 422, .words = "invitation",
                .form = "subject=&text="},
        {POST, "/mail/texts/{word}/default", NOTHING, TO_DESKS, .ok = 303, .words = "invitation"},
        {GET, "/schemes", NOTHING, TO_ADMINS, .ok = 200},
        {POST, "/schemes", NOTHING, TO_ADMINS, .ok = 422},
        {POST, "/schemes/{id}/remove", A_SCHEME, TO_ADMINS, .ok = 303},
        {GET, "/today", NOTHING, TO_DESKS, .ok = 200},
        {GET, "/today/{word}", NOTHING, TO_DESKS, .ok = 200,
                .words =
                        "lapsing expired review drafts unconfirmed silent english remarks country"},
        {GET, "/search", NOTHING, TO_ANYBODY, .ok = 200,
                .queries = "q=aluminium q=castings&side=need q=aluminium&page=2&place=DE q=ltd"},
        {POST, "/searches", NOTHING, TO_ACCOUNTS, .ok = 422},
        {GET, "/searches/{id}", A_SEARCH, TO_MAKERS, .ok = 303},
        {POST, "/searches/{id}/remove", A_SEARCH, TO_MAKERS, .ok = 303},

        {GET, "/listings", NOTHING, TO_ANYBODY, .ok = 200, .queries = DENSE},
        {GET, "/needs", NOTHING, TO_ANYBODY, .ok = 200, .also = 303},
        {GET, "/offers", NOTHING, TO_ANYBODY, .ok = 200, .also = 303},
        {GET, "/listings/new", NOTHING, TO_DESKS, .ok = 200, .queries = "q=l q=aluminium"},
        {GET, "/organisations/{id}/listings/new", AN_ORGANISATION, READERS, .ok = 200},
        {POST, "/organisations/{id}/listings/new", AN_ORGANISATION, READERS, .ok = 422},
        {POST, "/organisations/{id}/listings/help", AN_ORGANISATION, READERS, .ok = 200,
                .form = "title=aluminium+castings&language=en&side=need"},
        {GET, "/listings/{id}", A_LISTING, TO_EYES, .ok = 200},
        {GET, "/listings/{id}/edit", A_LISTING, READERS, .ok = 200},
        {POST, "/listings/{id}/edit", A_LISTING, READERS, .ok = 422, .form = "title="},
        {POST, "/listings/{id}/help", A_LISTING, READERS, .ok = 200,
                .form = "title=aluminium+castings&language=en&side=offer"},
        {POST, "/listings/{id}/publish", A_LISTING, OWNERS, .ok = 303},
        {POST, "/listings/{id}/withdraw", A_LISTING, READERS, .ok = 303, .also = 409},
        {POST, "/listings/{id}/restore", A_LISTING, READERS, .ok = 303, .also = 409},
        {POST, "/listings/{id}/confirm", A_LISTING, READERS, .ok = 303, .also = 409},
        {POST, "/listings/{id}/hand-in", A_LISTING, READERS, .ok = 303, .also = 409},
        {POST, "/listings/{id}/send-back", A_LISTING, READERS, .ok = 303, .also = 409},
        {POST, "/listings/{id}/unveil", A_LISTING, KEEPERS, .ok = 303, .form = "cluster=3"},
        {POST, "/listings/{id}/unveiled/{id}/remove", A_LISTING, KEEPERS, .ok = 303,
                .other = AN_UNVEILING},
        {POST, "/listings/{id}/concepts/reject", A_LISTING, READERS, .ok = 303,
                .form = "concept=alloy"},
        {POST, "/listings/{id}/concepts/restore", A_LISTING, READERS, .ok = 303,
                .form = "concept=alloy"},

        {GET, "/listings/{id}/translations/{word}", A_LISTING, READERS, .ok = 200, .words = "de"},
        {POST, "/listings/{id}/translations/{word}", A_LISTING, READERS, .ok = 303, .words = "de"},
        {GET, "/organisations/{id}/translations/{word}", AN_ORGANISATION, KEEPERS, .ok = 200,
                .words = "de"},
        {POST, "/organisations/{id}/translations/{word}", AN_ORGANISATION, KEEPERS, .ok = 303,
                .words = "de"},
        {GET, "/clusters/{id}/translations/{word}", A_CLUSTER, OWNERS, .ok = 200, .words = "fr"},
        {POST, "/clusters/{id}/translations/{word}", A_CLUSTER, OWNERS, .ok = 303, .words = "fr"},
        {GET, "/organisations/{id}/partners", AN_ORGANISATION, READERS, .ok = 200,
                .queries = "way=one&home=1 way=one home=1"},
        {GET, "/organisations/{id}/partners.json", AN_ORGANISATION, READERS, .ok = 200,
                .queries = "way=one&home=1 way=one home=1"},
        {GET, "/organisations/{id}/partners/{id}", AN_ORGANISATION, READERS, .ok = 200, .also = 404,
                .other = AN_ORGANISATION},
        {POST, "/organisations/{id}/partners/{id}/refuse", AN_ORGANISATION, OWNERS, .ok = 303,
                .also = 404, .form = "reason=volume", .other = AN_ORGANISATION},
        {POST, "/organisations/{id}/partners/{id}/good", AN_ORGANISATION, OWNERS, .ok = 303,
                .also = 404, .other = AN_ORGANISATION},
        {POST, "/organisations/{id}/partners/{id}/good/remove", AN_ORGANISATION, OWNERS, .ok = 303,
                .other = AN_ORGANISATION},
        {GET, "/partners", NOTHING, TO_DESKS, .ok = 200, .queries = "home=1 country=SE"},
        {GET, "/partners/{id}", A_CLUSTER, TO_DESKS, .ok = 200},
        {POST, "/partners/{id}/refuse", A_CLUSTER, TO_DESKS, .ok = 303, .form = "reason=volume"},
        {GET, "/new-matches", NOTHING, TO_DESKS, .ok = 200,
                .queries = "by=cluster by=text kind=company country=DE ecosystem=construction"},
        {POST, "/new-matches", NOTHING, TO_DESKS, .ok = 303},
        {POST, "/new-matches/filters", NOTHING, TO_DESKS, .ok = 422},
        {POST, "/new-matches/filters/{id}/remove", A_FILTER, TO_MAKERS, .ok = 303},
        {GET, "/consortia", NOTHING, TO_DESKS, .ok = 200},
        {GET, "/consortia/call", NOTHING, TO_DESKS, .ok = 200, .queries = CALL},
        {GET, "/gaps", NOTHING, TO_DESKS, .ok = 200,
                .queries = "side=offer side=need&gap=home gap=abroad gap=nobody kind=research"},
        {GET, "/weights", NOTHING, TO_DESKS, .ok = 200, .queries = "proposal=yes"},
        {POST, "/weights", NOTHING, TO_DESKS, .ok = 200, .also = 422,
                .form = "then=try&member=4001&distance=100"},
        {POST, "/weights/try", NOTHING, TO_DESKS, .ok = 200, .form = "member=4003&distance=100"},
        {POST, "/weights/undo", NOTHING, TO_DESKS, .ok = 303},
        {POST, "/weights/dismiss", NOTHING, TO_DESKS, .ok = 303},
        {GET, "/refusals", NOTHING, TO_DESKS, .ok = 200},
        {POST, "/refusals/{id}/remove", A_REFUSAL, TO_ITS_DESK, .ok = 303},

        {GET, "/organisations/{id}/ask", AN_ORGANISATION, OWNERS, .ok = 200},
        {POST, "/organisations/{id}/ask", AN_ORGANISATION, OWNERS, .ok = 422},
        {GET, "/asks", NOTHING, TO_DESKS, .ok = 200},
        {POST, "/asks", NOTHING, TO_DESKS, .ok = 422, .form = "days=x"},
        {GET, "/asks/{id}", AN_ASK, OWNERS, .ok = 200},
        {POST, "/asks/{id}/remind", AN_ASK, OWNERS, .ok = 303},
        {POST, "/asks/{id}/take-back", AN_ASK, OWNERS, .ok = 303},
        {GET, "/asked/{word}", NOTHING, TO_ANYBODY, .ok = 404, .words = "made-up"},
        {POST, "/asked/{word}", NOTHING, TO_ANYBODY | WITHOUT_KEY, .ok = 404, .words = "made-up"},
        {GET, "/visits", NOTHING, TO_DESKS, .ok = 200},
        {GET, "/visits/new", NOTHING, TO_DESKS, .ok = 200, .queries = "q=l q=aluminium"},
        {GET, "/organisations/{id}/visits/new", AN_ORGANISATION, OWNERS, .ok = 200},
        {POST, "/organisations/{id}/visits/new", AN_ORGANISATION, OWNERS, .ok = 422},
        {GET, "/visits/{id}", A_VISIT, OWNERS, .ok = 200},
        {GET, "/visits/{id}/edit", A_VISIT, OWNERS, .ok = 200},
        {POST, "/visits/{id}/edit", A_VISIT, OWNERS, .ok = 422, .form = "note="},
        {POST, "/visits/{id}/draw", A_VISIT, OWNERS, .ok = 303, .form = "version=1&s0=need"},
        {POST, "/visits/{id}/remove", A_VISIT, OWNERS, .ok = 303},

        {GET, "/words", NOTHING, TO_DESKS, .ok = 200},
        {GET, "/words/teach", NOTHING, TO_DESKS, .ok = 200,
                .queries = "word=alloy&lang=en&q=metal"},
        {POST, "/words/teach", NOTHING, TO_DESKS, .ok = 200, .also = 422,
                .form = "word=castings&lang=en&concept=alloy&scope=everybody"},
        {POST, "/words/ignore", NOTHING, TO_DESKS, .ok = 303, .form = "word=xyz&lang=en"},
        {POST, "/words/heed", NOTHING, TO_DESKS, .ok = 303, .form = "word=xyz&lang=en"},
        {GET, "/words/concepts/{id}", A_CONCEPT, OWNERS, .ok = 200},
        {POST, "/words/concepts/{id}", A_CONCEPT, OWNERS, .ok = 303, .also = 422},
        {GET, "/words/proposals", NOTHING, TO_ADMINS, .ok = 200},
        {GET, "/words/{id}", A_TERM, TO_ITS_DESK, .ok = 200},
        {POST, "/words/{id}/withdraw", A_TERM, OWNERS, .ok = 303},
        {POST, "/words/{id}/approve", A_TERM, TO_ADMINS, .ok = 303},
        {POST, "/words/{id}/decline", A_TERM, TO_ADMINS, .ok = 303},

        {GET, "/import", NOTHING, TO_DESKS, .ok = 200},
        {POST, "/import", NOTHING, TO_DESKS, .ok = 422},
        {GET, "/imports/{id}", AN_IMPORT, OWNERS, .ok = 200, .also = 303},
        {POST, "/imports/{id}", AN_IMPORT, OWNERS, .ok = 303, .also = 422},
        {GET, "/imports/{id}/rows", AN_IMPORT, OWNERS, .ok = 200},
        {POST, "/imports/{id}/apply", AN_IMPORT, OWNERS, .ok = 303},
        {GET, "/imports/{id}/progress", AN_IMPORT, OWNERS, .ok = 200, .also = 303},
        {POST, "/imports/{id}/undo", AN_IMPORT, OWNERS, .ok = 303},
        {GET, "/imports/{id}/{word}", AN_IMPORT, OWNERS, .ok = 200, .words = "wrong.csv"},
        {GET, "/export/{word}", NOTHING, TO_DESKS, .ok = 200,
                .words = "clusters.csv organisations.csv persons.csv listings.csv translations.csv",
                .queries = "of=all"},
};
const size_t expected_count = sizeof(expected) / sizeof(expected[0]);

const struct expected *expected_for(enum method method, const char *path) {
    for (size_t i = 0; i < expected_count; i++) {
        if (expected[i].method == method && strcmp(expected[i].path, path) == 0) {
            return &expected[i];
        }
    }
    return NULL;
}

static bool is_in(unsigned set, enum walker who) {
    return (set & walker_bit(who)) != 0;
}

static bool allows_to_thing(const struct expected *e, enum walker who, const struct thing *t) {
    return ((e->to & TO_EYES) && is_in(t->eyes, who)) ||
           ((e->to & TO_RESEARCHERS) && is_in(t->researchers, who)) ||
           ((e->to & TO_MEMBERS) && is_in(t->members, who)) ||
           ((e->to & TO_MANAGERS) && is_in(t->managers, who)) ||
           ((e->to & TO_MAKERS) && is_in(t->makers, who)) ||
           ((e->to & TO_ITS_DESK) && is_in(t->desks, who));
}

bool expected_allows(const struct expected *e, enum walker who, const struct thing *t) {
    bool desk = who == MANAGER || who == PARTNER_MANAGER || who == ADMIN;
    bool known = who != VISITOR && who != SUSPENDED;
    return ((e->to & TO_ANYBODY) != 0) || ((e->to & TO_ACCOUNTS) && known) ||
           ((e->to & TO_ADMINS) && who == ADMIN) || ((e->to & TO_DESKS) && desk) ||
           (t && allows_to_thing(e, who, t));
}

int expected_denial(const struct expected *e, enum walker who) {
    bool known = who != VISITOR && who != SUSPENDED;
    size_t len = strlen(e->path);
    if (known || (e->to & TO_EYES)) {
        return 404;
    }
    if (e->method == POST) {
        return 403;
    }
    return len > 5 && strcmp(e->path + len - 5, ".json") == 0 ? 401 : 303;
}

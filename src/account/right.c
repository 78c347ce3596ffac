#include "account/right.h"

#include "db/db.h"

#include <assert.h>

enum about {
    ABOUT_NOTHING,
    ABOUT_CLUSTER,
    ABOUT_ORGANISATION,
    ABOUT_LISTING,
    ABOUT_PERSON,
    ABOUT_IMPORT,
    ABOUT_SEARCH,
    ABOUT_FILTER,
    ABOUT_TERM,
    ABOUT_CONCEPT,
    ABOUT_INVITATION,
    ABOUT_ASK,
    ABOUT_VISIT,
    ABOUT_MEETING,
    ABOUT_OWN_MEETING,
    ABOUT_APPROACH,
    ABOUT_APPROACH_OURS,
    ABOUT_APPROACH_ANSWERED,
    ABOUT_INTRODUCTION,
    ABOUT_COLLABORATION,
    ABOUT_INVITED_COLLABORATION,
    ABOUT_ACQUAINTANCE,
    ABOUT_COUNT,
};

static const char *const abouts[ABOUT_COUNT] = {
        [ABOUT_NOTHING] = "",
        [ABOUT_CLUSTER] = "cluster",
        [ABOUT_ORGANISATION] = "organisation",
        [ABOUT_LISTING] = "need or offer",
        [ABOUT_PERSON] = "person",
        [ABOUT_IMPORT] = "import",
        [ABOUT_SEARCH] = "saved search",
        [ABOUT_FILTER] = "filter of new matches",
        [ABOUT_TERM] = "taught word",
        [ABOUT_CONCEPT] = "taught concept",
        [ABOUT_INVITATION] = "invitation",
        [ABOUT_ASK] = "letter to a member",
        [ABOUT_VISIT] = "note of a visit",
        [ABOUT_MEETING] = "meeting",
        [ABOUT_OWN_MEETING] = "meeting that their side wrote down",
        [ABOUT_APPROACH] = "contact request, from either side",
        [ABOUT_APPROACH_OURS] = "contact request of the own side",
        [ABOUT_APPROACH_ANSWERED] = "contact request to them",
        [ABOUT_INTRODUCTION] = "introduction",
        [ABOUT_COLLABORATION] = "collaboration",
        [ABOUT_INVITED_COLLABORATION] = "invitation to a collaboration",
        [ABOUT_ACQUAINTANCE] = "acquaintance",
};

/* Managers are those of a cluster that the object belongs to, members and researchers those of the
 * organisation it belongs to. */
static const struct {
    const char *word;
    enum about about;
    unsigned who;
    const char *text;
} rights[RIGHT_COUNT] = {
        [RIGHT_ANYONE] = {"anyone", ABOUT_NOTHING, WHO_ANYBODY,
                "Look around: each sees what is for their eyes."},
        [RIGHT_LETTER] = {"letter", ABOUT_NOTHING, WHO_ANYBODY,
                "Do what an address from a letter is for, or read the feed at a secret one, without"
                " signing in."},
        [RIGHT_SIGNED_IN] = {"signed-in", ABOUT_NOTHING, WHO_ACCOUNT,
                "Keep the own account, searches and filters."},
        [RIGHT_FRESH] = {"fresh", ABOUT_NOTHING, WHO_ACCOUNT,
                "Change the ways into the own account, take its data along, have it erased: having"
                " shown who they are in the last 15 minutes."},
        [RIGHT_MANAGER] = {"manager", ABOUT_CLUSTER, WHO_MANAGER | WHO_ADMIN,
                "Work for the cluster chosen at the head of the page: its desk, members, partners,"
                " words, weights, imports and exports."},
        [RIGHT_ADMIN] = {"admin", ABOUT_NOTHING, WHO_ADMIN,
                "Accounts, clusters, lists of codes, words for everybody."},
        [RIGHT_OWN_CLUSTER] = {"own-cluster", ABOUT_CLUSTER, WHO_MANAGER | WHO_ADMIN,
                "Change it and its translations."},
        [RIGHT_READ_ORGANISATION] = {"read-organisation", ABOUT_ORGANISATION,
                WHO_RESEARCHER | WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "See its partners and matches."},
        [RIGHT_KEEP_ORGANISATION] = {"keep-organisation", ABOUT_ORGANISATION,
                WHO_MEMBER | WHO_MANAGER | WHO_ADMIN, "Keep its profile, translations and people."},
        [RIGHT_OWN_ORGANISATION] = {"own-organisation", ABOUT_ORGANISATION, WHO_MANAGER | WHO_ADMIN,
                "Withdraw it, bring it back, judge its matches."},
        [RIGHT_WRITE_LISTING] = {"write-listing", ABOUT_ORGANISATION,
                WHO_RESEARCHER | WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "Write a need or offer for it; a researcher one of kind research."},
        [RIGHT_KEEP_LISTING] = {"keep-listing", ABOUT_LISTING,
                WHO_RESEARCHER | WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "Change, translate and withdraw it, hand it in for review; a researcher one of"
                " kind research."},
        [RIGHT_UNVEIL_LISTING] = {"unveil-listing", ABOUT_LISTING,
                WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "Agree that a cluster or organisation sees a confidential one, and undo that."},
        [RIGHT_OWN_LISTING] = {"own-listing", ABOUT_LISTING, WHO_MANAGER | WHO_ADMIN,
                "Publish it."},
        [RIGHT_OWN_PERSON] = {"own-person", ABOUT_PERSON, WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "See contact data; change and remove the entry."},
        [RIGHT_OWN_IMPORT] = {"own-import", ABOUT_IMPORT, WHO_MAKER | WHO_MANAGER | WHO_ADMIN,
                "See, store and undo it. One made for no cluster is its maker's."},
        [RIGHT_OWN_SEARCH] = {"own-search", ABOUT_SEARCH, WHO_MAKER, "Use it, remove it."},
        [RIGHT_OWN_FILTER] = {"own-filter", ABOUT_FILTER, WHO_MAKER, "Remove it."},
        [RIGHT_OWN_TERM] = {"own-term", ABOUT_TERM, WHO_MAKER | WHO_MANAGER | WHO_ADMIN,
                "Withdraw it. Its maker only while it is proposed for everybody."},
        [RIGHT_OWN_CONCEPT] = {"own-concept", ABOUT_CONCEPT, WHO_MANAGER | WHO_ADMIN,
                "Open it, and change it if it is the cluster's own. One for everybody is open to"
                " the managers of every cluster."},
        [RIGHT_OWN_INVITATION] = {"own-invitation", ABOUT_INVITATION, WHO_MANAGER | WHO_ADMIN,
                "Send it again, withdraw it."},
        [RIGHT_OWN_ASK] = {"own-ask", ABOUT_ASK, WHO_MANAGER | WHO_ADMIN,
                "See what was asked and answered, remind, take it back."},
        [RIGHT_OWN_VISIT] = {"own-visit", ABOUT_VISIT, WHO_MANAGER | WHO_ADMIN,
                "Read it, change it, draw needs and offers out of it, remove it."},
        [RIGHT_READ_MEETING] = {"read-meeting", ABOUT_MEETING,
                WHO_MAKER | WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "See when, where and who, say whether it took place, keep the own side's notes and"
                " costs. Managers and members of the side that wrote it down; of the other side"
                " once both said that they met; whoever takes part always."},
        [RIGHT_OWN_MEETING] = {"own-meeting", ABOUT_OWN_MEETING,
                WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "Change it, cancel it, remove it while it is not confirmed. A member only where the"
                " organisation wrote it down itself."},
        [RIGHT_SEE_APPROACH] = {"see-approach", ABOUT_APPROACH,
                WHO_MAKER | WHO_MEMBER | WHO_MANAGER | WHO_ADMIN,
                "See it, each side what is for its eyes: who asked, who is asked and whoever follows it;"
                " members and managers of the side that asks, managers of the other."},
        [RIGHT_OWN_APPROACH] = {"own-approach", ABOUT_APPROACH_OURS,
                WHO_MAKER | WHO_MEMBER | WHO_MANAGER | WHO_ADMIN, "Join it, take it back."},
        [RIGHT_ANSWER_APPROACH] = {"answer-approach", ABOUT_APPROACH_ANSWERED, WHO_MAKER,
                "Answer it, as who is asked or whose contact data is to be opened."},
        [RIGHT_OWN_INTRODUCTION] = {"own-introduction", ABOUT_INTRODUCTION, WHO_MAKER,
                "See what became of it, take it back."},
        [RIGHT_OWN_COLLABORATION] = {"own-collaboration", ABOUT_COLLABORATION,
                WHO_MANAGER | WHO_ADMIN,
                "See it, move it on the own path, write notes and add files, name who takes part."
                " Managers of the other cluster once it takes part; notes, files and the next step"
                " of one cluster are not for the other, unless it shows them."},
        [RIGHT_ANSWER_COLLABORATION] = {"answer-collaboration", ABOUT_INVITED_COLLABORATION,
                WHO_MANAGER | WHO_ADMIN, "See who invites to what, and say yes or no."},
        [RIGHT_OWN_ACQUAINTANCE] = {"own-acquaintance", ABOUT_ACQUAINTANCE, WHO_MAKER,
                "See what they did together, judge them for their own eyes."},
};

str right_word(enum right right) {
    assert(right < RIGHT_COUNT);
    return str_of(rights[right].word);
}

str right_text(enum right right) {
    assert(right < RIGHT_COUNT);
    return str_of(rights[right].text);
}

str right_about(enum right right) {
    assert(right < RIGHT_COUNT);
    return str_of(abouts[rights[right].about]);
}

static unsigned who_of(str kind) {
    static const struct {
        const char *kind;
        enum who who;
    } kinds[] = {{"maker", WHO_MAKER}, {"researcher", WHO_RESEARCHER}, {"member", WHO_MEMBER},
            {"manager", WHO_MANAGER}, {"admin", WHO_ADMIN}};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (str_eq(kind, str_of(kinds[i].kind))) {
            return kinds[i].who;
        }
    }
    return 0;
}

static unsigned who_in(struct rows r) {
    unsigned who = 0;
    str kind = {0};
    while (db_next(&r, to(kind))) {
        who |= who_of(kind);
    }
    return who;
}

static unsigned to_platform(struct work *w) {
    return who_in(db_rows(
            w, "SELECT kind FROM role WHERE account_id = ? AND kind = 'admin'", num(w->actor)));
}

/* Administrators own everything that is there. */
static unsigned to_cluster(struct work *w, int64_t cluster) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN cluster AS c ON c.id = ?"
            " WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND r.cluster_id = c.id))",
            num(cluster), num(w->actor)));
}

static unsigned to_organisation(struct work *w, int64_t organisation) {
    return who_in(db_rows(w,
            "SELECT own.kind FROM own_organisation AS own"
            " WHERE own.organisation_id = ? AND own.account_id = ?"
            " UNION SELECT r.kind FROM role AS r JOIN organisation AS o ON o.id = ?"
            " WHERE r.account_id = ? AND r.kind = 'admin'",
            num(organisation), num(w->actor), num(organisation), num(w->actor)));
}

/* Researchers keep what is marked as research. */
static unsigned to_listing(struct work *w, int64_t listing) {
    int64_t organisation = 0;
    str kind = {0};
    struct rows r =
            db_rows(w, "SELECT organisation_id, kind FROM listing WHERE id = ?", num(listing));
    (void)db_next(&r, to(organisation), to(kind));
    db_stop(&r);
    unsigned who = to_organisation(w, organisation);
    return str_eq(kind, STR("research")) ? who : who & ~(unsigned)WHO_RESEARCHER;
}

static unsigned to_person(struct work *w, int64_t person) {
    return to_organisation(
            w, db_number(w, "SELECT organisation_id FROM person WHERE id = ?", num(person)));
}

/* One that was made for no cluster belongs to whoever made it. */
static unsigned to_import(struct work *w, int64_t import) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN import AS i ON i.id = ? WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND r.cluster_id = i.cluster_id))"
            " UNION SELECT 'maker' FROM import"
            " WHERE id = ? AND cluster_id = 0 AND account_id = ?",
            num(import), num(w->actor), num(import), num(w->actor)));
}

static unsigned to_search(struct work *w, int64_t search) {
    return who_in(db_rows(w, "SELECT 'maker' FROM saved_search WHERE id = ? AND account_id = ?",
            num(search), num(w->actor)));
}

static unsigned to_filter(struct work *w, int64_t filter) {
    return who_in(db_rows(w, "SELECT 'maker' FROM alert_filter WHERE id = ? AND account_id = ?",
            num(filter), num(w->actor)));
}

static unsigned to_term(struct work *w, int64_t term) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN taught_term AS t ON t.id = ? WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND r.cluster_id = t.cluster_id))"
            " UNION SELECT 'maker' FROM taught_term"
            " WHERE id = ? AND cluster_id = 0 AND state = 'proposed' AND account_id = ?",
            num(term), num(w->actor), num(term), num(w->actor)));
}

static unsigned to_concept(struct work *w, int64_t concept) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN taught_concept AS c ON c.id = ?"
            " WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager'"
            "      AND (c.cluster_id = 0 OR r.cluster_id = c.cluster_id)))",
            num(concept), num(w->actor)));
}

/* Who may invite for that role may also take it back. */
static unsigned to_invitation(struct work *w, int64_t invitation) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN invitation AS i ON i.id = ? WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND (r.cluster_id = i.cluster_id"
            "      OR EXISTS (SELECT 1 FROM membership AS m WHERE m.cluster_id = r.cluster_id"
            "                 AND m.organisation_id = i.organisation_id))))",
            num(invitation), num(w->actor)));
}

static unsigned to_ask(struct work *w, int64_t ask) {
    return to_cluster(w, db_number(w, "SELECT cluster_id FROM ask WHERE id = ?", num(ask)));
}

static unsigned to_visit(struct work *w, int64_t visit) {
    return to_cluster(w, db_number(w, "SELECT cluster_id FROM visit WHERE id = ?", num(visit)));
}

/* Whoever takes part is "maker": what they say of it is theirs. */
static unsigned to_meeting(struct work *w, int64_t meeting) {
    return who_in(db_rows(w,
            "SELECT kind FROM encounter_reader WHERE encounter_id = ? AND account_id = ?"
            " UNION SELECT r.kind FROM role AS r JOIN encounter AS e ON e.id = ?"
            " WHERE r.account_id = ? AND r.kind = 'admin'",
            num(meeting), num(w->actor), num(meeting), num(w->actor)));
}

static unsigned to_own_meeting(struct work *w, int64_t meeting) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN encounter AS e ON e.id = ? WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND r.cluster_id = e.cluster_id))"
            " UNION SELECT own.kind FROM own_organisation AS own"
            " JOIN encounter AS e ON e.own_id = own.organisation_id"
            " WHERE e.id = ? AND e.cluster_id IS NULL AND own.account_id = ?",
            num(meeting), num(w->actor), num(meeting), num(w->actor)));
}

/* The view is in words of its own: see sql/0032_trust_approach.sql. */
static unsigned to_approach(struct work *w, int64_t approach) {
    return who_in(db_rows(w,
            "SELECT CASE WHEN kind IN ('manager', 'member') THEN kind ELSE 'maker' END"
            " FROM approach_side WHERE approach_id = ? AND account_id = ?"
            " UNION SELECT r.kind FROM role AS r JOIN approach AS a ON a.id = ?"
            " WHERE r.account_id = ? AND r.kind = 'admin'",
            num(approach), num(w->actor), num(approach), num(w->actor)));
}

static unsigned to_approach_ours(struct work *w, int64_t approach) {
    return who_in(db_rows(w,
            "SELECT CASE WHEN kind IN ('manager', 'member') THEN kind ELSE 'maker' END"
            " FROM approach_side WHERE approach_id = ? AND account_id = ? AND side = 'ours'"
            " UNION SELECT r.kind FROM role AS r JOIN approach AS a ON a.id = ?"
            " WHERE r.account_id = ? AND r.kind = 'admin'",
            num(approach), num(w->actor), num(approach), num(w->actor)));
}

static unsigned to_approach_answered(struct work *w, int64_t approach) {
    return who_in(db_rows(w,
            "SELECT 'maker' FROM approach_side WHERE approach_id = ? AND account_id = ?"
            " AND kind IN ('asked', 'speaker')",
            num(approach), num(w->actor)));
}

static unsigned to_introduction(struct work *w, int64_t introduction) {
    return who_in(db_rows(w,
            "SELECT 'maker' FROM introduction AS n JOIN individual AS i ON i.id = n.asker_id"
            " WHERE n.id = ? AND i.account_id = ?",
            num(introduction), num(w->actor)));
}

/* Whoever began it, and the other cluster once it said yes: each has a side then. */
static unsigned to_collaboration(struct work *w, int64_t collaboration) {
    return who_in(db_rows(w,
            "SELECT r.kind FROM role AS r JOIN collaboration_side AS k ON k.collaboration_id = ?"
            " WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND r.cluster_id = k.cluster_id))",
            num(collaboration), num(w->actor)));
}

static unsigned to_invited_collaboration(struct work *w, int64_t collaboration) {
    return to_cluster(w, db_number(w,
                                 "SELECT partner_cluster_id FROM collaboration"
                                 " WHERE id = ? AND state = 'invited'",
                                 num(collaboration)));
}

/* Whoever has seen something of that individual. */
static unsigned to_acquaintance(struct work *w, int64_t individual) {
    return who_in(db_rows(w,
            "SELECT DISTINCT 'maker' FROM evidence AS e JOIN individual AS i ON i.id = e.giver_id"
            " WHERE e.receiver_id = ? AND i.account_id = ?",
            num(individual), num(w->actor)));
}

static unsigned to_object(struct work *w, enum about about, int64_t object) {
    switch (about) {
    case ABOUT_NOTHING: return to_platform(w);
    case ABOUT_CLUSTER: return to_cluster(w, object);
    case ABOUT_ORGANISATION: return to_organisation(w, object);
    case ABOUT_LISTING: return to_listing(w, object);
    case ABOUT_PERSON: return to_person(w, object);
    case ABOUT_IMPORT: return to_import(w, object);
    case ABOUT_SEARCH: return to_search(w, object);
    case ABOUT_FILTER: return to_filter(w, object);
    case ABOUT_TERM: return to_term(w, object);
    case ABOUT_CONCEPT: return to_concept(w, object);
    case ABOUT_INVITATION: return to_invitation(w, object);
    case ABOUT_ASK: return to_ask(w, object);
    case ABOUT_VISIT: return to_visit(w, object);
    case ABOUT_MEETING: return to_meeting(w, object);
    case ABOUT_OWN_MEETING: return to_own_meeting(w, object);
    case ABOUT_APPROACH: return to_approach(w, object);
    case ABOUT_APPROACH_OURS: return to_approach_ours(w, object);
    case ABOUT_APPROACH_ANSWERED: return to_approach_answered(w, object);
    case ABOUT_INTRODUCTION: return to_introduction(w, object);
    case ABOUT_COLLABORATION: return to_collaboration(w, object);
    case ABOUT_INVITED_COLLABORATION: return to_invited_collaboration(w, object);
    case ABOUT_ACQUAINTANCE: return to_acquaintance(w, object);
    case ABOUT_COUNT: break;
    }
    return 0;
}

unsigned right_standing(struct work *w, enum right right, int64_t object) {
    assert(right < RIGHT_COUNT);
    bool known = w->actor != 0;
    unsigned who = WHO_ANYBODY | (known ? WHO_ACCOUNT : 0);
    bool settled = (rights[right].who & who) != 0;
    return settled || !known ? who : who | to_object(w, rights[right].about, object);
}

bool right_given(unsigned standing, enum right right) {
    assert(right < RIGHT_COUNT);
    return (standing & rights[right].who) != 0;
}

bool right_holds(struct work *w, enum right right, int64_t object) {
    return right_given(right_standing(w, right, object), right);
}

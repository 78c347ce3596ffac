#include "account/right.h"

#include "db/db.h"

#include <assert.h>

static const struct {
    const char *word;
    const char *text;
} rights[RIGHT_COUNT] = {
        [RIGHT_ANYONE] = {"anyone", "Anyone, signed in or not."},
        [RIGHT_SIGNED_IN] = {"signed-in", "Whoever is signed in."},
        [RIGHT_FRESH] = {"fresh",
                "Whoever is signed in and proved who they are in the last 15 minutes."},
        [RIGHT_MANAGER] = {"manager",
                "Managers of the cluster they work for at the moment, and administrators."},
        [RIGHT_ADMIN] = {"admin", "Administrators."},
        [RIGHT_OWN_CLUSTER] = {"own-cluster", "Managers of this cluster, and administrators."},
        [RIGHT_OWN_ORGANISATION] = {"own-organisation",
                "Managers of a cluster that this organisation is a member of, and administrators."},
        [RIGHT_OWN_LISTING] = {"own-listing",
                "Managers of a cluster that the organisation with this need or offer is a member"
                " of, and administrators."},
        [RIGHT_OWN_PERSON] = {"own-person",
                "Managers of a cluster that this person's organisation is a member of, and"
                " administrators."},
        [RIGHT_OWN_IMPORT] = {"own-import",
                "Managers of the cluster that this table was imported for, and administrators."},
        [RIGHT_OWN_SEARCH] = {"own-search", "Whoever saved this search."},
        [RIGHT_OWN_TERM] = {"own-term",
                "Managers of the cluster whose word this is, whoever proposed it for everybody as"
                " long as it is only proposed, and administrators."},
        [RIGHT_OWN_CONCEPT] = {"own-concept",
                "Managers of the cluster that made this concept or, where it is for everybody, of"
                " any cluster, and administrators."},
};

str right_word(enum right right) {
    assert(right < RIGHT_COUNT);
    return str_of(rights[right].word);
}

str right_text(enum right right) {
    assert(right < RIGHT_COUNT);
    return str_of(rights[right].text);
}

static bool is_admin(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM role WHERE account_id = ? AND kind = 'admin'",
                   num(w->actor)) > 0;
}

/* Administrators own everything that is there. */
static bool owns_cluster(struct work *w, int64_t cluster) {
    return db_number(w,
                   "SELECT COUNT(*) FROM cluster AS c WHERE c.id = ?"
                   " AND EXISTS (SELECT 1 FROM role AS r WHERE r.account_id = ?"
                   "             AND (r.kind = 'admin'"
                   "                  OR (r.kind = 'manager' AND r.cluster_id = c.id)))",
                   num(cluster), num(w->actor)) > 0;
}

static bool owns_organisation(struct work *w, int64_t organisation) {
    return db_number(w,
                   "SELECT COUNT(*) FROM organisation AS o WHERE o.id = ?"
                   " AND (EXISTS (SELECT 1 FROM own_organisation AS own"
                   "              WHERE own.account_id = ? AND own.organisation_id = o.id)"
                   "      OR EXISTS (SELECT 1 FROM role"
                   "                 WHERE account_id = ? AND kind = 'admin'))",
                   num(organisation), num(w->actor), num(w->actor)) > 0;
}

static bool owns_listing(struct work *w, int64_t listing) {
    int64_t organisation =
            db_number(w, "SELECT organisation_id FROM listing WHERE id = ?", num(listing));
    return owns_organisation(w, organisation);
}

static bool owns_person(struct work *w, int64_t person) {
    int64_t organisation =
            db_number(w, "SELECT organisation_id FROM person WHERE id = ?", num(person));
    return owns_organisation(w, organisation);
}

/* One that was made for no cluster belongs to whoever made it. */
static bool owns_import(struct work *w, int64_t import) {
    return db_number(w,
                   "SELECT COUNT(*) FROM import AS i WHERE i.id = ?"
                   " AND ((i.cluster_id = 0 AND i.account_id = ?)"
                   "      OR EXISTS (SELECT 1 FROM role AS r WHERE r.account_id = ?"
                   "                 AND (r.kind = 'admin' OR (r.kind = 'manager'"
                   "                      AND r.cluster_id = i.cluster_id))))",
                   num(import), num(w->actor), num(w->actor)) > 0;
}

static bool owns_search(struct work *w, int64_t search) {
    return db_number(w, "SELECT COUNT(*) FROM saved_search WHERE id = ? AND account_id = ?",
                   num(search), num(w->actor)) > 0;
}

static bool owns_term(struct work *w, int64_t term) {
    return db_number(w,
                   "SELECT COUNT(*) FROM taught_term AS t WHERE t.id = ?"
                   " AND ((t.cluster_id = 0 AND t.state = 'proposed' AND t.account_id = ?)"
                   "      OR EXISTS (SELECT 1 FROM role AS r WHERE r.account_id = ?"
                   "                 AND (r.kind = 'admin' OR (r.kind = 'manager'"
                   "                      AND r.cluster_id = t.cluster_id))))",
                   num(term), num(w->actor), num(w->actor)) > 0;
}

static bool owns_concept(struct work *w, int64_t concept) {
    return db_number(w,
                   "SELECT COUNT(*) FROM taught_concept AS c WHERE c.id = ?"
                   " AND EXISTS (SELECT 1 FROM role AS r WHERE r.account_id = ?"
                   "             AND (r.kind = 'admin' OR (r.kind = 'manager'"
                   "                  AND (c.cluster_id = 0 OR r.cluster_id = c.cluster_id))))",
                   num(concept), num(w->actor)) > 0;
}

bool right_holds(struct work *w, enum right right, int64_t object) {
    if (right == RIGHT_ANYONE) {
        return true;
    }
    if (w->actor == 0) {
        return false;
    }
    switch (right) {
    case RIGHT_ANYONE:
    case RIGHT_SIGNED_IN:
    case RIGHT_FRESH: return true;
    case RIGHT_ADMIN: return is_admin(w);
    case RIGHT_MANAGER:
    case RIGHT_OWN_CLUSTER: return owns_cluster(w, object);
    case RIGHT_OWN_ORGANISATION: return owns_organisation(w, object);
    case RIGHT_OWN_LISTING: return owns_listing(w, object);
    case RIGHT_OWN_PERSON: return owns_person(w, object);
    case RIGHT_OWN_IMPORT: return owns_import(w, object);
    case RIGHT_OWN_SEARCH: return owns_search(w, object);
    case RIGHT_OWN_TERM: return owns_term(w, object);
    case RIGHT_OWN_CONCEPT: return owns_concept(w, object);
    case RIGHT_COUNT: break;
    }
    return false;
}

/* Copies of things, so that a request that changes or removes one leaves the world as it was. */
#include "base/buf.h"
#include "tests/canary.h"

static str fresh_key(struct work *w) {
    struct buf key = {.mem = w->mem};
    buf_add(&key, STR("clone-"));
    buf_num(&key, db_number(w, "SELECT COUNT(*) FROM organisation") * 1000 +
                          db_number(w, "SELECT COUNT(*) FROM listing"));
    buf_add(&key, STR("-"));
    buf_num(&key, db_number(w, "SELECT COUNT(*) FROM person") * 1000 +
                          db_number(w, "SELECT COUNT(*) FROM account") * 10 +
                          db_number(w, "SELECT COUNT(*) FROM cluster"));
    return buf_str(&key);
}

static int64_t organisation(struct work *w, int64_t id) {
    int64_t made = db_number(w,
            "INSERT INTO organisation (key, kind, name, lang, country, place, sectors, visibility,"
            " profile, withdrawn, created, updated)"
            " SELECT CAST(? AS TEXT), kind, name, lang, country, place, sectors, visibility,"
            " profile, withdrawn, created, updated FROM organisation WHERE id = ? RETURNING id",
            txt(fresh_key(w)), num(id));
    db_run(w,
            "INSERT INTO membership (organisation_id, cluster_id)"
            " SELECT CAST(? AS BIGINT), cluster_id FROM membership WHERE organisation_id = ?",
            num(made), num(id));
    db_run(w,
            "INSERT INTO role (account_id, kind, organisation_id, reach)"
            " SELECT account_id, kind, CAST(? AS BIGINT), reach FROM role"
            " WHERE organisation_id = ? AND account_id > 3000",
            num(made), num(id));
    return made;
}

static int64_t listing(struct work *w, int64_t id) {
    int64_t made = db_number(w,
            "INSERT INTO listing (key, organisation_id, side, kind, title, body, lang, status,"
            " visibility, created, updated)"
            " SELECT CAST(? AS TEXT), organisation_id, side, kind, title, body, lang, status,"
            " visibility, created, updated FROM listing WHERE id = ? RETURNING id",
            txt(fresh_key(w)), num(id));
    db_run(w,
            "INSERT INTO unveiled (listing_id, cluster_id, organisation_id, account_id, at)"
            " SELECT CAST(? AS BIGINT), cluster_id, organisation_id, account_id, at FROM unveiled"
            " WHERE listing_id = ?",
            num(made), num(id));
    return made;
}

static int64_t person(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO person (key, organisation_id, name, consents, created, updated)"
            " SELECT CAST(? AS TEXT), organisation_id, name, consents, created, updated FROM person"
            " WHERE id = ? RETURNING id",
            txt(fresh_key(w)), num(id));
}

static int64_t account(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO account (mail, name, password, created)"
            " SELECT CAST(? AS TEXT), name, password, created FROM account WHERE id = ?"
            " RETURNING id",
            txt(fresh_key(w)), num(id));
}

static int64_t cluster(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO cluster (key, name, lang, country, created, updated)"
            " SELECT CAST(? AS TEXT), name, lang, country, created, updated FROM cluster"
            " WHERE id = ? RETURNING id",
            txt(fresh_key(w)), num(id));
}

static int64_t import(struct work *w, int64_t id) {
    int64_t made = db_number(w,
            "INSERT INTO import (account_id, cluster_id, file_name, kind, lang, header, mapping,"
            " state, rows_count, created)"
            " SELECT account_id, cluster_id, file_name, kind, lang, header, mapping, state,"
            " rows_count, created FROM import WHERE id = ? RETURNING id",
            num(id));
    db_run(w,
            "INSERT INTO import_row (import_id, line, cells, verdict, act, name)"
            " SELECT CAST(? AS BIGINT), line, cells, verdict, act, name FROM import_row"
            " WHERE import_id = ?",
            num(made), num(id));
    return made;
}

static int64_t search(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO saved_search (account_id, name, words, created, seen)"
            " SELECT account_id, CAST(? AS TEXT), words, created, seen FROM saved_search"
            " WHERE id = ? ON CONFLICT (account_id, name) DO UPDATE SET seen = 0 RETURNING id",
            txt(fresh_key(w)), num(id));
}

static int64_t filter(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO alert_filter (account_id, name) SELECT account_id, CAST(? AS TEXT)"
            " FROM alert_filter WHERE id = ? ON CONFLICT (account_id, name)"
            " DO UPDATE SET kind = '' RETURNING id",
            txt(fresh_key(w)), num(id));
}

static int64_t term(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO taught_term (concept, lang, term, cluster_id, state, account_id, at)"
            " SELECT concept, lang, term || 'x', cluster_id, state, account_id, at"
            " FROM taught_term WHERE id = ? ON CONFLICT (concept, lang, term, cluster_id)"
            " DO UPDATE SET state = 'approved' RETURNING id",
            num(id));
}

static int64_t refusal(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO refusal (scope, own_id, partner_id, reason, note, account_id, at)"
            " SELECT scope, own_id, partner_id + 2, reason, note, account_id, at FROM refusal"
            " WHERE id = ? ON CONFLICT (scope, own_id, partner_id)"
            " DO UPDATE SET reason = 'volume' RETURNING id",
            num(id));
}

static int64_t scheme(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO scheme (key, title, licence, attribution, account_id, at)"
            " SELECT CAST(? AS TEXT), title, licence, attribution, account_id, at FROM scheme"
            " WHERE id = ? RETURNING id",
            txt(fresh_key(w)), num(id));
}

static int64_t ask(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO ask (purpose, cluster_id, organisation_id, name, mail, tongue, note,"
            " created, expires)"
            " SELECT purpose, cluster_id, organisation_id, name, mail, tongue, note, created,"
            " expires FROM ask WHERE id = ? RETURNING id",
            num(id));
}

static int64_t visit(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO visit (cluster_id, organisation_id, account_id, day, present, body, lang,"
            " created, updated)"
            " SELECT cluster_id, organisation_id, account_id, day, present, body, lang, created,"
            " updated FROM visit WHERE id = ? RETURNING id",
            num(id));
}

/* Two of the same between the same are not under way at once. */
static int64_t approach(struct work *w, int64_t id) {
    int64_t made = db_number(w,
            "INSERT INTO approach (cluster_id, partner_cluster_id, own_id, partner_id, asker_id,"
            " speaker_id, asked_id, reason, lang, deadline, days, state, created)"
            " SELECT cluster_id, partner_cluster_id, own_id, partner_id, asker_id, speaker_id,"
            " asked_id, reason, lang, deadline, days, 'shut', created FROM approach WHERE id = ?"
            " RETURNING id",
            num(id));
    db_run(w,
            "INSERT INTO approach_answer (approach_id, individual_id)"
            " SELECT id, asked_id FROM approach WHERE id = ?",
            num(made));
    return made;
}

static int64_t introduction(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO introduction (cluster_id, asker_id, aim, aim_id, reason, lang, created,"
            " expires) SELECT cluster_id, asker_id, aim, aim_id, reason, lang, created, expires"
            " FROM introduction WHERE id = ? RETURNING id",
            num(id));
}

static int64_t meeting(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO encounter (cluster_id, partner_cluster_id, own_id, partner_id, starts, ends,"
            " zone, day, how, place, title, state, account_id, created, updated)"
            " SELECT cluster_id, partner_cluster_id, own_id, partner_id, starts, ends, zone, day, how,"
            " place, title, state, account_id, created, updated FROM encounter WHERE id = ?"
            " RETURNING id",
            num(id));
}

static int64_t invitation(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO invitation (mail, name, tongue, kind, cluster_id, organisation_id,"
            " invited_by, created, sent) SELECT mail || (SELECT COUNT(*) FROM invitation), name,"
            " tongue, kind, cluster_id, organisation_id, invited_by, created, sent FROM invitation"
            " WHERE id = ? RETURNING id",
            num(id));
}

static int64_t letter(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO letter (kind, recipient, tongue, cluster_id, sealed, state, created, due,"
            " tries, fault) SELECT kind, recipient, tongue, cluster_id, sealed, state, created, due,"
            " tries, fault FROM letter WHERE id = ? RETURNING id",
            num(id));
}

static int64_t provider(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO identity_provider (name, issuer, client, secret)"
            " SELECT name, issuer || (SELECT COUNT(*) FROM identity_provider), client, secret"
            " FROM identity_provider WHERE id = ? RETURNING id",
            num(id));
}

static int64_t identity(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO identity (account_id, issuer, subject, mail, created)"
            " SELECT account_id, issuer, subject || (SELECT COUNT(*) FROM identity), mail, created"
            " FROM identity WHERE id = ? RETURNING id",
            num(id));
}

static int64_t passkey(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO passkey (account_id, credential, key, algorithm, name, counter, created)"
            " SELECT account_id, credential || (SELECT COUNT(*) FROM passkey), key, algorithm, name,"
            " counter, created FROM passkey WHERE id = ? RETURNING id",
            num(id));
}

static int64_t collaboration(struct work *w, int64_t id) {
    int64_t made = db_number(w,
            "INSERT INTO collaboration (cluster_id, partner_cluster_id, title, lang, state,"
            " account_id, created, invited) SELECT cluster_id, partner_cluster_id, title, lang,"
            " state, account_id, created, invited FROM collaboration WHERE id = ? RETURNING id",
            num(id));
    db_run(w,
            "INSERT INTO collaboration_side (collaboration_id, cluster_id, stage_id)"
            " SELECT CAST(? AS BIGINT), cluster_id, stage_id FROM collaboration_side"
            " WHERE collaboration_id = ?",
            num(made), num(id));
    return made;
}

static int64_t field(struct work *w, int64_t id) {
    return db_number(w,
            "INSERT INTO own_field (cluster_id, object, place, kind)"
            " SELECT cluster_id, object, place + 1, kind FROM own_field WHERE id = ? RETURNING id",
            num(id));
}

int64_t canary_clone(struct work *w, const struct thing *t) {
    static int64_t (*const clone[])(struct work *, int64_t) = {[A_CLUSTER] = cluster,
            [AN_ORGANISATION] = organisation,
            [A_LISTING] = listing,
            [A_PERSON] = person,
            [AN_ACCOUNT] = account,
            [AN_IMPORT] = import,
            [A_SEARCH] = search,
            [A_FILTER] = filter,
            [A_TERM] = term,
            [A_REFUSAL] = refusal,
            [A_SCHEME] = scheme,
            [A_PROVIDER] = provider,
            [AN_IDENTITY] = identity,
            [A_PASSKEY] = passkey,
            [AN_UNVEILING] = NULL,
            [AN_ASK] = ask,
            [A_VISIT] = visit,
            [A_MEETING] = meeting,
            [AN_APPROACH] = approach,
            [AN_INTRODUCTION] = introduction,
            [A_COLLABORATION] = collaboration,
            [AN_INVITED] = collaboration,
            [A_FIELD] = field,
            [AN_ACQUAINTANCE] = NULL,
            [AN_INVITATION] = invitation,
            [A_LETTER] = letter};
    return clone[t->about] ? clone[t->about](w, t->id) : t->id;
}

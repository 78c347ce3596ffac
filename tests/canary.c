#include "base/buf.h"
#include "tests/planting.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *const walker_names[WALKERS] = {"visitor", "outsider", "member", "researcher", "manager",
        "partner member", "partner manager", "administrator", "suspended"};

static const unsigned member_of[SIDES] = {1U << MEMBER, 1U << PARTNER_MEMBER, 0};
static const unsigned partners = 1U << MANAGER | 1U << PARTNER_MANAGER | 1U << ADMIN;

static str z(const char *text) {
    return str_of(text);
}

static struct canary *add(struct canaries *c, const char *what, unsigned eyes, unsigned must) {
    assert(c->count < CANARIES_MOST);
    struct canary *one = &c->at[c->count];
    *one = (struct canary){.eyes = eyes, .must = must};
    (void)snprintf(one->word, sizeof(one->word), "kanari%04zu", c->count);
    (void)snprintf(one->what, sizeof(one->what), "%s", what);
    c->count++;
    return one;
}

str plant_word(struct planting *k, const char *what, unsigned eyes, unsigned must) {
    return z(add(k->c, what, eyes, must)->word);
}

/* With a word beside it that can be looked for, in letters only. */
str plant_sought(struct planting *k, const char *what, unsigned eyes, const char *rest) {
    struct canary *one = add(k->c, what, eyes, eyes);
    size_t number = k->c->count - 1;
    for (size_t i = 0; i < 4; i++) {
        one->seek[i] = "zq"[i & 1];
    }
    for (size_t i = 4; i < 8; i++, number /= 10) {
        one->seek[i] = (char)('b' + number % 10);
    }
    struct buf text = {.mem = k->w->mem};
    buf_add(&text, z(one->word));
    buf_add(&text, STR(" "));
    buf_add(&text, z(one->seek));
    buf_add(&text, STR(" "));
    buf_add(&text, z(rest));
    return buf_str(&text);
}

struct thing *plant_thing(struct planting *k, enum about about, int64_t id) {
    assert(k->c->thing_count < THINGS_MOST);
    struct thing *t = &k->c->things[k->c->thing_count++];
    *t = (struct thing){.about = about, .id = id, .managers = manager_of[k->side]};
    t->desks = t->managers | (k->side == 0 ? admin : 0);
    t->eyes = t->managers | admin;
    return t;
}

static str key_of(struct planting *k, const char *kind, int64_t id) {
    struct buf key = {.mem = k->w->mem};
    buf_add(&key, z(kind));
    buf_num(&key, id);
    return buf_str(&key);
}

/* ---- organisations, their people, needs and offers */

static unsigned seen_as(const char *visibility, unsigned own) {
    return strcmp(visibility, "public") == 0     ? EVERYBODY
           : strcmp(visibility, "partners") == 0 ? partners | own
                                                 : own;
}

static const char *const visibility_of[KINDS_OF_OWNERS] = {
        NULL, "public", "partners", "confidential", "public", "public", "confidential"};

/* To whom things of this side are unveiled. */
static int other_side(const struct planting *k) {
    return k->side == 0 ? 1 : 0;
}

struct owner plant_owner(struct planting *k, int sort) {
    struct owner o = {.id = ORGANISATION_FROM + k->side * 100 + sort, .sort = sort};
    o.members = sort == PUBLIC ? member_of[k->side] : 0;
    o.researchers = sort == RESEARCH && k->side == 0 ? 1U << RESEARCHER : 0;
    o.keep = manager_of[k->side] | admin | o.members;
    o.own = o.keep | o.researchers;
    o.eyes = sort == WITHDRAWN ? o.own : seen_as(visibility_of[sort], o.own);
    if (sort == UNVEILED) {
        o.eyes |= manager_of[other_side(k)] | member_of[other_side(k)];
    }
    return o;
}

static void organisation(struct planting *k, const struct owner *o) {
    static const char *const countries[SIDES] = {"DK", "DE", "SE"};
    struct work *w = k->w;
    struct buf website = {.mem = w->mem};
    buf_add(&website, STR("https://"));
    buf_add(&website, plant_word(k, "website", o->eyes, o->eyes));
    buf_add(&website, STR(".example"));
    db_run(w,
            "INSERT INTO organisation (id, key, kind, name, lang, country, place, postcode, sectors,"
            " size, languages, website, certificates, visibility, profile, remark, withdrawn,"
            " created, updated)"
            " VALUES (?, ?, ?, ?, 'en', ?, ?, ?, '24.53', '50-249', 'en', ?, ?, ?, ?, ?, ?, ?, ?)",
            num(o->id), txt(key_of(k, "o", o->id)),
            txt(o->sort == RESEARCH ? STR("research") : STR("company")),
            txt(plant_sought(k, "name", o->eyes, "Ltd")), txt(z(countries[k->side])),
            txt(plant_word(k, "place", o->eyes, o->eyes)),
            txt(plant_word(k, "postcode", o->eyes, 0)), txt(buf_str(&website)),
            txt(plant_word(k, "certificates", o->eyes, o->eyes)), txt(z(visibility_of[o->sort])),
            txt(plant_sought(k, "profile", o->eyes, "casts metal.")),
            txt(plant_word(k, "remark", manager_of[k->side] | admin, manager_of[k->side])),
            num(o->sort == WITHDRAWN), num(w->now), num(w->now));
    db_run(w, "INSERT INTO membership (organisation_id, cluster_id) VALUES (?, ?)", num(o->id),
            num(k->side + 1));
    struct thing *t = plant_thing(k, AN_ORGANISATION, o->id);
    t->eyes = o->eyes;
    t->members = o->members;
    t->researchers = o->researchers;
}

static void person(struct planting *k, const struct owner *o, bool listed) {
    struct work *w = k->w;
    int64_t id = k->next_person++;
    unsigned named = listed ? o->eyes : o->keep;
    struct buf mail = {.mem = w->mem};
    buf_add(&mail, plant_word(k, "person's mail", o->keep, o->keep));
    buf_add(&mail, STR("@firm.example"));
    db_run(w,
            "INSERT INTO person (id, key, organisation_id, name, role, mail, phone, languages,"
            " consents, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, 'en C1', ?, ?, ?)",
            num(id), txt(key_of(k, "p", id)), num(o->id),
            txt(plant_word(k, "person's name", named, named)),
            txt(plant_word(k, "person's role", named, named)), txt(buf_str(&mail)),
            txt(plant_word(k, "phone", o->keep, o->keep)), txt(listed ? STR("listed") : STR("")),
            num(w->now), num(w->now));
    struct thing *t = plant_thing(k, A_PERSON, id);
    t->members = o->members;
    t->eyes = named;
}

enum told { TOLD_NOBODY, TOLD_CLUSTER, TOLD_ORGANISATION }; /* of the other side */

struct planted {
    const char *side, *kind, *status, *visibility;
    enum told told;
};

static void translate(struct planting *k, int64_t id, unsigned eyes) {
    static const char *const fields[] = {"title", "text"};
    for (size_t i = 0; i < 2; i++) {
        db_run(k->w,
                "INSERT INTO translation (object, object_id, field, lang, body, made_by, updated)"
                " VALUES ('listing', ?, ?, 'en', ?, 'human', ?)",
                num(id), txt(z(fields[i])), txt(plant_sought(k, "translation", eyes, "castings")),
                num(k->w->now));
    }
}

static unsigned told_to(const struct planting *k, enum told told) {
    int other = other_side(k);
    return told == TOLD_NOBODY    ? 0
           : told == TOLD_CLUSTER ? manager_of[other]
                                  : manager_of[other] | member_of[other];
}

static void unveil(struct planting *k, const struct owner *o, int64_t listing, enum told told) {
    int other = other_side(k);
    struct thing *t = plant_thing(k, AN_UNVEILING, k->next_other++);
    t->of = listing;
    t->members = o->members;
    db_run(k->w,
            "INSERT INTO unveiled (id, listing_id, cluster_id, organisation_id, account_id, at)"
            " VALUES (?, ?, ?, ?, 1, 0)",
            num(t->id), num(listing), key_or_none(told == TOLD_CLUSTER ? other + 1 : 0),
            key_or_none(told == TOLD_ORGANISATION ? ORGANISATION_FROM + other * 100 + PUBLIC : 0));
}

/* What was unveiled is seen while it is published. */
static unsigned eyes_of(const struct planting *k, const struct owner *o, const struct planted *l) {
    bool open = strcmp(l->status, "published") == 0 && o->sort != WITHDRAWN;
    if (!open) {
        return o->own;
    }
    unsigned seen = o->sort == UNVEILED ? o->own : o->eyes & seen_as(l->visibility, o->own);
    return seen | told_to(k, l->told);
}

static void listing(struct planting *k, const struct owner *o, const struct planted *l) {
    struct work *w = k->w;
    int64_t id = k->next_listing++;
    unsigned eyes = eyes_of(k, o, l);
    const char *body =
            l->side[0] == 'n' ? "needs aluminium castings." : "makes aluminium castings.";
    db_run(w,
            "INSERT INTO listing (id, key, organisation_id, side, kind, title, body, lang, status,"
            " visibility, partnerships, sectors, certificates, quantity, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'da', ?, ?, 'supply', '24.53', ?, ?, ?, ?)",
            num(id), txt(key_of(k, "l", id)), num(o->id), txt(z(l->side)), txt(z(l->kind)),
            txt(plant_sought(k, "title", eyes, "aluminium castings")),
            txt(plant_sought(k, "text", eyes, body)), txt(z(l->status)), txt(z(l->visibility)),
            txt(plant_word(k, "needed certificates", eyes, eyes)),
            txt(plant_word(k, "quantity", eyes, eyes)), num(w->now), num(w->now));
    translate(k, id, eyes);
    if (l->told != TOLD_NOBODY) {
        unveil(k, o, id, l->told);
    }
    struct thing *t = plant_thing(k, A_LISTING, id);
    t->eyes = eyes;
    t->members = o->members;
    t->researchers = strcmp(l->kind, "research") == 0 ? o->researchers : 0;
}

/* Both sides of everything, so that it matches: what is veiled stands in every match then. */
static void listings(struct planting *k, const struct owner *o) {
    static const struct planted of_public[] = {
            {"need", "business", "published", "public", TOLD_NOBODY},
            {"offer", "business", "published", "public", TOLD_NOBODY},
            {"need", "business", "published", "partners", TOLD_NOBODY},
            {"offer", "business", "published", "confidential", TOLD_NOBODY},
            {"need", "business", "published", "confidential", TOLD_ORGANISATION},
            {"need", "business", "draft", "public", TOLD_NOBODY},
            {"need", "business", "review", "public", TOLD_NOBODY},
            {"offer", "business", "expired", "public", TOLD_NOBODY},
            {"offer", "business", "withdrawn", "public", TOLD_NOBODY}};
    static const struct planted of_research[] = {
            {"need", "research", "published", "public", TOLD_NOBODY},
            {"offer", "research", "draft", "public", TOLD_NOBODY},
            {"offer", "business", "draft", "public", TOLD_NOBODY}};
    static const struct planted of_other[] = {
            {"need", "business", "published", "public", TOLD_NOBODY},
            {"offer", "business", "published", "public", TOLD_NOBODY}};
    static const struct planted of_unveiled[] = {
            {"need", "business", "published", "public", TOLD_CLUSTER},
            {"offer", "business", "published", "confidential", TOLD_ORGANISATION},
            {"offer", "business", "published", "public", TOLD_NOBODY},
            {"offer", "business", "draft", "public", TOLD_CLUSTER}};
    const struct planted *all = of_other;
    size_t count = 2;
    if (o->sort == PUBLIC) {
        all = of_public;
        count = sizeof(of_public) / sizeof(of_public[0]);
    } else if (o->sort == RESEARCH) {
        all = of_research;
        count = sizeof(of_research) / sizeof(of_research[0]);
    } else if (o->sort == UNVEILED) {
        all = of_unveiled;
        count = sizeof(of_unveiled) / sizeof(of_unveiled[0]);
    }
    for (size_t i = 0; i < count; i++) {
        listing(k, o, &all[i]);
    }
}

static void owners(struct planting *k) {
    for (int sort = PUBLIC; sort < KINDS_OF_OWNERS; sort++) {
        struct owner o = plant_owner(k, sort);
        organisation(k, &o);
        person(k, &o, true);
        person(k, &o, false);
    }
}

/* Once all owners are there, for some are unveiled to others. */
static void texts(struct planting *k) {
    for (int sort = PUBLIC; sort < KINDS_OF_OWNERS; sort++) {
        struct owner o = plant_owner(k, sort);
        listings(k, &o);
    }
}

/* ---- what a cluster keeps for itself */

static void refusal(struct planting *k) {
    int64_t ours = ORGANISATION_FROM + k->side * 100 + PUBLIC;
    int64_t theirs = ORGANISATION_FROM + (k->side + 1) % SIDES * 100 + WITHDRAWN;
    struct thing *t = plant_thing(k, A_REFUSAL, k->next_other++);
    db_run(k->w,
            "INSERT INTO refusal (id, scope, own_id, partner_id, reason, note, account_id, at)"
            " VALUES (?, 'organisation', ?, ?, 'volume', ?, 1, 0)",
            num(t->id), num(ours), num(theirs),
            txt(plant_word(k, "note of a refusal", t->eyes, t->managers)));
}

static void words(struct planting *k) {
    struct work *w = k->w;
    struct thing *t = plant_thing(k, A_TERM, k->next_other++);
    db_run(w,
            "INSERT INTO taught_term (id, concept, lang, term, cluster_id, state, account_id, at)"
            " VALUES (?, 'alloy', 'en', ?, ?, 'approved', 1, 0)",
            num(t->id), txt(plant_word(k, "taught word", t->eyes, t->managers)), num(k->side + 1));
    t = plant_thing(k, A_CONCEPT, k->next_other++);
    db_run(w,
            "INSERT INTO taught_concept (id, key, kind, cluster_id, account_id, at)"
            " VALUES (?, ?, 'M', ?, 1, 0)",
            num(t->id), txt(key_of(k, "own-", t->id)), num(k->side + 1));
    db_run(w,
            "INSERT INTO taught_term (concept, lang, term, cluster_id, state, account_id, at)"
            " VALUES (?, 'en', ?, ?, 'approved', 1, 0)",
            txt(key_of(k, "own-", t->id)),
            txt(plant_word(k, "taught concept", t->eyes, t->managers)), num(k->side + 1));
    db_run(w,
            "INSERT INTO ignored_word (cluster_id, lang, word, account_id, at)"
            " VALUES (?, 'en', ?, 1, 0)",
            num(k->side + 1), txt(plant_word(k, "word not to learn", t->eyes, t->managers)));
}

static void import(struct planting *k) {
    struct work *w = k->w;
    struct thing *t = plant_thing(k, AN_IMPORT, k->next_other++);
    struct buf row = {.mem = w->mem};
    buf_add(&row, plant_word(k, "row of an import", t->eyes, t->managers));
    buf_add(&row, STR(",en,DK"));
    db_run(w,
            "INSERT INTO import (id, account_id, cluster_id, file_name, kind, lang, header, mapping,"
            " state, rows_count, created) VALUES (?, 1, ?, ?, 'organisations', 'en',"
            " 'name,language,country', 'name,language,country', 'judged', 1, ?)",
            num(t->id), num(k->side + 1),
            txt(plant_word(k, "name of an imported file", t->eyes, t->managers)), num(w->now));
    db_run(w,
            "INSERT INTO import_row (import_id, line, cells, verdict, act, name)"
            " VALUES (?, 2, ?, 'new', 'new', 'x')",
            num(t->id), txt(buf_str(&row)));
}

/* ---- accounts, and what each keeps for themselves */

static void kept(struct planting *k, enum walker who) {
    struct work *w = k->w;
    unsigned own = 1U << who;
    unsigned seen = who == SUSPENDED ? 0 : own;
    bool desk = (partners & own) != 0;
    struct thing *t = plant_thing(k, A_SEARCH, k->next_other++);
    t->managers = 0;
    t->eyes = t->makers = seen;
    db_run(w,
            "INSERT INTO saved_search (id, account_id, name, words, created, seen)"
            " VALUES (?, ?, ?, 'aluminium', 0, 0)",
            num(t->id), num(plant_account(who)), txt(plant_word(k, "saved search", seen, seen)));
    t = plant_thing(k, A_FILTER, k->next_other++);
    t->managers = 0;
    t->eyes = t->makers = seen;
    db_run(w, "INSERT INTO alert_filter (id, account_id, name) VALUES (?, ?, ?)", num(t->id),
            num(plant_account(who)), txt(plant_word(k, "filter", seen, desk ? seen : 0)));
    plant_introduction(k, who);
    plant_acquaintance(k, plant_account(who), seen);
}

static void account(struct planting *k, enum walker who) {
    struct work *w = k->w;
    /* Managers see with whom they work, and who works for their members. */
    bool ours = who == MEMBER || who == RESEARCHER || who == SUSPENDED;
    unsigned seen = 1U << who | admin | (ours ? 1U << MANAGER : 0) |
                    (who == PARTNER_MEMBER ? 1U << PARTNER_MANAGER : 0);
    unsigned must = who == SUSPENDED ? seen & ~(1U << SUSPENDED) : seen;
    /* And whoever they ask for an introduction: see plant_introduction(). */
    unsigned asked = who == OUTSIDER ? 0 : 1U << (who - 1);
    struct buf mail = {.mem = w->mem};
    buf_add(&mail, plant_word(k, "account's mail", seen, must));
    buf_add(&mail, STR("@walk.example"));
    struct thing *t = plant_thing(k, AN_ACCOUNT, plant_account(who));
    t->managers = 0;
    t->eyes = admin;
    db_run(w,
            "INSERT INTO account (id, mail, name, password, tongue, created, suspended)"
            " VALUES (?, ?, ?, '$argon2id$none', 'en', ?, ?)",
            num(t->id), txt(buf_str(&mail)),
            txt(plant_word(k, "account's name", seen | asked, must)), num(w->now),
            num(who == SUSPENDED));
    kept(k, who);
}

static void role(
        struct work *w, enum walker who, const char *kind, int64_t cluster, int64_t place) {
    bool manages = strcmp(kind, "manager") == 0;
    int64_t reach = strcmp(kind, "admin") == 0 ? 2 : manages;
    db_run(w,
            "INSERT INTO role (account_id, kind, cluster_id, organisation_id, reach)"
            " VALUES (?, ?, ?, ?, ?)",
            num(plant_account(who)), txt(z(kind)), key_or_none(cluster), key_or_none(place),
            num(reach));
}

static void people(struct planting *k) {
    for (enum walker who = OUTSIDER; who < WALKERS; who++) {
        account(k, who);
    }
    role(k->w, MEMBER, "member", 0, ORGANISATION_FROM + PUBLIC);
    role(k->w, RESEARCHER, "researcher", 0, ORGANISATION_FROM + RESEARCH);
    role(k->w, MANAGER, "manager", 1, 0);
    role(k->w, PARTNER_MEMBER, "member", 0, ORGANISATION_FROM + 100 + PUBLIC);
    role(k->w, PARTNER_MANAGER, "manager", 2, 0);
    role(k->w, ADMIN, "admin", 0, 0);
    role(k->w, SUSPENDED, "manager", 1, 0);
}

static void platform(struct planting *k) {
    for (int64_t id = 1; id <= SIDES; id++) {
        k->side = (int)id - 1;
        plant_thing(k, A_CLUSTER, id)->eyes = EVERYBODY;
    }
    struct thing *t = plant_thing(k, A_SCHEME, k->next_other++);
    t->managers = 0;
    t->eyes = admin;
    db_run(k->w,
            "INSERT INTO scheme (id, key, title, licence, attribution, account_id, at)"
            " VALUES (?, 'codes', 'Codes', '', '', 1, 0)",
            num(t->id));
}

void canary_plant(struct visitor *v, struct canaries *c) {
    struct planting k = {.v = v,
            .w = &v->work,
            .c = c,
            .next_listing = LISTING_FROM,
            .next_person = PERSON_FROM,
            .next_other = OTHER_FROM};
    db_begin(k.w);
    for (k.side = 0; k.side < SIDES; k.side++) {
        owners(&k);
        words(&k);
        import(&k);
        plant_letter_text(&k);
        plant_way(&k);
        plant_invitation(&k, k.side + 1, 0);
        plant_invitation(&k, 0, ORGANISATION_FROM + k.side * 100 + PUBLIC);
    }
    for (k.side = 0; k.side < SIDES; k.side++) {
        texts(&k);
        refusal(&k);
        plant_asked(&k);
        plant_visited(&k);
        plant_met(&k);
    }
    plant_collaborations(&k);
    k.side = 0;
    people(&k);
    for (k.side = 0; k.side < SIDES; k.side++) {
        plant_approach(&k);
    }
    k.side = 0;
    plant_letter(&k);
    platform(&k);
    plant_provider(&k);
    if (!db_end(k.w)) {
        printf("nothing is planted: %.*s\n", (int)k.w->fault.len, k.w->fault.at);
        return;
    }
    live_load(&v->work, v->house.live);
    while (live_fill_lists(&v->work, v->house.live)) {
    }
    assert(work_ok(&v->work));
}

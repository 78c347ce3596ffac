#include "base/buf.h"
#include "project/collaboration_file.h"
#include "tests/planting.h"
#include "wire/base64.h"

/* A stage and two fields of each cluster, and what stands in one about a member. */
void plant_way(struct planting *k) {
    static const char *const objects[] = {"organisation", "collaboration"};
    struct work *w = k->w;
    unsigned own = manager_of[k->side];
    int64_t cluster = k->side + 1;
    int64_t stage = k->next_other++;
    db_run(w, "INSERT INTO stage (id, cluster_id, place) VALUES (?, ?, 1)", num(stage),
            num(cluster));
    db_run(w, "INSERT INTO stage_name (stage_id, lang, name) VALUES (?, 'en', ?)", num(stage),
            txt(plant_word(k, "name of a stage", own | admin, own)));
    k->stage[k->side] = stage;
    for (size_t i = 0; i < 2; i++) {
        struct thing *t = plant_thing(k, A_FIELD, k->next_other++);
        db_run(w,
                "INSERT INTO own_field (id, cluster_id, object, place, kind)"
                " VALUES (?, ?, ?, 1, 'text')",
                num(t->id), num(cluster), txt(str_of(objects[i])));
        db_run(w, "INSERT INTO own_field_name (field_id, lang, name) VALUES (?, 'en', ?)",
                num(t->id), txt(plant_word(k, "name of an own field", own | admin, own)));
        k->field[k->side] = t->id;
        if (i == 0) {
            db_run(w, "INSERT INTO own_field_value (field_id, object_id, value) VALUES (?, ?, ?)",
                    num(t->id), num(ORGANISATION_FROM + k->side * 100 + PUBLIC),
                    txt(plant_word(k, "own field about a member", own | admin, own)));
        }
    }
}

/* Two clusters, by their sides, and who sees what of it. */
struct pair {
    int64_t id;
    int sides[2]; /* whoever began it, and the other */
    const char *state;
    unsigned both; /* who is in it */
};

/* An administrator stands on the side that began it. */
static unsigned eyes_of(int nth, int side) {
    return manager_of[side] | (nth == 0 ? admin : 0);
}

static void note(struct planting *k, const struct pair *p, int nth, bool shared) {
    unsigned own = manager_of[p->sides[nth]];
    unsigned eyes = shared ? p->both | admin : eyes_of(nth, p->sides[nth]);
    struct thing *t = plant_thing(k, A_NOTE, k->next_other++);
    t->of = p->id;
    t->eyes = eyes;
    db_run(k->w,
            "INSERT INTO collaboration_note (id, collaboration_id, cluster_id, account_id, body,"
            " lang, shared, at) VALUES (?, ?, ?, 1, ?, 'en', ?, 0)",
            num(t->id), num(p->id), num(p->sides[nth] + 1),
            txt(plant_word(k, "note of a collaboration", eyes, shared ? p->both : own)),
            num(shared));
}

static void file(struct planting *k, const struct pair *p, int nth, bool shared) {
    struct work *w = k->w;
    unsigned own = manager_of[p->sides[nth]];
    unsigned eyes = shared ? p->both | admin : eyes_of(nth, p->sides[nth]);
    unsigned must = shared ? p->both : own;
    struct thing *t = plant_thing(k, A_FILE, k->next_other++);
    t->of = p->id;
    t->eyes = eyes;
    str content = plant_word(k, "content of a file", eyes, must);
    db_run(w,
            "INSERT INTO collaboration_file (id, collaboration_id, cluster_id, account_id, name,"
            " type, bytes, shared, at) VALUES (?, ?, ?, 1, ?, 'text/plain', ?, ?, 0)",
            num(t->id), num(p->id), num(p->sides[nth] + 1),
            txt(plant_word(k, "name of a file", eyes, must)), num((int64_t)content.len),
            num(shared));
    db_run(w, "INSERT INTO collaboration_file_part (file_id, place, content) VALUES (?, 0, ?)",
            num(t->id), txt(base64_made(w->mem, content)));
}

static void side(struct planting *k, const struct pair *p, int nth) {
    struct work *w = k->w;
    int cluster = p->sides[nth];
    unsigned own = manager_of[cluster];
    unsigned eyes = eyes_of(nth, cluster);
    db_run(w,
            "INSERT INTO collaboration_side (collaboration_id, cluster_id, stage_id, next_step)"
            " VALUES (?, ?, ?, ?)",
            num(p->id), num(cluster + 1), num(k->stage[cluster]),
            /* an administrator's list is that of the cluster worked for */
            txt(plant_word(k, "next step", eyes | (cluster == 0 ? admin : 0), own)));
    db_run(w,
            "INSERT INTO collaboration_move (collaboration_id, cluster_id, to_id, account_id, at)"
            " VALUES (?, ?, ?, 1, 0)",
            num(p->id), num(cluster + 1), num(k->stage[cluster]));
    db_run(w, "INSERT INTO own_field_value (field_id, object_id, value) VALUES (?, ?, ?)",
            num(k->field[cluster]), num(p->id),
            txt(plant_word(
                    k, "own field about a collaboration", eyes | (cluster == 0 ? admin : 0), own)));
    note(k, p, nth, false);
    note(k, p, nth, true);
    file(k, p, nth, false);
    file(k, p, nth, true);
    db_run(w,
            "INSERT INTO collaboration_member (collaboration_id, organisation_id, account_id)"
            " VALUES (?, ?, 1), (?, ?, 1)",
            num(p->id), num(ORGANISATION_FROM + cluster * 100 + PUBLIC), num(p->id),
            num(ORGANISATION_FROM + cluster * 100 + CONFIDENTIAL));
}

/* The contact persons of our public member take part, listed or not. */
static void people(struct planting *k, const struct pair *p) {
    struct work *w = k->w;
    int64_t first = PERSON_FROM + p->sides[0] * 2 * (KINDS_OF_OWNERS - 1);
    for (int64_t person = first; person < first + 2; person++) {
        int64_t id = db_number(w, "INSERT INTO individual (created) VALUES (0) RETURNING id");
        db_run(w, "UPDATE person SET individual_id = ? WHERE id = ?", num(id), num(person));
        db_run(w,
                "INSERT INTO collaboration_person (collaboration_id, individual_id, cluster_id)"
                " VALUES (?, ?, ?)",
                num(p->id), num(id), num(p->sides[0] + 1));
    }
}

static void pair(struct planting *k, int first, int second, const char *state) {
    struct work *w = k->w;
    bool accepted = str_eq(str_of(state), STR("accepted"));
    bool invited = str_eq(str_of(state), STR("invited"));
    struct pair p = {.sides = {first, second}, .state = state, .both = manager_of[first]};
    k->side = first;
    struct thing *t = plant_thing(k, A_COLLABORATION, k->next_other++);
    p.id = t->id;
    p.both |= accepted ? manager_of[second] : 0;
    t->managers = p.both;
    t->eyes = p.both | admin;
    unsigned told = p.both | (invited ? manager_of[second] : 0);
    unsigned asked = invited ? told : manager_of[first] * 0;
    db_run(w,
            "INSERT INTO collaboration (id, cluster_id, partner_cluster_id, title, lang, state,"
            " note, account_id, created, invited) VALUES (?, ?, ?, ?, 'en', ?, ?, 1, 0, ?)",
            num(p.id), num(first + 1), num(second + 1),
            txt(plant_word(k, "title of a collaboration", told | admin, told)), txt(str_of(state)),
            txt(plant_word(k, "word of an invitation", asked ? manager_of[second] | admin : 0,
                    asked ? manager_of[second] : 0)),
            num(invited ? w->now : 0));
    side(k, &p, 0);
    if (accepted) {
        side(k, &p, 1);
        people(k, &p);
    }
    if (invited) {
        t = plant_thing(k, AN_INVITED, p.id);
        t->managers = manager_of[second];
        t->eyes = manager_of[second] | admin;
    }
}

/* One that both are in, and what one of them does not know of, or was asked to. */
void plant_collaborations(struct planting *k) {
    pair(k, 0, 1, "accepted");
    pair(k, 0, 1, "invited");
    pair(k, 1, 0, "ours");
    pair(k, 2, 0, "invited");
}

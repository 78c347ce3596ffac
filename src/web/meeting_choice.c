#include "web/meeting_choice.h"

#include "db/db.h"
#include "directory/individual.h"
#include "directory/person.h"
#include "trust/encounter_known.h"

struct meeting_choice *meeting_choice_keyed(struct meeting_choices *all, str key) {
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->at[i].key, key) || (key.len && str_eq(all->at[i].also, key))) {
            return &all->at[i];
        }
    }
    return NULL;
}

str meeting_choice_key(struct page *p, const char *kind, int64_t id) {
    struct buf key = {.mem = p->work.mem};
    buf_add(&key, str_of(kind));
    buf_num(&key, id);
    return buf_str(&key);
}

void meeting_choice_offer(struct meeting_choices *all, const struct meeting_choice *c) {
    if (all->count < MEETING_CHOICES_MOST && c->name.len && !meeting_choice_keyed(all, c->key)) {
        all->at[all->count++] = *c;
    }
}

/* One individual is offered once, whatever they are known by; that key is noted as theirs too. */
static bool is_offered(struct page *p, struct meeting_choices *all, int64_t individual, str also) {
    struct meeting_choice *c =
            individual ? meeting_choice_keyed(all, meeting_choice_key(p, "i", individual)) : NULL;
    if (c && !str_eq(c->key, also)) {
        c->also = also;
    }
    return c != NULL;
}

void meeting_choice_known(struct page *p, struct meeting_choices *all,
        const struct encounter_keeper *k, const struct encounter *e) {
    struct encounter_knowns known = encounter_known(&p->work, k, e->partner, e->partner_cluster);
    for (size_t i = 0; i < known.count; i++) {
        const struct encounter_known *one = &known.at[i];
        meeting_choice_offer(
                all, &(struct meeting_choice){.key = meeting_choice_key(p, "i", one->individual),
                             .individual = one->individual,
                             .name = one->name,
                             .lang = p->lang,
                             .met = one->day});
    }
}

/* Which contact people of an organisation are known as individuals already. */
static void offer_person(struct page *p, struct meeting_choices *all, const struct people *listed,
        int64_t person, int64_t individual) {
    for (size_t i = 0; i < listed->count; i++) {
        const struct person *q = &listed->at[i];
        if (q->id == person &&
                !is_offered(p, all, individual, meeting_choice_key(p, "p", person))) {
            meeting_choice_offer(
                    all, &(struct meeting_choice){.key = meeting_choice_key(p, "p", q->id),
                                 .individual = individual,
                                 .name = q->name,
                                 .lang = p->lang,
                                 .role = q->role});
        }
    }
}

/* Only those the reader may see, which person_list() asks. */
void meeting_choice_people(struct page *p, struct meeting_choices *all, int64_t organisation) {
    if (!organisation) {
        return;
    }
    struct people listed = person_list(&p->work, organisation);
    int64_t person = 0;
    int64_t individual = 0;
    struct rows r = db_rows(&p->work,
            "SELECT id, COALESCE(individual_id, 0) FROM person WHERE organisation_id = ?"
            " ORDER BY id",
            num(organisation));
    while (db_next(&r, to(person), to(individual))) {
        offer_person(p, all, &listed, person, individual);
    }
}

/* Whoever works for the cluster, or for the organisation, with an account; the reader first. */
void meeting_choice_colleagues(
        struct page *p, struct meeting_choices *all, int64_t cluster, int64_t organisation) {
    int64_t account = 0;
    int64_t individual = 0;
    str name;
    struct rows r = db_rows(&p->work,
            "SELECT a.id, a.name, COALESCE(MAX(i.id), 0) FROM role AS r"
            " JOIN account AS a ON a.id = r.account_id LEFT JOIN individual AS i"
            " ON i.account_id = a.id"
            " WHERE (r.kind = 'manager' AND r.cluster_id = ?)"
            " OR (r.organisation_id = ? AND r.kind <> 'admin') OR a.id = ?"
            " GROUP BY a.id, a.name"
            " ORDER BY CASE WHEN a.id = ? THEN '' ELSE a.name END, a.id LIMIT ?",
            num(cluster), num(organisation), num(p->account.id), num(p->account.id),
            num(MEETING_CHOICES_MOST));
    while (db_next(&r, to(account), to(name), to(individual))) {
        if (!is_offered(p, all, individual, meeting_choice_key(p, "a", account))) {
            bool me = account == p->account.id;
            meeting_choice_offer(
                    all, &(struct meeting_choice){.key = meeting_choice_key(p, "a", account),
                                 .individual = individual,
                                 .name = name,
                                 .lang = p->lang,
                                 .is_actor = me});
        }
    }
}

/* Whether the form has that value among those of the name. */
void meeting_choice_take(struct page *p, str name, struct meeting_choices *all) {
    for (size_t i = 0; i < all->count; i++) {
        all->at[i].chosen = false;
    }
    for (size_t i = 0; i < p->request->form.count; i++) {
        const struct field *f = &p->request->form.at[i];
        struct meeting_choice *c =
                str_eq(f->name, name) ? meeting_choice_keyed(all, f->value) : NULL;
        if (c) {
            c->chosen = true;
        }
    }
}

size_t meeting_choice_count(const struct meeting_choices *all) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        count += all->at[i].chosen ? 1 : 0;
    }
    return count;
}

static int64_t individual_of(struct page *p, const struct meeting_choice *c) {
    int64_t id = 0;
    (void)str_num(str_skip(c->key, 1), &id);
    if (c->individual) {
        return c->individual;
    }
    return c->key.at[0] == 'p' ? individual_of_person(&p->work, id)
                               : individual_of_account(&p->work, id);
}

void meeting_choice_add(struct page *p, const struct meeting_choices *all, enum encounter_side side,
        struct encounter_people *people) {
    for (size_t i = 0; i < all->count && people->count < ENCOUNTER_PEOPLE_MOST; i++) {
        if (all->at[i].chosen) {
            people->at[people->count++] = (struct encounter_person){
                    .individual = individual_of(p, &all->at[i]), .side = side};
        }
    }
}

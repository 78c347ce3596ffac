#include "api/partners.h"

struct part {
    uint32_t concept;
    float part;
};

struct parts {
    struct part at[PARTNERS_CONCEPTS]; /* the greatest first */
    size_t count;
};

static void keep(struct parts *p, struct part one) {
    size_t at = p->count;
    while (at > 0 && one.part > p->at[at - 1].part) {
        at--;
    }
    if (at == PARTNERS_CONCEPTS) {
        return;
    }
    p->count += p->count < PARTNERS_CONCEPTS;
    for (size_t i = p->count - 1; i > at; i--) {
        p->at[i] = p->at[i - 1];
    }
    p->at[at] = one;
}

static const struct text *text_of(const struct live_view *v, int64_t listing) {
    uint32_t place = roster_listing_at(v->roster, listing);
    return place == ROSTER_NONE ? NULL : index_text_of(v->index, place);
}

static struct parts parts_of(const struct live_view *v, const struct meeting *m) {
    struct parts parts = {0};
    const struct text *need = text_of(v, m->need);
    const struct text *offer = text_of(v, m->offer);
    struct vector a = need ? need->vector : (struct vector){0};
    struct vector b = offer ? offer->vector : (struct vector){0};
    for (size_t i = 0, k = 0; i < a.count; i++) {
        while (k < b.count && b.at[k].key < a.at[i].key) {
            k++;
        }
        if (k < b.count && b.at[k].key == a.at[i].key) {
            keep(&parts, (struct part){a.at[i].key, a.at[i].value * b.at[k].value});
        }
    }
    return parts;
}

static void number(struct json *j, str key, int64_t value) {
    json_key(j, key);
    if (value) {
        json_num(j, value);
    } else {
        json_none(j);
    }
}

static void meeting(struct json *j, const struct live_view *v, str key, const struct meeting *m,
        enum tongue t) {
    const struct lexicon *l = v->index->lexicon;
    json_key(j, key);
    if (m->fit <= 0) {
        json_none(j);
        return;
    }
    json_object_begin(j);
    number(j, STR("need"), m->need);
    number(j, STR("offer"), m->offer);
    json_key(j, STR("fit"));
    json_float(j, (double)m->fit);
    json_key(j, STR("mirrored"));
    json_bool(j, m->mirrored);
    json_key(j, STR("share"));
    json_float(j, (double)m->share);
    json_key(j, STR("through"));
    json_array_begin(j);
    struct parts parts = parts_of(v, m);
    for (size_t i = 0; i < parts.count; i++) {
        json_object_begin(j);
        json_key(j, STR("concept"));
        json_text(j, lexicon_id(l, parts.at[i].concept));
        json_key(j, STR("label"));
        json_text(j, lexicon_label(l, parts.at[i].concept, t));
        json_key(j, STR("part"));
        json_float(j, (double)parts.at[i].part);
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
}

static void country(struct json *j, struct arena *scratch, uint16_t code) {
    json_key(j, STR("country"));
    char letters[2] = {(char)(code >> 8), (char)code};
    if (code) {
        json_text(j, arena_copy(scratch, (str){letters, sizeof(letters)}));
    } else {
        json_none(j);
    }
}

static void who(
        struct json *j, struct arena *scratch, const struct live_view *v, int64_t organisation) {
    uint32_t at = organisation ? roster_organisation_at(v->roster, organisation) : ROSTER_NONE;
    number(j, STR("organisation"), organisation);
    if (at != ROSTER_NONE) {
        json_key(j, STR("name"));
        json_text(j, v->roster->organisation_names[at].written);
        country(j, scratch, v->roster->organisations[at].country);
    }
}

void partners_json(struct json *j, struct arena *scratch, const struct partners_of *of,
        const struct matches *found) {
    const struct live_view *v = of->view;
    json_object_begin(j);
    who(j, scratch, v, of->organisation);
    json_key(j, STR("partners"));
    json_array_begin(j);
    for (size_t i = 0; i < found->count; i++) {
        const struct match *m = &found->at[i];
        json_object_begin(j);
        who(j, scratch, v, m->partner);
        if (!m->partner) {
            country(j, scratch, (uint16_t)m->country);
        }
        json_key(j, STR("score"));
        json_float(j, (double)m->score);
        meeting(j, v, STR("gain"), &m->gain, of->tongue);
        meeting(j, v, STR("give"), &m->give, of->tongue);
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
}

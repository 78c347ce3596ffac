#include "api/partners.h"

#include "wire/csv.h"

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

static float value_of(const struct text *t, uint32_t concept) {
    for (size_t i = 0; t && i < t->vector.count; i++) {
        if (t->vector.at[i].key == concept) {
            return t->vector.at[i].value;
        }
    }
    return 0;
}

float partners_part(const struct live_view *v, const struct meeting *m, uint32_t concept) {
    return value_of(text_of(v, m->need), concept) * value_of(text_of(v, m->offer), concept);
}

static void number(struct json *j, str key, int64_t value) {
    json_key(j, key);
    if (value) {
        json_num(j, value);
    } else {
        json_none(j);
    }
}

static void through(
        struct json *j, const struct live_view *v, const struct meeting *m, enum tongue t) {
    const struct lexicon *l = v->index->lexicon;
    struct parts parts = parts_of(v, m);
    json_key(j, STR("through"));
    json_array_begin(j);
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
}

/* A mirrored text is weighed by its concepts alone, as they are. */
void partners_channels(struct json *j, const struct meeting *m, const struct channels *weights) {
    json_key(j, STR("channels"));
    json_object_begin(j);
    for (enum channel c = 0; c < CHANNELS; c++) {
        json_key(j, channel_word(c));
        json_float(j, (double)(m->by.of[c] * (m->mirrored ? 1 : weights->of[c]) * m->share));
    }
    json_object_end(j);
}

/* Nothing where the reader may not see it. */
static void text(
        struct json *j, const struct listings *texts, str title, str language, int64_t id) {
    for (size_t i = 0; texts && i < texts->count; i++) {
        if (texts->at[i].id == id) {
            json_key(j, title);
            json_text(j, texts->at[i].title);
            json_key(j, language);
            json_text(j, texts->at[i].lang);
            return;
        }
    }
}

static void meeting(
        struct json *j, const struct partners_of *of, str key, const struct meeting *m) {
    json_key(j, key);
    if (m->fit <= 0) {
        json_none(j);
        return;
    }
    json_object_begin(j);
    number(j, STR("need"), m->need);
    text(j, of->texts, STR("need_title"), STR("need_language"), m->need);
    number(j, STR("offer"), m->offer);
    text(j, of->texts, STR("offer_title"), STR("offer_language"), m->offer);
    json_key(j, STR("fit"));
    json_float(j, (double)m->fit);
    json_key(j, STR("mirrored"));
    json_bool(j, m->mirrored);
    json_key(j, STR("share"));
    json_float(j, (double)m->share);
    if (of->weights) {
        partners_channels(j, m, of->weights);
    }
    through(j, of->view, m, of->tongue);
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

void partners_members(struct json *j, struct arena *scratch, const struct partners_of *of,
        const struct matches *found) {
    const struct live_view *v = of->view;
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
        meeting(j, of, STR("gain"), &m->gain);
        meeting(j, of, STR("give"), &m->give);
        json_object_end(j);
    }
    json_array_end(j);
}

void partners_json(struct json *j, struct arena *scratch, const struct partners_of *of,
        const struct matches *found) {
    json_object_begin(j);
    partners_members(j, scratch, of, found);
    json_object_end(j);
}

void partners_csv_head(struct buf *out) {
    buf_add(out, STR("organisation,name,country,rank,partner,partner_name,partner_country,score,"
                     "gain,gain_need,gain_offer,gain_mirrored,"
                     "give,give_need,give_offer,give_mirrored\n"));
}

static void csv_number(struct buf *out, int64_t value) {
    struct buf digits = {.mem = out->mem};
    if (value) {
        buf_num(&digits, value);
    }
    csv_cell(out, buf_str(&digits));
}

static void csv_real(struct buf *out, float value) {
    struct buf digits = {.mem = out->mem};
    buf_real(&digits, (double)value);
    csv_cell(out, buf_str(&digits));
}

static void csv_who(struct buf *out, const struct live_view *v, int64_t organisation) {
    uint32_t at = organisation ? roster_organisation_at(v->roster, organisation) : ROSTER_NONE;
    bool known = at != ROSTER_NONE;
    uint16_t code = known ? v->roster->organisations[at].country : 0;
    char letters[2] = {(char)(code >> 8), (char)code};
    csv_cell_defused(out, known ? v->roster->organisation_names[at].written : (str){0});
    csv_cell(out, code ? (str){letters, sizeof(letters)} : (str){0});
}

static void csv_meeting(struct buf *out, const struct meeting *m) {
    csv_real(out, m->fit);
    csv_number(out, m->need);
    csv_number(out, m->offer);
    csv_cell(out, m->mirrored ? STR("yes") : STR("no"));
}

void partners_csv(struct buf *out, const struct partners_of *of, const struct matches *found) {
    for (size_t i = 0; i < found->count; i++) {
        const struct match *m = &found->at[i];
        csv_number(out, of->organisation);
        csv_who(out, of->view, of->organisation);
        csv_number(out, (int64_t)i + 1);
        csv_number(out, m->partner);
        csv_who(out, of->view, m->partner);
        csv_real(out, m->score);
        csv_meeting(out, &m->gain);
        csv_meeting(out, &m->give);
        csv_end(out);
    }
}

#include "web/meeting_draft.h"

#include "account/account.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "directory/individual.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "lang/date.h"
#include "lang/zone.h"
#include "trust/encounter_known.h"
#include "trust/encounter_said.h"

#include <stddef.h>
#include <string.h>

enum { HOUR_MINUTES = 60, MINUTE_SECONDS = 60, USUAL_MINUTES = 60, MINUTES_MOST = 24 * 60 };
enum { YEAR_SECONDS = 366 * 24 * 3600, FAR_YEARS = 3, LONG_AGO_YEARS = 5 };

#define PLACE(name) offsetof(struct meeting_draft, name)

static const struct column columns[] = {
        {"nobody", say_word("Whom you meet"), PLACE(nobody), COLUMN_LINE, 0, 10, false},
        {"name", say_word("Their name"), PLACE(name), COLUMN_LINE, 0, ACCOUNT_NAME_MOST, false},
        {"mail", say_word("E-mail"), PLACE(mail), COLUMN_MAIL, 0, ACCOUNT_MAIL_MOST, false},
        {"day", say_word("Day"), PLACE(day), COLUMN_DAY, 0, 10, true},
        {"time", say_word("Time"), PLACE(time), COLUMN_LINE, 0, 10, false},
        {"place", say_word("Place"), PLACE(place), COLUMN_LINE, 0, ENCOUNTER_PLACE_MOST, false},
        {"title", say_word("What about"), PLACE(title), COLUMN_LINE, 0, ENCOUNTER_TITLE_MOST,
                false},
};

const struct columns meeting_columns = {columns, sizeof(columns) / sizeof(columns[0])};

/* ---- beginning ---- */

static void offer_all(struct page *p, struct meeting_draft *d) {
    const struct encounter *e = &d->encounter;
    meeting_choice_known(p, &d->theirs, &d->keeper, e);
    meeting_choice_people(p, &d->theirs, e->partner);
    meeting_choice_colleagues(p, &d->ours, d->keeper.cluster, e->own);
    meeting_choice_people(p, &d->ours, e->own);
}

static void name_sides(struct page *p, struct encounter *e) {
    struct organisation o = {0};
    struct cluster c = {0};
    if (e->own && organisation_one(&p->work, e->own, &o)) {
        e->own_name = o.name;
        e->own_lang = o.lang;
        e->own_country = o.country;
    }
    if (e->cluster && cluster_one(&p->work, e->cluster, &c)) {
        e->cluster_name = c.name;
        e->cluster_lang = c.lang;
        e->cluster_country = c.country;
    }
    if (e->partner && organisation_one(&p->work, e->partner, &o)) {
        e->partner_name = o.name;
        e->partner_lang = o.lang;
        e->partner_country = o.country;
    }
    if (e->partner_cluster && cluster_one(&p->work, e->partner_cluster, &c)) {
        e->partner_cluster_name = c.name;
        e->partner_cluster_lang = c.lang;
        e->partner_cluster_country = c.country;
    }
}

/* Where the reader lives, as far as it is known. */
static str own_zone(struct page *p, const struct encounter *e) {
    struct individual me = {0};
    int64_t id = db_number(&p->work,
            "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)",
            num(p->account.id));
    if (id && individual_one(&p->work, id, &me) && me.zone.len) {
        return me.zone;
    }
    str zone = zone_of_country(p->work.mem, encounter_side_country(e, SIDE_OURS));
    return zone.len ? zone : STR("UTC");
}

/* An approach that opened contact, of which the reader's side is one: whoever asked, or was asked.
 * Before both said yes nobody may know here who the other is. */
static bool begin_with_approach(struct page *p, struct meeting_draft *d, int64_t id) {
    struct encounter *e = &d->encounter;
    struct individual them = {0};
    struct encounter a = {0};
    int64_t speaker = 0;
    int64_t asked = 0;
    struct rows r = db_rows(&p->work,
            "SELECT COALESCE(cluster_id, 0), COALESCE(partner_cluster_id, 0),"
            " COALESCE(own_id, 0), COALESCE(partner_id, 0), speaker_id, asked_id"
            " FROM approach WHERE id = ? AND state = 'yes' AND opened > 0",
            num(id));
    bool there = db_next(&r, to(a.cluster), to(a.partner_cluster), to(a.own), to(a.partner),
            to(speaker), to(asked));
    db_stop(&r);
    int64_t cluster = d->keeper.cluster;
    bool asks = cluster ? a.cluster == cluster : e->own && a.own == e->own;
    bool answers = cluster ? a.partner_cluster == cluster : e->own && a.partner == e->own;
    if (!there || (!asks && !answers)) {
        return false;
    }
    e->own = asks ? a.own : a.partner;
    e->partner = asks ? a.partner : a.own;
    e->partner_cluster = asks ? a.partner_cluster : a.cluster;
    e->approach = id;
    int64_t other = asks ? asked : speaker;
    if (individual_one(&p->work, other, &them)) {
        meeting_choice_offer(
                &d->theirs, &(struct meeting_choice){.key = meeting_choice_key(p, "i", other),
                                    .individual = other,
                                    .name = them.name,
                                    .lang = p->lang,
                                    .chosen = true});
    }
    return true;
}

static bool begin_with_known(struct page *p, struct meeting_draft *d, int64_t individual) {
    struct encounter_knowns known = encounter_known(&p->work, &d->keeper, 0, 0);
    for (size_t i = 0; i < known.count; i++) {
        if (known.at[i].individual == individual) {
            d->encounter.partner = known.at[i].organisation;
            d->encounter.partner_cluster = known.at[i].cluster;
            return true;
        }
    }
    return false;
}

/* The cluster of the organisation that is not ours, so that its managers see what is confirmed. */
static int64_t cluster_of(struct page *p, const struct meeting_draft *d) {
    return db_number(&p->work,
            "SELECT COALESCE((SELECT MIN(m.cluster_id) FROM membership AS m"
            " WHERE m.organisation_id = ? AND m.cluster_id <> ?), 0)",
            num(d->encounter.partner), num(d->keeper.cluster));
}

static bool find_partner(struct page *p, struct meeting_draft *d) {
    struct encounter *e = &d->encounter;
    struct organisation o = {0};
    struct cluster c = {0};
    int64_t approach = page_number(p, STR("approach"));
    int64_t individual = page_number(p, STR("individual"));
    e->partner = page_number(p, STR("organisation"));
    e->partner_cluster = page_number(p, STR("cluster"));
    if (approach && !begin_with_approach(p, d, approach)) {
        return false;
    }
    if (individual && !begin_with_known(p, d, individual)) {
        return false;
    }
    bool fine = (!e->partner || organisation_one(&p->work, e->partner, &o)) &&
                (!e->partner_cluster || cluster_one(&p->work, e->partner_cluster, &c)) &&
                (!e->partner_cluster || e->partner_cluster != d->keeper.cluster);
    if (fine && e->partner && !e->partner_cluster) {
        e->partner_cluster = cluster_of(p, d);
    }
    return fine && (e->partner || e->partner_cluster);
}

bool meeting_draft_new(struct page *p, struct meeting_draft *d) {
    struct encounter *e = &d->encounter;
    bool at_own = str_starts(p->path, STR("/organisations/"));
    e->own = at_own ? p->id : page_number(p, STR("own"));
    int64_t home = e->own ? organisation_cluster(&p->work, e->own, p->session.cluster)
                          : p->session.cluster;
    d->keeper.cluster = scope_manages(&p->scope, home) || p->scope.reach == 2 ? home : 0;
    if (!at_own && d->keeper.cluster != p->session.cluster) {
        return false; /* none of its members */
    }
    if (!find_partner(p, d)) {
        return false;
    }
    e->cluster = d->keeper.cluster;
    d->keeper.organisation = d->keeper.cluster ? 0 : e->own;
    name_sides(p, e);
    offer_all(p, d);
    struct meeting_choice *one = meeting_choice_keyed(
            &d->theirs, meeting_choice_key(p, "i", page_number(p, STR("individual"))));
    for (size_t i = 0; i < d->ours.count; i++) {
        d->ours.at[i].chosen = d->ours.at[i].is_actor;
    }
    if (one) {
        one->chosen = true;
    }
    d->day = page_today(p);
    d->minutes = STR("60");
    d->zone = own_zone(p, e);
    d->how = STR("person");
    return true;
}

static str clock_text(struct page *p, int minute) {
    enum { TEN = 10 };
    struct buf out = {.mem = p->work.mem};
    int hour = minute / HOUR_MINUTES;
    int rest = minute % HOUR_MINUTES;
    buf_add(&out, hour < TEN ? STR("0") : (str){0});
    buf_num(&out, hour);
    buf_add(&out, rest < TEN ? STR(":0") : STR(":"));
    buf_num(&out, rest);
    return buf_str(&out);
}

void meeting_draft_of(struct page *p, const struct encounter *e, struct meeting_draft *d) {
    struct buf minutes = {.mem = p->work.mem};
    struct encounter_people all = encounter_people(&p->work, e->id);
    d->encounter = *e;
    d->keeper = (struct encounter_keeper){e->cluster, e->cluster ? 0 : e->own};
    for (size_t i = 0; i < all.count; i++) {
        const struct encounter_person *q = &all.at[i];
        meeting_choice_offer(q->side == SIDE_OURS ? &d->ours : &d->theirs,
                &(struct meeting_choice){.key = meeting_choice_key(p, "i", q->individual),
                        .individual = q->individual,
                        .name = q->name,
                        .lang = p->lang,
                        .chosen = true,
                        .is_actor = q->account == p->account.id});
    }
    offer_all(p, d);
    bool timed = e->ends > e->starts;
    buf_num(&minutes, timed ? (e->ends - e->starts) / MINUTE_SECONDS : USUAL_MINUTES);
    d->day = e->day;
    d->time = timed ? clock_text(p, zone_time(p->work.mem, e->zone, e->starts).minute) : (str){0};
    d->minutes = buf_str(&minutes);
    d->zone = e->zone;
    d->how = e->how;
    d->place = e->place;
    d->title = e->title;
}

/* ---- what came back ---- */

/* "14:30", "14.30", "1430", "9"; -1 if it is no time. */
static int minute_of(str text) {
    enum { DAY_HOURS = 24, HUNDRED = 100 };
    int64_t hour = 0;
    int64_t minute = 0;
    str rest = str_trim(text);
    str head = {0};
    char mark = str_has(rest, STR(":")) ? ':' : '.';
    if (rest.len == 0 || !str_cut(&rest, mark, &head) || !str_num(head, &hour) ||
            (rest.len && (rest.len != 2 || !str_num(rest, &minute)))) {
        return -1;
    }
    if (rest.len == 0 && head.len > 2) {
        minute = hour % HUNDRED;
        hour /= HUNDRED;
    }
    bool fine = hour >= 0 && hour < DAY_HOURS && minute >= 0 && minute < HOUR_MINUTES;
    return fine ? (int)(hour * HOUR_MINUTES + minute) : -1;
}

/* A day alone is enough for what is over; what is to come needs a time. */
static void take_time(struct page *p, struct meeting_draft *d) {
    struct encounter *e = &d->encounter;
    int64_t length = 0;
    int minute = minute_of(d->time);
    bool fine = str_num(d->minutes, &length) && length > 0 && length <= MINUTES_MOST;
    str today = zone_time(p->work.mem, d->zone, p->work.now).day;
    bool to_come = str_order(d->day, today) > 0;
    if (d->time.len == 0 && !to_come) {
        int64_t noon = zone_seconds(d->zone, d->day, 12 * HOUR_MINUTES);
        e->starts = noon < p->work.now ? noon : p->work.now;
        e->ends = e->starts;
        return;
    }
    if (minute < 0 || !fine) {
        flaw_add(&d->flaws, "time", d->time.len ? FLAW_UNKNOWN_WORD : FLAW_EMPTY);
        return;
    }
    e->starts = zone_seconds(d->zone, d->day, minute);
    e->ends = e->starts + length * MINUTE_SECONDS;
}

static void take_day(struct page *p, struct meeting_draft *d) {
    enum flaw flaw =
            column_take(p->work.mem, column_named(&meeting_columns, STR("day")), d, d->day);
    int64_t at = flaw ? 0 : date_seconds(d->day);
    bool far = at > p->work.now + (int64_t)FAR_YEARS * YEAR_SECONDS ||
               at < p->work.now - (int64_t)LONG_AGO_YEARS * YEAR_SECONDS;
    flaw_add(&d->flaws, "day", flaw || !far ? flaw : FLAW_NOT_A_DAY);
}

static void take_people(struct page *p, struct meeting_draft *d) {
    static const char *const names[] = {"name", "mail"};
    meeting_choice_take(p, STR("us"), &d->ours);
    meeting_choice_take(p, STR("them"), &d->theirs);
    for (size_t i = 0; i < 2; i++) {
        const struct column *c = column_named(&meeting_columns, str_of(names[i]));
        flaw_add(&d->flaws, names[i],
                column_take(p->work.mem, c, d, page_form(p, str_of(names[i]))));
    }
    d->tongue = page_form(p, STR("tongue"));
    bool typed = d->name.len || d->mail.len;
    if (typed && !flaw_of(&d->flaws, "name") && !account_name_fits(d->name)) {
        flaw_add(&d->flaws, "name", FLAW_EMPTY);
    }
    if (typed && d->mail.len == 0) {
        flaw_add(&d->flaws, "mail", FLAW_EMPTY);
    } else if (typed && !flaw_of(&d->flaws, "mail") && !account_mail_fits(d->mail)) {
        flaw_add(&d->flaws, "mail", FLAW_NOT_A_MAIL);
    }
    if ((!typed && meeting_choice_count(&d->theirs) == 0) || meeting_choice_count(&d->ours) == 0) {
        flaw_add(&d->flaws, "nobody", FLAW_EMPTY);
    }
}

void meeting_draft_take(struct page *p, struct meeting_draft *d) {
    static const char *const lines[] = {"place", "title"};
    struct encounter *e = &d->encounter;
    take_people(p, d);
    d->day = page_form(p, STR("day"));
    d->time = page_form_line(p, STR("time"));
    d->minutes = page_form(p, STR("minutes"));
    str zone = page_form(p, STR("zone"));
    d->zone = zone_is(zone) ? zone : d->zone;
    str how = page_form(p, STR("how"));
    bool known = str_eq(how, STR("video")) || str_eq(how, STR("phone"));
    d->how = known ? how : STR("person");
    for (size_t i = 0; i < 2; i++) {
        const struct column *c = column_named(&meeting_columns, str_of(lines[i]));
        flaw_add(&d->flaws, lines[i],
                column_take(p->work.mem, c, d, page_form(p, str_of(lines[i]))));
    }
    take_day(p, d);
    if (!flaw_of(&d->flaws, "day")) {
        take_time(p, d);
    }
    e->day = d->day;
    e->zone = d->zone;
    e->how = d->how;
    e->place = d->place;
    e->title = d->title;
}

/* ---- storing ---- */

/* They are written to in the language that was chosen, else in that of their side. */
static void add_typed(struct page *p, struct meeting_draft *d, struct encounter_people *people) {
    if (!d->mail.len || people->count == ENCOUNTER_PEOPLE_MOST) {
        return;
    }
    enum tongue t = EN;
    if (!tongue_of(d->tongue, &t)) {
        (void)tongue_of(encounter_side_lang(&d->encounter, SIDE_THEIRS), &t);
    }
    people->at[people->count++] = (struct encounter_person){
            .individual = encounter_typed(&p->work, &d->encounter, d->mail),
            .side = SIDE_THEIRS,
            .name = d->name,
            .mail = account_mail(p->work.mem, d->mail),
            .tongue = t,
            .typed = true};
}

enum saved meeting_draft_store(struct page *p, struct meeting_draft *d) {
    struct encounter_people people = {
            .at = arena_new(p->work.mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST)};
    meeting_choice_add(p, &d->ours, SIDE_OURS, &people);
    meeting_choice_add(p, &d->theirs, SIDE_THEIRS, &people);
    add_typed(p, d, &people);
    return encounter_save(&p->work, &d->encounter, &people);
}

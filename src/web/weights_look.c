#include "web/weights_look.h"

#include "directory/organisation.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "web/match_find.h"
#include "web/match_view.h"
#include "web/order_said.h"
#include "wire/html.h"

/* ---- whose matches */

static bool is_open(const struct roster_listing *l, int32_t today) {
    return l->published && !l->gone && (!l->valid_until || l->valid_until >= today);
}

static uint32_t *count_open(struct page *p, const struct roster *r) {
    uint32_t *open = arena_new(p->work.mem, uint32_t, r->organisation_count + 1);
    int32_t today = match_today(&p->work);
    for (size_t i = 0; i < r->listing_count; i++) {
        open[r->listings[i].organisation] += is_open(&r->listings[i], today);
    }
    return open;
}

static void add_member(
        struct page *p, struct weights_members *m, const struct roster *r, uint32_t place) {
    if (m->count < WEIGHTS_MEMBERS_MOST) {
        m->ids[m->count] = r->organisations[place].id;
        m->names[m->count++] = arena_copy(p->work.mem, r->organisation_names[place].written);
    }
}

const struct weights_members *weights_members(struct page *p, int64_t asked) {
    struct weights_members *m = arena_new(p->work.mem, struct weights_members, 1);
    struct live_view v = live_read(p->house->live);
    const struct roster *r = v.roster;
    const uint32_t *open = count_open(p, r);
    const uint32_t *by_name = r->lists.by_name[collate_of(p->work.tongue)];
    uint32_t most = 0;
    for (size_t i = 0; i < r->lists.organisations; i++) {
        uint32_t place = by_name[i];
        const struct roster_organisation *o = &r->organisations[place];
        bool own = !o->gone && !o->withdrawn && roster_member(r, o, p->session.cluster);
        if (!own || !open[place]) {
            continue;
        }
        add_member(p, m, r, place);
        bool better = (asked == 0 || m->chosen != asked) && open[place] > most;
        if (o->id == asked || better) {
            m->chosen = o->id;
            most = open[place];
        }
    }
    live_done(&v);
    return m;
}

void weights_choose(struct page *p, const struct weights_members *members) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field'><label for='member'>{}</label><select id='member'"
            " name='member'>\n",
            txt(say(w, "Whose matches to look at")));
    for (size_t i = 0; i < members->count; i++) {
        html(&p->out, "<option value='{}'", num(members->ids[i]));
        if (members->ids[i] == members->chosen) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(members->names[i]));
    }
    html(&p->out, "</select></div>\n");
}

/* ---- how they stand */

struct rank {
    int64_t partner;   /* also where its name is not for the reader */
    size_t place, was; /* from 1; 0: further down than anybody looked */
};

struct ranking {
    struct match_found found;
    struct rank at[WEIGHTS_SHOWN];
    size_t count;
    struct organisations names;
};

static size_t place_of(const struct match_found *found, int64_t partner) {
    for (size_t i = 0; i < found->matches.count; i++) {
        if (found->matches.at[i].partner == partner) {
            return i + 1;
        }
    }
    return 0;
}

static void rank(struct ranking *r, const struct match_found *before) {
    size_t most = r->found.matches.count;
    r->count = most < WEIGHTS_SHOWN ? most : WEIGHTS_SHOWN;
    for (size_t i = 0; i < r->count; i++) {
        int64_t partner = r->found.matches.at[i].partner;
        r->at[i] =
                (struct rank){.partner = partner, .place = i + 1, .was = place_of(before, partner)};
    }
}

static void read_names(struct page *p, struct ranking *r) {
    int64_t ids[WEIGHTS_SHOWN];
    size_t count = 0;
    match_find_veil(p, &r->found);
    for (size_t i = 0; i < r->count; i++) {
        if (r->found.matches.at[i].partner) {
            ids[count++] = r->found.matches.at[i].partner;
        }
    }
    r->names = organisation_page(&p->work, ids, count);
}

static void name(struct page *p, int64_t member, const struct ranking *r, size_t i) {
    struct work *w = &p->work;
    const struct match *m = &r->found.matches.at[i];
    const struct organisation *them = NULL;
    for (size_t k = 0; m->partner && k < r->names.count; k++) {
        them = r->names.at[k].id == m->partner ? &r->names.at[k] : them;
    }
    if (!them) {
        html(&p->out, "<span class='quiet'>{}</span>", txt(match_unnamed(p, m)));
        return;
    }
    html(&p->out,
            "<a href='/{}/organisations/{}/partners/{}' lang='{}'>"
            "<bdi>{}</bdi></a> <small class='quiet'>{}"
            "</small>",
            txt(p->lang), num(member), num(them->id), txt(them->lang), txt(them->name),
            txt(country_name(w->tongue, them->country)));
}

static void moved(struct page *p, const struct rank *r) {
    struct work *w = &p->work;
    int64_t by = (int64_t)r->was - (int64_t)r->place;
    if (by == 0) {
        html(&p->out, "<span class='moved'></span>");
        return;
    }
    bool up = by > 0 || r->was == 0;
    str said = r->was == 0 ? say(w, "New among these")
               : up        ? say(w, "Up by {}, from place {}", num(by), num((int64_t)r->was))
                           : say(w, "Down by {}, from place {}", num(-by), num((int64_t)r->was));
    html(&p->out,
            "<span class='moved {}'><span aria-hidden='true'>{}{}</span>"
            "<span class='visually-hidden'>{}</span></span>",
            txt(up ? STR("up") : STR("down")), txt(up ? STR("↑") : STR("↓")),
            num(by < 0 ? -by : by), txt(said));
}

static void row(struct page *p, int64_t member, const struct ranking *r, size_t i, bool after) {
    html(&p->out, "<li>");
    if (after) {
        moved(p, &r->at[i]);
    }
    html(&p->out, "<div>");
    name(p, member, r, i);
    str why = {0};
    bool named = r->found.matches.at[i].partner != 0; /* else how far it is would tell who */
    if (named && after && r->at[i].was != r->at[i].place && i < r->found.facts.count) {
        why = order_said_briefly(p, &r->found.weighing.order, &r->found.facts.at[i]);
    }
    if (why.len) {
        html(&p->out, "<small class='why'>{}</small>", txt(why));
    }
    html(&p->out, "</div><b>{}</b></li>\n", num(match_hundred(r->found.matches.at[i].score)));
}

static void column(
        struct page *p, int64_t member, const struct ranking *r, str heading, bool after) {
    html(&p->out, "<div class='{}'>\n<h3>{}</h3>\n<ol class='ranks'>\n",
            txt(after ? STR("after") : STR("before")), txt(heading));
    for (size_t i = 0; i < r->count; i++) {
        row(p, member, r, i, after);
    }
    html(&p->out, "</ol>\n</div>\n");
}

static str summary(struct work *w, const struct ranking *then) {
    size_t changed = 0;
    for (size_t i = 0; i < then->count; i++) {
        changed += then->at[i].was != then->at[i].place;
    }
    if (then->count == 0) {
        return say(w, "There is no partner yet whose place could change.");
    }
    return changed ? say_many(w, "One of the first {2} changes its place.",
                             "{1} of the first {2} change their places.", changed,
                             num((int64_t)then->count))
                   : say(w, "Nothing moves.");
}

static void look(struct page *p, int64_t member, const struct weighing *saved,
        const struct weighing *tried) {
    struct work *w = &p->work;
    struct match_wish wish = {.most = RESCORE_MOST};
    struct match_found plain = match_find_plain(p, member, &wish);
    struct ranking *now = arena_new(w->mem, struct ranking, 2);
    struct ranking *then = now + 1;
    now->found = match_find_order(p, &plain, saved);
    then->found = match_find_order(p, &plain, tried);
    rank(now, &now->found);
    rank(then, &now->found);
    read_names(p, now);
    read_names(p, then);
    html(&p->out, "<p class='total' role='status'>{}</p>\n", txt(summary(w, then)));
    if (then->count) {
        html(&p->out, "<div class='beside'>\n");
        column(p, member, now, say(w, "As saved"), false);
        column(p, member, then, say(w, "With these weights"), true);
        html(&p->out, "</div>\n");
    }
}

void weights_look(struct page *p, int64_t member, const struct weighing *saved,
        const struct weighing *tried) {
    html(&p->out, "<div id='weights-look' data-help='/{}/weights/try' data-pause='120'>\n",
            txt(p->lang));
    if (member) {
        look(p, member, saved, tried);
    } else {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(&p->work, "Here will stand how the partners of a member move. None of your"
                                  " members has an open need or offer yet.")));
    }
    html(&p->out, "</div>\n");
}

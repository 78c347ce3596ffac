#include "web/consortium_page.h"

#include "directory/cluster.h"
#include "lang/codes.h"
#include "lang/concept_find.h"
#include "lang/say.h"
#include "match/consortium.h"
#include "match/search_query.h"
#include "web/entry.h"
#include "web/list.h"
#include "web/match_view.h"
#include "web/title.h"
#include "wire/html.h"

enum {
    COUNTRIES_USUAL = 3, /* many calls ask for so many */
    LINES_LEAST = 4,     /* to type roles in */
    LINES_MORE = 2,      /* behind those that are filled */
    SHOWN_MOST = 5,      /* who could take a role, besides who does */
    TITLE_BYTES_MOST = 200,
};

static const char *const role_names[CONSORTIUM_ROLES_MOST] = {
        "role1", "role2", "role3", "role4", "role5", "role6", "role7", "role8"};
static const char *const pick_names[CONSORTIUM_ROLES_MOST] = {
        "pick1", "pick2", "pick3", "pick4", "pick5", "pick6", "pick7", "pick8"};

/* A role with something in it; the others are passed over, so it keeps the number of its line. */
struct role {
    size_t line;
    struct search_query query;
    struct listings offers; /* of who could take it */
    struct titles titles;
};

struct call {
    str title;
    str typed[CONSORTIUM_ROLES_MOST]; /* by line */
    str countries;
    str countries_wrong;
    str wrong[CONSORTIUM_ROLES_MOST];
    size_t lines;
    struct role roles[CONSORTIUM_ROLES_MOST];
    size_t role_count;
    struct consortium_wish wish;
    struct consortium found;
};

/* ---- reading */

static void read_role(struct page *p, struct call *c, size_t line) {
    struct work *w = &p->work;
    struct spans none = {0};
    struct role *role = &c->roles[c->role_count];
    struct consortium_role *asked = &c->wish.roles[c->role_count++];
    role->line = line;
    role->query = search_read(w, p->reader, p->house->detector, &p->scope, c->typed[line]);
    struct meaning m = meaning_of(w->mem, &none, &role->query.met);
    asked->meaning = profile_rounded(vector_of(w->mem, reader_lexicon(p->reader), &m));
    asked->chosen = page_number(p, str_of(pick_names[line]));
    if (c->typed[line].len > SEARCH_BYTES_MOST) {
        c->wrong[line] = say(w, "This is too long for one role: only its beginning was read.");
    }
}

static void read_countries(struct page *p, struct call *c) {
    int64_t number = COUNTRIES_USUAL;
    c->countries = str_trim(page_query(p, STR("countries")));
    bool fits = !c->countries.len ||
                (str_num(c->countries, &number) && number >= 1 && number <= CONSORTIUM_ROLES_MOST);
    if (!fits) {
        number = COUNTRIES_USUAL;
        c->countries_wrong = say(
                &p->work, "Type a whole number from {} to {}.", num(1), num(CONSORTIUM_ROLES_MOST));
    } else {
        struct buf out = {.mem = p->work.mem};
        buf_num(&out, number);
        c->countries = buf_str(&out);
    }
    c->wish.countries = (size_t)number;
}

static struct call read_call(struct page *p) {
    struct call c = {.title = str_cap(str_trim(page_query(p, STR("title"))), TITLE_BYTES_MOST)};
    size_t last = 0;
    for (size_t i = 0; i < CONSORTIUM_ROLES_MOST; i++) {
        c.typed[i] = str_trim(page_query(p, str_of(role_names[i])));
        if (c.typed[i].len) {
            last = i + 1;
            read_role(p, &c, i);
        }
    }
    c.lines = last + LINES_MORE > LINES_LEAST ? last + LINES_MORE : LINES_LEAST;
    c.lines = c.lines < CONSORTIUM_ROLES_MOST ? c.lines : CONSORTIUM_ROLES_MOST;
    read_countries(p, &c);
    return c;
}

/* Whom the page shows for a role: who takes it, who was chosen, and the best others. */
static bool is_shown(const struct call *c, size_t role, size_t at) {
    const struct consortium_seat *s = &c->found.seats[role];
    bool chosen = s->at[at].organisation == c->wish.roles[role].chosen;
    return chosen || at == s->taken || at < SHOWN_MOST;
}

/* The number of statements is that of the roles, of which there are few. */
static void read_offers(struct page *p, struct call *c, size_t role) {
    const struct consortium_seat *s = &c->found.seats[role];
    int64_t ids[CONSORTIUM_CANDIDATES + 1];
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (is_shown(c, role, i)) {
            ids[count++] = s->at[i].offer;
        }
    }
    c->roles[role].offers = listing_page(&p->work, ids, count);
    c->roles[role].titles = title_list(&p->work, &c->roles[role].offers);
}

static void find(struct page *p, struct call *c) {
    struct cluster us = {0};
    if (c->role_count < CONSORTIUM_ROLES_LEAST || !cluster_one(&p->work, p->session.cluster, &us)) {
        return;
    }
    c->wish.cluster = us.id;
    c->wish.country = us.country;
    c->wish.role_count = c->role_count;
    c->found = consortium_find(&p->work, p->house->live, &p->scope, &c->wish);
    for (size_t i = 0; i < c->found.count; i++) {
        read_offers(p, c, i);
    }
}

/* ---- what is typed */

static str role_label(struct page *p, size_t line) {
    return say(&p->work, "Role {}", num((int64_t)line + 1));
}

static void form(struct page *p, const struct call *c) {
    struct work *w = &p->work;
    struct entry title = {.name = STR("title"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(w, "Name of the call"),
            .value = c->title};
    struct entry countries = {.name = STR("countries"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(w, "Countries at least"),
            .value = c->countries,
            .wrong = c->countries_wrong};
    html(&p->out, "<form id='call' class='call no-print' action='/{}/consortia/call'>\n",
            txt(p->lang));
    entry_put(p, &title);
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "A role is one line in any of the seven languages: what whoever takes it"
                       " brings, such as “pilot site for hydrogen storage”.")));
    for (size_t i = 0; i < c->lines; i++) {
        struct entry role = {.name = str_of(role_names[i]),
                .type = STR("text"),
                .fill = STR("off"),
                .label = role_label(p, i),
                .value = c->typed[i],
                .wrong = c->wrong[i]};
        entry_put(p, &role);
    }
    entry_put(p, &countries);
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Find a team")));
}

/* ---- the team */

static const struct listing *offer_of(const struct role *r, int64_t id) {
    for (size_t i = 0; i < r->offers.count; i++) {
        if (r->offers.at[i].id == id) {
            return &r->offers.at[i];
        }
    }
    return NULL;
}

static void fit(struct page *p, float value) {
    html(&p->out,
            "<span class='fit'><meter min='0' max='100' value='{}' aria-label='{}'></meter>"
            "<b>{}</b></span>",
            num(match_hundred(value)), txt(say(&p->work, "Fit")), num(match_hundred(value)));
}

static void country_line(
        struct page *p, const struct consortium_candidate *one, const struct listing *l) {
    struct work *w = &p->work;
    str country = country_name(w->tongue, l->organisation_country);
    html(&p->out, "<span class='quiet'>{}</span>",
            txt(one->ours ? say(w, "{}, your member", txt(country)) : country));
}

static void concepts(struct page *p, const struct shared *why) {
    struct work *w = &p->work;
    str said = match_shared(p, why);
    if (said.len) {
        html(&p->out, "<p class='quiet'>{}</p>", txt(say(w, "Through {}", txt(said))));
    }
}

/* Why nobody takes it. */
static str open_said(struct work *w, const struct role *r, const struct consortium_seat *s) {
    if (!r->query.met.count) {
        return say(w, "None of its words is understood yet.");
    }
    if (s->count) {
        return say(w, "Those who fit take another role.");
    }
    return s->veiled ? say(w, "Somebody who shows it only to those they choose")
                     : say(w, "Nobody offers anything like it yet.");
}

static void team_row(struct page *p, const struct call *c, size_t at) {
    struct work *w = &p->work;
    const struct role *r = &c->roles[at];
    const struct consortium_seat *s = &c->found.seats[at];
    const struct consortium_candidate *one = s->taken < s->count ? &s->at[s->taken] : NULL;
    const struct listing *l = one ? offer_of(r, one->offer) : NULL;
    html(&p->out, "<tr><th scope='row'>{}</th>", txt(r->query.text));
    if (!l) {
        html(&p->out, "<td data-label='{}' colspan='3'><span class='quiet'>{}</span></td></tr>\n",
                txt(say(w, "Organisation")), txt(open_said(w, r, s)));
        return;
    }
    html(&p->out, "<td data-label='{}'><div><a href='/{}{}'>{}</a><br>",
            txt(say(w, "Organisation")), txt(p->lang),
            txt(page_address(p, STR("organisations"), l->organisation, l->organisation_name)),
            txt(l->organisation_name));
    country_line(p, one, l);
    html(&p->out, "</div></td><td data-label='{}'><div><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>",
            txt(say(w, "Offer")), txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    title_line(p, &r->titles, l);
    concepts(p, &one->why);
    html(&p->out, "</div></td><td class='num' data-label='{}'>", txt(say(w, "Fit")));
    fit(p, one->fit);
    html(&p->out, "</td></tr>\n");
}

static str answer_line(struct page *p, const struct call *c) {
    struct work *w = &p->work;
    const struct consortium *f = &c->found;
    size_t taken = f->count - f->open;
    if (taken == 0) {
        return say(w, "Nobody was found for any of the roles.");
    }
    return f->open ? say(w, "{1} of {2} roles are taken.", num((int64_t)taken),
                             num((int64_t)f->count))
                   : say(w, "All {1} roles are taken: {2} of 100.", num((int64_t)f->count),
                             num(match_hundred(f->score)));
}

static str countries_line(struct page *p, const struct call *c) {
    return c->found.countries ? say_many(&p->work, "They are of one country.",
                                        "They are of {} countries.", c->found.countries)
                              : (str){0};
}

static void notes(struct page *p, const struct call *c) {
    struct work *w = &p->work;
    const struct consortium *f = &c->found;
    if (f->countries < c->wish.countries) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w,
                        "You asked for {1} countries, and there are only {2} to be had. Another"
                        " word for a role may bring more, or another choice below.",
                        num((int64_t)c->wish.countries), num((int64_t)f->countries))));
    }
    if (f->cut) {
        html(&p->out, "<p class='note'>{}</p>\n",
                txt(say(w, "There are too many teams to try all of them: a better one is possible."
                           " Roles that differ more help.")));
    }
}

static void team(struct page *p, const struct call *c) {
    struct work *w = &p->work;
    html(&p->out, "<section aria-labelledby='team'>\n<h2 id='team'>{}</h2>\n",
            txt(c->title.len ? c->title : say(w, "The team")));
    html(&p->out, "<p class='answer' role='status'>{} {}</p>\n", txt(answer_line(p, c)),
            txt(countries_line(p, c)));
    notes(p, c);
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col' class='num'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Role in the team")), txt(say(w, "Organisation")), txt(say(w, "Offer")),
            txt(say(w, "Fit")));
    for (size_t i = 0; i < c->found.count; i++) {
        team_row(p, c, i);
    }
    html(&p->out, "</tbody>\n</table>\n</section>\n");
}

/* ---- who else could */

/* Two concepts may be called alike in one language. */
static bool is_said(struct page *p, const struct role *r, size_t before, str said) {
    enum tongue in = EN;
    for (size_t i = 0; i < before; i++) {
        str other = concept_label(
                reader_lexicon(p->reader), r->query.meaning.at[i].key, p->work.tongue, &in);
        if (str_eq(other, said)) {
            return true;
        }
    }
    return false;
}

static void understood(struct page *p, const struct role *r) {
    struct work *w = &p->work;
    const struct lexicon *l = reader_lexicon(p->reader);
    if (!r->query.met.count) {
        html(&p->out, "<p>{} <a href='/{}/words'>{}</a></p>\n",
                txt(say(w, "None of its words is understood yet.")), txt(p->lang),
                txt(say(w, "Words and meanings")));
        return;
    }
    html(&p->out, "<p class='quiet'>{}</p>\n<ul class='chips understood'>\n",
            txt(r->query.tongue == w->tongue ? say(w, "Understood as")
                                             : say(w, "Understood as (read as {})",
                                                       txt(language_name(w->tongue,
                                                               tongue_code(r->query.tongue))))));
    for (size_t i = 0; i < r->query.meaning.count; i++) {
        enum tongue in = EN;
        str said = concept_label(l, r->query.meaning.at[i].key, w->tongue, &in);
        if (!is_said(p, r, i, said)) {
            html(&p->out, "<li><span lang='{}'><bdi>{}</bdi></span></li>\n", txt(tongue_code(in)),
                    txt(said));
        }
    }
    html(&p->out, "</ul>\n");
}

static void choice_open(struct page *p, size_t line, int64_t value, bool chosen) {
    html(&p->out, "<label class='choice'><input type='radio' form='call' name='{}' value='{}'",
            txt(str_of(pick_names[line])), num(value));
    if (chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "><span>");
}

/* The bar of the fit stands beside the label: inside, it would be a second thing labelled. */
static void candidate(struct page *p, const struct call *c, size_t role, size_t at) {
    const struct role *r = &c->roles[role];
    const struct consortium_candidate *one = &c->found.seats[role].at[at];
    const struct listing *l = offer_of(r, one->offer);
    if (!l) {
        return; /* it went meanwhile */
    }
    html(&p->out, "<div class='candidate'>");
    choice_open(p, r->line, one->organisation, one->organisation == c->wish.roles[role].chosen);
    html(&p->out, "<b>{}</b> ", txt(l->organisation_name));
    country_line(p, one, l);
    html(&p->out, "</span></label>");
    fit(p, one->fit);
    html(&p->out, "<div><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    title_line(p, &r->titles, l);
    html(&p->out, "</div></div>\n");
}

static void others_left(struct page *p, const struct call *c, size_t role) {
    struct work *w = &p->work;
    const struct consortium_seat *s = &c->found.seats[role];
    size_t shown = 0;
    for (size_t i = 0; i < s->count; i++) {
        shown += is_shown(c, role, i);
    }
    if (s->total > shown) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(w, "One more organisation could.", "{} more organisations could.",
                        s->total - shown)));
    }
    if (s->veiled) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(w,
                        "One more offer fits, and is shown only to those its owner chooses.",
                        "{} more offers fit, and are shown only to those their owners choose.",
                        s->veiled)));
    }
}

static void alternatives(struct page *p, const struct call *c, size_t role) {
    struct work *w = &p->work;
    const struct role *r = &c->roles[role];
    const struct consortium_seat *s = &c->found.seats[role];
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(r->query.text));
    understood(p, r);
    if (s->count) {
        bool any = false;
        for (size_t i = 0; i < s->count; i++) {
            any = any || s->at[i].organisation == c->wish.roles[role].chosen;
        }
        choice_open(p, r->line, 0, !any);
        html(&p->out, "{}</span></label>\n", txt(say(w, "Whoever makes the best team")));
    } else if (r->query.met.count) {
        html(&p->out, "<p>{}</p>\n", txt(open_said(w, r, s)));
    }
    for (size_t i = 0; i < s->count; i++) {
        if (is_shown(c, role, i)) {
            candidate(p, c, role, i);
        }
    }
    others_left(p, c, role);
    html(&p->out, "</div>\n</fieldset>\n");
}

static void results(struct page *p, const struct call *c) {
    struct work *w = &p->work;
    team(p, c);
    html(&p->out, "<section aria-labelledby='others'>\n<h2 id='others'>{}</h2>\n",
            txt(say(w, "Who could take each role")));
    for (size_t i = 0; i < c->found.count; i++) {
        alternatives(p, c, i);
    }
    html(&p->out,
            "<div class='form-end no-print'><button class='button' form='call'>{}</button></div>\n"
            "</section>\n",
            txt(say(w, "Show the team again")));
}

static void beginning(struct page *p, const struct call *c) {
    struct work *w = &p->work;
    list_empty(p, say(w, "Here will stand the team"),
            c->role_count
                    ? say(w, "A team has at least {} roles. Write another one.",
                              num(CONSORTIUM_ROLES_LEAST))
                    : say(w,
                              "Write the roles a call asks for, from {1} to {2}. For each stand"
                              " here the organisations whose offers fit, and a team in which"
                              " different ones take all roles.",
                              num(CONSORTIUM_ROLES_LEAST), num(CONSORTIUM_ROLES_MOST)));
    list_empty_end(p);
}

void consortium_ways(struct page *p, bool call) {
    struct work *w = &p->work;
    html(&p->out, "<ul class='chips'>\n<li><a href='/{}/consortia'", txt(p->lang));
    if (!call) {
        html(&p->out, " aria-current='page'");
    }
    html(&p->out, ">{}</a></li>\n<li><a href='/{}/consortia/call'", txt(say(w, "Rings")),
            txt(p->lang));
    if (call) {
        html(&p->out, " aria-current='page'");
    }
    html(&p->out, ">{}</a></li>\n</ul>\n", txt(say(w, "A team for a call")));
}

void consortium_page(struct page *p) {
    struct work *w = &p->work;
    struct call *c = arena_new(w->mem, struct call, 1);
    *c = read_call(p);
    find(p, c);
    page_open_with(p, say(w, "A team for a call"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(w, "A team for a call")),
            txt(say(w, "Who could take the roles of a call, and who together, from enough"
                       " countries.")),
            txt(say(w, "Print")));
    consortium_ways(p, true);
    form(p, c);
    if (c->found.count) {
        results(p, c);
    } else {
        beginning(p, c);
    }
    page_close(p);
}

#include "web/meeting_sheet_page.h"

#include "lang/codes.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "lang/zone.h"
#include "trust/encounter_said.h"
#include "web/fact.h"
#include "web/layout.h"
#include "web/meeting_sheet.h"
#include "web/meeting_warning.h"
#include "web/place.h"
#include "wire/html.h"

enum {
    TEXTS_MOST = 5,   /* of each kind and side: it is one page */
    PEOPLE_SHOWN = 6, /* of each side */
    BEGINNING_MOST = 160,
    WORD_MOST = 24, /* bytes of a text */
    CUSTOM_MOST = 900,
    PAIRS_SHOWN = 5,
};

/* "10:00" */
static str clock_text(struct work *w, str zone, int64_t at) {
    struct zone_time t = zone_time(w->mem, zone, at);
    char text[] = {(char)('0' + t.minute / 600), (char)('0' + t.minute / 60 % 10), ':',
            (char)('0' + t.minute % 60 / 10), (char)('0' + t.minute % 10)};
    return arena_copy(w->mem, (str){text, sizeof(text)});
}

static void write_clock(struct page *p, const struct encounter *e, str zone) {
    struct work *w = &p->work;
    struct zone_time t = zone_time(w->mem, zone, e->starts);
    html(&p->out, "<li><b>{}–{}</b> {} {}</li>\n", txt(clock_text(w, zone, e->starts)),
            txt(clock_text(w, zone, e->ends)), txt(zone_place(w, zone)),
            txt(str_eq(t.day, e->day) ? STR("")
                                      : say(w, "(on {})", txt(locale_date(w, t.day, DATE_LONG)))));
}

/* In the zone it was planned in, and in those of both sides where clocks differ. */
static void write_clocks(struct page *p, const struct meeting_sheet *s) {
    const struct encounter *e = &s->encounter;
    str zones[] = {e->zone, s->theirs.zone, s->ours.zone};
    html(&p->out, "<ul class='sheet-clocks'>\n");
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        bool again = zones[i].len == 0;
        for (size_t k = 0; k < i; k++) {
            again = again || (zones[k].len && zone_offset(zones[k], e->starts) ==
                                                      zone_offset(zones[i], e->starts));
        }
        if (!again) {
            write_clock(p, e, zones[i]);
        }
    }
    html(&p->out, "</ul>\n");
}

static void write_head(struct page *p, const struct meeting_sheet *s) {
    struct work *w = &p->work;
    const struct encounter *e = &s->encounter;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/meetings'>{}</a></li>\n"
            "<li><a href='/{}/meetings/{}'>{}</a></li>\n</ol>\n</nav>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Meetings")), txt(p->lang),
            num(e->id), txt(s->theirs.name));
    html(&p->out, "<header class='sheet-head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}{}{}</p>\n",
            txt(say(w, "Meeting with {}", txt(s->theirs.name))),
            txt(locale_date(w, e->day, DATE_LONG)), txt(e->title.len ? STR(" · ") : STR("")),
            txt(e->title));
    html(&p->out, "<p>{}{}{}</p>\n</div>\n", txt(encounter_how_said(w, e->how)),
            txt(e->place.len ? STR(" · ") : STR("")), txt(e->place));
    if (e->ends > e->starts) {
        write_clocks(p, s);
    }
    html(&p->out, "</header>\n");
    meeting_warning_list(p, &s->warnings);
}

/* The best any two of both sides do. */
static void write_speech(struct page *p, const struct meeting_sheet *s) {
    struct work *w = &p->work;
    struct speech_pair best = speech_pair(w, s->ours.people, s->theirs.people);
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(say(w, "Language")),
            txt(speech_text(w, &best.speech)));
    if (best.ours && best.theirs && s->ours.people->count + s->theirs.people->count > 2) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Best between {} and {}.", txt(best.ours->name),
                        txt(best.theirs->name))));
    }
}

static void write_people(struct page *p, const struct sheet_side *side) {
    struct work *w = &p->work;
    size_t count = side->people->count;
    html(&p->out, "<ul class='sheet-people'>\n");
    for (size_t i = 0; i < count && i < PEOPLE_SHOWN; i++) {
        const struct speaker *one = &side->people->at[i];
        html(&p->out, "<li><b>{}</b>{}{}", txt(one->name), txt(one->role.len ? STR(", ") : STR("")),
                txt(one->role));
        if (one->languages.len) {
            static const struct column levels = {.kind = COLUMN_LEVELS};
            html(&p->out, "<br><span class='quiet'>{}</span>",
                    txt(fact_text(w, &levels, one->languages)));
        }
        html(&p->out, "</li>\n");
    }
    html(&p->out, "</ul>\n");
    if (count > PEOPLE_SHOWN) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(w, "And one more", "And {} more", count - PEOPLE_SHOWN)));
    }
}

static void write_side(struct page *p, const struct sheet_side *side, str said) {
    struct work *w = &p->work;
    str where = place_text(w, side->shown.place, side->shown.region, side->country);
    html(&p->out, "<section>\n<h2>{}</h2>\n<p><b lang='{}'><bdi>{}</bdi></b>{}{}</p>\n", txt(said),
            txt(side->lang), txt(side->name), txt(where.len ? STR(", ") : STR("")), txt(where));
    write_people(p, side);
    html(&p->out, "</section>\n");
}

/* Cut after a word, where one ends soon before; in Chinese after a sign. */
static str beginning(str text) {
    str cut = str_cap(text, BEGINNING_MOST);
    for (size_t back = 0; cut.len < text.len && back < WORD_MOST && back < cut.len; back++) {
        if (cut.at[cut.len - 1 - back] == ' ') {
            return str_trim((str){cut.at, cut.len - back});
        }
    }
    return cut;
}

static void write_text(struct page *p, const struct sheet_side *side, const struct listing *l) {
    str begins = beginning(l->body);
    html(&p->out, "<li><b lang='{}'>{}</b>", txt(l->lang), txt(l->title));
    layout_tongue(p, l->lang);
    title_line(p, &side->titles, l);
    html(&p->out, "<p class='quiet' lang='{}'>{}{}</p></li>\n", txt(l->lang), txt(begins),
            txt(begins.len < l->body.len ? STR(" …") : STR("")));
}

static void write_texts(struct page *p, const struct sheet_side *side, str kind, str said) {
    size_t shown = 0;
    size_t count = 0;
    for (size_t i = 0; i < side->texts.count; i++) {
        count += str_eq(side->texts.at[i].side, kind);
    }
    html(&p->out, "<section>\n<h2>{}</h2>\n", txt(said));
    if (count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(say(&p->work, "Nothing is open to you.")));
    }
    html(&p->out, "<ul class='sheet-texts'>\n");
    for (size_t i = 0; i < side->texts.count && shown < TEXTS_MOST; i++) {
        if (str_eq(side->texts.at[i].side, kind)) {
            write_text(p, side, &side->texts.at[i]);
            shown++;
        }
    }
    html(&p->out, "</ul>\n");
    if (count > shown) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(&p->work, "And one more", "And {} more", count - shown)));
    }
    html(&p->out, "</section>\n");
}

/* One way: what is needed, what is offered for it, and what joins them. */
static void write_way(struct page *p, const struct match_way *way, str said) {
    struct work *w = &p->work;
    if (!way->there) {
        return;
    }
    html(&p->out, "<li><b>{}</b> <span class='tag'>{}</span>\n<p>", txt(said),
            txt(say(w, "Fit {} of 100", num(match_hundred(way->meeting.fit)))));
    html(&p->out,
            "<span lang='{}'>{}</span> → <span lang='{}'>{}</span></p>\n<p class='quiet'>{}</p></li>\n",
            txt(way->need.lang), txt(way->need.title), txt(way->offer.lang), txt(way->offer.title),
            txt(match_concepts(p, way)));
}

static void write_match(struct page *p, const struct meeting_sheet *s) {
    struct work *w = &p->work;
    if (!s->matched) {
        return;
    }
    html(&p->out, "<section class='sheet-wide'>\n<h2>{}</h2>\n<ul class='sheet-ways'>\n",
            txt(say(w, "What fits")));
    write_way(p, &s->match.give, say(w, "They need, we offer"));
    write_way(p, &s->match.gain, say(w, "We need, they offer"));
    html(&p->out, "</ul>\n</section>\n");
}

static void write_pairs(struct page *p, const struct meeting_sheet *s) {
    if (s->pairs.count) {
        html(&p->out, "<section class='sheet-wide'>\n<h2>{}</h2>\n",
                txt(say(&p->work, "Members who fit each other")));
        cluster_pairs_table(p, &s->pairs, PAIRS_SHOWN);
        html(&p->out, "</section>\n");
    }
}

static void write_past(struct page *p, const struct meeting_sheet *s) {
    struct work *w = &p->work;
    html(&p->out, "<section>\n<h2>{}</h2>\n", txt(say(w, "Met before")));
    if (s->past.count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(say(w, "This is the first meeting.")));
    }
    html(&p->out, "<ul>\n");
    for (size_t i = 0; i < s->past.count; i++) {
        const struct encounter_before *b = &s->past.at[i];
        html(&p->out, "<li>{} · {}{}{} {}</li>\n", txt(locale_date(w, b->day, DATE_LONG)),
                txt(encounter_how_said(w, b->how)), txt(b->title.len ? STR(" · ") : STR("")),
                txt(b->title), txt(b->confirmed ? STR("") : say(w, "(not confirmed yet)")));
    }
    html(&p->out, "</ul>\n</section>\n");
}

static void write_custom(struct page *p, const struct meeting_sheet *s) {
    struct work *w = &p->work;
    str country = country_name(w->tongue, s->theirs.country);
    if (!s->custom.id && !page_manages(p)) {
        return;
    }
    html(&p->out, "<section>\n<h2>{}", txt(say(w, "Customs: {}", txt(country))));
    if (s->custom.id) {
        layout_tongue(p, s->custom.lang);
        html(&p->out, "</h2>\n");
        fact_paragraphs(p, str_cap(s->custom.body, CUSTOM_MOST), s->custom.lang);
    } else {
        html(&p->out,
                "</h2>\n<p class='quiet'>{}</p>\n<p class='no-print'><a href='/{}/customs/{}'>{}</a>"
                "</p>\n",
                txt(say(w, "Your cluster has noted nothing yet.")), txt(p->lang),
                txt(s->theirs.country), txt(say(w, "Write a note")));
    }
    html(&p->out, "</section>\n");
}

void meeting_sheet_page(struct page *p) {
    struct work *w = &p->work;
    struct meeting_sheet *s = arena_new(w->mem, struct meeting_sheet, 1);
    if (!meeting_sheet_read(p, s)) {
        page_not_found(p);
        return;
    }
    page_open_with(p, say(w, "Meeting with {}", txt(s->theirs.name)));
    html(&p->out, "<article class='sheet'>\n");
    write_head(p, s);
    html(&p->out, "<div class='sheet-grid'>\n");
    write_side(p, &s->theirs, say(w, "They"));
    write_side(p, &s->ours, say(w, "We"));
    html(&p->out, "<section>\n");
    write_speech(p, s);
    html(&p->out, "</section>\n");
    write_past(p, s);
    write_match(p, s);
    write_pairs(p, s);
    if (s->theirs.organisation) {
        write_texts(p, &s->theirs, STR("need"), say(w, "What they need"));
        write_texts(p, &s->theirs, STR("offer"), say(w, "What they offer"));
    }
    write_custom(p, s);
    html(&p->out,
            "<section class='sheet-lines' aria-hidden='true'>\n<h2>{}</h2>\n<div></div><div></div>"
            "<div></div><div></div>\n</section>\n</div>\n</article>\n",
            txt(say(w, "Notes")));
    page_close(p);
}

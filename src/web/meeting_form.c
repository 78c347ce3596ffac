#include "web/meeting_form.h"

#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "lang/zone.h"
#include "trust/encounter_said.h"
#include "web/meeting_warning.h"
#include "wire/html.h"

enum { ZONES_MOST = 4 };

static void write_choice(struct page *p, str name, const struct meeting_choice *c, bool first) {
    struct work *w = &p->work;
    html(&p->out, "<label class='choice tall'><input type='checkbox' name='{}' value='{}'",
            txt(name), txt(c->key));
    if (first) {
        html(&p->out, " id='{}-first'", txt(name));
    }
    if (c->chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> <span><bdi>{}</bdi> <small class='quiet'>", txt(c->name));
    if (c->is_actor) {
        html(&p->out, "{}", txt(say(w, "you")));
    } else if (c->met.len) {
        html(&p->out, "{}",
                txt(say(w, "last meeting on {}", txt(locale_date(w, c->met, DATE_LONG)))));
    } else {
        html(&p->out, "{}", txt(c->role));
    }
    html(&p->out, "</small></span></label>\n");
}

static void write_choices(struct page *p, str name, const struct meeting_choices *all) {
    html(&p->out, "<div class='choices'>\n");
    for (size_t i = 0; i < all->count; i++) {
        write_choice(p, name, &all->at[i], i == 0);
    }
    html(&p->out, "</div>\n");
}

static void write_tongues(struct page *p, const struct meeting_draft *d) {
    struct work *w = &p->work;
    str chosen = d->tongue.len ? d->tongue : encounter_side_lang(&d->encounter, SIDE_THEIRS);
    html(&p->out,
            "<div class='field short-field'><label for='tongue'>{}</label><select id='tongue'"
            " name='tongue'>",
            txt(say(w, "Language of the letter")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        html(&p->out, "<option value='{}'", txt(tongue_code(t)));
        if (str_eq(chosen, tongue_code(t))) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(language_name(w->tongue, tongue_code(t))));
    }
    html(&p->out, "</select></div>\n");
}

/* Typed in: open where nobody else is offered, or something was typed. */
static void write_somebody(struct form *f, const struct meeting_draft *d) {
    struct page *p = f->page;
    struct work *w = &p->work;
    bool open = d->theirs.count == 0 || d->name.len || d->mail.len || flaw_of(&d->flaws, "name") ||
                flaw_of(&d->flaws, "mail");
    html(&p->out, "<details class='reveal'");
    if (open) {
        html(&p->out, " open");
    }
    html(&p->out, ">\n<summary class='link'>{}</summary>\n<div class='reveal-body'>\n",
            txt(d->theirs.count ? say(w, "Somebody else") : say(w, "Somebody whom you name")));
    form_column(f, "name");
    form_hinted(f, "mail",
            say(w, "They are told who named them and why, and can have themselves forgotten by one"
                   " press."));
    write_tongues(p, d);
    html(&p->out, "</div>\n</details>\n");
}

static void write_theirs(struct form *f, const struct meeting_draft *d) {
    struct page *p = f->page;
    struct work *w = &p->work;
    str name = encounter_side_name(&d->encounter, SIDE_THEIRS);
    form_part(f, say(w, "Who of {}", txt(name)));
    if (flaw_of(&d->flaws, "nobody")) {
        html(&p->out, "<p class='wrong' id='nobody'>{}</p>\n",
                txt(say(w, "Choose at least one person of each side.")));
    }
    write_choices(p, STR("them"), &d->theirs);
    write_somebody(f, d);
    form_part_end(f);
}

static void add_zone(str zones[ZONES_MOST], size_t *count, str zone) {
    for (size_t i = 0; i < *count; i++) {
        if (str_eq(zones[i], zone)) {
            return;
        }
    }
    if (zone.len && *count < ZONES_MOST) {
        zones[(*count)++] = zone;
    }
}

/* The zones of both sides; where both are the same there is nothing to choose. */
static void write_zone(struct page *p, const struct meeting_draft *d) {
    struct work *w = &p->work;
    str zones[ZONES_MOST];
    size_t count = 0;
    add_zone(zones, &count, d->zone);
    for (int side = SIDE_OURS; side <= SIDE_THEIRS; side++) {
        str country = encounter_side_country(&d->encounter, (enum encounter_side)side);
        add_zone(zones, &count, zone_of_country(w->mem, country));
    }
    html(&p->out, "<div class='field'><label for='zone'>{}</label><select id='zone' name='zone'>",
            txt(say(w, "By the clocks of")));
    for (size_t i = 0; i < count; i++) {
        html(&p->out, "<option value='{}'", txt(zones[i]));
        if (str_eq(zones[i], d->zone)) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(zone_place(w, zones[i])));
    }
    html(&p->out, "</select></div>\n");
}

static void write_minutes(struct page *p, const struct meeting_draft *d) {
    static const int usual[] = {15, 30, 45, 60, 90, 120, 180, 240, 480};
    struct work *w = &p->work;
    int64_t chosen = 0;
    bool known = false;
    (void)str_num(d->minutes, &chosen);
    html(&p->out,
            "<div class='field'><label for='minutes'>{}</label><select id='minutes'"
            " name='minutes'>",
            txt(say(w, "How long")));
    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
        html(&p->out, "<option value='{}'", num(usual[i]));
        if (usual[i] == chosen) {
            known = true;
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(say_many(w, "One minute", "{} minutes", usual[i])));
    }
    if (!known && chosen > 0) {
        html(&p->out, "<option value='{}' selected>{}</option>", num(chosen),
                txt(say_many(w, "One minute", "{} minutes", chosen)));
    }
    html(&p->out, "</select></div>\n");
}

static void write_clock(struct page *p, const struct meeting_draft *d) {
    struct work *w = &p->work;
    enum flaw flaw = flaw_of(&d->flaws, "time");
    html(&p->out, "<div class='field'><label for='time'>{}</label>", txt(say(w, "Time")));
    if (flaw) {
        html(&p->out, "<p class='wrong' id='time-wrong'>{}</p>",
                txt(flaw == FLAW_EMPTY
                                ? say(w, "A meeting that is to come needs a time, such as 14:30.")
                                : say(w, "This is no time. Write it like 14:30.")));
    }
    html(&p->out, "<input id='time' name='time' type='{}' value='{}'",
            txt(flaw == FLAW_UNKNOWN_WORD ? STR("text") : STR("time")), txt(d->time));
    if (flaw) {
        html(&p->out, " aria-invalid='true' aria-describedby='time-wrong'");
    }
    html(&p->out, "></div>\n");
}

static void write_when(struct form *f, const struct meeting_draft *d, str action) {
    struct page *p = f->page;
    struct work *w = &p->work;
    form_part(f, say(w, "When"));
    html(&p->out, "<div class='when'>\n");
    form_column(f, "day");
    write_clock(p, d);
    write_minutes(p, d);
    write_zone(p, d);
    html(&p->out, "</div>\n<p class='hint'>{}</p>\n",
            txt(say(w, "For a meeting that is over the day is enough.")));
    html(&p->out,
            "<div id='meeting-look' data-help='/{}{}{}look=1' data-pause='250'"
            " aria-live='polite'>\n",
            txt(p->lang), txt(action), txt(str_has(action, STR("?")) ? STR("&") : STR("?")));
    meeting_warnings(p, d);
    html(&p->out, "</div>\n");
    form_part_end(f);
}

static void write_how(struct form *f, const struct meeting_draft *d) {
    static const char *const ways[] = {"person", "video", "phone"};
    struct page *p = f->page;
    struct work *w = &p->work;
    form_part(f, say(w, "How and where"));
    html(&p->out,
            "<fieldset class='field segments'>\n<legend class='visually-hidden'>{}</legend>\n",
            txt(say(w, "How")));
    for (size_t i = 0; i < 3; i++) {
        html(&p->out, "<label><input type='radio' name='how' value='{}'", txt(str_of(ways[i])));
        if (str_eq(d->how, str_of(ways[i]))) {
            html(&p->out, " checked");
        }
        html(&p->out, "> {}</label>\n", txt(encounter_how_said(w, str_of(ways[i]))));
    }
    html(&p->out, "</fieldset>\n");
    form_column(f, "place");
    form_hinted(f, "title", say(w, "Both sides see it."));
    form_part_end(f);
}

void meeting_form(struct form *f, const struct meeting_draft *d, str action) {
    struct page *p = f->page;
    struct work *w = &p->work;
    f->columns = &meeting_columns;
    f->thing = d;
    f->flaws = &d->flaws;
    html(&p->out, "<div class='meeting-form'>\n");
    form_open(f, action);
    write_theirs(f, d);
    write_when(f, d, action);
    write_how(f, d);
    form_part(f, say(w, "Who of us"));
    write_choices(p, STR("us"), &d->ours);
    form_part_end(f);
    html(&p->out,
            "<div class='form-end'><button class='button'>{}</button>\n"
            "<button class='button plain' name='then' value='look' data-help-button>{}</button>\n",
            txt(say(w, "Save, and write to them")), txt(say(w, "Look at the day first")));
    form_done(f);
    html(&p->out, "</div>\n");
}

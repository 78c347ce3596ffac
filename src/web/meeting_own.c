#include "web/meeting_own.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/form.h"
#include "web/meeting_keeper.h"
#include "wire/html.h"

enum { HOUR_MINUTES = 60 };

void meeting_own_read(struct page *p, struct meeting_own *o) {
    o->encounter = p->id;
    o->keeper = meeting_keeper(p);
    (void)encounter_note_one(&p->work, p->id, &o->keeper, &o->note);
    o->costs = encounter_cost_list(&p->work, p->id, &o->keeper);
}

static str path(struct page *p, const char *rest) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/meetings/"));
    buf_num(&to, p->id);
    buf_add(&to, str_of(rest));
    return buf_str(&to);
}

static void write_step(struct page *p, const struct meeting_own *o) {
    struct work *w = &p->work;
    const struct encounter_note *n = &o->note;
    if (!n->step.len || !n->version || o->flaws.count) {
        return;
    }
    html(&p->out, "<div class='note'><p><b>{}</b> {}</p><p class='quiet'>{} {}</p>",
            txt(say(w, "Next step:")), txt(n->step),
            txt(n->step_day.len ? locale_date(w, n->step_day, DATE_LONG) : (str){0}),
            txt(n->step_who));
    if (n->done) {
        html(&p->out, "<p class='state good'>{}</p>",
                txt(say(w, "Done on {}", txt(locale_day(w, n->done)))));
    } else {
        html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang),
                txt(path(p, "/step-done")));
        page_form_key(p);
        html(&p->out, "<button class='button plain'>{}</button></form>", txt(say(w, "It is done")));
    }
    html(&p->out, "</div>\n");
}

static void write_note(struct page *p, const struct meeting_own *o) {
    struct work *w = &p->work;
    struct form f = {.page = p,
            .columns = &encounter_note_columns,
            .thing = &o->note,
            .flaws = &o->flaws,
            .version = o->note.version,
            .theirs = o->theirs};
    bool open = o->note.version == 0 || o->flaws.count || o->theirs;
    if (o->note.body.len && !open) {
        html(&p->out, "<p class='lines'>{}</p>\n", txt(o->note.body));
    }
    write_step(p, o);
    html(&p->out, "<details class='reveal'");
    if (o->flaws.count || o->theirs) {
        html(&p->out, " open");
    }
    html(&p->out, ">\n<summary class='button plain'>{}</summary>\n<div class='reveal-body'>\n",
            txt(o->note.version ? say(w, "Change note and next step")
                                : say(w, "Add a note and the next step")));
    form_open(&f, path(p, "/note"));
    form_column(&f, "note");
    form_column(&f, "step");
    form_column(&f, "step_day");
    form_column(&f, "step_who");
    form_close(&f, say(w, "Save"));
    html(&p->out, "</div>\n</details>\n");
}

static str kind_said(struct work *w, enum encounter_cost_kind kind) {
    switch (kind) {
    case COST_TRAVEL: return say(w, "Travel");
    case COST_HOURS: return say(w, "Hours");
    case COST_OTHER:
    case COST_KINDS: break;
    }
    return say(w, "Other costs");
}

static str cost_said(struct work *w, const struct encounter_cost *c) {
    if (c->kind == COST_HOURS) {
        return say(w, "{} hours", txt(locale_real(w, (double)c->minutes / HOUR_MINUTES, 2)));
    }
    return locale_money(w, c->amount, c->currency);
}

static void write_cost(struct page *p, const struct encounter_cost *c) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'>{} <small class='quiet'>{}</small></th><td class='num'>{}</td>"
            "<td><form method='post' action='/{}{}'>",
            txt(kind_said(w, c->kind)), txt(c->note), txt(cost_said(w, c)), txt(p->lang),
            txt(path(p, "/costs/remove")));
    page_form_key(p);
    html(&p->out,
            "<button class='link' name='cost' value='{}'>{}<span class='visually-hidden'> {}</span>"
            "</button></form></td></tr>\n",
            num(c->id), txt(say(w, "Remove")), txt(cost_said(w, c)));
}

/* Each currency for itself. */
static void write_sums(struct page *p, const struct encounter_costs *all) {
    struct work *w = &p->work;
    struct encounter_sums sums = encounter_cost_sum(all, w->mem);
    for (size_t i = 0; i < sums.count; i++) {
        html(&p->out,
                "<tr class='sum'><th scope='row'>{}</th><td class='num'>{}</td><td></td></tr>\n",
                txt(say(w, "Together in {}", txt(sums.at[i].currency))),
                txt(locale_money(w, sums.at[i].amount, sums.at[i].currency)));
    }
}

static str cost_wrong(struct work *w, enum encounter_cost_flaw flaw) {
    switch (flaw) {
    case COST_FINE: break;
    case COST_NO_AMOUNT: return say(w, "This is no amount. Write it like 1234.50.");
    case COST_NO_CURRENCY: return say(w, "Choose the currency that was paid in.");
    case COST_NO_HOURS: return say(w, "These are no hours. Write them like 1:30 or 1.5.");
    case COST_NOTE_LONG: return say(w, "This is too long. Shorten it.");
    case COST_TOO_MANY: return say(w, "No more fit here. Add some of them together.");
    }
    return (str){0};
}

static void write_kinds(struct page *p, const struct meeting_own *o) {
    struct work *w = &p->work;
    html(&p->out, "<div class='field'><label for='kind'>{}</label><select id='kind' name='kind'>",
            txt(say(w, "What for")));
    for (int k = 0; k < COST_KINDS; k++) {
        enum encounter_cost_kind kind = (enum encounter_cost_kind)k;
        html(&p->out, "<option value='{}'", txt(encounter_cost_word(kind)));
        if (o->cost.kind == kind) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(kind_said(w, kind)));
    }
    html(&p->out, "</select></div>\n");
}

static void write_currencies(struct page *p, const struct meeting_own *o) {
    struct work *w = &p->work;
    str code;
    html(&p->out,
            "<div class='field'><label for='currency'>{}</label><select id='currency'"
            " name='currency'>",
            txt(say(w, "Currency")));
    for (size_t i = 0; encounter_cost_currency(i, &code); i++) {
        html(&p->out, "<option value='{}'", txt(code));
        if (str_eq(o->cost.currency, code)) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(code));
    }
    html(&p->out, "</select></div>\n");
}

static void write_cost_form(struct page *p, const struct meeting_own *o) {
    struct work *w = &p->work;
    html(&p->out, "<details class='reveal'");
    if (o->cost_flaw) {
        html(&p->out, " open");
    }
    html(&p->out,
            ">\n<summary class='button plain'>{}</summary>\n<div class='reveal-body'>\n"
            "<form method='post' action='/{}{}' novalidate>\n",
            txt(say(w, "Add a cost, or hours")), txt(p->lang), txt(path(p, "/costs")));
    page_form_key(p);
    write_kinds(p, o);
    html(&p->out, "<div class='field'><label for='amount'>{}</label>",
            txt(say(w, "Amount, or hours such as 1:30")));
    if (o->cost_flaw) {
        html(&p->out, "<p class='wrong' id='amount-wrong'>{}</p>",
                txt(cost_wrong(w, o->cost_flaw)));
    }
    html(&p->out,
            "<input id='amount' name='amount' inputmode='decimal' autocomplete='off' value='{}'",
            txt(o->amount));
    if (o->cost_flaw) {
        html(&p->out, " aria-invalid='true' aria-describedby='amount-wrong'");
    }
    html(&p->out, "></div>\n");
    write_currencies(p, o);
    html(&p->out,
            "<div class='field'><label for='cost-note'>{}</label><input id='cost-note' name='note'"
            " maxlength='{}' autocomplete='off' value='{}'></div>\n<button class='button'>{}</button>\n"
            "</form>\n</div>\n</details>\n",
            txt(say(w, "What it was")), num(COST_NOTE_MOST), txt(o->cost.note), txt(say(w, "Add")));
}

void meeting_own_write(struct page *p, const struct meeting_own *o) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<p class='quiet'>{}</p>\n", txt(say(w, "For your own side only")),
            txt(say(w, "The other side sees nothing of it.")));
    write_note(p, o);
    html(&p->out, "<h3>{}</h3>\n", txt(say(w, "Costs")));
    if (o->costs.count) {
        html(&p->out,
                "<table class='costs'>\n<caption class='visually-hidden'>{}</caption>\n<tbody>\n",
                txt(say(w, "Costs")));
        for (size_t i = 0; i < o->costs.count; i++) {
            write_cost(p, &o->costs.at[i]);
        }
        write_sums(p, &o->costs);
        html(&p->out, "</tbody>\n</table>\n");
    }
    write_cost_form(p, o);
}

#include "web/meeting_page.h"

#include "account/right.h"
#include "db/db.h"
#include "lang/say.h"
#include "trust/encounter_answer.h"
#include "trust/encounter_letter.h"
#include "trust/encounter_said.h"
#include "web/form.h"
#include "web/meeting_answer_form.h"
#include "web/meeting_list_page.h"
#include "web/meeting_own.h"
#include "web/meeting_view.h"
#include "web/meeting_warning.h"
#include "wire/html.h"

struct shown {
    struct encounter encounter;
    struct encounter_people people;
    const struct encounter_person *me; /* NULL: the reader does not take part */
    enum encounter_side side;
    bool ours; /* the reader's side wrote it down, and they may change it */
    bool keeps;
    struct meeting_own own;
};

static bool read_all(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    if (!encounter_one(w, p->id, &s->encounter) || !encounter_standing(w, p->id, &s->side)) {
        return false;
    }
    s->people = encounter_people(w, p->id);
    for (size_t i = 0; i < s->people.count; i++) {
        bool is_me = s->people.at[i].account == p->account.id;
        s->me = is_me ? &s->people.at[i] : s->me;
    }
    s->ours = right_holds(w, RIGHT_OWN_MEETING, p->id);
    s->keeps = page_manages(p) || page_belongs(p);
    if (s->keeps && !s->own.encounter) {
        meeting_own_read(p, &s->own);
    }
    return true;
}

static enum encounter_group group_of(const struct work *w, const struct shown *s) {
    const struct encounter *e = &s->encounter;
    if (e->state == ENCOUNTER_PLANNED && e->ends > w->now) {
        return GROUP_PLANNED;
    }
    if (e->confirmed) {
        return GROUP_HELD;
    }
    if (e->state != ENCOUNTER_PLANNED && e->state != ENCOUNTER_HELD) {
        return GROUP_OFF;
    }
    for (size_t i = 0; i < s->people.count; i++) {
        const struct encounter_person *q = &s->people.at[i];
        if (q->side == s->side && str_eq(q->said, STR("met"))) {
            return GROUP_CLAIMED;
        }
    }
    return GROUP_CONFIRM;
}

static str path(struct page *p, const char *rest) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/meetings/"));
    buf_num(&to, p->id);
    buf_add(&to, str_of(rest));
    return buf_str(&to);
}

static void write_head(struct page *p, const struct shown *s, str title) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/meetings'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Meetings")), txt(title));
    meeting_state(p, group_of(w, s), s->encounter.state);
    html(&p->out, "</p>\n</div>\n");
    html(&p->out, "<div class='acts'>");
    if (s->encounter.state == ENCOUNTER_PLANNED) {
        html(&p->out, "<a class='button plain' href='/{}{}'>{}</a> ", txt(p->lang),
                txt(path(p, "/sheet")), txt(say(w, "Sheet to take along")));
    }
    if (s->ours && encounter_changeable(&s->encounter, &s->people)) {
        html(&p->out, "<a class='button plain' href='/{}{}'>{}</a>", txt(p->lang),
                txt(path(p, "/edit")), txt(say(w, "Edit")));
    }
    html(&p->out, "</div>\n</div>\n");
}

static void write_claim(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    if (group_of(w, s) == GROUP_CLAIMED) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "So far only your side says that you met: it counts nowhere until the"
                           " other side says so too.")));
    }
    if (s->encounter.parted) {
        html(&p->out, "<p class='note'>{}</p>\n",
                txt(say_many(w, "One person has taken their part in this meeting back.",
                        "{} people have taken their part in this meeting back.",
                        s->encounter.parted)));
    }
}

static void write_cancel(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    bool planned = s->encounter.state == ENCOUNTER_PLANNED && s->encounter.ends > w->now;
    if (planned) {
        html(&p->out,
                "<details class='reveal'>\n<summary class='link'>{}</summary>\n"
                "<div class='reveal-body'>\n<form method='post' action='/{}{}'>",
                txt(say(w, "Cancel the meeting")), txt(p->lang), txt(path(p, "/cancel")));
        page_form_key(p);
        html(&p->out,
                "<div class='field'><label for='reason'>{}</label><textarea id='reason' name='reason'"
                " rows='3' maxlength='{}'></textarea></div>\n<button class='button danger'>{}"
                "</button></form>\n</div>\n</details>\n",
                txt(say(w, "Why? Everybody invited reads it.")), num(ENCOUNTER_REASON_MOST),
                txt(say(w, "Cancel, and tell everybody")));
    } else if (!s->encounter.confirmed) {
        html(&p->out,
                "<details class='reveal'>\n<summary class='link'>{}</summary>\n"
                "<div class='reveal-body'>\n<p>{}</p>\n<form method='post' action='/{}{}'>",
                txt(say(w, "Remove this entry")),
                txt(say(w, "It was written down by mistake. Its notes and costs go with it.")),
                txt(p->lang), txt(path(p, "/remove")));
        page_form_key(p);
        html(&p->out, "<button class='button danger'>{}</button></form>\n</div>\n</details>\n",
                txt(say(w, "Remove it")));
    }
}

static void show(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    const struct encounter *e = &s->encounter;
    str name = encounter_side_name(e, s->side == SIDE_OURS ? SIDE_THEIRS : SIDE_OURS);
    str title = name.len ? say(w, "Meeting with {}", txt(name)) : say(w, "Meeting");
    page_open_with(p, title);
    write_head(p, s, title);
    write_claim(p, s);
    html(&p->out, "<div class='two'>\n<div>\n");
    meeting_facts(p, e);
    if (s->side == SIDE_OURS && e->state == ENCOUNTER_PLANNED) {
        struct encounter_warnings all = encounter_warnings(w, e, &s->people);
        meeting_warning_list(p, &all);
    }
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Who takes part")));
    meeting_people(p, &s->people, true);
    if (s->me) {
        meeting_answer_form(p,
                &(struct meeting_answer){
                        .encounter = e, .me = s->me, .action = path(p, "/answer"), .keyed = true});
    }
    if (s->ours) {
        write_cancel(p, s);
    }
    html(&p->out, "</div>\n<div>\n");
    if (s->keeps) {
        meeting_own_write(p, &s->own);
    }
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

static void show_again(struct page *p, struct shown *s, int status) {
    p->status = status;
    if (read_all(p, s)) {
        show(p, s);
    } else {
        page_not_found(p);
    }
}

void meeting_page(struct page *p) {
    struct shown *s = arena_new(p->work.mem, struct shown, 1);
    if (read_all(p, s)) {
        show(p, s);
    } else {
        page_not_found(p);
    }
}

static void back(struct page *p, const char *done) {
    if (page_saved(p)) {
        page_redirect(p, path(p, done));
    }
}

void meeting_answer_post(struct page *p) {
    struct shown *s = arena_new(p->work.mem, struct shown, 1);
    if (!read_all(p, s) || !s->me) {
        page_not_found(p);
        return;
    }
    bool parts = str_eq(page_form(p, STR("answer")), STR("part"));
    if (meeting_answer_take(p, p->id, s->me->individual)) {
        page_redirect(p, parts ? STR("/meetings?done=removed") : path(p, "?done=saved"));
    }
}

void meeting_cancel_post(struct page *p) {
    struct work *w = &p->work;
    struct encounter e = {0};
    struct encounter_post post = {&p->house->seal, p->house->address};
    db_begin(w);
    if (encounter_one(w, p->id, &e) && encounter_cancel(w, &e, page_form(p, STR("reason")))) {
        struct encounter_people all = encounter_people(w, p->id);
        (void)encounter_one(w, p->id, &e);
        encounter_letters(w, &post, &e, &all, LETTER_CANCELLED);
    }
    back(p, "");
}

void meeting_remove_post(struct page *p) {
    struct encounter e = {0};
    db_begin(&p->work);
    bool gone = encounter_one(&p->work, p->id, &e) && encounter_remove(&p->work, &e);
    if (page_saved(p)) {
        page_redirect(p, gone ? STR("/meetings?done=removed") : path(p, ""));
    }
}

void meeting_note_post(struct page *p) {
    static const char *const names[] = {"note", "step", "step_day", "step_who", NULL};
    struct work *w = &p->work;
    struct shown *s = arena_new(w->mem, struct shown, 1);
    meeting_own_read(p, &s->own);
    form_take(p, &encounter_note_columns, names, &s->own.note, &s->own.flaws);
    s->own.note.version = form_version(p);
    if (!s->own.keeper.cluster && !s->own.keeper.organisation) {
        page_not_found(p);
        return;
    }
    if (s->own.flaws.count) {
        show_again(p, s, 422);
        return;
    }
    db_begin(w);
    if (encounter_note_save(w, p->id, &s->own.keeper, &s->own.note) == SAVED_OLD_VERSION) {
        struct encounter_note *theirs = arena_new(w->mem, struct encounter_note, 1);
        db_forget(w);
        bool there = encounter_note_one(w, p->id, &s->own.keeper, theirs);
        s->own.theirs = there ? theirs : NULL;
        s->own.note.version = theirs->version;
        show_again(p, s, 409);
        return;
    }
    back(p, "?done=saved");
}

void meeting_step_done_post(struct page *p) {
    struct meeting_own own = {0};
    meeting_own_read(p, &own);
    db_begin(&p->work);
    encounter_note_done(&p->work, p->id, &own.keeper);
    back(p, "?done=saved");
}

void meeting_cost_post(struct page *p) {
    struct work *w = &p->work;
    struct shown *s = arena_new(w->mem, struct shown, 1);
    meeting_own_read(p, &s->own);
    s->own.amount = page_form_line(p, STR("amount"));
    s->own.cost.note = page_form_line(p, STR("note"));
    s->own.cost.kind = encounter_cost_kind_of(page_form(p, STR("kind")));
    if (!s->own.keeper.cluster && !s->own.keeper.organisation) {
        page_not_found(p);
        return;
    }
    str currency = page_form(p, STR("currency"));
    s->own.cost_flaw = encounter_cost_read(&s->own.cost, s->own.amount, currency);
    db_begin(w);
    if (!s->own.cost_flaw) {
        s->own.cost_flaw = encounter_cost_add(w, p->id, &s->own.keeper, &s->own.cost);
    }
    if (s->own.cost_flaw) {
        db_forget(w);
        s->own.cost.currency = currency;
        show_again(p, s, 422);
        return;
    }
    back(p, "?done=saved");
}

void meeting_cost_remove_post(struct page *p) {
    struct meeting_own own = {0};
    int64_t cost = 0;
    (void)str_num(page_form(p, STR("cost")), &cost);
    meeting_own_read(p, &own);
    db_begin(&p->work);
    encounter_cost_remove(&p->work, p->id, &own.keeper, cost);
    back(p, "?done=saved");
}

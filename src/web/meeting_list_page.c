#include "web/meeting_list_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "trust/encounter_cost.h"
#include "trust/encounter_note.h"
#include "trust/encounter_said.h"
#include "web/list.h"
#include "web/meeting_keeper.h"
#include "wire/html.h"

#include <assert.h>

static str group_said(struct work *w, enum encounter_group group) {
    switch (group) {
    case GROUP_PLANNED: return say(w, "Planned");
    case GROUP_CONFIRM: return say(w, "To confirm");
    case GROUP_CLAIMED: return say(w, "Claimed");
    case GROUP_HELD: return say(w, "Held");
    case GROUP_OFF: return say(w, "Not held");
    case GROUP_ALL:
    case ENCOUNTER_GROUPS: break;
    }
    return say(w, "All");
}

void meeting_state(struct page *p, enum encounter_group group, enum encounter_state state) {
    struct work *w = &p->work;
    static const char *const looks[ENCOUNTER_GROUPS] = {
            "state", "state", "state care", "state care", "state good", "state"};
    assert(group < ENCOUNTER_GROUPS);
    str said = group_said(w, group);
    if (group == GROUP_OFF && state == ENCOUNTER_CANCELLED) {
        said = say(w, "Cancelled");
    } else if (group == GROUP_OFF && state == ENCOUNTER_TAKEN_BACK) {
        said = say(w, "Taken back");
    }
    html(&p->out, "<span class='{}'>{}</span>", txt(str_of(looks[group])), txt(said));
}

static void write_chips(struct page *p, enum encounter_group chosen) {
    struct work *w = &p->work;
    html(&p->out, "<nav aria-label='{}'>\n<ul class='chips'>\n", txt(say(w, "Which meetings")));
    for (int g = GROUP_ALL; g < ENCOUNTER_GROUPS; g++) {
        enum encounter_group group = (enum encounter_group)g;
        html(&p->out, "<li><a href='{}'",
                link_to(list_address(p, STR("which"), encounter_group_word(group))));
        if (group == chosen) {
            html(&p->out, " aria-current='true'");
        }
        html(&p->out, ">{}</a></li>\n", txt(group_said(w, group)));
    }
    html(&p->out, "</ul>\n</nav>\n");
}

static void write_row(struct page *p, const struct encounter_row *row) {
    struct work *w = &p->work;
    const struct encounter *e = &row->encounter;
    enum encounter_side other = row->side == SIDE_OURS ? SIDE_THEIRS : SIDE_OURS;
    str name = encounter_side_name(e, other);
    str one;
    html(&p->out,
            "<li class='meeting-row'><a href='/{}/meetings/{}'><span class='meeting-day'>{}"
            "</span><span class='meeting-who'><b>",
            txt(p->lang), num(e->id), txt(locale_date(w, e->day, DATE_LONG)));
    bool first = true;
    for (str rest = row->people; str_cut(&rest, ';', &one); first = false) {
        html(&p->out, "{}<bdi>{}</bdi>", txt(first ? STR("") : say(w, ", ")), txt(one));
    }
    html(&p->out, "</b> <span lang='{}'><bdi>{}</bdi></span></span>",
            txt(name.len ? encounter_side_lang(e, other) : p->lang), txt(name));
    html(&p->out, "<span class='quiet'>{}{}{}</span></a>", txt(encounter_how_said(w, e->how)),
            txt(e->title.len ? STR(" · ") : STR("")), txt(e->title));
    meeting_state(p, row->group, e->state);
    html(&p->out, "</li>\n");
}

static void write_rows(struct page *p, const struct encounter_list *list) {
    struct work *w = &p->work;
    html(&p->out, "<div id='list'>\n<p class='total'>{}</p>\n",
            txt(say_many(w, "One meeting held and confirmed by both sides",
                    "{} meetings held and confirmed by both sides", list->held)));
    html(&p->out, "<ul class='rows meetings'>\n");
    for (size_t i = 0; i < list->count; i++) {
        write_row(p, &list->at[i]);
    }
    html(&p->out, "</ul>\n");
    list_paging(p, list->rows);
    html(&p->out, "</div>\n");
}

static void write_steps(struct page *p, const struct encounter_keeper *k) {
    struct work *w = &p->work;
    struct encounter_steps steps = encounter_step_list(w, k);
    if (steps.count == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows tight'>\n", txt(say(w, "Next steps")));
    for (size_t i = 0; i < steps.count; i++) {
        const struct encounter_step *s = &steps.at[i];
        html(&p->out,
                "<li><h3><a href='/{}/meetings/{}'>{}</a></h3><p class='quiet'><span lang='{}'>{}"
                "</span> {} {}</p></li>\n",
                txt(p->lang), num(s->encounter), txt(s->step),
                txt(s->partner.len ? s->partner_lang : p->lang), txt(s->partner),
                txt(s->day.len ? locale_date(w, s->day, DATE_LONG) : (str){0}), txt(s->who));
    }
    html(&p->out, "</ul>\n");
}

/* Each currency by itself; nothing is converted. */
static void write_costs(struct page *p, const struct encounter_keeper *k) {
    enum { HOUR_MINUTES = 60 };
    struct work *w = &p->work;
    struct encounter_sums sums = encounter_cost_held(w, k);
    if (sums.meetings == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<p class='quiet'>{}</p>\n<dl class='facts'>\n",
            txt(say(w, "What held meetings cost you")),
            txt(say(w, "Only confirmed ones, each currency by itself.")));
    for (size_t i = 0; i < sums.count; i++) {
        const struct encounter_sum *s = &sums.at[i];
        html(&p->out, "<dt>{}</dt><dd>{}</dd>\n", txt(s->currency),
                txt(say_many(w, "{2} for {1} meeting, {3} each", "{2} for {1} meetings, {3} each",
                        s->meetings, txt(locale_money(w, s->amount, s->currency)),
                        txt(locale_money(
                                w, s->amount / (s->meetings ? s->meetings : 1), s->currency)))));
    }
    if (sums.minutes) {
        html(&p->out, "<dt>{}</dt><dd>{}</dd>\n", txt(say(w, "Hours")),
                txt(locale_real(w, (double)sums.minutes / HOUR_MINUTES, 1)));
    }
    html(&p->out, "</dl>\n");
}

static str new_address(struct page *p) {
    struct buf to = {.mem = p->work.mem};
    if (page_manages(p)) {
        return STR("/meetings/new");
    }
    buf_add(&to, STR("/organisations/"));
    buf_num(&to, p->session.organisation);
    buf_add(&to, STR("/meetings/new"));
    return page_belongs(p) ? buf_str(&to) : (str){0};
}

static void write_head(struct page *p) {
    struct work *w = &p->work;
    str fresh = new_address(p);
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "Meetings")),
            txt(say(w, "A meeting counts once both sides have said that it took place.")));
    if (fresh.len) {
        html(&p->out, "<div class='acts'><a class='button' href='/{}{}'>{}</a></div>\n",
                txt(p->lang), txt(fresh), txt(say(w, "Plan or note a meeting")));
    }
    html(&p->out, "</div>\n");
}

void meeting_list_page(struct page *p) {
    struct work *w = &p->work;
    enum encounter_group group = encounter_group_of(page_query(p, STR("which")));
    struct encounter_keeper keeper = meeting_keeper(p);
    int64_t cluster = p->scope.reach == 2 ? p->session.cluster : 0;
    struct encounter_list list = encounter_list(w, group, cluster, list_skip(p));
    page_open_with(p, say(w, "Meetings"));
    write_head(p);
    write_chips(p, group);
    if (list.count) {
        write_rows(p, &list);
    } else {
        list_empty(p, say(w, "No meeting stands here"),
                say(w, "Plan one, or note one that took place: whom, when, where. The other side"
                       " confirms it by one press in a letter."));
        list_empty_end(p);
    }
    if (keeper.cluster || keeper.organisation) {
        write_steps(p, &keeper);
        write_costs(p, &keeper);
    }
    page_close(p);
}

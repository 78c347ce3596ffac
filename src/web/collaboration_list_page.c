#include "web/collaboration_list_page.h"

#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "project/own_field.h"
#include "web/collaboration_asked.h"
#include "web/collaboration_view.h"
#include "web/download.h"
#include "web/layout.h"
#include "web/list.h"
#include "web/own_field_view.h"
#include "wire/csv.h"
#include "wire/html.h"

static void title_link(struct page *p, const struct collaboration *c) {
    html(&p->out, "<a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(collaboration_address(p, c->id, "")), txt(c->lang), txt(c->title));
}

static void next_step(struct page *p, const struct collaboration *c) {
    if (c->next_step.len) {
        html(&p->out, "<span dir='auto'>{}</span>", txt(c->next_step));
    }
}

static void card(struct page *p, const struct collaboration *c, const struct stages *path) {
    html(&p->out, "<li class='card'><h3>");
    title_link(p, c);
    html(&p->out, "</h3><p class='quiet' lang='{}'><bdi>{}</bdi></p>", txt(c->theirs_lang),
            txt(c->theirs_name));
    if (c->next_step.len || c->next_day.len) {
        html(&p->out, "<p>");
        next_step(p, c);
        html(&p->out, " <small>");
        collaboration_day(p, c);
        html(&p->out, "</small></p>");
    }
    if (path->at[0].id) {
        collaboration_move_form(p, c, path, STR("board"));
    }
    html(&p->out, "</li>\n");
}

static size_t standing_at(const struct collaborations_asked *a, int64_t stage) {
    size_t count = 0;
    for (size_t i = 0; i < a->found.count; i++) {
        count += a->found.at[i].stage == stage;
    }
    return count;
}

static void column(struct page *p, const struct collaborations_asked *a, const struct stage *s) {
    size_t count = standing_at(a, s->id);
    html(&p->out, "<section class='{}' data-stage='{}'>\n<h2>",
            txt(count ? STR("column") : STR("column bare")), num(s->id));
    collaboration_stage(p, s);
    html(&p->out, " <small>{}</small></h2>\n", txt(locale_num(&p->work, (int64_t)count)));
    if (count) {
        html(&p->out, "<ul>\n");
        for (size_t i = 0; i < a->found.count; i++) {
            if (a->found.at[i].stage == s->id) {
                card(p, &a->found.at[i], &a->path);
            }
        }
        html(&p->out, "</ul>\n");
    }
    html(&p->out, "</section>\n");
}

static void board(struct page *p, const struct collaborations_asked *a) {
    html(&p->out, "<div class='board' tabindex='0' role='group' aria-label='{}'>\n",
            txt(say(&p->work, "Collaborations by stage")));
    for (size_t i = 0; i < a->path.count; i++) {
        column(p, a, &a->path.at[i]);
    }
    html(&p->out, "</div>\n");
}

static void row(struct page *p, const struct collaboration *c, const struct stages *path) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'>");
    title_link(p, c);
    html(&p->out, "</th><td data-label='{}' lang='{}'><bdi>{}</bdi></td><td data-label='{}'>",
            txt(say(w, "Cluster")), txt(c->theirs_lang), txt(c->theirs_name), txt(say(w, "Stage")));
    collaboration_stage(p, stage_find(path, c->stage));
    html(&p->out, "</td><td data-label='{}'>", txt(say(w, "Next step")));
    next_step(p, c);
    html(&p->out, "</td><td data-label='{}'>", txt(say(w, "By when")));
    collaboration_day(p, c);
    html(&p->out, "</td><td data-label='{}'>{}</td></tr>\n", txt(say(w, "Responsible")),
            txt(c->responsible));
}

static void table(struct page *p, const struct collaborations_asked *a) {
    struct work *w = &p->work;
    size_t skip = list_skip(p);
    html(&p->out, "<table class='stack'>\n<thead><tr>");
    list_head_sorted(p, say(w, "Title"), STR("title"), false);
    list_head_sorted(p, say(w, "Cluster"), STR("cluster"), false);
    list_head_sorted(p, say(w, "Stage"), STR("stage"), false);
    list_head(p, say(w, "Next step"));
    list_head_sorted(p, say(w, "By when"), STR("day"), false);
    list_head(p, say(w, "Responsible"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = skip; i < a->found.count && i < skip + LIST_PAGE; i++) {
        row(p, &a->found.at[i], &a->path);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void lists(struct page *p, const struct collaborations_asked *a) {
    struct work *w = &p->work;
    collaborations_filter(p, a);
    list_open(p, say_many(w, "One collaboration", "{} collaborations", a->found.count));
    if (a->found.count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "None is like that. Choose other words in the sentence above.")));
    } else if (a->listed) {
        table(p, a);
    } else {
        board(p, a);
    }
    list_close(p, a->listed ? a->found.count : 0);
}

static void empty(struct page *p) {
    struct work *w = &p->work;
    list_empty(p, say(w, "Nothing is under way yet"),
            say(w, "Begin on the page of a cluster abroad that fits: what you do together then"
                   " stands here, from the first idea to what came of it."));
    html(&p->out, "<a class='button' href='/{}/partners'>{}</a>", txt(p->lang),
            txt(say(w, "Partners abroad")));
    list_empty_end(p);
}

static str answer_line(struct page *p, const struct collaborations *all) {
    struct work *w = &p->work;
    int64_t open = 0;
    int64_t over = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct collaboration *c = &all->at[i];
        open += c->closed == 0;
        over += c->closed == 0 && c->next_day.len && str_order(c->next_day, page_today(p)) < 0;
    }
    return over   ? say_many(w, "The next step of one collaboration is overdue.",
                            "The next steps of {} collaborations are overdue.", over)
           : open ? say_many(w, "One collaboration is under way, and none is overdue.",
                            "{} collaborations are under way, and none is overdue.", open)
                  : say(w, "What you do together with clusters abroad, step by step.");
}

static void head(struct page *p, const struct collaborations *all) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button plain' href='/{}/stages'>{}</a>"
            " <a class='button plain' href='/{}/fields'>{}</a>",
            txt(say(w, "Collaborations")), txt(answer_line(p, all)), txt(p->lang),
            txt(say(w, "Stages")), txt(p->lang), txt(say(w, "Own fields")));
    if (all->count) {
        html(&p->out, " <a class='button plain' href='/{}/collaborations/rows.csv'>{}</a>",
                txt(p->lang), txt(say(w, "Download as CSV")));
    }
    html(&p->out, "</div>\n</div>\n");
}

void collaboration_list_page(struct page *p) {
    struct work *w = &p->work;
    struct collaborations_asked a = collaborations_asked(p);
    struct collaborations invited = collaboration_invitations(w, p->session.cluster);
    page_open_with(p, say(w, "Collaborations"));
    head(p, &a.all);
    collaborations_invited(p, &invited);
    if (a.all.count) {
        lists(p, &a);
    } else {
        empty(p);
    }
    page_close(p);
}

static void row_cells(
        struct page *p, struct buf *out, const struct collaboration *c, const struct stages *path) {
    struct buf id = {.mem = p->work.mem};
    buf_num(&id, c->id);
    csv_cell(out, buf_str(&id));
    csv_cell_defused(out, c->title);
    csv_cell(out, c->lang);
    csv_cell_defused(out, c->theirs_name);
    csv_cell(out, collaboration_state_word(c->state));
    csv_cell_defused(out, collaboration_stage_words(p, stage_find(path, c->stage)));
    csv_cell_defused(out, c->next_step);
    csv_cell(out, c->next_day);
    csv_cell_defused(out, c->responsible);
    csv_cell(out, date_of(p->work.mem, c->created));
    csv_cell(out, c->closed ? date_of(p->work.mem, c->closed) : (str){0});
}

void collaboration_csv_page(struct page *p) {
    struct work *w = &p->work;
    struct collaborations all = collaboration_list(w, p->session.cluster);
    struct stages path = stage_list(w, p->session.cluster);
    struct own_field_values own = own_field_values(w, p->session.cluster, OWN_FIELD_COLLABORATION);
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("\xEF\xBB\xBF"
                      "id,title,language,cluster,state,stage,next_step,next_day,responsible,begun,"
                      "closed,"));
    own_field_csv_head(p, &out, &own.fields);
    csv_end(&out);
    for (size_t i = 0; i < all.count; i++) {
        row_cells(p, &out, &all.at[i], &path);
        own_field_csv_cells(&out, &own, all.at[i].id);
        csv_end(&out);
    }
    download_send(p, STR("collaborations.csv"), STR("text/csv; charset=utf-8"), buf_str(&out));
}

#include "web/collaboration_view.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

bool collaboration_asked(struct page *p, struct collaboration *found) {
    int64_t side = collaboration_side(&p->work, p->id, p->session.cluster);
    bool there = side && collaboration_one(&p->work, p->id, side, found);
    if (!there) {
        page_not_found(p);
    }
    return there;
}

str collaboration_address(struct page *p, int64_t id, const char *rest) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/collaborations/"));
    buf_num(&out, id);
    buf_add(&out, str_of(rest));
    return buf_str(&out);
}

void collaboration_back(struct page *p, int64_t id, const char *done) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, collaboration_address(p, id, "?done="));
    buf_add(&out, str_of(done));
    page_redirect(p, buf_str(&out));
}

void collaboration_done(struct page *p, const char *done) {
    if (page_saved(p)) {
        collaboration_back(p, p->id, done);
    }
}

void collaboration_done_if(struct page *p, bool ours, const char *done) {
    if (work_ok(&p->work) && !ours) {
        db_forget(&p->work);
        page_not_found(p);
    } else {
        collaboration_done(p, done);
    }
}

str collaboration_stage_words(struct page *p, const struct stage *s) {
    enum tongue in = EN;
    return s ? stage_title(&p->work, s, &in) : say(&p->work, "No stage");
}

void collaboration_stage(struct page *p, const struct stage *s) {
    enum tongue in = p->work.tongue;
    str name = s ? stage_title(&p->work, s, &in) : say(&p->work, "No stage");
    if (in == p->work.tongue) {
        html(&p->out, "{}", txt(name));
    } else {
        html(&p->out, "<span lang='{}'>{}</span>", txt(tongue_code(in)), txt(name));
    }
}

str collaboration_evidence_words(struct work *w, enum stage_evidence e) {
    switch (e) {
    case STAGE_MET: return say(w, "a meeting that both sides confirmed");
    case STAGE_NOTE: return say(w, "a note");
    case STAGE_FILE: return say(w, "a file");
    case STAGE_AGREED: return say(w, "a contact request that was agreed to");
    case STAGE_NOTHING:
    case STAGE_EVIDENCES: break;
    }
    return (str){0};
}

str collaboration_lacks(struct page *p, const struct stage *lacking) {
    struct work *w = &p->work;
    str stage = collaboration_stage_words(p, lacking);
    switch (lacking->evidence) {
    case STAGE_MET:
        return say(w,
                "“{}” needs a meeting that both sides confirmed, and there is none yet. Record one"
                " under Meetings and wait until the other side says yes.",
                txt(stage));
    case STAGE_NOTE:
        return say(w, "“{}” needs a note, and there is none yet. Write one below.", txt(stage));
    case STAGE_FILE:
        return say(w, "“{}” needs a file, and there is none yet. Add one below.", txt(stage));
    case STAGE_AGREED:
        return say(w,
                "“{}” needs a contact request that was agreed to, or a confirmed meeting, and there"
                " is none yet. Ask somebody of the other side.",
                txt(stage));
    case STAGE_NOTHING:
    case STAGE_EVIDENCES: break;
    }
    return (str){0};
}

void collaboration_day(struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    if (!c->next_day.len) {
        return;
    }
    bool over = !c->closed && str_order(c->next_day, page_today(p)) < 0;
    html(&p->out, "<time datetime='{}'>{}</time>", txt(c->next_day),
            txt(locale_date(w, c->next_day, DATE_LONG)));
    if (over) {
        html(&p->out, " <span class='state care'>{}</span>", txt(say(w, "overdue")));
    }
}

void collaboration_move_form(
        struct page *p, const struct collaboration *c, const struct stages *path, str back) {
    struct work *w = &p->work;
    html(&p->out, "<form method='post' class='move no-print' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, "/move")));
    page_form_key(p);
    if (back.len) {
        html(&p->out, "<input type='hidden' name='back' value='{}'>", txt(back));
    }
    html(&p->out, "<select name='stage' aria-label='{}'>",
            txt(say(w, "Stage of {}", txt(c->title))));
    for (size_t i = 0; i < path->count; i++) {
        const struct stage *s = &path->at[i];
        html(&p->out, "<option value='{}'", num(s->id));
        if (s->id == c->stage) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(collaboration_stage_words(p, s)));
    }
    html(&p->out, "</select> <button class='button plain'>{}</button></form>\n",
            txt(say(w, "Move")));
}

#include "web/stage_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "web/collaboration_view.h"
#include "web/named_view.h"
#include "wire/html.h"

/* What was typed and could not be stored, beside the stage it is about. */
struct refused {
    struct stage typed; /* place 0: a new one */
    str wrong;          /* empty: nothing was */
};

static str flaw_said(struct work *w, enum stage_flaw flaw) {
    switch (flaw) {
    case STAGE_WITHOUT_NAME: return say(w, "Give it a name, in one language at least.");
    case STAGE_NAME_LONG: return say(w, "This name is too long. Shorten it.");
    case STAGE_TOO_MANY:
        return say(w, "A path has {} stages at most. Remove one first.", num(STAGES_MOST));
    case STAGE_IN_USE:
        return say(w, "Collaborations stand at this stage. Move them to another one first.");
    case STAGE_LAST: return say(w, "This is the last stage. A path has one at least.");
    case STAGE_GONE: return say(w, "This stage is gone. Somebody changed the path in between.");
    case STAGE_FINE: break;
    }
    return (str){0};
}

static str evidence_choice(struct work *w, enum stage_evidence e) {
    return e == STAGE_NOTHING ? say(w, "nothing") : collaboration_evidence_words(w, e);
}

static void evidence_control(struct page *p, const struct stage *s, str id) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field short-field'><label for='{}-evidence'>{}</label>"
            "<select id='{}-evidence' name='evidence'>",
            txt(id), txt(say(w, "Has to be there before")), txt(id));
    for (enum stage_evidence e = 0; e < STAGE_EVIDENCES; e++) {
        html(&p->out, "<option value='{}'", txt(stage_evidence_word(e)));
        if (e == s->evidence) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(evidence_choice(w, e)));
    }
    html(&p->out, "</select></div>\n");
}

static str control_id(struct page *p, const struct stage *s) {
    struct buf id = {.mem = p->work.mem};
    buf_add(&id, STR("stage-"));
    buf_num(&id, s->place);
    return buf_str(&id);
}

static void button(struct page *p, const struct stage *s, str act, str said) {
    html(&p->out, "<form method='post' action='/{}/stages/{}/{}'>", txt(p->lang), num(s->place),
            txt(act));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>",
            txt(said), txt(collaboration_stage_words(p, s)));
}

static void change_open(struct page *p, bool open) {
    html(&p->out, "<details class='reveal'");
    if (open) {
        html(&p->out, " open");
    }
    html(&p->out, ">\n<summary class='link'>{}</summary>\n", txt(say(&p->work, "Change")));
}

static void change(struct page *p, const struct stage *s, const struct refused *r) {
    struct work *w = &p->work;
    bool wrong = r->wrong.len && r->typed.place == s->place;
    const struct stage *shown = wrong ? &r->typed : s;
    change_open(p, wrong);
    html(&p->out, "<form method='post' class='reveal-body' action='/{}/stages/{}'>", txt(p->lang),
            num(s->place));
    page_form_key(p);
    str id = control_id(p, s);
    named_controls(p, &shown->names, id, wrong ? r->wrong : (str){0});
    evidence_control(p, shown, id);
    html(&p->out, "<button class='button plain'>{}</button></form>\n</details>\n",
            txt(say(w, "Save")));
}

static void item(struct page *p, const struct stages *all, size_t i, const struct refused *r) {
    struct work *w = &p->work;
    const struct stage *s = &all->at[i];
    html(&p->out, "<li class='step'><div><h2>");
    collaboration_stage(p, s);
    html(&p->out, "</h2><p class='quiet'>{}</p><p class='quiet'>{}</p></div><div class='acts'>",
            txt(s->evidence == STAGE_NOTHING
                            ? say(w, "Entered without proof")
                            : say(w, "Needs {}", txt(evidence_choice(w, s->evidence)))),
            txt(s->standing ? say_many(w, "One collaboration stands here",
                                      "{} collaborations stand here", s->standing)
                            : (str){0}));
    if (i > 0) {
        button(p, s, STR("earlier"), say(w, "Earlier"));
    }
    if (i + 1 < all->count) {
        button(p, s, STR("later"), say(w, "Later"));
    }
    button(p, s, STR("remove"), say(w, "Remove"));
    html(&p->out, "</div>\n");
    change(p, s, r);
    html(&p->out, "</li>\n");
}

static void add_form(struct page *p, const struct refused *r) {
    struct work *w = &p->work;
    bool wrong = r->wrong.len && r->typed.place == 0;
    struct stage fresh = {0};
    const struct stage *shown = wrong ? &r->typed : &fresh;
    html(&p->out, "<h2>{}</h2>\n<form method='post' class='narrow' action='/{}/stages'>\n",
            txt(say(w, "Add a stage at the end")), txt(p->lang));
    page_form_key(p);
    named_controls(p, &shown->names, STR("new"), wrong ? r->wrong : (str){0});
    evidence_control(p, shown, STR("new"));
    html(&p->out, "<button class='button'>{}</button>\n</form>\n", txt(say(w, "Add")));
}

static void show(struct page *p, const struct refused *r) {
    struct work *w = &p->work;
    struct stages all = stage_list(w, p->session.cluster);
    page_open_with(p, say(w, "Stages"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/collaborations'>{}</a></li>"
            "\n</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Collaborations")),
            txt(say(w, "Stages")),
            txt(say(w, "The path your cluster takes with a partner. Name the steps as you work,"
                       " and say what has to be there before one is entered.")));
    if (r->wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(r->wrong));
    }
    html(&p->out, "<ol class='rows stages'>\n");
    for (size_t i = 0; i < all.count; i++) {
        item(p, &all, i, r);
    }
    html(&p->out, "</ol>\n");
    add_form(p, r);
    page_close(p);
}

void stage_list_page(struct page *p) {
    show(p, &(struct refused){0});
}

static int64_t place_of(struct page *p) {
    int64_t place = 0;
    return str_num(p->word, &place) && place > 0 ? place : -1;
}

/* Of a place where none stands there is no page. */
static void finish(struct page *p, const struct stage *s, enum stage_flaw flaw) {
    if (flaw == STAGE_FINE) {
        if (page_saved(p)) {
            page_redirect(p, STR("/stages?done=saved"));
        }
        return;
    }
    db_forget(&p->work);
    if (flaw == STAGE_GONE) {
        page_not_found(p);
        return;
    }
    p->status = flaw == STAGE_IN_USE || flaw == STAGE_LAST ? 409 : 422;
    show(p, &(struct refused){.typed = *s, .wrong = flaw_said(&p->work, flaw)});
}

static void save(struct page *p, int64_t place) {
    struct stage s = {.cluster = p->session.cluster, .place = place, .names = named_read(p)};
    (void)stage_evidence_of(page_form(p, STR("evidence")), &s.evidence);
    db_begin(&p->work);
    enum stage_flaw flaw = stage_save(&p->work, &s);
    s.place = place;
    finish(p, &s, flaw);
}

void stage_add_post(struct page *p) {
    save(p, 0);
}

void stage_save_post(struct page *p) {
    save(p, place_of(p));
}

void stage_shift_post(struct page *p) {
    struct stage s = {.place = place_of(p)};
    db_begin(&p->work);
    finish(p, &s,
            stage_shift(&p->work, p->session.cluster, s.place, str_ends(p->path, STR("/later"))));
}

/* What is refused keeps its names: they are shown again in its form. */
void stage_remove_post(struct page *p) {
    struct stages all = stage_list(&p->work, p->session.cluster);
    const struct stage *stored = stage_at(&all, place_of(p));
    struct stage s = stored ? *stored : (struct stage){0};
    db_begin(&p->work);
    finish(p, &s, stage_remove(&p->work, p->session.cluster, place_of(p)));
}

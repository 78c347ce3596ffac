#include "web/collaboration_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "project/collaboration_file.h"
#include "project/collaboration_line.h"
#include "project/collaboration_move.h"
#include "project/own_field.h"
#include "web/collaboration_line_view.h"
#include "web/collaboration_people_view.h"
#include "web/collaboration_view.h"
#include "web/layout.h"
#include "web/own_field_view.h"
#include "wire/html.h"

/* Everything the page shows, read before anything is written. */
struct shown {
    struct stages path; /* ours */
    struct stages all;  /* of both sides, also those gone */
    struct collaboration_evidence evidence;
    struct collaboration_lines lines;
    struct collaboration_people_shown people;
    struct own_fields own;
    int64_t undoable;
};

static struct shown read_all(struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    return (struct shown){.path = stage_list(w, c->ours),
            .all = stage_all(w, c->id),
            .evidence = collaboration_evidence(w, c),
            .lines = collaboration_lines(w, c),
            .people = collaboration_people_read(p, c),
            .own = own_field_list(w, c->ours, OWN_FIELD_COLLABORATION, c->id),
            .undoable = collaboration_undoable(w, c)};
}

static str state_said(struct work *w, const struct collaboration *c) {
    switch (c->state) {
    case COLLABORATION_OURS:
        return say(w, "With {}, which does not know of it yet", txt(c->theirs_name));
    case COLLABORATION_INVITED:
        return say(
                w, "With {}, invited on {}", txt(c->theirs_name), txt(locale_day(w, c->invited)));
    case COLLABORATION_DECLINED: return say(w, "{} does not take part here", txt(c->theirs_name));
    case COLLABORATION_ACCEPTED:
    case COLLABORATION_STATES: break;
    }
    return say(w, "With {}", txt(c->theirs_name));
}

static void head(struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/collaborations'>{}</a></li>"
            "\n</ol>\n</nav>\n<div class='head'>\n<div>\n<h1 lang='{}'><bdi>{}</bdi>",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Collaborations")), txt(c->lang),
            txt(c->title));
    layout_tongue(p, c->lang);
    if (c->closed) {
        html(&p->out, " <span class='state'>{}</span>", txt(say(w, "put away")));
    }
    html(&p->out,
            "</h1>\n<p class='answer'>{}</p>\n</div>\n<div class='acts'>"
            "<a class='button plain' href='/{}{}'>{}</a> <button class='button plain' data-print"
            " hidden>{}</button></div>\n</div>\n",
            txt(state_said(w, c)), txt(p->lang), txt(collaboration_address(p, c->id, "/edit")),
            txt(say(w, "Edit")), txt(say(w, "Print")));
}

/* Done, here, or still to come. */
static void path(struct page *p, const struct collaboration *c, const struct stages *all) {
    bool before = stage_find(all, c->stage) != NULL;
    html(&p->out, "<ol class='path' aria-label='{}'>\n", txt(say(&p->work, "Where it stands")));
    for (size_t i = 0; i < all->count; i++) {
        const struct stage *s = &all->at[i];
        bool here = s->id == c->stage;
        before = before && !here;
        if (here) {
            html(&p->out, "<li class='here' aria-current='step'>");
        } else {
            html(&p->out, "<li class='{}'>", txt(before ? STR("done") : STR("ahead")));
        }
        html(&p->out, "<span>");
        collaboration_stage(p, s);
        html(&p->out, "</span></li>\n");
    }
    html(&p->out, "</ol>\n");
}

/* The next stage, and what it wants to see. */
static str next_said(struct page *p, const struct collaboration *c, const struct shown *s) {
    struct work *w = &p->work;
    const struct stage *now = stage_find(&s->path, c->stage);
    const struct stage *next = now ? now + 1 : s->path.at;
    if (next == s->path.at + s->path.count) {
        return say(w, "This is the last stage.");
    }
    str name = collaboration_stage_words(p, next);
    if (next->evidence == STAGE_NOTHING) {
        return say(w, "Next is “{}”.", txt(name));
    }
    str proof = collaboration_evidence_words(w, next->evidence);
    return s->evidence.has[next->evidence]
                   ? say(w, "Next is “{}”, which needs {}: it is there.", txt(name), txt(proof))
                   : say(w, "Next is “{}”, which needs {}: it is missing.", txt(name), txt(proof));
}

static void undo(struct page *p, const struct collaboration *c, int64_t move) {
    html(&p->out, "<form method='post' class='no-print' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, "/undo")));
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='move' value='{}'><button class='button plain'>{}</button>"
            "</form>\n",
            num(move), txt(say(&p->work, "Take the last move back")));
}

static void stages(struct page *p, const struct collaboration *c, const struct shown *s,
        const struct collaboration_refused *r) {
    html(&p->out, "<section class='stands'>\n");
    path(p, c, &s->path);
    if (r->move_wrong.len) {
        html(&p->out, "<p class='note care' role='alert'>{}</p>\n", txt(r->move_wrong));
    }
    html(&p->out, "<p class='quiet no-print'>{}</p>\n<div class='acts'>", txt(next_said(p, c, s)));
    if (s->path.at[0].id) {
        collaboration_move_form(p, c, &s->path, (str){0});
    }
    if (s->undoable) {
        undo(p, c, s->undoable);
    }
    html(&p->out, "</div>\n</section>\n");
}

static void shared_choice(struct page *p, bool chosen) {
    html(&p->out, "<div class='field'><label class='choice'><input type='checkbox' name='shared'"
                  " value='yes'");
    if (chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label></div>\n", txt(say(&p->work, "Show it to the other cluster too")));
}

static void reveal(struct page *p, bool open, str said) {
    html(&p->out, "<details class='reveal'");
    if (open) {
        html(&p->out, " open");
    }
    html(&p->out, ">\n<summary class='button plain'>{}</summary>\n", txt(said));
}

static void note_form(
        struct page *p, const struct collaboration *c, const struct collaboration_refused *r) {
    struct work *w = &p->work;
    reveal(p, r->note_wrong.len != 0, say(w, "Write a note"));
    html(&p->out, "<form method='post' class='reveal-body' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, "/notes")));
    page_form_key(p);
    html(&p->out, "<div class='field'><label for='note'>{}</label><p class='hint'>{}</p>",
            txt(say(w, "Note")),
            txt(say(w, "In any language. Only your cluster sees it, unless you show it.")));
    if (r->note_wrong.len) {
        html(&p->out, "<p class='wrong' id='note-wrong'>{}</p>", txt(r->note_wrong));
    }
    html(&p->out, "<textarea id='note' name='note'");
    if (r->note_wrong.len) {
        html(&p->out, " aria-invalid='true' aria-describedby='note-wrong'");
    }
    html(&p->out, ">\n{}</textarea></div>\n", txt(r->note));
    shared_choice(p, r->note_shared);
    html(&p->out, "<button class='button'>{}</button></form>\n</details>\n", txt(say(w, "Save")));
}

static void file_form(
        struct page *p, const struct collaboration *c, const struct collaboration_refused *r) {
    struct work *w = &p->work;
    reveal(p, r->file_wrong.len != 0, say(w, "Add a file"));
    html(&p->out,
            "<form method='post' class='reveal-body' enctype='multipart/form-data' action='/{}{}'>",
            txt(p->lang), txt(collaboration_address(p, c->id, "/files")));
    page_form_key(p);
    html(&p->out, "<div class='field'><label for='file'>{}</label><p class='hint'>{}</p>",
            txt(say(w, "File")),
            txt(say(w,
                    "Up to {} MB, {} files in all. Only your cluster sees it, unless you show"
                    " it.",
                    num(COLLABORATION_FILE_MOST / (1024 * 1024)), num(COLLABORATION_FILES_MOST))));
    if (r->file_wrong.len) {
        html(&p->out, "<p class='wrong' id='file-wrong'>{}</p>", txt(r->file_wrong));
    }
    html(&p->out, "<input type='file' id='file' name='file' required></div>\n");
    shared_choice(p, r->file_shared);
    html(&p->out, "<button class='button'>{}</button></form>\n</details>\n", txt(say(w, "Add")));
}

static void invite(struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    if (!collaboration_may_invite(w, c)) {
        return;
    }
    html(&p->out,
            "<div class='note no-print'><p>{}</p>\n<details class='reveal'>\n"
            "<summary class='button'>{}</summary>\n"
            "<form method='post' class='reveal-body' action='/{}{}'>",
            txt(c->state == COLLABORATION_OURS
                            ? say(w, "Only your cluster sees this so far.")
                            : say(w, "{} was asked and has not said yes.", txt(c->theirs_name))),
            txt(say(w, "Invite {}", txt(c->theirs_name))), txt(p->lang),
            txt(collaboration_address(p, c->id, "/invite")));
    page_form_key(p);
    html(&p->out,
            "<div class='field'><label for='word'>{}</label><p class='hint'>{}</p>"
            "<textarea id='word' name='note' maxlength='{}'></textarea></div>\n"
            "<button class='button'>{}</button></form>\n</details></div>\n",
            txt(say(w, "A word to them")),
            txt(say(w,
                    "Those who work for {} get a letter with it. They see the title, who takes"
                    " part, and what you show them; notes and files stay yours.",
                    txt(c->theirs_name))),
            num(COLLABORATION_NOTE_MOST), txt(say(w, "Invite")));
}

static void facts(struct page *p, const struct collaboration *c, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2 class='section-first'>{}</h2>\n<dl class='facts'>\n",
            txt(say(w, "What comes next")));
    html(&p->out, "<dt>{}</dt><dd dir='auto'>{}</dd>\n<dt>{}</dt><dd>", txt(say(w, "Next step")),
            txt(c->next_step.len ? c->next_step : say(w, "Not stated")), txt(say(w, "By when")));
    collaboration_day(p, c);
    html(&p->out,
            "</dd>\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd><a href='/{}/partners/{}'"
            " lang='{}'>{}</a></dd>\n</dl>\n",
            txt(say(w, "Responsible")),
            txt(c->responsible.len ? c->responsible : say(w, "Nobody yet")), txt(say(w, "Partner")),
            txt(p->lang), num(c->theirs), txt(c->theirs_lang), txt(c->theirs_name));
    own_field_facts(p, &s->own);
}

static void end_form(struct page *p, const struct collaboration *c, const char *act, str said) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, act)));
    page_form_key(p);
    html(&p->out, "<button class='link'>{}</button></form>\n", txt(said));
}

static void ending(struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    html(&p->out, "<div class='line-acts no-print'>");
    if (c->closed) {
        end_form(p, c, "/reopen", say(w, "Take it up again"));
    } else {
        end_form(p, c, "/close", say(w, "Put it away"));
    }
    if (c->state != COLLABORATION_ACCEPTED) {
        html(&p->out,
                "<details class='reveal'>\n<summary class='link'>{}</summary>\n"
                "<div class='reveal-body'><p>{}</p>",
                txt(say(w, "Remove this collaboration")),
                txt(say(w, "It is gone for good, with its notes and files.")));
        end_form(p, c, "/remove", say(w, "Remove it"));
        html(&p->out, "</div>\n</details>\n");
    }
    html(&p->out, "</div>\n");
}

void collaboration_show(
        struct page *p, const struct collaboration *c, const struct collaboration_refused *r) {
    struct shown s = read_all(p, c);
    page_open_with(p, c->title);
    head(p, c);
    stages(p, c, &s, r);
    invite(p, c);
    html(&p->out, "<div class='two'>\n<div>\n<div class='acts no-print'>");
    note_form(p, c, r);
    file_form(p, c, r);
    html(&p->out, "</div>\n");
    collaboration_line_view(p, c, &s.lines, &s.all);
    html(&p->out, "</div>\n<div>\n");
    facts(p, c, &s);
    collaboration_people_view(p, c, &s.people);
    ending(p, c);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

void collaboration_page(struct page *p) {
    struct collaboration c = {0};
    if (collaboration_asked(p, &c)) {
        collaboration_show(p, &c, &(struct collaboration_refused){0});
    }
}

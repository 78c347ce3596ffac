#include "web/collaboration_line_view.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/collaboration_view.h"
#include "web/fact.h"
#include "web/layout.h"
#include "wire/html.h"

enum { MEGABYTE = 1000000 }; /* as people count it */

static str side_name(const struct collaboration *c, int64_t cluster) {
    return cluster == c->theirs ? c->theirs_name : c->ours_name;
}

static str stage_words(struct page *p, const struct stages *all, int64_t id) {
    return collaboration_stage_words(p, stage_find(all, id));
}

static str moved(struct page *p, const struct collaboration_line *l, const struct stages *all) {
    struct work *w = &p->work;
    if (l->kind == LINE_UNDONE) {
        return say(w, "Taken back: from “{}” to “{}”", txt(stage_words(p, all, l->from)),
                txt(stage_words(p, all, l->to)));
    }
    return l->from ? say(w, "From “{}” to “{}”", txt(stage_words(p, all, l->from)),
                             txt(stage_words(p, all, l->to)))
                   : say(w, "Began at “{}”", txt(stage_words(p, all, l->to)));
}

static str meeting(struct work *w, const struct collaboration_line *l) {
    bool video = str_eq(l->how, STR("video"));
    bool phone = str_eq(l->how, STR("phone"));
    return video   ? say(w, "Meeting by video")
           : phone ? say(w, "Meeting by phone")
                   : say(w, "Meeting in person");
}

static str what(struct page *p, const struct collaboration *c, const struct collaboration_line *l,
        const struct stages *all) {
    struct work *w = &p->work;
    str who = side_name(c, l->cluster);
    switch (l->kind) {
    case LINE_BEGUN: return say(w, "Begun by {}", txt(who));
    case LINE_INVITED:
        return say(w, "{} was invited", txt(c->began == c->ours ? c->theirs_name : c->ours_name));
    case LINE_ACCEPTED: return say(w, "{} takes part", txt(who));
    case LINE_DECLINED: return say(w, "{} does not take part", txt(who));
    case LINE_MOVED:
    case LINE_UNDONE: return moved(p, l, all);
    case LINE_NOTE: return say(w, "Note of {}", txt(who));
    case LINE_FILE: return say(w, "File of {}", txt(who));
    case LINE_APPROACH: return say(w, "Contact request of {}", txt(who));
    case LINE_MEETING: return meeting(w, l);
    case LINE_KINDS: break;
    }
    return (str){0};
}

static void state(struct page *p, str look, str said) {
    html(&p->out, " <span class='{}'>{}</span>", txt(look), txt(said));
}

/* Only what both sides confirmed looks certain. */
static void meeting_state(struct page *p, const struct collaboration_line *l) {
    struct work *w = &p->work;
    if (str_eq(l->state, STR("confirmed"))) {
        state(p, STR("state good"), say(w, "confirmed by both sides"));
    } else if (str_eq(l->state, STR("claimed"))) {
        state(p, STR("state care"), say(w, "claimed, not confirmed yet"));
    } else if (str_eq(l->state, STR("planned"))) {
        state(p, STR("state"), say(w, "planned"));
    } else if (str_eq(l->state, STR("not-held"))) {
        state(p, STR("state"), say(w, "did not take place"));
    } else {
        state(p, STR("state"), say(w, "cancelled"));
    }
}

/* What the side that asks may be told, in the same words whatever the other side did. */
static void approach_state(struct page *p, const struct collaboration_line *l) {
    struct work *w = &p->work;
    if (str_eq(l->state, STR("yes"))) {
        state(p, STR("state good"), say(w, "agreed"));
    } else if (str_eq(l->state, STR("open"))) {
        state(p, STR("state"), say(w, "open until {}", txt(locale_date(w, l->how, DATE_LONG))));
    } else if (str_eq(l->state, STR("later"))) {
        state(p, STR("state"), say(w, "later"));
    } else {
        state(p, STR("state"), say(w, "over"));
    }
}

static void tags(struct page *p, const struct collaboration_line *l) {
    struct work *w = &p->work;
    if (l->kind == LINE_MEETING) {
        meeting_state(p, l);
    } else if (l->kind == LINE_APPROACH) {
        approach_state(p, l);
    } else if (l->kind == LINE_NOTE || l->kind == LINE_FILE) {
        state(p, STR("state"),
                l->shared ? say(w, "both clusters see it") : say(w, "only your cluster sees it"));
    }
}

static void size(struct page *p, int64_t bytes) {
    struct work *w = &p->work;
    html(&p->out, " <small class='quiet'>{}</small>",
            txt(bytes < MEGABYTE ? say(w, "{} kB", num((bytes + 999) / 1000))
                                 : say(w, "{} MB", txt(locale_real(w, (double)bytes / 1e6, 1)))));
}

static void content(
        struct page *p, const struct collaboration *c, const struct collaboration_line *l) {
    if (l->kind == LINE_NOTE) {
        fact_paragraphs(p, l->text, l->lang);
    } else if (l->kind == LINE_FILE) {
        html(&p->out, "<p><a href='/{}{}/{}' download>{}</a>", txt(p->lang),
                txt(collaboration_address(p, c->id, "/files")), num(l->id), txt(l->text));
        size(p, l->bytes);
        html(&p->out, "</p>\n");
    } else if (l->kind == LINE_MEETING) {
        html(&p->out, "<p><a href='/{}/meetings/{}' dir='auto'>{}</a></p>\n", txt(p->lang),
                num(l->id), txt(l->text.len ? l->text : say(&p->work, "Open the meeting")));
    } else if (l->kind == LINE_APPROACH) {
        html(&p->out, "<p><a href='/{}/approaches/{}'>{}</a></p>\n", txt(p->lang), num(l->id),
                txt(say(&p->work, "Open the contact request")));
    }
}

static void button(struct page *p, const struct collaboration *c,
        const struct collaboration_line *l, const char *act, str said) {
    html(&p->out, "<form method='post' action='/{}{}/{}/{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, l->kind == LINE_NOTE ? "/notes" : "/files")),
            num(l->id), txt(str_of(act)));
    page_form_key(p);
    html(&p->out, "<button class='link'>{}</button></form>", txt(said));
}

/* Of our own notes and files; removing takes two steps. */
static void acts(
        struct page *p, const struct collaboration *c, const struct collaboration_line *l) {
    struct work *w = &p->work;
    bool kept = l->kind == LINE_NOTE || l->kind == LINE_FILE;
    if (!kept || l->cluster != c->ours) {
        return;
    }
    html(&p->out, "<div class='line-acts no-print'>");
    if (l->shared) {
        button(p, c, l, "keep", say(w, "Keep to your cluster"));
    } else {
        button(p, c, l, "share", say(w, "Show to both clusters"));
    }
    html(&p->out, "<details class='reveal'><summary class='link'>{}</summary>",
            txt(say(w, "Remove")));
    html(&p->out, "<div class='reveal-body'><p>{}</p>", txt(say(w, "It is gone for good.")));
    button(p, c, l, "remove", say(w, "Remove it"));
    html(&p->out, "</div></details></div>\n");
}

static void put(struct page *p, const struct collaboration *c, const struct collaboration_line *l,
        const struct stages *all) {
    struct work *w = &p->work;
    html(&p->out, "<li class='{}'><p class='line-when'><time>{}</time>{}{}</p>\n<h3>{}",
            txt(l->cluster == c->theirs ? STR("theirs") : STR("ours")), txt(locale_day(w, l->at)),
            txt(l->who.len ? STR(" · ") : STR("")), txt(l->who), txt(what(p, c, l, all)));
    if (l->kind == LINE_NOTE) {
        layout_tongue(p, l->lang);
    }
    tags(p, l);
    html(&p->out, "</h3>\n");
    content(p, c, l);
    acts(p, c, l);
    html(&p->out, "</li>\n");
}

void collaboration_line_view(struct page *p, const struct collaboration *c,
        const struct collaboration_lines *lines, const struct stages *all) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<p class='total'>{}</p>\n", txt(say(w, "What happened")),
            txt(lines->total > (int64_t)lines->count
                            ? say(w, "The newest {} of {} entries", num((int64_t)lines->count),
                                      num(lines->total))
                            : say_many(w, "One entry", "{} entries, the newest first",
                                      lines->total)));
    html(&p->out, "<ol class='line'>\n");
    for (size_t i = 0; i < lines->count; i++) {
        put(p, c, &lines->at[i], all);
    }
    html(&p->out, "</ol>\n");
}

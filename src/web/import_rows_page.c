#include "web/import_rows_page.h"

#include "db/db.h"
#include "directory/import_reason.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/import_page.h"
#include "wire/html.h"

#include <stdio.h>

static str verdict_text(struct work *w, enum import_verdict v) {
    switch (v) {
    case IMPORT_NEW: return say(w, "New");
    case IMPORT_CHANGED: return say(w, "Changed");
    case IMPORT_EQUAL: return say(w, "Equal");
    case IMPORT_DUPLICATE: return say(w, "Perhaps the same");
    case IMPORT_WRONG: return say(w, "Wrong");
    case IMPORT_VERDICTS: break;
    }
    return say(w, "All");
}

static const char *verdict_class(enum import_verdict v) {
    switch (v) {
    case IMPORT_NEW: return "state good";
    case IMPORT_DUPLICATE: return "state care";
    case IMPORT_WRONG: return "state bad";
    case IMPORT_CHANGED:
    case IMPORT_EQUAL:
    case IMPORT_VERDICTS: break;
    }
    return "state";
}

static void chip(struct page *p, enum import_verdict v, enum import_verdict chosen, int64_t count) {
    html(&p->out, "<li><a href='/{}{}?show={}'", txt(p->lang),
            txt(import_address(p, p->id, "/rows")), txt(import_verdict_word(v)));
    if (v == chosen) {
        html(&p->out, " aria-current='true'");
    }
    html(&p->out, ">{} <b>{}</b></a></li>\n", txt(verdict_text(&p->work, v)),
            txt(locale_num(&p->work, count)));
}

static void chips(struct page *p, const struct import_counts *c, enum import_verdict chosen) {
    html(&p->out, "<ul class='chips' aria-label='{}'>\n", txt(say(&p->work, "Show")));
    chip(p, IMPORT_VERDICTS, chosen, c->rows);
    for (enum import_verdict v = IMPORT_NEW; v < IMPORT_VERDICTS; v++) {
        chip(p, v, chosen, c->by[v]);
    }
    html(&p->out, "</ul>\n");
}

static void choice(struct page *p, const struct import_row_seen *row) {
    struct work *w = &p->work;
    str chosen = row->choice.len ? row->choice : row->act;
    const struct {
        str value;
        str said;
    } all[] = {{STR("update"), say(w, "It is the same: change it")},
            {STR("new"), say(w, "It is another: add it")},
            {STR("leave"), say(w, "Leave the line out")}};
    html(&p->out, "<p><select name='same-{}' aria-label='{}'>", num(row->line),
            txt(say(w, "What to do with {}", txt(row->name))));
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        html(&p->out, "<option value='{}'", txt(all[i].value));
        if (str_eq(all[i].value, chosen)) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>", txt(all[i].said));
    }
    html(&p->out, "</select></p>");
}

static void reasons(struct page *p, enum import_kind kind, const struct import_row_seen *row) {
    str rest = row->reason;
    struct import_reason r = {0};
    while (import_reason_next(&rest, &r)) {
        html(&p->out, "<p>{}</p>", txt(import_reason_text(&p->work, kind, &r)));
    }
}

static void table(struct page *p, enum import_kind kind, const struct import_rows *rows) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col' class='num'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>\n"
            "<tbody>\n",
            txt(say(w, "Line")), txt(say(w, "Name")), txt(say(w, "Verdict")), txt(say(w, "What")));
    for (size_t i = 0; i < rows->count; i++) {
        const struct import_row_seen *row = &rows->at[i];
        html(&p->out,
                "<tr class='verdict-{}'><td data-label='{}' class='num'>{}</td>"
                "<th scope='row'>{}</th><td data-label='{}'><span class='{}'>{}</span></td>"
                "<td data-label='{}'>",
                txt(import_verdict_word(row->verdict)), txt(say(w, "Line")), num(row->line),
                txt(row->name.len ? row->name : STR("–")), txt(say(w, "Verdict")),
                txt(str_of(verdict_class(row->verdict))), txt(verdict_text(w, row->verdict)),
                txt(say(w, "What")));
        reasons(p, kind, row);
        if (row->verdict == IMPORT_DUPLICATE) {
            choice(p, row);
        }
        html(&p->out, "</td></tr>\n");
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static bool has_choices(const struct import_rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->at[i].verdict == IMPORT_DUPLICATE) {
            return true;
        }
    }
    return false;
}

static void paging(struct page *p, const struct import_rows *rows, enum import_verdict v) {
    struct work *w = &p->work;
    if (rows->count < IMPORT_PAGE) {
        return;
    }
    html(&p->out, "<p><a href='/{}{}?show={}&amp;after={}'>{}</a></p>\n", txt(p->lang),
            txt(import_address(p, p->id, "/rows")), txt(import_verdict_word(v)),
            num(rows->at[rows->count - 1].line), txt(say(w, "The next lines")));
}

static void buttons(struct page *p, const struct import_counts *c, bool chosen) {
    struct work *w = &p->work;
    int64_t lines = c->added + c->updated;
    if (c->by[IMPORT_WRONG]) {
        html(&p->out,
                "<div class='field'><label class='choice'><input type='checkbox' name='leave'"
                " value='yes'> {}</label><p class='hint'><a href='/{}{}'>{}</a></p></div>\n",
                txt(say_many(w, "Leave the wrong line out", "Leave the {} wrong lines out",
                        c->by[IMPORT_WRONG])),
                txt(p->lang), txt(import_address(p, p->id, "/wrong.csv")),
                txt(say(w, "Download them with the reasons, to mend them")));
    }
    html(&p->out,
            "<div class='form-end'><button class='button' name='then' value='apply'>{}</button>",
            txt(say_many(w, "Apply one line", "Apply {} lines", lines)));
    if (chosen) {
        html(&p->out, " <button class='button plain' name='then' value='keep'>{}</button>",
                txt(say(w, "Keep these choices")));
    }
    html(&p->out, " <a class='button plain' href='/{}{}'>{}</a></div>\n", txt(p->lang),
            txt(import_address(p, p->id, "")), txt(say(w, "Back to the columns")));
}

static str answer(struct work *w, const struct import_counts *c) {
    return say(w, "{} would be added, {} changed; {} are wrong. Nothing is changed yet.",
            num(c->added), num(c->updated), num(c->by[IMPORT_WRONG]));
}

static void show(struct page *p, const struct import *i, str wrong) {
    struct work *w = &p->work;
    enum import_verdict v = IMPORT_VERDICTS;
    struct import_counts counts = import_count(w, i->id);
    (void)import_verdict_of(page_query(p, STR("show")), &v);
    struct import_rows rows = import_rows(w, i->id, v, page_number(p, STR("after")), IMPORT_PAGE);

    import_head(p, say(w, "What will change?"), answer(w, &counts));
    import_steps(p, IMPORT_STEP_LOOK);
    if (wrong.len) {
        html(&p->out, "<div class='errors' tabindex='-1' role='alert'><h2>{}</h2></div>\n",
                txt(wrong));
    }
    chips(p, &counts, v);
    html(&p->out, "<form method='post' action='/{}{}?show={}&amp;after={}'>\n", txt(p->lang),
            txt(import_address(p, i->id, "/apply")), txt(import_verdict_word(v)),
            num(page_number(p, STR("after"))));
    page_form_key(p);
    table(p, i->kind, &rows);
    paging(p, &rows, v);
    buttons(p, &counts, has_choices(&rows));
    html(&p->out, "</form>\n");
    page_close(p);
}

/* How far it is: from memory where this process is at it, for there it is never late. */
static struct import_order look(struct page *p) {
    struct import_running *here = p->house->running;
    struct import_order o = {0};
    (void)import_order_one(&p->work, p->id, &o);
    if (here && atomic_load(&here->import) == p->id) {
        o.done = atomic_load(&here->progress.done);
        o.total = atomic_load(&here->progress.all);
    }
    return o;
}

static bool is_busy(const struct import_order *o) {
    return o->state == IMPORT_ORDER_WAITS || o->state == IMPORT_ORDER_RUNS;
}

bool import_busy(struct page *p) {
    struct import_order o = look(p);
    return is_busy(&o);
}

void import_rows_page(struct page *p) {
    struct import i = {0};
    (void)import_one(&p->work, p->id, &i);
    if (import_busy(p)) {
        page_redirect(p, import_address(p, i.id, "/progress"));
    } else if (i.state != IMPORT_JUDGED) {
        page_redirect(p, import_address(p, i.id, ""));
    } else {
        show(p, &i, (str){0});
    }
}

void import_go(struct page *p, const struct import *i, bool apply) {
    struct import_order order = {.import = i->id,
            .account = p->work.actor,
            .tongue = p->work.tongue,
            .apply = apply,
            .leave_wrong = str_eq(page_form(p, STR("leave")), STR("yes"))};
    if (p->house->running && i->rows > IMPORT_LONG) {
        db_begin(&p->work);
        import_order_ask(&p->work, &order);
        if (page_saved(p)) {
            page_redirect(p, import_address(p, i->id, "/progress"));
        }
        return;
    }
    bool kept = import_order_do(&p->work, &order, NULL);
    if (kept) {
        page_follow(p);
    }
    page_redirect(p, import_address(p, i->id, apply && kept ? "" : "/rows"));
}

/* The choices of the page that was sent; what is none of them stays as it is. */
static void take_choices(struct page *p) {
    const struct fields *sent = &p->request->form;
    for (size_t i = 0; i < sent->count; i++) {
        str name = sent->at[i].name;
        str value = sent->at[i].value;
        int64_t line = 0;
        bool ours = str_eq(value, STR("update")) || str_eq(value, STR("new")) ||
                    str_eq(value, STR("leave"));
        if (ours && str_starts(name, STR("same-")) && str_num(str_skip(name, 5), &line)) {
            import_choose(&p->work, p->id, line, value);
        }
    }
}

void import_apply_post(struct page *p) {
    struct work *w = &p->work;
    struct import i = {0};
    (void)import_one(w, p->id, &i);
    if (i.state != IMPORT_JUDGED || import_busy(p)) {
        page_redirect(p, import_address(p, p->id, import_busy(p) ? "/progress" : ""));
        return;
    }
    db_begin(w);
    take_choices(p);
    if (!page_saved(p)) {
        return;
    }
    bool apply = str_eq(page_form(p, STR("then")), STR("apply"));
    bool leave = str_eq(page_form(p, STR("leave")), STR("yes"));
    if (apply && !leave && import_count(w, i.id).by[IMPORT_WRONG]) {
        p->status = 422;
        show(p, &i,
                say(w, "Some lines are wrong. Mend them in the file, or tick that they are left"
                       " out."));
        return;
    }
    import_go(p, &i, apply);
}

static void refresh(struct page *p, const char *seconds, str address) {
    struct buf value = {.mem = p->work.mem};
    buf_add(&value, str_of(seconds));
    buf_add(&value, STR("; url=/"));
    buf_add(&value, p->lang);
    buf_add(&value, address);
    response_header(p->work.mem, p->response, STR("Refresh"), buf_str(&value));
}

static void show_running(struct page *p, const struct import_order *seen) {
    struct work *w = &p->work;
    str here = import_address(p, p->id, "/progress");
    html(&p->out,
            "<section id='progress' class='note' data-poll='/{}{}' data-every='1'>\n"
            "<p><label for='bar'>{}</label></p>\n<progress id='bar' max='{}' value='{}'></progress>\n"
            "<p><a href='/{}{}'>{}</a></p>\n</section>\n",
            txt(p->lang), txt(here),
            txt(seen->state == IMPORT_ORDER_WAITS
                            ? say(w, "Another import comes first.")
                            : say(w, "{} of {} lines", num(seen->done), num(seen->total))),
            num(seen->total ? seen->total : 1), num(seen->done), txt(p->lang), txt(here),
            txt(say(w, "Show how far it is")));
    refresh(p, "5", here);
}

void import_progress_page(struct page *p) {
    struct work *w = &p->work;
    struct import_order seen = look(p);
    bool busy = is_busy(&seen);
    str next =
            import_address(p, p->id, seen.apply && seen.state == IMPORT_ORDER_DONE ? "" : "/rows");
    import_head(p, seen.apply ? say(w, "The table is being applied") : say(w, "The lines are read"),
            say(w, "You may leave this page; it goes on."));
    import_steps(p, IMPORT_STEP_LOOK);
    if (busy) {
        show_running(p, &seen);
    } else if (seen.state == IMPORT_ORDER_BROKE) {
        html(&p->out,
                "<section id='progress' class='note bad'><p>{}</p>"
                "<p><a class='button plain' href='/{}{}'>{}</a></p></section>\n",
                txt(say(w, "It was not finished, and nothing was changed. Try again.")),
                txt(p->lang), txt(next), txt(say(w, "Back to the lines")));
    } else {
        html(&p->out,
                "<section id='progress' class='note good' data-then='/{}{}'><p>{}</p>"
                "<p><a class='button' href='/{}{}'>{}</a></p></section>\n",
                txt(p->lang), txt(next), txt(say(w, "It is done.")), txt(p->lang), txt(next),
                txt(say(w, "Go on")));
        refresh(p, "0", next);
    }
    page_close(p);
}

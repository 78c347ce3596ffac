#include "web/hand_over_page.h"

#include "db/db.h"
#include "directory/column.h"
#include "directory/individual.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "project/collaboration.h"
#include "trust/hand_over.h"
#include "web/layout.h"
#include "wire/html.h"

enum { COLLEAGUES_MOST = 200 };

struct colleague {
    int64_t account;
    str name;
    bool left; /* their role ended already: nothing goes to them */
};

struct shown {
    struct colleague *colleagues; /* managers of the cluster, also suspended ones; then who left */
    size_t count;
    struct colleague *leaver; /* NULL: not chosen yet */
    struct hand_over_items items;
    struct hand_over_knowns known;
    struct hand_overs before;
    str note;
    str note_wrong, to_wrong;
    int64_t to; /* account */
};

static struct colleague *colleague(const struct shown *s, int64_t account) {
    for (size_t i = 0; i < s->count; i++) {
        if (s->colleagues[i].account == account) {
            return &s->colleagues[i];
        }
    }
    return NULL;
}

static void read_colleagues(struct page *p, struct shown *s) {
    struct colleague one = {0};
    s->colleagues =
            arena_new(p->work.mem, struct colleague, COLLEAGUES_MOST + HAND_OVER_LEAVERS_MOST);
    struct rows r = db_rows(&p->work,
            "SELECT a.id, a.name FROM role AS r JOIN account AS a ON a.id = r.account_id"
            " WHERE r.cluster_id = ? AND r.kind = 'manager' ORDER BY a.name, a.id LIMIT ?",
            num(p->session.cluster), num(COLLEAGUES_MOST));
    while (db_next(&r, to(one.account), to(one.name))) {
        s->colleagues[s->count++] = one;
    }
    struct hand_over_leavers gone = hand_over_leavers(&p->work, p->session.cluster);
    for (size_t i = 0; i < gone.count; i++) {
        struct colleague *there = colleague(s, gone.at[i].account); /* suspended */
        if (!there) {
            there = &s->colleagues[s->count++];
        }
        *there = (struct colleague){gone.at[i].account, gone.at[i].name, .left = true};
    }
}

/* The individual of an account that has one already; 0: nothing was ever theirs. */
static int64_t individual_known(struct work *w, int64_t account) {
    return db_number(w, "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)",
            num(account));
}

static void read(struct page *p, struct shown *s, int64_t leaver) {
    struct work *w = &p->work;
    read_colleagues(p, s);
    s->leaver = colleague(s, leaver);
    s->before = hand_over_list(w, p->session.cluster);
    if (s->leaver) {
        int64_t id = individual_known(w, leaver);
        s->items = hand_over_items(w, p->session.cluster, leaver);
        s->known = hand_over_known(w, p->session.cluster, id);
    }
}

static void head(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/colleagues'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Colleagues")),
            txt(say(w, "Somebody leaves")),
            txt(say(w,
                    "What they have under way goes to a colleague. Whom they know, and who trusts"
                    " them, stays theirs.")));
}

static void choose(struct page *p, const struct shown *s, str name, str label) {
    int64_t chosen = str_eq(name, STR("to")) ? s->to : s->leaver ? s->leaver->account : 0;
    html(&p->out, "<div class='field'><label for='{}'>{}</label>", txt(name), txt(label));
    if (str_eq(name, STR("to")) && s->to_wrong.len) {
        html(&p->out, "<p class='wrong' id='to-wrong'>{}</p>", txt(s->to_wrong));
    }
    html(&p->out, "<select id='{}' name='{}'>\n<option value=''>{}</option>\n", txt(name),
            txt(name), txt(say(&p->work, "Choose")));
    for (size_t i = 0; i < s->count; i++) {
        if (s->colleagues[i].left && str_eq(name, STR("to"))) {
            continue;
        }
        html(&p->out, "<option value='{}'", num(s->colleagues[i].account));
        if (s->colleagues[i].account == chosen) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(s->colleagues[i].name));
    }
    html(&p->out, "</select></div>\n");
}

static void leaver_form(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<form method='get' action='/{}/hand-over'>\n", txt(p->lang));
    choose(p, s, STR("from"), say(w, "Who leaves"));
    html(&p->out, "<p class='acts'><button class='button plain'>{}</button></p>\n</form>\n",
            txt(say(w, "Show what they have under way")));
}

static void item(struct page *p, const struct hand_over_item *i) {
    struct work *w = &p->work;
    str what = say(w, "Contact request");
    str path = STR("/approaches/");
    if (i->part == HAND_OVER_MEETING) {
        what = say(w, "Meeting");
        path = STR("/meetings/");
    } else if (i->part == HAND_OVER_COLLABORATION) {
        what = say(w, "Collaboration");
        path = STR("/collaborations/");
    }
    html(&p->out, "<li>{}: <a href='/{}{}{}'", txt(what), txt(p->lang), txt(path), num(i->object));
    if (i->lang.len) {
        html(&p->out, " lang='{}'", txt(i->lang));
    }
    html(&p->out, "><bdi>{}</bdi></a> <small class='quiet'>{}</small></li>\n",
            txt(i->title.len ? i->title : what),
            txt(i->day.len ? locale_date(w, i->day, DATE_LONG) : (str){0}));
}

static void give_form(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<ul>\n", txt(say(w, "Under way")));
    for (size_t i = 0; i < s->items.count; i++) {
        item(p, &s->items.at[i]);
    }
    html(&p->out, "</ul>\n<form method='post' action='/{}/hand-over'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='from' value='{}'>\n", num(s->leaver->account));
    choose(p, s, STR("to"), say(w, "Who takes it over"));
    html(&p->out,
            "<div class='field'><label for='note'>{}</label><p class='hint' id='note-hint'>{}</p>",
            txt(say(w, "Note to them")), txt(say(w, "It may stay empty. Only colleagues see it.")));
    if (s->note_wrong.len) {
        html(&p->out, "<p class='wrong' id='note-wrong'>{}</p>", txt(s->note_wrong));
    }
    html(&p->out,
            "<textarea id='note' name='note' rows='3' aria-describedby='note-hint'>{}</textarea>"
            "</div>\n<p class='acts'><button class='button'>{}</button></p>\n</form>\n",
            txt(s->note), txt(say(w, "Hand it over")));
}

static void known_row(struct page *p, const struct shown *s, const struct hand_over_known *k) {
    struct work *w = &p->work;
    struct individual one = {0};
    if (!individual_one(w, k->individual, &one)) {
        return;
    }
    str where = one.organisation ? one.organisation_name : one.cluster_name;
    html(&p->out,
            "<li><b><bdi>{}</bdi></b>{}<bdi>{}</bdi><br><small class='quiet'>{}</small></li>\n",
            txt(one.name), txt(where.len ? say(w, ", ") : (str){0}), txt(where),
            txt(say(w, "Known to {1}, last met {2}", txt(s->leaver->name),
                    txt(locale_date(w, k->day, DATE_LONG)))));
}

static void known(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    if (!s->known.count) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n<ul>\n", txt(say(w, "Whom they met for the cluster")),
            txt(say(w,
                    "Ask {} to introduce you to them, best while they are still here: trust"
                    " cannot be handed over.",
                    txt(s->leaver->name))));
    for (size_t i = 0; i < s->known.count; i++) {
        known_row(p, s, &s->known.at[i]);
    }
    html(&p->out, "</ul>\n");
}

static void before_row(struct page *p, const struct hand_over *h) {
    struct work *w = &p->work;
    struct individual from = {0};
    struct individual to = {0};
    (void)individual_one(w, h->from, &from);
    (void)individual_one(w, h->to, &to);
    html(&p->out, "<li>{}<br><small class='quiet'>{}</small>",
            txt(say(w, "{1}: from {2} to {3}", txt(locale_day(w, h->at)), txt(from.name),
                    txt(to.name))),
            txt(h->note));
    if (h->undone) {
        html(&p->out, " <span class='state'>{}</span>", txt(say(w, "Undone")));
    } else {
        html(&p->out, "<form method='post' action='/{}/hand-over/undo'>\n", txt(p->lang));
        page_form_key(p);
        html(&p->out,
                "<input type='hidden' name='id' value='{}'>"
                "<button class='button plain'>{}</button></form>\n",
                num(h->id), txt(say(w, "Undo")));
    }
    html(&p->out, "</li>\n");
}

static void before(struct page *p, const struct shown *s) {
    if (!s->before.count) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(&p->work, "Handed over so far")));
    for (size_t i = 0; i < s->before.count; i++) {
        before_row(p, &s->before.at[i]);
    }
    html(&p->out, "</ul>\n");
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Somebody leaves"));
    head(p);
    leaver_form(p, s);
    if (s->leaver && s->items.count) {
        give_form(p, s);
    } else if (s->leaver) {
        html(&p->out, "<p class='note'>{}</p>\n",
                txt(say(w,
                        "{} has no contact request, no meeting and no collaboration under way in"
                        " the name of the cluster.",
                        txt(s->leaver->name))));
    }
    if (s->leaver) {
        known(p, s);
    }
    before(p, s);
    page_close(p);
}

static int64_t chosen(str text) {
    int64_t id = 0;
    return str_num(text, &id) ? id : 0;
}

void hand_over_page(struct page *p) {
    struct shown s = {0};
    read(p, &s, chosen(page_query(p, STR("from"))));
    show(p, &s);
}

static const struct column note_column = {
        "note", say_word("Note"), 0, COLUMN_TEXT, 0, HAND_OVER_NOTE_MOST, false};

static void check(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    enum flaw flaw = column_take(w->mem, &note_column, &s->note, page_form(p, STR("note")));
    s->to = chosen(page_form(p, STR("to")));
    const struct colleague *heir = colleague(s, s->to);
    if (!heir || heir->left || (s->leaver && s->to == s->leaver->account)) {
        s->to_wrong = say(w, "Choose a colleague who stays.");
    }
    s->note_wrong = flaw ? flaw_text(w, flaw) : (str){0};
}

/* Those among what went that are kept elsewhere. */
static void give_collaborations(
        struct work *w, const struct hand_over *h, int64_t from, int64_t to) {
    struct hand_over_items all = hand_over_moved(w, h->id);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].part == HAND_OVER_COLLABORATION) {
            struct collaboration c = {.id = all.at[i].object, .ours = h->cluster};
            collaboration_give(w, &c, from, to);
        }
    }
}

void hand_over_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {0};
    read(p, &s, chosen(page_form(p, STR("from"))));
    check(p, &s);
    if (!s.leaver || s.to_wrong.len || s.note_wrong.len) {
        p->status = 422;
        show(p, &s);
        return;
    }
    db_begin(w);
    struct hand_over h = {.cluster = p->session.cluster,
            .from = individual_of_account(w, s.leaver->account),
            .to = individual_of_account(w, s.to),
            .note = s.note};
    if (hand_over_make(w, &h)) {
        give_collaborations(w, &h, s.leaver->account, s.to);
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/hand-over?done=saved"));
    }
}

void hand_over_undo_post(struct page *p) {
    struct work *w = &p->work;
    struct hand_over h = {0};
    db_begin(w);
    bool undone = hand_over_undo(w, p->session.cluster, chosen(page_form(p, STR("id"))), &h);
    if (undone) {
        struct individual from = {0};
        struct individual to = {0};
        (void)individual_one(w, h.from, &from);
        (void)individual_one(w, h.to, &to);
        give_collaborations(w, &h, to.account, from.account);
    }
    if (page_saved(p)) {
        page_redirect(p, undone ? STR("/hand-over?done=back-before")
                                : STR("/hand-over?done=hand-over-used"));
    }
}

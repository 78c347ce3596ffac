#include "web/collaboration_act_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "project/collaboration_move.h"
#include "project/collaboration_note.h"
#include "project/collaboration_people.h"
#include "web/collaboration_page.h"
#include "web/collaboration_view.h"
#include "web/written.h"

static int64_t number_sent(struct page *p, str name) {
    int64_t value = 0;
    return str_num(page_form(p, name), &value) ? value : 0;
}

/* Kept, and back to its page. */
/* Nothing was kept: its page says why. */
static void refuse(
        struct page *p, const struct collaboration *c, const struct collaboration_refused *r) {
    db_forget(&p->work);
    p->status = 422;
    collaboration_show(p, c, r);
}

void collaboration_move_post(struct page *p) {
    struct collaboration c = {0};
    struct stage lacking = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    enum collaboration_moved moved =
            collaboration_move(&p->work, &c, number_sent(p, STR("stage")), &lacking);
    if (!work_ok(&p->work) || moved == COLLABORATION_MOVED) {
        bool board = str_eq(page_form(p, STR("back")), STR("board"));
        if (page_saved(p) && board) {
            page_redirect(p, STR("/collaborations?done=moved"));
        } else if (work_ok(&p->work)) {
            collaboration_back(p, c.id, "moved");
        }
        return;
    }
    refuse(p, &c,
            &(struct collaboration_refused){
                    .move_wrong = moved == COLLABORATION_LACKS
                                          ? collaboration_lacks(p, &lacking)
                                          : say(&p->work, "That stage is not on your path any"
                                                          " more. Choose another one.")});
}

void collaboration_undo_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    bool undone = collaboration_undo(&p->work, &c, number_sent(p, STR("move")));
    collaboration_done(p, undone ? "moved-back" : "too-late");
}

void collaboration_close_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_close(&p->work, &c, str_ends(p->path, STR("/close")));
    collaboration_done(p, "saved");
}

void collaboration_remove_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    bool removed = collaboration_remove(&p->work, &c);
    if (page_saved(p)) {
        page_redirect(p, removed ? STR("/collaborations?done=removed")
                                 : collaboration_address(p, c.id, "?done=too-late"));
    }
}

void collaboration_member_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    bool added = collaboration_member_add(&p->work, &c, number_sent(p, STR("organisation")));
    collaboration_done(p, added ? "saved" : "not-named");
}

void collaboration_member_remove_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_member_remove(&p->work, &c, p->other);
    collaboration_done(p, "removed");
}

/* "person-7" or "account-12" */
static int64_t chosen(str who, str kind) {
    int64_t id = 0;
    return str_starts(who, kind) && str_num(str_skip(who, kind.len), &id) ? id : 0;
}

void collaboration_person_post(struct page *p) {
    struct collaboration c = {0};
    str who = page_form(p, STR("who"));
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    bool added = collaboration_person_add(
            &p->work, &c, chosen(who, STR("person-")), chosen(who, STR("account-")));
    collaboration_done(p, added ? "saved" : "not-named");
}

void collaboration_person_remove_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_person_remove(&p->work, &c, p->other);
    collaboration_done(p, "removed");
}

static str note_said(struct work *w, enum collaboration_note_flaw flaw) {
    switch (flaw) {
    case COLLABORATION_NOTE_EMPTY: return say(w, "The note is empty. Write what there is to say.");
    case COLLABORATION_NOTE_LONG:
        return say(w, "The note is too long. Cut it down to {} characters, or add it as a file.",
                num(COLLABORATION_TEXT_MOST));
    case COLLABORATION_NOTE_MANY:
        return say(
                w, "There are {} notes already. Remove one first.", num(COLLABORATION_NOTES_MOST));
    case COLLABORATION_NOTE_FINE: break;
    }
    return (str){0};
}

void collaboration_note_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    struct collaboration_note n = {
            .body = page_form(p, STR("note")), .shared = page_form(p, STR("shared")).len != 0};
    n.lang = written_lang(p, n.body);
    db_begin(&p->work);
    enum collaboration_note_flaw flaw = collaboration_note_add(&p->work, &c, &n);
    if (work_ok(&p->work) && flaw != COLLABORATION_NOTE_FINE) {
        refuse(p, &c,
                &(struct collaboration_refused){.note = n.body,
                        .note_shared = n.shared,
                        .note_wrong = note_said(&p->work, flaw)});
    } else {
        collaboration_done(p, "saved");
    }
}

void collaboration_note_share_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_done_if(p,
            collaboration_note_share(&p->work, &c, p->other, str_ends(p->path, STR("/share"))),
            "saved");
}

void collaboration_note_remove_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_done_if(p, collaboration_note_remove(&p->work, &c, p->other), "removed");
}

#include "web/meeting_form_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "trust/encounter_answer.h"
#include "trust/encounter_letter.h"
#include "trust/encounter_said.h"
#include "web/meeting_form.h"
#include "web/meeting_with_page.h"
#include "wire/html.h"

static str meeting_path(struct page *p, int64_t id, str rest) {
    struct buf path = {.mem = p->work.mem};
    buf_add(&path, STR("/meetings/"));
    buf_num(&path, id);
    buf_add(&path, rest);
    return buf_str(&path);
}

static struct encounter_post post_of(struct page *p) {
    return (struct encounter_post){&p->house->seal, p->house->address};
}

static void show(struct form *f, struct meeting_draft *d, str action) {
    struct page *p = f->page;
    struct work *w = &p->work;
    str name = encounter_side_name(&d->encounter, SIDE_THEIRS);
    str title = say(w, "Meeting with {}", txt(name));
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/meetings'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Meetings")), txt(title),
            txt(say(w, "A day to come: they are invited. A day that is over: they are asked whether"
                       " you met.")));
    meeting_form(f, d, action);
    page_close(p);
}

/* Only asked what it would collide with: nothing is stored. */
static bool only_looks(struct page *p) {
    return str_eq(page_form(p, STR("then")), STR("look")) || page_query(p, STR("look")).len;
}

/* Who was asked about it before, and is not any more. */
static struct encounter_people left_out(
        struct page *p, const struct encounter_people *before, const struct encounter_people *now) {
    struct encounter_people gone = {
            .at = arena_new(p->work.mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST)};
    for (size_t i = 0; i < before->count; i++) {
        if (before->at[i].invited && !encounter_person_of(now, before->at[i].individual)) {
            gone.at[gone.count++] = before->at[i];
        }
    }
    return gone;
}

/* Those of the other side, who say whether they met. */
static struct encounter_people other_side(struct page *p, const struct encounter_people *all) {
    struct encounter_people some = {
            .at = arena_new(p->work.mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST)};
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].side == SIDE_THEIRS && !all->at[i].said.len && !all->at[i].asked) {
            some.at[some.count++] = all->at[i];
        }
    }
    return some;
}

/* `before` are the people as they were; whoever was told of it hears what became of it. */
static void write_letters(
        struct page *p, int64_t id, const struct encounter_people *before, bool is_new) {
    struct work *w = &p->work;
    struct encounter e = {0};
    struct encounter_post post = post_of(p);
    struct encounter_people now = encounter_people(w, id);
    if (!encounter_one(w, id, &e)) {
        return;
    }
    if (e.state == ENCOUNTER_HELD) {
        struct encounter_people asked = other_side(p, &now);
        encounter_letters(w, &post, &e, &asked, LETTER_ASKS);
        return;
    }
    struct encounter_people told = left_out(p, before, &now);
    encounter_letters(w, &post, &e, &told, LETTER_CANCELLED);
    struct encounter_people fresh = {
            .at = arena_new(w->mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST)};
    struct encounter_people known = fresh;
    known.at = arena_new(w->mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST);
    for (size_t i = 0; i < now.count; i++) {
        const struct encounter_person *was = encounter_person_of(before, now.at[i].individual);
        struct encounter_people *to = was && !is_new ? &known : &fresh;
        to->at[to->count++] = now.at[i];
    }
    encounter_letters(w, &post, &e, &fresh, LETTER_INVITES);
    encounter_letters(w, &post, &e, &known, LETTER_CHANGED);
}

static void take(struct form *f, struct meeting_draft *d, str action) {
    struct page *p = f->page;
    struct work *w = &p->work;
    meeting_draft_take(p, d);
    if (only_looks(p)) {
        d->flaws.count = 0;
        show(f, d, action);
        return;
    }
    if (d->flaws.count) {
        form_refused(f);
        show(f, d, action);
        return;
    }
    bool is_new = d->encounter.id == 0;
    db_begin(w);
    struct encounter_people before = encounter_people(w, d->encounter.id);
    enum saved saved = meeting_draft_store(p, d);
    if (saved == SAVED_OLD_VERSION) {
        struct encounter stored = {0};
        struct meeting_draft *theirs = arena_new(w->mem, struct meeting_draft, 1);
        db_forget(w);
        if (encounter_one(w, d->encounter.id, &stored)) {
            meeting_draft_of(p, &stored, theirs);
            f->theirs = theirs;
            f->version = stored.version;
        }
        form_refused(f);
        show(f, d, action);
        return;
    }
    if (saved == SAVED_NEW || !is_new) {
        encounter_settle(w, d->encounter.id);
        write_letters(p, d->encounter.id, &before, is_new);
    }
    if (page_saved(p)) {
        page_redirect(p, meeting_path(p, d->encounter.id, STR("?done=saved")));
    }
}

/* The same address, with whom it is about. */
static str new_action(struct page *p) {
    struct buf to = {.mem = p->work.mem};
    static const char *const kept[] = {"organisation", "cluster", "individual", "approach", "own"};
    buf_add(&to, str_starts(p->path, STR("/organisations/")) ? p->path : STR("/meetings/new"));
    bool first = true;
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        int64_t value = page_number(p, str_of(kept[i]));
        if (value) {
            buf_add(&to, first ? STR("?") : STR("&"));
            buf_add(&to, str_of(kept[i]));
            buf_add(&to, STR("="));
            buf_num(&to, value);
            first = false;
        }
    }
    return buf_str(&to);
}

void meeting_new_page(struct page *p) {
    struct meeting_draft *d = arena_new(p->work.mem, struct meeting_draft, 1);
    struct form f = {.page = p};
    bool asked = page_number(p, STR("organisation")) || page_number(p, STR("cluster")) ||
                 page_number(p, STR("individual")) || page_number(p, STR("approach"));
    if (!asked && request_reads(p->request)) {
        meeting_with_page(p);
        return;
    }
    if (!meeting_draft_new(p, d)) {
        page_not_found(p);
    } else if (request_reads(p->request)) {
        show(&f, d, new_action(p));
    } else {
        take(&f, d, new_action(p));
    }
}

/* What the other side has confirmed is not changed by one side any more. */
static void settled(struct page *p) {
    struct work *w = &p->work;
    p->status = 409;
    page_open(p, say(w, "This meeting is settled"));
    html(&p->out,
            "<p class='answer'>{}</p>\n<p><a class='button' href='/{}/meetings/{}'>{}</a></p>\n",
            txt(say(w, "It was cancelled, taken back, or the other side has confirmed it. Whoever"
                       " was there can still take their part back.")),
            txt(p->lang), num(p->id), txt(say(w, "To the meeting")));
    page_close(p);
}

void meeting_edit_page(struct page *p) {
    struct encounter e = {0};
    struct meeting_draft *d = arena_new(p->work.mem, struct meeting_draft, 1);
    if (!encounter_one(&p->work, p->id, &e)) {
        page_not_found(p);
        return;
    }
    struct encounter_people all = encounter_people(&p->work, p->id);
    struct form f = {.page = p, .version = e.version};
    meeting_draft_of(p, &e, d);
    if (!encounter_changeable(&e, &all)) {
        settled(p);
    } else if (request_reads(p->request)) {
        show(&f, d, meeting_path(p, p->id, STR("/edit")));
    } else {
        d->encounter.version = form_version(p);
        f.version = d->encounter.version;
        take(&f, d, meeting_path(p, p->id, STR("/edit")));
    }
}

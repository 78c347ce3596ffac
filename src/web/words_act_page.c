#include "web/words_act_page.h"

#include "db/db.h"
#include "match/queue.h"
#include "web/teach.h"

enum { WORD_BYTES_MOST = 200 };

/* The word and the language that came with the form. */
static bool named(struct page *p, str *word, enum tongue *t) {
    *word = page_form_line(p, STR("word"));
    bool there =
            word->len && word->len <= WORD_BYTES_MOST && tongue_of(page_form(p, STR("lang")), t);
    if (!there) {
        page_not_found(p);
    }
    return there;
}

void words_ignore(struct page *p) {
    str word = {0};
    enum tongue t = EN;
    if (!named(p, &word, &t)) {
        return;
    }
    db_begin(&p->work);
    queue_ignore(&p->work, p->session.cluster, word, t);
    if (page_saved(p)) {
        page_redirect(p, STR("/words?done=ignored"));
    }
}

void words_heed(struct page *p) {
    str word = {0};
    enum tongue t = EN;
    if (!named(p, &word, &t)) {
        return;
    }
    db_begin(&p->work);
    queue_heed(&p->work, p->session.cluster, word, t);
    if (page_saved(p)) {
        page_redirect(p, STR("/words?done=restored"));
    }
}

/* What is as it should be stays as it is: the record names who decided first. */
static void decide(struct page *p, enum taught_state state, str back) {
    struct taught_term t = {0};
    if (!taught_one(&p->work, p->id, &t)) {
        page_not_found(p);
        return;
    }
    if (t.state == state) {
        page_redirect(p, back);
        return;
    }
    struct taught_terms one = {&t, 1};
    struct learn_texts texts = teach_texts(p, &one);
    bool understood = t.state == TAUGHT_APPROVED || state == TAUGHT_APPROVED;
    db_begin(&p->work);
    taught_decide(&p->work, t.id, state);
    if (understood) {
        learn_touch(&p->work, &texts);
    }
    if (page_saved(p)) {
        page_redirect(p, back);
    }
}

void words_withdraw(struct page *p) {
    decide(p, TAUGHT_WITHDRAWN, STR("/words?done=undone"));
}

void words_approve(struct page *p) {
    decide(p, TAUGHT_APPROVED, STR("/words/proposals?done=approved"));
}

void words_decline(struct page *p) {
    decide(p, TAUGHT_WITHDRAWN, STR("/words/proposals?done=undone"));
}

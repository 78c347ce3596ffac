#include "web/weights_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "match/channel.h"
#include "web/entry.h"
#include "wire/html.h"

/* As typed, in hundredths. */
struct typed {
    str of[CHANNELS];
    str wrong[CHANNELS];
};

static const char *const names[CHANNELS] = {"concepts", "letters", "codes", "embeddings"};

static struct entry entry_of(struct page *p, const struct typed *t, enum channel c) {
    struct work *w = &p->work;
    const str labels[CHANNELS] = {
            say(w, "Concepts"), say(w, "Spelling"), say(w, "Codes"), say(w, "A language model")};
    const str hints[CHANNELS] = {say(w, "What both texts are about. Without it nobody meets."),
            say(w, "Words that look alike across languages."),
            say(w, "Only where an administrator imported lists of codes."),
            say(w, "Only where an administrator named one.")};
    return (struct entry){.name = str_of(names[c]),
            .type = STR("text"),
            .fill = STR("off"),
            .label = labels[c],
            .hint = hints[c],
            .value = t->of[c],
            .wrong = t->wrong[c]};
}

static void show(struct page *p, const struct typed *t) {
    struct work *w = &p->work;
    struct entry e[CHANNELS];
    for (enum channel c = 0; c < CHANNELS; c++) {
        e[c] = entry_of(p, t, c);
    }
    page_open_with(p, say(w, "What counts how much"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "What counts how much")),
            txt(say(w, "By these weights the partners of your members are put in order: 100 counts"
                       " in full, 0 not at all, 200 twice.")));
    entry_errors(p, (struct entries){e, CHANNELS});
    html(&p->out, "<form method='post' action='/{}/weights'>\n", txt(p->lang));
    page_form_key(p);
    for (int c = 0; c < CHANNELS; c++) {
        entry_put(p, &e[c]);
    }
    html(&p->out,
            "<div class='form-end'><button class='button'>{}</button>\n"
            "<button class='button plain' name='then' value='usual'>{}</button></div>\n</form>\n",
            txt(say(w, "Save")), txt(say(w, "As usual")));
    page_close(p);
}

static str hundredths(struct work *w, float weight) {
    return locale_num(w, (int64_t)(weight * 100.0F + 0.5F));
}

void weights_page(struct page *p) {
    struct channels now = channel_weights(&p->work, p->session.cluster);
    struct typed t = {0};
    for (int c = 0; c < CHANNELS; c++) {
        t.of[c] = hundredths(&p->work, now.of[c]);
    }
    show(p, &t);
}

/* Puts what was typed into weights, and a sentence beside what does not fit. */
static bool take(struct page *p, struct typed *t, struct channels *weights) {
    bool right = true;
    for (int c = 0; c < CHANNELS; c++) {
        int64_t number = -1;
        int64_t least = c == CHANNEL_CONCEPTS;
        t->of[c] = str_trim(page_form(p, str_of(names[c])));
        bool fits = str_num(t->of[c], &number) && number >= least && number <= 200;
        if (!fits) {
            t->wrong[c] = say(&p->work, "Type a whole number from {} to {}.", num(least), num(200));
        }
        weights->of[c] = (float)number / 100.0F;
        right = right && fits;
    }
    return right;
}

void weights_post(struct page *p) {
    struct typed t = {0};
    struct channels weights = channel_usual();
    bool usual = str_eq(page_form(p, STR("then")), STR("usual"));
    if (!usual && !take(p, &t, &weights)) {
        p->status = 422;
        show(p, &t);
        return;
    }
    db_begin(&p->work);
    channel_set(&p->work, p->session.cluster, &weights);
    if (page_saved(p)) {
        page_redirect(p, STR("/weights?done=saved"));
    }
}

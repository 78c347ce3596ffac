#include "web/words_concept_page.h"

#include "db/db.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/concept_view.h"
#include "web/entry.h"
#include "web/layout.h"
#include "web/teach.h"
#include "wire/html.h"

struct added {
    struct taught_concept concept;
    struct taught_terms terms; /* that stand already */
    bool has[TONGUE_COUNT];
    str typed[TONGUE_COUNT];
    str wrong[TONGUE_COUNT];
};

static bool look(struct page *p, struct added *a) {
    if (!taught_concept_one(&p->work, p->id, &a->concept)) {
        page_not_found(p);
        return false;
    }
    a->terms = taught_terms_of(&p->work, a->concept.key);
    for (size_t i = 0; i < a->terms.count; i++) {
        a->has[a->terms.at[i].tongue] = true;
    }
    return true;
}

static bool waits(const struct page *p, const struct added *a) {
    return a->concept.cluster == 0 && p->scope.reach < 2;
}

static void errors(struct page *p, const struct added *a) {
    struct entry all[TONGUE_COUNT];
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        all[t] = (struct entry){.name = concept_field(&p->work, t), .wrong = a->wrong[t]};
    }
    entry_errors(p, (struct entries){all, TONGUE_COUNT});
}

static void known(struct page *p, const struct added *a) {
    struct work *w = &p->work;
    html(&p->out, "<dl class='facts narrow'>\n");
    for (size_t i = 0; i < a->terms.count; i++) {
        const struct taught_term *t = &a->terms.at[i];
        str lang = tongue_code(t->tongue);
        html(&p->out, "<dt>{}</dt><dd><span lang='{}'>{}</span> <small class='quiet'>{}</small>",
                txt(language_name(w->tongue, lang)), txt(lang), txt(t->term),
                txt(say(w, "{}, {}", txt(teach_person(w, t->account_name)),
                        txt(locale_day(w, t->at)))));
        if (t->state == TAUGHT_PROPOSED) {
            html(&p->out, " <span class='state care'>{}</span>", txt(say(w, "Proposed")));
        }
        html(&p->out, "</dd>\n");
    }
    html(&p->out, "</dl>\n");
}

static void asking(struct page *p, const struct added *a) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<form method='post' action='/{}/words/concepts/{}'>\n",
            txt(say(w, "Languages that are missing")), txt(p->lang), num(a->concept.id));
    page_form_key(p);
    html(&p->out, "<div class='pair'>\n");
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (!a->has[t]) {
            entry_put(p, &(struct entry){.name = concept_field(w, t),
                                 .type = STR("text"),
                                 .fill = STR("off"),
                                 .label = language_name(w->tongue, tongue_code(t)),
                                 .value = a->typed[t],
                                 .wrong = a->wrong[t]});
        }
    }
    html(&p->out,
            "</div>\n<p class='quiet'>{}</p>\n<div class='form-end'><button class='button'>{}"
            "</button></div>\n</form>\n",
            txt(waits(p, a) ? say(w, "Write only what you know. Each is understood once an"
                                     " administrator approves it.")
                            : say(w, "Write only what you know. Each is understood at once.")),
            txt(waits(p, a) ? say(w, "Propose them") : say(w, "Teach them")));
}

static void show(struct page *p, const struct added *a) {
    struct work *w = &p->work;
    str name = a->terms.count ? a->terms.at[0].term : say(w, "a new concept");
    str lang = a->terms.count ? tongue_code(a->terms.at[0].tongue) : p->lang;
    str kind = a->concept.kind.len ? teach_kind(w, a->concept.kind.at[0]) : (str){0};
    page_open_with(p, name);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/words'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div>\n<h1><span lang='{}'>{}</span>",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Words and meanings")),
            txt(lang), txt(name));
    layout_tongue(p, lang);
    html(&p->out, "</h1>\n<p class='answer'>{}</p>\n</div></div>\n", txt(kind));
    errors(p, a);
    known(p, a);
    bool all = true;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        all = all && a->has[t];
    }
    if (all) {
        html(&p->out, "<p>{}</p>\n", txt(say(w, "It has a word in every language.")));
    } else {
        asking(p, a);
    }
    page_close(p);
}

void words_concept_page(struct page *p) {
    struct added a = {0};
    if (look(p, &a)) {
        show(p, &a);
    }
}

/* What was typed, checked; false where something is wrong or nothing was typed. */
static bool take(struct page *p, struct added *a, struct taught_terms *fresh) {
    bool right = true;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        a->typed[t] = a->has[t] ? (str){0} : str_trim(page_form(p, concept_field(&p->work, t)));
        if (a->typed[t].len == 0) {
            continue;
        }
        struct taught_term one = {.concept = a->concept.key,
                .tongue = t,
                .term = a->typed[t],
                .cluster = a->concept.cluster,
                .state = waits(p, a) ? TAUGHT_PROPOSED : TAUGHT_APPROVED};
        enum taught_result r = taught_check(&p->work, reader_lexicon(p->reader), &one);
        a->wrong[t] = teach_flaw(&p->work, r);
        right = right && r == TAUGHT_DONE;
        fresh->at[fresh->count++] = one;
    }
    return right && fresh->count > 0;
}

/* Of two who add a word at the same moment, the second one sees what stands there then. */
static void save(struct page *p, const struct added *a, struct taught_terms *fresh) {
    struct learn_texts texts = teach_texts(p, fresh);
    db_begin(&p->work);
    for (size_t i = 0; i < fresh->count; i++) {
        (void)taught_save(&p->work, reader_lexicon(p->reader), &fresh->at[i]);
    }
    if (!waits(p, a)) {
        learn_touch(&p->work, &texts);
    }
    if (page_saved(p)) {
        page_redirect(p, waits(p, a) ? STR("/words?done=proposed") : STR("/words?done=taught"));
    }
}

void words_concept_post(struct page *p) {
    struct added a = {0};
    struct taught_terms fresh = {.at = arena_new(p->work.mem, struct taught_term, TONGUE_COUNT)};
    if (!look(p, &a)) {
        return;
    }
    if (take(p, &a, &fresh)) {
        save(p, &a, &fresh);
    } else {
        p->status = 422;
        show(p, &a);
    }
}

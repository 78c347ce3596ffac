#include "web/teach_preview.h"

#include "directory/listing.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/brief.h"
#include "web/concept_view.h"
#include "web/title.h"
#include "wire/html.h"

/* Read before anything is written. */
struct foreseen {
    struct learn_change change;
    struct listings texts;
    struct titles titles;
};

static str answer_line(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    if (!t->everybody) {
        return say(w, "It will be understood in the texts of your members.");
    }
    return p->scope.reach == 2
                   ? say(w, "It will be understood in everybody's texts.")
                   : say(w, "It will be understood in everybody's texts once an administrator"
                            " approves it.");
}

static void meaning(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    html(&p->out, "<dl class='facts narrow'>\n<dt>{}</dt><dd><span lang='{}'>{}</span>",
            txt(say(w, "The word")), txt(tongue_code(t->tongue)), txt(t->word));
    html(&p->out, " <span class='tongue'>{}</span></dd>\n<dt>{}</dt><dd>",
            txt(language_name(w->tongue, tongue_code(t->tongue))), txt(say(w, "Means")));
    if (teach_is_new(t)) {
        html(&p->out, "{}</dd>\n<dt>{}</dt><dd>{}</dd>\n", txt(say(w, "a new concept")),
                txt(say(w, "Kind")), txt(teach_kind(w, t->kind.at[0])));
    } else {
        concept_name(p, t->concept);
        html(&p->out, "</dd>\n");
    }
    if (teach_is_new(t) && t->broader.len) {
        html(&p->out, "<dt>{}</dt><dd>", txt(say(w, "It is a kind of")));
        concept_name(p, t->broader);
        html(&p->out, "</dd>\n");
    }
    for (enum tongue o = EN; teach_is_new(t) && o < TONGUE_COUNT; o++) {
        if (t->others[o].len) {
            html(&p->out, "<dt>{}</dt><dd lang='{}'>{}</dd>\n",
                    txt(language_name(w->tongue, tongue_code(o))), txt(tongue_code(o)),
                    txt(t->others[o]));
        }
    }
    html(&p->out, "</dl>\n");
}

static void figure(struct page *p, str said, size_t count) {
    html(&p->out, "<div><dt>{}</dt><dd>{}</dd></div>\n", txt(said),
            txt(locale_num(&p->work, (int64_t)count)));
}

static void changes(struct page *p, const struct foreseen *f) {
    struct work *w = &p->work;
    const struct learn_change *c = &f->change;
    html(&p->out, "<h2>{}</h2>\n<dl class='figures'>\n", txt(say(w, "What it changes")));
    figure(p, say(w, "Open texts understood otherwise"), c->changed);
    figure(p, say(w, "Matches that would be new"), c->gained);
    figure(p, say(w, "Matches that would go"), c->lost);
    html(&p->out, "</dl>\n");
    if (c->tried < c->texts) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Counted over {} of {} texts that may hold it.", num((int64_t)c->tried),
                        num((int64_t)c->texts))));
    }
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(say(w, "A match is a need and an offer that meet. Two texts that both hold the word"
                       " meet only once it is saved, and are not counted here.")));
    if (f->texts.count) {
        html(&p->out, "<ul class='rows'>\n");
        for (size_t i = 0; i < f->texts.count; i++) {
            brief_listing(p, &f->texts.at[i], &f->titles);
        }
        html(&p->out, "</ul>\n");
    }
}

static void hidden(struct page *p, str name, str value) {
    html(&p->out, "<input type='hidden' name='{}' value='{}'>", txt(name), txt(value));
}

static void carried(struct page *p, const struct teach *t) {
    hidden(p, STR("word"), t->word);
    hidden(p, STR("lang"), tongue_code(t->tongue));
    hidden(p, STR("q"), t->query);
    hidden(p, STR("concept"), t->concept);
    hidden(p, STR("kind"), t->kind);
    hidden(p, STR("broader"), t->broader);
    hidden(p, STR("scope"), t->everybody ? STR("everybody") : STR("cluster"));
    html(&p->out, "<input type='hidden' name='listing' value='{}'>", num(t->listing));
    for (enum tongue o = EN; o < TONGUE_COUNT; o++) {
        if (t->others[o].len) {
            hidden(p, concept_field(&p->work, o), t->others[o]);
        }
    }
}

/* Saving posts; going back to the form carries all of it in the address. */
static void buttons(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    bool proposes = t->everybody && p->scope.reach < 2;
    html(&p->out, "<div class='form-end'>\n<form method='post' action='/{}/words/teach'>",
            txt(p->lang));
    page_form_key(p);
    carried(p, t);
    html(&p->out,
            "<input type='hidden' name='save' value='yes'><button class='button'>{}</button>"
            "</form>\n<form action='/{}/words/teach'>",
            txt(proposes ? say(w, "Propose it") : say(w, "Teach it")), txt(p->lang));
    carried(p, t);
    html(&p->out, "<button class='button plain'>{}</button></form>\n</div>\n",
            txt(say(w, "Change it")));
}

void teach_preview(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    struct foreseen f = {.change = teach_try(p, t)};
    size_t shown = f.change.changed < LEARN_FIRST ? f.change.changed : LEARN_FIRST;
    f.texts = listing_page(w, f.change.first, shown);
    f.titles = title_list(w, &f.texts);
    str title = say(w, "Teach “{}”", txt(t->word));
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/words'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div></div>\n"
            "<p class='note'>{}</p>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Words and meanings")),
            txt(title), txt(answer_line(p, t)), txt(say(w, "Nothing is saved yet.")));
    meaning(p, t);
    changes(p, &f);
    buttons(p, t);
    page_close(p);
}

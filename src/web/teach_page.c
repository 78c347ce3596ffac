#include "web/teach_page.h"

#include "directory/listing.h"
#include "lang/codes.h"
#include "lang/concept_find.h"
#include "lang/say.h"
#include "web/concept_view.h"
#include "web/entry.h"
#include "web/layout.h"
#include "web/teach.h"
#include "web/teach_preview.h"
#include "wire/html.h"

#include <string.h>

static void trail(struct page *p) {
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/words'>{}</a></li>\n"
            "</ol>\n</nav>\n",
            txt(say(&p->work, "Where you are")), txt(p->lang),
            txt(say(&p->work, "Words and meanings")));
}

static str answer_line(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    str language = language_name(w->tongue, tongue_code(t->tongue));
    return t->word.len ? say(w, "“{}”, {}: what does it mean?", txt(t->word), txt(language))
                       : say(w, "Which word is it, and what does it mean?");
}

static void language_choice(struct page *p, const struct teach *t) {
    html(&p->out, "<div class='field'><label for='lang'>{}</label><select id='lang' name='lang'>\n",
            txt(say(&p->work, "Its language")));
    for (enum tongue one = EN; one < TONGUE_COUNT; one++) {
        html(&p->out, "<option value='{}'", txt(tongue_code(one)));
        if (one == t->tongue) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(language_name(p->work.tongue, tongue_code(one))));
    }
    html(&p->out, "</select></div>\n");
}

/* Looks for what it may mean; the list below follows. */
static void asking(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    html(&p->out,
            "<form role='search' data-live='list' action='/{}/words/teach' aria-label='{}'>\n"
            "<input type='hidden' name='listing' value='{}'>\n<div class='pair'>\n",
            txt(p->lang), txt(say(w, "What it means")), num(t->listing));
    entry_put(p, &(struct entry){.name = STR("word"),
                         .type = STR("text"),
                         .fill = STR("off"),
                         .label = say(w, "The word"),
                         .value = t->word,
                         .wrong = t->wrong_word});
    language_choice(p, t);
    html(&p->out, "</div>\n");
    entry_put(p, &(struct entry){.name = STR("q"),
                         .type = STR("search"),
                         .fill = STR("off"),
                         .label = say(w, "What it means"),
                         .hint = say(w, "Look for it in any language: tool, Werkzeug, 模具."),
                         .value = t->query});
    html(&p->out, "<p><button class='button plain' data-live-button>{}</button></p>\n</form>\n",
            txt(say(w, "Find what it means")));
}

static void radio(struct page *p, str name, str value, bool checked) {
    html(&p->out, "<label class='choice'><input type='radio' name='{}' value='{}'", txt(name),
            txt(value));
    if (checked) {
        html(&p->out, " checked");
    }
    html(&p->out, "> ");
}

static void wrong_line(struct page *p, str id, str wrong) {
    if (wrong.len) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>\n", txt(id), txt(wrong));
    }
}

static void found_choices(
        struct page *p, const struct teach *t, const struct concepts_found *found) {
    struct work *w = &p->work;
    html(&p->out, "<fieldset class='field' id='concept'>\n<legend>{}</legend>\n",
            txt(t->word.len ? say(w, "What does “{}” mean?", txt(t->word))
                            : say(w, "What does it mean?")));
    wrong_line(p, STR("concept"), t->wrong_concept);
    str asked = t->query.len ? t->query : t->word;
    if (found->count == 0 && asked.len) {
        html(&p->out, "<p class='hint'>{}</p>\n",
                txt(say(w, "Nothing is called “{}”. Look for another word, or make a new concept.",
                        txt(asked))));
    }
    for (size_t i = 0; i < found->count; i++) {
        str id = lexicon_id(reader_lexicon(p->reader), found->at[i].concept);
        radio(p, STR("concept"), id, str_eq(id, t->concept));
        html(&p->out, "<span>");
        concept_line(p, &found->at[i]);
        html(&p->out, "</span></label>\n");
    }
    radio(p, STR("concept"), STR("new"), teach_is_new(t));
    html(&p->out, "<span>{}</span></label>\n</fieldset>\n",
            txt(say(w, "None of these: a new concept, described below")));
}

static void kind_choice(struct page *p, const struct teach *t) {
    html(&p->out, "<div class='field'><label for='kind'>{}</label>",
            txt(say(&p->work, "What kind of thing is it?")));
    wrong_line(p, STR("kind"), t->wrong_kind);
    html(&p->out, "<select id='kind' name='kind'>\n<option value=''>{}</option>\n",
            txt(say(&p->work, "choose")));
    for (const char *kind = TEACH_KINDS; *kind; kind++) {
        str value = {kind, 1};
        html(&p->out, "<option value='{}'", txt(value));
        if (str_eq(value, t->kind)) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(teach_kind(&p->work, *kind)));
    }
    html(&p->out, "</select></div>\n");
}

static void broader_option(struct page *p, const struct teach *t, uint32_t concept) {
    const struct lexicon *l = reader_lexicon(p->reader);
    str id = lexicon_id(l, concept);
    enum tongue in = EN;
    html(&p->out, "<option value='{}'", txt(id));
    if (str_eq(id, t->broader)) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>\n", txt(concept_label(l, concept, p->work.tongue, &in)));
}

/* The concepts found above, and the one chosen before. */
static void broader_choice(
        struct page *p, const struct teach *t, const struct concepts_found *found) {
    struct work *w = &p->work;
    uint32_t chosen = 0;
    bool stands = !lexicon_find(reader_lexicon(p->reader), t->broader, &chosen);
    html(&p->out,
            "<div class='field'><label for='broader'>{}</label><p class='hint' id='broader-hint'>{}"
            "</p><select id='broader' name='broader' aria-describedby='broader-hint'>\n"
            "<option value=''>{}</option>\n",
            txt(say(w, "It is a kind of")),
            txt(say(w, "What was found above can be chosen here. Texts about the one then also"
                       " meet texts about the other, a little less.")),
            txt(say(w, "nothing of that")));
    for (size_t i = 0; i < found->count; i++) {
        broader_option(p, t, found->at[i].concept);
        stands = stands || found->at[i].concept == chosen;
    }
    if (!stands) {
        broader_option(p, t, chosen);
    }
    html(&p->out, "</select></div>\n");
}

static void other_terms(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    html(&p->out,
            "<fieldset class='field'>\n<legend>{}</legend>\n<p class='hint'>{}</p>\n"
            "<div class='pair'>\n",
            txt(say(w, "What it is called in other languages")),
            txt(say(w, "Only those you know. The others stand as a to-do for you and, if it is for"
                       " everybody, for partner clusters.")));
    for (enum tongue o = EN; o < TONGUE_COUNT; o++) {
        if (o != t->tongue) {
            entry_put(p, &(struct entry){.name = concept_field(w, o),
                                 .type = STR("text"),
                                 .fill = STR("off"),
                                 .label = language_name(w->tongue, tongue_code(o)),
                                 .value = t->others[o],
                                 .wrong = t->wrong_others[o]});
        }
    }
    html(&p->out, "</div>\n</fieldset>\n");
}

static void fresh_part(struct page *p, const struct teach *t, const struct concepts_found *found) {
    if (teach_is_new(t)) {
        html(&p->out, "<div class='field'>\n<details class='reveal' open>");
    } else {
        html(&p->out, "<div class='field'>\n<details class='reveal'>");
    }
    html(&p->out, "\n<summary class='button plain'>{}</summary>\n<div class='reveal-body'>\n",
            txt(say(&p->work, "Describe a new concept")));
    kind_choice(p, t);
    broader_choice(p, t, found);
    other_terms(p, t);
    html(&p->out, "</div>\n</details>\n</div>\n");
}

static void scope_choice(struct page *p, const struct teach *t) {
    struct work *w = &p->work;
    bool admin = p->scope.reach == 2;
    html(&p->out, "<fieldset class='field' id='scope'>\n<legend>{}</legend>\n",
            txt(say(w, "For whose texts?")));
    wrong_line(p, STR("scope"), t->wrong_scope);
    radio(p, STR("scope"), STR("cluster"), !t->everybody);
    html(&p->out, "<span>{}</span></label>\n",
            txt(say(w, "Those of our members: it is understood at once.")));
    radio(p, STR("scope"), STR("everybody"), t->everybody);
    html(&p->out, "<span>{}</span></label>\n</fieldset>\n",
            txt(admin ? say(w, "Everybody's: it is understood at once.")
                      : say(w, "Everybody's: it is understood once an administrator approves it.")));
}

static void deciding(struct page *p, const struct teach *t) {
    struct concept_wish wish = {.text = t->query.len ? t->query : t->word,
            .tongue = t->tongue,
            .cluster = (uint32_t)p->session.cluster,
            .hidden = taught_hidden(&p->work, reader_lexicon(p->reader), p->session.cluster)};
    struct concepts_found found = concept_found_with(p, &wish, t->concept);
    html(&p->out, "<div id='list'>\n<form method='post' action='/{}/words/teach'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='word' value='{}'><input type='hidden' name='lang'"
            " value='{}'><input type='hidden' name='listing' value='{}'>"
            "<input type='hidden' name='q' value='{}'>\n",
            txt(t->word), txt(tongue_code(t->tongue)), num(t->listing), txt(t->query));
    found_choices(p, t, &found);
    fresh_part(p, t, &found);
    scope_choice(p, t);
    html(&p->out,
            "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n"
            "</div>\n",
            txt(say(&p->work, "See what it changes")));
}

static void where_met(struct page *p, const struct teach *t) {
    struct listing l = {0};
    if (t->listing && listing_one(&p->work, t->listing, &l)) {
        html(&p->out, "<p class='quiet'>{} <a href='/{}{}' lang='{}'>{}</a>",
                txt(say(&p->work, "It stands in:")), txt(p->lang),
                txt(page_address(p, STR("listings"), l.id, l.title)), txt(l.lang), txt(l.title));
        layout_tongue(p, l.lang);
        html(&p->out, "</p>\n");
    }
}

static void errors(struct page *p, const struct teach *t) {
    struct entry all[4 + TONGUE_COUNT] = {
            {.name = STR("word"), .wrong = t->wrong_word},
            {.name = STR("concept"), .wrong = t->wrong_concept},
            {.name = STR("kind"), .wrong = t->wrong_kind},
            {.name = STR("scope"), .wrong = t->wrong_scope},
    };
    for (enum tongue o = EN; o < TONGUE_COUNT; o++) {
        all[4 + o] =
                (struct entry){.name = concept_field(&p->work, o), .wrong = t->wrong_others[o]};
    }
    entry_errors(p, (struct entries){all, sizeof(all) / sizeof(all[0])});
}

static void show(struct page *p, const struct teach *t) {
    page_open_with(p, say(&p->work, "Teach a word"));
    trail(p);
    html(&p->out, "<div class='head'><div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(&p->work, "Teach a word")), txt(answer_line(p, t)));
    where_met(p, t);
    html(&p->out, "</div></div>\n");
    errors(p, t);
    asking(p, t);
    deciding(p, t);
    page_close(p);
}

void teach_page(struct page *p) {
    struct teach t = teach_read(p);
    show(p, &t);
}

static void refuse(struct page *p, const struct teach *t) {
    p->status = 422;
    show(p, t);
}

static void go_on(struct page *p, const struct teach *t) {
    bool proposed = t->everybody && p->scope.reach < 2;
    str done = proposed ? STR("proposed") : STR("taught");
    struct listing l = {0};
    struct buf to = {.mem = p->work.mem};
    if (t->listing && listing_one(&p->work, t->listing, &l)) {
        html(&to, "{}?done={}", txt(page_address(p, STR("listings"), l.id, l.title)), url(done));
    } else {
        html(&to, "/words?done={}", url(done));
    }
    page_redirect(p, buf_str(&to));
}

/* The first sending shows what would change, the second one saves. */
void teach_post(struct page *p) {
    struct teach t = teach_read(p);
    bool saves = str_eq(page_form(p, STR("save")), STR("yes"));
    teach_check(p, &t);
    bool saved = saves && !teach_is_wrong(&t) && teach_save(p, &t);
    if (teach_is_wrong(&t)) {
        refuse(p, &t);
    } else if (saved) {
        go_on(p, &t);
    } else if (!saves) {
        teach_preview(p, &t);
    }
}

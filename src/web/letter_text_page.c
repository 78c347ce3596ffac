#include "web/letter_text_page.h"

#include "db/db.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "mail/letter_kind.h"
#include "mail/template.h"
#include "web/entry.h"
#include "web/letter_page.h"
#include "wire/html.h"

enum { DAY_SECONDS = 86400 };

/* The text as it stands in the form, and what is wrong with it. */
struct shown {
    struct template text;
    str subject_wrong, text_wrong;
    bool preview;
};

static void language_links(struct page *p, const struct letter_kind *k, unsigned own) {
    struct work *w = &p->work;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str code = tongue_code(t);
        html(&p->out, "{}<a href='/{}/mail/texts/{}?lang={}'>{}</a>", txt(t ? STR(" · ") : STR("")),
                txt(p->lang), txt(str_of(k->name)), txt(code), txt(language_name(w->tongue, code)));
        if (own & 1U << t) {
            html(&p->out, " <span class='state good'>{}</span>", txt(say(w, "own")));
        }
    }
}

void letter_texts_page(struct page *p) {
    struct work *w = &p->work;
    struct letter_kinds all = letter_kind_list();
    unsigned *own = arena_new(w->mem, unsigned, all.count);
    template_own(w, p->session.cluster, own);
    page_open_with(p, say(w, "Texts of letters"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n"
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th></tr>"
            "</thead>\n<tbody>\n",
            txt(say(w, "Texts of letters")),
            txt(say(w,
                    "Letters that go out in your cluster's name say what the program says, unless"
                    " you put it in your own words.")),
            txt(say(w, "Letter")), txt(say(w, "Languages")));
    for (size_t i = 0; i < all.count; i++) {
        if (!all.at[i].in_own_words) {
            continue;
        }
        html(&p->out, "<tr><th scope='row'>{}</th><td data-label='{}'>",
                txt(say_key(w, all.at[i].title)), txt(say(w, "Languages")));
        language_links(p, &all.at[i], own[i]);
        html(&p->out, "</td></tr>\n");
    }
    html(&p->out, "</tbody>\n</table>\n");
    page_close(p);
}

/* The language is English unless one is named. */
static bool find(struct page *p, str lang, struct template *t) {
    *t = (struct template){.cluster = p->session.cluster, .kind = p->word};
    (void)tongue_of(lang, &t->tongue);
    const struct letter_kind *k = letter_kind_named(p->word);
    bool known = k && k->in_own_words && template_one(&p->work, t);
    if (!known) {
        page_not_found(p);
    }
    return known;
}

static const struct {
    const char *name;
    const char *text;
} gaps[] = {
        {"name", say_word("who the letter is to")},
        {"cluster", say_word("the name of your cluster")},
        {"organisation", say_word("the reader's organisation")},
        {"who", say_word("who asks or acts")},
        {"list", say_word("the needs and offers it is about")},
        {"note", say_word("what whoever sends it adds")},
        {"link", say_word("the link, on a line of its own")},
        {"until", say_word("when the link lapses: in 7 days")},
        {"day", say_word("the day it is about")},
};

static void gap_list(struct page *p, const struct letter_kind *k) {
    struct work *w = &p->work;
    html(&p->out, "<details class='reveal'>\n<summary>{}</summary>\n<dl class='facts'>\n",
            txt(say(w, "What may stand in braces")));
    for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++) {
        str gap = str_of(gaps[i].name);
        html(&p->out, "<dt><code>{}{}{}</code></dt><dd>{}", txt(STR("{")), txt(gap), txt(STR("}")),
                txt(say_key(w, gaps[i].text)));
        if (str_lists(str_of(k->must), gap)) {
            html(&p->out, " <span class='state care'>{}</span>", txt(say(w, "needed")));
        }
        html(&p->out, "</dd>\n");
    }
    html(&p->out, "</dl>\n<p class='hint'>{}</p>\n</details>\n",
            txt(say(w, "A line with a gap that has no value is left out of the letter.")));
}

static void text_area(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<div class='field'><label for='text'>{}</label>", txt(say(w, "Text")));
    if (s->text_wrong.len) {
        html(&p->out, "<p class='wrong' id='text-wrong'>{}</p>", txt(s->text_wrong));
    }
    html(&p->out, "<textarea id='text' name='text' rows='16' lang='{}' autocomplete='off'",
            txt(tongue_code(s->text.tongue)));
    if (s->text_wrong.len) {
        html(&p->out, " aria-invalid='true' aria-describedby='text-wrong'");
    }
    html(&p->out, ">\n{}</textarea></div>\n", txt(s->text.text));
}

static void write_form(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    str lang = tongue_code(s->text.tongue);
    struct entry e[] = {{.name = STR("subject"),
                                .type = STR("text"),
                                .fill = STR("off"),
                                .label = say(w, "Subject"),
                                .value = s->text.subject,
                                .wrong = s->subject_wrong},
            {.name = STR("text"), .type = STR("text"), .wrong = s->text_wrong}};
    entry_errors(p, (struct entries){e, 2});
    html(&p->out, "<form method='post' action='/{}/mail/texts/{}?lang={}'>\n", txt(p->lang),
            txt(s->text.kind), txt(lang));
    page_form_key(p);
    entry_put(p, &e[0]);
    text_area(p, s);
    gap_list(p, letter_kind_named(s->text.kind));
    html(&p->out,
            "<div class='form-end'><button class='button'>{}</button> <button class='button plain'"
            " name='act' value='preview'>{}</button></div>\n</form>\n",
            txt(say(w, "Save")), txt(say(w, "Look at it first")));
}

static void preview(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct work in = *w;
    str subject = {0};
    str text = {0};
    in.tongue = s->text.tongue;
    struct buf link = {.mem = w->mem};
    buf_add(&link, p->house->address);
    buf_add(&link, STR("/"));
    buf_add(&link, tongue_code(s->text.tongue));
    buf_add(&link, STR("/"));
    const struct template_letter l = {.cluster = s->text.cluster,
            .kind = s->text.kind,
            .tongue = s->text.tongue,
            .values = {.name = p->account.name,
                    .who = p->account.name,
                    .organisation = say(&in, "Example Foundry"),
                    .list = say(&in, "Aluminium profiles, extruded"),
                    .link = buf_str(&link),
                    .until = w->now + (int64_t)7 * DAY_SECONDS,
                    .day = w->now + (int64_t)30 * DAY_SECONDS}};
    template_apply(w, &s->text, &l, &subject, &text);
    html(&p->out, "<h2 id='preview'>{}</h2>\n", txt(say(w, "As it would arrive")));
    letter_show(p, s->text.tongue, subject, text);
}

static void default_form(struct page *p, const struct template *t) {
    html(&p->out, "<form method='post' action='/{}/mail/texts/{}/default?lang={}'>\n", txt(p->lang),
            txt(t->kind), txt(tongue_code(t->tongue)));
    page_form_key(p);
    html(&p->out, "<p><button class='button plain'>{}</button></p>\n</form>\n",
            txt(say(&p->work, "Back to what the program says")));
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    str title = letter_kind_title(w, s->text.kind);
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/mail/texts'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "</div>\n</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Texts of letters")), txt(title),
            txt(language_name(w->tongue, tongue_code(s->text.tongue))));
    if (s->preview) {
        preview(p, s);
    }
    write_form(p, s);
    if (s->text.own) {
        default_form(p, &s->text);
    }
    page_close(p);
}

void letter_text_page(struct page *p) {
    struct shown s = {0};
    if (find(p, page_query(p, STR("lang")), &s.text)) {
        show(p, &s);
    }
}

static str text_flaw(struct work *w, enum template_flaw flaw, str gap) {
    switch (flaw) {
    case TEMPLATE_FINE: break;
    case TEMPLATE_WITHOUT_SUBJECT:
    case TEMPLATE_WITHOUT_TEXT: return say(w, "This is missing. Fill it in.");
    case TEMPLATE_SUBJECT_LONG:
    case TEMPLATE_TEXT_LONG:
        return say(w, "This is too long, or has signs that cannot be shown. Shorten it.");
    case TEMPLATE_GAP_UNKNOWN:
        return say(w,
                "Nothing is known that could stand for \"{}\". See below what may stand in"
                " braces.",
                txt(gap));
    case TEMPLATE_GAP_MISSING:
        return say(
                w, "\"{}\" in braces is missing; without it the letter makes no sense.", txt(gap));
    case TEMPLATE_LINK_WITHIN:
        return say(w, "\"link\" in braces has to stand on a line of its own.");
    case TEMPLATE_SUBJECT_TELLS:
        return say(w,
                "\"{}\" in braces may not stand in the subject, which many can read on its"
                " way.",
                txt(gap));
    }
    return (str){0};
}

static bool is_of_subject(enum template_flaw flaw) {
    return flaw == TEMPLATE_WITHOUT_SUBJECT || flaw == TEMPLATE_SUBJECT_LONG ||
           flaw == TEMPLATE_SUBJECT_TELLS;
}

/* Browsers end lines with CR LF. */
static str plain_lines(struct arena *mem, str typed) {
    struct buf out = {.mem = mem};
    str line;
    while (typed.len && str_cut(&typed, '\r', &line)) {
        buf_add(&out, line);
    }
    return buf_str(&out);
}

void letter_text_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {.preview = str_eq(page_form(p, STR("act")), STR("preview"))};
    str gap = {0};
    if (!find(p, page_query(p, STR("lang")), &s.text)) {
        return;
    }
    s.text.subject = page_form(p, STR("subject"));
    s.text.text = plain_lines(w->mem, page_form(p, STR("text")));
    enum template_flaw flaw = template_check(&s.text, &gap);
    if (flaw == TEMPLATE_FINE && !s.preview) {
        db_begin(w);
        (void)template_save(w, &s.text, &gap);
        if (page_saved(p)) {
            page_redirect(p, STR("/mail/texts?done=saved"));
        }
        return;
    }
    str wrong = text_flaw(w, flaw, gap);
    s.subject_wrong = is_of_subject(flaw) ? wrong : (str){0};
    s.text_wrong = is_of_subject(flaw) ? (str){0} : wrong;
    s.preview = s.preview && flaw == TEMPLATE_FINE;
    p->status = flaw == TEMPLATE_FINE ? 200 : 422;
    show(p, &s);
}

void letter_text_default_post(struct page *p) {
    struct template t = {0};
    if (!find(p, page_query(p, STR("lang")), &t)) {
        return;
    }
    db_begin(&p->work);
    template_reset(&p->work, &t);
    if (page_saved(p)) {
        page_redirect(p, STR("/mail/texts?done=back-before"));
    }
}

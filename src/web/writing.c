#include "web/writing.h"

#include "lang/codes.h"
#include "lang/concept_find.h"
#include "lang/say.h"
#include "lang/sector.h"
#include "match/explain.h"
#include "web/brief.h"
#include "web/layout.h"
#include "wire/html.h"

#include <string.h>

/* One button that sends the form and stores nothing. */
static void button(struct page *p, const struct writing_form *at, str then, str value, str said) {
    html(&p->out,
            "<button class='button plain' name='then' value='{}{}' formaction='/{}{}#writing'>{}"
            "</button>\n",
            txt(then), txt(value), txt(p->lang), txt(at->action), txt(said));
}

static void language_hint(
        struct page *p, const struct writing *found, const struct writing_form *at) {
    struct work *w = &p->work;
    if (!found->lang.len) {
        return;
    }
    str reads = language_name(w->tongue, found->lang);
    html(&p->out, "<div class='note hint-act'><p>{}</p>",
            txt(say(w, "This reads like {1}, and {2} is chosen.", txt(reads),
                    txt(language_name(w->tongue, at->listing->lang)))));
    button(p, at, STR("language-"), found->lang, say(w, "It is {}", txt(reads)));
    html(&p->out, "</div>\n");
}

static void side_hint(struct page *p, const struct writing *found, const struct writing_form *at) {
    struct work *w = &p->work;
    if (!found->side.len) {
        return;
    }
    bool offer = str_eq(found->side, STR("offer"));
    html(&p->out, "<div class='note hint-act'><p>{}</p>",
            txt(offer ? say(w, "This reads like an offer, and need is chosen.")
                      : say(w, "This reads like a need, and offer is chosen.")));
    button(p, at, STR("side-"), found->side,
            offer ? say(w, "It is an offer") : say(w, "It is a need"));
    html(&p->out, "</div>\n");
}

static void sector_hints(
        struct page *p, const struct writing *found, const struct writing_form *at) {
    struct work *w = &p->work;
    if (!found->sector_count) {
        return;
    }
    html(&p->out, "<div class='note hint-act'><p>{}</p>",
            txt(say(w, "No sector is chosen. Similar ones stand in:")));
    for (size_t i = 0; i < found->sector_count; i++) {
        str name = sector_name(w->tongue, found->sectors[i]);
        button(p, at, STR("sector-"), found->sectors[i],
                say(w, "Add {1} {2}", txt(found->sectors[i]), txt(name)));
    }
    html(&p->out, "</div>\n");
}

static void double_hint(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='note care hint-act'><p>{} <a href='/{}{}' lang='{}'>{}</a></p>"
            "<a class='button plain' href='/{}/listings/{}/edit'>{}</a></div>\n",
            txt(say(w, "{} has published nearly the same already:", txt(l->organisation_name))),
            txt(p->lang), txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang),
            txt(l->title), txt(p->lang), num(l->id), txt(say(w, "Change that one instead")));
}

static const struct writing_like *like_of(const struct writing *found, int64_t listing) {
    size_t i = 0;
    while (i + 1 < found->like_count && found->like[i].listing != listing) {
        i++;
    }
    return &found->like[i];
}

static void double_hints(struct page *p, const struct writing *found) {
    for (size_t i = 0; i < found->listings.count; i++) {
        const struct listing *l = &found->listings.at[i];
        if (like_of(found, l->id)->double_of) {
            double_hint(p, l);
        }
    }
}

/* The same colour wherever a concept stands. */
static int64_t tint_of(const struct writing *found, uint32_t concept) {
    uint32_t seen[WRITING_SIMILAR * WRITING_CONCEPTS];
    size_t count = 0;
    for (size_t i = 0; i < found->like_count; i++) {
        for (size_t k = 0; k < found->like[i].concept_count; k++) {
            size_t at = 0;
            seen[count] = found->like[i].concepts[k];
            while (seen[at] != seen[count]) {
                at++;
            }
            if (seen[at] == concept) {
                return (int64_t)(at % EXPLAIN_CONCEPTS) + 1;
            }
            count += at == count;
        }
    }
    return 1;
}

/* Marked as in matches, each in the language it has a name in. */
static void concepts(struct page *p, const struct writing *found, const struct writing_like *like) {
    struct work *w = &p->work;
    if (!like->concept_count) {
        return;
    }
    html(&p->out, "<p class='quiet'>{}", txt(say(w, "Both speak of:")));
    for (size_t i = 0; i < like->concept_count; i++) {
        enum tongue in = EN;
        str name = concept_label(reader_lexicon(p->reader), like->concepts[i], w->tongue, &in);
        html(&p->out, " <mark class='met tint-{}' lang='{}'>{}</mark>",
                num(tint_of(found, like->concepts[i])), txt(tongue_code(in)), txt(name));
    }
    html(&p->out, "</p>");
}

static void similar(struct page *p, const struct writing *found) {
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(&p->work, "Is it one of these?")));
    for (size_t i = 0; i < found->listings.count; i++) {
        const struct listing *l = &found->listings.at[i];
        html(&p->out, "<li><h3><a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
                txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang),
                txt(l->title));
        layout_tongue(p, l->lang);
        html(&p->out, "</h3>");
        title_line(p, &found->titles, l);
        concepts(p, found, like_of(found, l->id));
        brief_whose(p, l);
        html(&p->out, "</li>\n");
    }
    html(&p->out, "</ul>\n");
}

static void follow(struct page *p, const struct writing_form *at, const struct writing *found) {
    struct work *w = &p->work;
    html(&p->out, "<div class='writing' id='writing' data-help='/{}{}' aria-live='polite'>\n",
            txt(p->lang), txt(at->help));
    language_hint(p, found, at);
    side_hint(p, found, at);
    double_hints(p, found);
    sector_hints(p, found, at);
    if (found->listings.count) {
        similar(p, found);
    } else {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(found->asked ? say(w, "Nobody has published anything like it yet.")
                                 : say(w, "Similar needs and offers will stand here, in whatever"
                                          " language they are written, so that nothing is"
                                          " published twice.")));
    }
    html(&p->out, "</div>\n");
}

void writing_part(struct form *f, const struct writing_form *at, const struct writing *found) {
    struct page *p = f->page;
    struct work *w = &p->work;
    form_part(f, say(w, "While you write"));
    html(&p->out, "<p class='acts' data-help-button>");
    button(p, at, STR("look"), (str){0}, say(w, "Look for similar ones"));
    html(&p->out, "</p>\n");
    follow(p, at, found);
    form_part_end(f);
}

void writing_answer(struct page *p, const struct writing_form *at, const struct writing *found) {
    follow(p, at, found);
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    p->response->status = 200;
    p->response->body = buf_str(&p->out);
    p->response->compress = true;
}

/* What the button is about; NULL: nothing but looking. */
static const char *put_in(struct page *p, struct listing *l, str then) {
    enum tongue t = EN;
    if (str_starts(then, STR("language-")) && tongue_of(str_skip(then, 9), &t)) {
        l->lang = tongue_code(t);
        return "language";
    }
    if (str_eq(then, STR("side-need")) || str_eq(then, STR("side-offer"))) {
        l->side = str_skip(then, 5);
        return "side";
    }
    if (str_starts(then, STR("sector-")) && sector_known(str_skip(then, 7))) {
        struct buf all = {.mem = p->work.mem};
        str sector = str_skip(then, 7);
        buf_add(&all, l->sectors);
        buf_add(&all, l->sectors.len ? STR(";") : (str){0});
        buf_add(&all, str_lists(l->sectors, sector) ? (str){0} : sector);
        l->sectors = buf_str(&all);
        return "sectors";
    }
    return NULL;
}

bool writing_pressed(struct page *p, struct listing *l, struct flaws *flaws) {
    str then = page_form(p, STR("then"));
    if (!then.len) {
        return false;
    }
    const char *filled = put_in(p, l, then);
    size_t kept = 0;
    for (size_t i = 0; i < flaws->count; i++) {
        bool mended = filled && strcmp(flaws->at[i].field, filled) == 0;
        if (!mended && flaws->at[i].flaw != FLAW_EMPTY) {
            flaws->at[kept++] = flaws->at[i];
        }
    }
    flaws->count = kept;
    return true;
}

#include "web/wording.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/layout.h"
#include "wire/html.h"

static struct wording pick(struct page *p, const struct wording_of *text) {
    return translation_pick(&p->work, text->all, text->field, text->body, text->lang);
}

static void tag(struct page *p, const struct wording *shown) {
    str language = language_name(p->work.tongue, shown->lang);
    if (shown->original) {
        html(&p->out, "<span class='tongue'>{}</span>",
                txt(say(&p->work, "{}, the original", txt(language))));
    } else if (shown->machine) {
        html(&p->out, "<span class='tongue machine'>{}</span>",
                txt(say(&p->work, "{}, translated by a machine", txt(language))));
    } else {
        html(&p->out, "<span class='tongue'>{}</span>",
                txt(say(&p->work, "{}, translated by a person", txt(language))));
    }
}

static void version(struct page *p, str heading, const struct wording *shown) {
    if (shown->original) {
        html(&p->out, "<section class='version original'>");
    } else {
        html(&p->out, "<section class='version'>");
    }
    html(&p->out, "<h2>{} ", txt(heading));
    tag(p, shown);
    html(&p->out, "</h2>\n");
    fact_paragraphs(p, shown->body, shown->lang);
    html(&p->out, "</section>\n");
}

void wording_text(struct page *p, str heading, const struct wording_of *text) {
    if (!text->body.len) {
        return;
    }
    struct wording shown = pick(p, text);
    if (shown.original) {
        html(&p->out, "<h2>{}", txt(heading));
        layout_tongue(p, text->lang);
        html(&p->out, "</h2>\n");
        fact_paragraphs(p, text->body, text->lang);
        return;
    }
    struct wording original = {.body = text->body, .lang = text->lang, .original = true};
    html(&p->out, "<div class='versions'>\n");
    version(p, heading, &original);
    version(p, heading, &shown);
    html(&p->out, "</div>\n");
}

void wording_line(struct page *p, const struct wording_of *text) {
    struct wording shown = pick(p, text);
    if (shown.original || str_eq(shown.body, text->body)) {
        return;
    }
    html(&p->out, "<p class='quiet'><span lang='{}'>{}</span> ", txt(shown.lang), txt(shown.body));
    tag(p, &shown);
    html(&p->out, "</p>\n");
}

#include "web/named_view.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "wire/html.h"

static void control(struct page *p, const struct named *n, enum tongue t, str id, str wrong) {
    struct work *w = &p->work;
    str code = tongue_code(t);
    str language = language_name(w->tongue, code);
    html(&p->out, "<div class='field'><label for='{}-{}'>{}</label>", txt(id), txt(code),
            txt(t == w->tongue ? say(w, "Name") : say(w, "Name in {}", txt(language))));
    if (wrong.len) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>", txt(id), txt(wrong));
    }
    html(&p->out,
            "<input id='{}-{}' name='name-{}' type='text' lang='{}' maxlength='{}' value='{}'"
            " autocomplete='off'",
            txt(id), txt(code), txt(code), txt(code), num(NAME_CHARACTERS_MOST), txt(n->in[t]));
    if (wrong.len) {
        html(&p->out, " aria-invalid='true' aria-describedby='{}-wrong'", txt(id));
    }
    html(&p->out, "></div>\n");
}

void named_controls(struct page *p, const struct named *n, str id, str wrong) {
    control(p, n, p->work.tongue, id, wrong);
    html(&p->out, "<details class='reveal'><summary class='link'>{}</summary>\n",
            txt(say(&p->work, "Name in other languages")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (t != p->work.tongue) {
            control(p, n, t, id, (str){0});
        }
    }
    html(&p->out, "</details>\n");
}

struct named named_read(struct page *p) {
    struct named n = {0};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        struct buf name = {.mem = p->work.mem};
        buf_add(&name, STR("name-"));
        buf_add(&name, tongue_code(t));
        n.in[t] = page_form_line(p, buf_str(&name));
    }
    return n;
}

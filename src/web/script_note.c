#include "web/script_note.h"

#include "lang/say.h"
#include "lang/script.h"
#include "wire/html.h"

static void tag(struct page *p, bool mixed) {
    if (mixed) {
        html(&p->out, " <span class='state care'>{}</span>", txt(say(&p->work, "Mixed scripts")));
    }
}

void script_tag(struct page *p, str name) {
    tag(p, script_mixed(name));
}

void script_tag_mail(struct page *p, str mail) {
    tag(p, script_mixed_host(mail));
}

static void note(struct page *p, str said) {
    html(&p->out, "<p class='note care'>{}</p>\n", txt(said));
}

void script_note(struct page *p, str name, str web, bool own) {
    struct work *w = &p->work;
    if (script_mixed(name)) {
        note(p, own ? say(w, "A word of this name mixes letters of several scripts that look alike."
                             " Others are warned of it. If that was not meant, type the word again"
                             " in one script.")
                    : say(w, "A word of this name mixes letters of several scripts that look alike."
                             " It may not be the name it seems to be."));
    }
    if (script_mixed_host(web)) {
        note(p, own ? say(w, "The web address mixes letters of several scripts that look alike."
                             " Others are warned of it. If that was not meant, type the address"
                             " again.")
                    : say(w, "The web address mixes letters of several scripts that look alike. It"
                             " may lead elsewhere than it seems."));
    }
}

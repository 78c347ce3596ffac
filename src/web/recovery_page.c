#include "web/recovery_page.h"

#include "account/recovery.h"
#include "account/second.h"
#include "db/db.h"
#include "lang/say.h"
#include "web/security_letter.h"
#include "wire/html.h"

static void show(struct page *p, const struct recovery_codes *codes) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Your recovery codes"));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n<ol class='codes'>\n",
            txt(say(w, "Your recovery codes")),
            txt(say(w, "They are shown this once. Print them, or keep them where you keep your"
                       " passwords: not in the telephone that they are to replace.")));
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        html(&p->out, "<li><code>{}</code></li>\n", txt(codes->at[i]));
    }
    html(&p->out,
            "</ol>\n<p>{}</p>\n<p class='acts'><a class='button' href='/{}/me/security'>{}</a>\n"
            "<button type='button' class='button plain' data-print hidden>{}</button></p>\n</div>\n",
            txt(say(w, "Each is good once, in place of the second step. Codes from before are good"
                       " no more.")),
            txt(p->lang), txt(say(w, "I have kept them")), txt(say(w, "Print")));
    page_close(p);
}

static void make(struct page *p) {
    struct recovery_codes codes = recovery_make(&p->work, p->account.id);
    if (page_saved(p)) {
        show(p, &codes);
    }
}

void recovery_page_post(struct page *p) {
    struct second s = second_of(&p->work, p->account.id);
    if (!second_is_on(&s)) {
        page_redirect(p, STR("/me/security")); /* nothing they could stand in for */
        return;
    }
    db_begin(&p->work);
    security_note(p, EVENT_CODES_MADE);
    make(p);
}

void recovery_page_finish(struct page *p) {
    if (recovery_left(&p->work, p->account.id) == 0) {
        make(p);
    } else if (page_saved(p)) {
        page_redirect(p, STR("/me/security?done=saved"));
    }
}

#include "web/words_proposals_page.h"

#include "lang/say.h"
#include "web/words_page.h"
#include "wire/html.h"

enum { SHOWN = 100 };

void words_proposals_page(struct page *p) {
    struct work *w = &p->work;
    struct taught_terms all = taught_for_all(w, SHOWN);
    int64_t waiting = taught_proposals(w);
    page_open_with(p, say(w, "Words for everybody"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/words'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Words and meanings")),
            txt(say(w, "Words for everybody")),
            txt(waiting ? say_many(w,
                                  "One waits for your decision. It is understood once you"
                                  " approve it.",
                                  "{} wait for your decision. They are understood once you approve"
                                  " them.",
                                  waiting)
                        : say(w, "Nothing waits for your decision.")));
    if (all.count) {
        words_table(p, &all, true);
    } else {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w,
                        "Here will stand what managers propose for the texts of all clusters.")));
    }
    page_close(p);
}

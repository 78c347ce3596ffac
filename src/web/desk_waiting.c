#include "web/desk_waiting.h"

#include "lang/say.h"
#include "wire/html.h"

struct digest desk_waiting_read(struct page *p, const struct digest_task *task) {
    struct digest_reader reader = {0};
    if (!digest_reader_of(&p->work, p->account.id, &reader)) {
        return (struct digest){0};
    }
    reader.tasks = task;
    reader.count = 1;
    return digest_gather(&p->work, p->house->live, &reader, DIGEST_ALL);
}

static void lines(struct page *p, str list) {
    str one;
    if (list.len == 0) {
        return;
    }
    html(&p->out, "<ul class='behind'>\n");
    while (list.len && str_cut(&list, '\n', &one)) {
        html(&p->out, "<li><bdi>{}</bdi></li>\n", txt(one));
    }
    html(&p->out, "</ul>\n");
}

/* The first of all is the next step. */
static void row(struct page *p, const struct digest_entry *e, bool first) {
    html(&p->out, "<li><div><p>{}</p>\n", txt(e->title));
    lines(p, e->list);
    html(&p->out, "</div>");
    if (e->path.len) {
        html(&p->out, " <a class='{}' href='/{}{}'>{}<span class='visually-hidden'>: {}</span></a>",
                txt(first ? STR("button") : STR("button plain")), txt(p->lang), txt(e->path),
                txt(e->act), txt(e->title));
    }
    html(&p->out, "</li>\n");
}

void desk_waiting_rows(struct page *p, const struct digest *all) {
    html(&p->out, "<h2>{}</h2>\n", txt(say(&p->work, "What wants attention")));
    for (size_t i = 0; i < all->count; i++) {
        const struct digest_entry *e = &all->at[i];
        if (i == 0 || all->at[i - 1].part != e->part) {
            html(&p->out, "<h3>{}</h3>\n<ol class='wants'>\n",
                    txt(digest_part_name(&p->work, e->part)));
        }
        row(p, e, i == 0);
        if (i + 1 == all->count || all->at[i + 1].part != e->part) {
            html(&p->out, "</ol>\n");
        }
    }
}

void desk_waiting_none(struct page *p, str said, str path, str act) {
    html(&p->out,
            "<div class='empty'>\n<p>{}</p>\n<p class='acts'><a class='button' href='/{}{}'>{}</a>"
            "</p>\n</div>\n",
            txt(said), txt(p->lang), txt(path), txt(act));
}

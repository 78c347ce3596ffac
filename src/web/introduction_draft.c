#include "web/introduction_draft.h"

#include "directory/translation.h"
#include "lang/say.h"
#include "web/match_view.h"

static str title_of(struct work *w, const struct listing *l) {
    struct translations all = translation_list(w, STR("listing"), l->id);
    return translation_pick(w, &all, STR("title"), l->title, l->lang).body;
}

static void add(struct buf *out, str sentence) {
    buf_add(out, out->len ? STR("\n") : (str){0});
    buf_add(out, sentence);
}

static str write(struct work *w, const struct match_shown *s) {
    struct buf out = {.mem = w->mem};
    if (s->gain.there) {
        add(&out, say(w, "{} is looking for this: {}. {} offers: {}.", txt(s->ours.name),
                          txt(title_of(w, &s->gain.need)), txt(s->theirs.name),
                          txt(title_of(w, &s->gain.offer))));
    }
    if (s->give.there) {
        add(&out, say(w, "{} is looking for this: {}. {} offers: {}.", txt(s->theirs.name),
                          txt(title_of(w, &s->give.need)), txt(s->ours.name),
                          txt(title_of(w, &s->give.offer))));
    }
    return buf_str(&out);
}

str introduction_draft(struct page *p, int64_t own, int64_t theirs, enum tongue t) {
    struct match_found found = {0};
    struct match_shown shown = {0};
    enum tongue readers = p->work.tongue;
    if (!own || !theirs || !match_find_one(p, own, theirs, &found) ||
            !match_read(p, own, &found.matches.at[0], &shown)) {
        return (str){0};
    }
    p->work.tongue = t;
    str draft = write(&p->work, &shown);
    p->work.tongue = readers;
    return draft;
}

#include "web/approach_draft.h"

#include "directory/translation.h"
#include "lang/say.h"

static void sentence(struct buf *out, str said) {
    buf_add(out, out->len ? STR("\n") : (str){0});
    buf_add(out, said);
}

static str title_of(struct work *w, const struct listing *l) {
    struct translations all = translation_list(w, STR("listing"), l->id);
    return translation_pick(w, &all, STR("title"), l->title, l->lang).body;
}

static bool is_everybodys(const struct organisation *o, const struct listing *l) {
    return str_eq(o->visibility, STR("public")) && str_eq(l->visibility, STR("public")) &&
           str_eq(l->status, STR("published"));
}

/* `we_offer`: theirs is the need. What is only the other way seen from the other side is told once. */
static void way(struct page *p, struct buf *out, const struct match_shown *s, bool we_offer) {
    struct work *w = &p->work;
    const struct match_way *m = we_offer ? &s->give : &s->gain;
    const struct match_way *other = we_offer ? &s->gain : &s->give;
    bool told = m->meeting.mirrored && other->there && !other->meeting.mirrored;
    if (!m->there || told || !is_everybodys(&s->ours, we_offer ? &m->offer : &m->need)) {
        return;
    }
    str need = title_of(w, &m->need);
    str offer = title_of(w, &m->offer);
    if (m->meeting.mirrored) {
        sentence(out, we_offer ? say(w, "You look for customers for “{}”, and we buy “{}”.",
                                         txt(offer), txt(need))
                               : say(w, "We look for customers for “{}”, and you buy “{}”.",
                                         txt(offer), txt(need)));
    } else {
        sentence(out, we_offer
                              ? say(w, "You need “{}”, and we offer “{}”.", txt(need), txt(offer))
                              : say(w, "We need “{}”, and you offer “{}”.", txt(need), txt(offer)));
    }
    str through = match_concepts(p, m);
    if (through.len) {
        sentence(out, say(w, "What meets there: {}.", txt(through)));
    }
}

static str worded(struct page *p, const struct match_shown *s, enum tongue t) {
    enum tongue own = p->work.tongue;
    struct buf out = {.mem = p->work.mem};
    p->work.tongue = t;
    sentence(&out, say(&p->work, "We at {} think that we could be of use to each other.",
                           txt(s->ours.name)));
    way(p, &out, s, true);
    way(p, &out, s, false);
    sentence(&out, say(&p->work, "May we get in touch with you?"));
    p->work.tongue = own;
    return buf_str(&out);
}

static bool other_tongue(const struct page *p, str lang, enum tongue *theirs) {
    return tongue_of(lang, theirs) && *theirs != p->work.tongue;
}

void approach_draft(struct page *p, const struct match_shown *s, struct approach *a) {
    enum tongue theirs = EN;
    a->lang = tongue_code(p->work.tongue);
    a->reason = worded(p, s, p->work.tongue);
    if (other_tongue(p, s->theirs.lang, &theirs)) {
        a->lang_theirs = tongue_code(theirs);
        a->reason_theirs = worded(p, s, theirs);
    }
}

static str of_clusters(struct page *p, str ours, enum tongue t) {
    struct work said = p->work;
    said.tongue = t;
    return say(&said,
            "We at {} think that members of ours and yours could be of use to each other. May we"
            " get in touch with you?",
            txt(ours));
}

void approach_draft_clusters(struct page *p, str ours, str lang_theirs, struct approach *a) {
    enum tongue theirs = EN;
    a->lang = tongue_code(p->work.tongue);
    a->reason = of_clusters(p, ours, p->work.tongue);
    if (other_tongue(p, lang_theirs, &theirs)) {
        a->lang_theirs = tongue_code(theirs);
        a->reason_theirs = of_clusters(p, ours, theirs);
    }
}

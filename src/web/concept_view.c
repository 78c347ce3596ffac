#include "web/concept_view.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "web/layout.h"
#include "web/teach.h"
#include "wire/html.h"

static void write_label(struct page *p, uint32_t concept) {
    enum tongue in = EN;
    str label = concept_label(reader_lexicon(p->reader), concept, p->work.tongue, &in);
    html(&p->out, "<span lang='{}'>{}</span>", txt(tongue_code(in)), txt(label));
    layout_tongue(p, tongue_code(in));
}

static bool has_label(const struct lexicon *l, uint32_t concept) {
    bool has = false;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        has = has || lexicon_written(l, concept, t).len;
    }
    return has;
}

void concept_name(struct page *p, str id) {
    const struct lexicon *l = reader_lexicon(p->reader);
    uint32_t concept = 0;
    if (lexicon_find(l, id, &concept) && has_label(l, concept)) {
        write_label(p, concept);
    } else {
        html(&p->out, "{}", txt(say(&p->work, "a new concept")));
    }
}

static str told(struct page *p, const struct concept_found *found) {
    struct work *w = &p->work;
    const struct lexicon *l = reader_lexicon(p->reader);
    str kind = teach_kind(w, lexicon_kind(l, found->concept));
    uint32_t parent = 0;
    enum tongue in = EN;
    if (!lexicon_broader(l, found->concept, &parent)) {
        return kind;
    }
    str wider = concept_label(l, parent, w->tongue, &in);
    return kind.len ? say(w, "{1}, a kind of: {2}", txt(kind), txt(wider)) : wider;
}

void concept_line(struct page *p, const struct concept_found *found) {
    struct work *w = &p->work;
    enum tongue in = EN;
    str label = concept_label(reader_lexicon(p->reader), found->concept, w->tongue, &in);
    write_label(p, found->concept);
    html(&p->out, "<br><small class='quiet'>{}", txt(told(p, found)));
    if (found->term.len && !str_eq(found->term, label)) {
        html(&p->out, " · <span lang='{}'>{}</span>", txt(tongue_code(found->tongue)),
                txt(found->term));
        layout_tongue(p, tongue_code(found->tongue));
    }
    html(&p->out, "</small>");
}

struct concepts_found concept_found_with(
        struct page *p, const struct concept_wish *wish, str chosen) {
    const struct lexicon *l = reader_lexicon(p->reader);
    struct concepts_found found = concept_find(p->work.mem, l, wish);
    struct concept_found one = {0};
    if (!lexicon_find(l, chosen, &one.concept) || wish->hidden[one.concept]) {
        return found;
    }
    struct concepts_found all = {.at = {one}, .count = 1};
    for (size_t i = 0; i < found.count && all.count < CONCEPT_FOUND_MOST; i++) {
        if (found.at[i].concept != one.concept) {
            all.at[all.count++] = found.at[i];
        }
    }
    return all;
}

str concept_field(struct work *w, enum tongue t) {
    struct buf name = {.mem = w->mem};
    buf_add(&name, STR("term_"));
    buf_add(&name, tongue_code(t));
    return buf_str(&name);
}

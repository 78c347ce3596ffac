#include "trust/introduction_words.h"

#include "base/buf.h"
#include "directory/individual.h"
#include "lang/say.h"

str introduction_reason(const struct introduction *n, enum tongue t, str *lang) {
    bool there = n->reason_there.len && str_eq(n->lang_there, tongue_code(t)) &&
                 !str_eq(n->lang, tongue_code(t));
    *lang = there ? n->lang_there : n->lang;
    return there ? n->reason_there : n->reason;
}

static str place_of(const struct individual *one) {
    return one->cluster_name.len ? one->cluster_name : one->organisation_name;
}

str introduction_person(struct work *w, int64_t individual) {
    struct individual one = {0};
    if (!individual_one(w, individual, &one)) {
        return (str){0};
    }
    struct buf out = {.mem = w->mem};
    buf_add(&out, one.name);
    if (place_of(&one).len) {
        buf_add(&out, STR(", "));
        buf_add(&out, place_of(&one));
    }
    return buf_str(&out);
}

/* Of a person it is where they work: who they are is for the last one to know. */
static str aim_of(const struct introduction *n) {
    return n->aim == AIM_PERSON ? n->aim_place : n->aim_name;
}

/* Only those next to the asker, and whom the asker wants to meet, learn the asker's name. */
static str wish_of(
        struct work *w, const struct introduction *n, const struct introduction_link *l) {
    str asker = introduction_person(w, n->asker);
    if (l->last) {
        return n->own_name.len ? say(w, "{} would like to get to know you, for {}.", txt(asker),
                                         txt(n->own_name))
                               : say(w, "{} would like to get to know you.", txt(asker));
    }
    if (l->place == 1) {
        return n->own_name.len ? say(w, "{} would like to get to know somebody at {}, for {}.",
                                         txt(asker), txt(aim_of(n)), txt(n->own_name))
                               : say(w, "{} would like to get to know somebody at {}.", txt(asker),
                                         txt(aim_of(n)));
    }
    return say(w, "Somebody at {} would like to get to know somebody at {}.", txt(n->cluster_name),
            txt(aim_of(n)));
}

static str next_of(
        struct work *w, const struct introduction *n, const struct introduction_link *l) {
    struct introduction_link after = {0};
    if (l->last) {
        return say(w, "If you agree, you both get each other's name and mail address, and a letter"
                      " introduces you. If you do not, nobody gets to see anything of you.");
    }
    str name = introduction_person(w, l->after);
    return introduction_link_one(w, n->id, l->chain, l->place + 1, &after) && after.last
                   ? say(w,
                             "If you agree, we ask {} in your name, whom you know, and introduce"
                             " both in your name if they agree as well.",
                             txt(name))
                   : say(w, "If you agree, we ask {} in your name, whom you know, to pass it on.",
                             txt(name));
}

struct introduction_words introduction_words(
        struct work *w, const struct introduction *n, const struct introduction_link *l) {
    struct individual before = {0};
    struct introduction_words said = {0};
    (void)individual_one(w, l->before, &before);
    said.who = before.name;
    said.wish = wish_of(w, n, l);
    said.next = next_of(w, n, l);
    said.reason = introduction_reason(n, w->tongue, &said.reason_lang);
    return said;
}

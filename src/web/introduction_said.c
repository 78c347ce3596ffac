#include "web/introduction_said.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

static str warmth_said(struct work *w, enum warmth warmth) {
    switch (warmth) {
    case WARMTH_CLOSE: return say(w, "very warm");
    case WARMTH_WARM: return say(w, "warm");
    case WARMTH_MILD: return say(w, "mild");
    case WARMTH_FAINT:
    case WARMTH_NONE: break;
    }
    return say(w, "faint");
}

str introduction_told_said(struct work *w, const struct introduction_told *told) {
    str warmth = warmth_said(w, told->warmth);
    if (!told->people) {
        return say(w, "Perhaps there is a warm way in. It is not told before you ask where few"
                      " people could be meant, or where no way is known.");
    }
    return told->first_name.len
                   ? say_many(w, "There is a warm way in. One person in between: {2}. It is {3}.",
                             "There is a warm way in. {1} people in between: {2}. The first is"
                             " {3}.",
                             told->people, txt(warmth), txt(told->first_name))
                   : say_many(w, "There is a warm way in. One person in between: {2}.",
                             "There is a warm way in. {1} people in between: {2}.", told->people,
                             txt(warmth));
}

void introduction_state_tag(struct page *p, const struct introduction *n) {
    struct work *w = &p->work;
    str look = STR("state");
    str said = {0};
    switch (introduction_state(w, n)) {
    case INTRODUCTION_OPEN:
        look = STR("state care");
        said = say(w, "Under way until {}", txt(locale_day(w, n->expires)));
        break;
    case INTRODUCTION_DONE:
        look = STR("state good");
        said = say(w, "Introduced on {}", txt(locale_day(w, n->settled)));
        break;
    case INTRODUCTION_TAKEN_BACK:
        said = say(w, "Taken back on {}", txt(locale_day(w, n->settled)));
        break;
    case INTRODUCTION_OVER:
    case INTRODUCTION_STATES: said = say(w, "No introduction came about"); break;
    }
    html(&p->out, "<span class='{}'>{}</span>", txt(look), txt(said));
}

void introduction_aim_name(struct page *p, const struct introduction *n) {
    if (n->aim == AIM_PERSON) {
        html(&p->out, "<bdi>{}</bdi>, <bdi lang='{}'>{}</bdi>", txt(n->aim_name), txt(n->aim_lang),
                txt(n->aim_place));
    } else {
        html(&p->out, "<bdi lang='{}'>{}</bdi>", txt(n->aim_lang), txt(n->aim_name));
    }
}

str introduction_answer_said(struct work *w, enum introduction_link_state state) {
    switch (state) {
    case INTRODUCTION_AGREED: return say(w, "You agreed");
    case INTRODUCTION_REFUSED: return say(w, "You declined; nobody learns of it");
    case INTRODUCTION_LAPSED: return say(w, "You did not answer; nobody learns of it");
    case INTRODUCTION_ASKED: return say(w, "Waits for your answer");
    case INTRODUCTION_ENDED:
    case INTRODUCTION_PLANNED:
    case INTRODUCTION_LINK_STATES: break;
    }
    return say(w, "It ended before you answered");
}

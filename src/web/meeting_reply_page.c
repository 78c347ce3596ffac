#include "web/meeting_reply_page.h"

#include "account/link.h"
#include "lang/say.h"
#include "trust/encounter_said.h"
#include "web/meeting_answer_form.h"
#include "web/meeting_view.h"
#include "wire/html.h"

struct replying {
    struct encounter encounter;
    struct encounter_people people;
    const struct encounter_person *me;
};

static bool find(struct page *p, enum link_purpose purpose, struct replying *k) {
    struct link link = {0};
    int64_t individual = 0;
    if (!link_open(&p->work, p->word, purpose, &link) || !str_num(link.detail, &individual) ||
            !encounter_one(&p->work, link.object, &k->encounter)) {
        return false;
    }
    k->people = encounter_people(&p->work, link.object);
    k->me = encounter_person_of(&k->people, individual);
    return k->me != NULL;
}

static void gone(struct page *p) {
    struct work *w = &p->work;
    str title = say(w, "Nothing needs an answer any more");
    p->status = 404;
    page_open_with(p, title);
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(title),
            txt(say(w, "The meeting is not there any more, you took your part back, or this address"
                       " is too old or not whole.")));
    page_close(p);
}

static str title_of(struct page *p, const struct replying *k) {
    struct work *w = &p->work;
    switch (k->encounter.state) {
    case ENCOUNTER_CANCELLED: return say(w, "This meeting was cancelled");
    case ENCOUNTER_TAKEN_BACK: return say(w, "This meeting was taken back");
    case ENCOUNTER_PLANNED:
    case ENCOUNTER_HELD:
    case ENCOUNTER_NOT_HELD:
    case ENCOUNTER_STATES: break;
    }
    if (k->encounter.starts > w->now) {
        return say(w, "Will you come?");
    }
    return k->me->said.len ? say(w, "Thank you") : say(w, "Did you meet?");
}

static void show(struct page *p, const struct replying *k, str path) {
    struct buf action = {.mem = p->work.mem};
    const struct encounter *e = &k->encounter;
    str title = title_of(p, k);
    enum encounter_side other = k->me->side == SIDE_OURS ? SIDE_THEIRS : SIDE_OURS;
    html(&action, "/{}/{}", txt(path), url(p->word));
    page_open_with(p, title);
    html(&p->out,
            "<div class='asked'>\n<p class='asked-from' lang='{}'><bdi>{}</bdi></p>\n"
            "<h1>{}</h1>\n",
            txt(encounter_side_lang(e, other).len ? encounter_side_lang(e, other) : p->lang),
            txt(encounter_side_name(e, other)), txt(title));
    html(&p->out, "<div class='asked-text'>\n");
    meeting_facts(p, e);
    meeting_people(p, &k->people, false);
    meeting_answer_form(
            p, &(struct meeting_answer){.encounter = e, .me = k->me, .action = buf_str(&action)});
    html(&p->out, "</div>\n<p class='asked-end quiet'>{}</p>\n</div>\n",
            txt(say(&p->work,
                    "You need no account. This page is for you alone; do not pass the link on.")));
    page_close(p);
}

static void answer_page(struct page *p, enum link_purpose purpose, str path) {
    struct replying k = {0};
    p->bare = true;
    if (find(p, purpose, &k)) {
        show(p, &k, path);
    } else {
        gone(p);
    }
}

static void answer_post(struct page *p, enum link_purpose purpose, str path) {
    struct replying k = {0};
    p->bare = true;
    if (!find(p, purpose, &k)) {
        gone(p);
        return;
    }
    bool parts = str_eq(page_form(p, STR("answer")), STR("part"));
    if (!meeting_answer_take(p, k.encounter.id, k.me->individual)) {
        return;
    }
    if (parts) {
        str title = say(&p->work, "Your part is taken back");
        page_open_with(p, title);
        html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
                txt(title),
                txt(say(&p->work, "Nobody keeps here that you were at this meeting. You can close"
                                  " this page.")));
        page_close(p);
        return;
    }
    struct buf to = {.mem = p->work.mem};
    html(&to, "/{}/{}", txt(path), url(p->word));
    page_redirect(p, buf_str(&to));
}

void meeting_invited_page(struct page *p) {
    answer_page(p, LINK_INVITED, STR("invited"));
}

void meeting_invited_post(struct page *p) {
    answer_post(p, LINK_INVITED, STR("invited"));
}

void meeting_met_page(struct page *p) {
    answer_page(p, LINK_MET, STR("met"));
}

void meeting_met_post(struct page *p) {
    answer_post(p, LINK_MET, STR("met"));
}

#include "web/meeting_answer_form.h"

#include "db/db.h"
#include "lang/say.h"
#include "trust/encounter_answer.h"
#include "trust/encounter_letter.h"
#include "wire/html.h"

static void form_begin(struct page *p, const struct meeting_answer *a) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang), txt(a->action));
    if (a->keyed) {
        page_form_key(p);
    }
}

static void button(
        struct page *p, const struct meeting_answer *a, str value, bool plain, str said) {
    form_begin(p, a);
    html(&p->out, "<button class='{}' name='answer' value='{}'>{}</button></form>\n",
            txt(plain ? STR("button plain") : STR("button")), txt(value), txt(said));
}

/* A word to whoever wrote it down, with the two answers that make them think again. */
static void write_otherwise(struct page *p, const struct meeting_answer *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<div class='reveal-body'>\n",
            txt(say(w, "I cannot, or at another time")));
    form_begin(p, a);
    html(&p->out,
            "<div class='field'><label for='answer-note'>{}</label><textarea id='answer-note'"
            " name='note' rows='3' maxlength='{}'>\n{}</textarea></div>\n"
            "<p class='acts'><button class='button plain' name='answer' value='other-time'>{}</button>"
            " <button class='button plain' name='answer' value='not-coming'>{}</button></p></form>\n"
            "</div>\n</details>\n",
            txt(say(w, "A word to them, such as a time that suits you")), num(ENCOUNTER_NOTE_MOST),
            txt(a->me->note), txt(say(w, "Another time, please")), txt(say(w, "I do not come")));
}

static void write_reply(struct page *p, const struct meeting_answer *a) {
    struct work *w = &p->work;
    str reply = a->me->reply;
    if (str_eq(reply, STR("coming"))) {
        html(&p->out, "<p class='note good'>{}</p>\n", txt(say(w, "You said that you come.")));
    } else if (reply.len) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(str_eq(reply, STR("other-time")) ? say(w, "You asked for another time.")
                                                     : say(w, "You said that you do not come.")));
    }
    html(&p->out, "<div class='asked-ways'>\n");
    if (!str_eq(reply, STR("coming"))) {
        button(p, a, STR("coming"), false, say(w, "Yes, I come"));
    }
    write_otherwise(p, a);
    html(&p->out, "</div>\n");
}

static void write_part(struct page *p, const struct meeting_answer *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<details class='reveal'>\n<summary class='link'>{}</summary>\n<div"
            " class='reveal-body'>\n<p>{}</p>\n",
            txt(say(w, "Take my part back")),
            txt(say(w, "At once and for good: you were not there, nobody keeps that you met, and"
                       " what rested on it is gone. You need to ask nobody.")));
    button(p, a, STR("part"), true, say(w, "Take it back now"));
    html(&p->out, "</div>\n</details>\n");
}

static void write_said(struct page *p, const struct meeting_answer *a) {
    struct work *w = &p->work;
    bool met = str_eq(a->me->said, STR("met"));
    if (met) {
        html(&p->out, "<p class='note good'>{}</p>\n",
                txt(a->encounter->confirmed
                                ? say(w, "You said that you met, and so did the other side: it counts.")
                                : say(w, "You said that you met. It counts once the other side says"
                                         " so too.")));
    } else if (a->me->said.len) {
        html(&p->out, "<p class='note'>{}</p>\n", txt(say(w, "You said that you did not meet.")));
    }
    html(&p->out, "<div class='asked-ways'>\n");
    if (!met) {
        button(p, a, STR("met"), false, say(w, "Yes, we met"));
    }
    if (!str_eq(a->me->said, STR("not-met"))) {
        button(p, a, STR("not-met"), true, say(w, "No, we did not meet"));
    }
    html(&p->out, "</div>\n");
}

void meeting_answer_form(struct page *p, const struct meeting_answer *a) {
    const struct encounter *e = a->encounter;
    bool gone = e->state == ENCOUNTER_CANCELLED || e->state == ENCOUNTER_TAKEN_BACK;
    if (!gone && e->starts > p->work.now) {
        write_reply(p, a);
    } else if (!gone) {
        write_said(p, a);
    }
    write_part(p, a);
}

static enum encounter_answered take(
        struct page *p, int64_t encounter, int64_t individual, str answer) {
    struct work *w = &p->work;
    if (str_eq(answer, STR("met")) || str_eq(answer, STR("not-met"))) {
        return encounter_say(w, encounter, individual, str_eq(answer, STR("met")));
    }
    if (str_eq(answer, STR("part"))) {
        return encounter_part(w, encounter, individual);
    }
    return encounter_reply(w, encounter, individual, answer, page_form(p, STR("note")));
}

static void tell(struct page *p, int64_t encounter, int64_t individual) {
    struct encounter e = {0};
    struct encounter_post post = {&p->house->seal, p->house->address};
    struct encounter_people all = encounter_people(&p->work, encounter);
    const struct encounter_person *who = encounter_person_of(&all, individual);
    if (who && encounter_one(&p->work, encounter, &e)) {
        encounter_tell(&p->work, &post, &e, who);
    }
}

static void refuse(struct page *p, enum encounter_answered why) {
    struct work *w = &p->work;
    p->status = why == ENCOUNTER_NOT_THERE ? 404 : 409;
    page_open(p, say(w, "This cannot be answered now"));
    html(&p->out, "<p class='answer'>{}</p>\n",
            txt(why == ENCOUNTER_NOT_BEGUN
                            ? say(w, "The meeting has not begun yet.")
                            : say(w, "It was moved, cancelled or taken back in the meantime. There is"
                                     " nothing for you to do.")));
    page_close(p);
}

bool meeting_answer_take(struct page *p, int64_t encounter, int64_t individual) {
    static const char *const known[] = {
            "met", "not-met", "part", "coming", "not-coming", "other-time"};
    str answer = page_form(p, STR("answer"));
    bool fine = false;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        fine = fine || str_eq(answer, str_of(known[i]));
    }
    if (!fine) {
        page_error(p, 400);
        return false;
    }
    db_begin(&p->work);
    enum encounter_answered got = take(p, encounter, individual, answer);
    if (got != ENCOUNTER_ANSWERED && work_ok(&p->work)) {
        db_forget(&p->work);
        refuse(p, got);
        return false;
    }
    if (str_eq(answer, STR("not-coming")) || str_eq(answer, STR("other-time"))) {
        tell(p, encounter, individual);
    }
    return page_saved(p);
}

#include "web/meeting_view.h"

#include "lang/say.h"
#include "trust/encounter_said.h"
#include "web/fact.h"
#include "wire/html.h"

void meeting_facts(struct page *p, const struct encounter *e) {
    struct work *w = &p->work;
    str other = e->ends > e->starts ? encounter_other_zone(w, e) : (str){0};
    html(&p->out, "<dl class='facts'>\n");
    fact_said(p, say(w, "When"), encounter_when_said(w, e, e->zone));
    if (other.len) {
        fact_said(p, say(w, "That is"), encounter_when_said(w, e, other));
    }
    fact_said(p, say(w, "How"), encounter_how_said(w, e->how));
    fact_said(p, say(w, "Place"), e->place);
    fact_said(p, say(w, "What about"), e->title);
    fact_said(p, say(w, "Why cancelled"), e->reason);
    html(&p->out, "</dl>\n");
}

static str answer_said(struct work *w, const struct encounter_person *q) {
    if (str_eq(q->said, STR("met"))) {
        return say(w, "says that you met");
    }
    if (q->said.len) {
        return say(w, "says that you did not meet");
    }
    if (str_eq(q->reply, STR("coming"))) {
        return say(w, "comes");
    }
    if (q->reply.len) {
        return str_eq(q->reply, STR("other-time")) ? say(w, "asks for another time")
                                                   : say(w, "does not come");
    }
    if (q->asked || q->invited) {
        return say(w, "has not answered yet");
    }
    return q->mail.len ? (str){0} : say(w, "has no mail address here, and is not asked");
}

static void write_person(struct page *p, const struct encounter_person *q, bool answers) {
    str said = answers ? answer_said(&p->work, q) : (str){0};
    bool good = str_eq(q->said, STR("met")) || str_eq(q->reply, STR("coming"));
    html(&p->out, "<li><bdi>{}</bdi>", txt(q->name.len ? q->name : say(&p->work, "forgotten")));
    if (said.len) {
        html(&p->out, " <span class='{}'>{}</span>", txt(good ? STR("state good") : STR("quiet")),
                txt(said));
    }
    if (answers && q->note.len) {
        html(&p->out, "<blockquote>{}</blockquote>", txt(q->note));
    }
    html(&p->out, "</li>\n");
}

void meeting_people(struct page *p, const struct encounter_people *all, bool answers) {
    html(&p->out, "<ul class='who'>\n");
    for (size_t i = 0; i < all->count; i++) {
        write_person(p, &all->at[i], answers);
    }
    html(&p->out, "</ul>\n");
}

#include "trust/approach_letter.h"

#include "account/account.h"
#include "account/link.h"
#include "base/buf.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/template.h"
#include "mail/unwanted.h"

enum { DAY_SECONDS = 24 * 3600, OPENED_DAYS = 365 };

#define PASSED STR("passed")

str approach_our_name(const struct approach *a) {
    return a->own ? a->own_name : a->cluster_name;
}

str approach_their_name(const struct approach *a) {
    return a->partner ? a->partner_name : a->partner_cluster_name;
}

str approach_reason(const struct approach *a, enum tongue t, str *lang) {
    bool theirs = a->reason_theirs.len && str_eq(a->lang_theirs, tongue_code(t));
    *lang = theirs ? a->lang_theirs : a->lang;
    return theirs ? a->reason_theirs : a->reason;
}

/* A work that says things in somebody's language, and does nothing else. */
static struct work in_tongue(const struct work *w, enum tongue t) {
    struct work theirs = *w;
    theirs.tongue = t;
    return theirs;
}

static str number(struct work *w, int64_t value) {
    struct buf out = {.mem = w->mem};
    buf_num(&out, value);
    return buf_str(&out);
}

/* Who the link is for stands in it, so that it is worth nothing once somebody else is asked. */
static str link_for(struct work *w, const struct approach_post *post, const struct approach *a,
        const struct approach_person *p) {
    int64_t end = date_seconds(a->deadline) + 2 * (int64_t)DAY_SECONDS;
    int64_t opened = w->now + (int64_t)OPENED_DAYS * DAY_SECONDS;
    str token = link_make(w, &(struct link){.purpose = LINK_APPROACH,
                                     .object = a->id,
                                     .mail = account_mail(w->mem, p->mail),
                                     .detail = p->individual ? number(w, p->individual) : PASSED,
                                     .expires = a->opened ? opened : end});
    return link_address(w->mem, post->place, p->tongue, STR("/approached/"), token);
}

bool approach_link_by(
        struct work *w, const struct approach *a, str mail, str detail, enum approach_by *by) {
    struct approach_answer n = {0};
    struct approach_person p = {0};
    int64_t individual = 0;
    if (str_num(detail, &individual)) {
        *by = individual == a->asked ? APPROACH_BY_ASKED : APPROACH_BY_SPEAKER;
        return individual == a->asked || individual == a->speaker;
    }
    *by = APPROACH_BY_PASSED;
    if (!str_eq(detail, PASSED) || !approach_answer_of(w, a, &n)) {
        return false;
    }
    if (str_eq(n.passed_mail, mail)) {
        return true;
    }
    *by = APPROACH_BY_ASKED; /* they were named, and said yes */
    return n.individual != a->asked && approach_person(w, a->asked, a->partner, &p) &&
           str_eq(account_mail(w->mem, p.mail), mail);
}

static str asker_name(struct work *w, const struct approach *a) {
    struct approach_person p = {0};
    return approach_person(w, a->asker, a->own, &p) ? p.name : approach_our_name(a);
}

static str why_again(struct work *w, const struct approach *a, enum approach_asking why) {
    switch (why) {
    case APPROACH_ASKS: break;
    case APPROACH_REMINDS:
        return say(w, "We asked you on {} and have heard nothing yet.",
                txt(locale_day(w, a->told ? a->told : a->created)));
    case APPROACH_ASKS_AGAIN:
        return say(w, "You wanted to be asked again today: here is the question once more.");
    }
    return (str){0};
}

static void send(struct work *w, const struct approach_post *post, const struct approach *a,
        struct template_letter *l) {
    l->cluster = a->cluster;
    l->values.cluster = a->cluster_name;
    l->values.day = date_seconds(a->deadline);
    template_send(w, post->seal, l);
}

void approach_letter_ask(struct work *w, const struct approach_post *post, const struct approach *a,
        enum approach_asking why) {
    struct approach_person p = {0};
    if (!approach_person(w, a->asked, a->partner, &p)) {
        return;
    }
    struct work theirs = in_tongue(w, p.tongue);
    str lang;
    struct template_letter l = {.to = p.mail,
            .kind = STR("approach"),
            .tongue = p.tongue,
            .values = {.name = p.name,
                    .organisation = approach_our_name(a),
                    .who = asker_name(w, a),
                    .what = why_again(&theirs, a, why),
                    .note = approach_reason(a, p.tongue, &lang),
                    .link = link_for(w, post, a, &p)}};
    send(w, post, a, &l);
}

void approach_letter_speaker(struct work *w, const struct approach_post *post,
        const struct approach *a, enum approach_asking why) {
    struct approach_person p = {0};
    if (a->confirmed || !approach_person(w, a->speaker, a->own, &p)) {
        return;
    }
    struct work theirs = in_tongue(w, p.tongue);
    struct template_letter l = {.to = p.mail,
            .kind = STR("approach-speaker"),
            .tongue = p.tongue,
            .values = {.name = p.name,
                    .organisation = approach_their_name(a),
                    .who = asker_name(w, a),
                    .what = why_again(&theirs, a, why),
                    .note = a->reason,
                    .link = link_for(w, post, a, &p)}};
    send(w, post, a, &l);
}

void approach_letter_passed(
        struct work *w, const struct approach_post *post, const struct approach *a) {
    struct approach_answer n = {0};
    struct approach_person by = {0};
    if (!approach_answer_of(w, a, &n) || !n.passed_mail.len ||
            !approach_person(w, a->asked, a->partner, &by) ||
            unwanted_is(w, post->seal, n.passed_mail, STR("approach"))) {
        return;
    }
    struct approach_person p = {
            .name = n.passed_name, .mail = n.passed_mail, .tongue = n.passed_tongue};
    str lang;
    struct template_letter l = {.to = p.mail,
            .kind = STR("approach-passed"),
            .tongue = p.tongue,
            .values = {.name = p.name,
                    .organisation = approach_our_name(a),
                    .who = by.name,
                    .what = approach_their_name(a),
                    .note = approach_reason(a, p.tongue, &lang),
                    .list = link_address(w->mem, post->place, p.tongue, STR("/privacy"), (str){0}),
                    .link = link_for(w, post, a, &p)}};
    send(w, post, a, &l);
}

str approach_news(struct work *w, const struct approach *a) {
    str them = approach_their_name(a);
    switch (a->state) {
    case APPROACH_OPEN:
        return say(w, "{1} is asked until {2}. Nothing is known yet.", txt(them),
                txt(locale_date(w, a->deadline, DATE_LONG)));
    case APPROACH_YES:
        return a->opened ? say(w, "{} said yes. The two see each other's contact data now.",
                                   txt(them))
                         : say(w, "{} said yes. Contact data opens once your person agrees too.",
                                   txt(them));
    case APPROACH_LATER:
        return say(w, "{1} cannot take it up now. They are asked again on {2}.", txt(them),
                txt(locale_date(w, a->again, DATE_LONG)));
    case APPROACH_CLOSED:
        return say(w, "Until the deadline no answer came that opens a contact with {}.", txt(them));
    case APPROACH_TAKEN_BACK: return say(w, "The request to {} was taken back.", txt(them));
    case APPROACH_SHUT: return say(w, "The contact with {} was ended.", txt(them));
    case APPROACH_STATES: break;
    }
    return (str){0};
}

void approach_letter_news(
        struct work *w, const struct approach_post *post, const struct approach *a) {
    struct approach_readers all = approach_readers(w, a);
    for (size_t i = 0; i < all.count; i++) {
        const struct approach_reader *one = &all.at[i];
        if (one->account == w->actor) {
            continue;
        }
        struct work theirs = in_tongue(w, one->tongue);
        struct template_letter l = {.to = one->mail,
                .kind = STR("approach-news"),
                .tongue = one->tongue,
                .values = {.name = one->name,
                        .organisation = approach_their_name(a),
                        .what = approach_news(&theirs, a),
                        .link = link_address(w->mem, post->place, one->tongue, STR("/approaches/"),
                                number(w, a->id))}};
        send(w, post, a, &l);
    }
}

static void line(struct buf *out, str said) {
    if (said.len) {
        buf_add(out, out->len ? STR("\n") : (str){0});
        buf_add(out, said);
    }
}

static void tell_of(
        struct work *w, const struct approach_post *post, const struct approach *a, bool asked) {
    struct approach_person to = {0};
    struct approach_person other = {0};
    if (!approach_person(w, asked ? a->asked : a->speaker, asked ? a->partner : a->own, &to) ||
            !approach_person(
                    w, asked ? a->speaker : a->asked, asked ? a->own : a->partner, &other)) {
        return;
    }
    struct buf list = {.mem = w->mem};
    str place = asked ? approach_our_name(a) : approach_their_name(a);
    line(&list, other.name);
    line(&list, other.role);
    line(&list, place);
    line(&list, other.mail);
    line(&list, other.phone);
    struct template_letter l = {.to = to.mail,
            .kind = STR("approach-open"),
            .tongue = to.tongue,
            .values = {.name = to.name,
                    .organisation = place,
                    .list = buf_str(&list),
                    .link = link_for(w, post, a, &to)}};
    send(w, post, a, &l);
}

void approach_letter_open(
        struct work *w, const struct approach_post *post, const struct approach *a) {
    tell_of(w, post, a, true);
    tell_of(w, post, a, false);
}

void approach_letter_end(struct work *w, const struct approach_post *post, const struct approach *a,
        enum approach_by by) {
    bool to_asked = by == APPROACH_BY_SPEAKER;
    struct approach_person p = {0};
    if (!approach_person(w, to_asked ? a->asked : a->speaker, to_asked ? a->partner : a->own, &p) ||
            (p.account && p.account == w->actor)) {
        return;
    }
    struct work theirs = in_tongue(w, p.tongue);
    str other = to_asked ? approach_our_name(a) : approach_their_name(a);
    struct template_letter l = {.to = p.mail,
            .kind = STR("approach-news"),
            .tongue = p.tongue,
            .values = {.name = p.name,
                    .organisation = other,
                    .what = say(&theirs,
                            "The contact between {} and you was ended. Neither sees the other's"
                            " contact data here any more.",
                            txt(other))}};
    send(w, post, a, &l);
}

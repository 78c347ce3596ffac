#include "web/approach_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "directory/individual.h"
#include "directory/person.h"
#include "lang/codes.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/approach_check.h"
#include "trust/approach_letter.h"
#include "web/approach_draft.h"
#include "web/approach_view.h"
#include "web/entry.h"
#include "web/layout.h"
#include "wire/html.h"

enum { DAY_SECONDS = 24 * 3600 };

/* What the page shows: read, or come back from the form. */
struct asking {
    struct approach a;
    struct match_shown match; /* organisation with organisation */
    struct cluster us, them;  /* cluster with cluster */
    str back;                 /* where it was come from, after the language */
    struct approach_people contacts;
    struct approach_person office; /* where there is no contact */
    struct people ours;            /* whom they may talk to instead of the actor */
    int64_t asked_person, speaker_person;
    enum approach_flaw flaw;
    struct approach other; /* that is under way already; id 0: none */
    unsigned stand;        /* of the actor to that one */
};

static str their_name(const struct asking *k) {
    return k->a.own ? k->match.theirs.name : k->them.name;
}

static str our_name(const struct asking *k) {
    return k->a.own ? k->match.ours.name : k->us.name;
}

static bool read_match(struct page *p, struct asking *k) {
    struct work *w = &p->work;
    struct match_found *found = arena_new(w->mem, struct match_found, 1);
    if (!match_find_one(p, p->id, p->other, found) ||
            !match_read(p, p->id, &found->matches.at[0], &k->match)) {
        return false;
    }
    int64_t cluster = organisation_cluster(w, p->id, p->session.cluster);
    struct buf back = {.mem = w->mem};
    html(&back, "organisations/{}/partners/{}", num(p->id), num(p->other));
    k->back = buf_str(&back);
    k->a.own = p->id;
    k->a.partner = p->other;
    k->a.cluster = cluster ? cluster : approach_cluster_of(w, p->id);
    k->a.partner_cluster = approach_cluster_of(w, p->other);
    k->contacts = approach_contacts(w, p->other);
    k->ours = person_list(w, p->id);
    approach_draft(p, &k->match, &k->a);
    return k->a.cluster != 0;
}

static bool read_clusters(struct page *p, struct asking *k) {
    struct work *w = &p->work;
    struct buf back = {.mem = w->mem};
    k->a.cluster = p->session.cluster;
    k->a.partner_cluster = p->id;
    if (p->id == p->session.cluster || !cluster_one(w, p->session.cluster, &k->us) ||
            !cluster_one(w, p->id, &k->them)) {
        return false;
    }
    html(&back, "partners/{}", num(p->id));
    k->back = buf_str(&back);
    approach_draft_clusters(p, k->us.name, k->them.lang, &k->a);
    return true;
}

static void read_under_way(struct page *p, struct asking *k) {
    struct approach_pair pair = {k->a.cluster, k->a.partner_cluster, k->a.own, k->a.partner};
    if (approach_between(&p->work, &pair, &k->other)) {
        k->stand = approach_stand(&p->work, k->other.id);
    }
}

static void read_rest(struct page *p, struct asking *k) {
    struct work *w = &p->work;
    k->a.days = APPROACH_DAYS_USUAL;
    k->a.deadline = date_of(w->mem, w->now + (int64_t)APPROACH_DAYS_USUAL * DAY_SECONDS);
    if (k->contacts.count == 0) {
        (void)approach_office(w, k->a.partner_cluster, &k->office);
    } else {
        k->asked_person = k->contacts.at[0].person;
    }
    read_under_way(p, k);
}

/* ---- the page */

static str flaw_said(struct work *w, const struct asking *k) {
    switch (k->flaw) {
    case APPROACH_FINE:
    case APPROACH_UNDER_WAY: break;
    case APPROACH_WITHOUT_ASKED:
        return say(w, "Nobody can be asked there by mail: neither a contact nor a manager of their"
                      " cluster is known.");
    case APPROACH_WITHOUT_SPEAKER: return say(w, "Choose whom they would talk to.");
    case APPROACH_OF_ONESELF:
        return say(w, "This is the same person on both sides. Choose another.");
    case APPROACH_WITHOUT_REASON:
        return say(w, "Say why: nobody answers a letter without a reason.");
    case APPROACH_REASON_LONG: return say(w, "This is too long. Shorten it.");
    case APPROACH_DAY_WRONG:
        return say(w, "Choose a day from {} to {}.",
                txt(locale_day(w, w->now + (int64_t)APPROACH_DAYS_LEAST * DAY_SECONDS)),
                txt(locale_day(w, w->now + (int64_t)APPROACH_DAYS_MOST * DAY_SECONDS)));
    case APPROACH_RESTS:
        return say(w,
                "A request between these two ended less than {} days ago. Ask again after"
                " that.",
                num(APPROACH_REST_DAYS));
    case APPROACH_MANY_BY_YOU:
        return say(w, "You have asked {} times within a day. Go on tomorrow.",
                num(APPROACH_BY_ONE_A_DAY));
    case APPROACH_MANY_OPEN:
        return say(w, "Your cluster has as many open requests as it may. One of them has to end"
                      " first.");
    case APPROACH_MANY_THERE:
        return say(w, "This person has many requests to answer at the moment. Ask somebody else, or"
                      " later.");
    }
    return (str){0};
}

static void group_open(struct page *p, str legend) {
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(legend));
}

static void group_wrong(struct page *p, const struct asking *k, bool here) {
    if (here) {
        html(&p->out, "<p class='wrong'>{}</p>\n", txt(flaw_said(&p->work, k)));
    }
}

static void group_close(struct page *p) {
    html(&p->out, "</div>\n</fieldset>\n");
}

static void choice(struct page *p, str name, int64_t value, bool chosen, str said) {
    html(&p->out, "<label class='choice'><input type='radio' name='{}' value='{}'", txt(name),
            num(value));
    if (chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> <span>{}</span></label>\n", txt(said));
}

static str with_role(struct work *w, str name, str role) {
    return role.len ? say(w, "{}, {}", txt(name), txt(role)) : name;
}

static void write_asked(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    group_open(p, say(w, "Who is asked"));
    group_wrong(p, k,
            k->flaw == APPROACH_WITHOUT_ASKED || k->flaw == APPROACH_OF_ONESELF ||
                    k->flaw == APPROACH_MANY_THERE);
    for (size_t i = 0; i < k->contacts.count; i++) {
        const struct approach_person *one = &k->contacts.at[i];
        choice(p, STR("asked"), one->person, one->person == k->asked_person,
                with_role(w, one->name, one->role));
    }
    if (k->contacts.count == 0 && k->office.account) {
        html(&p->out, "<p>{}</p>\n",
                txt(k->a.own ? say(w,
                                       "No contact of {} may be known yet, so the manager of their"
                                       " cluster is asked.",
                                       txt(their_name(k)))
                             : say(w, "The manager of {} is asked.", txt(their_name(k)))));
    }
    group_close(p);
}

static void write_speaker(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    group_open(p, say(w, "Whom they would talk to"));
    group_wrong(p, k, k->flaw == APPROACH_WITHOUT_SPEAKER);
    choice(p, STR("speaker"), 0, k->speaker_person == 0, say(w, "You: {}", txt(p->account.name)));
    for (size_t i = 0; i < k->ours.count; i++) {
        const struct person *one = &k->ours.at[i];
        if (one->mail.len) {
            choice(p, STR("speaker"), one->id, k->speaker_person == one->id,
                    with_role(w, one->name, one->role));
        }
    }
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "Once both have said yes, these two see each other's name, mail address and"
                       " phone number, and nobody else does. Whoever is not you is asked too.")));
    group_close(p);
}

static void write_text(struct page *p, str name, str said, str lang, str value) {
    html(&p->out,
            "<div class='field'><label for='{}'>{}</label><textarea id='{}' name='{}' rows='6'"
            " lang='{}'>{}</textarea></div>\n",
            txt(name), txt(said), txt(name), txt(name), txt(lang), txt(value));
}

static void write_reason(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    group_open(p, say(w, "Why"));
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "This is a draft out of what met. Say it in your own words. Texts of yours"
                       " that are not public are not named in it.")));
    group_wrong(p, k, k->flaw == APPROACH_WITHOUT_REASON || k->flaw == APPROACH_REASON_LONG);
    write_text(p, STR("reason"), language_name(w->tongue, k->a.lang), k->a.lang, k->a.reason);
    if (k->a.lang_theirs.len) {
        write_text(p, STR("theirs"),
                say(w, "{}, their language; may stay empty",
                        txt(language_name(w->tongue, k->a.lang_theirs))),
                k->a.lang_theirs, k->a.reason_theirs);
    }
    group_close(p);
}

static void write_deadline(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    int64_t most = approach_open_most(w, k->a.cluster);
    group_open(p, say(w, "Until when"));
    entry_put(p, &(struct entry){.name = STR("deadline"),
                         .type = STR("date"),
                         .fill = STR("off"),
                         .label = say(w, "Last day for an answer"),
                         .hint = say(w, "They are reminded once before it. Until then you see only"
                                        " that you wait, unless they say yes or not now."),
                         .value = k->a.deadline,
                         .wrong = k->flaw == APPROACH_DAY_WRONG ? flaw_said(w, k) : (str){0}});
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(say(w,
                    "Your cluster has {} of at most {} requests open. Each that ends without"
                    " contact makes it one fewer for {} days, and lets the next ones stand behind"
                    " others in the lists of those who are asked.",
                    num(approach_open_now(w, k->a.cluster)), num(most),
                    num(APPROACH_LATELY_DAYS))));
    group_close(p);
}

static void write_under_way(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    bool ours = (k->stand & APPROACH_OUR_SIDE) != 0;
    bool follows = (k->stand & (APPROACH_ASKER | APPROACH_FOLLOWER)) != 0;
    html(&p->out, "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<div class='acts'>",
            txt(ours ? say(w, "A colleague has asked already") : say(w, "They have asked you")),
            txt(ours ? approach_news(w, &k->other)
                     : say(w, "{} has a request under way to you. Answer that one.",
                               txt(their_name(k)))));
    if (k->stand) {
        html(&p->out, "<a class='button' href='/{}/approaches/{}'>{}</a>\n", txt(p->lang),
                num(k->other.id), txt(say(w, "Open the request")));
    }
    if (ours && !follows) {
        html(&p->out, "<form method='post' action='/{}/approaches/{}/join'>", txt(p->lang),
                num(k->other.id));
        page_form_key(p);
        html(&p->out, "<button class='button plain'>{}</button></form>\n",
                txt(say(w, "Join, and get the news too")));
    }
    html(&p->out, "</div>\n</div>\n");
}

static void write_form(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    bool above = k->flaw == APPROACH_RESTS || k->flaw == APPROACH_MANY_BY_YOU ||
                 k->flaw == APPROACH_MANY_OPEN;
    if (above) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(flaw_said(w, k)));
    }
    html(&p->out, "<form method='post' action='/{}/{}/approach' data-guard novalidate>\n",
            txt(p->lang), txt(k->back));
    page_form_key(p);
    write_asked(p, k);
    write_speaker(p, k);
    write_reason(p, k);
    write_deadline(p, k);
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Ask for contact")));
}

static void show(struct page *p, const struct asking *k) {
    struct work *w = &p->work;
    str title = say(w, "Ask {} for contact", txt(their_name(k)));
    bool nobody = k->contacts.count == 0 && !k->office.account;
    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/{}'>{}</a></li>\n</ol>\n"
            "</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(k->back),
            txt(say(w, "{} and {}", txt(our_name(k)), txt(their_name(k)))), txt(title),
            txt(say(w, "They get one letter with your name, your reason and a link to answer with."
                       " They need no account.")));
    if (k->other.id) {
        write_under_way(p, k);
    } else if (nobody) {
        html(&p->out, "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n</div>\n",
                txt(say(w, "Nobody can be asked there")),
                txt(flaw_said(w, &(struct asking){.flaw = APPROACH_WITHOUT_ASKED})));
    } else {
        write_form(p, k);
    }
    page_close(p);
}

/* ---- what comes back */

static const struct approach_person *contact(const struct asking *k) {
    for (size_t i = 0; i < k->contacts.count; i++) {
        if (k->contacts.at[i].person == k->asked_person) {
            return &k->contacts.at[i];
        }
    }
    return k->contacts.count == 0 && k->office.account ? &k->office : NULL;
}

static bool is_ours(const struct asking *k) {
    for (size_t i = 0; i < k->ours.count; i++) {
        if (k->ours.at[i].id == k->speaker_person && k->ours.at[i].mail.len) {
            return true;
        }
    }
    return false;
}

static void take(struct page *p, struct asking *k) {
    k->asked_person = k->speaker_person = 0;
    (void)str_num(page_form(p, STR("asked")), &k->asked_person);
    (void)str_num(page_form(p, STR("speaker")), &k->speaker_person);
    k->a.reason = page_form(p, STR("reason"));
    k->a.reason_theirs = k->a.lang_theirs.len ? page_form(p, STR("theirs")) : (str){0};
    k->a.deadline = page_form(p, STR("deadline"));
    k->flaw = approach_check_words(&p->work, &k->a);
}

/* In a transaction: individuals are made where there are none yet. */
static void find_people(struct page *p, struct asking *k) {
    struct work *w = &p->work;
    const struct approach_person *asked = contact(k);
    k->a.asker = individual_of_account(w, w->actor);
    k->a.speaker = k->speaker_person == 0 ? k->a.asker
                   : is_ours(k)           ? individual_of_person(w, k->speaker_person)
                                          : 0;
    k->a.asked = asked ? approach_individual(w, asked) : 0;
}

static void send(struct page *p, struct asking *k) {
    struct work *w = &p->work;
    struct approach_post post = {&p->house->seal, p->house->address};
    db_begin(w);
    find_people(p, k);
    k->flaw = approach_check(w, &k->a);
    if (k->flaw != APPROACH_FINE && work_ok(w)) {
        db_forget(w);
        p->status = k->flaw == APPROACH_UNDER_WAY ? 409 : 422;
        read_under_way(p, k);
        show(p, k);
        return;
    }
    approach_add(w, &k->a);
    struct approach stored = {0};
    if (approach_one(w, k->a.id, &stored)) {
        approach_letter_ask(w, &post, &stored, APPROACH_ASKS);
        approach_letter_speaker(w, &post, &stored, APPROACH_ASKS);
    }
    if (page_saved(p)) {
        approach_go(p, k->a.id, STR("?done=asked"));
    }
}

static void answer(struct page *p, struct asking *k) {
    read_rest(p, k);
    if (request_reads(p->request)) {
        show(p, k);
        return;
    }
    take(p, k);
    if (k->flaw != APPROACH_FINE) {
        p->status = 422;
        show(p, k);
    } else {
        send(p, k);
    }
}

void approach_page(struct page *p) {
    struct asking *k = arena_new(p->work.mem, struct asking, 1);
    if (read_match(p, k)) {
        answer(p, k);
    } else {
        page_not_found(p);
    }
}

void approach_cluster_page(struct page *p) {
    struct asking *k = arena_new(p->work.mem, struct asking, 1);
    if (read_clusters(p, k)) {
        answer(p, k);
    } else {
        page_not_found(p);
    }
}

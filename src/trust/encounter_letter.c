#include "trust/encounter_letter.h"

#include "account/account.h"
#include "account/link.h"
#include "base/buf.h"
#include "db/db.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/outbox.h"
#include "mail/template.h"
#include "trust/encounter_said.h"
#include "wire/ics.h"

static const char *const kinds[] = {
        [LETTER_INVITES] = "meeting-invitation",
        [LETTER_CHANGED] = "meeting-changed",
        [LETTER_CANCELLED] = "meeting-cancelled",
        [LETTER_ASKS] = "meeting-held",
};

/* What one letter is made of. */
struct writing {
    const struct encounter_post *post;
    const struct encounter *e;
    struct encounter_people all; /* who is at the meeting */
    struct account writer;       /* of the meeting */
    enum encounter_letter letter;
};

static void line(struct buf *out, str said) {
    if (said.len) {
        buf_add(out, said);
        buf_add(out, STR("\n"));
    }
}

static void names_line(
        struct work *w, struct buf *out, const struct writing *l, enum encounter_side side) {
    str names = encounter_names_said(w, &l->all, side, 0);
    str where = encounter_side_name(l->e, side);
    if (names.len && where.len) {
        line(out, say(w, "{1}: {2}", txt(where), txt(names)));
    } else {
        line(out, names);
    }
}

/* When on the clocks of both sides, how, where, about what, and who. */
static str facts(struct work *w, const struct writing *l) {
    const struct encounter *e = l->e;
    struct buf out = {.mem = w->mem};
    line(&out, say(w, "When: {}", txt(encounter_when_said(w, e, e->zone))));
    str other = e->ends > e->starts ? encounter_other_zone(w, e) : (str){0};
    if (other.len) {
        line(&out, say(w, "That is {}.", txt(encounter_when_said(w, e, other))));
    }
    line(&out, say(w, "How: {}", txt(encounter_how_said(w, e->how))));
    line(&out, e->place.len ? say(w, "Where: {}", txt(e->place)) : (str){0});
    line(&out, e->title.len ? say(w, "About: {}", txt(e->title)) : (str){0});
    names_line(w, &out, l, SIDE_OURS);
    names_line(w, &out, l, SIDE_THEIRS);
    return str_trim(buf_str(&out));
}

/* "Ane of Sønderjysk Aluklynge" */
static str writer_said(struct work *w, const struct writing *l) {
    str where = encounter_side_name(l->e, SIDE_OURS);
    if (!l->writer.name.len || !where.len) {
        return l->writer.name.len ? l->writer.name : where;
    }
    return say(w, "{1} of {2}", txt(l->writer.name), txt(where));
}

/* Whom they meet: for colleagues the other side, for the other side whoever wrote it down. */
static str who_said(struct work *w, const struct writing *l, const struct encounter_person *p) {
    return p->side == SIDE_OURS ? encounter_side_name(l->e, SIDE_THEIRS) : writer_said(w, l);
}

static str what_said(struct work *w, const struct writing *l, const struct encounter_person *p) {
    str who = writer_said(w, l);
    if (l->letter != LETTER_ASKS) {
        return p->side == SIDE_OURS
                       ? say(w, "{1} plans a meeting with {2}, and counts on you:", txt(who),
                                 txt(who_said(w, l, p)))
                       : say(w, "{} would like to meet you:", txt(who));
    }
    if (l->e->state == ENCOUNTER_HELD && p->side == SIDE_THEIRS) {
        return say(w, "{} has noted that you met.", txt(who));
    }
    return say(w, "You were to meet. Did you?");
}

static str note_said(struct work *w, const struct writing *l, const struct encounter_person *p) {
    if (l->letter == LETTER_CANCELLED) {
        return l->e->reason;
    }
    if (l->letter == LETTER_ASKS && p->asked) {
        return say(
                w, "We asked you on {} and have heard nothing yet.", txt(locale_day(w, p->asked)));
    }
    return (str){0};
}

static str link_for(struct work *w, const struct writing *l, const struct encounter_person *p) {
    bool asks = l->letter == LETTER_ASKS;
    struct buf whose = {.mem = w->mem};
    if (l->letter == LETTER_CANCELLED) {
        return (str){0};
    }
    buf_num(&whose, p->individual);
    str token = link_make(w, &(struct link){.purpose = asks ? LINK_MET : LINK_INVITED,
                                     .object = l->e->id,
                                     .mail = account_mail(w->mem, p->mail),
                                     .detail = buf_str(&whose),
                                     .expires = l->e->ends + ENCOUNTER_LINK_SECONDS});
    return link_address(
            w->mem, l->post->address, p->tongue, asks ? STR("/met/") : STR("/invited/"), token);
}

/* What was stored says when, so that nobody is asked twice. */
static void note_sent(struct work *w, const struct writing *l, const struct encounter_person *p) {
    bool asks = l->letter == LETTER_ASKS;
    db_run(w,
            "UPDATE encounter_person SET invited = CASE WHEN ? = 1 THEN invited ELSE ? END,"
            " reminded = CASE WHEN ? = 1 AND asked > 0 THEN ? ELSE reminded END,"
            " asked = CASE WHEN ? = 1 AND asked = 0 THEN ? ELSE asked END"
            " WHERE encounter_id = ? AND individual_id = ?",
            num(asks), num(w->now), num(asks), num(w->now), num(asks), num(w->now), num(l->e->id),
            num(p->individual));
}

/* "clusters.example.org" of "https://clusters.example.org:8443". */
static str host_of(str address) {
    str rest = address;
    str host = {0};
    str name = {0};
    if (str_has(address, STR("://"))) {
        (void)str_cut(&rest, '/', &host);
        rest = str_skip(rest, 1);
    }
    (void)str_cut(&rest, '/', &host);
    (void)str_cut(&host, ':', &name);
    return name;
}

static str at_host(struct work *w, const struct writing *l, str head, int64_t number) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, head);
    if (number) {
        buf_num(&out, number);
    }
    buf_add(&out, STR("@"));
    buf_add(&out, host_of(l->post->address));
    return buf_str(&out);
}

/* One for each reader, with nobody else's address in it: contact data opens by other ways. So it comes
 * from the platform, which reads no mail: what we read is the link. The same meeting is called the
 * same in every calendar. */
static void attach(struct work *w, const struct writing *l, const struct encounter_person *p,
        const struct template_letter *made, struct letter *out) {
    const struct encounter *e = l->e;
    struct ics_person reader = {.name = p->name, .mail = p->mail};
    if (l->letter == LETTER_ASKS || e->ends <= e->starts) {
        return;
    }
    struct ics_event event = {.uid = at_host(w, l, STR("meeting-"), e->id),
            .sequence = e->sequence,
            .starts = e->starts,
            .ends = e->ends,
            .zone = e->zone,
            .title = e->title.len ? e->title : out->subject,
            .place = e->place,
            .text = made->values.list,
            .link = made->values.link,
            .organiser = {.name = writer_said(w, l), .mail = at_host(w, l, STR("no-reply"), 0)},
            .attendees = &reader,
            .count = 1,
            .stamped = w->now,
            .cancelled = l->letter == LETTER_CANCELLED};
    bool cancels = l->letter == LETTER_CANCELLED;
    out->calendar = cancels ? ics_cancel(w->mem, &event) : ics_request(w->mem, &event);
    out->calendar_method = cancels ? STR("CANCEL") : STR("REQUEST");
}

static void write_one(struct work *w, const struct writing *l, const struct encounter_person *p) {
    struct work theirs = *w; /* only says, in their language */
    theirs.tongue = p->tongue;
    str kind = str_of(kinds[l->letter]);
    struct template_letter made = {.to = p->mail,
            .cluster = l->e->cluster,
            .kind = kind,
            .tongue = p->tongue,
            .values = {.name = p->name,
                    .cluster = l->e->cluster ? (str){0} : l->e->own_name,
                    .organisation = encounter_side_name(l->e, SIDE_OURS),
                    .who = who_said(&theirs, l, p),
                    .what = what_said(&theirs, l, p),
                    .list = facts(&theirs, l),
                    .note = note_said(&theirs, l, p),
                    .link = link_for(w, l, p),
                    .day = date_seconds(l->e->day)}};
    struct letter out = {
            .to = p->mail, .tongue = p->tongue, .kind = kind, .cluster = l->e->cluster};
    if (template_fill(w, &made, &out.subject, &out.text)) {
        attach(w, l, p, &made, &out);
        outbox_add(w, l->post->seal, &out);
        note_sent(w, l, p);
    }
}

void encounter_letters(struct work *w, const struct encounter_post *post, const struct encounter *e,
        const struct encounter_people *to, enum encounter_letter letter) {
    struct writing l = {.post = post, .e = e, .all = encounter_people(w, e->id), .letter = letter};
    (void)account_one(w, e->account, &l.writer);
    for (size_t i = 0; i < to->count; i++) {
        const struct encounter_person *p = &to->at[i];
        bool themselves = w->actor && p->account == w->actor;
        if (p->mail.len && !themselves) {
            write_one(w, &l, p);
        }
    }
}

void encounter_tell(struct work *w, const struct encounter_post *post, const struct encounter *e,
        const struct encounter_person *who) {
    struct account writer = {0};
    if (!account_one(w, e->account, &writer) || who->account == writer.id) {
        return;
    }
    struct work theirs = *w;
    theirs.tongue = writer.tongue;
    struct buf page = {.mem = w->mem};
    buf_add(&page, post->address);
    buf_add(&page, STR("/"));
    buf_add(&page, tongue_code(writer.tongue));
    buf_add(&page, STR("/meetings/"));
    buf_num(&page, e->id);
    bool other = str_eq(who->reply, STR("other-time"));
    template_send(w, post->seal,
            &(struct template_letter){.to = writer.mail,
                    .cluster = e->cluster,
                    .kind = STR("meeting-answer"),
                    .tongue = writer.tongue,
                    .values = {.name = writer.name,
                            .cluster = e->cluster ? (str){0} : e->own_name,
                            .what = other ? say(&theirs, "{} asks for another time.",
                                                    txt(who->name))
                                          : say(&theirs, "{} does not come.", txt(who->name)),
                            .note = who->note,
                            .link = buf_str(&page),
                            .day = date_seconds(e->day)}});
}

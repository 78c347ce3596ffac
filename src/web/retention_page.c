#include "web/retention_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "privacy/retention.h"
#include "web/entry.h"
#include "wire/html.h"

struct shown {
    str typed[RETENTION_RULES];
    str wrong[RETENTION_RULES];
};

static str title(struct work *w, enum retention_rule r) {
    switch (r) {
    case RETENTION_ACCOUNT: return say(w, "Accounts that nobody uses");
    case RETENTION_INVITATION: return say(w, "Invitations nobody answered");
    case RETENTION_CONTACT: return say(w, "Contact persons who have not accepted it");
    case RETENTION_LETTER: return say(w, "That a letter was sent, and to whom");
    case RETENTION_AUDIT: return say(w, "Who saw or changed contact data");
    case RETENTION_RULES: break;
    }
    return (str){0};
}

static str hint(struct work *w, enum retention_rule r) {
    const struct retention *rule = retention_of(r);
    str due = say_many(w, "One would go now.", "{} would go now.", retention_due(w, r));
    str range = say(w, "In days, from {1} to {2}; usually {3}.", num(rule->least), num(rule->most),
            num(rule->usual));
    return say(w, "{1} {2}", txt(range), txt(due));
}

static struct entry entry_of(struct work *w, const struct shown *s, enum retention_rule r) {
    return (struct entry){.name = str_of(retention_of(r)->word),
            .type = STR("text"),
            .fill = STR("off"),
            .label = title(w, r),
            .hint = hint(w, r),
            .value = s->typed[r],
            .wrong = s->wrong[r]};
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[RETENTION_RULES];
    for (enum retention_rule r = 0; r < RETENTION_RULES; r++) {
        e[r] = entry_of(w, s, r);
    }
    page_open_with(p, say(w, "How long things are kept"));
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "How long things are kept")),
            txt(say(w, "What is past its day goes by itself, once an hour. People are told by mail"
                       " 30 days before their account goes.")));
    entry_errors(p, (struct entries){e, RETENTION_RULES});
    html(&p->out, "<form method='post' action='/{}/privacy/retention'>\n", txt(p->lang));
    page_form_key(p);
    for (size_t i = 0; i < RETENTION_RULES; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<p class='acts'><button class='button'>{}</button></p>\n</form>\n<p>{}</p>\n",
            txt(say(w, "Save")),
            txt(say(w, "Sessions end after 14 days without use and after 90 in any case, failed"
                       " sign-ins are forgotten after a quarter of an hour, imported tables after"
                       " 14 days, and the text of a letter once it is sent.")));
    page_close(p);
}

void retention_page(struct page *p) {
    struct shown s = {0};
    for (enum retention_rule r = 0; r < RETENTION_RULES; r++) {
        struct buf days = {.mem = p->work.mem};
        buf_num(&days, retention_days(&p->work, r));
        s.typed[r] = buf_str(&days);
    }
    show(p, &s);
}

static bool take(struct page *p, struct shown *s, enum retention_rule r) {
    int64_t days = 0;
    s->typed[r] = page_form(p, str_of(retention_of(r)->word));
    bool right = str_num(str_trim(s->typed[r]), &days) && retention_set(&p->work, r, days);
    if (!right) {
        const struct retention *rule = retention_of(r);
        s->wrong[r] = say(&p->work, "Write a number of days from {1} to {2}.", num(rule->least),
                num(rule->most));
    }
    return right;
}

void retention_post(struct page *p) {
    struct shown s = {0};
    bool right = true;
    db_begin(&p->work);
    for (enum retention_rule r = 0; r < RETENTION_RULES; r++) {
        right = take(p, &s, r) && right;
    }
    if (!right) {
        db_forget(&p->work);
        p->status = 422;
        show(p, &s);
    } else if (page_saved(p)) {
        page_redirect(p, STR("/privacy/retention?done=saved"));
    }
}

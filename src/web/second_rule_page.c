#include "web/second_rule_page.h"

#include "account/second.h"
#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/confirm_page.h"
#include "web/security_letter.h"
#include "wire/html.h"

static void box(struct page *p, enum role_kind kind, str label) {
    html(&p->out, "<label class='choice'><input type='checkbox' name='{}' value='yes'",
            txt(role_word(kind)));
    if (second_wanted(&p->work, kind)) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n", txt(label));
}

static int64_t missing(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM second_missing");
}

void second_rule_page(struct page *p) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Who needs a second step"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/accounts'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Accounts")),
            txt(say(w, "Who needs a second step")),
            txt(say(w, "Whoever has to have one and has none yet can do nothing else after signing"
                       " in than set it up.")));
    html(&p->out, "<form method='post' action='/{}/accounts/second-step'>\n", txt(p->lang));
    page_form_key(p);
    box(p, ROLE_ADMIN, say(w, "Whoever administrates this platform"));
    box(p, ROLE_MANAGER, say(w, "Managers of clusters"));
    box(p, ROLE_MEMBER, say(w, "Members of organisations"));
    box(p, ROLE_RESEARCHER, say(w, "Researchers"));
    html(&p->out,
            "<p class='quiet'>{}</p>\n<p class='acts'><button class='button'>{}</button></p>\n"
            "</form>\n",
            txt(say_many(w, "One person has yet to set it up.", "{} people have yet to set it up.",
                    missing(w))),
            txt(say(w, "Save")));
    page_close(p);
}

void second_rule_page_post(struct page *p) {
    struct work *w = &p->work;
    if (!confirm_fresh(p)) {
        return;
    }
    db_begin(w);
    for (enum role_kind kind = 0; kind < ROLE_KINDS; kind++) {
        second_want(w, kind, str_eq(page_form(p, role_word(kind)), STR("yes")));
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/accounts/second-step?done=saved"));
    }
}

static str state_of(struct work *w, const struct second *s) {
    if (s->totp && s->passkeys) {
        return say(w, "They have codes from an app, and passkeys.");
    }
    if (s->totp) {
        return say(w, "They have codes from an app.");
    }
    return s->passkeys ? say(w, "They have passkeys.") : say(w, "They have set up none.");
}

void second_rule_of(struct page *p, const struct account *a) {
    struct work *w = &p->work;
    struct second s = second_of(w, a->id);
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(say(w, "Second step")), txt(state_of(w, &s)));
    if (!second_is_on(&s)) {
        return;
    }
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<div class='reveal-body'>\n<p>{}</p>\n"
            "<form method='post' action='/{}/accounts/{}/second/remove'>",
            txt(say(w, "It is lost")),
            txt(say(w, "Be sure that it is them who ask, for example by calling them. All of it is"
                       " removed, they are signed out everywhere, and a letter tells them.")),
            txt(p->lang), num(a->id));
    page_form_key(p);
    html(&p->out, "<button class='button danger'>{}</button></form>\n</div>\n</details>\n",
            txt(say(w, "Remove the second step")));
}

void second_rule_remove_post(struct page *p) {
    struct work *w = &p->work;
    struct account a = {0};
    struct buf back = {.mem = w->mem};
    if (!confirm_fresh(p)) {
        return;
    }
    if (!account_one(w, p->id, &a)) {
        page_not_found(p);
        return;
    }
    db_begin(w);
    second_remove(w, a.id);
    session_end_all(w, a.id);
    event_add(w, a.id, EVENT_SECOND_REMOVED);
    security_letter(p, &a, EVENT_SECOND_REMOVED);
    html(&back, "/accounts/{}?done=removed", num(a.id));
    if (page_saved(p)) {
        page_redirect(p, buf_str(&back));
    }
}

#include "web/session_table.h"

#include "http/cookie.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

static str browser(struct work *w, const struct session_shown *s) {
    if (s->browser.len && s->system.len) {
        return say(w, "{1} on {2}", txt(s->browser), txt(s->system));
    }
    if (s->system.len) {
        return say(w, "A browser on {}", txt(s->system));
    }
    return s->browser.len ? s->browser : say(w, "A browser that does not say which");
}

static str last_used(struct work *w, const struct session_shown *s) {
    bool lately = w->now - s->seen < SESSION_SEEN_EVERY;
    return lately ? say(w, "In the last hour") : locale_ago(w, s->seen);
}

static void row(struct page *p, const struct session_shown *s, bool here) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'>{}", txt(browser(w, s)));
    if (here) {
        html(&p->out, " <span class='quiet'>{}</span>", txt(say(w, "(this one)")));
    }
    html(&p->out,
            "</th><td data-label='{}'>{}</td><td data-label='{}'>{}</td><td data-label='{}'>{}"
            "</td><td>",
            txt(say(w, "Network")), txt(s->subnet), txt(say(w, "Since")),
            txt(locale_ago(w, s->created)), txt(say(w, "Last used")), txt(last_used(w, s)));
    html(&p->out, "<form method='post' action='/{}/me/security/sessions/end'>", txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='session' value='{}'><button class='button plain'>{}"
            "<span class='visually-hidden'> {}</span></button></form></td></tr>\n",
            txt(s->key), txt(say(w, "Sign out")), txt(browser(w, s)));
}

void session_table(struct page *p, const struct sessions *all) {
    struct work *w = &p->work;
    str own = session_key(w, cookie_get(p->request, STR("session")));
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th><td></td></tr></thead>\n<tbody>\n",
            txt(say(w, "Browser")), txt(say(w, "Network")), txt(say(w, "Since")),
            txt(say(w, "Last used")));
    for (size_t i = 0; i < all->count; i++) {
        row(p, &all->at[i], str_eq(all->at[i].key, own));
    }
    html(&p->out, "</tbody>\n</table>\n");
}

#include "web/listing_record.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

static str by_mail(struct work *w, enum listing_act act) {
    switch ((int)act) {
    case LISTING_CORRECTED: return say(w, "Corrected");
    case LISTING_DECLINED: return say(w, "Declined");
    case LISTING_PUBLISHED: return say(w, "Confirmed, and published by it");
    case LISTING_CONFIRMED: return say(w, "Confirmed: it still holds");
    default: return say(w, "Withdrawn");
    }
}

static str by_account(struct work *w, const struct listing_entry *e) {
    switch ((int)e->act) {
    case LISTING_WRITTEN: return say(w, "Written");
    case LISTING_CHANGED: return say(w, "Words changed");
    case LISTING_HANDED_IN: return say(w, "Handed in for review");
    case LISTING_SENT_BACK: return say(w, "Sent back");
    case LISTING_ASKED: return say(w, "Asked by mail");
    case LISTING_REMINDED: return say(w, "Reminded by mail");
    case LISTING_ASKED_NO_MORE: return say(w, "Question taken back");
    case LISTING_PUBLISHED:
        return e->by == BY_MANAGER ? say(w, "Published, as the cluster's own decision")
                                   : say(w, "Published");
    case LISTING_CONFIRMED: return say(w, "Confirmed: it still holds");
    case LISTING_EXPIRED: return say(w, "Expired");
    case LISTING_RESTORED: return say(w, "Brought back as a draft");
    default: return say(w, "Withdrawn");
    }
}

static str way_of(struct work *w, const struct listing_entry *e) {
    str who = e->who.len ? e->who : say(w, "somebody who was erased");
    switch (e->by) {
    case BY_MAIL: return say(w, "by {}, through the link in the letter", txt(who));
    case BY_MANAGER: return say(w, "by {}, for the cluster", txt(who));
    case BY_MEMBER: return say(w, "by {}, for the organisation", txt(who));
    case BY_IMPORT: return say(w, "by {}, through an imported table", txt(who));
    case BY_CLOCK:
    case BY_NOBODY: break;
    }
    return say(w, "by itself");
}

static void write_entry(struct page *p, const struct listing_entry *e) {
    struct work *w = &p->work;
    html(&p->out, "<li><p><b>{}</b> <span class='quiet'>{} · {}</span></p>",
            txt(e->by == BY_MAIL ? by_mail(w, e->act) : by_account(w, e)),
            txt(locale_moment(w, e->at, (str){0})), txt(way_of(w, e)));
    if (e->note.len) {
        html(&p->out, "<blockquote>{}</blockquote>", txt(e->note));
    }
    html(&p->out, "</li>\n");
}

void listing_record_show(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    struct listing_record all = listing_record(w, l->id);
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Who wrote it, who confirmed it")));
    if (all.count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Nothing is recorded: it came with an import, or before records were"
                           " kept.")));
        return;
    }
    html(&p->out, "<ol class='rows record'>\n");
    for (size_t i = 0; i < all.count; i++) {
        write_entry(p, &all.at[i]);
    }
    html(&p->out, "</ol>\n");
}

void listing_record_line(struct page *p, int64_t said) {
    if (said) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(&p->work, "Confirmed by the organisation on {}.",
                        txt(locale_day(&p->work, said)))));
    }
}

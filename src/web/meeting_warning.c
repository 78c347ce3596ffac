#include "web/meeting_warning.h"

#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "lang/zone.h"
#include "wire/html.h"

static str said(struct work *w, const struct encounter_warning *one) {
    switch (one->kind) {
    case WARNING_HOLIDAY:
        return say(w, "{1} is a public holiday in {2}.", txt(one->what),
                txt(country_name(w->tongue, one->where)));
    case WARNING_WEEKEND: return say(w, "In {} it is a weekend.", txt(zone_place(w, one->where)));
    case WARNING_HOURS:
        return say(w, "In {2} it is {1} then, outside 8 to 18.", txt(one->what),
                txt(zone_place(w, one->where)));
    case WARNING_COLLEAGUE:
        return one->what.len ? say(w, "{1} already meets them, on {2}.", txt(one->what),
                                       txt(locale_date(w, one->where, DATE_LONG)))
                             : say(w, "Somebody of yours already meets them, on {}.",
                                       txt(locale_date(w, one->where, DATE_LONG)));
    case WARNING_BUSY: return say(w, "{} has another meeting then.", txt(one->what));
    }
    return (str){0};
}

void meeting_warning_list(struct page *p, const struct encounter_warnings *all) {
    if (all->count == 0) {
        return;
    }
    html(&p->out, "<ul class='note care warnings'>\n");
    for (size_t i = 0; i < all->count; i++) {
        html(&p->out, "<li>{}", txt(said(&p->work, &all->at[i])));
        if (all->at[i].encounter) {
            html(&p->out, " <a href='/{}/meetings/{}'>{}</a>", txt(p->lang),
                    num(all->at[i].encounter), txt(say(&p->work, "Look at it")));
        }
        html(&p->out, "</li>\n");
    }
    html(&p->out, "</ul>\n");
}

/* Nothing before a time is typed, or while something is wrong with it. */
void meeting_warnings(struct page *p, const struct meeting_draft *d) {
    struct encounter_person at[ENCOUNTER_PEOPLE_MOST];
    struct encounter_people people = {at, 0};
    if (flaw_of(&d->flaws, "day") || flaw_of(&d->flaws, "time") || d->encounter.starts == 0) {
        return;
    }
    for (size_t i = 0; i < d->ours.count && people.count < ENCOUNTER_PEOPLE_MOST; i++) {
        if (d->ours.at[i].chosen && d->ours.at[i].individual) {
            at[people.count++] = (struct encounter_person){
                    .individual = d->ours.at[i].individual, .side = SIDE_OURS};
        }
    }
    struct encounter_warnings all = encounter_warnings(&p->work, &d->encounter, &people);
    meeting_warning_list(p, &all);
}

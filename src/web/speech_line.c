#include "web/speech_line.h"

#include "directory/person.h"
#include "directory/speech.h"
#include "lang/say.h"
#include "wire/html.h"

/* Those who are there now; person_list() asks who reads. */
static struct speakers speakers_of(struct work *w, int64_t organisation) {
    struct people people = person_list(w, organisation);
    struct speakers all = {.at = arena_new(w->mem, struct speaker, PEOPLE_MOST)};
    for (size_t i = 0; i < people.count; i++) {
        const struct person *one = &people.at[i];
        if (!person_ended(w, one)) {
            all.at[all.count++] = (struct speaker){one->id, one->name, one->languages, one->role};
        }
    }
    return all;
}

static str called(struct work *w, const struct speaker *s) {
    return s->role.len ? say(w, "{1} ({2})", txt(s->name), txt(s->role)) : s->name;
}

void speech_line(struct page *p, int64_t ours, int64_t theirs) {
    struct work *w = &p->work;
    struct speakers us = speakers_of(w, ours);
    struct speakers them = speakers_of(w, theirs);
    struct speech_pair pair = speech_pair(w, &us, &them);
    if (!pair.ours) {
        return;
    }
    html(&p->out, "<p class='speech'><b>{}</b> <span>{}</span></p>\n",
            txt(say(w, "{1} and {2} should talk.", txt(called(w, pair.ours)),
                    txt(called(w, pair.theirs)))),
            txt(speech_text(w, &pair.speech)));
}

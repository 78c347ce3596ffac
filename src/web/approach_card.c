#include "web/approach_card.h"

#include "audit/audit.h"
#include "trust/approach_letter.h"
#include "trust/approach_who.h"
#include "web/card.h"

/* The other of the two, as soon as both said yes. */
static bool find_other(
        struct page *p, const struct approach *a, struct approach_person *other, str *where) {
    unsigned stand = approach_stand(&p->work, p->id);
    if (!a->opened || !(stand & (APPROACH_SPEAKER | APPROACH_ASKED))) {
        return false;
    }
    bool speaks = (stand & APPROACH_SPEAKER) != 0;
    *where = speaks ? approach_their_name(a) : approach_our_name(a);
    return approach_person(
            &p->work, speaks ? a->asked : a->speaker, speaks ? a->partner : a->own, other);
}

static bool note_look(struct work *w, const struct approach_person *other) {
    return other->person ? audit_look(w, STR("person"), other->person)
                         : audit_look(w, STR("account"), other->account);
}

void approach_card_page(struct page *p) {
    struct approach a = {0};
    struct approach_person other = {0};
    str where = {0};
    if (!approach_one(&p->work, p->id, &a) || !find_other(p, &a, &other, &where) ||
            !note_look(&p->work, &other)) {
        page_not_found(p);
        return;
    }
    card_answer(p, &(struct vcf){.uid = card_uid(p, STR("individual"), other.individual),
                           .name = other.name,
                           .position = other.role,
                           .organisation = where,
                           .mail = other.mail,
                           .phone = other.phone,
                           .languages = other.languages,
                           .changed = p->work.now});
}

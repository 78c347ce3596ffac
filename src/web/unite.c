#include "web/unite.h"

#include "digest/digest_feed.h"
#include "digest/digest_wish.h"
#include "directory/individual.h"
#include "project/collaboration_people.h"
#include "trust/approach.h"
#include "trust/encounter_answer.h"
#include "trust/evidence.h"
#include "trust/hand_over.h"
#include "trust/introduction.h"

void unite_by_mail(struct work *w, str mail) {
    struct individual_twins twins;
    individual_claim(w, mail);
    while (individual_twins_of(w, mail, &twins)) {
        encounter_unite(w, twins.from, twins.to);
        evidence_merge(w, twins.from, twins.to);
        approach_unite(w, twins.from, twins.to);
        introduction_unite(w, twins.from, twins.to);
        hand_over_unite(w, twins.from, twins.to);
        collaboration_unite(w, twins.from, twins.to);
        digest_wish_unite(w, twins.from, twins.to);
        digest_feed_unite(w, twins.from, twins.to);
        individual_merge(w, twins.from, twins.to);
    }
}

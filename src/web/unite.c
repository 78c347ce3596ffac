#include "web/unite.h"

#include "directory/individual.h"

void unite_by_mail(struct work *w, str mail) {
    struct individual_twins twins;
    while (individual_twins_of(w, mail, &twins)) {
        individual_merge(w, twins.from, twins.to);
    }
}

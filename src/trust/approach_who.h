/* The people of a contact request: who may be asked, and how to reach those who are in it. Addresses
 * are for letters, and shown to nobody before both said yes. */
#pragma once

#include "trust/approach.h"

struct approach_person {
    int64_t individual; /* 0: one will be made when they are asked */
    int64_t person;     /* their contact entry; 0: they are known by an account alone */
    int64_t account;    /* 0: they have none */
    str name, role, mail, phone;
    str languages; /* "da C2;en C1" */
    enum tongue tongue;
    bool listed; /* whoever sees the organisation may know their name */
};

struct approach_people {
    struct approach_person *at;
    size_t count;
};

enum { APPROACH_PEOPLE_MOST = 20 };

/* Whom a stranger may ask at an organisation: contact persons who agreed to be listed, and whose
 * address is known. */
struct approach_people approach_contacts(struct work *w, int64_t organisation);

/* The manager of a cluster who is asked where no contact is visible, the one who has been there
 * longest; false if there is none. Their name stays with them until they say yes. */
bool approach_office(struct work *w, int64_t cluster, struct approach_person *found);

/* The first cluster of an organisation; 0 if it is in none. */
int64_t approach_cluster_of(struct work *w, int64_t organisation);

/* Somebody of that organisation (0: of a cluster's office). False if they are known no more. */
bool approach_person(
        struct work *w, int64_t individual, int64_t organisation, struct approach_person *found);

/* The individual of somebody above; makes one where there is none yet, so in a transaction. */
int64_t approach_individual(struct work *w, const struct approach_person *p);

/* The accounts that get the news of a request: whoever asked, and who follows it. */
struct approach_reader {
    int64_t account;
    str name, mail;
    enum tongue tongue;
};
struct approach_readers {
    struct approach_reader *at;
    size_t count;
};
enum { APPROACH_READERS_MOST = 50 };
struct approach_readers approach_readers(struct work *w, const struct approach *a);

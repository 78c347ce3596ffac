/* Whom a collaboration concerns: members of both clusters, named by either, and people, each named by
 * their own side. */
#pragma once

#include "project/collaboration.h"

enum {
    COLLABORATION_MEMBERS_MOST = 25,
    COLLABORATION_PEOPLE_MOST = 40,
    COLLABORATION_CHOICES_MOST = 600
};

struct collaboration_members {
    int64_t at
            [COLLABORATION_MEMBERS_MOST]; /* organisations: to be read as the reader may see them */
    size_t count;
};

struct collaboration_members collaboration_members(struct work *w, int64_t id);

/* In a transaction. False if there are as many as there can be, or it is in neither cluster, or nothing
 * for the actor's eyes. */
bool collaboration_member_add(struct work *w, const struct collaboration *c, int64_t organisation);
void collaboration_member_remove(
        struct work *w, const struct collaboration *c, int64_t organisation);

struct collaboration_person {
    int64_t individual;
    int64_t cluster; /* for which side */
    int64_t person;  /* to be chosen: the contact entry, or the account */
    int64_t account;
    str name; /* empty: it is not for this reader */
    str organisation, organisation_lang;
};

struct collaboration_people {
    struct collaboration_person *at;
    size_t count;
};

/* Contact persons of the other side only with a name where they agreed to be listed. */
struct collaboration_people collaboration_people(struct work *w, const struct collaboration *c);

/* Who can be named for our side: our managers, and the contact persons of our members it concerns. */
struct collaboration_people collaboration_people_choices(
        struct work *w, const struct collaboration *c);

/* In a transaction, of our side. False if there are as many as there can be, or it is none of those
 * choices: of person and account one is 0. */
bool collaboration_person_add(
        struct work *w, const struct collaboration *c, int64_t person, int64_t account);
void collaboration_person_remove(struct work *w, const struct collaboration *c, int64_t individual);

struct collaboration_choice {
    int64_t id;
    bool ours;
    str name, lang;
};

struct collaboration_choices {
    struct collaboration_choice *at;
    size_t count;
};

/* Members of both clusters that the actor may see and that are not named yet; ours first. */
struct collaboration_choices collaboration_member_choices(
        struct work *w, const struct collaboration *c);

/* Managers of our cluster: who may answer for it. */
struct collaboration_choices collaboration_managers(struct work *w, int64_t cluster);

/* Two that turned out to be one human; before individual_merge(). */
void collaboration_unite(struct work *w, int64_t from, int64_t to);

/* What two clusters do together, from the first idea on. One of them begins it, and the other sees it
 * once its managers said yes. What is common to both is the title, who takes part, and what happened;
 * each keeps for itself where it stands on its own path, what it does next, and whatever notes and
 * files it does not share. */
#pragma once

#include "directory/column.h"

enum collaboration_state {
    COLLABORATION_OURS,    /* only whoever began it knows of it */
    COLLABORATION_INVITED, /* the other cluster was asked */
    COLLABORATION_ACCEPTED,
    COLLABORATION_DECLINED,
    COLLABORATION_STATES,
};

/* As one side sees it. */
struct collaboration {
    int64_t id;
    int64_t version; /* of all that the form changes */
    int64_t ours;    /* the cluster whose side it is */
    int64_t theirs;  /* the other one */
    int64_t began;   /* which of the two began it */
    int64_t created;
    int64_t invited; /* when the other was asked last; 0: never */
    int64_t answered;
    int64_t stage;   /* on our path; 0: it stands nowhere */
    int64_t account; /* who of us answers for it; 0: nobody */
    int64_t closed;  /* since when we have put it away; 0: not */
    enum collaboration_state state;
    str title, lang;
    str note; /* of the invitation */
    str next_step, next_day;
    str ours_name, ours_lang, theirs_name, theirs_lang;
    str responsible; /* the name of `account` */
    str beginner;    /* of whoever began it */
};

struct collaborations {
    struct collaboration *at;
    size_t count;
};

enum {
    COLLABORATIONS_MOST = 500, /* of one cluster */
    COLLABORATION_NOTE_MOST = 1000,
    COLLABORATION_INVITE_AGAIN_SECONDS = 7 * 24 * 3600,
};

extern const struct columns collaboration_columns; /* title, language, next_step, next_day */

str collaboration_state_word(enum collaboration_state s);

/* Whose side somebody sees who works for that cluster: that one if it takes part, else one they
 * manage, else, for administrators, the one that began it. 0 if there is no such collaboration. */
int64_t collaboration_side(struct work *w, int64_t id, int64_t cluster);

/* As that cluster sees it; false if it does not take part. */
bool collaboration_one(struct work *w, int64_t id, int64_t cluster, struct collaboration *found);

/* All that a cluster takes part in, those put away last; within that by the next day, then the newest
 * first. */
struct collaborations collaboration_list(struct work *w, int64_t cluster);

/* What other clusters ask it to take part in, the newest first; of such `ours` is the cluster asked. */
struct collaborations collaboration_invitations(struct work *w, int64_t cluster);
bool collaboration_invitation(struct work *w, int64_t id, struct collaboration *found);

/* Each of what follows in a transaction. */

/* A new one, whose `ours` and `theirs` are given, gets an id and stands at the first stage; one of the
 * same words that the same actor began a moment ago is that one. */
enum saved collaboration_save(struct work *w, struct collaboration *c);

/* Asks the other cluster, or asks once more; false if that is not possible now. */
bool collaboration_invite(struct work *w, const struct collaboration *c, str note);
bool collaboration_may_invite(const struct work *w, const struct collaboration *c);

/* What the cluster asked says; false if it was not asked, or has answered. A yes puts it on the path of
 * the cluster asked, where the stage of the one who asked stands there too, else at its beginning. */
bool collaboration_answer(struct work *w, int64_t id, bool yes);

void collaboration_close(struct work *w, const struct collaboration *c, bool closed);

/* For that cluster somebody else answers for it, if it was `from` up to now; accounts, 0: nobody. */
void collaboration_give(struct work *w, const struct collaboration *c, int64_t from, int64_t to);

/* With all it has; false where the other side takes part already. */
bool collaboration_remove(struct work *w, const struct collaboration *c);

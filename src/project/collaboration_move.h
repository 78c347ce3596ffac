/* From one stage to another on a side's own path. On the way forward each stage entered or passed over
 * wants its evidence; the way back wants none. Each move is recorded, and the newest can be taken
 * back. */
#pragma once

#include "project/collaboration.h"
#include "project/stage.h"

/* What there is, for our side. */
struct collaboration_evidence {
    bool has[STAGE_EVIDENCES];
};

struct collaboration_evidence collaboration_evidence(struct work *w, const struct collaboration *c);

enum collaboration_moved {
    COLLABORATION_MOVED,    /* or it stood there already */
    COLLABORATION_LACKS,    /* evidence is missing for the stage named */
    COLLABORATION_NO_STAGE, /* there is none such on our path */
};

/* The first stage from where it stands up to that one whose evidence is missing; NULL if none is. */
const struct stage *collaboration_lacking(const struct stages *path, const struct collaboration *c,
        const struct stage *to, const struct collaboration_evidence *e);

/* In a transaction. `lacking` is the stage whose evidence is missing. */
enum collaboration_moved collaboration_move(
        struct work *w, const struct collaboration *c, int64_t stage, struct stage *lacking);

/* The newest move of our side that can be taken back; 0 if there is none. */
int64_t collaboration_undoable(struct work *w, const struct collaboration *c);

/* In a transaction. False if that is not the newest any more, or the stage before it is gone. */
bool collaboration_undo(struct work *w, const struct collaboration *c, int64_t move);

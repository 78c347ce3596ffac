/* One row on its way in, and the run it belongs to: shared by the files of an import only. */
#pragma once

#include "directory/import.h"
#include "directory/import_known.h"
#include "directory/import_reason.h"

enum { IMPORT_WISHES_MOST = 16 };

/* What a column of the file is, beside the index of one of ours. */
enum { COLUMN_NONE = 1000, COLUMN_KEPT, COLUMN_NEED, COLUMN_OFFER };

struct import_run {
    struct work *work;
    struct import import;
    str cluster_key;
    bool all;     /* may touch every cluster's things */
    bool storing; /* applied, not only looked at */
    struct cells header;
    size_t means[CELLS_MOST];              /* of each column of the file */
    size_t column_of[IMPORT_COLUMNS_MOST]; /* the first that means it; CELLS_MOST if none */
    struct known *known;
};

enum import_act { ACT_LEAVE, ACT_ADD, ACT_UPDATE };

struct import_listing_wish {
    bool offer;
    str text;
    bool there; /* it is stored already */
};

struct import_row {
    int64_t line;
    int64_t flaw;
    struct cells cells;
    str choice;
    str raw[IMPORT_COLUMNS_MOST];
    struct buf keep; /* for the remark: "Header: value" */
    struct buf reason;
    struct import_listing_wish wishes[IMPORT_WISHES_MOST];
    size_t wish_count;
    union import_thing fresh; /* what the row says */
    union import_thing now;   /* what is stored */
    union import_thing then;  /* what would be */
    bool wrong;
    bool by_key;
    bool above;           /* like a row above in the file: it adds to it and overwrites nothing */
    bool like;            /* not certain to be the target */
    int64_t target;       /* what it is, or is like; 0: nothing stored */
    int64_t organisation; /* that a person, need or offer belongs to */
    enum import_act act;
    enum import_verdict verdict;
};

/* import_mend.c: cells that stand in each other's place are put right where that is certain. */
void import_mend(struct import_run *run, struct import_row *row);

/* import_take.c: cells become the columns of `fresh`, in normal form. */
void import_take(struct import_run *run, struct import_row *row);

/* Without what no column may hold: control characters, and marks that turn the reading direction.
 * They come from copied tables and mean nothing there. */
str import_cleaned(struct arena *mem, str cell);
void import_keep(struct import_run *run, struct import_row *row, size_t field); /* in the remark */
str import_region(struct arena *mem, str written); /* of whichever country has just one so called */
str import_size_class(struct arena *mem, str written); /* "ca. 120" is 50-249; empty if unclear */

/* import_find.c: what the row is; sets target, by_key, like, act, or wrong. */
void import_find(struct import_run *run, struct import_row *row);
bool import_owns_organisation(struct import_run *run, int64_t id);

str import_wish_title(str text); /* a need or offer in a column of its own begins with its title */

/* import_judge.c */
struct import_run import_run_open(struct work *w, int64_t id, bool storing);
void import_run_close(struct import_run *run);
void import_judge_row(struct import_run *run, struct import_row *row);

/* import_store.c: what apply does with a row that was judged. */
void import_store(struct import_run *run, struct import_row *row);

/* import_thing.c: the five kinds behind one front. */
bool import_thing_load(
        struct work *w, enum import_kind kind, int64_t id, union import_thing *found);
bool import_thing_save(struct work *w, enum import_kind kind, union import_thing *thing);
int64_t import_thing_id(enum import_kind kind, const union import_thing *thing);
int64_t import_thing_mark(struct arena *mem, enum import_kind kind, const union import_thing *t);

void import_wrong(struct import_row *row, enum import_why why, str a);

/* A table from elsewhere on its way in: read, judged, looked at, applied, and undone if need be.
 *
 *     db_begin(w);
 *     struct import_staged s = import_stage(w, bytes, &wish, NULL);
 *     struct import_counts c = import_judge(w, s.id, NULL);       the preview: nothing is stored
 *     struct import_counts c = import_apply(w, s.id, true, NULL); the same, and stored
 *     db_end(w);
 *
 * Whoever calls holds the transaction, so that all of it holds or nothing; several files may share
 * one. Every row that is not blank gets exactly one verdict.
 *
 * What a row is, is found out in this order:
 * 1. By its key. A key of another cluster's thing, or one that stood above already, is wrong.
 * 2. An organisation by name in the import's own cluster, in the same country and not in another
 *    place: that one (changed or equal).
 * 3. By likeness: the name in another spelling or legal form, the same web address, or a similar
 *    name in the same place, stored or above in the file: "duplicate", and a person may choose.
 *    Without a choice the row updates it if it is in the own cluster and the names agree and the
 *    row brings no key of its own; else it is added. Nothing is ever left out unasked.
 * 4. A person by mail or name within the organisation, a need or offer by side and title within it.
 * Of two rows of a file for one organisation the first stands; what the second says beside it goes
 * into the remark.
 * A row found by its key also empties what it leaves empty; any other only fills in. What is not
 * understood of an organisation goes into its remark; of others it is left out and said.
 *
 * A manager's import touches only things of the import's cluster, and adds what is new to it; the
 * platform itself (actor 0) and administrators may touch all. */
#pragma once

#include "directory/import_kind.h"
#include "wire/table.h"

#include <stdatomic.h>

enum import_verdict {
    IMPORT_NEW,
    IMPORT_CHANGED,
    IMPORT_EQUAL,
    IMPORT_DUPLICATE,
    IMPORT_WRONG,
    IMPORT_VERDICTS
};

enum import_state { IMPORT_READ, IMPORT_JUDGED, IMPORT_APPLIED, IMPORT_UNDONE };

enum {
    IMPORT_SAMPLE_MOST = 50,
    IMPORT_PAGE = 25,
    IMPORT_KEPT_SECONDS = 14 * 24 * 3600, /* so long it can be undone */
};

struct import {
    int64_t id;
    int64_t run;
    int64_t account;
    int64_t cluster;
    str file_name;
    enum import_kind kind;
    str lang;    /* of texts whose row does not say */
    str country; /* of organisations whose row does not say; may be empty */
    str status;  /* of needs and offers in columns of their own: "draft" or "published" */
    str charset; /* of a CSV, else empty */
    str comma;
    str sheet;   /* of a workbook */
    str header;  /* one CSV line */
    str mapping; /* one CSV line: see import_header.h */
    enum import_state state;
    int64_t rows;
    int64_t created;
    int64_t applied;
};

struct imports {
    struct import *at;
    size_t count;
};

struct import_wish {
    int64_t cluster; /* 0: of no cluster */
    int64_t run;     /* the first import of several at once; 0: this is it */
    str file_name;
    bool kind_told;
    enum import_kind kind;
    str lang;
    struct table_wish table;
};

/* How far it is: written by whoever works, read by anybody. `tell` may be NULL. */
struct import_progress {
    atomic_llong done;
    atomic_llong all;
    void (*tell)(struct import_progress *progress, void *told);
    void *told;
};

struct import_staged {
    int64_t id;
    enum table_broken broken; /* then nothing of it may be kept */
    size_t line;              /* where, if that is known */
    size_t bad;               /* characters that could not be read */
};

struct import_counts {
    int64_t rows;
    int64_t by[IMPORT_VERDICTS];
    int64_t added, updated, left; /* what was or would be done */
};

struct import_row_seen {
    int64_t line;
    enum import_verdict verdict;
    str act;    /* "new", "update" or "leave" */
    str choice; /* what a person chose, else empty */
    str name;
    str reason; /* import_reason_next() */
    str cells;
};

struct import_rows {
    struct import_row_seen *at;
    size_t count;
};

str import_verdict_word(enum import_verdict v); /* "duplicate" */
bool import_verdict_of(str word, enum import_verdict *found);

/* Reads the table and guesses its kind and columns. */
struct import_staged import_stage(struct work *w, str bytes, const struct import_wish *wish,
        struct import_progress *progress);
str import_broken_text(struct work *w, const struct import_staged *s);

bool import_one(struct work *w, int64_t id, struct import *found);
struct imports import_list(struct work *w, int64_t cluster, size_t most); /* newest first */

/* The mapping anew, for its kind as it is now. */
void import_guess(struct work *w, struct import *i);
str import_mapping_line(struct arena *mem, const struct cells *targets);

/* Kind, language, country, status and mapping, as a person corrected them. */
void import_set(struct work *w, const struct import *i);
/* The mapping comes back for the next table of this cluster with the same header. */
void import_remember(struct work *w, const struct import *i);
int64_t import_digest(str header); /* by which a header is found, however long it is */

struct import_counts import_judge(struct work *w, int64_t id, struct import_progress *progress);

/* Wrong rows are skipped. Unless they may be left out, whoever calls looks at by[IMPORT_WRONG] and
 * forgets the transaction if there are any. */
struct import_counts import_apply(
        struct work *w, int64_t id, bool leave_wrong, struct import_progress *progress);

struct import_counts import_count(struct work *w, int64_t id); /* as last judged or applied */
/* A page of them after `line`; verdict IMPORT_VERDICTS asks for all. */
struct import_rows import_rows(
        struct work *w, int64_t id, enum import_verdict v, int64_t after, size_t most);
struct import_rows import_first_rows(struct work *w, int64_t id, size_t most);
void import_choose(struct work *w, int64_t id, int64_t line, str choice);

enum import_undo { IMPORT_UNDO_DONE, IMPORT_UNDO_NOT_LAST, IMPORT_UNDO_TOUCHED, IMPORT_UNDO_GONE };

enum { IMPORT_TOUCHED_MOST = 10 };

struct import_touched {
    str at[IMPORT_TOUCHED_MOST]; /* the names of the first few */
    size_t count;
};

/* Everything of the import's run is as it was before, unless something of it was changed since. */
enum import_undo import_undo(struct work *w, int64_t id, struct import_touched *touched);
int64_t import_last(struct work *w, int64_t cluster); /* the last one applied; 0 if none */

/* Forgets the rows of imports that can no longer be undone. */
void import_sweep(struct work *w);

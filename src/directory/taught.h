/* What people taught about words: terms of concepts, and concepts of their own, beside the lexicon
 * that is compiled in. A term is proposed until somebody who may approves it, and can be withdrawn
 * again; who and when stays known. What is approved is understood on every machine within a
 * second: its change ("term") makes match/live.h build the lexicon anew. */
#pragma once

#include "base/work.h"
#include "lang/lexicon.h"

enum { TAUGHT_TERMS_MOST = 200000, TAUGHT_TERM_BYTES_MOST = 120 };

enum taught_state { TAUGHT_PROPOSED, TAUGHT_APPROVED, TAUGHT_WITHDRAWN };

struct taught_term {
    int64_t id;
    str concept;
    enum tongue tongue;
    str term;
    str mark;        /* "", "!", "~" or "=" */
    int64_t cluster; /* for whose texts; 0: everybody's */
    enum taught_state state;
    int64_t account;
    str account_name;
    int64_t at;
    int64_t decided_by;
    str decided_name;
    int64_t decided;
    str source;
};

struct taught_terms {
    struct taught_term *at;
    size_t count;
};

struct taught_concept {
    int64_t id;
    str key;
    str kind;
    str broader;
    int64_t cluster;
};

enum taught_result {
    TAUGHT_DONE,
    TAUGHT_EMPTY, /* no term, or nothing in it that is a word */
    TAUGHT_TOO_LONG,
    TAUGHT_STOP_WORD,
    TAUGHT_THERE, /* the concept has that word already */
    TAUGHT_NO_CONCEPT,
};

/* Files for lexicon_taught(): first what holds for everybody, then a file for each cluster; none
 * where nothing was taught. */
struct taught_files {
    struct lexicon_file *at;
    size_t count;
};
struct taught_files taught_files(struct work *w);

/* With terms that are only thought of: of a concept that is there, or of a new one that has no key
 * yet, whose terms then name TAUGHT_NEW. */
#define TAUGHT_NEW STR("own-new")
struct taught_files taught_files_with(
        struct work *w, const struct taught_terms *terms, const struct taught_concept *concept);

enum taught_result taught_check(
        struct work *w, const struct lexicon *l, const struct taught_term *t);

/* In the caller's unit of work. A withdrawn one that is taught again stands anew. */
enum taught_result taught_save(struct work *w, const struct lexicon *l, struct taught_term *t);
/* A new concept: its key is made, "own-12". */
void taught_concept_save(struct work *w, struct taught_concept *c);
void taught_decide(struct work *w, int64_t term, enum taught_state state);

/* All that was ever decided about a word, oldest first. */
struct taught_act {
    enum taught_state state; /* from then on */
    str account_name;
    int64_t at;
};

struct taught_acts {
    struct taught_act *at;
    size_t count;
};

struct taught_acts taught_record(struct work *w, int64_t term);

bool taught_one(struct work *w, int64_t term, struct taught_term *found);
/* Newest first: of one cluster and of everybody. State TAUGHT_WITHDRAWN + 1 asks for all. */
struct taught_terms taught_list(
        struct work *w, int64_t cluster, enum taught_state state, size_t most);
/* For everybody alone, proposals first. */
struct taught_terms taught_for_all(struct work *w, size_t most);
int64_t taught_proposals(struct work *w);

bool taught_concept_one(struct work *w, int64_t id, struct taught_concept *found);
/* What stands for it in any language and any state but withdrawn, oldest first. */
struct taught_terms taught_terms_of(struct work *w, str key);

/* Concepts of a cluster and of everybody that have no term in some of the languages yet. */
struct taught_gap {
    struct taught_concept concept;
    str term; /* the oldest, to call it by */
    enum tongue tongue;
    bool has[TONGUE_COUNT];
};

struct taught_gaps {
    struct taught_gap *at;
    size_t count;
};

struct taught_gaps taught_gaps(struct work *w, int64_t cluster, size_t most);

/* For each concept of the lexicon whether it is another cluster's own. */
bool *taught_hidden(struct work *w, const struct lexicon *l, int64_t cluster);

/* What a thing is made of, once: forms, imports, exports and comparisons all walk these tables.
 *
 * Every field a person fills in is text in one normal form: codes, lists "a;b", days
 * "2027-06-30", decimals "54.9337". column_take() brings what people and spreadsheets write into
 * that form and says what is wrong with the rest. */
#pragma once

#include "base/work.h"
#include "lang/label.h"
#include "lang/say.h"

enum column_kind {
    COLUMN_KEY,
    COLUMN_LINE,
    COLUMN_TEXT,
    COLUMN_LABEL,  /* one word of a label set */
    COLUMN_LABELS, /* several */
    COLUMN_COUNTRY,
    COLUMN_COUNTRIES,
    COLUMN_REGION,
    COLUMN_LANGUAGE, /* one the platform speaks */
    COLUMN_LANGUAGES,
    COLUMN_LEVELS, /* "da C2;en C1" */
    COLUMN_SECTORS,
    COLUMN_ECOSYSTEMS,
    COLUMN_ITEMS, /* a free list */
    COLUMN_DAY,
    COLUMN_DECIMAL,
    COLUMN_YEAR,
    COLUMN_WEB,
    COLUMN_MAIL,
};

struct column {
    const char *name;  /* in files and forms: "valid_until" */
    const char *title; /* to people, through say_key */
    size_t place;      /* of its str in the struct */
    enum column_kind kind;
    enum label_set set; /* of COLUMN_LABEL and COLUMN_LABELS */
    size_t most;        /* bytes */
    bool needed;
};

struct columns {
    const struct column *at;
    size_t count;
};

/* What a person may have got wrong; flaw_text() says it to them. */
enum flaw {
    FLAW_NONE,
    FLAW_EMPTY,
    FLAW_TOO_LONG,
    FLAW_CONTROL,
    FLAW_UNKNOWN_WORD,
    FLAW_UNKNOWN_COUNTRY,
    FLAW_UNKNOWN_REGION,
    FLAW_UNKNOWN_LANGUAGE,
    FLAW_UNKNOWN_SECTOR,
    FLAW_NOT_A_DAY,
    FLAW_DAY_PAST,
    FLAW_DAY_TURNED, /* the last day before the first */
    FLAW_NOT_A_NUMBER,
    FLAW_NOT_A_YEAR,
    FLAW_NOT_AN_ADDRESS,
    FLAW_NOT_A_MAIL,
    FLAW_NOT_A_KEY,
    FLAW_UNKNOWN_OBJECT,
    FLAW_COUNT,
};

enum { FLAWS_MOST = 32 };

struct flaws {
    struct {
        const char *field;
        enum flaw flaw;
    } at[FLAWS_MOST];
    size_t count;
};

/* What became of a save. */
enum saved {
    SAVED_NEW,
    SAVED_CHANGED,
    SAVED_OLD_VERSION, /* somebody else saved in between: nothing was stored */
};

str column_get(const struct column *f, const void *thing);
const struct column *column_named(const struct columns *all, str name); /* NULL if there is none */

/* Puts `raw` into the thing in normal form. What cannot be brought there is put in as it is, and
 * the flaw tells why. */
enum flaw column_take(struct arena *mem, const struct column *f, void *thing, str raw);

void flaw_add(struct flaws *all, const char *field, enum flaw flaw);
enum flaw flaw_of(const struct flaws *all, const char *field);
str flaw_text(struct work *w, enum flaw flaw);

/* A new key that nobody has: ten letters and digits. */
str key_new(struct arena *mem);

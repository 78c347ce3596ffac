#include "directory/import_header.h"

#include "directory/import_header_words.h"
#include "lang/codes.h"
#include "lang/fold.h"

#include <string.h>

/* How sure a header is of its meaning. */
enum sure {
    SURE_NOT,
    SURE_BY_CELLS = 10,
    SURE_WEAK = 15,
    SURE_PART = 20,
    SURE_WORD = 30,
    SURE_OWN = 40, /* our own name, as in files that we wrote */
};

struct claim {
    str target;
    enum sure sure;
};

static unsigned kind_bit(enum import_kind kind) {
    switch (kind) {
    case IMPORT_CLUSTERS: return IN_CLUSTERS;
    case IMPORT_ORGANISATIONS: return IN_ORGANISATIONS;
    case IMPORT_PERSONS: return IN_PERSONS;
    case IMPORT_LISTINGS: return IN_LISTINGS;
    case IMPORT_TRANSLATIONS:
    case IMPORT_KINDS: break;
    }
    return 0;
}

static bool is_word_edge(str text, size_t at) {
    return at == 0 || at == text.len || text.at[at] == ' ' || text.at[at - 1] == ' ' ||
           (unsigned char)text.at[at] >= 0x80 || (unsigned char)text.at[at - 1] >= 0x80;
}

/* Where the part ends that is the word; 0 if it is not in there. */
static size_t word_end(str text, str word) {
    size_t found = 0;
    for (size_t i = 0; word.len && i + word.len <= text.len; i++) {
        if (memcmp(text.at + i, word.at, word.len) == 0 && is_word_edge(text, i) &&
                is_word_edge(text, i + word.len)) {
            found = i + word.len;
        }
    }
    return found;
}

/* Of several words within one header the longest says most, and of two the later one. */
struct part {
    size_t length;
    size_t end;
};

static bool says_more(struct part p, struct part best) {
    return p.length > best.length || (p.length == best.length && p.end > best.end);
}

static struct claim claim_by_words(struct arena *mem, unsigned bit, str folded) {
    struct claim found = {0};
    struct part best = {3, 0};
    for (size_t i = 0; i < import_word_count; i++) {
        const struct import_word *row = &import_words[i];
        str rest = str_of(row->kinds & bit ? row->words : "");
        for (str word; str_cut(&rest, ';', &word);) {
            str plain = fold_name(mem, word);
            if (str_eq(plain, folded)) {
                return (struct claim){str_of(row->target), SURE_WORD};
            }
            size_t end = word_end(folded, plain);
            struct part p = {plain.len, end};
            if (end && says_more(p, best)) {
                best = p;
                found = (struct claim){str_of(row->target), SURE_PART};
            }
        }
    }
    return found;
}

static bool is_weak_name(struct arena *mem, str folded) {
    str rest = str_of(import_weak_names);
    for (str word; str_cut(&rest, ';', &word);) {
        if (str_eq(fold_name(mem, word), folded)) {
            return true;
        }
    }
    return false;
}

/* By the words our own forms use, in any language. */
static struct claim claim_by_title(struct arena *mem, enum import_kind kind, str folded) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(kind, i)); i++) {
        bool key = f->kind == COLUMN_KEY;
        if (!key && (str_eq(fold_name(mem, str_of(f->title)), folded) ||
                            say_means(mem, f->title, folded))) {
            return (struct claim){str_of(f->name), SURE_WORD};
        }
    }
    return (struct claim){0};
}

static struct claim claim_of(struct arena *mem, enum import_kind kind, str header) {
    str plain = str_trim(header);
    size_t own = import_column_named(kind, plain);
    if (own < IMPORT_COLUMNS_MOST) {
        return (struct claim){str_of(import_column(kind, own)->name), SURE_OWN};
    }
    str folded = fold_name(mem, plain);
    if (folded.len == 0 || kind == IMPORT_TRANSLATIONS) {
        return (struct claim){0};
    }
    if (kind != IMPORT_LISTINGS && is_weak_name(mem, folded)) {
        return (struct claim){STR("name"), SURE_WEAK};
    }
    struct claim by_words = claim_by_words(mem, kind_bit(kind), folded);
    if (by_words.sure == SURE_WORD) {
        return by_words;
    }
    struct claim by_title = claim_by_title(mem, kind, folded);
    return by_title.sure ? by_title : by_words;
}

static bool looks_web(str cell) {
    return str_starts(cell, STR("http://")) || str_starts(cell, STR("https://")) ||
           str_starts(cell, STR("www."));
}

static bool looks_mail(str cell) {
    return str_has(cell, STR("@")) && str_has(cell, STR(".")) && !str_has(cell, STR(" "));
}

/* What nearly all of a column's cells are, when the header does not say. */
static struct claim claim_by_cells(
        struct arena *mem, enum import_kind kind, const struct import_sample *sample, size_t at) {
    size_t filled = 0;
    size_t webs = 0;
    size_t mails = 0;
    size_t countries = 0;
    for (size_t i = 0; i < sample->count; i++) {
        const struct cells *row = &sample->rows[i];
        str cell = at < row->count ? str_trim(row->at[at]) : (str){0};
        filled += cell.len > 0;
        webs += looks_web(cell);
        mails += looks_mail(cell);
        countries += cell.len > 1 && country_of(mem, cell).len > 0;
    }
    struct claim found = {.sure = SURE_BY_CELLS};
    size_t most = filled * 4 / 5;
    if (filled < 3) {
        return (struct claim){0};
    }
    if (webs > most) {
        found.target = STR("website");
    } else if (mails > most) {
        found.target = STR("mail");
    } else if (countries > most) {
        found.target = STR("country");
    }
    bool ours = found.target.len && import_column_named(kind, found.target) < IMPORT_COLUMNS_MOST;
    return ours ? found : (struct claim){0};
}

size_t import_header_score(struct arena *mem, const struct cells *row) {
    size_t score = 0;
    struct arena_mark clean = arena_mark(mem);
    for (size_t i = 0; i < row->count; i++) {
        bool known = false;
        for (enum import_kind k = 0; k < IMPORT_KINDS && !known && row->at[i].len < 80; k++) {
            known = claim_of(mem, k, row->at[i]).sure > SURE_PART;
        }
        score += known;
    }
    arena_rewind(mem, clean);
    return score;
}

/* Which of our columns the header has for a kind, and how many of them by our own name. */
struct finds {
    bool has[IMPORT_COLUMNS_MOST];
    size_t count;
    size_t own;
};

static struct finds find_all(struct arena *mem, enum import_kind kind, const struct cells *header) {
    struct finds found = {0};
    for (size_t i = 0; i < header->count; i++) {
        struct claim c = claim_of(mem, kind, header->at[i]);
        size_t at = import_column_named(kind, c.target);
        if (c.sure && at < IMPORT_COLUMNS_MOST) {
            found.count += !found.has[at];
            found.own += !found.has[at] && c.sure == SURE_OWN;
            found.has[at] = true;
        }
    }
    return found;
}

static bool has(const struct finds *f, enum import_kind kind, const char *name) {
    return f->has[import_column_named(kind, str_of(name))];
}

static bool are_persons(const struct finds *p, const struct finds *o) {
    bool whole = has(p, IMPORT_PERSONS, "organisation") && has(p, IMPORT_PERSONS, "name") &&
                 (has(p, IMPORT_PERSONS, "mail") || has(p, IMPORT_PERSONS, "role") ||
                         has(p, IMPORT_PERSONS, "phone") || has(p, IMPORT_PERSONS, "consents"));
    return whole && p->count > o->count;
}

enum import_kind import_header_kind(struct arena *mem, const struct cells *header) {
    struct finds f[IMPORT_KINDS] = {0};
    enum import_kind most = IMPORT_ORGANISATIONS;
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        f[k] = find_all(mem, k, header);
        most = f[k].own > f[most].own ? k : most;
    }
    if (f[most].own >= 5 && f[most].own > header->count / 2) {
        return most; /* a file of our own form */
    }
    if (has(&f[IMPORT_LISTINGS], IMPORT_LISTINGS, "title") &&
            has(&f[IMPORT_LISTINGS], IMPORT_LISTINGS, "organisation") &&
            has(&f[IMPORT_LISTINGS], IMPORT_LISTINGS, "side")) {
        return IMPORT_LISTINGS;
    }
    return are_persons(&f[IMPORT_PERSONS], &f[IMPORT_ORGANISATIONS]) ? IMPORT_PERSONS
                                                                     : IMPORT_ORGANISATIONS;
}

/* Two columns may mean one field where their cells can stand together. */
static bool joins(enum import_kind kind, str target) {
    size_t at = import_column_named(kind, target);
    if (at == IMPORT_COLUMNS_MOST) {
        return true; /* keep, need, offer */
    }
    switch (import_column(kind, at)->kind) {
    case COLUMN_TEXT:
    case COLUMN_LABELS:
    case COLUMN_COUNTRIES:
    case COLUMN_LANGUAGES:
    case COLUMN_LEVELS:
    case COLUMN_SECTORS:
    case COLUMN_ECOSYSTEMS:
    case COLUMN_ITEMS: return true;
    case COLUMN_LINE: return kind == IMPORT_PERSONS && str_eq(target, STR("name"));
    case COLUMN_KEY:
    case COLUMN_LABEL:
    case COLUMN_COUNTRY:
    case COLUMN_REGION:
    case COLUMN_LANGUAGE:
    case COLUMN_DAY:
    case COLUMN_DECIMAL:
    case COLUMN_YEAR:
    case COLUMN_WEB:
    case COLUMN_MAIL: break;
    }
    return false;
}

static bool outdone(
        enum import_kind kind, const struct claim *claims, const struct cells *header, size_t at) {
    const struct claim *mine = &claims[at];
    if (joins(kind, mine->target) && mine->sure >= SURE_WORD) {
        return false;
    }
    for (size_t i = 0; i < header->count; i++) {
        const struct claim *other = &claims[i];
        bool same = i != at && other->sure && str_eq(other->target, mine->target);
        bool earlier = i < at && other->sure == mine->sure;
        if (same && (earlier || other->sure > mine->sure)) {
            return true;
        }
    }
    return false;
}

struct cells import_header_guess(
        struct arena *mem, enum import_kind kind, const struct import_sample *sample) {
    const struct cells *header = &sample->header;
    struct claim *claims = arena_new(mem, struct claim, header->count + 1);
    for (size_t i = 0; i < header->count; i++) {
        claims[i] = claim_of(mem, kind, header->at[i]);
        if (!claims[i].sure) {
            claims[i] = claim_by_cells(mem, kind, sample, i);
        }
    }
    struct cells found = {.at = arena_new(mem, str, header->count + 1), .count = header->count};
    for (size_t i = 0; i < header->count; i++) {
        bool taken = claims[i].sure && !outdone(kind, claims, header, i);
        found.at[i] = taken                          ? claims[i].target
                      : kind == IMPORT_ORGANISATIONS ? IMPORT_KEEP
                                                     : (str){"", 0};
    }
    return found;
}

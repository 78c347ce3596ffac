#include "directory/speech.h"

#include "lang/codes.h"
#include "lang/fold.h"
#include "lang/say.h"

enum { WITHOUT_LEVEL = SPEECH_B1, FOLLOWS_FROM = SPEECH_C1 };

/* One of somebody's languages. */
struct spoken {
    str code;
    int level;
};

/* How well who speaks the one at C1 follows the other; both ways. */
static const struct {
    const char *one, *other;
    int level;
} neighbours[] = {
        {"da", "nb", SPEECH_B2},
        {"nb", "sv", SPEECH_B2},
        {"da", "sv", SPEECH_B1},
};

enum { NEIGHBOURS = sizeof(neighbours) / sizeof(neighbours[0]) };

static int level_of(str word) {
    static const char *const levels[] = {"A1", "A2", "B1", "B2", "C1", "C2"};
    for (int i = 0; i < (int)(sizeof(levels) / sizeof(levels[0])); i++) {
        if (str_eq(word, str_of(levels[i]))) {
            return i + 1;
        }
    }
    return WITHOUT_LEVEL;
}

/* Both ways of writing Norwegian are one when it is spoken. */
static str spoken_code(str code) {
    bool norwegian = str_eq(code, STR("no")) || str_eq(code, STR("nn"));
    return norwegian ? STR("nb") : code;
}

/* Takes the next off the list; false once nothing is left. */
static bool next(str *list, struct spoken *s) {
    str one;
    while (str_cut(list, ';', &one)) {
        str rest = str_trim(one);
        str code;
        if (str_cut(&rest, ' ', &code) && code.len) {
            *s = (struct spoken){spoken_code(code), level_of(str_trim(rest))};
            return true;
        }
    }
    return false;
}

static int follows(str one, str other) {
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        str a = str_of(neighbours[i].one);
        str b = str_of(neighbours[i].other);
        if ((str_eq(one, a) && str_eq(other, b)) || (str_eq(one, b) && str_eq(other, a))) {
            return neighbours[i].level;
        }
    }
    return 0;
}

static enum speech_good good_of(int level) {
    if (level >= SPEECH_C1) {
        return SPEECH_FLUENT;
    }
    if (level >= SPEECH_B2) {
        return SPEECH_WORK;
    }
    return level >= SPEECH_B1 ? SPEECH_TALK : SPEECH_INTERPRETER;
}

static struct speech between(const struct spoken *a, const struct spoken *b) {
    struct speech s = {.good = SPEECH_NONE, .first = a->code, .second = b->code};
    int weaker = a->level < b->level ? a->level : b->level;
    if (str_eq(a->code, b->code)) {
        s.level = weaker;
        s.sum = a->level + b->level;
    } else if (weaker >= FOLLOWS_FROM) {
        s.level = follows(a->code, b->code);
        s.sum = 2 * s.level;
    }
    s.good = s.level ? good_of(s.level) : SPEECH_NONE;
    return s;
}

bool speech_better(const struct speech *s, const struct speech *than) {
    if (s->level != than->level || s->sum != than->sum) {
        return s->level != than->level ? s->level > than->level : s->sum > than->sum;
    }
    return s->level && str_eq(s->first, s->second) && !str_eq(than->first, than->second);
}

/* The earlier letter, so that the answer does not hang on who is asked first. */
static bool comes_first(const struct speech *one, const struct speech *other) {
    str a = str_order(one->first, one->second) < 0 ? one->first : one->second;
    str b = str_order(other->first, other->second) < 0 ? other->first : other->second;
    return speech_better(one, other) || (!speech_better(other, one) && str_order(a, b) < 0);
}

struct speech common_language(str languages_a, str languages_b) {
    struct speech best = {.good = SPEECH_NONE};
    struct spoken a;
    struct spoken b;
    bool known_a = false;
    bool known_b = false;
    for (str left = languages_a; next(&left, &a);) {
        known_a = true;
        for (str right = languages_b; next(&right, &b);) {
            struct speech s = between(&a, &b);
            known_b = true;
            if (s.level && (!best.level || comes_first(&s, &best))) {
                best = s;
            }
        }
    }
    if (!known_a || !known_b) {
        best.good = SPEECH_UNKNOWN;
    }
    return best;
}

static str neighbours_text(struct work *w, const struct speech *s) {
    str first = language_name(w->tongue, s->first);
    str second = language_name(w->tongue, s->second);
    return s->good == SPEECH_WORK
                   ? say(w, "Each speaks their own language, {1} and {2}: it will work.",
                             txt(first), txt(second))
                   : say(w,
                             "Each speaks their own language, {1} and {2}, slowly; take an"
                             " interpreter for the contract.",
                             txt(first), txt(second));
}

str speech_text(struct work *w, const struct speech *s) {
    str name = language_name(w->tongue, s->first);
    if (s->level && !str_eq(s->first, s->second)) {
        return neighbours_text(w, s);
    }
    switch (s->good) {
    case SPEECH_UNKNOWN:
        return say(w, "Not known: somebody has not said which languages they speak.");
    case SPEECH_NONE: return say(w, "No language in common: take an interpreter.");
    case SPEECH_INTERPRETER:
        return say(w, "Only a little {} in common: take an interpreter.", txt(name));
    case SPEECH_TALK:
        return say(w, "In {} it will work; take an interpreter for the contract.", txt(name));
    case SPEECH_WORK: return say(w, "In {} it will work well.", txt(name));
    case SPEECH_FLUENT: return say(w, "In {} everything will work, the contract too.", txt(name));
    }
    return (str){0};
}

/* What roles are called by those who deal with other firms: they sell or buy (2), or lead (1). Folded,
 * and anywhere in the text, for German and the North write "Exportleiter". */
static const struct {
    const char *word;
    int weight;
} roles[] = {
        {"export", 2},
        {"sale", 2},
        {"sell", 2},
        {"salg", 2},
        {"forsalj", 2},
        {"vertrieb", 2},
        {"verkauf", 2},
        {"vente", 2},
        {"commercial", 2},
        {"business dev", 2},
        {"purchas", 2},
        {"indkob", 2},
        {"innkjop", 2},
        {"inkop", 2},
        {"einkauf", 2},
        {"achat", 2},
        {"international", 2},
        {"销售", 2},
        {"采购", 2},
        {"国际", 2},
        {"direct", 1},
        {"direk", 1},
        {"manag", 1},
        {"geschaftsfuhr", 1},
        {"inhaber", 1},
        {"leiter", 1},
        {"chef", 1},
        {"leder", 1},
        {"leader", 1},
        {"owner", 1},
        {"ejer", 1},
        {"eier", 1},
        {"agare", 1},
        {"gerant", 1},
        {"ceo", 1},
        {"verkstall", 1},
        {"总", 1},
        {"经理", 1},
};

enum { ROLES = sizeof(roles) / sizeof(roles[0]) };

static int role_weight(struct work *w, str role) {
    str folded = fold_search(w->mem, role);
    int weight = 0;
    for (size_t i = 0; i < ROLES; i++) {
        if (roles[i].weight > weight && str_has(folded, str_of(roles[i].word))) {
            weight = roles[i].weight;
        }
    }
    return weight;
}

struct speech_pair speech_pair(
        struct work *w, const struct speakers *ours, const struct speakers *theirs) {
    struct speech_pair best = {0};
    int best_weight = 0;
    for (size_t i = 0; i < ours->count; i++) {
        int weight = role_weight(w, ours->at[i].role);
        for (size_t j = 0; j < theirs->count; j++) {
            struct speech s = common_language(ours->at[i].languages, theirs->at[j].languages);
            int both = weight + role_weight(w, theirs->at[j].role);
            bool better = !best.ours || speech_better(&s, &best.speech);
            bool equal = best.ours && !better && !speech_better(&best.speech, &s);
            if (better || (equal && both > best_weight)) {
                best = (struct speech_pair){&ours->at[i], &theirs->at[j], s};
                best_weight = both;
            }
        }
    }
    return best;
}

#include "lang/label.h"

#include "lang/fold.h"
#include "lang/say.h"

static const struct label_value kinds[] = {
        {"company", say_word("Company")},
        {"research", say_word("Research organisation")},
        {"public", say_word("Public body")},
        {"association", say_word("Association")},
        {"cluster", say_word("Cluster office")},
};

static const struct label_value sizes[] = {
        {"1-9", say_word("1 to 9 employees")},
        {"10-49", say_word("10 to 49 employees")},
        {"50-249", say_word("50 to 249 employees")},
        {"250-499", say_word("250 to 499 employees")},
        {"500+", say_word("500 employees or more")},
};

static const struct label_value sides[] = {
        {"need", say_word("Need")},
        {"offer", say_word("Offer")},
};

static const struct label_value listings[] = {
        {"business", say_word("Business")},
        {"technology", say_word("Technology")},
        {"research", say_word("Research")},
        {"funding", say_word("Funding")},
        {"training", say_word("Training")},
        {"facilities", say_word("Facilities and equipment")},
};

static const struct label_value statuses[] = {
        {"draft", say_word("Draft")},
        {"review", say_word("In review")},
        {"published", say_word("Published")},
        {"expired", say_word("Expired")},
        {"withdrawn", say_word("Withdrawn")},
};

static const struct label_value visibilities[] = {
        {"public", say_word("Public")},
        {"partners", say_word("Partner clusters only")},
        {"confidential", say_word("Confidential")},
};

static const struct label_value stages[] = {
        {"trl1", say_word("TRL 1: basic principles observed")},
        {"trl2", say_word("TRL 2: concept formulated")},
        {"trl3", say_word("TRL 3: proof of concept")},
        {"trl4", say_word("TRL 4: validated in the laboratory")},
        {"trl5", say_word("TRL 5: validated in a relevant environment")},
        {"trl6", say_word("TRL 6: demonstrated in a relevant environment")},
        {"trl7", say_word("TRL 7: prototype in operation")},
        {"trl8", say_word("TRL 8: complete and qualified")},
        {"trl9", say_word("TRL 9: proven in operation")},
        {"market", say_word("On the market")},
};

static const struct label_value rights[] = {
        {"none", say_word("No protection")},
        {"secret", say_word("Trade secret")},
        {"copyright", say_word("Copyright")},
        {"design", say_word("Registered design")},
        {"trademark", say_word("Trade mark")},
        {"patent-applied", say_word("Patent applied for")},
        {"patent-granted", say_word("Patent granted")},
        {"exclusive", say_word("Exclusive rights")},
};

static const struct label_value partnerships[] = {
        {"supply", say_word("Supply")},
        {"manufacturing", say_word("Contract manufacturing")},
        {"distribution", say_word("Distribution")},
        {"licence", say_word("Licence")},
        {"joint-venture", say_word("Joint venture")},
        {"research-cooperation", say_word("Research cooperation")},
        {"technical-cooperation", say_word("Technical cooperation")},
        {"services", say_word("Services")},
        {"investment", say_word("Investment")},
        {"training", say_word("Training")},
};

static const struct label_value medals[] = {
        {"bronze", say_word("Bronze label")},
        {"silver", say_word("Silver label")},
        {"gold", say_word("Gold label")},
};

static const struct label_value levels[] = {
        {"A1", say_word("A1: a few words")},
        {"A2", say_word("A2: simple conversation")},
        {"B1", say_word("B1: everyday matters")},
        {"B2", say_word("B2: fluent in the own field")},
        {"C1", say_word("C1: fluent")},
        {"C2", say_word("C2: as a first language")},
};

static const struct label_value consents[] = {
        {"listed", say_word("Being listed with name and role")},
        {"introduced", say_word("Being introduced to others")},
        {"digest", say_word("Receiving the digest by e-mail")},
        {"statistics", say_word("Being counted in statistics without a name")},
};

static const struct label_value objects[] = {
        {"cluster", say_word("Cluster")},
        {"organisation", say_word("Organisation")},
        {"listing", say_word("Need or offer")},
};

static const struct label_value translated[] = {
        {"name", say_word("Name")},
        {"profile", say_word("Profile")},
        {"title", say_word("Title")},
        {"text", say_word("Text")},
};

static const struct label_value refusals[] = {
        {"volume", say_word("Volume too small")},
        {"distance", say_word("Too far away")},
        {"known", say_word("We know them already")},
        {"competitor", say_word("They compete with us")},
        {"meaning", say_word("The words met, the things do not")},
        {"other", say_word("Another reason")},
};

/* Why somebody does not want to get in touch. */
static const struct label_value declined[] = {
        {"no-need", say_word("We do not need it")},
        {"no-time", say_word("We have no time for it")},
        {"have-partner", say_word("We have a partner for it")},
        {"competitor", say_word("They compete with us")},
        {"not-mine", say_word("It is none of my business")},
        {"other", say_word("Another reason")},
};

static const struct label_value makers[] = {
        {"human", say_word("A person")},
        {"machine", say_word("A machine")},
};

static const struct label_value yes_no[] = {
        {"yes", say_word("Yes")},
        {"no", say_word("No")},
};

#define SET(values)                                \
    (struct label_values) {                        \
        values, sizeof(values) / sizeof(values[0]) \
    }

struct label_values label_values(enum label_set set) {
    switch (set) {
    case LABEL_KIND: return SET(kinds);
    case LABEL_SIZE: return SET(sizes);
    case LABEL_SIDE: return SET(sides);
    case LABEL_LISTING: return SET(listings);
    case LABEL_STATUS: return SET(statuses);
    case LABEL_VISIBILITY: return SET(visibilities);
    case LABEL_STAGE: return SET(stages);
    case LABEL_RIGHTS: return SET(rights);
    case LABEL_PARTNERSHIP: return SET(partnerships);
    case LABEL_MEDAL: return SET(medals);
    case LABEL_LEVEL: return SET(levels);
    case LABEL_YES_NO: return SET(yes_no);
    case LABEL_CONSENT: return SET(consents);
    case LABEL_OBJECT: return SET(objects);
    case LABEL_FIELD: return SET(translated);
    case LABEL_MADE_BY: return SET(makers);
    case LABEL_REFUSAL: return SET(refusals);
    case LABEL_DECLINED: return SET(declined);
    case LABEL_COUNT: break;
    }
    return (struct label_values){0};
}

static const struct label_value *find(enum label_set set, str value) {
    struct label_values all = label_values(set);
    for (size_t i = 0; i < all.count; i++) {
        if (str_eq(str_of(all.at[i].value), value)) {
            return &all.at[i];
        }
    }
    return NULL;
}

bool label_knows(enum label_set set, str value) {
    return find(set, value) != NULL;
}

str label(struct work *w, enum label_set set, str value) {
    const struct label_value *found = find(set, value);
    return found ? say_key(w, found->word) : value;
}

static bool is_called(struct arena *mem, const struct label_value *l, str folded) {
    return str_eq(fold_name(mem, str_of(l->value)), folded) || say_means(mem, l->word, folded);
}

str label_of(struct arena *mem, enum label_set set, str text) {
    const struct label_value *found = find(set, str_trim(text));
    struct label_values all = label_values(set);
    struct arena_mark clean = arena_mark(mem);
    str folded = fold_name(mem, text);
    for (size_t i = 0; i < all.count && !found && folded.len; i++) {
        found = is_called(mem, &all.at[i], folded) ? &all.at[i] : NULL;
    }
    arena_rewind(mem, clean);
    return str_of(found ? found->value : "");
}

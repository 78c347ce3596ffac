#include "lang/side.h"

#include "base/buf.h"
#include "lang/normal.h"
#include "lang/token.h"

/* Phrases of which only one side makes use; words that both write, as "supplier", are none. */
static const struct {
    const char *seeks, *offers;
} phrases[TONGUE_COUNT] = {
        [EN] = {"we look for|we are looking for|looking for|we seek|we are seeking|seeking|wanted|"
                "we need|we want to buy|we would like to buy|in search of|in need of",
                "we offer|we deliver|we supply|we provide|we sell|we produce|we manufacture|"
                "we can offer|we can deliver|offering|on offer|for sale"},
        [DA] = {"vi søger|søger|søges|vi leder efter|leder efter|ledes efter|efterlyser|efterlyses|"
                "vi mangler|vi har brug for|har brug for|vi ønsker at købe|ønskes købt",
                "vi tilbyder|tilbyder|tilbydes|vi leverer|vi sælger|vi fremstiller|vi producerer|"
                "vi kan levere|vi kan tilbyde|sælges|til salg"},
        [DE] = {"wir suchen|suchen wir|suche|suchen|gesucht|wir benötigen|benötigen wir|"
                "wir brauchen|brauchen wir|benötigt|auf der suche nach|zu kaufen gesucht",
                "wir bieten|bieten wir|bieten|biete|angeboten|wir liefern|liefern wir|"
                "wir fertigen|fertigen wir|wir produzieren|wir verkaufen|wir stellen her|"
                "zu verkaufen"},
        [FR] = {"nous recherchons|recherchons|nous cherchons|cherchons|recherche fournisseur|"
                "cherche|recherché|recherchée|recherchés|recherchées|nous avons besoin|"
                "à la recherche de|souhaitons acheter",
                "nous proposons|proposons|nous offrons|offrons|nous fournissons|fournissons|"
                "nous livrons|nous fabriquons|fabriquons|nous vendons|nous produisons|à vendre"},
        [NB] = {"vi søker|søker|søkes|vi ser etter|ser etter|vi leter etter|leter etter|"
                "etterlyser|vi trenger|trenger|vi mangler|vi har behov for|har behov for|"
                "ønskes kjøpt",
                "vi tilbyr|tilbyr|tilbys|vi leverer|vi selger|vi produserer|vi framstiller|"
                "vi fremstiller|vi kan levere|vi kan tilby|selges|til salgs"},
        [SV] = {"vi söker|söker|sökes|vi letar efter|letar efter|efterlyser|efterlyses|"
                "vi behöver|behöver|vi saknar|vi har behov av|har behov av|önskas köpa|köpes",
                "vi erbjuder|erbjuder|erbjuds|vi levererar|vi säljer|vi tillverkar|"
                "vi producerar|vi kan leverera|vi kan erbjuda|säljes|till salu"},
        [ZH] = {"寻找|寻求|求购|采购|我们需要|诚征|征求", "提供|供应|我们生产|出售|可供|销售"},
};

/* Latin words stand whole; Han signs have no blanks between them. */
static bool stands_whole(str text, size_t at, size_t len) {
    bool opens = at == 0 || text.at[at - 1] == ' ';
    return opens && (at + len == text.len || text.at[at + len] == ' ');
}

static size_t first_at(str text, str phrase, bool whole) {
    for (size_t i = 0; i + phrase.len <= text.len; i++) {
        if (str_starts(str_skip(text, i), phrase) &&
                (!whole || stands_whole(text, i, phrase.len))) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Where the first of the phrases stands; SIZE_MAX: none does. */
static size_t first_of(struct arena *scratch, str text, const char *list, bool whole) {
    size_t first = SIZE_MAX;
    str rest = normal_of(scratch, str_of(list)).text;
    str phrase;
    while (str_cut(&rest, '|', &phrase)) {
        size_t at = first_at(text, phrase, whole);
        first = at < first ? at : first;
    }
    return first;
}

/* Its words in a row, a blank between them, so that neither commas nor lines matter. */
static str words_of(struct arena *scratch, str text) {
    struct buf out = {.mem = scratch};
    str normal = normal_of(scratch, text).text;
    struct token t;
    for (size_t at = 0; token_next(normal, at, &t); at = t.start + t.len) {
        buf_add(&out, out.len ? STR(" ") : (str){0});
        buf_add(&out, token_text(normal, t));
    }
    return buf_str(&out);
}

enum side_said side_said(struct arena *scratch, str text, enum tongue t) {
    str words = words_of(scratch, text);
    size_t seeks = first_of(scratch, words, phrases[t].seeks, t != ZH);
    size_t offers = first_of(scratch, words, phrases[t].offers, t != ZH);
    if (seeks == offers) {
        return SIDE_UNSAID;
    }
    return seeks < offers ? SIDE_SEEKS : SIDE_OFFERS;
}

/* Thesauri as they are published: the same content in every form is the same, and what is broken
 * says so. The thesaurus is invented. */
#include "base/buf.h"
#include "command/lexicon_schemes.h"
#include "directory/scheme_take.h"
#include "lang/thesaurus.h"
#include "tests/test.h"
#include "wire/skos.h"

static const char turtle[] =
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix dct: <http://purl.org/dc/terms/> .\n"
        "@prefix t: <http://example.org/tools/> .\n"
        "t:scheme a skos:ConceptScheme ; skos:prefLabel \"not a concept\"@en ;\n"
        "    dct:title \"Tools of a village\" ; dct:license <http://example.org/free> ;\n"
        "    dct:rightsHolder \"The village\" .\n"
        "t:1 a skos:Concept ; skos:inScheme t:scheme ; skos:notation \"A\" ;\n"
        "    skos:prefLabel \"hand tools\"@en , \"håndværktøj\"@da ;\n"
        "    skos:altLabel \"tools; for\\nthe hand\"@en .\n"
        "t:2 a skos:Concept ; skos:notation \"A.1\" ; skos:broader t:1 ;\n"
        "    skos:prefLabel \"hammers\"@en-GB , \"hammere\"@no , \"martillos\"@es .\n"
        "t:3 a skos:Concept ; skos:prefLabel \"sin lengua\"@es .\n";

static const char triples[] =
        "<http://example.org/tools/1> <http://www.w3.org/2004/02/skos/core#prefLabel>"
        " \"hand tools\"@en .\n"
        "<http://example.org/tools/2> <http://www.w3.org/2004/02/skos/core#notation> \"A.1\" .\n"
        "<http://example.org/tools/1> <http://www.w3.org/2004/02/skos/core#prefLabel>"
        " \"h\\u00E5ndv\\u00E6rkt\\u00F8j\"@da .\n"
        "<http://example.org/tools/1> <http://www.w3.org/2004/02/skos/core#altLabel>"
        " \"tools; for\\nthe hand\"@en .\n"
        "<http://example.org/tools/1> <http://www.w3.org/2004/02/skos/core#notation> \"A\" .\n"
        "<http://example.org/tools/1> <http://www.w3.org/2004/02/skos/core#narrower>"
        " <http://example.org/tools/2> .\n"
        "<http://example.org/tools/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <http://www.w3.org/2004/02/skos/core#Concept> .\n"
        "<http://example.org/tools/2> <http://www.w3.org/2004/02/skos/core#prefLabel>"
        " \"hammers\"@en .\n"
        "<http://example.org/tools/2> <http://www.w3.org/2004/02/skos/core#prefLabel>"
        " \"hammere\"@nb .\n";

static const char xml[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n"
        " xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\" xml:lang=\"en\">\n"
        "<skos:Concept rdf:about=\"http://example.org/tools/1\">\n"
        "<skos:notation>A</skos:notation><skos:prefLabel>hand tools</skos:prefLabel>\n"
        "<skos:prefLabel xml:lang=\"da\">h&#229;ndværktøj</skos:prefLabel>\n"
        "<skos:altLabel>tools; for\nthe hand</skos:altLabel></skos:Concept>\n"
        "<rdf:Description rdf:about=\"http://example.org/tools/2\"><rdf:type"
        " rdf:resource=\"http://www.w3.org/2004/02/skos/core#Concept\"/>\n"
        "<skos:notation>A.1</skos:notation><skos:broader"
        " rdf:resource=\"http://example.org/tools/1\"/><skos:prefLabel>hammers</skos:prefLabel>"
        "<skos:prefLabel xml:lang=\"no\">hammere</skos:prefLabel></rdf:Description></rdf:RDF>\n";

static const char table[] = "Tools of a village\n"
                            "Code,Broader,label_en,label_da,NO,ES,altLabels_en\n"
                            "A,,hand tools,håndværktøj,,,\"tools; for the hand\"\n"
                            "A.1,A,hammers,,hammere,martillos,\n";

/* What a thesaurus holds, in one order. */
static str shown(struct arena *mem, const struct skos *s) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < s->count; i++) {
        const struct skos_concept *c = &s->at[i];
        uint32_t broader = 0;
        buf_add(&out, c->notation);
        buf_add(&out, STR("<"));
        buf_add(&out, c->broader.len && skos_find(s, c->broader, &broader) ? s->at[broader].notation
                                                                           : STR(""));
        for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
            for (size_t k = 0; k < c->label_count; k++) {
                if (c->labels[k].tongue == t) {
                    buf_add(&out, c->labels[k].preferred ? STR(" ") : STR(" ("));
                    buf_add(&out, tongue_code(t));
                    buf_add(&out, STR(":"));
                    buf_add(&out, c->labels[k].text);
                    buf_add(&out, c->labels[k].preferred ? STR("") : STR(")"));
                }
            }
        }
        buf_add(&out, STR("|"));
    }
    return buf_str(&out);
}

#define SHOWN                                                            \
    "A< en:hand tools (en:tools; for the hand) da:håndværktøj|A.1<A " \
    "en:hammers nb:hammere|"

static void every_form_says_the_same(void) {
    const char *const forms[] = {turtle, xml, table};
    struct arena mem = {0};
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        struct skos s = skos_new(&mem);
        struct scheme_wish wish = {0};
        CHECK(scheme_take(&s, STR("tools"), str_of(forms[i]), &wish) && skos_finish(&s));
        SAME(shown(&mem, &s), SHOWN);
    }
    struct skos s = skos_new(&mem);
    CHECK(skos_read(&s, str_of(triples)) && skos_finish(&s));
    SAME(shown(&mem, &s), SHOWN);
    arena_free(&mem);
}

static void licence_and_attribution_are_read(void) {
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    CHECK(skos_read(&s, str_of(turtle)) && skos_finish(&s));
    SAME(s.title, "Tools of a village");
    SAME(s.licence, "http://example.org/free");
    SAME(s.attribution, "The village");
    arena_free(&mem);
}

static void cpv_says_by_its_digits_what_is_broader(void) {
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    struct scheme_wish wish = {0};
    str bytes = STR("CODE\tDA\tEN\n99000000-5\tVærktøj\tTools\n99100000-2\tHamre\tHammers\n"
                    "99110000-3\tMukkerter\tSledgehammers\n99111200-1\tSmå\tSmall ones\n");
    CHECK(scheme_take(&s, STR("cpv.csv"), bytes, &wish) && skos_finish(&s));
    SAME(shown(&mem, &s), "99000000< en:Tools da:Værktøj|99100000<99000000 en:Hammers da:Hamre|"
                          "99110000<99100000 en:Sledgehammers da:Mukkerter|"
                          "99111200<99110000 en:Small ones da:Små|");
    arena_free(&mem);
}

/* A file for each language, and one that says what is broader. */
static void esco_comes_in_several_files(void) {
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    struct scheme_wish wish = {.kind = SCHEME_ESCO};
    CHECK(scheme_take(&s, STR("skills_en.csv"),
            STR("conceptType,conceptUri,skillType,preferredLabel,altLabels,status\n"
                "KnowledgeSkillCompetence,http://example.org/skill/a1,skill,forge iron,"
                "\"beat iron\nwork as a smith\",released\n"
                "KnowledgeSkillCompetence,http://example.org/skill/b2,skill,work metal,,released\n"),
            &wish));
    CHECK(scheme_take(&s, STR("skills_de.csv"),
            STR("conceptType,conceptUri,preferredLabel,altLabels\n"
                "KnowledgeSkillCompetence,http://example.org/skill/a1,Eisen schmieden,\n"),
            &wish));
    CHECK(scheme_take(&s, STR("broaderRelationsSkillPillar_en.csv"),
            STR("conceptType,conceptUri,broaderType,broaderUri\n"
                "KnowledgeSkillCompetence,http://example.org/skill/a1,KnowledgeSkillCompetence,"
                "http://example.org/skill/b2\n"),
            &wish));
    CHECK(skos_finish(&s));
    SAME(shown(&mem, &s), "a1<b2 en:forge iron (en:beat iron) (en:work as a smith)"
                          " de:Eisen schmieden|b2< en:work metal|");
    arena_free(&mem);
}

static void other_encodings_are_read(void) {
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    struct scheme_wish wish = {0};
    CHECK(scheme_take(&s, STR("t.csv"), STR("code;da\nA;h\xE5ndv\xE6rkt\xF8j\n"), &wish));
    CHECK(skos_finish(&s));
    SAME(shown(&mem, &s), "A< da:håndværktøj|");
    arena_free(&mem);
}

static void columns_can_be_told(void) {
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    struct scheme_wish wish = {.kind = SCHEME_TABLE,
            .columns = {{STR("code"), STR("Nummer")}, {STR("label_de"), STR("Bezeichnung")}},
            .column_count = 2};
    CHECK(scheme_take(&s, STR("t.csv"), STR("Nummer;Bezeichnung\n7;Hammer\n"), &wish));
    CHECK(skos_finish(&s));
    SAME(shown(&mem, &s), "7< de:Hammer|");
    arena_free(&mem);
}

static enum skos_flaw flaw_of(struct arena *mem, str bytes, size_t *line) {
    struct skos s = skos_new(mem);
    struct scheme_wish wish = {0};
    if (scheme_take(&s, STR("tools"), bytes, &wish)) {
        (void)skos_finish(&s);
    }
    *line = s.line;
    return s.flaw;
}

#define SKOS_HEAD "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"

static void what_is_broken_says_where(void) {
    struct arena mem = {0};
    size_t line = 0;
    CHECK(flaw_of(&mem, STR(SKOS_HEAD "<a:1> a s:Concept ;\n  s:prefLabel \"open"), &line) ==
            SKOS_SYNTAX);
    CHECK(line == 3);
    CHECK(flaw_of(&mem, STR(SKOS_HEAD "<a:1> a s:Concept ; s:prefLabel \"sm\xE5\"@da ."), &line) ==
            SKOS_ENCODING);
    CHECK(flaw_of(&mem, STR("<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='x'>\n<a>"), &line) ==
            SKOS_SYNTAX);
    CHECK(line == 3);
    CHECK(flaw_of(&mem, STR("<?xml version='1.0'?>\n<a b='\xE5'/>"), &line) == SKOS_ENCODING);
    CHECK(flaw_of(&mem, STR("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a>&b;</a>"),
                  &line) == SKOS_DOCTYPE);
    CHECK(flaw_of(&mem, STR("code,da\n1,hammer\n,sav\n"), &line) == SKOS_NO_CODE && line == 3);
    CHECK(flaw_of(&mem, STR("name,price\nhammer,3\n"), &line) == SKOS_NO_COLUMNS);
    CHECK(flaw_of(&mem, STR("code,es\n1,martillo\n"), &line) == SKOS_NO_COLUMNS);
    CHECK(flaw_of(&mem, STR(SKOS_HEAD), &line) == SKOS_NOTHING);
    arena_free(&mem);
}

static void circles_are_found(void) {
    struct arena mem = {0};
    size_t line = 0;
    CHECK(flaw_of(&mem, STR("code,broader,da\n1,2,a\n2,3,b\n3,1,c\n"), &line) == SKOS_CIRCLE);
    CHECK(flaw_of(&mem, STR("code,broader,da\n1,1,a\n"), &line) == SKOS_CIRCLE);
    CHECK(flaw_of(&mem, STR("code,broader,da\n1,2,a\n2,,b\n3,2,c\n4,3,d\n"), &line) == SKOS_FINE);
    arena_free(&mem);
}

static void what_is_huge_is_refused(void) {
    struct arena mem = {0};
    struct buf label = {.mem = &mem};
    struct buf deep = {.mem = &mem};
    size_t line = 0;
    buf_add(&label, STR("code,da\n1,"));
    buf_add(&deep, STR(SKOS_HEAD "<a:1> s:note "));
    for (int i = 0; i < 20000; i++) {
        buf_add(&label, STR("x"));
        buf_add(&deep, i % 2 ? STR("[ s:note ") : STR("( "));
    }
    CHECK(flaw_of(&mem, buf_str(&label), &line) == SKOS_LABEL_TOO_LONG && line == 2);
    CHECK(flaw_of(&mem, buf_str(&deep), &line) == SKOS_DEEP);
    struct buf nested = {.mem = &mem};
    buf_add(&nested, STR("<?xml version='1.0'?>\n"));
    for (int i = 0; i < 1000; i++) {
        buf_add(&nested, STR("<a>"));
    }
    CHECK(flaw_of(&mem, buf_str(&nested), &line) != SKOS_FINE);
    arena_free(&mem);
}

/* Every concept, every label that stands alone, and what is broader. */
static void the_lexicon_comes_back_from_its_export(void) {
    struct arena mem = {0};
    str fault = {0};
    struct lexicon *l = lexicon_open(&fault);
    struct skos s = skos_new(&mem);
    CHECK(skos_read(&s, lexicon_skos(&mem, l)) && skos_finish(&s));
    CHECK(s.count == lexicon_count_built_in(l));
    for (uint32_t i = 0; i < s.count; i++) {
        uint32_t parent = 0;
        uint32_t broader = 0;
        size_t same = 0;
        bool wider = lexicon_broader(l, i, &parent);
        CHECK(str_eq(s.at[i].notation, lexicon_id(l, i)));
        CHECK(wider == (s.at[i].broader.len > 0));
        CHECK(!wider || (skos_find(&s, s.at[i].broader, &broader) && broader == parent));
        for (size_t k = 0; k < s.at[i].label_count; k++) {
            const struct skos_label *label = &s.at[i].labels[k];
            same += label->preferred && str_eq(label->text, lexicon_label(l, i, label->tongue));
        }
        CHECK(same == TONGUE_COUNT);
    }
    lexicon_close(l);
    arena_free(&mem);
}

static void codes_lead_from_one_language_to_another(void) {
    static const struct thesaurus_row rows[] = {
            {STR("1"), STR(""),
                    {[EN] = STR("tools"), [DA] = STR("værktøj"), [DE] = STR("Werkzeug")}},
            {STR("11"), STR("1"),
                    {[EN] = STR("hammers"), [DA] = STR("hamre"), [DE] = STR("Hämmer\nSchlägel")}},
            {STR("12"), STR("1"), {[EN] = STR("saws"), [DA] = STR("save"), [DE] = STR("Sägen")}}};
    struct thesaurus_scheme scheme = {STR("village"), rows, 3};
    struct arena mem = {0};
    struct thesaurus *t = thesaurus_make(&scheme, 1);
    uint32_t hammers = 0;
    CHECK(thesaurus_find(t, STR("village"), STR("11"), &hammers));
    struct code_likes de = thesaurus_read(t, &mem, STR("Schlägel gesucht"), STR(""), DE);
    struct code_likes da = thesaurus_read(t, &mem, STR("hamre"), STR("til smeden"), DA);
    struct code_likes other = thesaurus_read(t, &mem, STR("save"), STR(""), DA);
    CHECK(de.count && de.at[0].code == hammers);
    de = thesaurus_widen(t, &mem, de);
    CHECK(thesaurus_fit(de, thesaurus_widen(t, &mem, da)) >
            thesaurus_fit(de, thesaurus_widen(t, &mem, other)));
    CHECK(thesaurus_fit(de, de) > 0.999F && thesaurus_fit(de, de) < 1.001F);
    CHECK(thesaurus_read(t, &mem, STR("锤子"), STR(""), ZH).count == 0);
    SAME(thesaurus_label(t, hammers, DE), "Hämmer");
    SAME(thesaurus_label(t, hammers, ZH), "hammers");
    thesaurus_close(t);
    arena_free(&mem);
}

int main(void) {
    every_form_says_the_same();
    licence_and_attribution_are_read();
    cpv_says_by_its_digits_what_is_broader();
    esco_comes_in_several_files();
    other_encodings_are_read();
    columns_can_be_told();
    what_is_broken_says_where();
    circles_are_found();
    what_is_huge_is_refused();
    the_lexicon_comes_back_from_its_export();
    codes_lead_from_one_language_to_another();
    return test_failures != 0;
}

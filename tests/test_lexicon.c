#include "lang/cognate.h"
#include "lang/eval.h"
#include "lang/lexicon_lint.h"
#include "lang/vector.h"
#include "tests/test.h"

#include <math.h>

#define HEAD "id\tkind\tbroader\trelated\ten\tde\tsv\tda\tnb\tfr\tzh\tnote\n"

static struct lexicon *made(str text, str *fault) {
    struct lexicon_file file = {.name = STR("area.tsv"), .text = text};
    return lexicon_make(&file, 1, fault);
}

static void refuses(str text, str reason) {
    str fault = {0};
    struct lexicon *l = made(text, &fault);
    CHECK(!l && str_eq(fault, reason));
    if (!l && !str_eq(fault, reason)) {
        printf("    '%.*s'\n", (int)fault.len, fault.at);
    }
    if (l) {
        lexicon_close(l);
    }
}

static void a_broken_file_is_refused_with_a_reason(void) {
    refuses(STR(HEAD "metal\tM\t\n"), STR("area.tsv:2: not twelve cells"));
    refuses(STR(HEAD "a b\tM\t\t\ta\ta\ta\ta\ta\ta\ta\t\n"),
            STR("area.tsv:2: an id is lower-case letters, digits and hyphens"));
    refuses(STR(HEAD "a\tM\t\t\ta\ta\ta\ta\ta\ta\ta\t\na\tM\t\t\ta\ta\ta\ta\ta\ta\ta\t\n"),
            STR("area.tsv: a: the id stands twice"));
    refuses(STR(HEAD "a\tM\tb\t\ta\ta\ta\ta\ta\ta\ta\t\n"),
            STR("area.tsv: a: its broader concept is not there"));
    refuses(STR(HEAD "a\tM\tb\t\ta\ta\ta\ta\ta\ta\ta\t\nb\tM\ta\t\ta\ta\ta\ta\ta\ta\ta\t\n"),
            STR("area.tsv: a: its broader concepts go in a circle"));
}

static void concepts_know_their_labels_and_their_kin(void) {
    str fault = {0};
    struct lexicon *l = made(
            STR(HEAD "metal\tM\t\t\tmetal\tMetall\tmetall\tmetal\tmetall\tmétal\t金属\t\n"
                     "steel\tM\tmetal\tmetal\tsteel; iron~\tStahl\tstål\tstål\tstål\t-\t钢\t\n"),
            &fault);
    CHECK(l != NULL);
    uint32_t steel = 0;
    uint32_t parent = 0;
    CHECK(lexicon_count(l) == 2 && lexicon_find(l, STR("steel"), &steel));
    SAME(lexicon_id(l, steel), "steel");
    SAME(lexicon_label(l, steel, DE), "Stahl");
    SAME(lexicon_label(l, steel, FR), "steel"); /* a gap shows the English */
    CHECK(lexicon_broader(l, steel, &parent) && lexicon_kind(l, parent) == 'M');
    SAME(lexicon_label(l, parent, ZH), "金属");
    CHECK(!lexicon_broader(l, parent, &steel));
    CHECK(lexicon_related(l, 1).count == 1 && lexicon_related(l, 1).at[0] == 0);
    CHECK(!lexicon_find(l, STR("wood"), &steel));
    lexicon_close(l);
}

static void our_own_lexicon_has_no_errors(struct arena *mem, const struct lexicon *l) {
    struct remarks found = lexicon_lint(mem, l);
    for (size_t i = 0; i < found.count; i++) {
        struct remark r = found.at[i];
        if (r.error) {
            printf("%.*s:%zu: %.*s: %.*s\n", (int)r.file.len, r.file.at, r.line, (int)r.about.len,
                    r.about.at, (int)r.text.len, r.text.at);
        }
    }
    CHECK(found.errors == 0);
}

static struct vector vector_of(struct arena *mem, struct reader *r, str text, enum tongue t) {
    const struct lexicon *l = reader_lexicon(r);
    return vector_of_listing(
            mem, l, reader_read(r, mem, text, t), (struct reading){0}, vector_builtin_idf(mem, l));
}

static void the_same_need_is_near_in_all_languages(struct arena *mem, struct reader *r) {
    struct vector da = vector_of(mem, r, STR("ekstruderede aluminiumsprofiler"), DA);
    struct vector de = vector_of(mem, r, STR("stranggepresste Aluminiumprofile"), DE);
    struct vector zh = vector_of(mem, r, STR("铝合金挤压型材"), ZH);
    struct vector sv = vector_of(mem, r, STR("gjutning av mässing"), SV);
    CHECK(fabsf(vector_dot(da, da) - 1) < 0.001F);
    CHECK(vector_dot(da, de) > 0.99F);
    CHECK(vector_dot(da, zh) > 0.99F);
    CHECK(vector_dot(da, sv) < 0.3F);
    CHECK(vector_dot(da, (struct vector){0}) == 0);
}

static void cognate_is(str word, str want) {
    struct cognate got;
    cognate_of(word, &got);
    CHECK(str_eq((str){got.at, got.len}, want));
}

static void words_that_sound_alike_look_alike(void) {
    cognate_is(STR("extrusion"), STR("ekstrusion"));
    cognate_is(STR("ekstrusion"), STR("ekstrusion"));
    cognate_is(STR("schraube"), STR("skraube"));
    cognate_is(STR("måling"), STR("maling"));
    cognate_is(STR("energie"), STR("energie"));
    cognate_is(STR("électronique"), STR("elektronikve"));
}

static void a_label_finds_itself_in_the_other_language(struct arena *mem, struct reader *r) {
    struct gold gold;
    CHECK(gold_read(mem,
            STR("code\tda\ten\n1\tAluminiumsprofiler\tAluminium profiles\n"
                "2\tPumper\tPumps\n3\tSvejsning\tWelding\nbroken\n"),
            &gold));
    struct labels labels = gold.labels;
    CHECK(labels.count == 3 && labels.text[DE] == NULL);
    struct label_scores got = eval_labels(r, &labels, DA, EN, 1);
    CHECK(got.count == 3 && got.first > 0.99 && got.mrr > 0.99);
    CHECK(eval_labels(r, &labels, DA, DE, 1).count == 0);
}

static size_t met_in(struct lexicon *l, struct arena *mem, const char *text, int64_t cluster) {
    struct reader *r = reader_open(l);
    reader_scope(r, &cluster, 1);
    size_t met = reader_read(r, mem, str_of(text), EN).met.count;
    reader_close(r);
    return met;
}

static void what_is_taught_adds_to_what_is_there(struct arena *mem) {
    const struct lexicon_file files[] = {
            {.name = STR("area.tsv"),
                    .text = STR(
                            HEAD "steel\tM\t\t\tsteel\tStahl\tstål\tstål\tstål\tacier\t钢\t\n")},
            {.name = STR("taught.tsv"),
                    .text = STR(HEAD "flux\tC\tsteel\t\tfluxite\t-\t-\t-\t-\t-\t-\t\n"
                                     "steel\t\t\t\tferrosite\t-\t-\t-\t-\t-\t-\t\n"),
                    .adds = true},
            {.name = STR("taught.tsv"),
                    .text = STR(HEAD "steel\t\t\t\townsteel\t-\t-\t-\t-\t-\t-\t\n"
                                     "flux\t\t\t\townflux\t-\t-\t-\t-\t-\t-\t\n"),
                    .adds = true,
                    .scope = 7}};
    str fault = {0};
    struct lexicon *l = lexicon_make(files, 3, &fault);
    struct lexicon *bare = lexicon_make(files, 1, &fault);
    uint32_t concept = 0;
    CHECK(l && lexicon_count(l) == 2 && lexicon_count_built_in(l) == 1);
    CHECK(lexicon_version(l) == lexicon_version(bare));
    CHECK(lexicon_find(l, STR("steel"), &concept) && concept == 0);
    SAME(lexicon_label(l, 0, EN), "steel");
    SAME(lexicon_label(l, 1, DE), "fluxite");
    CHECK(lexicon_broader(l, 1, &concept) && concept == 0);
    CHECK(met_in(l, mem, "ferrosite, fluxite", 1) == 2);
    CHECK(met_in(l, mem, "ownsteel, ownflux", 7) == 2);
    CHECK(met_in(l, mem, "ownsteel, ownflux", 1) == 0);
    lexicon_close(bare);
    lexicon_close(l);
}

static void it_lives_as_long_as_somebody_holds_it(struct arena *mem) {
    str fault = {0};
    struct lexicon *l = lexicon_open(&fault);
    struct reader *r = reader_open(l);
    lexicon_close(l);
    CHECK(reader_read(r, mem, STR("aluminium"), EN).met.count == 1);
    reader_close(r);
}

int main(void) {
    struct arena mem = {0};
    str fault = {0};
    struct lexicon *l = lexicon_open(&fault);
    if (!l) {
        return 1;
    }
    struct reader *r = reader_open(l);
    a_broken_file_is_refused_with_a_reason();
    concepts_know_their_labels_and_their_kin();
    what_is_taught_adds_to_what_is_there(&mem);
    it_lives_as_long_as_somebody_holds_it(&mem);
    our_own_lexicon_has_no_errors(&mem, l);
    the_same_need_is_near_in_all_languages(&mem, r);
    words_that_sound_alike_look_alike();
    a_label_finds_itself_in_the_other_language(&mem, r);
    reader_close(r);
    lexicon_close(l);
    arena_free(&mem);
    return test_failures != 0;
}

#include "base/buf.h"
#include "lang/annotate.h"
#include "lang/lexicon.h"
#include "tests/test.h"

struct setting {
    struct arena *mem;
    const struct lexicon *lexicon;
    struct reader *reader;
};

/* "concept [words]" for all that was met, in the order of the text. */
static str met_in(const struct setting *s, str text, enum tongue t) {
    struct reading got = reader_read(s->reader, s->mem, text, t);
    struct buf out = {.mem = s->mem};
    for (size_t i = 0; i < got.met.count; i++) {
        struct span span = got.met.at[i];
        buf_add(&out, out.len ? STR(" ") : STR(""));
        buf_add(&out, lexicon_id(s->lexicon, span.concept));
        buf_add(&out, STR("["));
        buf_add(&out, (str){text.at + span.start, span.len});
        buf_add(&out, STR("]"));
    }
    return buf_str(&out);
}

static str unknown_in(const struct setting *s, str text, enum tongue t) {
    struct reading got = reader_read(s->reader, s->mem, text, t);
    struct buf out = {.mem = s->mem};
    for (size_t i = 0; i < got.unknown.count; i++) {
        struct gap gap = got.unknown.at[i];
        buf_add(&out, out.len ? STR(" ") : STR(""));
        buf_add(&out, (str){text.at + gap.start, gap.len});
    }
    return buf_str(&out);
}

static void the_seven_languages_meet_in_the_same_concepts(const struct setting *s) {
    SAME(met_in(s, STR("Vi søger ekstruderede aluminiumsprofiler med anodisering"), DA),
            "extrusion[ekstruderede] aluminium[aluminium] profile[profiler]"
            " anodising[anodisering]");
    SAME(met_in(s, STR("stranggepresste Aluminiumprofile, eloxiert"), DE),
            "extrusion[stranggepresste] aluminium[Aluminium] profile[profile] anodising[eloxiert]");
    SAME(met_in(s, STR("铝合金挤压型材，阳极氧化"), ZH),
            "aluminium[铝合金] extrusion[挤压] profile[型材] anodising[阳极氧化]");
    SAME(met_in(s, STR("extruded aluminium profiles, anodised"), EN),
            "extrusion[extruded] aluminium[aluminium] profile[profiles] anodising[anodised]");
    SAME(met_in(s, STR("Vi erbjuder gjutning av mässing"), SV), "casting[gjutning] brass[mässing]");
    SAME(met_in(s, STR("Nous cherchons le soudage laser de l'inox"), FR),
            "welding[soudage] laser[laser] stainless[inox]");
    SAME(met_in(s, STR("lasersveising av rustfritt stål"), NB),
            "laser[laser] welding[sveising] stainless[rustfritt] steel[stål]");
}

static void several_words_are_one_term_and_a_little_of_each(const struct setting *s) {
    SAME(met_in(s, STR("energy efficiency of heat exchangers"), EN),
            "efficiency[energy efficiency] lowenergy[energy efficiency] energy[energy]"
            " heatexchanger[heat exchangers] heating[heat]");
    SAME(met_in(s, STR("traitement des surfaces"), FR),
            "surface[traitement des surfaces] processing[traitement]");
    SAME(met_in(s, STR("energy. Efficiency"), EN), "energy[energy]");
    SAME(met_in(s, STR("sur mesure"), FR), "customised[sur mesure] measuring[mesure]");
}

static void an_exact_term_wants_its_spelling(const struct setting *s) {
    SAME(met_in(s, STR("LED"), DA), "lamp[LED]");
    SAME(met_in(s, STR("led"), DA), "");
    SAME(met_in(s, STR("IT"), EN), "it[IT]");
    SAME(met_in(s, STR("it"), EN), "");
}

static void ranges_are_those_of_the_original(const struct setting *s) {
    SAME(met_in(s, STR("\xE2\x91\xA0 \xEF\xBC\xA1luminium, STAHL-ROHRE"), DE),
            "aluminium[\xEF\xBC\xA1luminium] steel[STAHL] pipe[ROHRE]");
    SAME(met_in(s, STR("Alu\xC2\xADminium"), DE), "aluminium[Alu\xC2\xADminium]");
    SAME(met_in(s, STR("a\xCC\x8Aluminium sta\xCC\x8Al"), SV), "steel[sta\xCC\x8Al]");
    SAME(met_in(s, STR("Schwei\xC3\x9Ftechnik"), DE),
            "welding[Schwei\xC3\x9Ftechnik] engineering[technik]");
}

static void a_stem_means_the_nearest_words(const struct setting *s) {
    SAME(met_in(s, STR("customers"), EN), "customer[customers]");
    SAME(met_in(s, STR("för"), SV), ""); /* for, not the driver */
}

static void signs_and_letters_mix_in_chinese(const struct setting *s) {
    SAME(met_in(s, STR("3D打印、CNC"), ZH), "additive[3D打印] machining[CNC]");
    SAME(met_in(s, STR("steel 铝合金"), ZH), "steel[steel] aluminium[铝合金]");
    SAME(met_in(s, STR("Stahl 铝合金"), DE), "steel[Stahl] aluminium[铝合金]");
}

static void what_nobody_knows_is_named(const struct setting *s) {
    SAME(unknown_in(s, STR("Vi søger xyzzyq til aluminium"), DA), "xyzzyq");
    SAME(unknown_in(s, STR("We are looking for 25 xyzzyq"), EN), "xyzzyq");
    SAME(unknown_in(s, STR("我们需要铝合金"), ZH), "");
}

static void broken_bytes_do_no_harm(const struct setting *s) {
    SAME(met_in(s, STR("\xFFst\xC3 steel\xE4"), EN), "steel[steel]");
    SAME(met_in(s, STR(""), EN), "");
}

int main(void) {
    struct arena mem = {0};
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    if (!lexicon) {
        printf("%.*s\n", (int)fault.len, fault.at);
        return 1;
    }
    struct setting s = {&mem, lexicon, reader_open(lexicon)};
    the_seven_languages_meet_in_the_same_concepts(&s);
    several_words_are_one_term_and_a_little_of_each(&s);
    an_exact_term_wants_its_spelling(&s);
    ranges_are_those_of_the_original(&s);
    a_stem_means_the_nearest_words(&s);
    signs_and_letters_mix_in_chinese(&s);
    what_nobody_knows_is_named(&s);
    broken_bytes_do_no_harm(&s);
    reader_close(s.reader);
    lexicon_close(lexicon);
    arena_free(&mem);
    return test_failures != 0;
}

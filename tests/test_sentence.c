/* Notes are cut into the sentences their writers meant. */
#include "lang/sentence.h"
#include "tests/test.h"

static struct arena mem;

static void cut(str text, const char *const *want) {
    struct sentences all = sentence_list(&mem, text);
    size_t i = 0;
    for (; want[i] && i < all.count; i++) {
        test_same(all.at[i], str_of(want[i]), __FILE__, __LINE__);
    }
    CHECK(!want[i] && i == all.count);
}

#define CUT(text, ...) cut(STR(text), (const char *const[]){__VA_ARGS__, NULL})

static void full_stops_end_sentences(void) {
    CUT("De mangler støbegods. Og de svejser selv.", "De mangler støbegods.",
            "Og de svejser selv.");
    CUT("Habt ihr Kapazität? Ja! Ab Mai.", "Habt ihr Kapazität?", "Ja!", "Ab Mai.");
    CUT("Zwei Pressen mit 2.500 t. Sie suchen Profile.", "Zwei Pressen mit 2.500 t.",
            "Sie suchen Profile.");
    CUT("客户需要铝型材。他们提供焊接服务！", "客户需要铝型材。", "他们提供焊接服务！");
}

static void abbreviations_and_figures_do_not(void) {
    CUT("De skal bruge ca. 40.000 stk. om året.", "De skal bruge ca. 40.000 stk. om året.");
    CUT("Profile, z. B. EN AW-6082, max. 6 m lang.", "Profile, z. B. EN AW-6082, max. 6 m lang.");
    CUT("Talte med Dr. Holm om 3.5 mm plader", "Talte med Dr. Holm om 3.5 mm plader");
    CUT("Vi mødte Støberiet A/S i dag. 12 ansatte.", "Vi mødte Støberiet A/S i dag. 12 ansatte.");
}

static void lines_and_bullets_are_sentences(void) {
    CUT("Besøg i Tønder:\n- mangler værktøj\r\n• tilbyder bearbejdning\n\n",
            "Besøg i Tønder:", "mangler værktøj", "tilbyder bearbejdning");
    CUT("", NULL);
    CUT(" \n ", NULL);
}

static void no_byte_is_lost_beyond_the_most(void) {
    char many[2 * SENTENCES_MOST + 20];
    for (size_t i = 0; i < sizeof(many); i++) {
        many[i] = i % 2 ? '\n' : 'a';
    }
    struct sentences all = sentence_list(&mem, (str){many, sizeof(many)});
    CHECK(all.count == SENTENCES_MOST);
    CHECK(all.at[all.count - 1].len > 1);
    CHECK(sentence_list(&mem, STR("\xff\xfe. \xf0")).count == 1);
}

int main(void) {
    full_stops_end_sentences();
    abbreviations_and_figures_do_not();
    lines_and_bullets_are_sentences();
    no_byte_is_lost_beyond_the_most();
    arena_free(&mem);
    return test_failures != 0;
}

#include "lang/detect.h"
#include "lang/lexicon.h"
#include "tests/test.h"

struct told {
    enum tongue tongue;
    const char *text;
};

/* Sentences the detector has never seen. */
static const struct told sentences[] = {
        {EN, "Our harbour handles containers for the whole region."},
        {EN, "The bakery on the corner closes at noon on Saturdays."},
        {EN, "Hydraulic presses with a force of up to 400 tonnes"},
        {EN, "They wanted to know whether the valve could stand salt water."},
        {EN, "Seeking distributor for organic baby food"},
        {EN, "Every apprentice gets a mentor during the first months."},
        {DA, "Vores havn håndterer containere for hele regionen."},
        {DA, "Bageren på hjørnet lukker ved middagstid om lørdagen."},
        {DA, "Hydrauliske presser med en kraft på op til 400 ton"},
        {DA, "De ville gerne vide, om ventilen kunne tåle saltvand."},
        {DA, "Forhandler af økologisk babymad søges"},
        {DA, "Hver lærling får en mentor i de første måneder."},
        {DE, "Unser Hafen schlägt Container für die ganze Region um."},
        {DE, "Der Bäcker an der Ecke schließt samstags am Mittag."},
        {DE, "Hydraulische Pressen mit einer Kraft von bis zu 400 Tonnen"},
        {DE, "Man wollte wissen, ob das Ventil Salzwasser verträgt."},
        {DE, "Vertriebspartner für biologische Babynahrung gesucht"},
        {DE, "Jeder Lehrling erhält in den ersten Monaten einen Mentor."},
        {FR, "Notre port traite des conteneurs pour toute la région."},
        {FR, "La boulangerie du coin ferme à midi le samedi."},
        {FR, "Presses hydrauliques d'une force allant jusqu'à 400 tonnes"},
        {FR, "Ils voulaient savoir si la soupape supportait l'eau salée."},
        {FR, "Recherche distributeur d'aliments biologiques pour bébés"},
        {FR, "Chaque apprenti a un tuteur pendant les premiers mois."},
        {NB, "Havnen vår håndterer containere for hele regionen."},
        {NB, "Bakeren på hjørnet stenger klokken tolv på lørdager."},
        {NB, "Hydrauliske presser med en kraft på opptil 400 tonn"},
        {NB, "De ville gjerne vite om ventilen tålte saltvann."},
        {NB, "Forhandler av økologisk babymat søkes"},
        {NB, "Hver lærling får en veileder de første månedene."},
        {SV, "Vår hamn hanterar containrar för hela regionen."},
        {SV, "Bageriet på hörnet stänger vid lunchtid på lördagar."},
        {SV, "Hydrauliska pressar med en kraft på upp till 400 ton"},
        {SV, "De ville veta om ventilen tålde saltvatten."},
        {SV, "Återförsäljare av ekologisk barnmat sökes"},
        {SV, "Varje lärling får en handledare under de första månaderna."},
        {ZH, "我们的港口为整个地区处理集装箱。"},
        {ZH, "CNC加工 LED"},
};

static void of_forty_sentences_at_most_one_is_mistaken(const struct detector *d) {
    size_t mistaken = 0;
    for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++) {
        struct guess g = detect(d, str_of(sentences[i].text));
        if (g.best != sentences[i].tongue) {
            printf("%s: taken for %.2s\n", sentences[i].text, tongue_code(g.best).at);
            mistaken++;
        }
    }
    CHECK(mistaken <= 1);
}

static void nothing_is_no_evidence(const struct detector *d) {
    CHECK(detect(d, STR("")).margin == 0);
    CHECK(detect(d, STR("12 345 -- !")).margin == 0);
}

static void neighbours_are_told_to_be_close(const struct detector *d) {
    CHECK(guess_nordic(detect(d, STR("hydrauliske presser"))));
    CHECK(!guess_nordic(detect(d, STR("Wir suchen Partner"))));
    CHECK(!guess_nordic(detect(d, STR("我们"))));
}

int main(void) {
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    if (!lexicon) {
        return 1;
    }
    struct detector *d = detector_open(lexicon);
    of_forty_sentences_at_most_one_is_mistaken(d);
    nothing_is_no_evidence(d);
    neighbours_are_told_to_be_close(d);
    detector_close(d);
    lexicon_close(lexicon);
    return test_failures != 0;
}

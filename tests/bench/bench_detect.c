/* How often the language of a text is told right: bench_detect FILE. A line of FILE is the code of
 * a language, a tab and a text. */
#include "lang/detect.h"
#include "lang/lexicon.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MOST = 16 * 1024 };

struct tally {
    size_t asked;
    size_t right;
};

static bool split(char *line, enum tongue *t, str *text) {
    char *tab = strchr(line, '\t');
    if (!tab) {
        return false;
    }
    *text = str_of(tab + 1);
    return tongue_of((str){line, (size_t)(tab - line)}, t);
}

static void print(const char *name, struct tally t) {
    printf("%s %.4f of %zu\n", name, (double)t.right / (double)t.asked, t.asked);
}

int main(int count, char **args) {
    FILE *file = count == 2 ? fopen(args[1], "r") : NULL;
    str fault = {0};
    struct lexicon *lexicon = file ? lexicon_open(&fault) : NULL;
    if (!lexicon) {
        (void)fprintf(stderr, "usage: bench_detect FILE\n");
        return 1;
    }
    struct detector *d = detector_open(lexicon);
    struct tally by_tongue[TONGUE_COUNT] = {0};
    struct tally all = {0};
    char line[LINE_MOST];
    while (fgets(line, sizeof(line), file)) {
        enum tongue t = EN;
        str text = {0};
        if (split(line, &t, &text)) {
            size_t right = detect(d, text).best == t;
            by_tongue[t].asked++;
            by_tongue[t].right += right;
            all.asked++;
            all.right += right;
        }
    }
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (by_tongue[t].asked) {
            print(tongue_code(t).at, by_tongue[t]);
        }
    }
    if (all.asked) {
        print("all", all);
    }
    detector_close(d);
    lexicon_close(lexicon);
    (void)fclose(file);
    return 0;
}

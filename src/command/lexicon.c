#include "command/command.h"
#include "command/lexicon_files.h"
#include "command/lexicon_schemes.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"
#include "directory/scheme.h"
#include "lang/eval.h"
#include "lang/lexicon_lint.h"
#include "lang/terms.h"
#include "lang/thesaurus.h"
#include "lang/unknown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct asked {
    const char *act;
    const char *folder; /* NULL: what is compiled in */
    const char *gold;
    const char *database; /* whose thesauri take part; NULL: none */
    int64_t seed;
    int64_t most;
};

static int complain(const char *what, str why) {
    (void)fprintf(stderr, "handslag: %s: %.*s\n", what, (int)why.len, why.at);
    return EXIT_WRONG;
}

static int lint(struct arena *mem, const struct lexicon *l) {
    struct remarks found = lexicon_lint(mem, l);
    for (size_t i = 0; i < found.count; i++) {
        const struct remark *r = &found.at[i];
        (void)printf("%.*s:%zu: %s: %.*s: %.*s\n", (int)r->file.len, r->file.at, r->line,
                r->error ? "error" : "warning", (int)r->about.len, r->about.at, (int)r->text.len,
                r->text.at);
    }
    (void)printf("%zu concepts, %zu errors, %zu warnings\n", lexicon_count(l), found.errors,
            found.count - found.errors);
    return found.errors ? EXIT_WRONG : EXIT_DONE;
}

static void print_labels(struct reader *r, const struct labels *labels, uint64_t seed) {
    for (enum tongue from = EN; from < TONGUE_COUNT; from++) {
        for (enum tongue into = EN; into < TONGUE_COUNT; into++) {
            if (from == into || !labels->text[from] || !labels->text[into]) {
                continue;
            }
            struct label_scores s = eval_labels(r, labels, from, into, seed);
            (void)printf("%s>%s  R@1 %.3f  R@10 %.3f  MRR %.3f\n", tongue_code(from).at,
                    tongue_code(into).at, s.first, s.tenth, s.mrr);
        }
    }
    (void)printf("%zu labels, 1000 queries or all, seed %llu\n", labels->count,
            (unsigned long long)seed);
}

static void print_notices(
        struct reader *r, const struct thesaurus *codes, const struct notices *notices) {
    struct notice_scores s = eval_notices(r, codes, notices);
    for (enum tongue from = EN; from < TONGUE_COUNT; from++) {
        for (enum tongue into = EN; into < TONGUE_COUNT; into++) {
            if (s.queries[from][into]) {
                (void)printf("%s>%s  nDCG@10 %.3f  (%zu queries)\n", tongue_code(from).at,
                        tongue_code(into).at, s.ndcg[from][into], s.queries[from][into]);
            }
        }
    }
    (void)printf("across languages %.3f, within one %.3f: %.3f of it; %zu notices\n", s.across,
            s.within, s.within > 0 ? s.across / s.within : 0, notices->count);
}

/* With the thesauri of a database, and without them first. */
static int eval_notices_both(
        struct arena *mem, struct reader *r, const struct asked *a, const struct notices *notices) {
    struct work w = {.mem = mem};
    print_notices(r, NULL, notices);
    if (!a->database) {
        return EXIT_DONE;
    }
    if (!open_database(&w, a->database)) {
        return EXIT_FAULT;
    }
    struct schemes all = scheme_list(&w);
    struct thesaurus *codes = scheme_thesaurus(&w);
    for (size_t i = 0; i < all.count; i++) {
        const struct scheme *s = &all.at[i];
        (void)printf("with %.*s (%lld concepts)\n", (int)s->title.len, s->title.at,
                (long long)s->concepts);
    }
    if (codes) {
        print_notices(r, codes, notices);
    }
    bool fine = work_ok(&w);
    thesaurus_close(codes);
    open_done(&w);
    return fine ? EXIT_DONE : EXIT_FAULT;
}

static int eval(struct arena *mem, const struct lexicon *l, const struct asked *a) {
    struct gold gold = {0};
    str bytes = {0};
    if (!lexicon_file_read(mem, a->gold, &bytes)) {
        return complain(a->gold, STR("cannot be read"));
    }
    if (!gold_read(mem, bytes, &gold)) {
        return complain(a->gold, STR("has neither a column code nor lang, cpv, title and text"));
    }
    struct reader *r = reader_open(l);
    int code = EXIT_DONE;
    if (gold.labels.count) {
        print_labels(r, &gold.labels, (uint64_t)a->seed);
    } else {
        code = eval_notices_both(mem, r, a, &gold.notices);
    }
    reader_close(r);
    return code;
}

static void print_unknown(const struct unknown_words *words, enum tongue t, size_t most) {
    if (words->read == 0) {
        return;
    }
    (void)printf("%s: %zu texts, %.1f %% of the words understood; most often not:\n",
            tongue_code(t).at, words->texts,
            100.0 * (1 - (double)words->missed / (double)words->read));
    for (size_t i = 0; i < words->count && i < most; i++) {
        (void)printf("  %6zu  %.*s\n", words->at[i].times, (int)words->at[i].word.len,
                words->at[i].word.at);
    }
}

static int coverage(struct arena *mem, const struct lexicon *l, const struct asked *a) {
    struct gold gold = {0};
    str bytes = {0};
    if (!lexicon_file_read(mem, a->gold, &bytes) || !gold_read(mem, bytes, &gold)) {
        return complain(a->gold, STR("cannot be read, or is of no form that eval takes"));
    }
    struct reader *r = reader_open(l);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        struct unknown_words words = {.mem = mem};
        for (size_t i = 0; i < gold.labels.count && gold.labels.text[t]; i++) {
            unknown_count(&words, r, gold.labels.text[t][i], t);
        }
        for (size_t i = 0; i < gold.notices.count; i++) {
            if (gold.notices.at[i].tongue == t) {
                unknown_count(&words, r, gold.notices.at[i].title, t);
                unknown_count(&words, r, gold.notices.at[i].text, t);
            }
        }
        unknown_sort(&words);
        print_unknown(&words, t, (size_t)a->most);
    }
    reader_close(r);
    return EXIT_DONE;
}

static double seconds_since(const struct timespec *from) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

/* How long one waits for it, and for a word taught on top of it. */
static int print_times(const struct lexicon *l, double took) {
    const struct lexicon_file file = {.name = STR("taught.tsv"),
            .text = STR("id\tkind\tbroader\trelated\ten\tde\tsv\tda\tnb\tfr\tzh\tnote\n"
                        "taught-word\tC\t\t\ttaughtword\t-\t-\t-\t-\t-\t-\t\n"),
            .adds = true};
    struct timespec began = {0};
    str fault = {0};
    clock_gettime(CLOCK_MONOTONIC, &began);
    struct lexicon *then = lexicon_taught(l, &file, 1, &fault);
    double again = seconds_since(&began);
    if (!then) {
        return complain("taught", fault);
    }
    (void)printf("%zu concepts, %zu terms, %zu bytes of trie, built in %.1f ms, with a word more in"
                 " %.1f ms\n",
            lexicon_count(l), lexicon_term_count(l),
            lexicon_terms(l)->trie.count * sizeof(struct trie_cell), took * 1000, again * 1000);
    lexicon_close(then);
    return EXIT_DONE;
}

static int run(struct arena *mem, const struct asked *a) {
    str fault = {0};
    struct timespec began = {0};
    clock_gettime(CLOCK_MONOTONIC, &began);
    struct lexicon *l = lexicon_files_open(mem, a->folder, &fault);
    if (!l) {
        return complain(a->folder ? a->folder : "lexicon", fault);
    }
    double took = seconds_since(&began);
    int code = EXIT_USAGE;
    if (strcmp(a->act, "lint") == 0) {
        code = lint(mem, l);
    } else if (strcmp(a->act, "build") == 0) {
        code = print_times(l, took);
    } else if (strcmp(a->act, "eval") == 0 && a->gold) {
        code = eval(mem, l, a);
    } else if (strcmp(a->act, "coverage") == 0 && a->gold) {
        code = coverage(mem, l, a);
    }
    lexicon_close(l);
    return code;
}

/* What works on a database stands in lexicon_schemes.h; NULL if it is none of that. */
static int (*act_of(const char *word))(int argc, char **argv) {
    static const struct {
        const char *act;
        int (*run)(int argc, char **argv);
    } acts[] = {{"import", lexicon_import}, {"schemes", lexicon_schemes},
            {"remove", lexicon_remove}, {"export", lexicon_export}};
    for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
        if (strcmp(word, acts[i].act) == 0) {
            return acts[i].run;
        }
    }
    return NULL;
}

static bool take_option(struct asked *a, str name, const char *value) {
    if (name.len == 0) {
        bool first = !a->act;
        a->act = value;
        return first;
    }
    if (str_eq(name, STR("from"))) {
        a->folder = value;
    } else if (str_eq(name, STR("gold"))) {
        a->gold = value;
    } else if (str_eq(name, STR("db"))) {
        a->database = value;
    } else {
        return str_num(str_of(value), str_eq(name, STR("seed")) ? &a->seed : &a->most);
    }
    return true;
}

int command_lexicon(int argc, char **argv) {
    struct asked a = {.seed = 1, .most = 50};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    bool fine = true;
    if (argc > 1 && act_of(argv[1])) {
        return act_of(argv[1])(argc - 1, argv + 1);
    }
    while (fine && options_next(&o, STR(""), STR("from gold seed most db "), &name)) {
        fine = take_option(&a, name, o.value);
    }
    if (!fine || o.wrong || !a.act) {
        return EXIT_USAGE;
    }
    struct arena mem = {0};
    int code = run(&mem, &a);
    arena_free(&mem);
    return code;
}

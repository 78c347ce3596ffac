#include "base/buf.h"
#include "command/command.h"
#include "command/options.h"
#include "trust/eval.h"
#include "trust/rule.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CHUNK = 1 << 16 };

struct asked {
    const char *edges;
    int64_t months;
};

static bool read_all(struct arena *mem, const char *path, str *text) {
    FILE *f = fopen(path, "re");
    if (!f) {
        (void)fprintf(stderr, "handslag: %s: %s\n", path, strerror(errno));
        return false;
    }
    struct buf all = {.mem = mem};
    char chunk[CHUNK];
    size_t got = 0;
    while ((got = fread(chunk, 1, sizeof(chunk), f)) > 0) {
        buf_add(&all, (str){chunk, got});
    }
    bool whole = !ferror(f);
    if (!whole) {
        (void)fprintf(stderr, "handslag: %s: it cannot be read to its end\n", path);
    }
    (void)fclose(f);
    *text = buf_str(&all);
    return whole;
}

static const char *flaw_said(enum eval_flaw flaw) {
    switch (flaw) {
    case EVAL_FIELDS: return "four fields are expected: SOURCE,TARGET,RATING,TIME";
    case EVAL_PERSON: return "SOURCE and TARGET are two different whole numbers";
    case EVAL_RATING: return "RATING is a whole number from -10 to 10, and not 0";
    case EVAL_TIME: return "TIME is a number of seconds since 1970";
    case EVAL_TOO_FEW: return "there have to be 10 to 50,000,000 ratings";
    case EVAL_FINE: break;
    }
    return "";
}

static int print(const struct eval_result *r) {
    static const char *const ways[EVAL_WAYS] = {[EVAL_OURS] = "trust",
            [EVAL_MEAN] = "mean rating received",
            [EVAL_RECIPROCITY] = "reciprocity",
            [EVAL_SHARED] = "shared neighbours",
            [EVAL_GOODNESS] = "fairness and goodness"};
    (void)printf(
            "learned from the earlier %zu ratings, asked for the sign of the later %zu, of which"
            " %zu are below 0\n",
            r->learned, r->asked, r->bad);
    if (r->auc[EVAL_OURS] < 0) {
        (void)fputs("handslag: the later ratings all have one sign: nothing can be told apart\n",
                stderr);
        return EXIT_WRONG;
    }
    (void)puts("                         AUC");
    for (int way = 0; way < EVAL_WAYS; way++) {
        (void)printf("%-22s %.4f\n", ways[way], r->auc[way]);
    }
    return EXIT_DONE;
}

static int eval(const struct asked *a) {
    struct arena mem = {0};
    struct eval_ratings all = {0};
    size_t line = 0;
    str text = {0};
    int code = EXIT_WRONG;
    if (read_all(&mem, a->edges, &text)) {
        enum eval_flaw flaw = eval_read(&mem, text, &all, &line);
        if (flaw == EVAL_FINE) {
            struct eval_result r = eval_run(&mem, &all, a->months);
            code = print(&r);
        } else if (flaw == EVAL_TOO_FEW) {
            (void)fprintf(stderr, "handslag: %s: %s\n", a->edges, flaw_said(flaw));
        } else {
            (void)fprintf(stderr, "handslag: %s, line %zu: %s\n", a->edges, line, flaw_said(flaw));
        }
    }
    arena_free(&mem);
    return code;
}

static bool take_option(struct asked *a, str name, const char *value) {
    if (str_eq(name, STR("edges"))) {
        a->edges = value;
        return true;
    }
    return str_eq(name, STR("months")) && str_num(str_of(value), &a->months) &&
           a->months >= RULE_MONTHS_LEAST && a->months <= RULE_MONTHS_MOST;
}

int command_trust(int argc, char **argv) {
    struct asked a = {.months = rule_usual().months};
    struct options o = {.argc = argc, .argv = argv, .next = 2};
    str name;
    if (argc < 2 || strcmp(argv[1], "eval") != 0) {
        return EXIT_USAGE;
    }
    while (options_next(&o, STR(""), STR("edges months "), &name)) {
        if (!take_option(&a, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    return o.wrong || !a.edges ? EXIT_USAGE : eval(&a);
}

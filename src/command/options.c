#include "command/options.h"

#include <string.h>

static bool names(str list, str name) {
    str one;
    while (str_cut(&list, ' ', &one)) {
        if (one.len && str_eq(one, name)) {
            return true;
        }
    }
    return false;
}

bool options_next(struct options *o, str flags, str valued, str *name) {
    if (o->next >= o->argc) {
        return false;
    }
    char *word = o->argv[o->next++];
    o->value = word;
    *name = STR("");
    if (strncmp(word, "--", 2) != 0) {
        return true;
    }
    str rest = str_of(word + 2);
    const char *equals = strchr(word, '=');
    str_cut(&rest, '=', name);
    if (names(flags, *name) && !equals) {
        return true;
    }
    if (!names(valued, *name) || (!equals && o->next >= o->argc)) {
        o->wrong = word;
        return false;
    }
    o->value = equals ? equals + 1 : o->argv[o->next++];
    return true;
}

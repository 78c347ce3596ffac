#include "project/named.h"

bool named_any(const struct named *n) {
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (n->in[t].len) {
            return true;
        }
    }
    return false;
}

str named_for(const struct named *n, enum tongue reader, enum tongue *in) {
    *in = n->in[reader].len ? reader : EN;
    for (enum tongue t = EN; t < TONGUE_COUNT && !n->in[*in].len; t++) {
        *in = t;
    }
    return n->in[*in];
}

enum named_flaw named_check(struct named *n) {
    enum named_flaw flaw = NAMED_FINE;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        n->in[t] = str_trim(n->in[t]);
        flaw = n->in[t].len > NAME_MOST ? NAMED_TOO_LONG : flaw;
    }
    return flaw;
}

void named_put(struct named *n, str lang, str name) {
    enum tongue t = EN;
    if (tongue_of(lang, &t)) {
        n->in[t] = name;
    }
}

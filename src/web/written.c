#include "web/written.h"

str written_lang(struct page *p, str text) {
    if (!p->house->detector) {
        return p->lang;
    }
    struct guess g = detect(p->house->detector, text);
    return g.margin > 0 ? tongue_code(g.best) : p->lang;
}

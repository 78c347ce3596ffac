#include "web/listing_meaning_page.h"

#include "db/db.h"
#include "directory/listing.h"
#include "match/meaning.h"
#include "web/listing_state.h"

static void change(struct page *p, bool off) {
    struct listing l = {0};
    str id = page_form(p, STR("concept"));
    uint32_t concept = 0;
    if (!listing_one(&p->work, p->id, &l) ||
            !lexicon_find(reader_lexicon(p->reader), id, &concept)) {
        page_not_found(p);
        return;
    }
    db_begin(&p->work);
    if (off) {
        meaning_reject(&p->work, l.id, id);
    } else {
        meaning_restore(&p->work, l.id, id);
    }
    if (page_saved(p)) {
        page_redirect(p, listing_address(p, &l, off ? STR("?done=off") : STR("?done=back")));
    }
}

void listing_concept_reject(struct page *p) {
    change(p, true);
}

void listing_concept_restore(struct page *p) {
    change(p, false);
}

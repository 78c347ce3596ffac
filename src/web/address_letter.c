#include "web/address_letter.h"

#include "account/account.h"
#include "mail/template.h"
#include "web/link_page.h"

enum { DAY_SECONDS = 24 * 3600 };

static bool send(struct page *p, const struct address *a, enum link_purpose purpose, str kind) {
    struct work *w = &p->work;
    bool before = purpose == LINK_ADDRESS_OLD;
    str to = account_mail(w->mem, before ? a->before : a->mail);
    if (link_count(w, purpose, a->individual) >= ADDRESS_LETTERS_MOST) {
        return false;
    }
    struct link l = {.purpose = purpose,
            .object = a->individual,
            .mail = to,
            .detail = before ? a->mail : a->before,
            .expires = w->now + (int64_t)ADDRESS_DAYS * DAY_SECONDS};
    str token = link_make(w, &l);
    template_send(w, &p->house->seal,
            &(struct template_letter){.to = to,
                    .kind = kind,
                    .tongue = a->tongue,
                    .values = {.name = a->name,
                            .what = before ? a->mail : a->before,
                            .link = link_page_address(p, a->tongue, STR("/address/"), token),
                            .until = l.expires}});
    return true;
}

bool address_letter_before(struct page *p, const struct address *a) {
    return send(p, a, LINK_ADDRESS_OLD, STR("address-old"));
}

bool address_letter(struct page *p, const struct address *a) {
    return send(p, a, LINK_ADDRESS, STR("address"));
}

#include "job/asked_letters.h"

#include "account/account.h"
#include "account/asked.h"
#include "db/db.h"
#include "mail/template.h"

static void answer(struct work *w, const struct seal *seal, const struct asked *k) {
    struct account a = {0};
    bool password = k->purpose == LINK_PASSWORD;
    if (!account_by_mail(w, k->mail, &a) || a.suspended) {
        return;
    }
    str token = asked_link(w, k, a.id);
    if (!token.len) {
        return;
    }
    str path = password ? STR("/reset/") : STR("/enter/");
    template_send(w, seal,
            &(struct template_letter){.to = a.mail,
                    .kind = password ? STR("reset") : STR("sign-in"),
                    .tongue = a.tongue,
                    .values = {.name = a.name,
                            .link = link_address(w->mem, k->address, a.tongue, path, token),
                            .until = w->now + asked_link_age(k->purpose)}});
}

bool asked_letters_turn(struct work *w, const struct seal *seal) {
    struct asked k = {0};
    if (!asked_any(w)) {
        return false;
    }
    db_begin(w);
    bool there = asked_take(w, &k);
    if (there) {
        answer(w, seal, &k);
    }
    return db_end(w) && there;
}

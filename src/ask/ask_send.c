#include "ask/ask_send.h"

#include "account/account.h"
#include "account/link.h"
#include "base/buf.h"
#include "directory/ask_letter.h"
#include "mail/outbox.h"
#include "mail/template.h"

str ask_kind(const struct ask *a) {
    return a->purpose == ASK_CURRENT ? STR("still-current") : STR("draft");
}

/* The cluster's own words where it has some, and what no letter goes without. */
static void in_own_words(
        struct work *w, const struct ask *a, str address, struct ask_letter *said) {
    struct template_letter l = {.to = a->mail,
            .cluster = a->cluster,
            .kind = ask_kind(a),
            .tongue = a->tongue,
            .values = {.name = a->name,
                    .cluster = a->cluster_name,
                    .organisation = a->organisation_name,
                    .who = a->asker,
                    .list = str_trim(said->list),
                    .note = a->note,
                    .link = address,
                    .until = a->expires}};
    str text;
    if (template_worded(w, &l, &said->subject, &text)) {
        struct buf out = {.mem = w->mem};
        buf_add(&out, text);
        buf_add(&out, STR("\n\n"));
        buf_add(&out, said->notice);
        said->text = buf_str(&out);
    }
}

void ask_send(struct work *w, const struct seal *seal, str place, const struct ask *a) {
    struct link link = {.purpose = a->purpose == ASK_CURRENT ? LINK_CURRENT : LINK_CONFIRM,
            .object = a->id,
            .mail = account_mail(w->mem, a->mail),
            .expires = a->expires};
    str token = link_make(w, &link);
    str address = link_address(w->mem, place, a->tongue, STR("/asked/"), token);
    struct ask_texts texts = ask_texts(w, a->id);
    struct ask_letter said = ask_letter(w, a, &texts, address);
    in_own_words(w, a, address, &said);
    outbox_add(w, seal,
            &(struct letter){.to = a->mail,
                    .tongue = a->tongue,
                    .kind = ask_kind(a),
                    .cluster = a->cluster,
                    .subject = said.subject,
                    .text = said.text});
}

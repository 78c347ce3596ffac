#include "web/card.h"

#include "audit/audit.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "lang/codes.h"
#include "lang/zone.h"

str card_uid(struct page *p, str kind, int64_t id) {
    struct buf out = {.mem = p->work.mem};
    str rest = p->house->address;
    str scheme;
    buf_add(&out, kind);
    buf_add(&out, STR("-"));
    buf_num(&out, id);
    buf_add(&out, STR("@"));
    if (str_has(rest, STR("://"))) {
        (void)str_cut(&rest, '/', &scheme);
        rest = str_skip(rest, 1);
    }
    buf_add(&out, rest);
    return buf_str(&out);
}

void card_answer(struct page *p, const struct vcf *card) {
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    p->response->type = STR("text/vcard; charset=utf-8");
    p->response->body = vcf_bytes(p->work.mem, card);
    response_header(p->work.mem, p->response, STR("Content-Disposition"),
            STR("attachment; filename=\"contact.vcf\""));
}

static const struct person *person_of(const struct people *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        const struct person *one = &all->at[i];
        if (one->id == id && (one->mail.len || one->phone.len)) {
            return one;
        }
    }
    return NULL;
}

void card_person_page(struct page *p) {
    struct work *w = &p->work;
    struct organisation o = {0};
    bool there = organisation_one(w, p->id, &o);
    struct people all = there ? person_list(w, p->id) : (struct people){0};
    const struct person *one = person_of(&all, p->other);
    /* Visitors see what was opened to everybody, as on the page. */
    if (!one || (page_signed_in(p) && !audit_look(w, STR("organisation"), p->id))) {
        page_not_found(p);
        return;
    }
    card_answer(p, &(struct vcf){.uid = card_uid(p, STR("person"), one->id),
                           .name = one->name,
                           .position = one->role,
                           .organisation = o.name,
                           .mail = one->mail,
                           .phone = one->phone,
                           .languages = one->languages,
                           .country = country_name(w->tongue, o.country),
                           .city = o.place,
                           .site = o.website,
                           .zone = zone_of_place(w->mem, o.country, o.region),
                           .changed = w->now});
}

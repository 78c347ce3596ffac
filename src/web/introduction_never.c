#include "web/introduction_never.h"

#include "audit/audit.h"
#include "mail/unwanted.h"
#include "privacy/whom.h"

static str with(struct work *w, str list, str word) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, list);
    buf_add(&out, list.len ? STR(";") : (str){0});
    buf_add(&out, word);
    return str_lists(list, word) ? list : buf_str(&out);
}

static str without(struct work *w, str list, str word) {
    struct buf out = {.mem = w->mem};
    str one;
    for (str rest = list; str_cut(&rest, ';', &one);) {
        if (!str_eq(str_trim(one), word)) {
            buf_add(&out, out.len ? STR(";") : (str){0});
            buf_add(&out, one);
        }
    }
    return buf_str(&out);
}

static void object(struct work *w, const struct person *before, enum consent_how how) {
    struct person now = *before;
    str word = purpose_word(PURPOSE_INTRODUCED);
    now.consents = without(w, before->consents, word);
    now.objected = with(w, before->objected, word);
    person_choose(w, &now);
    consent_follow(w, &now, before->consents, how);
    if (!str_lists(before->objected, word)) {
        audit_note(w, AUDIT_OBJECTED, STR("person"), now.id);
    }
}

void introduction_never(struct page *p, const struct individual *one, enum consent_how how) {
    struct work *w = &p->work;
    struct whom whom = {0};
    bool known = one->account ? whom_account(w, one->account, &whom)
                              : whom_person(w, one->person, &whom);
    for (size_t i = 0; known && i < whom.people.count; i++) {
        object(w, &whom.people.at[i], how);
    }
    if (one->account) {
        consent_withdraw(
                w, &(struct consent){
                           .account = one->account, .purpose = PURPOSE_INTRODUCED, .how = how});
    }
    static const char *const kinds[] = {"introduction", "introduction-target"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        unwanted_add(w, &p->house->seal,
                &(struct unwanted){.mail = one->mail, .kind = str_of(kinds[i])});
    }
}

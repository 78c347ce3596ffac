#include "job/asker.h"

#include "account/account.h"
#include "account/link.h"
#include "base/buf.h"
#include "db/db.h"
#include "directory/ask_due.h"
#include "directory/ask_letter.h"
#include "mail/outbox.h"
#include "mail/template.h"
#include "mail/unwanted.h"

#define KIND STR("still-current")

static str address_of(struct work *w, const struct asker *a, const struct ask *k, str token) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, a->address);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(k->tongue));
    buf_add(&out, STR("/asked/"));
    buf_add(&out, token);
    return buf_str(&out);
}

/* The cluster's own words where it has some, and what no letter goes without. */
static void in_own_words(
        struct work *w, const struct ask *a, str address, struct ask_letter *said) {
    struct template_letter l = {.to = a->mail,
            .cluster = a->cluster,
            .kind = KIND,
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

static void send(struct work *w, const struct asker *a, int64_t id) {
    struct ask k = {0};
    if (!ask_one(w, id, &k)) {
        return;
    }
    str token = link_make(w, &(struct link){.purpose = LINK_CURRENT,
                                     .object = k.id,
                                     .mail = account_mail(w->mem, k.mail),
                                     .expires = k.expires});
    struct ask_texts texts = ask_texts(w, k.id);
    str address = address_of(w, a, &k, token);
    struct ask_letter said = ask_letter(w, &k, &texts, address);
    in_own_words(w, &k, address, &said);
    outbox_add(w, a->seal,
            &(struct letter){.to = k.mail,
                    .tongue = k.tongue,
                    .kind = KIND,
                    .cluster = k.cluster,
                    .subject = said.subject,
                    .text = said.text});
}

/* How many from the first on go to the same person for the same organisation. */
static size_t together(const struct ask_due *first, size_t left) {
    size_t count = 1;
    while (count < left && count < ASK_TEXTS_MOST && str_eq(first[count].mail, first->mail) &&
            first[count].organisation == first->organisation) {
        count++;
    }
    return count;
}

static void ask_one_person(
        struct work *w, const struct asker *a, int64_t cluster, const struct ask_due *d, size_t n) {
    int64_t listings[ASK_TEXTS_MOST];
    str due[ASK_TEXTS_MOST];
    for (size_t i = 0; i < n; i++) {
        listings[i] = d[i].listing;
        due[i] = d[i].due;
    }
    struct ask k = {.purpose = ASK_CURRENT,
            .cluster = cluster,
            .organisation = d->organisation,
            .person = d->person,
            .name = d->name,
            .mail = d->mail,
            .tongue = d->tongue};
    ask_add(w, &k, listings, due, n);
    send(w, a, k.id);
}

/* How many letters; who wants none is left to the manager. */
static size_t ask_each(
        struct work *w, const struct asker *a, int64_t cluster, const struct ask_dues *due) {
    size_t letters = 0;
    for (size_t i = 0, n = 0; i < due->count; i += n) {
        n = together(&due->at[i], due->count - i);
        if (!unwanted_is(w, a->seal, due->at[i].mail, KIND)) {
            ask_one_person(w, a, cluster, &due->at[i], n);
            letters++;
        }
    }
    return letters;
}

static bool turn_cluster(struct work *w, const struct asker *a, int64_t cluster) {
    bool more = true;
    while (more) {
        struct arena_mark clean = arena_mark(w->mem);
        db_begin(w);
        struct ask_dues due = ask_due_list(w, cluster);
        more = ask_each(w, a, cluster, &due) > 0 && due.count == ASK_DUE_MOST;
        if (!db_end(w)) {
            return false;
        }
        arena_rewind(w->mem, clean);
    }
    return true;
}

bool asker_turn(struct work *w, const struct asker *a) {
    if (!db_try_lock(w, STR("asker"))) {
        return false;
    }
    int64_t cluster = 0;
    while (work_ok(w) && (cluster = ask_due_cluster(w, cluster)) != 0) {
        (void)turn_cluster(w, a, cluster);
    }
    db_unlock(w, STR("asker"));
    return work_ok(w);
}

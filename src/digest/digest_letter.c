#include "digest/digest_letter.h"

#include "account/account.h"
#include "account/link.h"
#include "base/buf.h"
#include "mail/template.h"

enum { LINK_SECONDS = 30 * 24 * 3600 };

struct writing {
    struct work *w;
    const struct digest_sender *sender;
    const struct digest_reader *reader;
    struct buf out;
};

static void line(struct writing *g, const char *head, str text) {
    buf_add(&g->out, str_of(head));
    buf_add(&g->out, text);
    buf_add(&g->out, STR("\n"));
}

static str linked(struct writing *g, const struct digest_entry *e) {
    bool own = e->link_path.len > 0;
    return link_address(g->w->mem, g->sender->address, g->reader->tongue,
            own ? e->link_path : e->path, own ? link_make(g->w, &e->link) : (str){0});
}

static void entry(struct writing *g, const struct digest_entry *e) {
    str list = e->list;
    str one;
    if (e->of.len) {
        line(g, "", e->of);
    }
    line(g, "", e->title);
    while (list.len && str_cut(&list, '\n', &one)) {
        line(g, "- ", one);
    }
    line(g, "", linked(g, e));
    line(g, "", (str){0});
}

/* Where it is chosen how often it comes; without an account, what they agreed to. */
static str settings(struct writing *g) {
    struct work *w = g->w;
    const struct digest_reader *reader = g->reader;
    if (reader->account) {
        return link_address(
                w->mem, g->sender->address, reader->tongue, STR("/me/digest"), (str){0});
    }
    const struct link link = {.purpose = LINK_PRIVACY,
            .object = reader->person,
            .mail = account_mail(w->mem, reader->mail),
            .expires = w->now + LINK_SECONDS};
    return link_address(w->mem, g->sender->address, reader->tongue, STR("/privacy/yours/"),
            link_make(w, &link));
}

/* In whose name: of the first cluster they manage, else the platform's. */
static int64_t cluster_of(const struct digest_reader *reader) {
    return reader->count ? reader->tasks[0].cluster : 0;
}

void digest_letter_send(struct work *w, const struct digest_sender *s,
        const struct digest_reader *reader, const struct digest *all) {
    struct writing g = {.w = w, .sender = s, .reader = reader, .out = {.mem = w->mem}};
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].path.len || all->at[i].link_path.len) {
            entry(&g, &all->at[i]);
        }
    }
    if (g.out.len == 0) {
        return;
    }
    template_send(w, s->seal,
            &(struct template_letter){.to = reader->mail,
                    .cluster = cluster_of(reader),
                    .kind = DIGEST_KIND,
                    .tongue = reader->tongue,
                    .values = {.name = reader->name,
                            .list = str_trim(buf_str(&g.out)),
                            .link = settings(&g)}});
}

#include "web/collaboration_asked.h"

#include "lang/collate.h"
#include "lang/say.h"
#include "web/collaboration_view.h"
#include "web/list.h"
#include "wire/html.h"

#include <stdlib.h>

static bool is_asked(struct page *p, const struct collaboration *c) {
    str state = page_query(p, STR("state"));
    int64_t cluster = page_number(p, STR("cluster"));
    int64_t stage = page_number(p, STR("stage"));
    bool open = str_eq(state, STR("all")) ||
                (str_eq(state, STR("closed")) ? c->closed != 0 : c->closed == 0);
    return open && (cluster == 0 || c->theirs == cluster) && (stage == 0 || c->stage == stage);
}

enum { KEY_BYTES = 200 };

static str name_key(struct page *p, const struct collators *order, str name) {
    unsigned char *key = arena_new(p->work.mem, unsigned char, KEY_BYTES);
    size_t len = collate_key(order, collate_of(p->work.tongue), name, key, KEY_BYTES);
    return (str){(const char *)key, len};
}

/* What a row is sorted by, as bytes that come in that order. Without a key it stays as it came. */
static str sort_key(struct page *p, const struct collators *order, const struct stages *path,
        const struct collaboration *c) {
    str sort = page_query(p, STR("sort"));
    if (str_eq(sort, STR("title"))) {
        return name_key(p, order, c->title);
    }
    if (str_eq(sort, STR("cluster"))) {
        return name_key(p, order, c->theirs_name);
    }
    if (str_eq(sort, STR("stage"))) {
        const struct stage *s = stage_find(path, c->stage);
        return (str){&"abcdefghijklmnopqrstuvwxyz"[s ? s - path->at : STAGES_MOST], 1};
    }
    return (str){0};
}

struct keyed {
    str key;
    size_t place; /* among equals it stays as it was */
    const struct collaboration *of;
};

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a;
    const struct keyed *y = b;
    int order = str_order(x->key, y->key);
    return order ? order : x->place < y->place ? -1 : 1;
}

static void sort(struct page *p, struct collaborations_asked *a) {
    size_t count = a->found.count;
    struct keyed *keyed = arena_new(p->work.mem, struct keyed, count + 1);
    struct collaboration *at = arena_new(p->work.mem, struct collaboration, count + 1);
    struct live_view view = live_read(p->house->live);
    for (size_t i = 0; i < count; i++) {
        const struct collaboration *c = &a->found.at[i];
        keyed[i] = (struct keyed){sort_key(p, &view.roster->collators, &a->path, c), i, c};
    }
    live_done(&view);
    qsort(keyed, count, sizeof(*keyed), by_key);
    for (size_t i = 0; i < count; i++) {
        at[i] = *keyed[i].of;
    }
    a->found.at = at;
}

struct collaborations_asked collaborations_asked(struct page *p) {
    struct work *w = &p->work;
    struct collaborations_asked a = {.all = collaboration_list(w, p->session.cluster),
            .path = stage_list(w, p->session.cluster),
            .listed = str_eq(page_query(p, STR("view")), STR("list"))};
    a.found.at = arena_new(w->mem, struct collaboration, a.all.count + 1);
    for (size_t i = 0; i < a.all.count; i++) {
        if (is_asked(p, &a.all.at[i])) {
            a.found.at[a.found.count++] = a.all.at[i];
        }
    }
    sort(p, &a);
    return a;
}

static bool has(const struct code_name *at, size_t count, str code) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(at[i].code, code)) {
            return true;
        }
    }
    return false;
}

static str number(struct page *p, int64_t value) {
    struct buf out = {.mem = p->work.mem};
    buf_num(&out, value);
    return buf_str(&out);
}

static struct code_names clusters(struct page *p, const struct collaborations *all) {
    struct code_name *at = arena_new(p->work.mem, struct code_name, all->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        str id = number(p, all->at[i].theirs);
        if (!has(at, count, id)) {
            at[count++] = (struct code_name){id, all->at[i].theirs_name};
        }
    }
    return (struct code_names){at, count};
}

static struct code_names stages(struct page *p, const struct stages *path) {
    struct code_name *at = arena_new(p->work.mem, struct code_name, path->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < path->count && path->at[i].id; i++) {
        at[count++] = (struct code_name){
                number(p, path->at[i].id), collaboration_stage_words(p, &path->at[i])};
    }
    return (struct code_names){at, count};
}

void collaborations_filter(struct page *p, const struct collaborations_asked *a) {
    struct work *w = &p->work;
    struct code_name states[] = {
            {STR("closed"), say(w, "put away")}, {STR("all"), say(w, "open or put away")}};
    struct list_control controls[] = {{.name = STR("cluster"),
                                              .said = say(w, "Cluster"),
                                              .any = say(w, "any cluster"),
                                              .choices = clusters(p, &a->all)},
            {.name = STR("stage"),
                    .said = say(w, "Stage"),
                    .any = say(w, "any stage"),
                    .choices = stages(p, &a->path)},
            {.name = STR("state"),
                    .said = say(w, "State"),
                    .any = say(w, "open"),
                    .choices = {states, 2}},
            {.name = STR("view"),
                    .said = say(w, "How it is shown"),
                    .any = say(w, "as a board"),
                    .choices = {(struct code_name[]){{STR("list"), say(w, "as a table")}}, 1}}};
    list_filter(p,
            say(w, "Collaborations with {}, in {}, that are {}, shown {}", list_place(0),
                    list_place(1), list_place(2), list_place(3)),
            controls, 4);
}

void collaborations_invited(struct page *p, const struct collaborations *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out, "<h2 class='section-first'>{}</h2>\n<ol class='wants'>\n",
            txt(say(w, "Invitations that wait for your answer")));
    for (size_t i = 0; i < all->count; i++) {
        const struct collaboration *c = &all->at[i];
        html(&p->out,
                "<li><p><span lang='{}'><bdi>{}</bdi></span><br><small class='quiet'>{}</small></p>"
                " <a class='button plain' href='/{}{}'>{}</a></li>\n",
                txt(c->lang), txt(c->title),
                txt(say(w, "{} invites you to work together", txt(c->theirs_name))), txt(p->lang),
                txt(collaboration_address(p, c->id, "/invitation")), txt(say(w, "Look at it")));
    }
    html(&p->out, "</ol>\n");
}

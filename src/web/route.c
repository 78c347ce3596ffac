#include "web/route.h"

/* "12-alusyd" is 12. */
static bool leading_number(str segment, int64_t *number) {
    size_t digits = 0;
    while (digits < segment.len && segment.at[digits] >= '0' && segment.at[digits] <= '9') {
        digits++;
    }
    bool ends = digits == segment.len || segment.at[digits] == '-';
    return ends && str_num((str){segment.at, digits}, number) && *number > 0;
}

struct captured {
    int64_t ids[2];
    size_t id_count;
    str word;
};

static bool takes(str part, str segment, struct captured *c) {
    if (str_eq(part, STR("{id}"))) {
        return c->id_count < 2 && leading_number(segment, &c->ids[c->id_count++]);
    }
    if (str_eq(part, STR("{word}"))) {
        c->word = segment;
        return segment.len != 0;
    }
    return str_eq(part, segment);
}

static bool matches(str pattern, str path, struct captured *c) {
    str part;
    str segment;
    for (;;) {
        bool more = str_cut(&pattern, '/', &part);
        bool left = str_cut(&path, '/', &segment);
        if (!more || !left) {
            return more == left;
        }
        if (!takes(part, segment, c)) {
            return false;
        }
    }
}

enum route_found route_find(struct page *p, const struct route **found) {
    enum route_found best = ROUTE_NONE;
    enum method asked = request_reads(p->request) ? GET : p->request->method;
    struct routes all = route_list();
    for (size_t i = 0; i < all.count; i++) {
        struct captured c = {0};
        if (!matches(str_of(all.at[i].path), p->path, &c)) {
            continue;
        }
        if (all.at[i].method != asked) {
            best = ROUTE_OTHER_METHOD;
            continue;
        }
        p->id = c.ids[0];
        p->other = c.ids[1];
        p->word = c.word;
        *found = &all.at[i];
        return ROUTE_FOUND;
    }
    return best;
}

str route_methods(str path) {
    bool reads = false;
    bool posts = false;
    struct routes all = route_list();
    for (size_t i = 0; i < all.count; i++) {
        struct captured c = {0};
        if (matches(str_of(all.at[i].path), path, &c)) {
            reads = reads || all.at[i].method == GET;
            posts = posts || all.at[i].method == POST;
        }
    }
    if (reads) {
        return posts ? STR("GET, HEAD, POST") : STR("GET, HEAD");
    }
    return posts ? STR("POST") : STR("");
}

#include "tests/openid_way.h"

bool way_set_up(struct visitor *v, const struct peer *peer, str domains, int64_t cluster) {
    struct identity_provider p = {.name = STR("Works & Co"),
            .issuer = str_of(peer->issuer),
            .client = STR(PEER_CLIENT),
            .secret = seal_close(&v->mem, &v->house.seal, STR(PEER_SECRET)),
            .domains = domains,
            .cluster = cluster};
    db_run(&v->work, "DELETE FROM identity_provider");
    return identity_provider_save(&v->work, &p) == IDENTITY_PROVIDER_FINE && p.id;
}

void way_forget_fetched(struct visitor *v) {
    db_run(&v->work, "UPDATE identity_provider"
                     " SET document = '', document_at = 0, keys = '', keys_at = 0");
}

void way_unlink_all(struct visitor *v) {
    db_run(&v->work, "DELETE FROM identity");
    db_run(&v->work, "DELETE FROM identity_offer");
}

str way_text(struct visitor *v, struct buf *b, const char *head, int64_t id) {
    *b = (struct buf){.mem = &v->mem};
    buf_add(b, str_of(head));
    buf_num(b, id);
    return buf_str(b);
}

int64_t way_provider(struct visitor *v) {
    return db_number(&v->work, "SELECT id FROM identity_provider");
}

void way_sign_out(struct visitor *v) {
    v->session = (str){0};
    v->openid = (str){0};
    (void)visitor_get(v, STR("/en/sign-in"));
}

struct response way_press(struct visitor *v, const char *form) {
    struct buf b;
    return visitor_post(v, way_text(v, &b, "/en/sign-in/with/", way_provider(v)), str_of(form));
}

str way_sent_to(const struct response *r) {
    str line = visitor_header(r, STR("Refresh"));
    return str_starts(line, STR("0; url=")) ? str_skip(line, 7) : (str){0};
}

struct response way_come_back(struct visitor *v, str query) {
    struct buf b = {.mem = &v->mem};
    buf_add(&b, STR("/en/sign-in/back?"));
    buf_add(&b, query);
    return visitor_get(v, buf_str(&b));
}

struct response way_go(struct visitor *v, struct peer *peer) {
    struct response r = way_press(v, "next=%2Fsearch");
    str address = way_sent_to(&r);
    return address.len ? way_come_back(v, peer_says_yes(peer, &v->mem, address)) : r;
}

bool way_is_in(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/me"));
    return r.status == 200;
}

#include "match/channel.h"
#include "tests/test.h"
#include "tests/visitor.h"

static bool holds(struct visitor *v, int concepts, int letters, int codes, int embeddings) {
    struct channels now = channel_weights(&v->work, WORLD_ALU);
    const int wanted[CHANNELS] = {concepts, letters, codes, embeddings};
    bool same = true;
    for (int c = 0; c < CHANNELS; c++) {
        same = same && (int)(now.of[c] * 100.0F + 0.5F) == wanted[c];
    }
    return same;
}

static void only_managers_have_them(struct visitor *v) {
    CHECK(visitor_get(v, STR("/en/weights")).status == 303); /* to sign in */
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/weights"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("name='letters' type='text'")));
    CHECK(visitor_sees(&r, STR("value='60'")));
}

static void what_is_wrong_comes_back_and_stores_nothing(struct visitor *v) {
    struct response r = visitor_post(
            v, STR("/en/weights"), STR("concepts=0&letters=12x&codes=201&embeddings=50"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("value='12x'")));
    CHECK(visitor_sees(&r, STR("from 1 to 200")) && visitor_sees(&r, STR("id='codes-wrong'")));
    CHECK(visitor_sees(&r, STR("id='letters-wrong'")));
    CHECK(!visitor_sees(&r, STR("id='embeddings-wrong'")));
    CHECK(holds(v, 100, 60, 70, 100));
}

static void they_are_the_clusters_own(struct visitor *v) {
    str form = STR("concepts=90&letters=0&codes=200&embeddings=5");
    CHECK(visitor_post(v, STR("/en/weights"), form).status == 303);
    CHECK(holds(v, 90, 0, 200, 5));
    struct channels theirs = channel_weights(&v->work, WORLD_AUTO);
    CHECK(theirs.of[CHANNEL_LETTERS] > 0.59F && theirs.of[CHANNEL_LETTERS] < 0.61F);
    CHECK(visitor_post(v, STR("/en/weights"), STR("then=usual&letters=x")).status == 303);
    CHECK(holds(v, 100, 60, 70, 100));
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    only_managers_have_them(&v);
    what_is_wrong_comes_back_and_stores_nothing(&v);
    they_are_the_clusters_own(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}

#include "directory/scheme.h"
#include "tests/test.h"
#include "tests/visitor.h"

#define TABLE "code,broader,en,da\n1,,tools,værktøj\n11,1,hammers,hamre\n"
#define FORM "key=village&title=Tools+of+a+village&attribution=The+village&licence=CC0"

static void upload(struct visitor *v, struct upload *file, str bytes) {
    *file = (struct upload){.name = STR("file"), .filename = STR("village.csv"), .bytes = bytes};
    v->uploads = (struct uploads){file, 1};
}

static void only_administrators_see_them(struct visitor *v) {
    visitor_sign_in(v, STR("alu%40example.org"));
    CHECK(visitor_get(v, STR("/en/schemes")).status == 404);
    visitor_sign_in(v, STR("admin%40example.org"));
    struct response r = visitor_get(v, STR("/en/schemes"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("No list of codes yet")));
}

static void what_is_wrong_stores_nothing(struct visitor *v) {
    struct upload file;
    struct response r = visitor_post(v, STR("/en/schemes"), STR(FORM));
    CHECK(r.status == 422 && visitor_sees(&r, STR("Choose a file first.")));
    upload(v, &file, STR("code,broader,en\n1,2,a\n2,1,b\n"));
    r = visitor_post(v, STR("/en/schemes"), STR(FORM));
    CHECK(r.status == 422 && visitor_sees(&r, STR("lead back to itself")));
    CHECK(visitor_sees(&r, STR("value='Tools of a village'")));
    upload(v, &file, STR(TABLE));
    r = visitor_post(v, STR("/en/schemes"), STR("key=Village&title=a&attribution=b&licence="));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='key-wrong'")));
    CHECK(visitor_sees(&r, STR("id='licence-wrong'")));
    CHECK(scheme_list(&v->work).count == 0);
    v->uploads = (struct uploads){0};
}

static void a_list_is_shown_with_its_terms(struct visitor *v) {
    struct upload file;
    upload(v, &file, STR(TABLE));
    struct response r = visitor_post(v, STR("/en/schemes"), STR(FORM));
    v->uploads = (struct uploads){0};
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/schemes?done=saved"));
    CHECK(visitor_sees(&r, STR("Tools of a village")) && visitor_sees(&r, STR("CC0")));
    CHECK(visitor_sees(&r, STR("The village")) && visitor_sees(&r, STR("English, Danish")));
}

static void it_can_be_removed(struct visitor *v) {
    struct schemes all = scheme_list(&v->work);
    CHECK(all.count == 1 && all.at[0].concepts == 2);
    CHECK(visitor_post(v, STR("/en/schemes/99/remove"), STR("")).status == 404);
    struct response r = visitor_post(v, STR("/en/schemes/1/remove"), STR(""));
    CHECK(r.status == 303 && scheme_list(&v->work).count == 0);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    only_administrators_see_them(&v);
    what_is_wrong_stores_nothing(&v);
    a_list_is_shown_with_its_terms(&v);
    it_can_be_removed(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}

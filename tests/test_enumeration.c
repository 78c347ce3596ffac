/* Nobody finds out who has an account. Each way in is asked 150 times about an account there is and
 * 150 times about one there is not, in turn: the pages have to be the same, and neither their cost
 * nor how long they take may tell the two apart.
 *
 * AUC is how often an answer about an account took longer than one about none: .5 tells nothing, 0 and
 * 1 tell everything. By chance it strays by .033, so .35 to .65 is four and a half of that. A way in
 * that tells has to be found too. */
#include "account/asked.h"
#include "account/invitation.h"
#include "account/password.h"
#include "account/secret.h"
#include "base/buf.h"
#include "job/asked_letters.h"
#include "tests/test.h"
#include "tests/visitor.h"

#include <time.h>

enum { PAIRS = 150 };

#define AUC_LEAST .35
#define AUC_MOST .65

struct cost {
    double busy;   /* processor seconds of this thread: sharp, also on a busy machine */
    double passed; /* seconds: what a stranger can see */
};

struct asking {
    struct visitor *v;
    str word; /* what was asked about: an address, or the token of a link */
    bool known;
};

/* Asks once; what it costs is measured around it. */
typedef struct response (*way_in)(const struct asking *a);

static struct cost now(void) {
    struct timespec busy = {0};
    struct timespec passed = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &busy);
    clock_gettime(CLOCK_MONOTONIC, &passed);
    return (struct cost){(double)busy.tv_sec + (double)busy.tv_nsec / 1e9,
            (double)passed.tv_sec + (double)passed.tv_nsec / 1e9};
}

static double auc(const double *known, const double *unknown) {
    double longer = 0;
    for (size_t i = 0; i < PAIRS; i++) {
        for (size_t j = 0; j < PAIRS; j++) {
            longer += known[i] > unknown[j] ? 1 : known[i] == unknown[j] ? .5 : 0;
        }
    }
    return longer / PAIRS / PAIRS;
}

/* The length of a form key or a passkey's challenge that begins here, which are new each time. */
static size_t renewed(str rest) {
    static const str marks[] = {{"name='form_key' value='", 23}, {"data-challenge='", 16}};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        str value = {0};
        str after = str_skip(rest, marks[i].len);
        if (str_starts(rest, marks[i]) && str_cut(&after, '\'', &value)) {
            return marks[i].len + value.len;
        }
    }
    return 0;
}

/* The page without what was asked about, and without what is new each time. */
static str plain(struct arena *mem, str body, str word) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < body.len;) {
        str rest = str_skip(body, i);
        size_t skipped = str_starts(rest, word) ? word.len : renewed(rest);
        if (skipped == 0) {
            buf_add(&out, (str){rest.at, 1});
        }
        i += skipped ? skipped : 1;
    }
    return buf_str(&out);
}

struct seen {
    double busy[2][PAIRS], passed[2][PAIRS]; /* unknown, known */
    int status[2];
    str body[2];
    bool same; /* all pages of all askings are */
};

static str word_of(struct visitor *v, const char *end, bool known, int64_t nth) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, known ? STR("known") : STR("other"));
    buf_num(&out, 1000 + nth);
    buf_add(&out, str_of(end));
    return buf_str(&out);
}

/* Where the first page that differs does so. */
static void tell(const struct asking *a, const struct response *r, str before, str body) {
    size_t i = 0;
    while (i < before.len && i < body.len && before.at[i] == body.at[i]) {
        i++;
    }
    str rest = str_cap(str_skip(body, i), 120);
    printf("%s: status %d, %.*s\n", a->known ? "known" : "unknown", r->status, (int)rest.len,
            rest.at);
}

static void look(struct seen *s, const struct asking *a, way_in way, size_t nth) {
    struct visitor *v = a->v;
    /* Else all of them would soon have to wait, and be the same for that. */
    db_run(&v->work, "DELETE FROM attempt");
    db_run(&v->work, "DELETE FROM invitation");
    struct cost before = now();
    struct response r = way(a);
    struct cost after = now();
    s->busy[a->known][nth] = after.busy - before.busy;
    s->passed[a->known][nth] = after.passed - before.passed;
    str body = plain(&v->mem, r.body, a->word);
    bool first = s->status[0] == 0 && s->status[1] == 0;
    if (first) {
        s->status[0] = s->status[1] = r.status;
        s->body[0] = s->body[1] = body;
        s->same = true;
    } else if (s->same && (r.status != s->status[0] || !str_eq(body, s->body[0]))) {
        s->same = false;
        tell(a, &r, s->body[0], body);
    }
}

/* The words end with "@example.org", or as tokens do. */
static struct seen ask_all(struct visitor *v, way_in way, const char *end) {
    struct seen s = {0};
    for (size_t i = 0; i < PAIRS; i++) {
        bool known_first = (i * 2654435761u >> 13 & 1) != 0;
        for (int half = 0; half < 2; half++) {
            bool known = known_first == (half == 0);
            struct asking a = {v, word_of(v, end, known, (int64_t)i), known};
            look(&s, &a, way, i);
        }
    }
    return s;
}

static bool between(double auc) {
    return auc >= AUC_LEAST && auc <= AUC_MOST;
}

static bool tells_nothing(const struct seen *s, const char *name) {
    double busy = auc(s->busy[1], s->busy[0]);
    double passed = auc(s->passed[1], s->passed[0]);
    printf("%-28s status %d, pages %s, AUC %.2f of processor time, %.2f of time\n", name,
            s->status[0], s->same ? "the same" : "DIFFERENT", busy, passed);
    return s->same && between(busy) && between(passed);
}

static str form_of(const struct asking *a, str before, str after) {
    struct buf out = {.mem = &a->v->mem};
    buf_add(&out, before);
    buf_add(&out, a->word);
    buf_add(&out, after);
    return buf_str(&out);
}

static struct response sign_in(const struct asking *a) {
    return visitor_post(
            a->v, STR("/en/sign-in"), form_of(a, STR("mail="), STR("&password=not+the+one")));
}

static struct response sign_in_link(const struct asking *a) {
    return visitor_post(a->v, STR("/en/sign-in/link"), form_of(a, STR("mail="), STR("")));
}

static struct response forgotten(const struct asking *a) {
    return visitor_post(a->v, STR("/en/forgotten"), form_of(a, STR("mail="), STR("")));
}

static struct response open_invitation(const struct asking *a) {
    return visitor_get(a->v, form_of(a, STR("/en/invitation/"), STR("")));
}

static struct response accept_invitation(const struct asking *a) {
    return visitor_post(a->v, form_of(a, STR("/en/invitation/"), STR("")), STR("name=Eva"));
}

static struct response delete_invitation(const struct asking *a) {
    return visitor_post(a->v, form_of(a, STR("/en/invitation/"), STR("/delete")), STR(""));
}

static struct response set_password(const struct asking *a) {
    return visitor_post(a->v, form_of(a, STR("/en/reset/"), STR("")),
            STR("password=wide+river+slow+boat&again=wide+river+slow+boat"));
}

static struct response change_mail(const struct asking *a) {
    return visitor_post(a->v, STR("/en/me/mail"), form_of(a, STR("mail="), STR("")));
}

static struct response change_mail_and_look(const struct asking *a) {
    (void)change_mail(a);
    return visitor_get(a->v, STR("/en/me"));
}

static struct response invite(const struct asking *a) {
    return visitor_post(a->v, STR("/en/colleagues"), form_of(a, STR("name=Eva&mail="), STR("")));
}

/* The known bad: the request itself writes the letter, as one would at first. */
static struct response leaky_link(const struct asking *a) {
    struct response r = sign_in_link(a);
    (void)asked_letters_turn(&a->v->work, &a->v->house.seal);
    return r;
}

/* And one whose page says it outright. */
static struct response leaky_page(const struct asking *a) {
    struct account there = {0};
    struct response r = sign_in_link(a);
    if (account_by_mail(&a->v->work, a->word, &there)) {
        r.body = form_of(a, r.body, STR("sent"));
    }
    return r;
}

/* With the dear hash that every account has; the world's own are cheap ones. */
static void add_accounts(struct visitor *v) {
    str hash = {0};
    CHECK(password_hash(&v->work, &v->house.gate, STR("four ordinary words in a row"), &hash));
    db_begin(&v->work);
    for (int64_t i = 0; i < PAIRS; i++) {
        struct account a = {.name = STR("Eva"), .mail = word_of(v, "@example.org", true, i)};
        CHECK(account_add(&v->work, &a, hash) == ACCOUNT_FINE);
    }
    CHECK(db_end(&v->work));
}

/* Guesses that miss a link which is good by one character only: known1000_ for known1000+. */
static void add_links(struct visitor *v, enum link_purpose purpose) {
    db_begin(&v->work);
    for (int64_t i = 0; i < PAIRS; i++) {
        str token = link_make(&v->work, &(struct link){.purpose = purpose,
                                                .object = 1,
                                                .mail = STR("eva@example.org"),
                                                .expires = v->work.now + 3600});
        db_run(&v->work, "UPDATE link SET token = ? WHERE token = ?",
                txt(secret_hash(&v->mem, word_of(v, "+", true, i))),
                txt(secret_hash(&v->mem, token)));
    }
    CHECK(db_end(&v->work));
}

static void as_visitor(struct visitor *v) {
    v->session = (str){0};
    (void)visitor_get(v, STR("/en/sign-in"));
}

static void strangers_learn_nothing(struct visitor *v) {
    as_visitor(v);
    struct seen s = ask_all(v, sign_in_link, "@example.org");
    CHECK(tells_nothing(&s, "a link to sign in"));
    s = ask_all(v, forgotten, "@example.org");
    CHECK(tells_nothing(&s, "a forgotten password"));
    db_run(&v->work, "DELETE FROM asked");
    s = ask_all(v, sign_in, "@example.org");
    CHECK(tells_nothing(&s, "signing in"));
}

static void guessed_links_tell_nothing(struct visitor *v) {
    as_visitor(v);
    add_links(v, LINK_INVITATION);
    struct seen s = ask_all(v, open_invitation, "_");
    CHECK(tells_nothing(&s, "opening an invitation"));
    s = ask_all(v, accept_invitation, "_");
    CHECK(tells_nothing(&s, "accepting an invitation"));
    s = ask_all(v, delete_invitation, "_");
    CHECK(tells_nothing(&s, "declining an invitation"));
    db_run(&v->work, "DELETE FROM link");
    add_links(v, LINK_PASSWORD);
    s = ask_all(v, set_password, "_");
    CHECK(tells_nothing(&s, "setting a password"));
    db_run(&v->work, "DELETE FROM link");
}

static void whoever_has_an_account_learns_nothing_of_others(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct seen s = ask_all(v, change_mail, "@example.org");
    CHECK(tells_nothing(&s, "changing the mail address"));
    s = ask_all(v, change_mail_and_look, "@example.org");
    CHECK(tells_nothing(&s, "and looking at it"));
    db_run(&v->work, "DELETE FROM mail_change");
    s = ask_all(v, invite, "@example.org");
    CHECK(tells_nothing(&s, "inviting a colleague"));
}

static void what_tells_is_found(struct visitor *v) {
    as_visitor(v);
    db_run(&v->work, "DELETE FROM link");
    struct seen s = ask_all(v, leaky_link, "@example.org");
    CHECK(!tells_nothing(&s, "known bad: letter at once"));
    CHECK(s.same && !between(auc(s.busy[1], s.busy[0])));
    s = ask_all(v, leaky_page, "@example.org");
    CHECK(!tells_nothing(&s, "known bad: page says it"));
    CHECK(!s.same);
}

int main(void) {
    struct visitor v;
    bool open = visitor_open(&v);
    CHECK(open);
    if (open) {
        add_accounts(&v);
        strangers_learn_nothing(&v);
        guessed_links_tell_nothing(&v);
        whoever_has_an_account_learns_nothing_of_others(&v);
        what_tells_is_found(&v);
        CHECK(work_ok(&v.work));
        visitor_close(&v);
    }
    return test_failures != 0;
}

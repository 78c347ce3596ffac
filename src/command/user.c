#include "account/account.h"
#include "account/event.h"
#include "account/password.h"
#include "account/role.h"
#include "account/second.h"
#include "account/session.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "privacy/erase.h"

#include <stdio.h>
#include <string.h>

enum { CLUSTERS_EACH_MOST = 16 };

struct user {
    const char *path;
    str action;
    str mail, name;
    bool admin;
    str clusters[CLUSTERS_EACH_MOST];
    size_t cluster_count;
    str member, researcher; /* keys of organisations */
};

static int complain(const char *why, str about) {
    (void)fprintf(stderr, "handslag: %s%.*s\n", why, (int)about.len, about.at);
    return EXIT_WRONG;
}

/* A fresh password for the account, hashed before any transaction. */
static bool make_password(struct work *w, str *password, str *hash) {
    struct password_gate gate;
    password_gate_open(&gate);
    *password = password_new(w->mem);
    bool hashed = password_hash(w, &gate, *password, hash);
    password_gate_close(&gate);
    return hashed;
}

/* False if it cannot be; without a key nothing is asked for. */
static bool give_place(struct work *w, int64_t account, enum role_kind kind, str key) {
    struct organisation o = {0};
    if (key.len == 0) {
        return true;
    }
    if (!organisation_stored(w, organisation_by_key(w, key), &o)) {
        return complain("there is no organisation with the key ", key) == EXIT_DONE;
    }
    if (kind == ROLE_RESEARCHER && !str_eq(o.kind, STR("research"))) {
        return complain("this is no research organisation: ", key) == EXIT_DONE;
    }
    role_add(w, &(struct role){.account = account, .kind = kind, .organisation = o.id});
    return true;
}

static int give_roles(struct work *w, const struct user *u, int64_t account) {
    for (size_t i = 0; i < u->cluster_count; i++) {
        int64_t cluster = cluster_by_key(w, u->clusters[i]);
        if (cluster == 0) {
            return complain("there is no cluster with the key ", u->clusters[i]);
        }
        role_add(w, &(struct role){.account = account, .kind = ROLE_MANAGER, .cluster = cluster});
    }
    if (u->admin) {
        role_add(w, &(struct role){.account = account, .kind = ROLE_ADMIN});
    }
    bool placed = give_place(w, account, ROLE_MEMBER, u->member) &&
                  give_place(w, account, ROLE_RESEARCHER, u->researcher);
    return placed ? EXIT_DONE : EXIT_WRONG;
}

static int add(struct work *w, const struct user *u) {
    struct account a = {.mail = u->mail, .name = u->name, .tongue = EN};
    str password = {0};
    str hash = {0};
    if (!make_password(w, &password, &hash)) {
        return EXIT_FAULT;
    }
    db_begin(w);
    enum account_flaw flaw = account_add(w, &a, hash);
    int code = flaw == ACCOUNT_FINE ? give_roles(w, u, a.id) : EXIT_WRONG;
    if (flaw == ACCOUNT_FINE) {
        account_password_given(w, a.id);
    }
    if (code != EXIT_DONE) {
        db_forget(w);
    } else if (!db_end(w)) {
        return EXIT_FAULT;
    }
    switch (flaw) {
    case ACCOUNT_WITHOUT_NAME: return complain("the name is missing: --name NAME", STR(""));
    case ACCOUNT_WITHOUT_MAIL: return complain("this is no e-mail address: ", u->mail);
    case ACCOUNT_MAIL_TAKEN: return complain("there is an account already for ", u->mail);
    case ACCOUNT_FINE: break;
    }
    if (code == EXIT_DONE) {
        (void)printf("%.*s  %.*s\n", (int)a.mail.len, a.mail.at, (int)password.len, password.at);
    }
    return code;
}

static void print_account(struct work *w, const struct account *a) {
    (void)printf("%.*s\t%.*s", (int)a->mail.len, a->mail.at, (int)a->name.len, a->name.at);
    struct roles roles = role_list(w, a->id);
    for (size_t i = 0; i < roles.count; i++) {
        const struct role *r = &roles.at[i];
        str what = r->kind == ROLE_ADMIN ? STR("administrator")
                   : r->organisation     ? r->organisation_name
                                         : r->cluster_name;
        (void)printf("\t%.*s", (int)what.len, what.at);
    }
    if (a->suspended) {
        (void)printf("\tsuspended");
    }
    (void)putchar('\n');
}

static int list(struct work *w) {
    str after = {0};
    for (;;) {
        struct accounts page = account_list(w, after);
        for (size_t i = 0; i < page.count; i++) {
            print_account(w, &page.at[i]);
        }
        if (page.count < ACCOUNT_PAGE) {
            return work_ok(w) ? EXIT_DONE : EXIT_FAULT;
        }
        after = page.at[page.count - 1].mail;
    }
}

static int remove_one(struct work *w, const struct user *u) {
    struct account a = {0};
    if (!account_by_mail(w, u->mail, &a)) {
        return complain("there is no account for ", u->mail);
    }
    db_begin(w);
    bool removed = erase_account(w, a.id);
    if (!db_end(w)) {
        return EXIT_FAULT;
    }
    (void)erase_scrub(w); /* where others are reading, the server does it */
    return removed ? EXIT_DONE : complain("the last administrator stays: ", u->mail);
}

static int suspend(struct work *w, const struct user *u, bool suspended) {
    struct account a = {0};
    if (!account_by_mail(w, u->mail, &a)) {
        return complain("there is no account for ", u->mail);
    }
    db_begin(w);
    bool done = account_suspend(w, a.id, suspended);
    if (!db_end(w)) {
        return EXIT_FAULT;
    }
    return done ? EXIT_DONE : complain("the last administrator stays: ", u->mail);
}

static int change_password(struct work *w, const struct user *u) {
    struct account a = {0};
    str password = {0};
    str hash = {0};
    if (!account_by_mail(w, u->mail, &a)) {
        return complain("there is no account for ", u->mail);
    }
    if (!make_password(w, &password, &hash)) {
        return EXIT_FAULT;
    }
    db_begin(w);
    account_set_password(w, a.id, hash);
    account_password_given(w, a.id);
    if (!db_end(w)) {
        return EXIT_FAULT;
    }
    (void)printf("%.*s  %.*s\n", (int)a.mail.len, a.mail.at, (int)password.len, password.at);
    return EXIT_DONE;
}

/* For whoever has lost it, and above all for the only administrator. */
static int remove_second(struct work *w, const struct user *u) {
    struct account a = {0};
    if (!account_by_mail(w, u->mail, &a)) {
        return complain("there is no account for ", u->mail);
    }
    db_begin(w);
    second_remove(w, a.id);
    session_end_all(w, a.id);
    event_add(w, a.id, EVENT_SECOND_REMOVED);
    return db_end(w) ? EXIT_DONE : EXIT_FAULT;
}

static int act(struct work *w, const struct user *u) {
    if (str_eq(u->action, STR("add"))) {
        return add(w, u);
    }
    if (str_eq(u->action, STR("list"))) {
        return list(w);
    }
    if (str_eq(u->action, STR("remove"))) {
        return remove_one(w, u);
    }
    if (str_eq(u->action, STR("remove-second-step"))) {
        return remove_second(w, u);
    }
    if (str_eq(u->action, STR("suspend")) || str_eq(u->action, STR("resume"))) {
        return suspend(w, u, str_eq(u->action, STR("suspend")));
    }
    return str_eq(u->action, STR("password")) ? change_password(w, u) : EXIT_USAGE;
}

static bool take_option(struct user *u, str name, const char *value) {
    if (name.len == 0) {
        bool first = u->action.len == 0;
        u->action = str_of(value);
        return first;
    }
    if (str_eq(name, STR("mail"))) {
        u->mail = str_of(value);
    } else if (str_eq(name, STR("name"))) {
        u->name = str_of(value);
    } else if (str_eq(name, STR("admin"))) {
        u->admin = true;
    } else if (str_eq(name, STR("cluster")) && u->cluster_count < CLUSTERS_EACH_MOST) {
        u->clusters[u->cluster_count++] = str_of(value);
    } else if (str_eq(name, STR("member"))) {
        u->member = str_of(value);
    } else if (str_eq(name, STR("researcher"))) {
        u->researcher = str_of(value);
    } else if (str_eq(name, STR("db"))) {
        u->path = value;
    } else {
        return false;
    }
    return true;
}

int command_user(int argc, char **argv) {
    struct user u = {.path = open_default_path()};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR("admin "), STR("mail name cluster member researcher db "), &name)) {
        if (!take_option(&u, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (o.wrong || u.action.len == 0) {
        return EXIT_USAGE;
    }
    if (!open_database(&w, u.path)) {
        return EXIT_FAULT;
    }
    int code = act(&w, &u);
    if (!work_ok(&w)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    open_done(&w);
    return code;
}

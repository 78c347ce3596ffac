#include "account/account.h"

#include "account/event.h"
#include "account/half_session.h"
#include "account/role.h"
#include "account/session.h"
#include "db/db.h"
#include "lang/plain.h"

#define COLUMNS "id, mail, name, tongue, created, seen, suspended"

static bool next(struct rows *r, struct account *a) {
    str code = {0};
    if (!db_next(r, to(a->id), to(a->mail), to(a->name), to(code), to(a->created), to(a->seen),
                to(a->suspended))) {
        return false;
    }
    if (!tongue_of(code, &a->tongue)) {
        a->tongue = EN;
    }
    return true;
}

str account_mail(struct arena *mem, str mail) {
    mail = str_trim(mail);
    char *lower = arena_z(mem, mail);
    for (size_t i = 0; i < mail.len; i++) {
        if (lower[i] >= 'A' && lower[i] <= 'Z') {
            lower[i] = (char)(lower[i] - 'A' + 'a');
        }
    }
    return (str){lower, mail.len};
}

bool account_name_fits(str name) {
    return name.len > 0 && name.len <= ACCOUNT_NAME_MOST && plain_is_line(name);
}

bool account_mail_fits(str mail) {
    str local = {0};
    str host = mail;
    if (mail.len > ACCOUNT_MAIL_MOST || !plain_is_line(mail) || !str_cut(&host, '@', &local)) {
        return false;
    }
    bool shaped = local.len && host.len && str_has(host, STR(".")) && !str_has(host, STR("@"));
    bool dots = str_starts(host, STR(".")) || str_ends(host, STR(".")) || str_has(host, STR(".."));
    return shaped && !dots && !str_has(mail, STR(" ")) && !str_has(mail, STR(",")) &&
           !str_has(mail, STR(";")) && !str_has(mail, STR("<")) && !str_has(mail, STR(">"));
}

enum account_flaw account_check(str name, str mail) {
    if (!account_name_fits(name)) {
        return ACCOUNT_WITHOUT_NAME;
    }
    return account_mail_fits(mail) ? ACCOUNT_FINE : ACCOUNT_WITHOUT_MAIL;
}

enum account_flaw account_add(struct work *w, struct account *a, str hash) {
    a->name = str_trim(plain_name(w->mem, a->name));
    a->mail = account_mail(w->mem, a->mail);
    enum account_flaw flaw = account_check(a->name, a->mail);
    if (flaw != ACCOUNT_FINE) {
        return flaw;
    }
    a->created = w->now;
    a->id = db_number(w,
            "INSERT INTO account (mail, name, password, tongue, created) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (mail) DO NOTHING RETURNING id",
            txt(a->mail), txt(a->name), txt(hash), txt(tongue_code(a->tongue)), num(w->now));
    return a->id || !work_ok(w) ? ACCOUNT_FINE : ACCOUNT_MAIL_TAKEN;
}

bool account_one(struct work *w, int64_t id, struct account *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " FROM account WHERE id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

bool account_by_mail(struct work *w, str mail, struct account *found) {
    struct rows r = db_rows(
            w, "SELECT " COLUMNS " FROM account WHERE mail = ?", txt(account_mail(w->mem, mail)));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct accounts account_list(struct work *w, str after) {
    struct accounts found = {.at = arena_new(w->mem, struct account, ACCOUNT_PAGE)};
    struct account a = {0};
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM account WHERE mail > ? ORDER BY mail LIMIT ?",
                    txt(after), num(ACCOUNT_PAGE));
    while (next(&r, &a)) {
        found.at[found.count++] = a;
    }
    return found;
}

enum account_flaw account_set_name(struct work *w, int64_t id, str name) {
    name = str_trim(plain_name(w->mem, name));
    if (!account_name_fits(name)) {
        return ACCOUNT_WITHOUT_NAME;
    }
    db_run(w, "UPDATE account SET name = ? WHERE id = ?", txt(name), num(id));
    return ACCOUNT_FINE;
}

void account_set_tongue(struct work *w, int64_t id, enum tongue tongue) {
    db_run(w, "UPDATE account SET tongue = ? WHERE id = ?", txt(tongue_code(tongue)), num(id));
}

bool account_set_mail(struct work *w, int64_t id, str mail) {
    return db_number(w,
                   "UPDATE account SET mail = ? WHERE id = ?"
                   " AND NOT EXISTS (SELECT 1 FROM account AS other"
                   "                 WHERE other.mail = ? AND other.id <> ?) RETURNING 1",
                   txt(mail), num(id), txt(mail), num(id)) > 0;
}

bool account_has_password(struct work *w, int64_t id) {
    return db_number(w,
                   "SELECT COUNT(*) FROM account WHERE id = ? AND password <> ''"
                   " AND (password_ends = 0 OR password_ends > ?)",
                   num(id), num(w->now)) > 0;
}

void account_set_password(struct work *w, int64_t id, str hash) {
    db_run(w, "UPDATE account SET password = ?, password_ends = 0 WHERE id = ?", txt(hash),
            num(id));
    session_end_all(w, id);
    half_session_end_all(w, id);
    event_add(w, id, EVENT_PASSWORD_CHANGED);
}

void account_password_given(struct work *w, int64_t id) {
    db_run(w, "UPDATE account SET password_ends = ? WHERE id = ?", num(w->now + ACCOUNT_GIVEN_MOST),
            num(id));
}

bool account_suspend(struct work *w, int64_t id, bool suspended) {
    if (suspended && role_last_admin(w, id)) {
        return false;
    }
    db_run(w, "UPDATE account SET suspended = ? WHERE id = ?", num(suspended ? w->now : 0),
            num(id));
    session_end_all(w, id);
    half_session_end_all(w, id);
    return true;
}

bool account_remove(struct work *w, int64_t id) {
    if (role_last_admin(w, id)) {
        return false;
    }
    db_run(w, "DELETE FROM account WHERE id = ?", num(id));
    return true;
}

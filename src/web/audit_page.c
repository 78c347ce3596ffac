#include "web/audit_page.h"

#include "audit/chain.h"
#include "db/db.h"
#include "lang/date.h"
#include "lang/say.h"
#include "web/audit_view.h"
#include "wire/csv.h"
#include "wire/html.h"

enum { DAY_SECONDS = 24 * 3600, CSV_ROWS_MOST = 50000 };

/* What the filter says: people and accounts by their name or mail address, or by their number. */
struct asked {
    struct audit_filter filter;
    str person, actor, from, to; /* as typed */
    str wrong;
};

static int64_t person_meant(struct work *w, str typed) {
    int64_t id = 0;
    return str_num(typed, &id) ? id
                               : db_number(w,
                                         "SELECT COALESCE(MIN(id), 0) FROM person"
                                         " WHERE LOWER(mail) = LOWER(?) OR name = ?",
                                         txt(typed), txt(typed));
}

static int64_t account_meant(struct work *w, str typed) {
    int64_t id = 0;
    return str_num(typed, &id) ? id
                               : db_number(w,
                                         "SELECT COALESCE(MIN(id), 0) FROM account"
                                         " WHERE mail = LOWER(?) OR name = ?",
                                         txt(typed), txt(typed));
}

static int64_t day_meant(struct page *p, str typed, int64_t more, str *wrong) {
    str day = date_parse_human(p->work.mem, typed);
    if (typed.len && day.len == 0) {
        *wrong = say(&p->work, "This is not a date. Write it like 2027-06-30.");
    }
    return day.len ? date_seconds(day) + more : 0;
}

static struct asked ask(struct page *p) {
    struct asked a = {.person = page_query(p, STR("person")),
            .actor = page_query(p, STR("actor")),
            .from = page_query(p, STR("from")),
            .to = page_query(p, STR("to"))};
    a.filter.from = day_meant(p, a.from, 0, &a.wrong);
    a.filter.to = day_meant(p, a.to, DAY_SECONDS - 1, &a.wrong);
    a.filter.before = page_number(p, STR("before"));
    a.filter.person = a.person.len ? person_meant(&p->work, a.person) : 0;
    a.filter.actor = a.actor.len ? account_meant(&p->work, a.actor) : 0;
    if ((a.person.len && !a.filter.person) || (a.actor.len && !a.filter.actor)) {
        a.wrong = say(&p->work, "Nobody is stored under that name or mail address. Somebody deleted"
                                " is found by their number.");
    }
    return a;
}

static void field(struct page *p, str name, str label, str value) {
    html(&p->out,
            "<div class='field short-field'><label for='{}'>{}</label>"
            "<input id='{}' name='{}' value='{}' autocomplete='off'></div>\n",
            txt(name), txt(label), txt(name), txt(name), txt(value));
}

static void filter(struct page *p, const struct asked *a) {
    struct work *w = &p->work;
    html(&p->out, "<form action='/{}/audit'>\n", txt(p->lang));
    if (a->wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(a->wrong));
    }
    field(p, STR("person"), say(w, "Whose data: name, mail address or number"), a->person);
    field(p, STR("actor"), say(w, "Who did it: name, mail address or number"), a->actor);
    field(p, STR("from"), say(w, "From day"), a->from);
    field(p, STR("to"), say(w, "To day"), a->to);
    html(&p->out,
            "<p class='acts'><button class='button plain'>{}</button>"
            " <button class='button plain' formaction='/{}/audit/rows.csv'>{}</button></p>\n"
            "</form>\n",
            txt(say(w, "Show")), txt(p->lang), txt(say(w, "Download as CSV")));
}

static void older(struct page *p, const struct asked *a, const struct audits *all) {
    if (all->count == AUDIT_PAGE) {
        html(&p->out,
                "<p><a href='/{}/audit?person={}&amp;actor={}&amp;from={}&amp;to={}"
                "&amp;before={}'>{}</a></p>\n",
                txt(p->lang), url(a->person), url(a->actor), url(a->from), url(a->to),
                num(all->at[all->count - 1].id), txt(say(&p->work, "Older ones")));
    }
}

void audit_page(struct page *p) {
    struct work *w = &p->work;
    struct asked a = ask(p);
    struct audits all = a.wrong.len ? (struct audits){0} : audit_list(w, &a.filter);
    str head = chain_head(w);
    p->status = a.wrong.len ? 422 : p->status;

    page_open_with(p, say(w, "Who saw what"));
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Who saw what")),
            txt(say(w, "Each look at contact data and each change of it. The rows cannot be changed"
                       " unnoticed: each one holds a hash of the one before.")));
    filter(p, &a);
    audit_table(p, &all);
    older(p, &a, &all);
    if (head.len) {
        html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n<p class='hash'><code>{}</code></p>\n",
                txt(say(w, "The head of the chain")),
                txt(say(w, "Keep it elsewhere now and then. With “handslag check --head” it shows"
                           " later whether anything before it was changed.")),
                txt(head));
    }
    page_close(p);
}

static void csv_row_of(struct page *p, struct buf *out, const struct audit *a) {
    struct buf at = {.mem = p->work.mem};
    struct buf who = {.mem = p->work.mem};
    struct buf what = {.mem = p->work.mem};
    buf_num(&at, a->at);
    buf_num(&who, a->actor);
    buf_num(&what, a->object_id);
    csv_cell(out, date_of(p->work.mem, a->at));
    csv_cell(out, buf_str(&at));
    csv_cell(out, buf_str(&who));
    csv_cell_defused(out, a->actor_name);
    csv_cell(out, audit_act_word(a->act));
    csv_cell(out, a->object);
    csv_cell(out, buf_str(&what));
    csv_cell_defused(out, a->object_name);
    csv_end(out);
}

void audit_csv_page(struct page *p) {
    struct asked a = ask(p);
    struct buf out = {.mem = p->work.mem};
    size_t rows = 0;
    struct audits all;
    buf_add(&out, STR("day,at,actor,actor_name,act,object,object_id,object_name\n"));
    do {
        all = a.wrong.len ? (struct audits){0} : audit_list(&p->work, &a.filter);
        for (size_t i = 0; i < all.count; i++) {
            csv_row_of(p, &out, &all.at[i]);
            a.filter.before = all.at[i].id;
        }
        rows += all.count;
    } while (all.count == AUDIT_PAGE && rows < CSV_ROWS_MOST);
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    response_header(p->work.mem, p->response, STR("Content-Disposition"),
            STR("attachment; filename=\"audit.csv\""));
    p->response->status = 200;
    p->response->type = STR("text/csv; charset=utf-8");
    p->response->body = buf_str(&out);
}

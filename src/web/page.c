#include "web/page.h"

#include "account/form_stamp.h"
#include "db/db.h"
#include "lang/date.h"
#include "lang/fold.h"
#include "lang/plain.h"
#include "lang/say.h"
#include "web/layout.h"
#include "web/repeated.h"
#include "wire/html.h"
#include "wire/json.h"

void page_open(struct page *p, str title) {
    page_open_with(p, title);
    html(&p->out, "<h1>{}</h1>", txt(title));
}

void page_open_with(struct page *p, str title) {
    p->status = p->status ? p->status : 200;
    layout_open(p, title);
}

void page_close(struct page *p) {
    layout_close(p);
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    p->response->status = p->status;
    p->response->body = buf_str(&p->out);
    p->response->compress = true;
}

void page_note(struct page *p, str event, int64_t account) {
    p->response->note.event = event;
    p->response->note.account = account;
}

void page_means(struct page *p, str means) {
    p->response->note.means = means;
}

bool page_is_data(const struct page *p) {
    return str_ends(p->request->path, STR(".json"));
}

void page_data(struct page *p) {
    p->response->status = p->status ? p->status : 200;
    p->response->type = STR("application/json");
    p->response->body = buf_str(&p->out);
    p->response->compress = true;
}

static str after_language(struct page *p, str path) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/"));
    buf_add(&out, p->lang);
    buf_add(&out, path);
    return buf_str(&out);
}

void page_redirect(struct page *p, str path) {
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    response_redirect(p->work.mem, p->response, after_language(p, path));
    p->status = p->response->status;
}

/* What the machine's failing is called to the reader; 500 is what nobody can say more of. */
static str trouble_title(struct work *w) {
    switch (w->trouble) {
    case TROUBLE_AGAIN:
    case TROUBLE_BUSY: return say(w, "The database is busy");
    case TROUBLE_FULL: return say(w, "Nothing can be stored just now");
    case TROUBLE_DAMAGED: return say(w, "Something that is stored is damaged");
    case TROUBLE_UNSURE: return say(w, "It is not certain whether this was stored");
    case TROUBLE_NONE:
    case TROUBLE_BROKEN: break;
    }
    return say(w, "Something broke on our side");
}

static str trouble_advice(struct work *w) {
    switch (w->trouble) {
    case TROUBLE_AGAIN:
    case TROUBLE_BUSY:
        return say(w, "Many are saving just now, or it is being restarted. Nothing of this was"
                      " stored. Try again in a minute.");
    case TROUBLE_FULL:
        return say(w, "The disk is full, or may only be read. Nothing of this was stored; what is"
                      " there can still be read. Tell your administrator, and send it again once"
                      " there is room.");
    case TROUBLE_DAMAGED:
        return say(w, "Nothing of this request was stored. Tell your administrator, who looks at"
                      " what is stored and brings back a backup if need be; do not enter it a"
                      " second time before.");
    case TROUBLE_UNSURE:
        return say(w, "The connection to the database broke while it was being stored. Look"
                      " whether it is there before you send it again.");
    case TROUBLE_NONE:
    case TROUBLE_BROKEN: break;
    }
    return say(w, "Nothing of this request was stored. Try again; if it happens again, tell your"
                  " administrator the number below.");
}

static str error_title(struct work *w, int status) {
    switch (status) {
    case 400: return say(w, "This request cannot be read");
    case 401: return say(w, "Sign in");
    case 403: return say(w, "This form is no longer valid");
    case 404: return say(w, "There is nothing here");
    case 405: return say(w, "This cannot be done here");
    case 413: return say(w, "That is too large");
    case 429: return say(w, "That was a lot within a minute");
    case 503: return say(w, "Too many people are waiting");
    default: return trouble_title(w);
    }
}

static str error_advice(struct page *p, int status) {
    struct work *w = &p->work;
    switch (status) {
    case 400:
        return say(w, "The browser sent something that makes no sense. Go back and try again.");
    case 403:
        return say(w, "It was open for too long, or in another window you signed in or out."
                      " Go back, load the page anew and send it again.");
    case 401:
    case 404:
        return say(w, "The address may be wrong, the thing may have been withdrawn, or it is not"
                      " shared with you. If you have an account, sign in and try again.");
    case 405: return say(w, "Go back and follow the links of the page.");
    case 413:
        return say(w, "Nothing was stored. Make the file or the text smaller, then send it again.");
    case 429:
        return say_many(w,
                "Nothing of this was done, so that everybody else is answered too. Try again in one"
                " second.",
                "Nothing of this was done, so that everybody else is answered too. Try again in {}"
                " seconds.",
                p->wait);
    case 503: return say(w, "Nothing was stored. Try again in a few seconds.");
    default: return trouble_advice(w);
    }
}

static bool holds_secrets(const struct request *r) {
    for (size_t i = 0; i < r->form.count; i++) {
        if (str_has(r->form.at[i].name, STR("password"))) {
            return true;
        }
    }
    return r->uploads.count > 0;
}

/* What was typed is not lost: the form stands here unseen, to be sent once more. */
static void send_again(struct page *p) {
    const struct request *r = p->request;
    if (request_reads(r) || r->form.count == 0 || holds_secrets(r)) {
        return;
    }
    html(&p->out, "<form method='post' action='/{}{}'>\n", txt(p->lang), txt(page_target(p)));
    for (size_t i = 0; i < r->form.count; i++) {
        html(&p->out, "<input type='hidden' name='{}' value='{}'>\n", txt(r->form.at[i].name),
                txt(r->form.at[i].value));
    }
    html(&p->out, "<p class='acts'><button class='button'>{}</button></p></form>\n",
            txt(say(&p->work, "Send it again")));
}

/* 503 promises that nothing of it was stored: a proxy may send it to another node. */
static int status_of(const struct work *w, int status) {
    if (status == 500 && w->trouble == TROUBLE_FULL) {
        return 507;
    }
    bool passes = w->trouble == TROUBLE_AGAIN || w->trouble == TROUBLE_BUSY;
    return status == 500 && passes && !w->kept ? 503 : status;
}

static void error_data(struct page *p, str title, str advice) {
    struct json j = {.out = &p->out};
    json_object_begin(&j);
    json_key(&j, STR("status"));
    json_num(&j, p->status);
    json_key(&j, STR("error"));
    json_text(&j, title);
    json_key(&j, STR("advice"));
    json_text(&j, advice);
    json_key(&j, STR("request"));
    json_text(&j, p->request->id);
    json_object_end(&j);
    buf_add(&p->out, STR("\n"));
    page_data(p);
}

/* Written without asking the database anything, for it may be what broke. */
void page_error(struct page *p, int status) {
    p->out = (struct buf){.mem = p->work.mem};
    p->status = status_of(&p->work, status);
    p->response->status = p->status;
    str title = error_title(&p->work, status);
    str advice = error_advice(p, status);
    if (page_is_data(p)) {
        error_data(p, title, advice);
        return;
    }
    layout_open(p, title);
    html(&p->out, "<h1>{}</h1><p class='answer'>{}</p>", txt(title), txt(advice));
    if (status >= 500) {
        html(&p->out, "<p class='quiet'>{}</p>",
                txt(say(&p->work, "Request {}", txt(p->request->id))));
    }
    if (status == 500 || status == 429) {
        send_again(p);
    }
    html(&p->out, "<p class='acts'><a class='button plain' href='/{}/'>{}</a></p>", txt(p->lang),
            txt(say(&p->work, "To the first page")));
    layout_close(p);
    p->response->body = buf_str(&p->out);
}

void page_not_found(struct page *p) {
    page_error(p, work_ok(&p->work) ? 404 : 500);
}

bool page_saved(struct page *p) {
    if (!db_end(&p->work)) {
        page_error(p, 500);
        return false;
    }
    page_follow(p);
    return true;
}

/* It holds already: should memory not follow at once, the clock makes it follow soon. */
void page_follow(struct page *p) {
    struct work follow = {.mem = p->work.mem, .db = p->work.db, .now = p->work.now};
    live_catch_up(&follow, p->house->live);
    struct work trust = {.mem = p->work.mem, .db = p->work.db, .now = p->work.now};
    trust_catch_up(&trust, p->house->trust);
}

void page_form_key(struct page *p) {
    str key = page_signed_in(p) ? p->session.form_key
                                : form_stamp_make(p->work.mem, &p->house->secret, p->work.now);
    html(&p->out, "<input type='hidden' name='form_key' value='{}'>", txt(key));
    repeated_field(p);
}

str page_query(const struct page *p, str name) {
    str value = request_query(p->request, name);
    return value.at ? str_trim(plain_composed(p->work.mem, value)) : STR("");
}

str page_form(const struct page *p, str name) {
    str value = request_form(p->request, name);
    return value.at ? plain_composed(p->work.mem, value) : STR("");
}

str page_form_line(const struct page *p, str name) {
    return str_trim(plain_only(p->work.mem, page_form(p, name)));
}

int64_t page_number(const struct page *p, str name) {
    int64_t number = 0;
    return str_num(page_query(p, name), &number) && number > 0 ? number : 0;
}

bool page_signed_in(const struct page *p) {
    return p->account.id != 0;
}

bool page_manages(const struct page *p) {
    return p->session.cluster != 0;
}

bool page_belongs(const struct page *p) {
    return p->session.organisation != 0;
}

str page_slug(struct page *p, str name) {
    str plain = fold_name(p->work.mem, name);
    struct buf out = {.mem = p->work.mem};
    for (size_t i = 0; i < plain.len && out.len < 60; i++) {
        char c = plain.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            buf_add(&out, (str){&c, 1});
        } else if (c == ' ' && out.len && out.at[out.len - 1] != '-') {
            buf_add(&out, STR("-"));
        }
    }
    return buf_str(&out);
}

str page_address(struct page *p, str kind, int64_t id, str name) {
    str slug = page_slug(p, name);
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/"));
    buf_add(&out, kind);
    buf_add(&out, STR("/"));
    buf_num(&out, id);
    buf_add(&out, slug.len ? STR("-") : (str){0});
    buf_add(&out, slug);
    return buf_str(&out);
}

str page_target(struct page *p) {
    struct buf path = {.mem = p->work.mem};
    str rest = str_skip(p->path, 1);
    str segment;
    while (str_cut(&rest, '/', &segment)) {
        html(&path, "/{}", url(segment));
    }
    if (p->request->raw_query.len) {
        buf_add(&path, STR("?"));
        buf_add(&path, p->request->raw_query);
    }
    return buf_str(&path);
}

str page_today(struct page *p) {
    return date_of(p->work.mem, p->work.now);
}

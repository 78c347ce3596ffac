#include "web/repeated.h"

#include "account/secret.h"
#include "lang/say.h"
#include "wire/html.h"

/* With its length before it, so that no two lists of texts read the same. */
static void add(struct buf *all, str text) {
    buf_num(all, (int64_t)text.len);
    buf_add(all, STR(":"));
    buf_add(all, text);
}

/* Also when it is changed it is another one: who goes back and writes a second need means two. */
str repeated_key(struct page *p) {
    const struct request *r = p->request;
    struct buf all = {.mem = p->work.mem};
    if (!page_signed_in(p) || request_form(r, STR("once")).len == 0) {
        return (str){0};
    }
    buf_num(&all, p->account.id);
    add(&all, p->path);
    add(&all, r->raw_query);
    for (size_t i = 0; i < r->form.count; i++) {
        add(&all, r->form.at[i].name);
        add(&all, r->form.at[i].value);
    }
    for (size_t i = 0; i < r->uploads.count; i++) {
        add(&all, r->uploads.at[i].name);
        add(&all, secret_hash(p->work.mem, r->uploads.at[i].bytes));
    }
    return secret_hash(p->work.mem, buf_str(&all));
}

/* The request that showed it has a name of its own already. */
void repeated_field(struct page *p) {
    if (page_signed_in(p)) {
        html(&p->out, "<input type='hidden' name='once' value='{}'>", txt(p->request->id));
    }
}

void repeated_page(struct page *p) {
    page_open(p, say(&p->work, "This is stored already"));
    html(&p->out, "<p class='answer'>{}</p>\n",
            txt(say(&p->work,
                    "The same form came twice, perhaps because the answer to the first one"
                    " was lost. It was stored once.")));
    html(&p->out, "<p class='acts'><a class='button plain' href='/{}/'>{}</a></p>\n", txt(p->lang),
            txt(say(&p->work, "To the first page")));
    page_close(p);
}

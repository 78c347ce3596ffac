#include "web/own_field_fill_page.h"

#include "db/db.h"
#include "directory/organisation.h"
#include "lang/say.h"
#include "project/own_field.h"
#include "web/download.h"
#include "web/own_field_view.h"
#include "wire/csv.h"
#include "wire/html.h"

enum { EXPORT_BATCH = 200 };

/* In whose name: the cluster the reader works for, if the organisation is its member. */
static int64_t own_cluster(struct page *p, int64_t organisation) {
    int64_t cluster = organisation_cluster(&p->work, organisation, p->session.cluster);
    return cluster == p->session.cluster ? cluster : 0;
}

struct own_fields own_field_of(struct page *p, int64_t organisation) {
    int64_t cluster = page_manages(p) ? own_cluster(p, organisation) : 0;
    return cluster ? own_field_list(&p->work, cluster, OWN_FIELD_ORGANISATION, organisation)
                   : (struct own_fields){0};
}

void own_field_part(struct page *p, int64_t organisation, const struct own_fields *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Own fields of your cluster")));
    own_field_facts(p, all);
    html(&p->out, "<p class='no-print'><a href='/{}/organisations/{}/fields'>{}</a></p>\n",
            txt(p->lang), num(organisation), txt(say(w, "Fill in")));
}

static void show(struct page *p, const struct organisation *o, const struct own_fields *all) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Own fields"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}{}' lang='{}'>{}</a></li>"
            "\n</ol>\n</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div>"
            "</div>\n",
            txt(say(w, "Where you are")), txt(p->lang),
            txt(page_address(p, STR("organisations"), o->id, o->name)), txt(o->lang), txt(o->name),
            txt(say(w, "Own fields")), txt(say(w, "Only your cluster sees what you write here.")));
    own_field_errors(p, all);
    if (all->count) {
        html(&p->out, "<form method='post' class='narrow' action='/{}/organisations/{}/fields'>",
                txt(p->lang), num(o->id));
        page_form_key(p);
        own_field_controls(p, all);
        html(&p->out, "<button class='button'>{}</button>\n</form>\n", txt(say(w, "Save")));
    } else {
        html(&p->out, "<p>{}</p>\n<p><a class='button plain' href='/{}/fields'>{}</a></p>\n",
                txt(say(w, "Your cluster has no fields of its own about members yet.")),
                txt(p->lang), txt(say(w, "Add a field")));
    }
    page_close(p);
}

void own_field_fill_page(struct page *p) {
    struct work *w = &p->work;
    struct organisation o = {0};
    int64_t cluster = own_cluster(p, p->id);
    if (!cluster || !organisation_one(w, p->id, &o)) {
        page_not_found(p);
        return;
    }
    struct own_fields all = own_field_list(w, cluster, OWN_FIELD_ORGANISATION, o.id);
    if (request_reads(p->request)) {
        show(p, &o, &all);
        return;
    }
    if (own_field_read(p, &all)) {
        p->status = 422;
        show(p, &o, &all);
        return;
    }
    db_begin(w);
    own_field_keep(w, &all, o.id);
    if (page_saved(p)) {
        struct buf to = {.mem = w->mem};
        buf_add(&to, page_address(p, STR("organisations"), o.id, o.name));
        buf_add(&to, STR("?done=saved"));
        page_redirect(p, buf_str(&to));
    }
}

void own_field_csv_page(struct page *p) {
    struct work *w = &p->work;
    struct own_field_values all = own_field_values(w, p->session.cluster, OWN_FIELD_ORGANISATION);
    struct buf out = {.mem = w->mem};
    struct organisations batch = {0};
    str after = {0};
    buf_add(&out, STR("\xEF\xBB\xBFkey,name,"));
    own_field_csv_head(p, &out, &all.fields);
    csv_end(&out);
    do {
        batch = organisation_export(w, p->session.cluster, after, EXPORT_BATCH);
        for (size_t i = 0; i < batch.count; i++) {
            csv_cell(&out, batch.at[i].key);
            csv_cell_defused(&out, batch.at[i].name);
            own_field_csv_cells(&out, &all, batch.at[i].id);
            csv_end(&out);
            after = batch.at[i].key;
        }
    } while (batch.count == EXPORT_BATCH);
    download_send(p, STR("own-fields.csv"), STR("text/csv; charset=utf-8"), buf_str(&out));
}

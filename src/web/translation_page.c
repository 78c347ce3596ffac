#include "web/translation_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "directory/listing.h"
#include "directory/organisation.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "web/fact.h"
#include "wire/html.h"

enum { TEXTS = 2 };

/* One text of the thing, and what is written for it in the other language. */
struct text_pair {
    const char *field; /* "title" */
    str original;
    str written;
    bool line;
    enum flaw flaw;
};

struct translated {
    str object; /* "listing" */
    str kind;   /* in addresses: "listings" */
    int64_t id;
    str name; /* of the thing, for its address */
    str lang; /* of the original */
    int64_t changed;
    str into;
    str made_by;
    bool older; /* than the original */
    struct text_pair texts[TEXTS];
};

static bool find_listing(struct page *p, struct translated *t) {
    struct listing l = {0};
    if (!listing_one(&p->work, p->id, &l)) {
        return false;
    }
    *t = (struct translated){.object = STR("listing"),
            .kind = STR("listings"),
            .id = l.id,
            .name = l.title,
            .lang = l.lang,
            .changed = l.updated,
            .texts = {{.field = "title", .original = l.title, .line = true},
                    {.field = "text", .original = l.body}}};
    return true;
}

static bool find_organisation(struct page *p, struct translated *t) {
    struct organisation o = {0};
    if (!organisation_one(&p->work, p->id, &o)) {
        return false;
    }
    *t = (struct translated){.object = STR("organisation"),
            .kind = STR("organisations"),
            .id = o.id,
            .name = o.name,
            .lang = o.lang,
            .changed = o.updated,
            .texts = {{.field = "name", .original = o.name, .line = true},
                    {.field = "profile", .original = o.profile}}};
    return true;
}

static bool find_cluster(struct page *p, struct translated *t) {
    struct cluster c = {0};
    if (!cluster_one(&p->work, p->id, &c)) {
        return false;
    }
    *t = (struct translated){.object = STR("cluster"),
            .kind = STR("clusters"),
            .id = c.id,
            .name = c.name,
            .lang = c.lang,
            .changed = c.updated,
            .texts = {{.field = "name", .original = c.name, .line = true},
                    {.field = "profile", .original = c.profile}}};
    return true;
}

/* What is stored in that language. False if it is none we speak, or the original's own. */
static bool read_stored(struct page *p, struct translated *t) {
    enum tongue spoken = EN;
    if (!tongue_of(p->word, &spoken) || str_eq(p->word, t->lang)) {
        return false;
    }
    t->into = p->word;
    t->made_by = STR("human");
    struct translations all = translation_list(&p->work, t->object, t->id);
    for (size_t i = 0; i < all.count; i++) {
        const struct translation *one = &all.at[i];
        for (size_t j = 0; j < TEXTS && str_eq(one->lang, t->into); j++) {
            if (str_eq(one->field, str_of(t->texts[j].field))) {
                t->texts[j].written = one->body;
                t->made_by = one->made_by;
                t->older = t->older || one->updated < t->changed;
            }
        }
    }
    return true;
}

static str back(struct page *p, const struct translated *t, str query) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, page_address(p, t->kind, t->id, t->name));
    buf_add(&to, query);
    return buf_str(&to);
}

static void write_field(struct page *p, const struct translated *t, const struct text_pair *one) {
    struct work *w = &p->work;
    str field = str_of(one->field);
    html(&p->out, "<div class='field'><label for='{}'>{} <span class='tongue'>{}</span></label>\n",
            txt(field), txt(label(w, LABEL_FIELD, field)), txt(language_name(w->tongue, t->into)));
    if (one->flaw) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>\n", txt(field),
                txt(flaw_text(w, one->flaw)));
    }
    if (one->line) {
        html(&p->out, "<input type='text' value='{}'", txt(one->written));
    } else {
        html(&p->out, "<textarea");
    }
    html(&p->out, " id='{}' name='{}' lang='{}' autocomplete='off'", txt(field), txt(field),
            txt(t->into));
    if (one->flaw) {
        html(&p->out, " aria-invalid='true' aria-describedby='{}-wrong'", txt(field));
    }
    if (one->line) {
        html(&p->out, ">\n</div>\n");
    } else {
        html(&p->out, ">\n{}</textarea>\n</div>\n", txt(one->written));
    }
}

static void write_pair(struct page *p, const struct translated *t, const struct text_pair *one) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='versions'>\n<section class='version original'><h2>{}"
            " <span class='tongue'>{}</span></h2>\n",
            txt(label(w, LABEL_FIELD, str_of(one->field))),
            txt(say(w, "{}, the original", txt(language_name(w->tongue, t->lang)))));
    fact_paragraphs(p, one->original, t->lang);
    html(&p->out, "</section>\n<div class='version'>\n");
    write_field(p, t, one);
    html(&p->out, "</div>\n</div>\n");
}

static void write_makers(struct page *p, const struct translated *t) {
    struct label_values all = label_values(LABEL_MADE_BY);
    html(&p->out, "<fieldset class='field'>\n<legend>{}</legend>\n",
            txt(say(&p->work, "Translated by")));
    for (size_t i = 0; i < all.count; i++) {
        str value = str_of(all.at[i].value);
        html(&p->out, "<label class='choice'><input type='radio' name='made_by' value='{}'",
                txt(value));
        if (str_eq(value, t->made_by)) {
            html(&p->out, " checked");
        }
        html(&p->out, "> {}</label>\n", txt(say_key(&p->work, all.at[i].word)));
    }
    html(&p->out, "</fieldset>\n");
}

static void write_head(struct page *p, const struct translated *t, str title) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n"
            "<li><a href='/{}{}' lang='{}'>{}</a></li>\n</ol>\n</nav>\n"
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(back(p, t, (str){0})), txt(t->lang),
            txt(t->name), txt(title),
            txt(say(w, "It stands beside the original and never in its place. An empty field"
                       " removes the translation.")));
    if (t->older) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "The original was changed after this was translated. See whether it"
                           " still says the same.")));
    }
}

static void show(struct page *p, const struct translated *t) {
    struct work *w = &p->work;
    str title = say(w, "In {}", txt(language_name(w->tongue, t->into)));
    page_open_with(p, title);
    write_head(p, t, title);
    html(&p->out, "<form method='post' action='/{}/{}/{}/translations/{}' data-guard novalidate>\n",
            txt(p->lang), txt(t->kind), num(t->id), txt(t->into));
    page_form_key(p);
    for (size_t i = 0; i < TEXTS; i++) {
        if (t->texts[i].original.len) {
            write_pair(p, t, &t->texts[i]);
        }
    }
    write_makers(p, t);
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(say(w, "Save")));
    page_close(p);
}

static bool take_one(struct page *p, struct text_pair *one) {
    struct translation holder = {0};
    struct column c = *column_named(&translation_columns, STR("text"));
    c.kind = one->line ? COLUMN_LINE : COLUMN_TEXT;
    c.most = one->line ? 200 : c.most;
    c.needed = false;
    one->flaw = column_take(p->work.mem, &c, &holder, page_form(p, str_of(one->field)));
    one->written = holder.body;
    return one->flaw == FLAW_NONE;
}

static void store(struct page *p, const struct translated *t) {
    db_begin(&p->work);
    for (size_t i = 0; i < TEXTS; i++) {
        if (t->texts[i].original.len) {
            translation_save(&p->work, &(struct translation){.object = t->object,
                                               .object_id = t->id,
                                               .field = str_of(t->texts[i].field),
                                               .lang = t->into,
                                               .body = t->texts[i].written,
                                               .made_by = t->made_by});
        }
    }
    if (page_saved(p)) {
        page_redirect(p, back(p, t, STR("?done=saved")));
    }
}

static void edit(struct page *p, bool (*find)(struct page *p, struct translated *t)) {
    struct translated t = {0};
    if (find(p, &t) && read_stored(p, &t)) {
        show(p, &t);
    } else {
        page_not_found(p);
    }
}

static void save(struct page *p, bool (*find)(struct page *p, struct translated *t)) {
    struct translated t = {0};
    if (!find(p, &t) || !read_stored(p, &t)) {
        page_not_found(p);
        return;
    }
    str made_by = page_form(p, STR("made_by"));
    t.made_by = label_knows(LABEL_MADE_BY, made_by) ? made_by : STR("human");
    bool fine = true;
    for (size_t i = 0; i < TEXTS; i++) {
        fine = take_one(p, &t.texts[i]) && fine;
    }
    if (fine) {
        store(p, &t);
        return;
    }
    p->status = 422;
    show(p, &t);
}

void translation_listing_page(struct page *p) {
    edit(p, find_listing);
}

void translation_listing_save(struct page *p) {
    save(p, find_listing);
}

void translation_organisation_page(struct page *p) {
    edit(p, find_organisation);
}

void translation_organisation_save(struct page *p) {
    save(p, find_organisation);
}

void translation_cluster_page(struct page *p) {
    edit(p, find_cluster);
}

void translation_cluster_save(struct page *p) {
    save(p, find_cluster);
}

/* How it stands with one language, from all that is translated into it. */
struct standing {
    size_t count;
    bool older, machine;
};

static struct standing standing_of(const struct translated_into *into, str lang) {
    struct standing s = {0};
    for (size_t i = 0; i < into->all->count; i++) {
        const struct translation *t = &into->all->at[i];
        if (str_eq(t->lang, lang)) {
            s.count++;
            s.older = s.older || t->updated < into->changed;
            s.machine = s.machine || str_eq(t->made_by, STR("machine"));
        }
    }
    return s;
}

static str standing(struct work *w, const struct translated_into *into, str lang) {
    struct standing s = standing_of(into, lang);
    if (str_eq(lang, into->lang)) {
        return say(w, "the original");
    }
    if (s.count == 0) {
        return say(w, "missing");
    }
    if (s.count < into->texts) {
        return say(w, "translated in part");
    }
    if (s.older) {
        return say(w, "older than the original");
    }
    return s.machine ? say(w, "translated by a machine") : say(w, "translated by a person");
}

void translation_links(struct page *p, str kind, int64_t id, const struct translated_into *into) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "Languages")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str lang = tongue_code(t);
        str language = language_name(w->tongue, lang);
        if (str_eq(lang, into->lang)) {
            fact_said(p, language, standing(w, into, lang));
        } else {
            html(&p->out,
                    "<dt>{}</dt><dd><a href='/{}/{}/{}/translations/{}'>"
                    "<span class='visually-hidden'>{}: </span>{}</a></dd>\n",
                    txt(language), txt(p->lang), txt(kind), num(id), txt(lang), txt(language),
                    txt(standing(w, into, lang)));
        }
    }
    html(&p->out, "</dl>\n");
}

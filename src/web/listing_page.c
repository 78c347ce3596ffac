#include "web/listing_page.h"

#include "account/right.h"
#include "directory/listing_act.h"
#include "directory/translation.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/layout.h"
#include "web/listing_record.h"
#include "web/listing_state.h"
#include "web/script_note.h"
#include "web/translation_page.h"
#include "web/understood_view.h"
#include "web/unveil_page.h"
#include "wire/html.h"

static void write_trail(struct page *p, const struct listing *l) {
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/listings'>{}</a></li>\n"
            "<li><a href='/{}{}'><bdi>{}</bdi></a>",
            txt(say(&p->work, "Where you are")), txt(p->lang),
            txt(say(&p->work, "Needs and offers")), txt(p->lang),
            txt(page_address(p, STR("organisations"), l->organisation, l->organisation_name)),
            txt(l->organisation_name));
    script_tag(p, l->organisation_name);
    html(&p->out, "</li>\n</ol>\n</nav>\n");
}

static str answer_line(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    str country = country_name(w->tongue, l->organisation_country);
    if (str_eq(l->side, STR("offer"))) {
        return say(w, "An offer of {}, {}.", txt(l->organisation_name), txt(country));
    }
    return say(w, "A need of {}, {}.", txt(l->organisation_name), txt(country));
}

/* One button that posts. */
static void write_act(struct page *p, str act, str look, str said) {
    html(&p->out, "<form method='post' action='/{}/listings/{}/{}'>", txt(p->lang), num(p->id),
            txt(act));
    page_form_key(p);
    html(&p->out, "<button class='{}'>{}</button></form>\n", txt(look), txt(said));
}

/* What whoever keeps it would do next with it. */
static void write_next_act(struct page *p, const struct listing *l, enum listing_by by) {
    struct work *w = &p->work;
    bool withdrawn = str_eq(l->status, STR("withdrawn"));
    if (listing_open(p, l)) {
        write_act(p, STR("confirm"), STR("button"), say(w, "Still current"));
    } else if (withdrawn) {
        write_act(p, STR("restore"), STR("button"), say(w, "Bring back as draft"));
    } else if (by == BY_MANAGER) {
        write_act(p, STR("publish"), STR("button"), say(w, "Publish"));
    } else if (!str_eq(l->status, STR("review"))) {
        write_act(p, STR("hand-in"), STR("button"), say(w, "Hand in for review"));
    }
}

/* The manager says with it what is still to be done; a member only takes it back. */
static void write_send_back(struct page *p, const struct listing *l, enum listing_by by) {
    struct work *w = &p->work;
    if (by != BY_MANAGER) {
        write_act(p, STR("send-back"), STR("button plain"), say(w, "Take it back"));
        return;
    }
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<form class='reveal-body' method='post' action='/{}/listings/{}/send-back'>",
            txt(say(w, "Send back")), txt(p->lang), num(l->id));
    page_form_key(p);
    html(&p->out,
            "<div class='field'><label for='send-back-note'>{}</label><textarea id='send-back-note'"
            " name='note' rows='3'></textarea></div>\n<button class='button'>{}</button></form>\n"
            "</details>\n",
            txt(say(w, "What is still missing?")), txt(say(w, "Send back")));
}

static bool is_draft(const struct listing *l) {
    return str_eq(l->status, STR("draft")) || str_eq(l->status, STR("review"));
}

static void write_acts(struct page *p, const struct listing *l, enum listing_by by) {
    struct work *w = &p->work;
    html(&p->out, "<div class='acts'>");
    write_next_act(p, l, by);
    if (is_draft(l) && by == BY_MANAGER) {
        html(&p->out, "<a class='button plain' href='/{}/organisations/{}/ask?listing={}'>{}</a>\n",
                txt(p->lang), num(l->organisation), num(l->id), txt(say(w, "Ask the member")));
    }
    if (str_eq(l->status, STR("review"))) {
        write_send_back(p, l, by);
    }
    html(&p->out, "<a class='button plain' href='/{}/organisations/{}/partners'>{}</a>\n",
            txt(p->lang), num(l->organisation), txt(say(w, "Partners abroad")));
    html(&p->out, "<a class='button plain' href='/{}/listings/{}/edit'>{}</a>\n", txt(p->lang),
            num(l->id), txt(say(w, "Edit")));
    if (!str_eq(l->status, STR("withdrawn"))) {
        write_act(p, STR("withdraw"), STR("button danger"), say(w, "Withdraw"));
    }
    html(&p->out, "</div>\n");
}

/* Right after withdrawing, one press makes it as if nothing had been. */
static void write_undo(struct page *p, const struct listing *l) {
    if (!str_eq(l->status, STR("withdrawn")) ||
            !str_eq(page_query(p, STR("was")), STR("published"))) {
        return;
    }
    html(&p->out, "<form method='post' action='/{}/listings/{}/restore'>", txt(p->lang),
            num(l->id));
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='status' value='published'>"
            "<p><button class='button plain'>{}</button></p></form>\n",
            txt(say(&p->work, "Undo: publish it again")));
}

static void write_head(struct page *p, const struct understood_view *v, int64_t said) {
    const struct listing *l = v->listing;
    html(&p->out, "<div class='head'>\n<div>\n<h1><span lang='{}'>", txt(l->lang));
    understood_title(p, v);
    html(&p->out, "</span>");
    layout_tongue(p, l->lang);
    html(&p->out, "</h1>\n<p class='answer'>{} ", txt(answer_line(p, l)));
    listing_state(p, l);
    html(&p->out, "</p>\n");
    listing_record_line(p, said);
    html(&p->out, "</div>\n");
    if (v->own) {
        write_acts(p, l, listing_actor(&p->work, l->organisation));
    }
    html(&p->out, "</div>\n");
}

static str version_tag(struct work *w, const struct wording *shown) {
    str language = language_name(w->tongue, shown->lang);
    if (shown->original) {
        return say(w, "{}, the original", txt(language));
    }
    return shown->machine ? say(w, "{}, translated by a machine", txt(language))
                          : say(w, "{}, translated by a person", txt(language));
}

/* What is tagged is the title, or the text where only that was translated. */
static void write_version_head(
        struct page *p, const struct wording *title, const struct wording *text) {
    const struct wording *tagged = title->original && !text->original ? text : title;
    html(&p->out, "<h2><span lang='{}'><bdi>{}</bdi></span> ", txt(title->lang), txt(title->body));
    if (tagged->machine) {
        html(&p->out, "<span class='tongue machine'>{}</span></h2>\n",
                txt(version_tag(&p->work, tagged)));
    } else {
        html(&p->out, "<span class='tongue'>{}</span></h2>\n", txt(version_tag(&p->work, tagged)));
    }
}

/* The reader's version beside the original; the original alone where there is no other. */
static void write_text(
        struct page *p, const struct understood_view *v, const struct translations *all) {
    struct work *w = &p->work;
    const struct listing *l = v->listing;
    struct wording title = translation_pick(w, all, STR("title"), l->title, l->lang);
    struct wording text = translation_pick(w, all, STR("text"), l->body, l->lang);
    if (title.original && text.original) {
        understood_text(p, v);
        return;
    }
    struct wording own_title = {.body = l->title, .lang = l->lang, .original = true};
    struct wording own_text = {.body = l->body, .lang = l->lang, .original = true};
    html(&p->out, "<div class='versions'>\n<section class='version original'>");
    write_version_head(p, &own_title, &own_text);
    understood_text(p, v);
    html(&p->out, "</section>\n<section class='version'>");
    text.body = text.original ? (str){0} : text.body;
    write_version_head(p, &title, &text);
    fact_paragraphs(p, text.body, text.lang);
    html(&p->out, "</section>\n</div>\n");
}

static void write_facts(struct page *p, const struct listing *l) {
    static const char *const shown[] = {"side", "kind", "partnerships", "partner_kinds",
            "partner_sizes", "sectors", "customer_sectors", "countries", "countries_excluded",
            "stage", "rights", "certificates", "quantity"};
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "Facts")));
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
        fact_row(p, &listing_columns, l, shown[i]);
    }
    fact_said(p, say(w, "Valid until"),
            l->valid_until.len ? locale_date(w, l->valid_until, DATE_LONG)
                               : say(w, "until it is withdrawn"));
    fact_row(p, &listing_columns, l, "confirmed");
    fact_row(p, &listing_columns, l, "visibility");
    fact_said(p, say(w, "Changed"), locale_day(w, l->updated));
    html(&p->out, "</dl>\n");
}

void listing_page_show(struct page *p) {
    struct listing l = {0};
    if (!listing_one(&p->work, p->id, &l)) {
        page_not_found(p);
        return;
    }
    struct translations all = translation_list(&p->work, STR("listing"), l.id);
    unsigned standing = right_standing(&p->work, RIGHT_KEEP_LISTING, l.id);
    bool own = right_given(standing, RIGHT_KEEP_LISTING);
    struct understood_view v = understood_look(p, &l, own);

    page_open_with(p, l.title);
    if (right_given(standing, RIGHT_OWN_LISTING)) {
        write_undo(p, &l);
    }
    write_trail(p, &l);
    write_head(p, &v, listing_owner_said(&p->work, l.id));
    html(&p->out, "<div class='two'>\n<div>\n");
    write_text(p, &v, &all);
    understood_chips(p, &v);
    html(&p->out, "</div>\n<div>\n");
    write_facts(p, &l);
    if (right_given(standing, RIGHT_UNVEIL_LISTING)) {
        unveil_section(p, &l);
    }
    if (own) {
        translation_links(p, STR("listings"), l.id,
                &(struct translated_into){.all = &all,
                        .lang = l.lang,
                        .changed = l.updated,
                        .texts = l.body.len ? 2 : 1});
        listing_record_show(p, &l);
    }
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

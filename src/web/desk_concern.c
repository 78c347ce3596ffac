#include "web/desk_concern.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/layout.h"
#include "wire/html.h"

/* The others wait for somebody, and stand above (digest/digest_listings.c). */
static bool is_here(enum concern c) {
    return c != CONCERN_LAPSING && c != CONCERN_EXPIRED && c != CONCERN_REVIEW;
}

static str listing_sentence(struct work *w, enum concern concern, int64_t count) {
    if (concern == CONCERN_LAPSING) {
        return say_many(w, "One need or offer lapses within 30 days.",
                "{} needs and offers lapse within 30 days.", count);
    }
    if (concern == CONCERN_EXPIRED) {
        return say_many(w, "One need or offer has expired. Renew it, or withdraw it.",
                "{} needs and offers have expired. Renew them, or withdraw them.", count);
    }
    if (concern == CONCERN_REVIEW) {
        return say_many(w, "One need or offer waits for your review.",
                "{} needs and offers wait for your review.", count);
    }
    if (concern == CONCERN_DRAFT) {
        return say_many(w, "One draft has not been published yet.",
                "{} drafts have not been published yet.", count);
    }
    return say_many(w, "Nobody has confirmed one need or offer for a year.",
            "Nobody has confirmed {} needs and offers for a year.", count);
}

static str sentence(struct work *w, enum concern concern, int64_t count) {
    if (concern < CONCERN_SILENT) {
        return listing_sentence(w, concern, count);
    }
    if (concern == CONCERN_SILENT) {
        return say_many(w, "One member has no need or offer, so nobody can be found for it.",
                "{} members have no need or offer, so nobody can be found for them.", count);
    }
    if (concern == CONCERN_ENGLISH) {
        return say_many(w, "One member has no English text for partners abroad.",
                "{} members have no English text for partners abroad.", count);
    }
    if (concern == CONCERN_REMARK) {
        return say_many(w, "An import could not place something of one member.",
                "An import could not place something of {} members.", count);
    }
    return say_many(w, "One member has no country, so it is found in none.",
            "{} members have no country, so they are found in none.", count);
}

static void concern(struct page *p, enum concern c, int64_t count) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> <a class='button plain' href='/{}/today/{}'>{}</a></li>\n",
            txt(sentence(w, c, count)), txt(p->lang), txt(attention_word(c)),
            txt(say_many(w, "See it", "See all {}", count)));
}

static void teach(struct page *p, size_t count) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> <a class='button plain' href='/{}/words'>{}</a></li>\n",
            txt(say_many(w, "One word stands in several texts and is not understood.",
                    "{} words stand in several texts and are not understood.", count)),
            txt(p->lang), txt(say(w, "Teach them")));
}

size_t desk_concern_count(const struct attention *a, size_t words) {
    size_t count = words > 0;
    for (enum concern c = 0; c < CONCERN_COUNT; c++) {
        count += is_here(c) && a->of[c] > 0;
    }
    return count;
}

void desk_concern_rows(struct page *p, const struct attention *a, size_t words) {
    if (desk_concern_count(a, words) == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ol class='wants'>\n", txt(say(&p->work, "To put in order")));
    for (enum concern c = 0; c < CONCERN_COUNT; c++) {
        if (is_here(c) && a->of[c] > 0) {
            concern(p, c, a->of[c]);
        }
    }
    if (words) {
        teach(p, words);
    }
    html(&p->out, "</ol>\n");
}

static void listing_thing(struct page *p, const struct attention_thing *t) {
    struct work *w = &p->work;
    bool need = str_eq(t->side, STR("need"));
    html(&p->out, "<li><h2><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), t->id, t->name)), txt(t->lang), txt(t->name));
    layout_tongue(p, t->lang);
    html(&p->out, "</h2><p class='quiet'>{}</p>",
            txt(need ? say(w, "Need of {}", txt(t->organisation))
                     : say(w, "Offer of {}", txt(t->organisation))));
    if (t->valid_until.len) {
        html(&p->out, "<p class='quiet'>{}</p>",
                txt(say(w, "Valid until {}", txt(locale_date(w, t->valid_until, DATE_LONG)))));
    }
    html(&p->out, "</li>\n");
}

static void member_thing(struct page *p, const struct attention_thing *t) {
    html(&p->out, "<li><h2><a href='/{}{}' lang='{}'><bdi>{}</bdi></a></h2>", txt(p->lang),
            txt(page_address(p, STR("organisations"), t->id, t->name)), txt(t->lang), txt(t->name));
    if (t->remark.len) {
        html(&p->out, "<p class='quiet'>{}</p>", txt(t->remark));
    }
    html(&p->out, "</li>\n");
}

void desk_concern_page(struct page *p) {
    struct work *w = &p->work;
    enum concern c = CONCERN_LAPSING;
    if (!attention_named(p->word, &c)) {
        page_not_found(p);
        return;
    }
    struct attention a = attention_of(w, p->session.cluster);
    struct attention_things all = attention_list(w, p->session.cluster, c, ATTENTION_MOST);
    str title = all.count ? sentence(w, c, a.of[c]) : say(w, "Nothing is left here");

    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/today'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Today")), txt(title));
    if (a.of[c] > (int64_t)all.count) {
        html(&p->out, "<p class='total'>{}</p>\n",
                txt(say_many(w, "The first one", "The first {}", all.count)));
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < all.count; i++) {
        if (c < CONCERN_SILENT) {
            listing_thing(p, &all.at[i]);
        } else {
            member_thing(p, &all.at[i]);
        }
    }
    html(&p->out, "</ul>\n");
    page_close(p);
}

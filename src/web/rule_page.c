#include "web/rule_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/rule.h"
#include "web/entry.h"
#include "wire/html.h"

enum { FIELDS = EVIDENCE_KINDS + 1, MONTHS = EVIDENCE_KINDS };

static const struct {
    const char *label, *hint;
} texts[FIELDS] = {
        [EVIDENCE_MET] = {say_word("A meeting in person"), NULL},
        [EVIDENCE_VIDEO] = {say_word("A meeting by video"), NULL},
        [EVIDENCE_PHONE] = {say_word("A talk on the phone"), NULL},
        [EVIDENCE_INTRODUCED] = {say_word("A good introduction"),
                say_word("Counts for whoever introduced, once the two have met.")},
        [EVIDENCE_KEPT] = {say_word("Something agreed and kept"), NULL},
        [EVIDENCE_BROKEN] = {say_word("Something agreed and broken"), say_word("Counts against.")},
        [EVIDENCE_DELIVERED] = {say_word("A project finished together"), NULL},
        [EVIDENCE_GOOD] = {say_word("A good judgement"), say_word("Only the judge sees it.")},
        [EVIDENCE_BAD] = {say_word("A bad judgement"),
                say_word("Only the judge sees it; it counts against.")},
        [MONTHS] = {say_word("Months until it counts half"),
                say_word("Trust cools: after this time each of them counts half, after twice the"
                         " time a quarter.")},
};

struct typed {
    str value[FIELDS];
    str wrong[FIELDS];
};

static str name_of(int field) {
    return field == MONTHS ? STR("months") : evidence_word((enum evidence_kind)field);
}

static int64_t *place_of(struct rule *r, int field) {
    return field == MONTHS ? &r->months : &r->strength[field];
}

static struct typed typed_of(struct work *w, struct rule r) {
    struct typed t = {0};
    for (int f = 0; f < FIELDS; f++) {
        struct buf out = {.mem = w->mem};
        buf_num(&out, *place_of(&r, f));
        t.value[f] = buf_str(&out);
    }
    return t;
}

static bool take(struct page *p, struct typed *t, struct rule *r) {
    bool right = true;
    for (int f = 0; f < FIELDS; f++) {
        int64_t least = f == MONTHS ? RULE_MONTHS_LEAST : 0;
        int64_t most = f == MONTHS ? RULE_MONTHS_MOST : RULE_STRENGTH_MOST;
        int64_t number = 0;
        t->value[f] = str_trim(page_form(p, name_of(f)));
        if (str_num(t->value[f], &number) && number >= least && number <= most) {
            *place_of(r, f) = number;
        } else {
            t->wrong[f] =
                    say(&p->work, "Type a whole number from {} to {}.", num(least), num(most));
            right = false;
        }
    }
    return right;
}

static void fields(struct page *p, const struct typed *t) {
    struct work *w = &p->work;
    struct entry all[FIELDS];
    for (int f = 0; f < FIELDS; f++) {
        all[f] = (struct entry){.name = name_of(f),
                .type = STR("text"),
                .fill = STR("off"),
                .label = say_key(w, texts[f].label),
                .hint = texts[f].hint ? say_key(w, texts[f].hint) : (str){0},
                .value = t->value[f],
                .wrong = t->wrong[f]};
    }
    entry_errors(p, (struct entries){all, FIELDS});
    html(&p->out, "<form class='narrow' method='post' action='/{}/network/rules'>\n", txt(p->lang));
    page_form_key(p);
    for (int f = 0; f < FIELDS; f++) {
        entry_put(p, &all[f]);
    }
    html(&p->out,
            "<div class='form-end'><button class='button'>{}</button>\n"
            "<button class='button plain' name='then' value='usual'>{}</button></div>\n</form>\n",
            txt(say(w, "Save")), txt(say(w, "As usual")));
}

static void show(struct page *p, const struct typed *t, int64_t at) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "What trust grows from"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/network'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "My network")),
            txt(say(w, "What trust grows from")),
            txt(say(w, "How much each counts for your cluster: 100 is as much as one meeting in"
                       " person usually does. Mail counts nothing, nor does what only one side says"
                       " took place.")));
    fields(p, t);
    if (at) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Saved on {}.", txt(locale_day(w, at)))));
    }
    page_close(p);
}

void rule_page(struct page *p) {
    struct rule r = rule_of(&p->work, p->session.cluster);
    struct typed t = typed_of(&p->work, r);
    show(p, &t, r.at);
}

void rule_page_post(struct page *p) {
    struct work *w = &p->work;
    struct rule r = rule_of(w, p->session.cluster);
    struct typed t = {0};
    bool usual = str_eq(page_form(p, STR("then")), STR("usual"));
    if (!usual && !take(p, &t, &r)) {
        p->status = 422;
        show(p, &t, r.at);
        return;
    }
    db_begin(w);
    if (usual) {
        rule_forget(w, p->session.cluster);
    } else {
        rule_save(w, p->session.cluster, &r);
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/network/rules?done=saved"));
    }
}

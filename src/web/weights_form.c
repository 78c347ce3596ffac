#include "web/weights_form.h"

#include "lang/codes.h"
#include "lang/label.h"
#include "lang/say.h"
#include "web/entry.h"
#include "wire/html.h"

enum { STRONG = CHANNELS + ORDER_FACTORS };

struct slider {
    const char *name, *label, *hint;
    int64_t least, most;
};

static const struct slider sliders[WEIGHTS_SLIDERS] = {
        {"concepts", say_word("Concepts"),
                say_word("What both texts are about. Without it nobody meets."), 1,
                WEIGHING_WEIGHT_MOST},
        {"letters", say_word("Spelling"), say_word("Words that look alike across languages."), 0,
                WEIGHING_WEIGHT_MOST},
        {"codes", say_word("Codes"),
                say_word("Only where an administrator imported lists of codes."), 0,
                WEIGHING_WEIGHT_MOST},
        {"embeddings", say_word("A language model"),
                say_word("Only where an administrator named one."), 0, WEIGHING_WEIGHT_MOST},
        {"age", say_word("Freshness"),
                say_word("After a year without a change or a confirmation, half of this is taken"
                         " off."),
                0, ORDER_INFLUENCE_MOST},
        {"distance", say_word("Nearness"), say_word("At 1,000 km, half of this is taken off."), 0,
                ORDER_INFLUENCE_MOST},
        {"trust", say_word("Experience"),
                say_word("What you said of earlier matches with the same clusters. Nothing moves"
                         " while you have said nothing."),
                0, ORDER_INFLUENCE_MOST},
        {"size", say_word("Size"), say_word("Like your member, or as you wish below."), 0,
                ORDER_INFLUENCE_MOST},
        {"country", say_word("Country"), say_word("The countries you prefer, below."), 0,
                ORDER_INFLUENCE_MOST},
        {"strong", say_word("Strong from"),
                say_word("From this fit on, new matches are told on your desk."),
                WEIGHING_STRONG_LEAST, WEIGHING_STRONG_MOST},
};

static int64_t stored(const struct weighing *w, int slider) {
    return weighing_hundredths(slider < CHANNELS ? w->channels.of[slider]
                               : slider < STRONG ? w->order.influence[slider - CHANNELS]
                                                 : w->strong);
}

static void store(struct weighing *w, int slider, int64_t hundredths) {
    float *place = slider < CHANNELS ? &w->channels.of[slider]
                   : slider < STRONG ? &w->order.influence[slider - CHANNELS]
                                     : &w->strong;
    *place = (float)hundredths / 100.0F;
}

static str number_text(struct work *w, int64_t number) {
    struct buf out = {.mem = w->mem};
    buf_num(&out, number);
    return buf_str(&out);
}

static str named(struct work *w, str codes) {
    struct buf out = {.mem = w->mem};
    str code;
    while (codes.len && str_cut(&codes, ';', &code)) {
        buf_add(&out, out.len ? STR(", ") : (str){0});
        buf_add(&out, country_name(w->tongue, code));
    }
    return buf_str(&out);
}

struct weights_typed weights_of(struct work *w, const struct weighing *from) {
    struct weights_typed t = {
            .sizes = from->order.sizes, .countries = named(w, from->order.countries)};
    for (int s = 0; s < WEIGHTS_SLIDERS; s++) {
        t.value[s] = number_text(w, stored(from, s));
    }
    return t;
}

/* ---- what came back */

/* By its place in the list: "size-1" is the smallest. */
static str name_of_size(struct work *w, size_t index) {
    struct buf name = {.mem = w->mem};
    buf_add(&name, STR("size-"));
    buf_num(&name, (int64_t)index + 1);
    return buf_str(&name);
}

static void add_code(struct buf *list, str code) {
    buf_add(list, list->len ? STR(";") : (str){0});
    buf_add(list, code);
}

static str take_sizes(struct page *p) {
    struct label_values all = label_values(LABEL_SIZE);
    struct buf list = {.mem = p->work.mem};
    for (size_t i = 0; i < all.count; i++) {
        if (page_form(p, name_of_size(&p->work, i)).len) {
            add_code(&list, str_of(all.at[i].value));
        }
    }
    return buf_str(&list);
}

/* Commas of any script part them. */
static str take_countries(struct page *p, struct weights_typed *t) {
    struct work *w = &p->work;
    struct buf list = {.mem = w->mem};
    struct buf plain = {.mem = w->mem};
    str rest = t->countries;
    str one;
    while (rest.len) {
        bool wide = str_starts(rest, STR("，")) || str_starts(rest, STR("、"));
        bool narrow = rest.at[0] == ';' || rest.at[0] == ',';
        size_t step = wide ? 3 : 1;
        buf_add(&plain, wide || narrow ? STR(",") : (str){rest.at, 1});
        rest = str_skip(rest, step);
    }
    rest = buf_str(&plain);
    while (rest.len && str_cut(&rest, ',', &one)) {
        one = str_trim(one);
        str code = one.len ? country_of(w->mem, one) : one;
        if (one.len && !code.len) {
            t->wrong_countries = say(w, "“{}” is no country that is known here.", txt(one));
        } else if (one.len && !str_lists(buf_str(&list), code)) {
            add_code(&list, code);
        }
    }
    return buf_str(&list);
}

bool weights_take(struct page *p, struct weights_typed *t, struct weighing *to) {
    struct work *w = &p->work;
    bool right = true;
    for (int s = 0; s < WEIGHTS_SLIDERS; s++) {
        const struct slider *slider = &sliders[s];
        int64_t number = -1;
        t->value[s] = str_trim(page_form(p, str_of(slider->name)));
        if (str_num(t->value[s], &number) && number >= slider->least && number <= slider->most) {
            store(to, s, number);
        } else {
            t->wrong[s] = say(
                    w, "Type a whole number from {} to {}.", num(slider->least), num(slider->most));
            right = false;
        }
    }
    t->sizes = to->order.sizes = take_sizes(p);
    t->countries = str_trim(page_form(p, STR("countries")));
    to->order.countries = take_countries(p, t);
    return right && !t->wrong_countries.len;
}

/* ---- the fields */

void weights_errors(struct page *p, const struct weights_typed *t) {
    struct entry all[WEIGHTS_SLIDERS + 1];
    for (int s = 0; s < WEIGHTS_SLIDERS; s++) {
        all[s] = (struct entry){.name = str_of(sliders[s].name),
                .label = say_key(&p->work, sliders[s].label),
                .wrong = t->wrong[s]};
    }
    all[WEIGHTS_SLIDERS] = (struct entry){.name = STR("countries"),
            .label = say(&p->work, "Countries you prefer"),
            .wrong = t->wrong_countries};
    entry_errors(p, (struct entries){all, WEIGHTS_SLIDERS + 1});
}

static void wrong_line(struct page *p, const char *name, str wrong) {
    if (wrong.len) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>", txt(str_of(name)), txt(wrong));
    }
}

/* The ids of what is said of a field, for those who hear it. */
static str described_by(struct work *w, str name, str wrong) {
    struct buf ids = {.mem = w->mem};
    buf_add(&ids, name);
    buf_add(&ids, STR("-hint"));
    if (wrong.len) {
        buf_add(&ids, STR(" "));
        buf_add(&ids, name);
        buf_add(&ids, STR("-wrong"));
    }
    return buf_str(&ids);
}

static void slide(
        struct page *p, const struct weights_typed *t, const struct weighing *saved, int s) {
    struct work *w = &p->work;
    const struct slider *slider = &sliders[s];
    str name = str_of(slider->name);
    str was = number_text(w, stored(saved, s));
    html(&p->out,
            "<div class='field slider'><label for='{}'>{}</label><p class='hint' id='{}-hint'>{}"
            "</p>",
            txt(name), txt(say_key(w, slider->label)), txt(name), txt(say_key(w, slider->hint)));
    wrong_line(p, slider->name, t->wrong[s]);
    html(&p->out,
            "<div class='slide'><input type='range' id='{}' name='{}' min='{}' max='{}' value='{}'"
            " aria-describedby='{}' aria-invalid='{}'>",
            txt(name), txt(name), num(slider->least), num(slider->most), txt(t->value[s]),
            txt(described_by(w, name, t->wrong[s])),
            txt(t->wrong[s].len ? STR("true") : STR("false")));
    html(&p->out, "<output for='{}'>{}</output></div>", txt(name), txt(t->value[s]));
    if (!str_eq(was, t->value[s])) {
        html(&p->out, "<p class='hint'>{}</p>", txt(say(w, "Saved: {}", txt(was))));
    }
    html(&p->out, "</div>\n");
}

static void sizes(struct page *p, const struct weights_typed *t) {
    struct label_values all = label_values(LABEL_SIZE);
    html(&p->out,
            "<fieldset>\n<legend>{}</legend>\n<p class='hint'>{}</p>\n<div class='choices'>\n",
            txt(say(&p->work, "Sizes you wish for")),
            txt(say(&p->work, "None ticked: like your member.")));
    for (size_t i = 0; i < all.count; i++) {
        str value = str_of(all.at[i].value);
        html(&p->out, "<label class='choice'><input type='checkbox' name='{}' value='yes'",
                txt(name_of_size(&p->work, i)));
        if (str_lists(t->sizes, value)) {
            html(&p->out, " checked");
        }
        html(&p->out, "> {}</label>\n", txt(label(&p->work, LABEL_SIZE, value)));
    }
    html(&p->out, "</div>\n</fieldset>\n");
}

static void countries(struct page *p, const struct weights_typed *t) {
    struct entry e = {.name = STR("countries"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(&p->work, "Countries you prefer"),
            .hint = say(&p->work, "With commas between: Germany, Sweden."),
            .value = t->countries,
            .wrong = t->wrong_countries};
    entry_put(p, &e);
}

void weights_fields(struct page *p, const struct weights_typed *t, const struct weighing *saved) {
    struct work *w = &p->work;
    html(&p->out, "<h2 class='section-first'>{}</h2>\n<p class='hint'>{}</p>\n",
            txt(say(w, "What makes the fit")),
            txt(say(w, "100 counts in full, 0 not at all, 200 twice.")));
    for (int s = 0; s < CHANNELS; s++) {
        slide(p, t, saved, s);
    }
    html(&p->out, "<h2>{}</h2>\n<p class='hint'>{}</p>\n", txt(say(w, "What moves it up or down")),
            txt(say(w,
                    "So much of 100 is taken off at most. It changes the order, never the fit that"
                    " is shown.")));
    for (int s = CHANNELS; s < STRONG; s++) {
        slide(p, t, saved, s);
    }
    sizes(p, t);
    countries(p, t);
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "What is told as new")));
    slide(p, t, saved, STRONG);
}

/* The words of a letter that a cluster wrote, and what fills their gaps: what is taken makes a subject
 * of one line, and a text with the link on a line of its own. */
#include "db/db.h"
#include "mail/template.h"
#include "wire/charset.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is the subject, what follows up to a zero byte the text, and the rest fills gaps. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = 1800000000};
    struct template t = {.kind = STR("reset"), .tongue = DA};
    str value = {(const char *)data, size};
    str gap = {0};
    str subject = {0};
    str text = {0};
    (void)str_cut(&value, '\0', &t.text);
    (void)str_cut(&t.text, '\n', &t.subject);
    if (charset_is_utf8(value) && charset_is_utf8(t.text) && charset_is_utf8(t.subject)) {
        bool fine = template_check(&t, &gap) == TEMPLATE_FINE;
        const struct template_letter letter = {.to = STR("a@example.org"),
                .kind = t.kind,
                .tongue = DA,
                .values = {.name = value,
                        .cluster = STR("Alu"),
                        .who = value,
                        .what = value,
                        .list = value,
                        .note = value,
                        .link = STR("https://handslag.example/da/reset/x"),
                        .until = w.now + 3600}};
        template_apply(&w, &t, &letter, &subject, &text);
        assert(!fine || (!str_has(subject, STR("\n")) && !str_has(subject, STR("\r"))));
        assert(!fine || str_has(text, letter.values.link));
    }
    arena_free(&mem);
    return 0;
}

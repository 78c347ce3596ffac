/* A text that somebody typed: composed, cut into sentences, looked at for scripts that were mixed, and
 * read as a list of languages. Done twice it is the same, and every sentence is a part of it. */
#include "directory/speech.h"
#include "lang/plain.h"
#include "lang/script.h"
#include "lang/sentence.h"
#include "wire/charset.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_sentences(struct arena *mem, str text) {
    struct sentences all = sentence_list(mem, text);
    const char *from = text.at;
    assert(all.count <= SENTENCES_MOST);
    for (size_t i = 0; i < all.count; i++) {
        assert(all.at[i].len && all.at[i].at >= from);
        from = all.at[i].at + all.at[i].len;
    }
    assert(all.count == 0 || from <= text.at + text.len);
}

static void check_speech(str text) {
    str second = text;
    str first = {0};
    (void)str_cut(&second, '\n', &first);
    struct speech one = common_language(first, second);
    struct speech other = common_language(second, first);
    assert(one.good == other.good && one.level == other.level && one.sum == other.sum);
    assert(str_eq(one.first, other.second) && str_eq(one.second, other.first));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    str text = {(const char *)data, size};
    if (charset_is_utf8(text)) { /* all that enters is */
        str composed = plain_composed(&mem, text);
        str name = plain_name(&mem, text);
        assert(str_eq(plain_composed(&mem, composed), composed));
        assert(str_eq(plain_name(&mem, name), name));
        assert(plain_is_line(plain_only(&mem, text)));
        (void)script_mixed(text);
        (void)script_mixed_host(text);
        check_sentences(&mem, text);
        check_speech(text);
    }
    arena_free(&mem);
    return 0;
}

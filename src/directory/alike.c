#include "directory/alike.h"

#include "base/buf.h"
#include "lang/fold.h"

static const char *const forms[] = {"a s", "ab", "ag", "aps", "as", "asa", "bv", "b v", "co",
        "co kg", "company", "corp", "corporation", "e k", "e v", "eurl", "gbr", "gmbh",
        "gmbh co kg", "hb", "i s", "inc", "incorporated", "k s", "kb", "kg", "kgaa", "limited",
        "llc", "llp", "ltd", "nv", "ohg", "oy", "oyj", "p s", "plc", "publ", "s a", "s a r l",
        "s a s", "sa", "sarl", "sas", "sca", "scop", "se", "sl", "spa", "srl", "ug"};

static const char *const chinese_forms[] = {
        "股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司"};

static bool ends_with_word(str name, str word) {
    return str_ends(name, word) && name.len > word.len && name.at[name.len - word.len - 1] == ' ';
}

static str without_form(str name) {
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        str form = str_of(forms[i]);
        if (ends_with_word(name, form)) {
            return str_trim((str){name.at, name.len - form.len});
        }
    }
    for (size_t i = 0; i < sizeof(chinese_forms) / sizeof(chinese_forms[0]); i++) {
        str form = str_of(chinese_forms[i]);
        if (str_ends(name, form) && name.len > form.len) {
            return str_trim((str){name.at, name.len - form.len});
        }
    }
    return name;
}

str alike_name(struct arena *mem, str name) {
    str plain = fold_name(mem, name);
    str shorter = without_form(plain);
    while (shorter.len < plain.len) {
        plain = shorter;
        shorter = without_form(plain);
    }
    return plain;
}

str alike_host(struct arena *mem, str website) {
    str rest = website;
    if (str_starts(rest, STR("https://"))) {
        rest = str_skip(rest, 8);
    } else if (str_starts(rest, STR("http://"))) {
        rest = str_skip(rest, 7);
    }
    struct buf host = {.mem = mem};
    for (size_t i = 0; i < rest.len && rest.at[i] != '/' && rest.at[i] != '?'; i++) {
        char c = rest.at[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c | 0x20);
        }
        buf_add(&host, (str){&c, 1});
    }
    str whole = buf_str(&host);
    return str_starts(whole, STR("www.")) ? str_skip(whole, 4) : whole;
}

#include "lang/script.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <utf8proc.h>

enum { HOST_MOST = 255, SKELETON_MOST = 1024 };

/* Nothing from Greek up to the signs before Chinese, and nothing beyond the first plane: Latin
 * and Chinese alone, which may always stand together. */
static bool is_surely_fine(str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c >= 0xCD && c <= 0xE1) || c >= 0xEA) {
            return false;
        }
    }
    return true;
}

/* The letter at the front, taken off; bytes that are no text are taken one by one. */
static UChar32 next(str *rest) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t len =
            utf8proc_iterate((const utf8proc_uint8_t *)rest->at, (utf8proc_ssize_t)rest->len, &c);
    *rest = str_skip(*rest, len > 0 ? (size_t)len : 1);
    return len > 0 ? c : 0xFFFD;
}

static bool belongs_to_word(UChar32 c) {
    return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK ||
           u_charType(c) == U_COMBINING_SPACING_MARK;
}

/* The letters at the front that make one word; empty where none does. */
static str word_of(str text) {
    str rest = text;
    size_t len = 0;
    while (rest.len && belongs_to_word(next(&rest))) {
        len = text.len - rest.len;
    }
    return (str){text.at, len};
}

/* NULL if ICU has not what it needs for it. */
static USpoofChecker *checker_open(void) {
    UErrorCode error = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&error);
    uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
    uspoof_setChecks(checker, USPOOF_RESTRICTION_LEVEL, &error);
    return U_SUCCESS(error) ? checker : NULL;
}

static bool word_mixed(const USpoofChecker *checker, str word) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t found = uspoof_check2UTF8(checker, word.at, (int32_t)word.len, NULL, &error);
    return U_SUCCESS(error) && (found & USPOOF_RESTRICTION_LEVEL);
}

bool script_mixed(str text) {
    if (is_surely_fine(text)) {
        return false;
    }
    USpoofChecker *checker = checker_open();
    bool mixed = false;
    while (checker && !mixed && text.len) {
        str word = word_of(text);
        mixed = word.len > 0 && word_mixed(checker, word);
        text = str_skip(text, word.len);
        (void)(text.len && next(&text));
    }
    uspoof_close(checker);
    return mixed;
}

/* "https://name.example:80/path" and "who@name.example" are both name.example. */
static str host_of(str address) {
    str host = address;
    str rest;
    const char *slashes = memmem(host.at, host.len, "://", 3);
    if (slashes) {
        host = str_skip(host, (size_t)(slashes - host.at) + 3);
    }
    rest = host;
    (void)str_cut(&rest, '/', &host);
    const char *sign = memrchr(host.at, '@', host.len);
    host = sign ? str_skip(host, (size_t)(sign - host.at) + 1) : host;
    rest = host;
    (void)str_cut(&rest, ':', &host);
    return host;
}

static bool is_ascii(str text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static bool has_latin(str text) {
    while (text.len) {
        UErrorCode error = U_ZERO_ERROR;
        if (uscript_getScript(next(&text), &error) == USCRIPT_LATIN) {
            return true;
        }
    }
    return false;
}

/* No letter of it is Latin, and yet it looks as if all were. */
static bool looks_latin(str part) {
    UErrorCode error = U_ZERO_ERROR;
    char shape[SKELETON_MOST];
    if (is_ascii(part) || has_latin(part)) {
        return false;
    }
    USpoofChecker *checker = uspoof_open(&error);
    int32_t shaped = uspoof_getSkeletonUTF8(
            checker, 0, part.at, (int32_t)part.len, shape, SKELETON_MOST, &error);
    uspoof_close(checker);
    return U_SUCCESS(error) && shaped <= SKELETON_MOST && is_ascii((str){shape, (size_t)shaped});
}

bool script_mixed_host(str address) {
    UErrorCode error = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char shown[HOST_MOST * 4] = "";
    str host = host_of(address);
    if (host.len == 0 || host.len > HOST_MOST) {
        return false;
    }
    UIDNA *idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_UNICODE, &error);
    int32_t bytes = uidna_nameToUnicodeUTF8(
            idna, host.at, (int32_t)host.len, shown, (int32_t)sizeof(shown), &info, &error);
    uidna_close(idna);
    if (U_FAILURE(error) || bytes <= 0 || bytes > (int32_t)sizeof(shown)) {
        return false;
    }
    str rest = {shown, (size_t)bytes};
    str part;
    bool mixed = false;
    while (!mixed && str_cut(&rest, '.', &part)) {
        mixed = script_mixed(part) || looks_latin(part);
    }
    return mixed;
}

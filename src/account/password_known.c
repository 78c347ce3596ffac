#include "account/password_known.h"

#include "account/password.h"

#include <string.h>

enum { PARTS_MOST = 2, PART_LEAST = 3, PART_MOST = 24, NOT_SO = PARTS_MOST + 1 };
enum { BYTES_MOST = PASSWORD_CHARACTERS_MOST * 4 };

static bool is_listed(const char *at, size_t len) {
    size_t low = 0;
    size_t high = passwords_known_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_order(str_of(passwords_known[middle]), (str){at, len});
        if (order == 0) {
            return true;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

static bool is_filling(char c) {
    return c >= ' ' && c <= '~' && !(c >= 'a' && c <= 'z');
}

/* The fewest listed parts that the first `end` letters are made of, when it is known for all before
 * that. */
static int parts_of(const char *small, size_t end, const int *parts) {
    int fewest = is_filling(small[end - 1]) ? parts[end - 1] : NOT_SO;
    for (size_t len = PART_LEAST; len <= PART_MOST && len <= end; len++) {
        int before = parts[end - len];
        if (before + 1 < fewest && is_listed(small + end - len, len)) {
            fewest = before + 1;
        }
    }
    return fewest;
}

bool password_known(str password) {
    char small[BYTES_MOST] = {0};
    int parts[BYTES_MOST + 1] = {0};
    if (password.len > BYTES_MOST) {
        return false;
    }
    for (size_t i = 0; i < password.len; i++) {
        char c = password.at[i];
        small[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    if (is_listed(small, password.len)) {
        return true;
    }
    for (size_t end = 1; end <= password.len; end++) {
        parts[end] = parts_of(small, end, parts);
    }
    return parts[password.len] >= 1 && parts[password.len] <= PARTS_MOST;
}

#include "account/subnet.h"

#include "base/buf.h"

#include <arpa/inet.h>
#include <string.h>

static str text_of(struct arena *mem, int family, const void *bytes, str width) {
    char text[INET6_ADDRSTRLEN] = "";
    struct buf out = {.mem = mem};
    (void)inet_ntop(family, bytes, text, sizeof(text));
    buf_add(&out, str_of(text));
    buf_add(&out, width);
    return buf_str(&out);
}

str subnet_of(struct arena *mem, str address) {
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    unsigned char six[16] = {0};
    unsigned char four[4] = {0};
    const char *z = arena_z(mem, address);
    bool is_six = inet_pton(AF_INET6, z, six) == 1;
    if (is_six && memcmp(six, mapped, sizeof(mapped)) == 0) {
        memcpy(four, six + sizeof(mapped), sizeof(four));
    } else if (is_six) {
        memset(six + 6, 0, sizeof(six) - 6);
        return text_of(mem, AF_INET6, six, STR("/48"));
    } else if (inet_pton(AF_INET, z, four) != 1) {
        return address;
    }
    four[3] = 0;
    return text_of(mem, AF_INET, four, STR("/24"));
}

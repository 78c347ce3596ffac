#include "http/listening.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 511 };

union any_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
};

static bool is_local(str address, str *path) {
    str prefix = STR("unix:");
    *path = str_starts(address, prefix) ? str_skip(address, prefix.len) : STR("");
    return path->len > 0;
}

static socklen_t read_address(str address, uint16_t port, union any_address *out) {
    char z[sizeof(out->local.sun_path)];
    str path;
    bool local = is_local(address, &path);
    str text = local ? path : address;
    *out = (union any_address){0};
    if (text.len == 0 || text.len >= sizeof(z)) {
        return 0;
    }
    (void)snprintf(z, sizeof(z), "%.*s", (int)text.len, text.at);
    if (local) {
        out->local.sun_family = AF_UNIX;
        memcpy(out->local.sun_path, z, text.len);
        return sizeof(out->local);
    }
    if (inet_pton(AF_INET, z, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons(port);
        return sizeof(out->v4);
    }
    if (inet_pton(AF_INET6, z, &out->v6.sin6_addr) == 1) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons(port);
        return sizeof(out->v6);
    }
    return 0;
}

static int failed(
        struct server_fault *fault, enum server_trouble trouble, str address, uint16_t port) {
    static const char *const words[] = {
            [SERVER_FINE] = "",
            [SERVER_ADDRESS_UNREADABLE] = "is not an address to listen on",
            [SERVER_ADDRESS_NOT_HERE] = "is not an address of this machine",
            [SERVER_PORT_TAKEN] = "is taken by another program",
            [SERVER_PORT_FORBIDDEN] = "may not be used by this account",
            [SERVER_WITHOUT_WORKER] = "",
            [SERVER_WITHOUT_MEANS] = "cannot be listened on: the system has no means left",
    };
    bool numbered = trouble == SERVER_PORT_TAKEN || trouble == SERVER_PORT_FORBIDDEN;
    int shown = address.len < 100 ? (int)address.len : 100;
    fault->trouble = trouble;
    if (numbered && !str_starts(address, STR("unix:"))) {
        (void)snprintf(fault->text, sizeof(fault->text), "port %u %s", port, words[trouble]);
    } else {
        (void)snprintf(
                fault->text, sizeof(fault->text), "\"%.*s\" %s", shown, address.at, words[trouble]);
    }
    return -1;
}

static enum server_trouble trouble_of(int error) {
    switch (error) {
    case EADDRINUSE: return SERVER_PORT_TAKEN;
    case EACCES:
    case EPERM:
    case EROFS: return SERVER_PORT_FORBIDDEN;
    case EADDRNOTAVAIL: return SERVER_ADDRESS_NOT_HERE;
    case ENOENT:
    case ENOTDIR: return SERVER_ADDRESS_UNREADABLE;
    default: return SERVER_WITHOUT_MEANS;
    }
}

/* A socket that nobody answers on was left by a program that ended badly. */
static void remove_stale(const union any_address *to, socklen_t len) {
    struct stat found;
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe >= 0 && stat(to->local.sun_path, &found) == 0 && S_ISSOCK(found.st_mode) &&
            connect(probe, &to->any, len) != 0 && errno == ECONNREFUSED) {
        (void)unlink(to->local.sun_path);
    }
    if (probe >= 0) {
        (void)close(probe);
    }
}

static int handed_over(str address, struct server_fault *fault) {
    int64_t number = -1;
    struct stat found;
    bool fine = str_num(str_skip(address, 3), &number) && number >= 3 && number < 1024 &&
                fstat((int)number, &found) == 0 && S_ISSOCK(found.st_mode);
    return fine ? (int)number : failed(fault, SERVER_ADDRESS_UNREADABLE, address, 0);
}

static bool bound(int listener, const union any_address *to, socklen_t len) {
    int on = 1;
    int off = 0;
    (void)setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (to->any.sa_family == AF_INET6) {
        (void)setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
    }
    if (bind(listener, &to->any, len) != 0) {
        return false;
    }
    if (to->any.sa_family == AF_UNIX) {
        (void)chmod(to->local.sun_path, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP);
    }
    return listen(listener, BACKLOG) == 0;
}

int listening_open(str address, uint16_t port, struct server_fault *fault) {
    if (str_starts(address, STR("fd:"))) {
        return handed_over(address, fault);
    }
    union any_address to;
    socklen_t len = read_address(address, port, &to);
    if (len == 0) {
        return failed(fault, SERVER_ADDRESS_UNREADABLE, address, port);
    }
    if (to.any.sa_family == AF_UNIX) {
        remove_stale(&to, len);
    }
    int listener = socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0) {
        return failed(fault, trouble_of(errno), address, port);
    }
    if (bound(listener, &to, len)) {
        return listener;
    }
    enum server_trouble trouble = trouble_of(errno);
    (void)close(listener);
    return failed(fault, trouble, address, port);
}

uint16_t listening_port(int listener) {
    union any_address at = {0};
    socklen_t len = sizeof(at);
    if (getsockname(listener, &at.any, &len) != 0) {
        return 0;
    }
    if (at.any.sa_family == AF_INET) {
        return ntohs(at.v4.sin_port);
    }
    return at.any.sa_family == AF_INET6 ? ntohs(at.v6.sin6_port) : 0;
}

void listening_forget(str address) {
    union any_address to;
    if (read_address(address, 0, &to) && to.any.sa_family == AF_UNIX) {
        (void)unlink(to.local.sun_path);
    }
}

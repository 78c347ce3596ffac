#include "net/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_MILLISECONDS = 3000 };

struct answer {
    struct buf body;
    bool own; /* this machine is named in the address, so it may be connected to */
    bool large;
};

static str part(struct arena *mem, CURLU *u, CURLUPart which) {
    char *text = NULL;
    if (curl_url_get(u, which, &text, 0) != CURLUE_OK) {
        return (str){0};
    }
    str found = arena_copy(mem, str_of(text));
    curl_free(text);
    return found;
}

static bool names_this_machine(str host) {
    return str_eq(host, STR("localhost")) || str_eq(host, STR("127.0.0.1")) ||
           str_eq(host, STR("[::1]"));
}

/* Which schemes may be asked for it; empty if it may not be asked at all. */
static str schemes_of(struct arena *mem, str address, bool *own) {
    CURLU *u = curl_url();
    str found = {0};
    if (u && address.len <= FETCH_ADDRESS_MOST &&
            curl_url_set(u, CURLUPART_URL, arena_z(mem, address), 0) == CURLUE_OK) {
        str scheme = part(mem, u, CURLUPART_SCHEME);
        *own = names_this_machine(part(mem, u, CURLUPART_HOST));
        bool bare = part(mem, u, CURLUPART_USER).len == 0;
        if (bare && str_eq(scheme, STR("https"))) {
            found = STR("https");
        } else if (bare && *own && str_eq(scheme, STR("http"))) {
            found = STR("http,https");
        }
    }
    curl_url_cleanup(u);
    return found;
}

/* Blanks and controls stand in no address; a zero byte would hide what comes after it. */
static bool is_whole(str address) {
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.at[i];
        if (c <= ' ' || c == 0x7F) {
            return false;
        }
    }
    return true;
}

bool fetch_may_ask(struct arena *mem, str address) {
    bool own = false;
    bool begins = str_starts(address, STR("https://")) || str_starts(address, STR("http://"));
    return begins && is_whole(address) && schemes_of(mem, address, &own).len > 0;
}

static size_t take(const char *bytes, size_t size, size_t count, void *into) {
    struct answer *a = into;
    if (a->body.len + size * count > FETCH_BYTES_MOST) {
        a->large = true;
        return 0;
    }
    buf_add(&a->body, (str){bytes, size * count});
    return size * count;
}

static bool four_is_near(const unsigned char *four, bool own) {
    bool segment = four[0] == 169 && four[1] == 254;
    bool nobody = four[0] == 0 || four[0] >= 224;
    return segment || nobody || (four[0] == 127 && !own);
}

/* Addresses that never are another machine's: of the segment, of many, of nobody; and our own where
 * a name leads to it that is not ours. */
static bool is_near(const struct sockaddr *to, bool own) {
    if (to->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, to, sizeof(four));
        return four_is_near((const unsigned char *)&four.sin_addr, own);
    }
    struct sockaddr_in6 six;
    memcpy(&six, to, sizeof(six));
    if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) {
        return four_is_near(six.sin6_addr.s6_addr + 12, own);
    }
    return IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr) || IN6_IS_ADDR_MULTICAST(&six.sin6_addr) ||
           IN6_IS_ADDR_UNSPECIFIED(&six.sin6_addr) ||
           (IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) && !own);
}

static curl_socket_t connect_to(void *answer, curlsocktype purpose, struct curl_sockaddr *to) {
    const struct answer *a = answer;
    bool known = to->family == AF_INET || to->family == AF_INET6;
    if (purpose != CURLSOCKTYPE_IPCXN || !known || is_near(&to->addr, a->own)) {
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static enum fetch_trouble trouble_of(CURLcode code, bool large) {
    switch ((int)code) {
    case CURLE_OK: return FETCH_FINE;
    case CURLE_OPERATION_TIMEDOUT: return FETCH_TOO_SLOW;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR: return FETCH_NOT_TRUSTED;
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_UNSUPPORTED_PROTOCOL: return FETCH_REDIRECTED_AWAY;
    case CURLE_URL_MALFORMAT: return FETCH_NO_ADDRESS;
    case CURLE_FILESIZE_EXCEEDED: return FETCH_TOO_LARGE;
    default: return large ? FETCH_TOO_LARGE : FETCH_UNREACHABLE;
    }
}

static struct curl_slist *headers_of(struct arena *mem, const struct fetch *f) {
    struct curl_slist *all = curl_slist_append(NULL, "Accept: application/json");
    struct buf line = {.mem = mem};
    if (f->authorization.len) {
        buf_add(&line, STR("Authorization: "));
        buf_add(&line, f->authorization);
        all = curl_slist_append(all, arena_z(mem, buf_str(&line)));
    }
    return all;
}

/* A form is never sent on to where a redirect leads: it may carry a secret. */
static void say_what(CURL *c, struct arena *mem, const struct fetch *f, str schemes) {
    curl_easy_setopt(c, CURLOPT_URL, arena_z(mem, f->address));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, arena_z(mem, schemes));
    curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, arena_z(mem, schemes));
    curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)FETCH_REDIRECTS_MOST);
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, f->form.at || f->authorization.len ? 0L : 1L);
    if (f->form.at) {
        curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)f->form.len);
        curl_easy_setopt(c, CURLOPT_POSTFIELDS, f->form.at);
    }
}

static void bound(CURL *c, const struct fetch *f, struct answer *a) {
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, a);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, connect_to);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, a);
    curl_easy_setopt(c, CURLOPT_MAXFILESIZE, (long)FETCH_BYTES_MOST);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MILLISECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, f->milliseconds);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
}

struct fetched fetch(struct arena *mem, const struct fetch *f) {
    struct answer a = {.body = {.mem = mem}};
    struct fetched found = {.trouble = FETCH_NO_ADDRESS};
    str schemes = schemes_of(mem, f->address, &a.own);
    CURL *c = schemes.len ? curl_easy_init() : NULL;
    if (!c) {
        return found;
    }
    struct curl_slist *headers = headers_of(mem, f);
    long status = 0;
    say_what(c, mem, f, schemes);
    bound(c, f, &a);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    CURLcode code = curl_easy_perform(c);
    found.trouble = trouble_of(code, a.large);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    if (found.trouble == FETCH_FINE) {
        found.status = (int)status;
        found.body = buf_str(&a.body);
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return found;
}

static void put_coded(struct buf *out, str s) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        char coded[3] = {'%', digits[c >> 4], digits[c & 15]};
        if (letter || c == '-' || c == '.' || c == '_' || c == '~') {
            buf_add(out, (str){s.at + i, 1});
        } else {
            buf_add(out, (str){coded, sizeof(coded)});
        }
    }
}

void fetch_field(struct buf *out, str name, str value) {
    bool first = out->len == 0 || out->at[out->len - 1] == '?';
    buf_add(out, first ? (str){0} : STR("&"));
    put_coded(out, name);
    buf_add(out, STR("="));
    put_coded(out, value);
}

bool fetch_enter(struct fetch_gate *gate) {
    if (atomic_fetch_add(&gate->inside, 1) >= FETCH_INSIDE_MOST) {
        atomic_fetch_sub(&gate->inside, 1);
        return false;
    }
    return true;
}

void fetch_leave(struct fetch_gate *gate) {
    atomic_fetch_sub(&gate->inside, 1);
}

#include "tests/openid_peer.h"

#include "account/secret.h"
#include "http/decode.h"
#include "tests/openid_peer_words.h"

#include <arpa/inet.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_MOST = 16 * 1024, HUGE_BYTES = 4 * 1024 * 1024 };

static str joined(struct arena *mem, const char *head, str tail) {
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(head));
    buf_add(&out, tail);
    return buf_str(&out);
}

/* A value of "a=b&c=d". */
static str value(struct arena *mem, str fields, const char *name) {
    str one;
    while (fields.len && str_cut(&fields, '&', &one)) {
        str key = {0};
        str plain = {0};
        (void)str_cut(&one, '=', &key);
        if (str_eq(key, str_of(name)) && decode_form(mem, one, &plain)) {
            return plain;
        }
    }
    return (str){0};
}

static bool proves_itself(struct peer *p, struct arena *mem, str head, str form) {
    static const char basic[] = "Authorization: Basic ";
    char *at = strcasestr(arena_z(mem, head), basic);
    if (p->fault == PEER_SECRET_IN_FORM) {
        return str_eq(value(mem, form, "client_id"), STR(PEER_CLIENT)) &&
               str_eq(value(mem, form, "client_secret"), STR(PEER_SECRET));
    }
    if (!at) {
        return false;
    }
    str line = str_of(at + sizeof(basic) - 1);
    str coded_pair = {0};
    unsigned char bytes[512];
    size_t len = 0;
    (void)str_cut(&line, '\r', &coded_pair);
    if (sodium_base642bin(bytes, sizeof(bytes), coded_pair.at, coded_pair.len, NULL, &len, NULL,
                sodium_base64_VARIANT_ORIGINAL) != 0) {
        return false;
    }
    str secret = arena_copy(mem, (str){(const char *)bytes, len});
    str client = {0};
    str plain = {0};
    (void)str_cut(&secret, ':', &client);
    return str_eq(client, STR(PEER_CLIENT)) && decode_form(mem, secret, &plain) &&
           str_eq(plain, STR(PEER_SECRET));
}

static bool code_is_good(struct peer *p, struct arena *mem, str form) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    str verifier = value(mem, form, "code_verifier");
    crypto_hash_sha256(hash, (const unsigned char *)verifier.at, verifier.len);
    bool good = p->next_code[0] && str_eq(value(mem, form, "code"), str_of(p->next_code)) &&
                str_eq(secret_text(mem, hash, sizeof(hash)), str_of(p->challenge)) &&
                str_eq(value(mem, form, "redirect_uri"), str_of(p->back)) &&
                str_eq(value(mem, form, "grant_type"), STR("authorization_code"));
    p->next_code[0] = 0;
    return good;
}

static str answer_token(struct peer *p, struct arena *mem, str head, str form) {
    if (!proves_itself(p, mem, head, form)) {
        return STR("{\"error\":\"invalid_client\"}");
    }
    return code_is_good(p, mem, form) ? peer_tokens(p, mem) : STR("{\"error\":\"invalid_grant\"}");
}

str peer_says_yes(struct peer *p, struct arena *mem, str question) {
    struct buf out = {.mem = mem};
    str query = question;
    str path = {0};
    (void)str_cut(&query, '?', &path);
    (void)snprintf(p->next_code, sizeof(p->next_code), "%s", arena_z(mem, secret_new(mem)));
    (void)snprintf(p->challenge, sizeof(p->challenge), "%s",
            arena_z(mem, value(mem, query, "code_challenge")));
    (void)snprintf(p->nonce, sizeof(p->nonce), "%s", arena_z(mem, value(mem, query, "nonce")));
    (void)snprintf(p->back, sizeof(p->back), "%s", arena_z(mem, value(mem, query, "redirect_uri")));
    buf_add(&out, STR("code="));
    buf_add(&out, str_of(p->next_code));
    buf_add(&out, STR("&state="));
    buf_add(&out, value(mem, query, "state"));
    if (p->fault == PEER_MIXED_UP) {
        buf_add(&out, STR("&iss=https%3A%2F%2Fother.example"));
    } else if (p->fault != PEER_NAMES_ITSELF) {
        buf_add(&out, STR("&iss="));
        buf_add(&out, str_of(p->issuer));
    }
    return buf_str(&out);
}

/* The page of the provider in a browser. */
static str ask_person(struct arena *mem, str query) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("<!doctype html><html lang='en'><title>Provider</title>"
                      "<h1>Provider of the tests</h1><p><a id='yes' href='/yes?"));
    buf_add(&out, query);
    buf_add(&out, STR("'>Yes, it is me</a> <a id='no' href='/no?"));
    buf_add(&out, query);
    buf_add(&out, STR("'>No</a></p></html>"));
    return buf_str(&out);
}

struct reply {
    const char *status;
    const char *type;
    str location;
    str body;
};

static struct reply sent_back(struct peer *p, struct arena *mem, str path, str query) {
    struct buf to = {.mem = mem};
    bool yes = str_eq(path, STR("/yes"));
    buf_add(&to, value(mem, query, "redirect_uri"));
    buf_add(&to, STR("?"));
    if (yes) {
        buf_add(&to, peer_says_yes(p, mem, joined(mem, "/yes?", query)));
    } else {
        buf_add(&to, STR("error=access_denied&state="));
        buf_add(&to, value(mem, query, "state"));
    }
    return (struct reply){"302 Found", "text/plain", buf_str(&to), STR("")};
}

static struct reply reply_to(struct peer *p, struct arena *mem, str head, str body) {
    str line = head;
    str word = {0};
    str path = {0};
    (void)str_cut(&line, ' ', &word);
    (void)str_cut(&line, ' ', &word);
    str query = word;
    (void)str_cut(&query, '?', &path);
    struct reply r = {"200 OK", "application/json", {0}, STR("")};
    if (p->fault == PEER_AWAY || p->fault == PEER_NOTHING) {
        r.status = p->fault == PEER_AWAY ? "503 Busy" : "404 Not Found";
    } else if (p->fault == PEER_ROUND_AND_ROUND) {
        r.status = "302 Found";
        r.location = joined(mem, p->issuer, STR("/round"));
    } else if (p->fault == PEER_NONSENSE) {
        r.body = STR("{\"issuer\":");
    } else if (str_eq(path, STR("/.well-known/openid-configuration"))) {
        r.body = peer_document(p, mem);
    } else if (str_eq(path, STR("/keys"))) {
        r.body = peer_keys(p, mem);
    } else if (str_eq(path, STR("/token"))) {
        r.body = answer_token(p, mem, head, body);
        r.status = str_starts(r.body, STR("{\"error\"")) ? "400 Bad Request" : "200 OK";
    } else if (str_eq(path, STR("/userinfo"))) {
        r.body = peer_person(p, mem);
    } else if (str_eq(path, STR("/authorize"))) {
        r.type = "text/html";
        r.body = ask_person(mem, query);
    } else if (str_eq(path, STR("/yes")) || str_eq(path, STR("/no"))) {
        r = sent_back(p, mem, path, query);
    } else if (str_eq(path, STR("/favicon.ico"))) {
        r.status = "204 No Content";
    } else {
        r.status = "404 Not Found";
    }
    return r;
}

static bool put(int c, str bytes) {
    while (bytes.len) {
        ssize_t sent = send(c, bytes.at, bytes.len, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes = str_skip(bytes, (size_t)sent);
    }
    return true;
}

static void send_reply(struct peer *p, struct arena *mem, int c, const struct reply *r) {
    struct buf out = {.mem = mem};
    bool huge = p->fault == PEER_HUGE;
    buf_add(&out, STR("HTTP/1.1 "));
    buf_add(&out, str_of(r->status));
    buf_add(&out, STR("\r\nConnection: close\r\nContent-Type: "));
    buf_add(&out, str_of(r->type));
    if (r->location.len) {
        buf_add(&out, STR("\r\nLocation: "));
        buf_add(&out, r->location);
    }
    if (!huge) {
        buf_add(&out, STR("\r\nContent-Length: "));
        buf_num(&out, (int64_t)r->body.len);
    }
    buf_add(&out, STR("\r\n\r\n"));
    buf_add(&out, r->body);
    bool more = put(c, buf_str(&out));
    char blanks[4096];
    memset(blanks, ' ', sizeof(blanks));
    for (size_t sent = 0; huge && more && sent < HUGE_BYTES; sent += sizeof(blanks)) {
        more = put(c, (str){blanks, sizeof(blanks)});
    }
}

/* Until it has come in whole, as long as its header says. */
static size_t read_request(int c, char *bytes, str *head, str *body) {
    size_t len = 0;
    ssize_t got;
    while (len < REQUEST_MOST && (got = read(c, bytes + len, REQUEST_MOST - len)) > 0) {
        len += (size_t)got;
        bytes[len] = 0;
        char *end = strstr(bytes, "\r\n\r\n");
        char *said = strcasestr(bytes, "Content-Length: ");
        size_t want = said ? strtoul(said + 16, NULL, 10) : 0;
        if (end && len >= (size_t)(end + 4 - bytes) + want) {
            *head = (str){bytes, (size_t)(end - bytes)};
            *body = (str){end + 4, want};
            break;
        }
    }
    return len;
}

static void *serve(void *peer) {
    struct peer *p = peer;
    int c;
    while ((c = accept(p->socket, NULL, NULL)) >= 0) {
        struct arena mem = {0};
        char *bytes = arena_new(&mem, char, REQUEST_MOST + 1);
        str head = {0};
        str body = {0};
        (void)read_request(c, bytes, &head, &body);
        if (p->fault == PEER_SILENT) { /* until the other side has enough of waiting */
            while (read(c, bytes, REQUEST_MOST) > 0) {
            }
        } else if (head.len) {
            struct reply r = reply_to(p, &mem, head, body);
            send_reply(p, &mem, c, &r);
        }
        (void)close(c);
        arena_free(&mem);
    }
    return NULL;
}

bool peer_open(struct peer *p, uint16_t port) {
    struct sockaddr_in here = {.sin_family = AF_INET,
            .sin_port = htons(port),
            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(here);
    int yes = 1;
    *p = (struct peer){.socket = socket(AF_INET, SOCK_STREAM, 0),
            .rsa = EVP_RSA_gen(2048),
            .curve = EVP_EC_gen("P-256"),
            .other = EVP_RSA_gen(2048),
            .subject = "248289761001",
            .mail = "outsider@example.org",
            .name = "Nora Nord"};
    (void)setsockopt(p->socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    bool open = bind(p->socket, (struct sockaddr *)&here, size) == 0 && listen(p->socket, 8) == 0 &&
                getsockname(p->socket, (struct sockaddr *)&here, &size) == 0;
    p->port = ntohs(here.sin_port);
    (void)snprintf(p->issuer, sizeof(p->issuer), "http://127.0.0.1:%u", (unsigned)p->port);
    return open && p->rsa && p->curve && p->other &&
           pthread_create(&p->thread, NULL, serve, p) == 0;
}

void peer_close(struct peer *p) {
    (void)shutdown(p->socket, SHUT_RDWR);
    (void)close(p->socket);
    pthread_join(p->thread, NULL);
    EVP_PKEY_free(p->rsa);
    EVP_PKEY_free(p->curve);
    EVP_PKEY_free(p->other);
}

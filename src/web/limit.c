#include "web/limit.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 64 * 1024, NEIGHBOURS = 8, NAME_BYTES = 24, ADDRESS_MOST = 64 };

static const int64_t minute = 60000000; /* in microseconds */

/* One who asks, for one kind of asking. Nothing is counted but the moment when all they asked for
 * will have been paid off: each request costs its share of a minute. */
struct place {
    uint64_t who;
    int64_t paid_off;
};

struct limits {
    struct limit each[LIMIT_CLASSES];
    pthread_mutex_t lock;
    unsigned char key[crypto_shorthash_KEYBYTES]; /* so that nobody can choose their place */
    struct place places[PLACES];
};

static const struct {
    const char *name;
    struct limit usual;
} classes[LIMIT_CLASSES] = {
        [LIMIT_READING] = {"reading", {300, 1200}},
        [LIMIT_WRITING] = {"writing", {60, 240}},
        [LIMIT_SEARCHING] = {"searching", {60, 240}},
        [LIMIT_HEAVY] = {"heavy", {20, 80}},
};

/* What is not as its method says: looking while one types is reading, though it is sent. */
static const struct {
    const char *path;
    enum limit_class class;
} named[] = {
        {"/search", LIMIT_SEARCHING},
        {"/searches/{id}", LIMIT_SEARCHING},
        {"/organisations/{id}/listings/help", LIMIT_READING},
        {"/listings/{id}/help", LIMIT_READING},
        {"/weights/try", LIMIT_READING},
        {"/feeds/{word}/news.atom", LIMIT_SEARCHING},
        {"/feeds/{word}/meetings.ics", LIMIT_SEARCHING},
        {"/introductions/question", LIMIT_SEARCHING},
        {"/partners", LIMIT_HEAVY},
        {"/gaps", LIMIT_HEAVY},
        {"/consortia", LIMIT_HEAVY},
        {"/consortia/call", LIMIT_HEAVY},
        {"/export/{word}", LIMIT_HEAVY},
        {"/imports/{id}/{word}", LIMIT_HEAVY},
};

struct limits *limits_open(void) {
    struct limits *l = calloc(1, sizeof(*l)); /* lives as long as the server */
    if (!l || sodium_init() < 0 || pthread_mutex_init(&l->lock, NULL) != 0) {
        free(l);
        return NULL;
    }
    crypto_shorthash_keygen(l->key);
    for (size_t i = 0; i < LIMIT_CLASSES; i++) {
        l->each[i] = classes[i].usual;
    }
    return l;
}

void limits_close(struct limits *l) {
    if (l) {
        (void)pthread_mutex_destroy(&l->lock);
        free(l);
    }
}

static bool is_rate(str text, int64_t *rate) {
    return str_num(text, rate) && *rate >= 0 && *rate <= LIMIT_MINUTE_MOST;
}

bool limits_set(struct limits *l, str said) {
    struct limit asked;
    str name;
    str account;
    if (!str_cut(&said, '=', &name) || !said.at || !str_cut(&said, '/', &account) || !said.at ||
            !is_rate(account, &asked.account) || !is_rate(said, &asked.network)) {
        return false;
    }
    for (size_t i = 0; i < LIMIT_CLASSES; i++) {
        if (str_eq(str_of(classes[i].name), name)) {
            l->each[i] = asked;
            return true;
        }
    }
    return false;
}

struct limit limits_of(const struct limits *l, enum limit_class c) {
    return l->each[c];
}

enum limit_class limit_class(const struct route *route, enum method method) {
    for (size_t i = 0; route && i < sizeof(named) / sizeof(named[0]); i++) {
        if (strcmp(named[i].path, route->path) == 0) {
            return named[i].class;
        }
    }
    return method == GET || method == HEAD ? LIMIT_READING : LIMIT_WRITING;
}

/* Theirs, or the one among its neighbours that was paid off first, which is as good as forgotten if
 * that is over. */
static struct place *place_of(struct limits *l, uint64_t who) {
    struct place *row = &l->places[who % (PLACES / NEIGHBOURS) * NEIGHBOURS];
    struct place *least = row;
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        if (row[i].who == who) {
            return &row[i];
        }
        least = row[i].paid_off < least->paid_off ? &row[i] : least;
    }
    *least = (struct place){.who = who};
    return least;
}

static int64_t take(
        struct limits *l, int64_t rate, const unsigned char name[NAME_BYTES], int64_t now) {
    unsigned char hash[crypto_shorthash_BYTES];
    uint64_t who = 0;
    if (rate == 0) {
        return 0;
    }
    (void)crypto_shorthash(hash, name, NAME_BYTES, l->key);
    memcpy(&who, hash, sizeof(who));
    (void)pthread_mutex_lock(&l->lock);
    struct place *p = place_of(l, who);
    int64_t paid_off = (p->paid_off > now ? p->paid_off : now) + minute / rate;
    int64_t wait = paid_off - now - minute;
    if (wait <= 0) {
        p->paid_off = paid_off;
    }
    (void)pthread_mutex_unlock(&l->lock);
    return wait > 0 ? wait / 1000 + 1 : 0;
}

/* An address of IPv6 that stands for one of IPv4 is that one. False if it is neither. */
static bool network_of(str address, unsigned char *name) {
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    char z[ADDRESS_MOST] = "";
    unsigned char bytes[16] = {0};
    if (address.len >= sizeof(z)) {
        return false;
    }
    memcpy(z, address.at, address.len);
    if (inet_pton(AF_INET, z, bytes) == 1) {
        name[0] = '4';
        memcpy(name + 1, bytes, 3);
        return true;
    }
    if (inet_pton(AF_INET6, z, bytes) != 1) {
        return false;
    }
    bool four = memcmp(bytes, mapped, sizeof(mapped)) == 0;
    name[0] = four ? '4' : '6';
    memcpy(name + 1, four ? bytes + sizeof(mapped) : bytes, four ? 3 : 7);
    return true;
}

int64_t limit_network(struct limits *l, enum limit_class c, str address, int64_t now) {
    unsigned char name[NAME_BYTES] = {(unsigned char)c};
    return l && network_of(address, name + 1) ? take(l, l->each[c].network, name, now) : 0;
}

int64_t limit_account(struct limits *l, enum limit_class c, int64_t account, int64_t now) {
    unsigned char name[NAME_BYTES] = {(unsigned char)c, 'a'};
    memcpy(name + 2, &account, sizeof(account));
    return l && account ? take(l, l->each[c].account, name, now) : 0;
}

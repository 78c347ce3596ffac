#include "match/scan.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static uint16_t sum_of(uint16_t a, uint16_t b) {
    uint32_t sum = (uint32_t)a + b;
    return (uint16_t)(sum < SCAN_SUM_MOST ? sum : SCAN_SUM_MOST);
}

static void portable_bound(uint16_t *out, const struct scan_column *columns, size_t column_count,
        uint16_t cap, size_t count) {
    memset(out, 0, count * sizeof(*out));
    for (size_t c = 0; c < column_count; c++) {
        for (size_t i = 0; i < count; i++) {
            out[i] = sum_of(out[i], (uint16_t)(columns[c].most[i] * columns[c].weight));
        }
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = out[i] < cap ? out[i] : cap;
    }
}

static size_t portable_pick(
        const struct scan_sums *sums, size_t count, uint16_t least, struct scan_picked picked) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t sum = sum_of(sums->at[i], sums->bound[i / SCAN_BLOCK]);
        picked.where[found] = (uint32_t)i;
        picked.sum[found] = sum;
        found += sum >= least;
    }
    memset(sums->at, 0, count * sizeof(*sums->at));
    memset(sums->used, 0, count / SCAN_BLOCK);
    return found;
}

const struct scan *scan_portable(void) {
    static const struct scan portable = {portable_bound, portable_pick};
    return &portable;
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))

enum { SUMS = 16 };                              /* in one register */
enum { SECOND = SUMS, THIRD = 32, FOURTH = 48 }; /* where a block's other registers begin */

AVX2 static __m256i load(const uint16_t *at) {
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

AVX2 static void store(uint16_t *at, __m256i v) {
    _mm256_storeu_si256((__m256i *)(void *)at, v);
}

AVX2 static __m256i all(uint16_t one) {
    return _mm256_set1_epi16((short)one);
}

AVX2 static __m256i weighed(const uint8_t *most, __m256i weight) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)most);
    return _mm256_mullo_epi16(_mm256_cvtepu8_epi16(bytes), weight);
}

AVX2 static void avx2_bound(uint16_t *out, const struct scan_column *columns, size_t column_count,
        uint16_t cap, size_t count) {
    __m256i most = all(cap);
    for (size_t i = 0; i < count; i += SCAN_LANES) {
        __m256i low = _mm256_setzero_si256();
        __m256i high = low;
        for (size_t c = 0; c < column_count; c++) {
            __m256i weight = all(columns[c].weight);
            low = _mm256_adds_epu16(low, weighed(columns[c].most + i, weight));
            high = _mm256_adds_epu16(high, weighed(columns[c].most + i + SUMS, weight));
        }
        store(out + i, _mm256_min_epu16(low, most));
        store(out + i + SUMS, _mm256_min_epu16(high, most));
    }
}

AVX2 static __m256i at_least(__m256i sums, __m256i least) {
    return _mm256_cmpeq_epi16(_mm256_max_epu16(sums, least), sums);
}

/* A bit for each of 32 sums. */
AVX2 static uint32_t bits_of(__m256i low, __m256i high) {
    enum { IN_ORDER = 0xD8 }; /* packing goes by halves of registers */
    __m256i bytes = _mm256_packs_epi16(low, high);
    return (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(bytes, IN_ORDER));
}

/* A bit for each of 32 blocks in which a sum may be picked. */
AVX2 static uint32_t worth_a_look(const uint16_t *bound, const uint8_t *used, __m256i least) {
    __m256i zero = _mm256_setzero_si256();
    __m256i marks = _mm256_loadu_si256((const __m256i *)(const void *)used);
    uint32_t unused = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(marks, zero));
    return ~unused | bits_of(at_least(load(bound), least), at_least(load(bound + SUMS), least));
}

/* Picks in one block. Most have none, which the greatest of each lane tells at once. */
AVX2 static size_t pick_block(
        const uint16_t *at, uint16_t bound, uint16_t least, size_t first, struct scan_picked out) {
    size_t found = 0;
    __m256i a = load(at);
    __m256i b = load(at + SECOND);
    __m256i c = load(at + THIRD);
    __m256i d = load(at + FOURTH);
    __m256i need = all(bound < least ? (uint16_t)(least - bound) : 0);
    __m256i most = _mm256_max_epu16(_mm256_max_epu16(a, b), _mm256_max_epu16(c, d));
    if (__builtin_expect(_mm256_movemask_epi8(at_least(most, need)), 0)) {
        uint64_t low = bits_of(at_least(a, need), at_least(b, need));
        uint64_t high = bits_of(at_least(c, need), at_least(d, need));
        for (uint64_t bits = low | high << 32; bits; bits &= bits - 1) {
            size_t lane = (size_t)__builtin_ctzll(bits);
            out.where[found] = (uint32_t)(first + lane);
            out.sum[found++] = sum_of(at[lane], bound);
        }
    }
    return found;
}

AVX2 static size_t avx2_pick(
        const struct scan_sums *sums, size_t count, uint16_t least, struct scan_picked picked) {
    __m256i zero = _mm256_setzero_si256();
    size_t found = 0;
    for (size_t from = 0; from < count / SCAN_BLOCK; from += SCAN_LANES) {
        uint32_t bits = worth_a_look(sums->bound + from, sums->used + from, all(least));
        for (; bits; bits &= bits - 1) {
            size_t block = from + (size_t)__builtin_ctz(bits);
            size_t first = block * SCAN_BLOCK;
            uint16_t *at = sums->at + first;
            struct scan_picked behind = {picked.where + found, picked.sum + found};
            found += pick_block(at, sums->bound[block], least, first, behind);
            store(at, zero);
            store(at + SECOND, zero);
            store(at + THIRD, zero);
            store(at + FOURTH, zero);
        }
        _mm256_storeu_si256((__m256i *)(void *)(sums->used + from), zero);
    }
    return found;
}

const struct scan *scan_avx2(void) {
    static const struct scan avx2 = {avx2_bound, avx2_pick};
    return __builtin_cpu_supports("avx2") ? &avx2 : NULL;
}

#else

const struct scan *scan_avx2(void) {
    return NULL;
}

#endif

const struct scan *scan_best(void) {
    const struct scan *avx2 = scan_avx2();
    return avx2 ? avx2 : scan_portable();
}

#include "match/scan.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static uint16_t sum_of(uint16_t a, uint16_t b) {
    uint32_t sum = (uint32_t)a + b;
    return (uint16_t)(sum < SCAN_SUM_MOST ? sum : SCAN_SUM_MOST);
}

static void portable_bound(uint16_t *out, const uint8_t *column, uint16_t weight, size_t count) {
    for (size_t i = 0; i < count; i++) {
        out[i] = sum_of(out[i], (uint16_t)(column[i] * weight));
    }
}

static size_t portable_pick(uint16_t *sums, const uint16_t *blocks, size_t count, uint16_t least,
        struct scan_picked picked) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t sum = sum_of(sums[i], blocks[i / SCAN_BLOCK]);
        picked.where[found] = (uint32_t)i;
        picked.sum[found] = sum;
        found += sum >= least;
    }
    memset(sums, 0, count * sizeof(*sums));
    return found;
}

const struct scan *scan_portable(void) {
    static const struct scan portable = {portable_bound, portable_pick};
    return &portable;
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))

enum { SUMS = 16 }; /* in one register */

AVX2 static __m256i load(const uint16_t *at) {
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

AVX2 static void store(uint16_t *at, __m256i v) {
    _mm256_storeu_si256((__m256i *)(void *)at, v);
}

AVX2 static __m256i all(uint16_t one) {
    return _mm256_set1_epi16((short)one);
}

AVX2 static void avx2_bound(uint16_t *out, const uint8_t *column, uint16_t weight, size_t count) {
    __m256i w = all(weight);
    for (size_t i = 0; i < count; i += SUMS) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(column + i));
        __m256i product = _mm256_mullo_epi16(_mm256_cvtepu8_epi16(bytes), w);
        store(out + i, _mm256_adds_epu16(load(out + i), product));
    }
}

/* Two bits a sum. */
AVX2 static uint32_t at_least(__m256i sums, __m256i least) {
    __m256i greater = _mm256_max_epu16(sums, least);
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi16(greater, sums));
}

AVX2 static size_t avx2_pick(uint16_t *sums, const uint16_t *blocks, size_t count, uint16_t least,
        struct scan_picked picked) {
    __m256i zero = _mm256_setzero_si256();
    __m256i limit = all(least);
    size_t found = 0;
    for (size_t i = 0; i < count; i += SUMS) {
        __m256i sum = _mm256_adds_epu16(load(sums + i), all(blocks[i / SCAN_BLOCK]));
        store(sums + i, zero);
        uint32_t mask = at_least(sum, limit) & 0x55555555U;
        if (__builtin_expect(mask != 0, 0)) {
            uint16_t each[SUMS];
            store(each, sum);
            for (; mask; mask &= mask - 1) {
                size_t lane = (size_t)__builtin_ctz(mask) / 2;
                picked.where[found] = (uint32_t)(i + lane);
                picked.sum[found++] = each[lane];
            }
        }
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

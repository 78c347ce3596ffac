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

static bool passes(uint16_t x, uint16_t y, struct scan_limits l) {
    return x >= l.x_alone || y >= l.y_alone || (x >= l.x_with && y >= l.y_with);
}

static void portable_fold(uint16_t *into, uint16_t *sums, const uint16_t *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint16_t sum = sum_of(sums[i], blocks[i / SCAN_BLOCK]);
        into[i] = sum > into[i] ? sum : into[i];
        sums[i] = 0;
    }
}

static size_t portable_pass(uint16_t *x, uint16_t *y, size_t count, struct scan_limits limits,
        uint32_t *passed, uint16_t *px, uint16_t *py) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        passed[found] = (uint32_t)i;
        px[found] = x[i];
        py[found] = y[i];
        found += passes(x[i], y[i], limits);
    }
    memset(x, 0, count * sizeof(*x));
    memset(y, 0, count * sizeof(*y));
    return found;
}

const struct scan *scan_portable(void) {
    static const struct scan portable = {portable_bound, portable_fold, portable_pass};
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

AVX2 static __m256i at_least(__m256i v, __m256i limit) {
    return _mm256_cmpeq_epi16(_mm256_max_epu16(v, limit), v);
}

struct limits_avx2 {
    __m256i x_alone, y_alone, x_with, y_with;
};

AVX2 static uint32_t passing(__m256i x, __m256i y, const struct limits_avx2 *l) {
    __m256i alone = _mm256_or_si256(at_least(x, l->x_alone), at_least(y, l->y_alone));
    __m256i with = _mm256_and_si256(at_least(x, l->x_with), at_least(y, l->y_with));
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(alone, with));
}

AVX2 static void avx2_fold(uint16_t *into, uint16_t *sums, const uint16_t *blocks, size_t count) {
    __m256i zero = _mm256_setzero_si256();
    for (size_t i = 0; i < count; i += SUMS) {
        __m256i sum = _mm256_adds_epu16(load(sums + i), all(blocks[i / SCAN_BLOCK]));
        store(into + i, _mm256_max_epu16(load(into + i), sum));
        store(sums + i, zero);
    }
}

AVX2 static size_t avx2_pass(uint16_t *x, uint16_t *y, size_t count, struct scan_limits limits,
        uint32_t *passed, uint16_t *px, uint16_t *py) {
    struct limits_avx2 l = {
            all(limits.x_alone), all(limits.y_alone), all(limits.x_with), all(limits.y_with)};
    __m256i zero = _mm256_setzero_si256();
    size_t found = 0;
    for (size_t i = 0; i < count; i += SUMS) {
        __m256i a = load(x + i);
        __m256i b = load(y + i);
        store(x + i, zero);
        store(y + i, zero);
        uint32_t mask = passing(a, b, &l) & 0x55555555U; /* two bits a sum */
        if (__builtin_expect(mask != 0, 0)) {
            uint16_t sums_x[SUMS];
            uint16_t sums_y[SUMS];
            store(sums_x, a);
            store(sums_y, b);
            for (; mask; mask &= mask - 1) {
                size_t lane = (size_t)__builtin_ctz(mask) / 2;
                passed[found] = (uint32_t)(i + lane);
                px[found] = sums_x[lane];
                py[found++] = sums_y[lane];
            }
        }
    }
    return found;
}

const struct scan *scan_avx2(void) {
    static const struct scan avx2 = {avx2_bound, avx2_fold, avx2_pass};
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

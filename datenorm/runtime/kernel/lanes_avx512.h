/* The primitives for processors with AVX-512 VNNI; lanes_c.h says what they compute. */
#pragma once
#include "body.h"
#include "processor.h"

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 32, CHUNK = 64, SUMS = CHUNK / 4, ROWS_PER_TILE = 12, IS_SIGNED = 0 };

typedef __m512i Words, Sums, Chunk, Spread, Shares;

static int runs_here(void) { return has_avx512_vnni(); }

INLINE __m512i load(const void *from) { return _mm512_loadu_si512(from); }

INLINE Words load_words(const int16_t *from) { return load(from); }

INLINE void store_words(int16_t *to, Words x) { _mm512_storeu_si512(to, x); }

INLINE Words same_words(int16_t value) { return _mm512_set1_epi16(value); }

INLINE Words add_words(Words a, Words b) { return _mm512_adds_epi16(a, b); }

INLINE Words multiply_words(Words a, Words b) { return _mm512_mulhrs_epi16(a, b); }

typedef struct { __m512i start[2], rise[2]; } Lines;

INLINE Lines load_lines(const int16_t *from) {
    return (Lines){{load(from), load(from + 32)}, {load(from + 64), load(from + 96)}};
}

INLINE Words tanh_of(const Lines *lines, Words x) {
    const __m512i size = _mm512_min_epu16(_mm512_abs_epi16(x), _mm512_set1_epi16(8191));
    const __m512i line = _mm512_srli_epi16(size, 7);
    const __m512i along = _mm512_slli_epi16(_mm512_and_si512(size, _mm512_set1_epi16(127)), 8);
    const __m512i start = _mm512_permutex2var_epi16(lines->start[0], line, lines->start[1]);
    const __m512i rise = _mm512_permutex2var_epi16(lines->rise[0], line, lines->rise[1]);
    const __m512i y = _mm512_adds_epi16(start, _mm512_mulhrs_epi16(rise, along));
    return _mm512_mask_sub_epi16(y, _mm512_movepi16_mask(x), _mm512_setzero_si512(), y);
}

INLINE Words sigmoid_of(const Lines *lines, Words half) {
    return _mm512_srli_epi16(_mm512_xor_si512(tanh_of(lines, half), _mm512_set1_epi16(-32768)), 1);
}

INLINE void store_bytes(uint8_t *to, Words x) {
    const __m256i bytes = _mm512_cvtsepi16_epi8(_mm512_mulhrs_epi16(x, _mm512_set1_epi16(128)));
    _mm256_storeu_si256((void *)to, _mm256_xor_si256(bytes, _mm256_set1_epi8(-ZERO)));
}

INLINE Words load_bytes(const uint8_t *from) {
    const __m256i bytes = _mm256_xor_si256(_mm256_loadu_si256((const void *)from), _mm256_set1_epi8(-ZERO));
    return _mm512_cvtepi8_epi16(bytes);
}

INLINE Sums first_sums(const int32_t *start) { return load(start); }

INLINE Sums same_sums(int32_t value) { return _mm512_set1_epi32(value); }

INLINE Chunk load_weights(const int8_t *from) { return load(from); }

INLINE Spread spread(const uint8_t *four) {
    int32_t all;
    memcpy(&all, four, sizeof all);
    return _mm512_set1_epi32(all);
}

/* In assembly, because with the intrinsic GCC 12 copies every sum to memory. */
#ifdef __clang__
#define ACCUMULATE(SUM, INPUTS, WEIGHTS) SUM = _mm512_dpbusd_epi32(SUM, INPUTS, WEIGHTS);
#else
#define ACCUMULATE(SUM, INPUTS, WEIGHTS) __asm__("vpdpbusd %2, %1, %0" : "+v"(SUM) : "v"(INPUTS), "v"(WEIGHTS));
#endif

/* A product above 32767 would become the lowest 32-bit number. */
INLINE __m256i scaled(Sums sums, const float *scale) {
    const __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), _mm512_loadu_ps(scale));
    return _mm512_cvtsepi32_epi16(_mm512_cvtps_epi32(_mm512_min_ps(product, _mm512_set1_ps(32767.0f))));
}

INLINE void store_scaled(int16_t *to, Sums low, Sums high, const float *scale) {
    _mm256_storeu_si256((void *)to, scaled(low, scale));
    _mm256_storeu_si256((void *)(to + SUMS), scaled(high, scale + SUMS));
}

INLINE Sums add_products(Sums x, Words a, Words b) { return _mm512_dpwssd_epi32(x, a, b); }

INLINE void store_totals(int32_t *to, const Sums x[QUAD]) {
    const __m512i first = _mm512_add_epi32(_mm512_unpacklo_epi32(x[0], x[1]), _mm512_unpackhi_epi32(x[0], x[1]));
    const __m512i second = _mm512_add_epi32(_mm512_unpacklo_epi32(x[2], x[3]), _mm512_unpackhi_epi32(x[2], x[3]));
    const __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(first, second), _mm512_unpackhi_epi64(first, second));
    const __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
    _mm_storeu_si128((void *)to, _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1)));
}

/* Ordered so that packing the means restores the order of the columns. */
INLINE void store_interleaved(uint8_t *to, const uint8_t *const position[QUAD]) {
    const __m512i a = load(position[0]), b = load(position[1]), c = load(position[2]), d = load(position[3]);
    const __m512i first = _mm512_unpacklo_epi8(a, b), second = _mm512_unpackhi_epi8(a, b);
    const __m512i third = _mm512_unpacklo_epi8(c, d), fourth = _mm512_unpackhi_epi8(c, d);
    _mm512_storeu_si512(to, _mm512_unpacklo_epi16(first, third));
    _mm512_storeu_si512(to + CHUNK, _mm512_unpackhi_epi16(first, third));
    _mm512_storeu_si512(to + 2 * CHUNK, _mm512_unpacklo_epi16(second, fourth));
    _mm512_storeu_si512(to + 3 * CHUNK, _mm512_unpackhi_epi16(second, fourth));
}

INLINE Chunk load_annotations(const uint8_t *from) { return load(from); }

INLINE Shares spread_shares(const uint8_t *four) { return spread(four); }

#define AVERAGE(SUM, ANNOTATIONS, SHARES) SUM = _mm512_dpbusd_epi32(SUM, ANNOTATIONS, SHARES);

INLINE void store_means(uint8_t *to, const Sums quarters[QUAD], const Sums rest[QUAD], float inverse) {
    __m512i mean[QUAD];
    for (int i = 0; i < QUAD; i++) {
        const __m512i total = _mm512_add_epi32(_mm512_slli_epi32(quarters[i], 2), rest[i]);
        mean[i] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(total), _mm512_set1_ps(inverse)));
    }
    const __m512i left = _mm512_packs_epi32(mean[0], mean[1]), right = _mm512_packs_epi32(mean[2], mean[3]);
    _mm512_storeu_si512(to, _mm512_xor_si512(_mm512_packs_epi16(left, right), _mm512_set1_epi8(-ZERO)));
}

/* The primitives for processors with AVX2, and with AVX-VNNI if WITH_VNNI; lanes_c.h says what they compute. */
#pragma once
#include "body.h"
#include "processor.h"

#include <immintrin.h>

/* WITHOUT_VEX encodes AVX-VNNI as AVX-512 does, so that tests can run it where only AVX-512 VNNI is there. */
#if defined(WITH_VNNI) && defined(WITHOUT_VEX)
#define TARGET __attribute__((target("avx2,avx512f,avx512vl,avx512vnni")))
#elif defined(WITH_VNNI)
#define TARGET __attribute__((target("avx2,avxvnni")))
#else
#define TARGET __attribute__((target("avx2")))
#endif
#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 32, CHUNK = 32, SUMS = CHUNK / 4 };

typedef struct { __m256i left, right; } Words;
typedef __m256i Sums, Chunk, Shares;

INLINE __m256i load(const void *from) { return _mm256_loadu_si256(from); }

INLINE void store(void *to, __m256i x) { _mm256_storeu_si256(to, x); }

INLINE __m256i same_bytes(int value) { return _mm256_set1_epi8((char)value); }

INLINE __m256i same_four(const uint8_t *four) {
    int32_t all;
    memcpy(&all, four, sizeof all);
    return _mm256_set1_epi32(all);
}

INLINE Words load_words(const int16_t *from) { return (Words){load(from), load(from + 16)}; }

INLINE void store_words(int16_t *to, Words x) {
    store(to, x.left);
    store(to + 16, x.right);
}

INLINE Words same_words(int16_t value) { return (Words){_mm256_set1_epi16(value), _mm256_set1_epi16(value)}; }

INLINE Words add_words(Words a, Words b) {
    return (Words){_mm256_adds_epi16(a.left, b.left), _mm256_adds_epi16(a.right, b.right)};
}

INLINE Words multiply_words(Words a, Words b) {
    return (Words){_mm256_mulhrs_epi16(a.left, b.left), _mm256_mulhrs_epi16(a.right, b.right)};
}

/* Lower and upper bytes of starts and rises, 16 lines per register, in both halves of it. */
typedef struct { __m256i start[2][4], rise[2][4]; } Lines;

INLINE void split_bytes(const int16_t *from, __m256i bytes[2][4]) {
    for (int i = 0; i < 4; i++) {
        const __m256i words = load(from + 16 * i);
        const __m256i lower = _mm256_and_si256(words, _mm256_set1_epi16(255)), upper = _mm256_srli_epi16(words, 8);
        bytes[0][i] = _mm256_permute4x64_epi64(_mm256_packus_epi16(lower, lower), 0x88);
        bytes[1][i] = _mm256_permute4x64_epi64(_mm256_packus_epi16(upper, upper), 0x88);
    }
}

INLINE Lines load_lines(const int16_t *from) {
    Lines lines;
    split_bytes(from, lines.start);
    split_bytes(from + 64, lines.rise);
    return lines;
}

/* The bytes of a table of 64. A shuffle gives zero where the highest bit of its index is set. */
INLINE __m256i look_up(const __m256i table[4], const __m256i at[4]) {
    const __m256i low = _mm256_or_si256(_mm256_shuffle_epi8(table[0], at[0]), _mm256_shuffle_epi8(table[1], at[1]));
    const __m256i high = _mm256_or_si256(_mm256_shuffle_epi8(table[2], at[2]), _mm256_shuffle_epi8(table[3], at[3]));
    return _mm256_or_si256(low, high);
}

INLINE Words look_up_words(const __m256i table[2][4], const __m256i at[4]) {
    const __m256i lower = look_up(table[0], at), upper = look_up(table[1], at);
    return (Words){_mm256_unpacklo_epi8(lower, upper), _mm256_unpackhi_epi8(lower, upper)};
}

INLINE __m256i limited_size(__m256i x) { return _mm256_min_epu16(_mm256_abs_epi16(x), _mm256_set1_epi16(8191)); }

INLINE __m256i along_line(__m256i size) {
    return _mm256_slli_epi16(_mm256_and_si256(size, _mm256_set1_epi16(127)), 8);
}

INLINE Words tanh_of(const Lines *lines, Words x) {
    const Words size = {limited_size(x.left), limited_size(x.right)};
    const __m256i line = _mm256_packus_epi16(_mm256_srli_epi16(size.left, 7), _mm256_srli_epi16(size.right, 7));
    __m256i at[4];
    for (int i = 0; i < 4; i++) at[i] = _mm256_adds_epu8(_mm256_sub_epi8(line, same_bytes(16 * i)), same_bytes(0x70));
    const Words along = {along_line(size.left), along_line(size.right)};
    const Words y = add_words(look_up_words(lines->start, at), multiply_words(look_up_words(lines->rise, at), along));
    return (Words){_mm256_sign_epi16(y.left, x.left), _mm256_sign_epi16(y.right, x.right)};
}

INLINE __m256i half_above(__m256i x) {
    return _mm256_srli_epi16(_mm256_xor_si256(x, _mm256_set1_epi16(-32768)), 1);
}

INLINE Words sigmoid_of(const Lines *lines, Words half) {
    const Words x = tanh_of(lines, half);
    return (Words){half_above(x.left), half_above(x.right)};
}

/* Packing interleaves the halves of its arguments. */
INLINE __m256i in_order(__m256i packed) { return _mm256_permute4x64_epi64(packed, 0xd8); }

INLINE void store_bytes(uint8_t *to, Words x) {
    const Words bytes = multiply_words(x, same_words(128));
    store(to, _mm256_xor_si256(in_order(_mm256_packs_epi16(bytes.left, bytes.right)), same_bytes(ZERO)));
}

INLINE Words load_bytes(const uint8_t *from) {
    const __m256i bytes = _mm256_xor_si256(load(from), same_bytes(ZERO));
    return (Words){_mm256_cvtepi8_epi16(_mm256_castsi256_si128(bytes)),
                   _mm256_cvtepi8_epi16(_mm256_extracti128_si256(bytes, 1))};
}

INLINE Sums same_sums(int32_t value) { return _mm256_set1_epi32(value); }

INLINE Chunk load_weights(const int8_t *from) { return load(from); }

INLINE Chunk load_annotations(const uint8_t *from) { return load(from); }

INLINE Shares spread_shares(const uint8_t *four) { return same_four(four); }

INLINE __m256i scaled(Sums sums, const float *scale) {
    const __m256 product = _mm256_mul_ps(_mm256_cvtepi32_ps(sums), _mm256_loadu_ps(scale));
    return _mm256_cvtps_epi32(_mm256_min_ps(product, _mm256_set1_ps(32767.0f)));
}

INLINE void store_scaled(int16_t *to, Sums low, Sums high, const float *scale) {
    store(to, in_order(_mm256_packs_epi32(scaled(low, scale), scaled(high, scale + SUMS))));
}

INLINE Sums add_products(Sums x, Words a, Words b) {
    return _mm256_add_epi32(x, _mm256_add_epi32(_mm256_madd_epi16(a.left, b.left), _mm256_madd_epi16(a.right, b.right)));
}

INLINE void store_totals(int32_t *to, const Sums x[QUAD]) {
    const __m256i all = _mm256_hadd_epi32(_mm256_hadd_epi32(x[0], x[1]), _mm256_hadd_epi32(x[2], x[3]));
    _mm_storeu_si128((void *)to, _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1)));
}

INLINE void store_means(uint8_t *to, const Sums quarters[QUAD], const Sums rest[QUAD], float inverse) {
    __m256i mean[QUAD];
    for (int i = 0; i < QUAD; i++) {
        const __m256i total = _mm256_add_epi32(_mm256_slli_epi32(quarters[i], 2), rest[i]);
        mean[i] = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_cvtepi32_ps(total), _mm256_set1_ps(inverse)));
    }
    const __m256i left = _mm256_packs_epi32(mean[0], mean[1]), right = _mm256_packs_epi32(mean[2], mean[3]);
    store(to, _mm256_xor_si256(_mm256_packs_epi16(left, right), same_bytes(ZERO)));
}

#ifdef WITH_VNNI
enum { ROWS_PER_TILE = 6, IS_SIGNED = 0 };

typedef __m256i Spread;

INLINE Spread spread(const uint8_t *four) { return same_four(four); }

INLINE Sums first_sums(const int32_t *start) { return load(start); }

/* In assembly, because with the intrinsic GCC 12 copies every sum to memory. */
#if defined(WITHOUT_VEX)
#define ACCUMULATE(SUM, INPUTS, WEIGHTS) __asm__("vpdpbusd %2, %1, %0" : "+v"(SUM) : "v"(INPUTS), "v"(WEIGHTS));
#elif defined(__clang__)
#define ACCUMULATE(SUM, INPUTS, WEIGHTS) SUM = _mm256_dpbusd_avx_epi32(SUM, INPUTS, WEIGHTS);
#else
#define ACCUMULATE(SUM, INPUTS, WEIGHTS) \
    __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(SUM) : "x"(INPUTS), "x"(WEIGHTS));
#endif
#define AVERAGE(SUM, ANNOTATIONS, SHARES) ACCUMULATE(SUM, ANNOTATIONS, SHARES)
#define FLIPPED 0

static int runs_here(void) {
#ifdef WITHOUT_VEX
    return has_avx512_vnni();
#else
    return has_avx_vnni();
#endif
}
#else
enum { ROWS_PER_TILE = 4, IS_SIGNED = 1 };

/* `vpmaddubsw` multiplies unsigned by signed bytes and saturates sums of two products, which those of bytes with the
 * offset ZERO would reach. Those of sizes up to 128 times weights up to 127 do not. */
typedef struct { __m256i value, size; } Spread;

INLINE Spread spread(const uint8_t *four) {
    const __m256i value = _mm256_xor_si256(same_four(four), same_bytes(ZERO));
    return (Spread){value, _mm256_abs_epi8(value)};
}

INLINE Sums first_sums(const int32_t *start) {
    (void)start;
    return _mm256_setzero_si256();
}

INLINE Sums add_pairs(Sums sum, __m256i sizes, __m256i numbers) {
    const __m256i pairs = _mm256_maddubs_epi16(sizes, numbers);
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

#define ACCUMULATE(SUM, INPUTS, WEIGHTS) \
    SUM = add_pairs(SUM, INPUTS.size, _mm256_sign_epi8(WEIGHTS, INPUTS.value));
#define AVERAGE(SUM, ANNOTATIONS, SHARES) SUM = add_pairs(SUM, SHARES, ANNOTATIONS);
#define FLIPPED ZERO

static int runs_here(void) { return has_avx2(); }
#endif

/* Ordered so that packing the means restores the order of the columns. */
INLINE void store_interleaved(uint8_t *to, const uint8_t *const position[QUAD]) {
    __m256i x[QUAD];
    for (int i = 0; i < QUAD; i++) x[i] = _mm256_xor_si256(load(position[i]), same_bytes(FLIPPED));
    const __m256i first = _mm256_unpacklo_epi8(x[0], x[1]), second = _mm256_unpackhi_epi8(x[0], x[1]);
    const __m256i third = _mm256_unpacklo_epi8(x[2], x[3]), fourth = _mm256_unpackhi_epi8(x[2], x[3]);
    store(to, _mm256_unpacklo_epi16(first, third));
    store(to + CHUNK, _mm256_unpackhi_epi16(first, third));
    store(to + 2 * CHUNK, _mm256_unpacklo_epi16(second, fourth));
    store(to + 3 * CHUNK, _mm256_unpackhi_epi16(second, fourth));
}

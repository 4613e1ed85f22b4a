/* The primitives in plain C, for every processor. They define what the primitives of the other lanes_*.h compute.
 *
 * Words are 32 numbers of 16 bits and stand for fractions of 32768. A chunk is a vector register of bytes, sums one of
 * 32-bit numbers. A tile has as many rows as leave their sums in registers. */
#pragma once
#include "body.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define TARGET
#define INLINE static inline __attribute__((always_inline))

enum {
    LANES = 32,         /* words, and columns per panel of weights */
    CHUNK = 16,         /* bytes per register */
    SUMS = CHUNK / 4,   /* sums per register */
    ROWS_PER_TILE = 4,
    IS_SIGNED = 1       /* whether bytes lose their offset ZERO before they are multiplied */
};

typedef struct { int16_t at[LANES]; } Words;
typedef int32_t Sums __attribute__((vector_size(16)));
typedef int16_t Shorts __attribute__((vector_size(16)));
typedef struct { Shorts even, odd; } Chunk; /* bytes at even and odd places, so that each sum has two of both */
typedef Chunk Spread, Shares;

#define EACH(I, COUNT) for (int I = 0; I < COUNT; I++)

static int runs_here(void) { return 1; }

static inline int16_t saturated(int32_t x) { return (int16_t)(x > 32767 ? 32767 : x < -32768 ? -32768 : x); }

static inline int16_t rounded_product(int16_t a, int16_t b) { return (int16_t)((a * b + 16384) >> 15); }

/* Round to the nearest number, halves to the even one, and saturate; not a number becomes 32767. */
static inline int32_t rounded(float x) {
    const float magic = 12582912.0f; /* 1.5 * 2^23: only whole numbers are near it */
    x = x < 32767.0f ? x : 32767.0f;
    x = x > -32768.0f ? x : -32768.0f;
    return (int32_t)((x + magic) - magic);
}

INLINE Words load_words(const int16_t *from) {
    Words x;
    memcpy(&x, from, sizeof x);
    return x;
}

INLINE void store_words(int16_t *to, Words x) { memcpy(to, &x, sizeof x); }

INLINE Words same_words(int16_t value) {
    Words x;
    EACH(i, LANES) x.at[i] = value;
    return x;
}

/* Saturating sum. */
INLINE Words add_words(Words a, Words b) {
    EACH(i, LANES) a.at[i] = saturated(a.at[i] + b.at[i]);
    return a;
}

/* Rounded product of fractions. */
INLINE Words multiply_words(Words a, Words b) {
    EACH(i, LANES) a.at[i] = rounded_product(a.at[i], b.at[i]);
    return a;
}

/* Piecewise linear tanh: start and rise of 64 lines; arguments in 1/2048, values in 1/32768. */
typedef struct { const int16_t *start, *rise; } Lines;

INLINE Lines load_lines(const int16_t *from) { return (Lines){from, from + 64}; }

INLINE Words tanh_of(const Lines *lines, Words x) {
    EACH(i, LANES) {
        const int32_t size = x.at[i] < 0 ? -x.at[i] : x.at[i], limited = size < 8191 ? size : 8191;
        const int32_t line = limited >> 7, along = (limited & 127) << 8;
        const int16_t y = saturated(lines->start[line] + ((lines->rise[line] * along + 16384) >> 15));
        x.at[i] = x.at[i] < 0 ? (int16_t)-y : y;
    }
    return x;
}

/* (1 + tanh) / 2. */
INLINE Words sigmoid_of(const Lines *lines, Words half) {
    Words x = tanh_of(lines, half);
    EACH(i, LANES) x.at[i] = (int16_t)((x.at[i] + 32768) >> 1);
    return x;
}

/* Convert words to bytes in 1/128. */
INLINE void store_bytes(uint8_t *to, Words x) {
    EACH(i, LANES) {
        const int32_t byte = rounded_product(x.at[i], 128);
        to[i] = (uint8_t)((byte < 127 ? byte : 127) + ZERO);
    }
}

/* Convert bytes to words of the same value, without their offset. */
INLINE Words load_bytes(const uint8_t *from) {
    Words x;
    EACH(i, LANES) x.at[i] = (int16_t)(from[i] - ZERO);
    return x;
}

/* Sums before any product. */
INLINE Sums first_sums(const int32_t *start) {
    (void)start;
    return (Sums){0};
}

INLINE Sums same_sums(int32_t value) { return (Sums){value, value, value, value}; }

INLINE Chunk widened(Shorts bytes) { return (Chunk){(bytes << 8) >> 8, bytes >> 8}; }

INLINE Chunk load_weights(const int8_t *from) {
    Shorts bytes;
    memcpy(&bytes, from, sizeof bytes);
    return widened(bytes);
}

INLINE Chunk same_four(const uint8_t *four, uint32_t flipped) {
    uint32_t all;
    memcpy(&all, four, sizeof all);
    return widened((Shorts)same_sums((int32_t)(all ^ flipped)));
}

/* Four inputs of a matrix product, for all columns. */
INLINE Spread spread(const uint8_t *four) { return same_four(four, 0x80808080u); }

/* Add four products to each sum. One is below 2^14, so two fit into 16 bits. */
INLINE Sums add_fours(Sums sum, Chunk a, Chunk b) {
#ifdef __SSE2__ /* part of every x86-64 processor */
    return sum + (Sums)_mm_madd_epi16((__m128i)a.even, (__m128i)b.even) +
           (Sums)_mm_madd_epi16((__m128i)a.odd, (__m128i)b.odd);
#else
    const Sums pairs = (Sums)(a.even * b.even + a.odd * b.odd);
    return sum + ((pairs << 16) >> 16) + (pairs >> 16);
#endif
}

/* SUM += INPUTS * WEIGHTS, four products per sum. */
#define ACCUMULATE(SUM, INPUTS, WEIGHTS) SUM = add_fours(SUM, INPUTS, WEIGHTS);

/* Scale two registers of sums and round them to 16 bits. */
INLINE void store_scaled(int16_t *to, Sums low, Sums high, const float *scale) {
    EACH(i, SUMS) {
        to[i] = (int16_t)rounded((float)low[i] * scale[i]);
        to[SUMS + i] = (int16_t)rounded((float)high[i] * scale[SUMS + i]);
    }
}

/* Add products of two words to each sum, in any order; then add the sums of each of four registers. */
INLINE Sums add_products(Sums x, Words a, Words b) {
    EACH(i, LANES) x[i % SUMS] += a.at[i] * b.at[i];
    return x;
}

INLINE void store_totals(int32_t *to, const Sums x[QUAD]) {
    EACH(i, QUAD) {
        to[i] = 0;
        EACH(j, SUMS) to[i] += x[i][j];
    }
}

/* Interleave a chunk of the annotations of four positions, as AVERAGE and `store_means` expect them. */
INLINE void store_interleaved(uint8_t *to, const uint8_t *const position[QUAD]) {
    EACH(i, CHUNK) EACH(j, QUAD) to[QUAD * i + j] = position[j][i] ^ ZERO;
}

INLINE Chunk load_annotations(const uint8_t *from) { return load_weights((const int8_t *)from); }

INLINE Shares spread_shares(const uint8_t *four) { return same_four(four, 0); }

/* SUM += SHARES, below 128, times ANNOTATIONS. */
#define AVERAGE(SUM, ANNOTATIONS, SHARES) SUM = add_fours(SUM, ANNOTATIONS, SHARES);

/* Bytes of (4 * quarters + rest) * inverse for a chunk of columns. */
INLINE void store_means(uint8_t *to, const Sums quarters[QUAD], const Sums rest[QUAD], float inverse) {
    EACH(i, CHUNK) {
        const int32_t total = 4 * quarters[i / SUMS][i % SUMS] + rest[i / SUMS][i % SUMS];
        const int32_t mean = rounded((float)total * inverse);
        to[i] = (uint8_t)((mean > 127 ? 127 : mean < -128 ? -128 : mean) + ZERO);
    }
}

/* Building blocks of the layers, for processors with AVX-512 VNNI; int8_runtime.py computes the same, bit for bit. */
#pragma once
#include "network.h"

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define INLINE TARGET static inline __attribute__((always_inline))

enum {
    BLOCK = 24, /* rows per block, so that their gates stay in the cache */
    LANES = 32  /* 16-bit numbers per register, and columns per panel of weights */
};

/* y (rows, outputs) = x (rows, inputs), whose rows are `stride` bytes apart, times the matrix. */
void multiply(const Matrix *m, const uint8_t *x, size_t stride, int rows, int16_t *y);

/* Piecewise linear tanh: start and rise of 64 lines; arguments in 1/2048, values in 1/32768. */
typedef struct {
    __m512i value[2], rise[2];
} Lines;

INLINE __m512i load(const void *from) { return _mm512_loadu_si512(from); }

INLINE Lines load_lines(const int16_t *from) {
    return (Lines){{load(from), load(from + 32)}, {load(from + 64), load(from + 96)}};
}

INLINE __m512i tanh_of(const Lines *lines, __m512i x) {
    __m512i size = _mm512_min_epu16(_mm512_abs_epi16(x), _mm512_set1_epi16(8191));
    __m512i line = _mm512_srli_epi16(size, 7);
    __m512i along = _mm512_slli_epi16(_mm512_and_si512(size, _mm512_set1_epi16(127)), 8);
    __m512i value = _mm512_permutex2var_epi16(lines->value[0], line, lines->value[1]);
    __m512i rise = _mm512_permutex2var_epi16(lines->rise[0], line, lines->rise[1]);
    __m512i y = _mm512_adds_epi16(value, _mm512_mulhrs_epi16(rise, along));
    return _mm512_mask_sub_epi16(y, _mm512_movepi16_mask(x), _mm512_setzero_si512(), y);
}

INLINE __m512i sigmoid_of(const Lines *lines, __m512i half) {
    __m512i above = _mm512_xor_si512(tanh_of(lines, half), _mm512_set1_epi16(-32768));
    return _mm512_srli_epi16(above, 1);
}

/* Convert 32 numbers from 1/32768 to bytes in 1/128. */
INLINE void store_bytes(uint8_t *to, __m512i x) {
    __m256i bytes = _mm512_cvtsepi16_epi8(_mm512_mulhrs_epi16(x, _mm512_set1_epi16(128)));
    _mm256_storeu_si256((void *)to, _mm256_xor_si256(bytes, _mm256_set1_epi8(-ZERO)));
}

/* One LSTM step: gates i f o g, (4, size), are the sum of the product, the symbol and the hint, if any. */
INLINE void lstm_cell(const Lines *lines, int size, const int16_t *product, const int16_t *symbol, const int16_t *hint,
                 const int16_t *cell, int16_t *new_cell, uint8_t *new_hidden) {
    for (int k = 0; k < size; k += LANES) {
        __m512i gate[4];
        for (int g = 0; g < 4; g++) {
            const int at = g * size + k;
            __m512i given = load(symbol + at);
            if (hint) given = _mm512_adds_epi16(given, load(hint + at));
            gate[g] = _mm512_adds_epi16(load(product + at), given);
        }
        __m512i kept = _mm512_mulhrs_epi16(sigmoid_of(lines, gate[1]), load(cell + k));
        __m512i written = _mm512_mulhrs_epi16(sigmoid_of(lines, gate[0]), tanh_of(lines, gate[3]));
        written = _mm512_mulhrs_epi16(written, _mm512_set1_epi16(2048));
        __m512i c = _mm512_adds_epi16(kept, written);
        _mm512_storeu_si512(new_cell + k, c);
        store_bytes(new_hidden + k, _mm512_mulhrs_epi16(sigmoid_of(lines, gate[2]), tanh_of(lines, c)));
    }
}

INLINE void add(int16_t *to, const int16_t *what, int size) {
    for (int k = 0; k < size; k += LANES)
        _mm512_storeu_si512(to + k, _mm512_adds_epi16(load(to + k), load(what + k)));
}

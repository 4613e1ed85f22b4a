/* The network on processors with AVX-512 VNNI: what integer_runtime.py computes, to the bit. */
#include "network.h"

#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define INLINE TARGET static inline __attribute__((always_inline))

enum {
    BLOCK = 24,    /* rows that go through a layer together: their gates stay in the cache */
    LANES = 32,    /* 16-bit numbers in a register, columns of a panel of weights */
    FARTHEST = 4095, /* last entry of the table of exponentials */
    ZERO = 128     /* activations are stored as bytes, 128 above their value */
};

/* tanh as 64 lines: value and rise of each; arguments in 1/2048, values in 1/32768. */
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

/* 32 numbers in 1/32768 as bytes in 1/128. */
INLINE void store_bytes(uint8_t *to, __m512i x) {
    __m256i bytes = _mm512_cvtsepi16_epi8(_mm512_mulhrs_epi16(x, _mm512_set1_epi16(128)));
    _mm256_storeu_si256((void *)to, _mm256_xor_si256(bytes, _mm256_set1_epi8(-128)));
}

/* 16 sums times their scales, to whole numbers of 16 bits. */
INLINE __m256i scaled(__m512i sums, __m512 scale) {
    __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), scale);
    return _mm512_cvtsepi32_epi16(_mm512_cvtps_epi32(product));
}

/* A number of rows times one panel of 32 columns. Spelt out row by row, since compilers keep arrays of registers
 * in memory. */
/* sums += bytes * weights, four products a lane. As assembly: given the intrinsic GCC 12 copies every sum to memory. */
#define ACCUMULATE(SUMS, BYTES, WEIGHTS) __asm__("vpdpbusd %2, %1, %0" : "+v"(SUMS) : "v"(BYTES), "v"(WEIGHTS));
#define BEGIN(r) __m512i low##r = left_start, high##r = right_start;
#define MULTIPLY(r) { \
    int32_t four; \
    memcpy(&four, x + (size_t)r * m->inputs + k, 4); \
    const __m512i inputs = _mm512_set1_epi32(four); \
    ACCUMULATE(low##r, inputs, left) \
    ACCUMULATE(high##r, inputs, right) \
}
#define STORE(r) { \
    int16_t *to = y + (size_t)r * m->outputs + column; \
    _mm256_storeu_si256((void *)to, scaled(low##r, left_scale)); \
    _mm256_storeu_si256((void *)(to + 16), scaled(high##r, right_scale)); \
}
#define TILE_OF(NAME, ROWS) \
    INLINE void NAME(const Matrix *m, int panel, const uint8_t *x, int16_t *y) { \
        const int column = panel * LANES; \
        const __m512i left_start = load(m->start + column), right_start = load(m->start + column + 16); \
        const int8_t *w = m->weights + (size_t)panel * m->inputs * LANES; \
        ROWS(BEGIN) \
        for (int k = 0; k < m->inputs; k += 4, w += 4 * LANES) { \
            const __m512i left = load(w), right = load(w + 64); \
            ROWS(MULTIPLY) \
        } \
        const __m512 left_scale = _mm512_loadu_ps(m->scale + column); \
        const __m512 right_scale = _mm512_loadu_ps(m->scale + column + 16); \
        ROWS(STORE) \
    }
#define ONE(X) X(0)
#define TWO(X) ONE(X) X(1)
#define FOUR(X) TWO(X) X(2) X(3)
#define EIGHT(X) FOUR(X) X(4) X(5) X(6) X(7)
#define TWELVE(X) EIGHT(X) X(8) X(9) X(10) X(11)
TILE_OF(tile_of_1, ONE)
TILE_OF(tile_of_2, TWO)
TILE_OF(tile_of_4, FOUR)
TILE_OF(tile_of_8, EIGHT)
TILE_OF(tile_of_12, TWELVE)

/* y (rows, outputs) = x (rows, inputs) times the matrix. */
TARGET static void multiply(const Matrix *m, const uint8_t *x, int rows, int16_t *y) {
    for (int panel = 0; panel < m->outputs / LANES; panel++)
        for (int r = 0, left; (left = rows - r) > 0;) {
            const uint8_t *from = x + (size_t)r * m->inputs;
            int16_t *to = y + (size_t)r * m->outputs;
            if (left >= 12) tile_of_12(m, panel, from, to), r += 12;
            else if (left >= 8) tile_of_8(m, panel, from, to), r += 8;
            else if (left >= 4) tile_of_4(m, panel, from, to), r += 4;
            else if (left >= 2) tile_of_2(m, panel, from, to), r += 2;
            else tile_of_1(m, panel, from, to), r += 1;
        }
}

/* One step of an LSTM: gates i f o g (4, size) from the product, the symbol and its hints. */
INLINE void lstm(const Lines *lines, int size, const int16_t *product, const int16_t *symbol, const int16_t *hint,
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

/* One direction over a block of rows, longest first. */
TARGET static void read_direction(const Network *n, int backward, int rows, int width, const int32_t *ids,
                                  const int32_t *lengths, uint8_t *annotations, uint8_t *hidden, int16_t *cell,
                                  int16_t *gates, int16_t *hints) {
    const Lines lines = load_lines(n->tanh_lines);
    const int size = n->hidden, wide = 4 * size;
    memset(hidden, ZERO, (size_t)rows * size);
    memset(cell, 0, (size_t)rows * size * sizeof *cell);
    for (int r = 0; r < rows; r++) {
        const int32_t *named = ids + (size_t)r * width;
        memcpy(hints + (size_t)r * wide, n->hints[backward] + (size_t)named[0] * wide, wide * sizeof *hints);
        add(hints + (size_t)r * wide, n->hints[backward] + (size_t)named[1] * wide, wide);
    }
    for (int time = 0, active = rows; time < lengths[0]; time++) {
        while (lengths[active - 1] <= time) active--;
        multiply(&n->recurrent[backward], hidden, active, gates);
        for (int r = 0; r < active; r++) {
            const int place = backward ? lengths[r] - 1 - time : time;
            const int16_t *symbol = n->symbols[backward] + (size_t)ids[(size_t)r * width + place] * wide;
            const int16_t *hint = place >= HINTS ? hints + (size_t)r * wide : NULL;
            int16_t *c = cell + (size_t)r * size;
            uint8_t *h = hidden + (size_t)r * size;
            lstm(&lines, size, gates + (size_t)r * wide, symbol, hint, c, c, h);
            if (place >= HINTS)
                memcpy(annotations + (((size_t)r * (width - HINTS) + place - HINTS) * 2 + backward) * size, h, size);
        }
    }
}

/* Both finals of a block, side by side, to the decoder's first state. */
TARGET static void bridge(const Network *n, int rows, uint8_t *const hidden[2], int16_t *const cell[2],
                          uint8_t *sides, int16_t *gates, uint8_t *state_hidden, int16_t *state_cell) {
    const Lines lines = load_lines(n->tanh_lines);
    const int size = n->hidden, both = 2 * size, out = n->decoder_size;
    for (int r = 0; r < rows; r++)
        for (int d = 0; d < 2; d++) memcpy(sides + (size_t)r * both + d * size, hidden[d] + (size_t)r * size, size);
    multiply(&n->bridge_hidden, sides, rows, gates);
    for (int r = 0; r < rows; r++) {
        int16_t *row = gates + (size_t)r * out;
        add(row, n->bridge_hidden_bias, out);
        for (int k = 0; k < out; k += LANES)
            store_bytes(state_hidden + (size_t)r * out + k, tanh_of(&lines, load(row + k)));
    }
    /* A cell has 16 bits: its upper and its lower byte go through the matrix one after the other. */
    for (int part = 0; part < 2; part++) {
        for (int r = 0; r < rows; r++)
            for (int k = 0; k < both; k++) {
                const int value = cell[k / size][(size_t)r * size + k % size];
                const int clipped = value > 32639 ? 32639 : value, upper = (clipped + 128) >> 8;
                sides[(size_t)r * both + k] = (uint8_t)(ZERO + (part ? clipped - 256 * upper : upper));
            }
        multiply(&n->bridge_cell[part], sides, rows, part ? gates : state_cell);
    }
    for (int r = 0; r < rows; r++) {
        add(state_cell + (size_t)r * out, gates + (size_t)r * out, out);
        add(state_cell + (size_t)r * out, n->bridge_cell_bias, out);
    }
}

TARGET int network_encode(const Network *n, int rows, int width, const int32_t *ids, const int32_t *lengths,
                  uint8_t *annotations, int16_t *keys, uint8_t *state_hidden, int16_t *state_cell) {
    const size_t size = n->hidden, places = width - HINTS, out = n->decoder_size;
    const size_t wide = 4 * size > out ? 4 * size : out;
    uint8_t *memory = malloc(BLOCK * (2 * wide * 2 + 2 * size * 3 + 2 * size));
    if (!memory) return -1;
    int16_t *gates = (int16_t *)memory, *hints = gates + BLOCK * wide;
    int16_t *cell[2] = {hints + BLOCK * wide, hints + BLOCK * (wide + size)};
    uint8_t *hidden[2] = {(uint8_t *)(cell[1] + BLOCK * size), (uint8_t *)(cell[1] + BLOCK * size) + BLOCK * size};
    uint8_t *sides = hidden[1] + BLOCK * size;
    for (int start = 0; start < rows; start += BLOCK) {
        const int some = rows - start < BLOCK ? rows - start : BLOCK;
        uint8_t *notes = annotations + (size_t)start * places * 2 * size;
        for (int d = 0; d < 2; d++)
            read_direction(n, d, some, width, ids + (size_t)start * width, lengths + start, notes, hidden[d],
                           cell[d], gates, hints);
        bridge(n, some, hidden, cell, sides, gates, state_hidden + (size_t)start * n->decoder_size,
               state_cell + (size_t)start * n->decoder_size);
        for (int r = 0; r < some; r++)
            multiply(&n->key, notes + (size_t)r * places * 2 * size, lengths[start + r] - HINTS,
                     keys + ((size_t)start + r) * places * n->alignment);
    }
    free(memory);
    return 0;
}

/* Weights (places,) of one query in whole numbers; their sum. */
INLINE int32_t weigh(const Network *n, const Lines *lines, int places, const int16_t *keys, const int16_t *query,
                     int32_t *weights) {
    int32_t highest = INT32_MIN, sum = 0;
    for (int j = 0; j < places; j++, keys += n->alignment) {
        __m512i energy = _mm512_setzero_si512();
        for (int a = 0; a < n->alignment; a += LANES) {
            __m512i compared = tanh_of(lines, _mm512_adds_epi16(load(keys + a), load(query + a)));
            compared = _mm512_mulhrs_epi16(compared, _mm512_set1_epi16(2048));
            energy = _mm512_dpwssd_epi32(energy, compared, load(n->energy + a));
        }
        weights[j] = _mm512_reduce_add_epi32(energy);
        if (weights[j] > highest) highest = weights[j];
    }
    for (int j = 0; j < places; j += 16) {
        __m512i below = _mm512_sub_epi32(_mm512_set1_epi32(highest), load(weights + j));
        __m512 far = _mm512_mul_ps(_mm512_cvtepi32_ps(below), _mm512_set1_ps(n->energy_scale));
        __m512i at = _mm512_min_epi32(_mm512_cvtps_epi32(far), _mm512_set1_epi32(FARTHEST));
        _mm512_storeu_si512(weights + j, at);
    }
    for (int j = 0; j < places; j++) sum += weights[j] = n->exponentials[weights[j]];
    return sum;
}

/* The mean of annotations (places, size) under weights, as bytes. `weights` has a zero after its end. */
INLINE void average(int places, int size, const uint8_t *annotations, const int32_t *weights, int32_t sum,
                    uint8_t *context) {
    const __m512 inverse = _mm512_set1_ps(1.0f / (float)sum);
    const __m512i zeros = _mm512_set1_epi32(-ZERO * sum);
    for (int k = 0; k < size; k += LANES) {
        __m512i low = zeros, high = zeros;
        for (int j = 0; j < places; j += 2) {
            const uint8_t *note = annotations + (size_t)j * size + k;
            const uint8_t *next = j + 1 < places ? note + size : note;
            __m512i first = _mm512_cvtepu8_epi16(_mm256_loadu_si256((const void *)note));
            __m512i second = _mm512_cvtepu8_epi16(_mm256_loadu_si256((const void *)next));
            __m512i pair = _mm512_set1_epi32(weights[j] | weights[j + 1] << 16);
            low = _mm512_dpwssd_epi32(low, _mm512_unpacklo_epi16(first, second), pair);
            high = _mm512_dpwssd_epi32(high, _mm512_unpackhi_epi16(first, second), pair);
        }
        low = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(low), inverse));
        high = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(high), inverse));
        __m256i bytes = _mm512_cvtsepi16_epi8(_mm512_packs_epi32(low, high));
        _mm256_storeu_si256((void *)(context + k), _mm256_xor_si256(bytes, _mm256_set1_epi8(-ZERO)));
    }
}

TARGET int network_step(const Network *n, int rows, int width, const uint8_t *annotations, const int16_t *keys,
                const int32_t *lengths, const int32_t *sources, const int32_t *previous, const uint8_t *hidden,
                const int16_t *cell, uint8_t *new_hidden, int16_t *new_cell, int16_t *scores, float *attention) {
    const Lines lines = load_lines(n->tanh_lines);
    const int size = n->decoder_size, both = 2 * n->hidden, inputs = both + size;
    uint8_t *memory = malloc(BLOCK * ((size_t)4 * size * 2 + (size_t)n->alignment * 2 + inputs) + ((size_t)width + 32) * 4);
    if (!memory) return -1;
    int16_t *gates = (int16_t *)memory, *query = gates + BLOCK * 4 * size;
    int32_t *weights = (int32_t *)(query + BLOCK * n->alignment);
    uint8_t *read = (uint8_t *)(weights + width + 32);
    for (int start = 0; start < rows; start += BLOCK) {
        const int some = rows - start < BLOCK ? rows - start : BLOCK;
        multiply(&n->query, hidden + (size_t)start * size, some, query);
        for (int r = 0; r < some; r++) {
            const size_t row = start + r, source = sources[row];
            const int places = lengths[source];
            const int32_t sum = weigh(n, &lines, places, keys + source * width * n->alignment,
                                      query + (size_t)r * n->alignment, weights);
            weights[places] = 0;
            average(places, both, annotations + source * width * both, weights, sum, read + (size_t)r * inputs);
            memcpy(read + (size_t)r * inputs + both, hidden + row * size, size);
            if (attention)
                for (int j = 0; j < width; j++)
                    attention[row * width + j] = j < places ? (float)weights[j] * (1.0f / (float)sum) : 0.0f;
        }
        multiply(&n->decoder, read, some, gates);
        for (int r = 0; r < some; r++) {
            const size_t row = start + r;
            lstm(&lines, size, gates + (size_t)r * 4 * size, n->targets + (size_t)previous[row] * 4 * size, NULL,
                 cell + row * size, new_cell + row * size, new_hidden + row * size);
            memcpy(read + (size_t)r * inputs + both, new_hidden + row * size, size);
        }
        int16_t *out = scores + (size_t)start * n->output.outputs;
        multiply(&n->output, read, some, out);
        for (int r = 0; r < some; r++) add(out + (size_t)r * n->output.outputs, n->output_bias, n->output.outputs);
    }
    free(memory);
    return 0;
}

/* Whether this processor can run the above. */
int network_supported(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

/* int8 matrix products, in tiles of up to 12 rows × 32 columns whose sums stay in registers. */
#include "layers.h"

#include <string.h>

/* Scale 16 sums and round them to 16 bits. */
INLINE __m256i scaled(__m512i sums, __m512 scale) {
    __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), scale);
    return _mm512_cvtsepi32_epi16(_mm512_cvtps_epi32(product));
}

/* The macros unroll a tile row by row, because compilers keep arrays of registers in memory.
 * ACCUMULATE: sums += bytes * weights, four products per lane. In assembly, because with the intrinsic GCC 12 copies
 * every sum to memory. */
#define ACCUMULATE(SUMS, BYTES, WEIGHTS) __asm__("vpdpbusd %2, %1, %0" : "+v"(SUMS) : "v"(BYTES), "v"(WEIGHTS));
#define BEGIN(r) __m512i low##r = left_start, high##r = right_start;
#define MULTIPLY(r) { \
    int32_t four; \
    memcpy(&four, x + r * stride + k, 4); \
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
    INLINE void NAME(const Matrix *m, int panel, const uint8_t *x, size_t stride, int16_t *y) { \
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
#define THREE(X) TWO(X) X(2)
#define FOUR(X) THREE(X) X(3)
#define EIGHT(X) FOUR(X) X(4) X(5) X(6) X(7)
#define TWELVE(X) EIGHT(X) X(8) X(9) X(10) X(11)
TILE_OF(tile_of_1, ONE)
TILE_OF(tile_of_2, TWO)
TILE_OF(tile_of_3, THREE)
TILE_OF(tile_of_4, FOUR)
TILE_OF(tile_of_8, EIGHT)
TILE_OF(tile_of_12, TWELVE)

/* Rows of the next tile: as many as possible, but never leave a single row, which costs as much as two. */
static int tile_for(int left) {
    if (left >= 12 && left != 13) return 12;
    if (left >= 8 && left != 9) return 8;
    if (left >= 4 && left != 5) return 4;
    return left < 3 ? left : 3;
}

TARGET void multiply(const Matrix *m, const uint8_t *x, size_t stride, int rows, int16_t *y) {
    for (int panel = 0; panel < m->outputs / LANES; panel++)
        for (int r = 0, some; r < rows; r += some) {
            const uint8_t *from = x + r * stride;
            int16_t *to = y + (size_t)r * m->outputs;
            some = tile_for(rows - r);
            if (some == 12) tile_of_12(m, panel, from, stride, to);
            else if (some == 8) tile_of_8(m, panel, from, stride, to);
            else if (some == 4) tile_of_4(m, panel, from, stride, to);
            else if (some == 3) tile_of_3(m, panel, from, stride, to);
            else if (some == 2) tile_of_2(m, panel, from, stride, to);
            else tile_of_1(m, panel, from, stride, to);
        }
}

int network_fits(int network_bytes, int automaton_bytes, int longest) {
    __builtin_cpu_init();
    return network_bytes == sizeof(Network) && automaton_bytes == sizeof(Automaton) && longest == LONGEST &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

/* int8 matrix products, in tiles of rows × two registers of columns whose sums stay in registers. */
#pragma once

/* The macros unroll a tile row by row, because compilers keep arrays of registers in memory. */
#define BEGIN(r) Sums low##r = left_start, high##r = right_start;
#define MULTIPLY(r) { \
    const Spread inputs = spread(x + r * stride + k); \
    ACCUMULATE(low##r, inputs, left) \
    ACCUMULATE(high##r, inputs, right) \
}
#define STORE(r) store_scaled(y + (size_t)r * m->outputs + column, low##r, high##r, m->scale + column);
#define TILE_OF(NAME, ROWS) \
    INLINE void NAME(const Matrix *m, int column, const uint8_t *x, size_t stride, int16_t *y) { \
        const Sums left_start = first_sums(m->start + column), right_start = first_sums(m->start + column + SUMS); \
        const int8_t *w = m->weights + (size_t)(column / LANES) * m->inputs * LANES + column % LANES * 4; \
        ROWS(BEGIN) \
        for (int k = 0; k < m->inputs; k += 4, w += 4 * LANES) { \
            const Chunk left = load_weights(w), right = load_weights(w + CHUNK); \
            ROWS(MULTIPLY) \
        } \
        ROWS(STORE) \
    }
#define ONE(X) X(0)
#define TWO(X) ONE(X) X(1)
#define THREE(X) TWO(X) X(2)
#define FOUR(X) THREE(X) X(3)
#define SIX(X) FOUR(X) X(4) X(5)
#define EIGHT(X) SIX(X) X(6) X(7)
#define TWELVE(X) EIGHT(X) X(8) X(9) X(10) X(11)
TILE_OF(tile_of_1, ONE)
TILE_OF(tile_of_2, TWO)
TILE_OF(tile_of_3, THREE)
TILE_OF(tile_of_4, FOUR)
TILE_OF(tile_of_6, SIX)
TILE_OF(tile_of_8, EIGHT)
TILE_OF(tile_of_12, TWELVE)

/* Rows of the next tile: as many as possible, but never leave a single row, which costs as much as two. */
static int tile_for(int left) {
    static const int tiles[] = {12, 8, 6, 4};
    for (int i = 0; i < 4; i++)
        if (tiles[i] <= ROWS_PER_TILE && tiles[i] <= left && left != tiles[i] + 1) return tiles[i];
    return left < 3 ? left : 3;
}

TARGET static void multiply(const Matrix *m, const uint8_t *x, size_t stride, int rows, int16_t *y) {
    for (int column = 0; column < m->outputs; column += 2 * SUMS)
        for (int r = 0, some; r < rows; r += some) {
            const uint8_t *from = x + r * stride;
            int16_t *to = y + (size_t)r * m->outputs;
            some = tile_for(rows - r);
            if (ROWS_PER_TILE >= 12 && some == 12) tile_of_12(m, column, from, stride, to);
            else if (ROWS_PER_TILE >= 8 && some == 8) tile_of_8(m, column, from, stride, to);
            else if (ROWS_PER_TILE >= 6 && some == 6) tile_of_6(m, column, from, stride, to);
            else if (some == 4) tile_of_4(m, column, from, stride, to);
            else if (some == 3) tile_of_3(m, column, from, stride, to);
            else if (some == 2) tile_of_2(m, column, from, stride, to);
            else tile_of_1(m, column, from, stride, to);
        }
}

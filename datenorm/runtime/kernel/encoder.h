/* Reading sources, a block at a time. */
#pragma once
#include "layers.h"

/* What reading a block needs. */
typedef struct {
    void *memory;
    int16_t *gates, *hints, *cell[2];
    uint8_t *hidden[2], *fresh, *sides;
} Desk;

/* Not 0: no memory. */
int open_desk(Desk *desk, const Network *n);
void close_desk(Desk *desk);

/* Read at most BLOCK sources, longest first; `annotations` (rows, places, 2H), the first state (rows, D). */
void read_block(const Network *n, Desk *desk, int rows, int width, const int32_t *ids, const int32_t *lengths,
                int places, uint8_t *annotations, uint8_t *state_hidden, int16_t *state_cell);

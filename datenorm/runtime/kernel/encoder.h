/* Reading sources, a block at a time. */
#pragma once
#include "layers.h"

/* What reading a block needs. */
typedef struct {
    void *memory;
    int16_t *gates, *hints, *cell[2];
    uint8_t *hidden[2], *fresh, *final_states;
} EncoderWorkspace;

/* Not 0: no memory. */
int open_encoder_workspace(EncoderWorkspace *work, const Network *n);
void close_encoder_workspace(EncoderWorkspace *work);

/* Read at most BLOCK sources, longest first; `annotations` (rows, positions, 2H), the first state (rows, D). */
void read_block(const Network *n, EncoderWorkspace *work, int rows, int width, const int32_t *ids, const int32_t *lengths,
                int positions, uint8_t *annotations, uint8_t *state_hidden, int16_t *state_cell);

/* Encoding sources, one block at a time. */
#pragma once
#include "layers.h"

/* Memory for encoding a block. */
typedef struct {
    void *memory;
    int16_t *gates, *hints, *cell[2];
    uint8_t *hidden[2], *final_states;
} EncoderWorkspace;

/* Returns nonzero if out of memory. */
int open_encoder_workspace(EncoderWorkspace *work, const Network *n);
void close_encoder_workspace(EncoderWorkspace *work);

/* Encode at most BLOCK sources, longest first: writes `annotations` (rows, positions, 2H) and the initial state of the
 * decoder (rows, D). */
void encode_block(const Network *n, EncoderWorkspace *work, int rows, int width, const int32_t *ids,
                  const int32_t *lengths,
                int positions, uint8_t *annotations, uint8_t *state_hidden, int16_t *state_cell);

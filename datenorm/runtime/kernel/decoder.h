/* One decoder step in two parts: attention, which depends only on the state, and the LSTM, which also reads the last
 * symbol. Prefixes that differ only in their last symbol share the first part. */
#pragma once
#include "layers.h"

enum { QUAD = 4 }; /* positions whose annotations are interleaved for the weighted sum */

/* One source as the decoder reads it. */
typedef struct {
    const int16_t *keys;  /* (length, A) */
    const uint8_t *interleaved; /* see `interleave` */
    int32_t length;
} Source;

/* Size of the interleaved annotations of a source, in bytes. */
size_t interleaved_size(const Network *n, int length);

/* Rearrange annotations (length, 2H) in the order in which attention reads them. */
void interleave(const Network *n, int length, const uint8_t *annotations, uint8_t *interleaved);

/* Memory for attention, besides its results. */
typedef struct {
    void *memory;
    int16_t *queries;  /* (rows, A) */
    int32_t *energies; /* (longest,) */
    uint8_t *weights;  /* (2, longest): quotients and remainders of division by 4 */
} AttentionWorkspace;

/* Returns nonzero if out of memory. */
int open_attention_workspace(AttentionWorkspace *work, const Network *n, int rows, int longest);
void close_attention_workspace(AttentionWorkspace *work);

/* Rows of `inputs`, (rows, 2H + D), hold states in their last D columns. Writes the contexts in front of them, the
 * products of both with the decoder weights, (rows, 4D), and, if `attention` is not NULL, attention (rows, width). */
void attend(const Network *n, AttentionWorkspace *work, int rows, const Source *sources, uint8_t *inputs,
            int16_t *products, int width, float *attention);

/* The input of one row to the LSTM, and where its new cell goes. */
typedef struct {
    const int16_t *product, *cell;
    int16_t *new_cell;
    int32_t previous;
} LstmInput;

/* Rows of `inputs` hold contexts. Writes the new states behind them and the scores (rows, V). */
void lstm_step(const Network *n, int rows, const LstmInput *lstm_inputs, uint8_t *inputs, int16_t *scores);

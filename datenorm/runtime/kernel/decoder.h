/* One step of the decoder in its two halves: where it looks, which depends on its state alone, and what it becomes
 * after a symbol. Prefixes that differ in their last symbol share the first half. */
#pragma once
#include "layers.h"

enum { QUAD = 4 }; /* positions whose annotations lie side by side, as the attention adds them up */

/* What the decoder reads of one source. */
typedef struct {
    const int16_t *keys;  /* (length, A) */
    const uint8_t *interleaved; /* see `interleave` */
    int32_t length;
} Source;

/* Bytes of the interleaved annotations of a source. */
size_t interleaved_size(const Network *n, int length);

/* Annotations (length, 2H) in the order in which the attention reads them. */
void interleave(const Network *n, int length, const uint8_t *annotations, uint8_t *interleaved);

/* What looking needs besides its results. */
typedef struct {
    void *memory;
    int16_t *queries;  /* (rows, A) */
    int32_t *energies; /* (longest,) */
    uint8_t *weights;  /* (2, longest): quarters and what is left */
} AttentionWorkspace;

/* Not 0: no memory. */
int open_attention_workspace(AttentionWorkspace *work, const Network *n, int rows, int longest);
void close_attention_workspace(AttentionWorkspace *work);

/* Rows of `inputs` (rows, 2H + D) hold states behind their contexts; gives the contexts and the products of annotation_size with
 * the weights of the decoder, (rows, 4D), and attention (rows, width) where it is asked for. */
void attend(const Network *n, AttentionWorkspace *work, int rows, const Source *sources, uint8_t *inputs, int16_t *products,
          int width, float *attention);

/* What one row becomes after a symbol. */
typedef struct {
    const int16_t *product, *cell;
    int16_t *new_cell;
    int32_t previous;
} LstmInput;

/* Rows of `inputs` hold contexts; gives the new states behind them and the scores (rows, V). */
void lstm_step(const Network *n, int rows, const LstmInput *lstm_inputs, uint8_t *inputs, int16_t *scores);

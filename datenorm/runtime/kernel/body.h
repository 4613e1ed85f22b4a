/* A body is the network compiled for one kind of processor. All bodies are compiled from the same sources, differ only
 * in the primitives of lanes_*.h, and compute the same bits. Search and memory are compiled once and call a body through
 * its table of functions. */
#pragma once
#include "network.h"

#include <stddef.h>
#include <string.h>

enum {
    BLOCK = 24, /* rows per block, so that their gates stay in the cache */
    QUAD = 4,   /* positions whose annotations are interleaved for the weighted sum */
    LABEL_SUMS = (LABELS + QUAD - 1) / QUAD * QUAD /* sums of a character, those of no label included */
};

/* Memory for encoding a block. */
typedef struct {
    void *memory;
    int16_t *gates, *hints, *cell[2];
    uint8_t *hidden[2], *final_states;
} EncoderWorkspace;

/* Memory for attention, besides its results. */
typedef struct {
    void *memory;
    int16_t *queries;  /* (rows, A) */
    int32_t *energies; /* (longest,) */
    uint8_t *weights;  /* (2, longest): quotients and remainders of division by 4 */
} AttentionWorkspace;

/* These return nonzero if out of memory. */
int open_encoder_workspace(EncoderWorkspace *work, const Network *n);
int open_attention_workspace(AttentionWorkspace *work, const Network *n, int rows, int longest);
void close_encoder_workspace(EncoderWorkspace *work);
void close_attention_workspace(AttentionWorkspace *work);

static inline size_t rounded_up(size_t number, size_t to) { return (number + to - 1) / to * to; }

/* Size of the interleaved annotations of a source, in bytes. */
static inline size_t interleaved_size(const Network *n, int length) { return rounded_up(length, QUAD) * 2 * n->hidden; }

/* One source as the decoder reads it. */
typedef struct {
    const int16_t *keys;        /* (length, A) */
    const uint8_t *interleaved; /* in the order and sign that the body reads */
    int32_t length;
} Source;

/* The input of one row to the LSTM, and where its new cell goes. */
typedef struct {
    const int16_t *product, *cell;
    int16_t *new_cell;
    int32_t previous;
} LstmInput;

/* One decoder step has two parts: attention, which depends only on the state, and the LSTM, which also reads the last
 * symbol. Prefixes that differ only in their last symbol share the first part. */
struct Body {
    const char *name;
    int (*runs_here)(void);

    /* y (rows, outputs) = x (rows, inputs), whose rows are `stride` bytes apart, times the matrix. */
    void (*multiply)(const Matrix *m, const uint8_t *x, size_t stride, int rows, int16_t *y);

    /* Encode at most BLOCK sources, longest first: writes `annotations` (rows, positions, 2H) and the initial state of
     * the decoder (rows, D). */
    void (*encode_block)(const Network *n, EncoderWorkspace *work, int rows, int width, const int32_t *ids,
                         const int32_t *lengths, int positions, uint8_t *annotations, uint8_t *state_hidden,
                         int16_t *state_cell);

    /* Rearrange annotations (length, 2H) in the order in which attention reads them. */
    void (*interleave)(const Network *n, int length, const uint8_t *annotations, uint8_t *interleaved);

    /* Rows of `inputs`, (rows, 2H + D), hold states in their last D columns. Writes the contexts in front of them, the
     * products of both with the decoder weights, (rows, 4D), and, if `attention` is not NULL, attention (rows, width). */
    void (*attend)(const Network *n, AttentionWorkspace *work, int rows, const Source *sources, uint8_t *inputs,
                   int16_t *products, int width, float *attention);

    /* Rows of `inputs` hold contexts. Writes the new states behind them and the scores (rows, V). */
    void (*lstm_step)(const Network *n, int rows, const LstmInput *lstm_inputs, uint8_t *inputs, int16_t *scores);

    /* Sums (rows, LABEL_SUMS) of the products of annotations (rows, size) and the weights of each label. */
    void (*add_labels)(const int16_t *weights, int size, int rows, const uint8_t *annotations, int32_t *sums);
};

extern const Body body_c, body_avx2, body_avxvnni, body_avx512, body_neon, body_dotprod;

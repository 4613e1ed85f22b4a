/* The int8 network and the functions of the kernel; int8_weights.py defines the units of the numbers.
 *
 * Plain C, called through ctypes. Nothing holds state, so threads may call it concurrently. Shape letters are those of
 * base.py; every size is a multiple of 32 (weights are padded).
 */
#pragma once
#include <stdint.h>

/* A function that Python calls; all others stay inside the library (-fvisibility=hidden). */
#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum {
    LABELS = 5,    /* of a character: outside of dates, at the start, inside or at the end of one, a whole one */
    HINTS = 2,     /* symbols before the characters of a source */
    ZERO = 128,    /* activations are stored as bytes with this offset */
    LONGEST = 64,  /* symbols of a value that are stored */
    GIVEN_UP = -1  /* in place of a number of values */
};

/* One matrix: (outputs / 32, inputs / 4, 32, 4) bytes; `start` cancels the offset ZERO in each column. */
typedef struct {
    const int8_t *weights;
    const int32_t *start;
    const float *scale;
    int32_t inputs, outputs;
} Matrix;

typedef struct Body Body; /* the network for one kind of processor, see body.h */

typedef struct {
    Matrix recurrent[2], bridge_hidden, bridge_cell[2], key, query, decoder, output;
    const int16_t *symbols[2], *hints[2], *bridge_hidden_bias, *bridge_cell_bias;
    const int16_t *targets, *output_bias, *energy, *tanh_lines;
    const uint16_t *exponentials;
    float energy_scale;
    int32_t hidden, decoder_size, alignment;
    const Body *body;
} Network;

/* The value language. The symbols allowed in a state `s`, in ascending order, and the states after them are entries
 * first[s] up to first[s + 1] of two lists; `ended` says whether a value is complete in a state. A value has at most
 * `longest` symbols, which is at most LONGEST. */
typedef struct {
    const int32_t *first;
    const uint8_t *symbols;
    const int32_t *following;
    const uint8_t *ended;
    int32_t start, longest, bos, eos, pad;
} Automaton;

/* The tagging head. A score is the sum of whole numbers, which is exact, times `unit`, plus the bias. */
typedef struct {
    const int16_t *weights; /* (LABELS, 2H) */
    const double *bias;     /* (LABELS,) */
    double unit;
} LabelWeights;

/* Columns `first` up to `first + count` of a tensor with these columns, float16 or float32. They become inputs of a
 * matrix, from input `to` on. */
typedef struct {
    const void *data;
    int32_t is_half, columns, first, count, to;
} Part;

/* Quantise a matrix of `size` outputs, or of four gates of `size` outputs in torch's order i f g o, whose rows in the
 * tensors are its columns. `units` converts sums to the units of the result. Writes weights, start and scale, which must
 * be zeros. Returns nonzero if out of memory. */
EXPORTED int network_quantise(const Matrix *matrix, int is_gates, int size, float units, int part_count, const Part *parts);

/* Gates of the rows of an embedding (rows, width), computed when they are first needed, since most symbols never occur:
 * `gates` (rows, outputs) is zeros until then, as is `ready` (rows,). */
typedef struct {
    const void *embedding;
    int32_t is_half, width, outputs, rows;
    double *columns, *bias; /* (width, outputs), (outputs,) */
    int16_t *gates;
    uint8_t *ready;
} GateTable;

/* Fill columns and bias, which must be zeros, from the weights of an LSTM, gates of `size` outputs in torch's order. The
 * sum of both biases is added to the gates if they are not NULL. */
EXPORTED void network_open_gates(const GateTable *table, int size, const Part *weights, const Part *bias, const Part *other_bias);

/* Compute the gates of these rows unless they are ready. Not for several threads at once. Returns nonzero if there is no
 * such row. */
EXPORTED int network_prepare_gates(const GateTable *table, int count, const int32_t *rows);

/* Symbols of sources, one behind the other: the hints of each, (rows, 2), then table[code] for its code points, and the
 * last of the table for higher ones. */
EXPORTED void network_symbols(const int32_t *table, int size, int rows, const int32_t *lengths, const int32_t *hints,
                     const uint32_t *codes, int32_t *symbols);

/* Encode sources, longest first: ids (rows, width), lengths including hints. Writes annotations (rows, width - 2, 2H),
 * keys (rows, width - 2, A) and the initial state (rows, D). Returns nonzero if out of memory. */
EXPORTED int network_encode(const Network *network, int rows, int width, const int32_t *ids, const int32_t *lengths,
                   uint8_t *annotations, int16_t *keys, uint8_t *hidden, int16_t *cell);

/* One decoder step; row r reads source sources[r]. Width and lengths exclude the hints. Writes scores (rows, V) and
 * attention (rows, width). Returns nonzero if out of memory. */
EXPORTED int network_step(const Network *network, int rows, int width, const uint8_t *annotations, const int16_t *keys,
                 const int32_t *lengths, const int32_t *sources, const int32_t *previous, const uint8_t *hidden,
                 const int16_t *cell, uint8_t *new_hidden, int16_t *new_cell, int16_t *scores, float *attention);

/* Find the `k` best values of each source whose log-probability reaches `floor`, or else the greedy one: symbols (rows, k,
 * LONGEST), logarithms (rows, k), counts (rows,). Below log(1 / 128), a source with too many likely prefixes has the count
 * GIVEN_UP; it is for the search by positions. Sources stand one behind the other in `ids`, longest first; lengths
 * include hints. Returns nonzero if out of memory. */
EXPORTED int network_search(const Network *network, const Automaton *automaton, int rows, const int32_t *ids,
                   const int32_t *lengths, int k, double floor, double temperature, uint8_t *written,
                   double *log_probabilities, int32_t *counts);

/* Label the characters of sources: ids (rows, width) and lengths as those of `network_encode`. Writes labels (rows,
 * width - 2), which must be zeros, and the scores of each character in a date, (number, LABELS), row by row. Returns
 * their number, or -1 if out of memory. */
EXPORTED int network_label(const Network *network, const LabelWeights *head, int rows, int width, const int32_t *ids,
                  const int32_t *lengths, uint8_t *labels, double *scores);

/* The values that were found, one behind the other: the symbols of each and a `pad`; and their logarithms. Both may be
 * the arrays themselves. Returns the number of symbols. */
EXPORTED int network_gather(int rows, int k, const int32_t *counts, int pad, const uint8_t *written, uint8_t *symbols,
                   const double *log_probabilities, double *logarithms);

/* Fill an automaton's arrays from a table (states, width) of the state after each symbol, -1 if it is forbidden. */
EXPORTED void network_tabulate(int states, int width, const int16_t *table, int eos, int pad, int32_t *first, uint8_t *symbols,
                      int32_t *following, uint8_t *ended);

/* The bodies of this library, fastest first; NULL behind the last one. */
EXPORTED const Body *network_body(int index);

EXPORTED const char *network_body_name(const Body *body);

EXPORTED int network_body_runs_here(const Body *body);

/* Whether the caller's structures and values have the same sizes. A library built for another version of datenorm must
 * not be called: this function gets another name when one of the others gets another meaning. */
EXPORTED int network_matches(int network_bytes, int automaton_bytes, int longest);

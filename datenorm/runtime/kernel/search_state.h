/* What a search holds; its arrays have room for the largest search, so a search allocates once. */
#pragma once
#include "body.h"

enum {
    SLOTS = 2 * BLOCK,             /* active sources; new ones are loaded into free slots a block at a time */
    BEAM_WIDTH = 128,              /* prefixes of one length that the search by positions keeps */
    MAX_PREFIXES = 2 * BEAM_WIDTH, /* open prefixes of one source; BEAM_WIDTH + 2 at a floor of 1 / BEAM_WIDTH */
    EMPTY = -1
};

/* An unfinished value, with the decoder state before its last symbol, which the decoder has not read yet. */
typedef struct {
    double log_probability;
    int32_t before, state, length;
    uint8_t last, greedy, written[LONGEST];
} Prefix;

/* The values found for one source, best first; equally likely ones are ordered by their symbols. */
typedef struct {
    int32_t count, capacity;
    double *log_probability;
    uint8_t (*written)[LONGEST];
} FoundValues;

typedef struct {
    int32_t source, length, count; /* the source or EMPTY, its length, its open prefixes */
    int32_t is_given_up;           /* whether the search by positions might find something else */
    uint8_t popped[LONGEST + 1];   /* popped prefixes by length */
    Prefix prefixes[MAX_PREFIXES];
    FoundValues found;
} Slot;

/* A decoder state that open prefixes continue from; its arrays are in SearchState. */
typedef struct {
    int32_t users, is_attended; /* number of prefixes; whether context and product are cached */
} DecoderState;

/* A prefix that is extended in this round, and the state after it. */
typedef struct {
    Prefix prefix;
    int32_t slot, after;
} Row;

typedef struct {
    const Network *network;
    const Automaton *automaton;
    double floor, unit, powers[2][256]; /* exp(-i units) and exp(-256 i units) */
    EncoderWorkspace encoder_work;
    AttentionWorkspace attention_work;
    int32_t active_count, free_count, positions;
    Slot *slots;
    DecoderState *states;
    int32_t *free_states;
    /* Per state: */
    uint8_t *hidden, *contexts;
    int16_t *cells, *cached_products;
    /* Per slot: */
    uint8_t *interleaved;
    int16_t *keys;
    /* Per source of the block being loaded: */
    int32_t *ids;
    uint8_t *annotations, *first_hidden;
    int16_t *first_cells;
    /* Per row of the current round: */
    Row rows[SLOTS];
    Source sources[SLOTS];
    LstmInput lstm_inputs[SLOTS];
    uint8_t *inputs;
    int16_t *products, *logits;
} SearchState;

/* A search without sources; NULL if out of memory. */
SearchState *new_search(const Network *n, const Automaton *automaton, int width, double floor, double temperature);

void free_search(SearchState *search);

/* The encoder: from sources to annotations, keys and the initial state of the decoder. */
#pragma once
#include "layers.h"

/* Add up the gates of both hints of each source. */
TARGET static void add_hints(const Network *n, EncoderWorkspace *work, int backward, int rows, int width,
                             const int32_t *ids) {
    const size_t gate_size = 4 * n->hidden;
    for (int r = 0; r < rows; r++) {
        const int32_t *hint = ids + (size_t)r * width;
        memcpy(work->hints + r * gate_size, n->hints[backward] + hint[0] * gate_size, gate_size * sizeof(int16_t));
        add(work->hints + r * gate_size, n->hints[backward] + hint[1] * gate_size, gate_size);
    }
}

/* Whether all sources start with the same hints. */
static int have_same_hints(int rows, int width, const int32_t *ids) {
    for (int r = 1; r < rows; r++)
        if (memcmp(ids, ids + (size_t)r * width, HINTS * sizeof *ids)) return 0;
    return 1;
}

/* The position that a direction reads at a time step. */
static int position_at(int time, int backward, int length) { return backward ? length - 1 - time : time; }

/* The gates of a symbol. */
static const int16_t *gates_of(const Network *n, int backward, int32_t symbol) {
    return n->symbols[backward] + (size_t)symbol * 4 * n->hidden;
}

/* Prefetch bytes that are needed soon: the table of symbols is larger than the cache. */
static void prefetch(const void *from, int bytes) {
    for (int at = 0; at < bytes; at += 64) __builtin_prefetch((const char *)from + at);
}

/* Run one direction over a block of rows, longest first. */
TARGET static void run_direction(const Network *n, EncoderWorkspace *work, int backward, int rows, int width,
                                  const int32_t *ids, const int32_t *lengths, int positions, uint8_t *annotations) {
    const Lines lines = load_lines(n->tanh_lines);
    const int size = n->hidden, gate_size = 4 * size;
    /* If all rows start with the same hints, the first row is computed for all of them. */
    const int shared_hints = !backward && have_same_hints(rows, width, ids);
    uint8_t *hidden = work->hidden[backward];
    int16_t *cell = work->cell[backward];
    memset(hidden, ZERO, (size_t)rows * size);
    memset(cell, 0, (size_t)rows * size * sizeof *cell);
    add_hints(n, work, backward, rows, width, ids);
    for (int time = 0, active = rows; time < lengths[0]; time++) {
        while (lengths[active - 1] <= time) active--;
        const int some = shared_hints && time < HINTS ? 1 : active;
        for (int r = 0; r < some; r++)
            prefetch(gates_of(n, backward, ids[(size_t)r * width + position_at(time, backward, lengths[r])]),
                     2 * gate_size);
        multiply(&n->recurrent[backward], hidden, size, some, work->gates);
        for (int r = 0; r < some; r++) {
            const int position = position_at(time, backward, lengths[r]);
            const int16_t *symbol = gates_of(n, backward, ids[(size_t)r * width + position]);
            const int16_t *hint = position >= HINTS ? work->hints + (size_t)r * gate_size : NULL;
            int16_t *c = cell + (size_t)r * size;
            uint8_t *h = hidden + (size_t)r * size;
            lstm_cell(&lines, size, work->gates + (size_t)r * gate_size, symbol, hint, c, c, h);
            if (position >= HINTS)
                memcpy(annotations + (((size_t)r * positions + position - HINTS) * 2 + backward) * size, h, size);
        }
        if (shared_hints && time == HINTS - 1)
            for (int r = 1; r < rows; r++) {
                memcpy(hidden + (size_t)r * size, hidden, size);
                memcpy(cell + (size_t)r * size, cell, size * sizeof *cell);
            }
    }
}

/* The upper or lower bytes of 16-bit cells, which are multiplied separately. */
TARGET static void split_cells(const int16_t *cell, int size, int lower, uint8_t *bytes) {
    for (int k = 0; k < size; k++) {
        const int clipped = cell[k] < 32767 - ZERO ? cell[k] : 32767 - ZERO;
        const int upper = (clipped + ZERO) >> 8;
        bytes[k] = (uint8_t)((lower ? clipped - upper * 256 : upper) + ZERO);
    }
}

/* From the final states of both directions to the initial state of the decoder. */
TARGET static void bridge(const Network *n, EncoderWorkspace *work, int rows, uint8_t *state_hidden,
                          int16_t *state_cell) {
    const Lines lines = load_lines(n->tanh_lines);
    const size_t size = n->hidden, annotation_size = 2 * size, out = n->decoder_size;
    for (int r = 0; r < rows; r++)
        for (int d = 0; d < 2; d++)
            memcpy(work->final_states + r * annotation_size + d * size, work->hidden[d] + r * size, size);
    multiply(&n->bridge_hidden, work->final_states, annotation_size, rows, work->gates);
    for (int r = 0; r < rows; r++) {
        int16_t *row = work->gates + r * out;
        add(row, n->bridge_hidden_bias, out);
        for (size_t k = 0; k < out; k += LANES)
            store_bytes(state_hidden + r * out + k, tanh_of(&lines, load_words(row + k)));
    }
    for (int lower = 0; lower < 2; lower++) {
        for (int r = 0; r < rows; r++)
            for (int d = 0; d < 2; d++)
                split_cells(work->cell[d] + r * size, size, lower, work->final_states + r * annotation_size + d * size);
        multiply(&n->bridge_cell[lower], work->final_states, annotation_size, rows, lower ? work->gates : state_cell);
    }
    for (int r = 0; r < rows; r++) {
        add(state_cell + r * out, work->gates + r * out, out);
        add(state_cell + r * out, n->bridge_cell_bias, out);
    }
}

TARGET static void encode_block(const Network *n, EncoderWorkspace *work, int rows, int width, const int32_t *ids,
                                const int32_t *lengths, int positions, uint8_t *annotations, uint8_t *state_hidden,
                                int16_t *state_cell) {
    for (int d = 0; d < 2; d++) run_direction(n, work, d, rows, width, ids, lengths, positions, annotations);
    bridge(n, work, rows, state_hidden, state_cell);
}

/* The encoder: from sources to annotations, keys and the initial state of the decoder. */
#include "encoder.h"

#include <stdlib.h>
#include <string.h>

int open_encoder_workspace(EncoderWorkspace *work, const Network *n) {
    const size_t size = n->hidden, out = n->decoder_size, gate_size = 4 * size > out ? 4 * size : out;
    work->memory = malloc(BLOCK * (2 * gate_size * 2 + 2 * size * 3 + size + 2 * size));
    if (!work->memory) return -1;
    work->gates = work->memory;
    work->hints = work->gates + BLOCK * gate_size;
    work->cell[0] = work->hints + BLOCK * gate_size;
    work->cell[1] = work->cell[0] + BLOCK * size;
    work->hidden[0] = (uint8_t *)(work->cell[1] + BLOCK * size);
    work->hidden[1] = work->hidden[0] + BLOCK * size;
    work->final_states = work->hidden[1] + BLOCK * size;
    return 0;
}

void close_encoder_workspace(EncoderWorkspace *work) { free(work->memory); }

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
    for (int at = 0; at < bytes; at += 64) _mm_prefetch((const char *)from + at, _MM_HINT_T0);
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
    for (int k = 0; k < size; k += LANES) {
        const __m512i clipped = _mm512_min_epi16(load(cell + k), _mm512_set1_epi16(32767 - ZERO));
        const __m512i upper = _mm512_srai_epi16(_mm512_add_epi16(clipped, _mm512_set1_epi16(ZERO)), 8);
        const __m512i part = lower ? _mm512_sub_epi16(clipped, _mm512_slli_epi16(upper, 8)) : upper;
        const __m512i stored = _mm512_add_epi16(part, _mm512_set1_epi16(ZERO));
        _mm256_storeu_si256((void *)(bytes + k), _mm512_cvtepi16_epi8(stored));
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
        for (size_t k = 0; k < out; k += LANES) store_bytes(state_hidden + r * out + k, tanh_of(&lines, load(row + k)));
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

TARGET void encode_block(const Network *n, EncoderWorkspace *work, int rows, int width, const int32_t *ids,
                         const int32_t *lengths, int positions, uint8_t *annotations, uint8_t *state_hidden, int16_t *state_cell) {
    for (int d = 0; d < 2; d++) run_direction(n, work, d, rows, width, ids, lengths, positions, annotations);
    bridge(n, work, rows, state_hidden, state_cell);
}

TARGET int network_encode(const Network *n, int rows, int width, const int32_t *ids, const int32_t *lengths,
                          uint8_t *annotations, int16_t *keys, uint8_t *state_hidden, int16_t *state_cell) {
    const size_t positions = width - HINTS, annotation_size = 2 * n->hidden, out = n->decoder_size;
    EncoderWorkspace work;
    if (open_encoder_workspace(&work, n)) return -1;
    for (int start = 0; start < rows; start += BLOCK)
        encode_block(n, &work, rows - start < BLOCK ? rows - start : BLOCK, width, ids + (size_t)start * width,
                     lengths + start, positions, annotations + start * positions * annotation_size,
                     state_hidden + start * out, state_cell + start * out);
    for (int r = 0; r < rows; r++)
        multiply(&n->key, annotations + r * positions * annotation_size, annotation_size, lengths[r] - HINTS,
                 keys + r * positions * n->alignment);
    close_encoder_workspace(&work);
    return 0;
}

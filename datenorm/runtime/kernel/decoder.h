/* The decoder: attention, LSTM and scores of symbols. */
#pragma once
#include "layers.h"

enum { LAST_EXPONENTIAL = 4095 }; /* last entry of the table of exponentials */

/* Each chunk of columns becomes four registers in which four positions of a column are adjacent. The last position is
 * repeated behind the end. */
TARGET static void interleave(const Network *n, int length, const uint8_t *annotations, uint8_t *interleaved) {
    const size_t annotation_size = 2 * n->hidden;
    for (int j = 0; j < length; j += QUAD)
        for (size_t k = 0; k < annotation_size; k += CHUNK, interleaved += QUAD * CHUNK) {
            const uint8_t *position[QUAD];
            for (int i = 0; i < QUAD; i++)
                position[i] = annotations + (j + i < length ? j + i : length - 1) * annotation_size + k;
            store_interleaved(interleaved, position);
        }
}

/* The energies of one query at all positions, the last one repeated behind the end. */
INLINE void compute_energies(const Network *n, const Lines *lines, const Source *source, const int16_t *query,
                             int32_t *energies) {
    for (int j = 0; j < source->length; j += QUAD) {
        const int16_t *key[QUAD];
        Sums energy[QUAD];
        for (int i = 0; i < QUAD; i++) {
            key[i] = source->keys + (size_t)(j + i < source->length ? j + i : source->length - 1) * n->alignment;
            energy[i] = same_sums(0);
        }
        for (int a = 0; a < n->alignment; a += LANES) {
            const Words q = load_words(query + a), weight = load_words(n->energy + a);
            for (int i = 0; i < QUAD; i++) {
                const Words compared = tanh_of(lines, add_words(load_words(key[i] + a), q));
                energy[i] = add_products(energy[i], multiply_words(compared, same_words(2048)), weight);
            }
        }
        store_totals(energies + j, energy);
    }
}

/* Attention weights of all positions, 9 bits, with the upper 7 and the lower 2 stored separately; returns their sum.
 * Overwrites the energies. However wrong the scale, no index is outside the table. */
INLINE int32_t compute_weights(const Network *n, int length, int32_t *energies, uint8_t *upper, uint8_t *lower) {
    const float scale = n->energy_scale, last = LAST_EXPONENTIAL, magic = 12582912.0f; /* 1.5 * 2^23 */
    int32_t highest = energies[0], sum = 0;
    for (int j = 1; j < length; j++) highest = energies[j] > highest ? energies[j] : highest;
    for (int j = 0; j < length; j++) {
        float steps = (float)(highest - energies[j]) * scale;
        steps = steps < last ? steps : last;
        steps = steps > 0.0f ? steps : 0.0f;
        energies[j] = (int32_t)((steps + magic) - magic); /* rounds halves to even numbers */
    }
    for (int j = 0; j < length; j++) {
        const int32_t weight = n->exponentials[energies[j]];
        sum += weight;
        upper[j] = (uint8_t)(weight >> 2);
        lower[j] = (uint8_t)(weight & 3);
    }
    for (int j = length; j % QUAD; j++) upper[j] = lower[j] = 0;
    return sum;
}

/* The weighted mean of the annotations, as bytes (2H,). */
INLINE void compute_context(const Network *n, const Source *source, const uint8_t *upper, const uint8_t *lower,
                            int32_t sum, float inverse, uint8_t *context) {
    const size_t annotation_size = 2 * n->hidden;
    for (size_t k = 0; k < annotation_size; k += CHUNK) {
        Sums quarters[QUAD], rest[QUAD];
        for (int i = 0; i < QUAD; i++) quarters[i] = same_sums(0), rest[i] = same_sums(IS_SIGNED ? 0 : -ZERO * sum);
        const uint8_t *from = source->interleaved + k * QUAD;
        for (int j = 0; j < source->length; j += QUAD, from += annotation_size * QUAD) {
            const Shares high = spread_shares(upper + j), low = spread_shares(lower + j);
            for (int i = 0; i < QUAD; i++) {
                const Chunk annotations = load_annotations(from + i * CHUNK);
                AVERAGE(quarters[i], annotations, high)
                AVERAGE(rest[i], annotations, low)
            }
        }
        store_means(context + k, quarters, rest, inverse);
    }
}

TARGET static void attend(const Network *n, AttentionWorkspace *work, int rows, const Source *sources, uint8_t *inputs,
                          int16_t *products, int width, float *attention) {
    const Lines lines = load_lines(n->tanh_lines);
    const size_t annotation_size = 2 * n->hidden, stride = annotation_size + n->decoder_size;
    multiply(&n->query, inputs + annotation_size, stride, rows, work->queries);
    for (int r = 0; r < rows; r++) {
        const Source *source = sources + r;
        uint8_t *upper = work->weights, *lower = upper + rounded_up(source->length, QUAD);
        compute_energies(n, &lines, source, work->queries + (size_t)r * n->alignment, work->energies);
        const int32_t sum = compute_weights(n, source->length, work->energies, upper, lower);
        const float inverse = 1.0f / (float)(sum ? sum : 1);
        compute_context(n, source, upper, lower, sum, inverse, inputs + r * stride);
        if (attention)
            for (int j = 0; j < width; j++)
                attention[(size_t)r * width + j] =
                    j < source->length ? (float)(4 * upper[j] + lower[j]) * inverse : 0.0f;
    }
    multiply(&n->decoder, inputs, stride, rows, products);
}

TARGET static void lstm_step(const Network *n, int rows, const LstmInput *lstm_inputs, uint8_t *inputs,
                             int16_t *scores) {
    const Lines lines = load_lines(n->tanh_lines);
    const size_t annotation_size = 2 * n->hidden, size = n->decoder_size, stride = annotation_size + size,
                 outputs = n->output.outputs;
    for (int r = 0; r < rows; r++) {
        const LstmInput *one = lstm_inputs + r;
        lstm_cell(&lines, size, one->product, n->targets + one->previous * 4 * size, NULL, one->cell, one->new_cell,
                  inputs + r * stride + annotation_size);
    }
    multiply(&n->output, inputs, stride, rows, scores);
    for (int r = 0; r < rows; r++) add(scores + r * outputs, n->output_bias, outputs);
}

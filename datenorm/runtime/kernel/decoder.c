/* The decoder: attention, LSTM and scores of symbols. */
#include "decoder.h"

#include <stdlib.h>
#include <string.h>

enum {
    LAST_EXPONENTIAL = 4095, /* last entry of the table of exponentials */
    CHUNK = 64       /* columns of annotations that are summed together */
};

static size_t rounded_up(size_t number, size_t to) { return (number + to - 1) / to * to; }

size_t interleaved_size(const Network *n, int length) { return rounded_up(length, QUAD) * 2 * n->hidden; }

/* Each chunk of columns becomes four registers in which four positions of a column are adjacent. They are ordered so
 * that packing the sums to bytes restores the order of the columns. The last position is repeated behind the end. */
TARGET void interleave(const Network *n, int length, const uint8_t *annotations, uint8_t *interleaved) {
    const size_t annotation_size = 2 * n->hidden;
    for (int j = 0; j < length; j += QUAD)
        for (size_t k = 0; k < annotation_size; k += CHUNK, interleaved += QUAD * CHUNK) {
            __m512i position[QUAD];
            for (int i = 0; i < QUAD; i++)
                position[i] = load(annotations + (j + i < length ? j + i : length - 1) * annotation_size + k);
            const __m512i first = _mm512_unpacklo_epi8(position[0], position[1]);
            const __m512i second = _mm512_unpackhi_epi8(position[0], position[1]);
            const __m512i third = _mm512_unpacklo_epi8(position[2], position[3]);
            const __m512i fourth = _mm512_unpackhi_epi8(position[2], position[3]);
            _mm512_storeu_si512(interleaved, _mm512_unpacklo_epi16(first, third));
            _mm512_storeu_si512(interleaved + CHUNK, _mm512_unpackhi_epi16(first, third));
            _mm512_storeu_si512(interleaved + 2 * CHUNK, _mm512_unpacklo_epi16(second, fourth));
            _mm512_storeu_si512(interleaved + 3 * CHUNK, _mm512_unpackhi_epi16(second, fourth));
        }
}

int open_attention_workspace(AttentionWorkspace *work, const Network *n, int rows, int longest) {
    const size_t padded = rounded_up(longest, 16), queries = (size_t)rows * n->alignment;
    work->memory = malloc(queries * sizeof(int16_t) + padded * (sizeof(int32_t) + 2));
    if (!work->memory) return -1;
    work->queries = work->memory;
    work->energies = (int32_t *)(work->queries + queries);
    work->weights = (uint8_t *)(work->energies + padded);
    return 0;
}

void close_attention_workspace(AttentionWorkspace *work) { free(work->memory); }

/* Sum the lanes of each of four registers. */
INLINE __m128i sum_lanes(const __m512i x[QUAD]) {
    const __m512i first = _mm512_add_epi32(_mm512_unpacklo_epi32(x[0], x[1]), _mm512_unpackhi_epi32(x[0], x[1]));
    const __m512i second = _mm512_add_epi32(_mm512_unpacklo_epi32(x[2], x[3]), _mm512_unpackhi_epi32(x[2], x[3]));
    const __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(first, second), _mm512_unpackhi_epi64(first, second));
    const __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
    return _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

/* The energies of one query at all positions, the last one repeated behind the end; returns the highest. */
INLINE int32_t compute_energies(const Network *n, const Lines *lines, const Source *source, const int16_t *query,
                       int32_t *energies) {
    __m128i highest = _mm_set1_epi32(INT32_MIN);
    for (int j = 0; j < source->length; j += QUAD) {
        const int16_t *key[QUAD];
        __m512i energy[QUAD];
        for (int i = 0; i < QUAD; i++) {
            key[i] = source->keys + (size_t)(j + i < source->length ? j + i : source->length - 1) * n->alignment;
            energy[i] = _mm512_setzero_si512();
        }
        for (int a = 0; a < n->alignment; a += LANES) {
            const __m512i q = load(query + a), weight = load(n->energy + a);
            for (int i = 0; i < QUAD; i++) {
                __m512i compared = tanh_of(lines, _mm512_adds_epi16(load(key[i] + a), q));
                compared = _mm512_mulhrs_epi16(compared, _mm512_set1_epi16(2048));
                energy[i] = _mm512_dpwssd_epi32(energy[i], compared, weight);
            }
        }
        const __m128i sums = sum_lanes(energy);
        _mm_storeu_si128((void *)(energies + j), sums);
        highest = _mm_max_epi32(highest, sums);
    }
    highest = _mm_max_epi32(highest, _mm_shuffle_epi32(highest, 0x4e));
    return _mm_cvtsi128_si32(_mm_max_epi32(highest, _mm_shuffle_epi32(highest, 0xb1)));
}

/* Attention weights of all positions, 9 bits, with the upper 7 and the lower 2 stored separately; returns their sum. */
INLINE int32_t compute_weights(const Network *n, int length, int32_t highest, int32_t *energies, uint8_t *upper,
                               uint8_t *lower) {
    int32_t sum = 0;
    for (int j = 0; j < length; j += 16) {
        const __m512i below = _mm512_sub_epi32(_mm512_set1_epi32(highest), load(energies + j));
        const __m512 steps = _mm512_mul_ps(_mm512_cvtepi32_ps(below), _mm512_set1_ps(n->energy_scale));
        const __m512i at = _mm512_min_epi32(_mm512_cvtps_epi32(steps), _mm512_set1_epi32(LAST_EXPONENTIAL));
        _mm512_storeu_si512(energies + j, at);
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
                            int32_t sum, uint8_t *context) {
    const __m512 inverse = _mm512_set1_ps(1.0f / (float)sum);
    const __m512i zeros = _mm512_set1_epi32(-ZERO * sum);
    const size_t annotation_size = 2 * n->hidden;
    for (size_t k = 0; k < annotation_size; k += CHUNK) {
        __m512i quarters[QUAD], rest[QUAD], mean[QUAD];
        for (int i = 0; i < QUAD; i++) quarters[i] = _mm512_setzero_si512(), rest[i] = zeros;
        const uint8_t *from = source->interleaved + k * QUAD;
        for (int j = 0; j < source->length; j += QUAD, from += annotation_size * QUAD) {
            int32_t high, low;
            memcpy(&high, upper + j, sizeof high);
            memcpy(&low, lower + j, sizeof low);
            for (int i = 0; i < QUAD; i++) {
                const __m512i annotations = load(from + i * CHUNK);
                quarters[i] = _mm512_dpbusd_epi32(quarters[i], annotations, _mm512_set1_epi32(high));
                rest[i] = _mm512_dpbusd_epi32(rest[i], annotations, _mm512_set1_epi32(low));
            }
        }
        for (int i = 0; i < QUAD; i++) {
            const __m512i total = _mm512_add_epi32(_mm512_slli_epi32(quarters[i], 2), rest[i]);
            mean[i] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(total), inverse));
        }
        const __m512i left = _mm512_packs_epi32(mean[0], mean[1]), right = _mm512_packs_epi32(mean[2], mean[3]);
        const __m512i bytes = _mm512_packs_epi16(left, right);
        _mm512_storeu_si512(context + k, _mm512_xor_si512(bytes, _mm512_set1_epi8(-ZERO)));
    }
}

TARGET void attend(const Network *n, AttentionWorkspace *work, int rows, const Source *sources, uint8_t *inputs,
                   int16_t *products, int width, float *attention) {
    const Lines lines = load_lines(n->tanh_lines);
    const size_t annotation_size = 2 * n->hidden, stride = annotation_size + n->decoder_size;
    multiply(&n->query, inputs + annotation_size, stride, rows, work->queries);
    for (int r = 0; r < rows; r++) {
        const Source *source = sources + r;
        uint8_t *upper = work->weights, *lower = upper + rounded_up(source->length, QUAD);
        const int32_t highest = compute_energies(n, &lines, source, work->queries + (size_t)r * n->alignment,
                                                 work->energies);
        const int32_t sum = compute_weights(n, source->length, highest, work->energies, upper, lower);
        compute_context(n, source, upper, lower, sum, inputs + r * stride);
        if (attention)
            for (int j = 0; j < width; j++)
                attention[(size_t)r * width + j] =
                    j < source->length ? (float)(4 * upper[j] + lower[j]) * (1.0f / (float)sum) : 0.0f;
    }
    multiply(&n->decoder, inputs, stride, rows, products);
}

TARGET void lstm_step(const Network *n, int rows, const LstmInput *lstm_inputs, uint8_t *inputs, int16_t *scores) {
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

/* Memory for a block of rows of one step. */
typedef struct {
    uint8_t *inputs, *interleaved;
    int16_t *products;
    Source sources[BLOCK];
    LstmInput lstm_inputs[BLOCK];
    AttentionWorkspace attention;
} StepWorkspace;

TARGET int network_step(const Network *n, int rows, int width, const uint8_t *annotations, const int16_t *keys,
                        const int32_t *lengths, const int32_t *sources, const int32_t *previous, const uint8_t *hidden,
                        const int16_t *cell, uint8_t *new_hidden, int16_t *new_cell, int16_t *scores,
                        float *attention) {
    const size_t annotation_size = 2 * n->hidden, size = n->decoder_size, stride = annotation_size + size,
                 source_size = interleaved_size(n, width);
    StepWorkspace step = {.inputs = malloc(BLOCK * stride), .interleaved = malloc(BLOCK * source_size),
                   .products = malloc(BLOCK * 4 * size * sizeof(int16_t))};
    const int failed = open_attention_workspace(&step.attention, n, BLOCK, width) || !step.inputs ||
        !step.interleaved || !step.products;
    for (int start = 0; start < rows && !failed; start += BLOCK) {
        const int some = rows - start < BLOCK ? rows - start : BLOCK;
        for (int r = 0; r < some; r++) {
            const size_t row = start + r, source = (size_t)sources[row] * width;
            uint8_t *interleaved = step.interleaved + r * source_size;
            step.sources[r] = (Source){keys + source * n->alignment, interleaved, lengths[sources[row]]};
            step.lstm_inputs[r] = (LstmInput){step.products + r * 4 * size, cell + row * size, new_cell + row * size,
                                        previous[row]};
            interleave(n, lengths[sources[row]], annotations + source * annotation_size, interleaved);
            memcpy(step.inputs + r * stride + annotation_size, hidden + row * size, size);
        }
        attend(n, &step.attention, some, step.sources, step.inputs, step.products, width,
             attention + (size_t)start * width);
        lstm_step(n, some, step.lstm_inputs, step.inputs, scores + (size_t)start * n->output.outputs);
        for (int r = 0; r < some; r++)
            memcpy(new_hidden + (start + r) * size, step.inputs + r * stride + annotation_size, size);
    }
    close_attention_workspace(&step.attention);
    free(step.inputs);
    free(step.interleaved);
    free(step.products);
    return failed ? -1 : 0;
}

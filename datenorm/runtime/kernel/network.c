/* The functions of the kernel besides search: choosing a body, encoding, one step of the decoder. */
#include "body.h"

#include <stdlib.h>

/* Fastest first; without those that the compiler does not know (build_hook.py). */
static const Body *const BODIES[] = {
#if defined(__x86_64__) && !defined(WITHOUT_AVX512)
    &body_avx512,
#endif
#if defined(__x86_64__) && !defined(WITHOUT_AVXVNNI)
    &body_avxvnni,
#endif
#if defined(__x86_64__) && !defined(WITHOUT_AVX2)
    &body_avx2,
#endif
#if defined(__AARCH64EL__) && !defined(WITHOUT_DOTPROD)
    &body_dotprod,
#endif
#if defined(__AARCH64EL__) && !defined(WITHOUT_NEON)
    &body_neon,
#endif
    &body_c,
};

const Body *network_body(int index) {
    const int count = sizeof BODIES / sizeof *BODIES;
    return index >= 0 && index < count ? BODIES[index] : NULL;
}

const char *network_body_name(const Body *body) { return body->name; }

int network_body_runs_here(const Body *body) { return body->runs_here(); }

int network_matches(int network_bytes, int automaton_bytes, int longest) {
    return network_bytes == sizeof(Network) && automaton_bytes == sizeof(Automaton) && longest == LONGEST;
}

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

int network_encode(const Network *n, int rows, int width, const int32_t *ids, const int32_t *lengths,
                   uint8_t *annotations, int16_t *keys, uint8_t *state_hidden, int16_t *state_cell) {
    const size_t positions = width - HINTS, annotation_size = 2 * n->hidden, out = n->decoder_size;
    EncoderWorkspace work;
    if (open_encoder_workspace(&work, n)) return -1;
    for (int start = 0; start < rows; start += BLOCK)
        n->body->encode_block(n, &work, rows - start < BLOCK ? rows - start : BLOCK, width, ids + (size_t)start * width,
                              lengths + start, positions, annotations + start * positions * annotation_size,
                              state_hidden + start * out, state_cell + start * out);
    for (int r = 0; r < rows; r++)
        n->body->multiply(&n->key, annotations + r * positions * annotation_size, annotation_size, lengths[r] - HINTS,
                          keys + r * positions * n->alignment);
    close_encoder_workspace(&work);
    return 0;
}

/* Memory for a block of rows of one step. */
typedef struct {
    uint8_t *inputs, *interleaved;
    int16_t *products;
    Source sources[BLOCK];
    LstmInput lstm_inputs[BLOCK];
    AttentionWorkspace attention;
} StepWorkspace;

int network_step(const Network *n, int rows, int width, const uint8_t *annotations, const int16_t *keys,
                 const int32_t *lengths, const int32_t *sources, const int32_t *previous, const uint8_t *hidden,
                 const int16_t *cell, uint8_t *new_hidden, int16_t *new_cell, int16_t *scores, float *attention) {
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
            n->body->interleave(n, lengths[sources[row]], annotations + source * annotation_size, interleaved);
            memcpy(step.inputs + r * stride + annotation_size, hidden + row * size, size);
        }
        n->body->attend(n, &step.attention, some, step.sources, step.inputs, step.products, width,
                        attention + (size_t)start * width);
        n->body->lstm_step(n, some, step.lstm_inputs, step.inputs, scores + (size_t)start * n->output.outputs);
        for (int r = 0; r < some; r++)
            memcpy(new_hidden + (start + r) * size, step.inputs + r * stride + annotation_size, size);
    }
    close_attention_workspace(&step.attention);
    free(step.inputs);
    free(step.interleaved);
    free(step.products);
    return failed ? -1 : 0;
}

/* Labels the characters of sources: the best sequence in which every date has an end (Viterbi 1967). tagging.py computes
 * the same, bit for bit. */
#include "body.h"

#include <stdlib.h>

enum { OUTSIDE, START, INSIDE, END, WHOLE }; /* labels.py */

static const double NEVER = -1e30;

/* The best labels of a character: if no date is open behind it, and if one is; and whether the former ends one. */
typedef struct { uint8_t closed, opened, ends; } Choice;

/* Memory for a block of sources. */
typedef struct {
    EncoderWorkspace encoder;
    uint8_t *annotations, *state_hidden;
    int16_t *state_cell;
    int32_t *sums;
    Choice *choices;
} LabelWorkspace;

/* Returns nonzero if out of memory. */
static int open_workspace(LabelWorkspace *work, const Network *n, size_t positions) {
    const size_t states = (size_t)BLOCK * n->decoder_size;
    work->annotations = malloc(BLOCK * positions * 2 * n->hidden);
    work->state_hidden = malloc(states);
    work->state_cell = malloc(states * sizeof *work->state_cell);
    work->sums = malloc(positions * LABEL_SUMS * sizeof *work->sums);
    work->choices = malloc(positions * sizeof *work->choices);
    return open_encoder_workspace(&work->encoder, n) || !work->annotations || !work->state_hidden ||
        !work->state_cell || !work->sums || !work->choices;
}

static void close_workspace(LabelWorkspace *work) {
    close_encoder_workspace(&work->encoder);
    free(work->annotations);
    free(work->state_hidden);
    free(work->state_cell);
    free(work->sums);
    free(work->choices);
}

static double score_of(const LabelWeights *head, const int32_t *sums, int label) {
    return (double)sums[label] * head->unit + head->bias[label];
}

static double larger(double a, double b) { return b > a ? b : a; }

/* Choose from the first character to the last. */
static void choose(const LabelWeights *head, int length, const int32_t *sums, Choice *choices) {
    double closed = 0, opened = NEVER; /* the best sums of scores up to a character */
    for (int j = 0; j < length; j++, sums += LABEL_SUMS) {
        const double outside = score_of(head, sums, OUTSIDE), whole = score_of(head, sums, WHOLE);
        const double alone = larger(outside, whole) + closed, ended = score_of(head, sums, END) + opened;
        const double begun = score_of(head, sums, START) + closed, kept = score_of(head, sums, INSIDE) + opened;
        const int ends = ended > alone, is_whole = whole > outside;
        choices[j] = (Choice){ends ? END : is_whole ? WHOLE : OUTSIDE, kept > begun ? INSIDE : START, (uint8_t)ends};
        closed = larger(alone, ended);
        opened = larger(begun, kept);
    }
}

/* Follow the choices from the last character, where no date is open, to the first. */
static void trace(int length, const Choice *choices, uint8_t *labels) {
    int is_open = 0;
    for (int j = length - 1; j >= 0; j--) {
        labels[j] = is_open ? choices[j].opened : choices[j].closed;
        is_open = is_open ? labels[j] == INSIDE : choices[j].ends;
    }
}

int network_label(const Network *n, const LabelWeights *head, int rows, int width, const int32_t *ids,
                  const int32_t *lengths, uint8_t *labels, double *scores) {
    const size_t positions = width - HINTS, annotation_size = 2 * n->hidden;
    int count = 0;
    LabelWorkspace work = {0};
    if (open_workspace(&work, n, positions)) count = -1;
    for (int r = 0; r < rows && count >= 0; r++, labels += positions) {
        const int length = lengths[r] - HINTS, in_block = r % BLOCK;
        if (!in_block)
            n->body->encode_block(n, &work.encoder, rows - r < BLOCK ? rows - r : BLOCK, width, ids + (size_t)r * width,
                                  lengths + r, positions, work.annotations, work.state_hidden, work.state_cell);
        n->body->add_labels(head->weights, annotation_size, length,
                            work.annotations + in_block * positions * annotation_size, work.sums);
        choose(head, length, work.sums, work.choices);
        trace(length, work.choices, labels);
        for (int j = 0; j < length; j++) {
            if (labels[j] == OUTSIDE) continue;
            for (int l = 0; l < LABELS; l++) *scores++ = score_of(head, work.sums + j * LABEL_SUMS, l);
            count++;
        }
    }
    close_workspace(&work);
    return count;
}

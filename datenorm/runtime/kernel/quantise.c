/* From the weights of a bundle to those of the kernel; int8_weights.py computes the same in NumPy. */
#include "network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PANEL = 32, GATES = 4, LARGEST_WEIGHT = 127, GATE_UNITS = 2048, MOST_WORD = 32767 };

/* Torch's order i f g o to the order i f o g of the kernel. */
static const int GATE_OF[GATES] = {0, 1, 3, 2};

/* The number whose bits a float16 has; all are finite. */
static float from_half(uint16_t half) {
    const uint32_t bits = (uint32_t)(half & 0x7FFF) << 13, sign = (uint32_t)(half & 0x8000) << 16;
    float number;
    memcpy(&number, &bits, sizeof number);
    number *= 0x1p112f;
    uint32_t signed_bits;
    memcpy(&signed_bits, &number, sizeof number);
    signed_bits |= sign;
    memcpy(&number, &signed_bits, sizeof number);
    return number;
}

/* Round to the nearest whole number, ties to the even one, as `rint` does; numbers are far below 2^22 and 2^51. */
static float rounded(float number) { return number + 0x1.8p23f - 0x1.8p23f; }

static double whole(double number) { return number + 0x1.8p52 - 0x1.8p52; }

/* Read the part of one row. */
static void read_row(const Part *part, int row, float *numbers) {
    const size_t start = (size_t)row * part->columns + part->first;
    if (part->is_half)
        for (int i = 0; i < part->count; i++) numbers[i] = from_half(((const uint16_t *)part->data)[start + i]);
    else
        memcpy(numbers, (const float *)part->data + start, part->count * sizeof *numbers);
}

/* Quantise one output, whose weights stand in `inputs`. */
static void quantise_output(const Matrix *m, int output, float units, const float *inputs) {
    int8_t *weights = (int8_t *)m->weights + (size_t)(output / PANEL) * m->inputs * PANEL + output % PANEL * 4;
    float largest = 0;
    int32_t sum = 0;
    for (int i = 0; i < m->inputs; i++) largest = fabsf(inputs[i]) > largest ? fabsf(inputs[i]) : largest;
    largest /= LARGEST_WEIGHT;
    if (largest == 0) largest = 1;
    for (int i = 0; i < m->inputs; i++) {
        const int32_t weight = (int32_t)rounded(inputs[i] / largest);
        weights[i / 4 * 4 * PANEL + i % 4] = (int8_t)weight;
        sum += weight;
    }
    ((int32_t *)m->start)[output] = -ZERO * sum;
    ((float *)m->scale)[output] = largest * units;
}

int network_quantise(const Matrix *m, int is_gates, int size, float units, int part_count, const Part *parts) {
    const int gates = is_gates ? GATES : 1, padded = m->outputs / gates;
    float *inputs = calloc(m->inputs, sizeof *inputs);
    if (!inputs) return -1;
    for (int gate = 0; gate < gates; gate++)
        for (int unit = 0; unit < padded; unit++) {
            if (unit < size)
                for (int i = 0; i < part_count; i++)
                    read_row(parts + i, (is_gates ? GATE_OF[gate] * size : 0) + unit, inputs + parts[i].to);
            else
                memset(inputs, 0, m->inputs * sizeof *inputs);
            /* Sigmoid gates are halved, since sigmoid(x) = (tanh(x / 2) + 1) / 2. */
            if (is_gates && gate < GATES - 1)
                for (int i = 0; i < m->inputs; i++) inputs[i] /= 2;
            quantise_output(m, gate * padded + unit, units, inputs);
        }
    free(inputs);
    return 0;
}

void network_open_gates(const GateTable *table, int size, const Part *weights, const Part *bias,
                        const Part *other_bias) {
    const int padded = table->outputs / GATES;
    for (int gate = 0; gate < GATES; gate++)
        for (int unit = 0; unit < size; unit++) {
            const int row = GATE_OF[gate] * size + unit, output = gate * padded + unit;
            const double factor = gate < GATES - 1 ? 0.5 : 1;
            for (int i = 0; i < table->width; i++) {
                float weight;
                Part one = *weights;
                one.first += i, one.count = 1;
                read_row(&one, row, &weight);
                table->columns[(size_t)i * table->outputs + output] = factor * weight;
            }
            if (bias) {
                float first, second;
                read_row(bias, row, &first);
                read_row(other_bias, row, &second);
                table->bias[output] = factor * ((double)first + second);
            }
        }
}

enum { TOGETHER = 4, SOME = 64 }; /* rows and outputs that are computed together */

/* Compute the gates of some rows together, so that columns are read once for all of them. Sums of products of float16
 * numbers are exact in double precision, so they do not depend on their order. */
static void compute_gates(const GateTable *table, int count, const int32_t *rows) {
    for (int start = 0; start < table->outputs; start += SOME) {
        double sums[TOGETHER][SOME];
        for (int r = 0; r < TOGETHER; r++) memcpy(sums[r], table->bias + start, sizeof sums[r]);
        for (int i = 0; i < table->width; i++) {
            const Part one = {table->embedding, table->is_half, table->width, i, 1, 0};
            const double *column = table->columns + (size_t)i * table->outputs + start;
            double factors[TOGETHER] = {0};
            for (int r = 0; r < count; r++) {
                float number;
                read_row(&one, rows[r], &number);
                factors[r] = number;
            }
            for (int k = 0; k < SOME; k++)
                for (int r = 0; r < TOGETHER; r++) sums[r][k] += factors[r] * column[k];
        }
        for (int r = 0; r < count; r++)
            for (int k = 0; k < SOME; k++) {
                const double gate = sums[r][k] * GATE_UNITS;
                table->gates[(size_t)rows[r] * table->outputs + start + k] =
                    (int16_t)whole(gate > MOST_WORD ? MOST_WORD : gate < -MOST_WORD - 1 ? -MOST_WORD - 1 : gate);
            }
    }
}

int network_prepare_gates(const GateTable *table, int count, const int32_t *rows) {
    int32_t waiting[TOGETHER];
    int waiting_count = 0, is_wrong = 0;
    for (int r = 0; r < count && !is_wrong; r++) {
        const int32_t row = rows[r];
        is_wrong = row < 0 || row >= table->rows;
        if (is_wrong || table->ready[row]) continue;
        table->ready[row] = 1;
        waiting[waiting_count++] = row;
        if (waiting_count == TOGETHER) compute_gates(table, TOGETHER, waiting), waiting_count = 0;
    }
    if (waiting_count) compute_gates(table, waiting_count, waiting);
    return is_wrong;
}

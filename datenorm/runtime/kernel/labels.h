/* The tagging head: how much speaks for each label of a character. */
#pragma once
#include "layers.h"

TARGET static void add_labels(const int16_t *weights, int size, int rows, const uint8_t *annotations, int32_t *sums) {
    for (int r = 0; r < rows; r++, annotations += size, sums += LABEL_SUMS) {
        Sums sum[LABEL_SUMS];
        for (int l = 0; l < LABEL_SUMS; l++) sum[l] = same_sums(0);
        for (int k = 0; k < size; k += LANES) {
            const Words some = load_bytes(annotations + k);
            for (int l = 0; l < LABELS; l++)
                sum[l] = add_products(sum[l], some, load_words(weights + (size_t)l * size + k));
        }
        for (int l = 0; l < LABEL_SUMS; l += QUAD) store_totals(sums + l, sum + l);
    }
}

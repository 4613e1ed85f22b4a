/* Building blocks of the layers; int8_runtime.py computes the same, bit for bit. */
#pragma once
#include "product.h"

/* One LSTM step: gates i f o g, (4, size), are the sum of the product, the symbol and the hint, if any. */
INLINE void lstm_cell(const Lines *lines, int size, const int16_t *product, const int16_t *symbol, const int16_t *hint,
                      const int16_t *cell, int16_t *new_cell, uint8_t *new_hidden) {
    for (int k = 0; k < size; k += LANES) {
        Words gate[4];
        for (int g = 0; g < 4; g++) {
            const int at = g * size + k;
            Words given = load_words(symbol + at);
            if (hint) given = add_words(given, load_words(hint + at));
            gate[g] = add_words(load_words(product + at), given);
        }
        const Words kept = multiply_words(sigmoid_of(lines, gate[1]), load_words(cell + k));
        const Words written = multiply_words(sigmoid_of(lines, gate[0]), tanh_of(lines, gate[3]));
        const Words c = add_words(kept, multiply_words(written, same_words(2048)));
        store_words(new_cell + k, c);
        store_bytes(new_hidden + k, multiply_words(sigmoid_of(lines, gate[2]), tanh_of(lines, c)));
    }
}

INLINE void add(int16_t *to, const int16_t *what, int size) {
    for (int k = 0; k < size; k += LANES) store_words(to + k, add_words(load_words(to + k), load_words(what + k)));
}

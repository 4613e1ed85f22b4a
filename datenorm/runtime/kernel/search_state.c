/* The memory of a search. */
#include "search_state.h"

#include <math.h>
#include <stdlib.h>

enum { LOGIT_UNITS = 512 };

void free_search(SearchState *search) {
    void *const all[] = {search->slots,           search->states,       search->free_states, search->hidden,
                         search->contexts,        search->cells,        search->cached_products, search->interleaved,
                         search->keys,            search->annotations,  search->first_hidden, search->first_cells,
                         search->inputs,          search->products,     search->logits,          search->ids};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
    close_encoder_workspace(&search->encoder_work);
    close_attention_workspace(&search->attention_work);
    free(search);
}

SearchState *new_search(const Network *n, const Automaton *automaton, int width, double floor, double temperature) {
    const size_t states = SLOTS * (MAX_PREFIXES + 1), size = n->decoder_size, annotation_size = 2 * n->hidden,
                 positions = width - HINTS;
    SearchState *search = calloc(1, sizeof *search);
    if (!search) return NULL;
    search->network = n;
    search->automaton = automaton;
    search->floor = floor;
    search->unit = 1 / (LOGIT_UNITS * temperature);
    search->positions = (int32_t)positions;
    search->slots = malloc(SLOTS * sizeof(Slot));
    search->states = malloc(states * sizeof(DecoderState));
    search->free_states = malloc(states * sizeof(int32_t));
    search->hidden = malloc(states * size);
    search->contexts = malloc(states * annotation_size);
    search->cells = malloc(states * size * sizeof(int16_t));
    search->cached_products = malloc(states * 4 * size * sizeof(int16_t));
    search->interleaved = malloc(SLOTS * interleaved_size(n, positions));
    search->keys = malloc(SLOTS * positions * n->alignment * sizeof(int16_t));
    search->ids = malloc(BLOCK * (size_t)width * sizeof(int32_t));
    search->annotations = malloc(BLOCK * positions * annotation_size);
    search->first_hidden = malloc(BLOCK * size);
    search->first_cells = malloc(BLOCK * size * sizeof(int16_t));
    search->inputs = malloc(SLOTS * (annotation_size + size));
    search->products = malloc(SLOTS * 4 * size * sizeof(int16_t));
    search->logits = malloc(SLOTS * n->output.outputs * sizeof(int16_t));
    const int failed =
        open_encoder_workspace(&search->encoder_work, n) ||
        open_attention_workspace(&search->attention_work, n, SLOTS, positions) || !search->slots || !search->states ||
        !search->free_states || !search->hidden || !search->contexts || !search->cells || !search->cached_products ||
        !search->interleaved || !search->keys || !search->annotations || !search->first_hidden ||
        !search->first_cells || !search->inputs || !search->products || !search->logits || !search->ids;
    if (failed) {
        free_search(search);
        return NULL;
    }
    for (int slot = 0; slot < SLOTS; slot++) search->slots[slot].source = EMPTY;
    for (size_t state = 0; state < states; state++) search->free_states[search->free_count++] = (int32_t)state;
    for (int i = 0; i < 256; i++) {
        search->powers[0][i] = exp(-i * search->unit);
        search->powers[1][i] = exp(-256 * i * search->unit);
    }
    return search;
}

/* Best-first search for many sources at once. Each source extends its most likely prefix first, so the network computes
 * nothing that the answer does not need, and every matrix product has rows from all active sources. The search by
 * positions in datenorm/search/beam.py finds the same values. */
#include "search_state.h"

#include <math.h>

static int32_t new_state(SearchState *search) {
    const int32_t state = search->free_states[--search->free_count];
    search->states[state] = (DecoderState){0, 0};
    return state;
}

static void release_state(SearchState *search, int32_t state) {
    if (--search->states[state].users <= 0) search->free_states[search->free_count++] = state;
}

/* Encode the next sources, which stand one behind the other, and load them into free slots. */
static void load_block(SearchState *search, int rows, const int32_t *ids, const int32_t *lengths, int first,
                       const FoundValues *found) {
    const Network *n = search->network;
    const size_t size = n->decoder_size, positions = search->positions, annotation_size = 2 * n->hidden;
    const int width = lengths[0];
    for (int r = 0; r < rows; ids += lengths[r++])
        memcpy(search->ids + (size_t)r * width, ids, lengths[r] * sizeof *ids);
    n->body->encode_block(n, &search->encoder_work, rows, width, search->ids, lengths, positions, search->annotations,
                          search->first_hidden, search->first_cells);
    for (int r = 0, at = 0; r < rows; r++, at++) {
        while (search->slots[at].source != EMPTY) at++;
        const uint8_t *annotations = search->annotations + r * positions * annotation_size;
        n->body->multiply(&n->key, annotations, annotation_size, lengths[r] - HINTS,
                          search->keys + at * positions * n->alignment);
        n->body->interleave(n, lengths[r] - HINTS, annotations,
                            search->interleaved + at * interleaved_size(n, positions));
        const int32_t state = new_state(search);
        search->states[state].users = 1;
        memcpy(search->hidden + state * size, search->first_hidden + r * size, size);
        memcpy(search->cells + state * size, search->first_cells + r * size, size * sizeof(int16_t));
        Slot *slot = search->slots + at;
        slot->source = first + r;
        slot->length = lengths[r] - HINTS;
        slot->found = found[r];
        slot->count = 1;
        slot->is_given_up = 0;
        memset(slot->popped, 0, sizeof slot->popped);
        slot->prefixes[0] = (Prefix){.before = state, .state = search->automaton->start, .greedy = 1,
                                     .last = search->automaton->bos};
        memset(slot->prefixes[0].written, search->automaton->pad, LONGEST);
    }
    search->active_count += rows;
}

/* Insert a value if it is among the best. */
static void insert_value(FoundValues *found, double log_probability, const uint8_t *written) {
    int position = found->count;
    for (; position; position--) {
        const double other = found->log_probability[position - 1];
        if (other > log_probability ||
            (other == log_probability && memcmp(found->written[position - 1], written, LONGEST) < 0))
            break;
    }
    if (position == found->capacity) return;
    const int last = found->count < found->capacity ? found->count++ : found->capacity - 1;
    memmove(found->log_probability + position + 1, found->log_probability + position,
            (last - position) * sizeof(double));
    memmove(found->written + position + 1, found->written + position, (last - position) * LONGEST);
    found->log_probability[position] = log_probability;
    memcpy(found->written[position], written, LONGEST);
}

/* The log-probability that a prefix needs to become one of the values of its source. */
static double least_needed(const SearchState *search, const FoundValues *found) {
    const double least = found->count == found->capacity ? found->log_probability[found->capacity - 1] : -INFINITY;
    return least > search->floor ? least : search->floor;
}

/* Pop the next prefix of a source to extend; returns 0 if no other prefix can become one of its values, or if the source
 * is given up: if the search by positions, which keeps so many prefixes of a length, might have dropped one of these. */
static int pop_prefix(const SearchState *search, Slot *slot, Prefix *popped) {
    const FoundValues *found = &slot->found;
    const double least = least_needed(search, found);
    int best = -1, greedy = -1;
    for (int i = 0; i < slot->count; i++) {
        const Prefix *one = slot->prefixes + i;
        if (one->greedy) greedy = i;
        if (one->log_probability >= least &&
            (best < 0 || one->log_probability > slot->prefixes[best].log_probability))
            best = i;
    }
    if (best < 0 && !found->count) best = greedy;
    if (best < 0 || slot->is_given_up) return 0;
    *popped = slot->prefixes[best];
    slot->prefixes[best] = slot->prefixes[--slot->count];
    if (++slot->popped[popped->length] > BEAM_WIDTH) slot->is_given_up = 1;
    return 1;
}

/* Report the values of a source and free its slot. */
static void finish_source(SearchState *search, Slot *slot, int32_t *counts) {
    int count = slot->found.count;
    while (count > 1 && slot->found.log_probability[count - 1] < search->floor) count--;
    counts[slot->source] = slot->is_given_up ? GIVEN_UP : count;
    for (int i = 0; i < slot->count; i++) release_state(search, slot->prefixes[i].before);
    slot->source = EMPTY;
    search->active_count--;
}

/* Select the prefixes of this round; returns how many there are. */
static int select_prefixes(SearchState *search, int32_t *counts) {
    /* With few active sources, extend several prefixes of each. */
    const int share = search->active_count < BLOCK / 2 ? BLOCK / search->active_count : 1;
    int count = 0;
    for (int at = 0; at < SLOTS; at++) {
        Slot *slot = search->slots + at;
        if (slot->source == EMPTY) continue;
        int popped = 0;
        for (; popped < share && pop_prefix(search, slot, &search->rows[count].prefix); popped++)
            search->rows[count++].slot = at;
        if (!popped) finish_source(search, slot, counts);
    }
    return count;
}

/* Contexts and products of all rows; rows whose states have none cached are moved to the front. */
static void attend_rows(SearchState *search, int count) {
    const Network *n = search->network;
    const size_t size = n->decoder_size, annotation_size = 2 * n->hidden, stride = annotation_size + size,
                 gate_size = 4 * size;
    int fresh = 0;
    for (int r = 0; r < count; r++) {
        if (search->states[search->rows[r].prefix.before].is_attended) continue;
        const Row row = search->rows[r];
        search->rows[r] = search->rows[fresh];
        search->rows[fresh] = row;
        search->sources[fresh] = (Source){search->keys + (size_t)row.slot * search->positions * n->alignment,
                                        search->interleaved + row.slot * interleaved_size(n, search->positions),
                                        search->slots[row.slot].length};
        memcpy(search->inputs + fresh * stride + annotation_size, search->hidden + row.prefix.before * size, size);
        fresh++;
    }
    n->body->attend(n, &search->attention_work, fresh, search->sources, search->inputs, search->products, 0, NULL);
    for (int r = 0; r < count; r++) {
        Row *row = search->rows + r;
        const size_t before = row->prefix.before;
        int16_t *product = search->products + r * gate_size, *cached = search->cached_products + before * gate_size;
        uint8_t *context = search->inputs + r * stride;
        if (r >= fresh) {
            memcpy(context, search->contexts + before * annotation_size, annotation_size);
            product = cached;
        } else if (search->states[before].users > 1) {
            memcpy(search->contexts + before * annotation_size, context, annotation_size);
            memcpy(cached, product, gate_size * sizeof *cached);
            search->states[before].is_attended = 1;
        }
        row->after = new_state(search);
        search->lstm_inputs[r] = (LstmInput){product, search->cells + before * size, search->cells + row->after * size,
                                    row->prefix.last};
    }
}

/* Extend a prefix by every allowed symbol: complete values are inserted, the others become open prefixes. A prefix that
 * would be longer than any value is dropped. A source with more open prefixes than there is room for is given up. */
static void extend_prefix(SearchState *search, const Row *row, const int16_t *logits) {
    const Automaton *automaton = search->automaton;
    const Prefix *prefix = &row->prefix;
    const int first = automaton->first[prefix->state], end = automaton->first[prefix->state + 1];
    const uint8_t *symbols = automaton->symbols;
    Slot *slot = search->slots + row->slot;
    int best = symbols[first];
    for (int i = first; i < end; i++)
        if (logits[symbols[i]] > logits[best]) best = symbols[i];
    double sum = 0;
    for (int i = first; i < end; i++) {
        const int below = logits[best] - logits[symbols[i]];
        sum += search->powers[1][below >> 8] * search->powers[0][below & 255];
    }
    const double rest = prefix->log_probability - log(sum), least = least_needed(search, &slot->found);
    for (int i = first; i < end; i++) {
        const int symbol = symbols[i], greedy = prefix->greedy && symbol == best;
        const double log_probability = (logits[symbol] - logits[best]) * search->unit + rest;
        if (!(log_probability >= least) && !greedy) continue;
        if (prefix->length == automaton->longest && symbol != automaton->eos) continue;
        if (slot->count == MAX_PREFIXES) {
            slot->is_given_up = 1;
            return;
        }
        Prefix *after = slot->prefixes + slot->count;
        *after = *prefix;
        after->before = row->after;
        after->state = automaton->following[i];
        after->last = (uint8_t)symbol;
        after->greedy = (uint8_t)greedy;
        after->log_probability = log_probability;
        if (symbol != automaton->eos) after->written[after->length++] = (uint8_t)symbol;
        if (automaton->ended[after->state])
            insert_value(&slot->found, log_probability, after->written);
        else
            slot->count++, search->states[row->after].users++;
    }
}

/* Extend the selected prefixes by one symbol. */
static void run_round(SearchState *search, int count) {
    const Network *n = search->network;
    const size_t size = n->decoder_size, annotation_size = 2 * n->hidden, stride = annotation_size + size;
    attend_rows(search, count);
    n->body->lstm_step(n, count, search->lstm_inputs, search->inputs, search->logits);
    for (int r = 0; r < count; r++) {
        const Row *row = search->rows + r;
        memcpy(search->hidden + row->after * size, search->inputs + r * stride + annotation_size, size);
        release_state(search, row->prefix.before);
        extend_prefix(search, row, search->logits + (size_t)r * n->output.outputs);
        if (!search->states[row->after].users) release_state(search, row->after);
    }
}

int network_search(const Network *n, const Automaton *automaton, int rows, const int32_t *ids, const int32_t *lengths,
                   int k, double floor, double temperature, uint8_t *written, double *log_probabilities,
                   int32_t *counts) {
    SearchState *search = new_search(n, automaton, rows ? lengths[0] : HINTS + 1, floor, temperature);
    if (!search) return -1;
    for (int next = 0; next < rows || search->active_count;) {
        while (next < rows && SLOTS - search->active_count >= BLOCK) {
            const int some = rows - next < BLOCK ? rows - next : BLOCK;
            FoundValues found[BLOCK];
            for (int r = 0; r < some; r++)
                found[r] = (FoundValues){0, k, log_probabilities + (size_t)(next + r) * k,
                                   (void *)(written + (size_t)(next + r) * k * LONGEST)};
            load_block(search, some, ids, lengths + next, next, found);
            for (int r = 0; r < some; r++) ids += lengths[next + r];
            next += some;
        }
        run_round(search, select_prefixes(search, counts));
    }
    free_search(search);
    return 0;
}

int network_gather(int rows, int k, const int32_t *counts, int pad, const uint8_t *written, uint8_t *symbols,
                   const double *log_probabilities, double *logarithms) {
    uint8_t *to = symbols;
    for (int r = 0; r < rows; r++)
        for (int i = 0; i < counts[r]; i++) {
            const uint8_t *from = written + ((size_t)r * k + i) * LONGEST;
            for (int at = 0; at < LONGEST && from[at] != pad; at++) *to++ = from[at];
            *to++ = (uint8_t)pad;
            *logarithms++ = log_probabilities[(size_t)r * k + i];
        }
    return (int)(to - symbols);
}

void network_tabulate(int states, int width, const int16_t *table, int eos, int pad, int32_t *first, uint8_t *symbols,
                      int32_t *following, uint8_t *ended) {
    int count = 0;
    for (int state = 0; state < states; state++) {
        const int16_t *row = table + (size_t)state * width;
        first[state] = count;
        for (int symbol = 0; symbol < width; symbol++)
            if (row[symbol] >= 0) {
                symbols[count] = (uint8_t)symbol;
                following[count++] = row[symbol];
            }
        /* A value has ended if nothing but its end may follow, which then need not be predicted. */
        ended[state] = count - first[state] == (row[eos] >= 0 || row[pad] >= 0);
    }
    first[states] = count;
}

void network_symbols(const int32_t *table, int size, int rows, const int32_t *lengths, const int32_t *hints,
                     const uint32_t *codes, int32_t *symbols) {
    for (int r = 0; r < rows; r++) {
        for (int i = 0; i < HINTS; i++) *symbols++ = *hints++;
        for (int i = 0; i < lengths[r]; i++, codes++)
            *symbols++ = table[*codes < (uint32_t)size ? *codes : (uint32_t)size - 1];
    }
}

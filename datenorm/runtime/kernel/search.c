/* The search of search.py, a few sources at a time from their characters to their values: what they need stays
 * in the cache, and Python is asked for nothing in between. */
#include "network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SOURCES = 24, /* sources read together */
    WIDTH = 128,  /* prefixes of one source that can be as likely as the least that is looked for */
    MOST = SOURCES * (WIDTH + 2), /* and the greedy one, and one being looked at */
    LONGEST = 32, /* more characters than any value has */
    LOGIT_UNITS = 512,
    FORBIDDEN = -1
};

/* The value language: the state after each symbol, (states, symbols), and whether a value in a state is whole. */
typedef struct {
    const int16_t *following;
    const uint8_t *ended;
    int32_t symbols, start, bos, eos, pad;
} Automaton;

typedef struct {
    int32_t source, state, previous, greedy;
    double log_probability;
    uint8_t written[LONGEST];
} Prefix;

/* The values of one source so far, best first. */
typedef struct {
    int32_t count, room;
    double *log_probability;
    uint8_t (*written)[LONGEST];
} Found;

static void keep(Found *found, double log_probability, const uint8_t *written) {
    int place = found->count;
    while (place && found->log_probability[place - 1] < log_probability) place--;
    if (place == found->room) return;
    const int last = found->count < found->room ? found->count++ : found->room - 1;
    memmove(found->log_probability + place + 1, found->log_probability + place, (last - place) * sizeof(double));
    memmove(found->written + place + 1, found->written + place, (last - place) * LONGEST);
    found->log_probability[place] = log_probability;
    memcpy(found->written[place], written, LONGEST);
}

/* Log-probabilities of the symbols allowed in a state, after that of the prefix; gives the likeliest of them. */
static int score(const Automaton *automaton, const Prefix *prefix, const int16_t *logits, double unit,
                 double *scores) {
    const int16_t *following = automaton->following + (size_t)prefix->state * automaton->symbols;
    int best = -1;
    double sum = 0;
    for (int symbol = 0; symbol < automaton->symbols; symbol++)
        if (following[symbol] != FORBIDDEN && (best < 0 || logits[symbol] > logits[best])) best = symbol;
    for (int symbol = 0; symbol < automaton->symbols; symbol++) {
        if (following[symbol] == FORBIDDEN) continue;
        scores[symbol] = (logits[symbol] - logits[best]) * unit;
        sum += exp(scores[symbol]);
    }
    const double rest = prefix->log_probability - log(sum);
    for (int symbol = 0; symbol < automaton->symbols; symbol++)
        scores[symbol] = following[symbol] == FORBIDDEN ? -INFINITY : scores[symbol] + rest;
    return best;
}

/* All ways to go on from one prefix by one symbol: whole values to `found`, others behind the `count` in `next`. */
static int expand(const Automaton *automaton, const Prefix *prefix, int parent, int position, const int16_t *logits,
                  double unit, double floor, Found *found, Prefix *next, int32_t *parents, int count) {
    double scores[automaton->symbols];
    const int best = score(automaton, prefix, logits, unit, scores);
    for (int symbol = 0; symbol < automaton->symbols; symbol++) {
        const int greedy = prefix->greedy && symbol == best;
        if (!(scores[symbol] >= floor) && !greedy) continue;
        Prefix *after = next + count;
        *after = *prefix;
        after->state = automaton->following[(size_t)prefix->state * automaton->symbols + symbol];
        after->previous = symbol;
        after->greedy = greedy;
        after->log_probability = scores[symbol];
        if (symbol != automaton->eos) after->written[position] = (uint8_t)symbol;
        if (automaton->ended[after->state])
            keep(found + prefix->source, scores[symbol], after->written);
        else
            parents[count++] = parent;
    }
    return count;
}

/* What one group of sources needs. */
typedef struct {
    uint8_t *annotations, *hidden[2];
    int16_t *keys, *cell[2], *logits;
    int32_t *lengths, *sources, *previous, *parents;
    Prefix *prefixes, *next;
} Room;

static void leave(Room *room) {
    void *const all[] = {room->annotations, room->hidden[0], room->hidden[1], room->keys,     room->cell[0],
                         room->cell[1],     room->logits,    room->lengths,   room->sources,  room->previous,
                         room->parents,     room->prefixes,  room->next};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static int enter(Room *room, const Network *network, int width) {
    const size_t places = (size_t)SOURCES * (width - HINTS), state = (size_t)MOST * network->decoder_size;
    *room = (Room){
        .annotations = malloc(places * 2 * network->hidden),
        .hidden = {malloc(state), malloc(state)},
        .keys = malloc(places * network->alignment * sizeof(int16_t)),
        .cell = {malloc(state * sizeof(int16_t)), malloc(state * sizeof(int16_t))},
        .logits = malloc((size_t)MOST * network->output.outputs * sizeof(int16_t)),
        .lengths = malloc(SOURCES * sizeof(int32_t)),
        .sources = malloc(MOST * sizeof(int32_t)),
        .previous = malloc(MOST * sizeof(int32_t)),
        .parents = malloc(MOST * sizeof(int32_t)),
        .prefixes = malloc(MOST * sizeof(Prefix)),
        .next = malloc(MOST * sizeof(Prefix)),
    };
    return room->annotations && room->hidden[0] && room->hidden[1] && room->keys && room->cell[0] &&
           room->cell[1] && room->logits && room->lengths && room->sources && room->previous && room->parents &&
           room->prefixes && room->next;
}

/* Leave out what is not likelier than the last of the values found; the states of the rest, in their order. */
static int go_on(Room *room, const Found *found, int count, int size) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const Prefix *prefix = room->next + i;
        const Found *mine = found + prefix->source;
        if (mine->count == mine->room && prefix->log_probability <= mine->log_probability[mine->room - 1]) continue;
        const size_t parent = room->parents[i];
        room->prefixes[kept] = *prefix;
        room->sources[kept] = prefix->source;
        room->previous[kept] = prefix->previous;
        memcpy(room->hidden[0] + (size_t)kept * size, room->hidden[1] + parent * size, size);
        memcpy(room->cell[0] + (size_t)kept * size, room->cell[1] + parent * size, size * sizeof(int16_t));
        kept++;
    }
    return kept;
}

/* The values of one group of sources. Not 0: no memory. */
static int read_group(const Network *network, const Automaton *automaton, Room *room, int rows, int width,
                      const int32_t *ids, const int32_t *lengths, double temperature, double floor, Found *found) {
    const int size = network->decoder_size, outputs = network->output.outputs;
    if (network_encode(network, rows, width, ids, lengths, room->annotations, room->keys, room->hidden[0], room->cell[0]))
        return -1;
    for (int row = 0; row < rows; row++) {
        room->lengths[row] = lengths[row] - HINTS;
        room->sources[row] = row;
        room->previous[row] = automaton->bos;
        room->prefixes[row] = (Prefix){.source = row, .state = automaton->start, .greedy = 1};
        memset(room->prefixes[row].written, automaton->pad, LONGEST);
    }
    const double unit = 1 / (LOGIT_UNITS * temperature);
    for (int position = 0, count = rows; count; position++) {
        if (network_step(network, count, width - HINTS, room->annotations, room->keys, room->lengths, room->sources,
                 room->previous, room->hidden[0], room->cell[0], room->hidden[1], room->cell[1], room->logits, NULL))
            return -1;
        int ways = 0;
        for (int i = 0; i < count; i++)
            ways = expand(automaton, room->prefixes + i, i, position, room->logits + (size_t)i * outputs, unit, floor,
                          found, room->next, room->parents, ways);
        count = go_on(room, found, ways, size);
    }
    return 0;
}

/* The `k` best values of each source at least as likely as `floor` (a logarithm of at least 1 / WIDTH), or the
 * greedy one: symbols (rows, k, LONGEST), logarithms (rows, k), counts (rows,). Sources as `encode` takes them.
 * Not 0: no memory. */
int network_search(const Network *network, const Automaton *automaton, int rows, int width, const int32_t *ids,
           const int32_t *lengths, int k, double floor, double temperature, uint8_t *written,
           double *log_probabilities, int32_t *counts) {
    Room room;
    int failed = !enter(&room, network, width);
    for (int start = 0; start < rows && !failed; start += SOURCES) {
        const int some = rows - start < SOURCES ? rows - start : SOURCES;
        Found found[SOURCES];
        for (int row = 0; row < some; row++)
            found[row] = (Found){0, k, log_probabilities + (size_t)(start + row) * k,
                                 (void *)(written + (size_t)(start + row) * k * LONGEST)};
        failed = read_group(network, automaton, &room, some, width, ids + (size_t)start * width, lengths + start,
                            temperature, floor, found);
        for (int row = 0; row < some; row++) {
            int count = found[row].count;
            while (count > 1 && found[row].log_probability[count - 1] < floor) count--;
            counts[start + row] = count;
        }
    }
    leave(&room);
    return failed;
}

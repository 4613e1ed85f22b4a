/* The search of datenorm.search, many sources side by side, each the likeliest of its prefixes first: then nothing is
 * asked of the network that the answer does not need, and every product has rows from as many sources as are at work.
 * What search.py does position by position finds the same values. */
#include "decoder.h"
#include "encoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEATS = 2 * BLOCK, /* sources at work at a time; a block of new ones takes the seats of those that are done */
    WIDTH = 128,       /* prefixes of one source that can be as likely as the least that is looked for */
    MOST = WIDTH + 2,  /* and the greedy one, and one that has just been taken */
    LONGEST = 32,      /* more characters than any value has */
    LOGIT_UNITS = 512,
    NOBODY = -1
};

/* The beginning of a value: the state before its last symbol, which the decoder has not been told yet. */
typedef struct {
    double log_probability;
    int32_t before, state, length;
    uint8_t last, greedy, written[LONGEST];
} Prefix;

/* The values of one source so far, best first; equally likely ones by their symbols, whenever they were found. */
typedef struct {
    int32_t count, room;
    double *log_probability;
    uint8_t (*written)[LONGEST];
} Found;

typedef struct {
    int32_t source, length, count; /* the source or NOBODY, its characters, its open prefixes */
    Prefix prefixes[MOST];
    Found found;
} Seat;

/* A state of the decoder that open prefixes go on from, in the arrays of the room. */
typedef struct {
    int32_t users, is_looked; /* how many; whether context and product are there */
} State;

/* One prefix that goes through the decoder in this round. */
typedef struct {
    Prefix prefix;
    int32_t seat, after;
} Row;

typedef struct {
    const Network *network;
    const Automaton *automaton;
    double floor, unit, powers[2][256]; /* of e: to so many units less, and to so many times 256 */
    Desk desk;
    Lens lens;
    int32_t working, free_count, places;
    Seat *seats;
    State *states;
    int32_t *free_states;
    /* Of states: */
    uint8_t *hidden, *contexts;
    int16_t *cells, *kept_products;
    /* Of seats: */
    uint8_t *quads;
    int16_t *keys;
    /* Of a block that is read: */
    uint8_t *annotations, *first_hidden;
    int16_t *first_cells;
    /* Of a round: */
    Row rows[SEATS];
    Source sources[SEATS];
    Change changes[SEATS];
    uint8_t *inputs;
    int16_t *products, *logits;
} Room;

static void leave(Room *room) {
    void *const all[] = {room->seats, room->states,      room->free_states,  room->hidden,      room->contexts,
                         room->cells, room->kept_products, room->quads,      room->keys,        room->annotations,
                         room->first_hidden, room->first_cells, room->inputs, room->products,   room->logits};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
    close_desk(&room->desk);
    close_lens(&room->lens);
    free(room);
}

/* A room without sources; NULL: no memory. */
static Room *enter(const Network *n, const Automaton *automaton, int width, double floor, double temperature) {
    const size_t states = SEATS * (MOST + 1), size = n->decoder_size, both = 2 * n->hidden, places = width - HINTS;
    Room *room = calloc(1, sizeof *room);
    if (!room) return NULL;
    room->network = n;
    room->automaton = automaton;
    room->floor = floor;
    room->unit = 1 / (LOGIT_UNITS * temperature);
    room->places = (int32_t)places;
    room->seats = malloc(SEATS * sizeof(Seat));
    room->states = malloc(states * sizeof(State));
    room->free_states = malloc(states * sizeof(int32_t));
    room->hidden = malloc(states * size);
    room->contexts = malloc(states * both);
    room->cells = malloc(states * size * sizeof(int16_t));
    room->kept_products = malloc(states * 4 * size * sizeof(int16_t));
    room->quads = malloc(SEATS * quads_size(n, places));
    room->keys = malloc(SEATS * places * n->alignment * sizeof(int16_t));
    room->annotations = malloc(BLOCK * places * both);
    room->first_hidden = malloc(BLOCK * size);
    room->first_cells = malloc(BLOCK * size * sizeof(int16_t));
    room->inputs = malloc(SEATS * (both + size));
    room->products = malloc(SEATS * 4 * size * sizeof(int16_t));
    room->logits = malloc(SEATS * n->output.outputs * sizeof(int16_t));
    const int failed = open_desk(&room->desk, n) || open_lens(&room->lens, n, SEATS, places) || !room->seats ||
                       !room->states || !room->free_states || !room->hidden || !room->contexts || !room->cells ||
                       !room->kept_products || !room->quads || !room->keys || !room->annotations ||
                       !room->first_hidden || !room->first_cells || !room->inputs || !room->products || !room->logits;
    if (failed) {
        leave(room);
        return NULL;
    }
    for (int seat = 0; seat < SEATS; seat++) room->seats[seat].source = NOBODY;
    for (size_t state = 0; state < states; state++) room->free_states[room->free_count++] = (int32_t)state;
    for (int i = 0; i < 256; i++) {
        room->powers[0][i] = exp(-i * room->unit);
        room->powers[1][i] = exp(-256 * i * room->unit);
    }
    return room;
}

static int32_t new_state(Room *room) {
    const int32_t state = room->free_states[--room->free_count];
    room->states[state] = (State){0, 0};
    return state;
}

static void let_go(Room *room, int32_t state) {
    if (--room->states[state].users <= 0) room->free_states[room->free_count++] = state;
}

/* Read the next sources and give them seats. */
static void seat_block(Room *room, int rows, int width, const int32_t *ids, const int32_t *lengths, int first,
                       const Found *found) {
    const Network *n = room->network;
    const size_t size = n->decoder_size, places = room->places, both = 2 * n->hidden;
    read_block(n, &room->desk, rows, width, ids, lengths, places, room->annotations, room->first_hidden,
               room->first_cells);
    for (int r = 0, at = 0; r < rows; r++, at++) {
        while (room->seats[at].source != NOBODY) at++;
        const uint8_t *annotations = room->annotations + r * places * both;
        multiply(&n->key, annotations, both, lengths[r] - HINTS, room->keys + at * places * n->alignment);
        interleave(n, lengths[r] - HINTS, annotations, room->quads + at * quads_size(n, places));
        const int32_t state = new_state(room);
        room->states[state].users = 1;
        memcpy(room->hidden + state * size, room->first_hidden + r * size, size);
        memcpy(room->cells + state * size, room->first_cells + r * size, size * sizeof(int16_t));
        Seat *seat = room->seats + at;
        seat->source = first + r;
        seat->length = lengths[r] - HINTS;
        seat->found = found[r];
        seat->count = 1;
        seat->prefixes[0] = (Prefix){.before = state, .state = room->automaton->start, .greedy = 1,
                                     .last = room->automaton->bos};
        memset(seat->prefixes[0].written, room->automaton->pad, LONGEST);
    }
    room->working += rows;
}

static void keep(Found *found, double log_probability, const uint8_t *written) {
    int place = found->count;
    for (; place; place--) {
        const double other = found->log_probability[place - 1];
        if (other > log_probability ||
            (other == log_probability && memcmp(found->written[place - 1], written, LONGEST) < 0))
            break;
    }
    if (place == found->room) return;
    const int last = found->count < found->room ? found->count++ : found->room - 1;
    memmove(found->log_probability + place + 1, found->log_probability + place, (last - place) * sizeof(double));
    memmove(found->written + place + 1, found->written + place, (last - place) * LONGEST);
    found->log_probability[place] = log_probability;
    memcpy(found->written[place], written, LONGEST);
}

/* Take the prefix of a source that has to be looked at next; 0 where nothing more can be among its values. */
static int take(const Room *room, Seat *seat, Prefix *taken) {
    const Found *found = &seat->found;
    const double least = found->count == found->room ? found->log_probability[found->room - 1] : -INFINITY;
    int best = -1, greedy = -1;
    for (int i = 0; i < seat->count; i++) {
        const Prefix *one = seat->prefixes + i;
        if (one->greedy) greedy = i;
        if (one->log_probability >= room->floor && one->log_probability >= least &&
            (best < 0 || one->log_probability > seat->prefixes[best].log_probability))
            best = i;
    }
    if (best < 0 && !found->count) best = greedy;
    if (best < 0) return 0;
    *taken = seat->prefixes[best];
    seat->prefixes[best] = seat->prefixes[--seat->count];
    return 1;
}

/* Nothing more can be found for a source. */
static void stand_up(Room *room, Seat *seat, int32_t *counts) {
    int count = seat->found.count;
    while (count > 1 && seat->found.log_probability[count - 1] < room->floor) count--;
    counts[seat->source] = count;
    for (int i = 0; i < seat->count; i++) let_go(room, seat->prefixes[i].before);
    seat->source = NOBODY;
    room->working--;
}

/* The prefixes of this round, those first whose states have not been looked at; how many they are. */
static int gather(Room *room, int32_t *counts) {
    const int share = room->working < BLOCK / 2 ? BLOCK / room->working : 1; /* few sources: more of each at once */
    int count = 0;
    for (int at = 0; at < SEATS; at++) {
        Seat *seat = room->seats + at;
        if (seat->source == NOBODY) continue;
        int some = 0;
        while (some < share && take(room, seat, &room->rows[count].prefix)) room->rows[count++].seat = at, some++;
        if (!some) stand_up(room, seat, counts);
    }
    return count;
}

/* Contexts and products of all rows. */
static void look_around(Room *room, int count) {
    const Network *n = room->network;
    const size_t size = n->decoder_size, both = 2 * n->hidden, stride = both + size, wide = 4 * size;
    int fresh = 0;
    for (int r = 0; r < count; r++) {
        if (room->states[room->rows[r].prefix.before].is_looked) continue;
        const Row row = room->rows[r];
        room->rows[r] = room->rows[fresh];
        room->rows[fresh] = row;
        room->sources[fresh] = (Source){room->keys + (size_t)row.seat * room->places * n->alignment,
                                        room->quads + row.seat * quads_size(n, room->places),
                                        room->seats[row.seat].length};
        memcpy(room->inputs + fresh * stride + both, room->hidden + row.prefix.before * size, size);
        fresh++;
    }
    look(n, &room->lens, fresh, room->sources, room->inputs, room->products, 0, NULL);
    for (int r = 0; r < count; r++) {
        Row *row = room->rows + r;
        const size_t before = row->prefix.before;
        int16_t *product = room->products + r * wide, *kept = room->kept_products + before * wide;
        uint8_t *context = room->inputs + r * stride;
        if (r >= fresh) {
            memcpy(context, room->contexts + before * both, both);
            product = kept;
        } else if (room->states[before].users > 1) {
            memcpy(room->contexts + before * both, context, both);
            memcpy(kept, product, wide * sizeof *kept);
            room->states[before].is_looked = 1;
        }
        row->after = new_state(room);
        room->changes[r] = (Change){product, room->cells + before * size, room->cells + row->after * size,
                                    row->prefix.last};
    }
}

/* All ways to go on from one prefix by one symbol: whole values are kept, others open. */
static void go_on(Room *room, const Row *row, const int16_t *logits) {
    const Automaton *automaton = room->automaton;
    const Prefix *prefix = &row->prefix;
    const uint64_t allowed = automaton->allowed[prefix->state];
    const int16_t *following = automaton->following + (size_t)prefix->state * automaton->symbols;
    Seat *seat = room->seats + row->seat;
    int best = __builtin_ctzll(allowed);
    for (uint64_t left = allowed; left; left &= left - 1)
        if (logits[__builtin_ctzll(left)] > logits[best]) best = __builtin_ctzll(left);
    double sum = 0;
    for (uint64_t left = allowed; left; left &= left - 1) {
        const int below = logits[best] - logits[__builtin_ctzll(left)];
        sum += room->powers[1][below >> 8] * room->powers[0][below & 255];
    }
    const double rest = prefix->log_probability - log(sum);
    for (uint64_t left = allowed; left; left &= left - 1) {
        const int symbol = __builtin_ctzll(left), greedy = prefix->greedy && symbol == best;
        const double log_probability = (logits[symbol] - logits[best]) * room->unit + rest;
        if (!(log_probability >= room->floor) && !greedy) continue;
        Prefix *after = seat->prefixes + seat->count;
        *after = *prefix;
        after->before = row->after;
        after->state = following[symbol];
        after->last = (uint8_t)symbol;
        after->greedy = (uint8_t)greedy;
        after->log_probability = log_probability;
        if (symbol != automaton->eos) after->written[after->length++] = (uint8_t)symbol;
        if (automaton->ended[after->state])
            keep(&seat->found, log_probability, after->written);
        else
            seat->count++, room->states[row->after].users++;
    }
}

static void play_round(Room *room, int count) {
    const Network *n = room->network;
    const size_t size = n->decoder_size, both = 2 * n->hidden, stride = both + size;
    look_around(room, count);
    change(n, count, room->changes, room->inputs, room->logits);
    for (int r = 0; r < count; r++) {
        const Row *row = room->rows + r;
        memcpy(room->hidden + row->after * size, room->inputs + r * stride + both, size);
        let_go(room, row->prefix.before);
        go_on(room, row, room->logits + (size_t)r * n->output.outputs);
        if (!room->states[row->after].users) let_go(room, row->after);
    }
}

int network_search(const Network *n, const Automaton *automaton, int rows, int width, const int32_t *ids,
                   const int32_t *lengths, int k, double floor, double temperature, uint8_t *written,
                   double *log_probabilities, int32_t *counts) {
    Room *room = enter(n, automaton, width, floor, temperature);
    if (!room) return -1;
    for (int next = 0; next < rows || room->working;) {
        while (next < rows && SEATS - room->working >= BLOCK) {
            const int some = rows - next < BLOCK ? rows - next : BLOCK;
            Found found[BLOCK];
            for (int r = 0; r < some; r++)
                found[r] = (Found){0, k, log_probabilities + (size_t)(next + r) * k,
                                   (void *)(written + (size_t)(next + r) * k * LONGEST)};
            seat_block(room, some, width, ids + (size_t)next * width, lengths + next, next, found);
            next += some;
        }
        play_round(room, gather(room, counts));
    }
    leave(room);
    return 0;
}

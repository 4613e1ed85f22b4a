/* Runs every body of the kernel on recorded inputs and prints checksums of what it computes; see test_bodies.py.
 *
 * The file is a sequence of blobs, each a 64-bit size and its bytes. Each is read into memory of exactly its size, so
 * that a sanitizer notices reads behind its end. */
#include "../../datenorm/runtime/kernel/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t sizes_of_blobs;

static void *next_blob(FILE *file) {
    uint64_t size;
    if (fread(&size, sizeof size, 1, file) != 1) exit(3);
    void *blob = malloc(size);
    if (!blob || fread(blob, 1, size, file) != size) exit(3);
    sizes_of_blobs = size;
    return blob;
}

static void read_into(FILE *file, void *to, size_t size) {
    void *blob = next_blob(file);
    if (sizes_of_blobs != size) exit(3);
    memcpy(to, blob, size);
    free(blob);
}

static int32_t next_number(FILE *file) {
    int32_t number;
    read_into(file, &number, sizeof number);
    return number;
}

static Matrix next_matrix(FILE *file) {
    Matrix m;
    m.weights = next_blob(file);
    m.start = next_blob(file);
    m.scale = next_blob(file);
    m.inputs = next_number(file);
    m.outputs = next_number(file);
    return m;
}

static Network next_network(FILE *file) {
    Network n;
    Matrix *const matrices[] = {n.recurrent, n.recurrent + 1, &n.bridge_hidden, n.bridge_cell, n.bridge_cell + 1,
                                &n.key, &n.query, &n.decoder, &n.output};
    const int16_t **const arrays[] = {n.symbols, n.symbols + 1, n.hints, n.hints + 1, &n.bridge_hidden_bias,
                                      &n.bridge_cell_bias, &n.targets, &n.output_bias, &n.energy, &n.tanh_lines};
    for (size_t i = 0; i < sizeof matrices / sizeof *matrices; i++) *matrices[i] = next_matrix(file);
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) *arrays[i] = next_blob(file);
    n.exponentials = next_blob(file);
    read_into(file, &n.energy_scale, sizeof n.energy_scale);
    n.hidden = next_number(file);
    n.decoder_size = next_number(file);
    n.alignment = next_number(file);
    return n;
}

static LabelWeights next_label_weights(FILE *file) {
    LabelWeights head;
    head.weights = next_blob(file);
    head.bias = next_blob(file);
    read_into(file, &head.unit, sizeof head.unit);
    return head;
}

static Automaton next_automaton(FILE *file) {
    Automaton a;
    a.first = next_blob(file);
    a.symbols = next_blob(file);
    a.following = next_blob(file);
    a.ended = next_blob(file);
    int32_t *const numbers[] = {&a.start, &a.longest, &a.bos, &a.eos, &a.pad};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) *numbers[i] = next_number(file);
    return a;
}

/* CRC-32, as zlib computes it. */
static uint32_t checksum(uint32_t crc, const void *bytes, size_t size) {
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= ((const uint8_t *)bytes)[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static void *zeros(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory) exit(4);
    return memory;
}

typedef struct {
    int32_t rows, width, k;
    const int32_t *ids, *lengths, *joined, *without_hints, *sources, *previous;
    double floor, temperature;
} Given;

/* Print one checksum for encoding, one for each step, one for the values found, and one for the labels. */
static void run(const Network *n, const Automaton *automaton, const LabelWeights *head, const Given *g) {
    const size_t rows = g->rows, positions = g->width - HINTS, size = n->decoder_size, outputs = n->output.outputs;
    uint8_t *annotations = zeros(rows * positions, 2 * n->hidden), *hidden[2];
    int16_t *keys = zeros(rows * positions, n->alignment * sizeof *keys), *cell[2], *scores = zeros(rows, 2 * outputs);
    float *attention = zeros(rows * positions, sizeof *attention);
    for (int i = 0; i < 2; i++) hidden[i] = zeros(rows, size), cell[i] = zeros(rows, size * sizeof **cell);
    if (network_encode(n, g->rows, g->width, g->ids, g->lengths, annotations, keys, hidden[0], cell[0])) exit(4);
    uint32_t crc = checksum(0, annotations, rows * positions * 2 * n->hidden);
    crc = checksum(crc, keys, rows * positions * n->alignment * sizeof *keys);
    crc = checksum(checksum(crc, hidden[0], rows * size), cell[0], rows * size * sizeof **cell);
    printf("%s %08x", network_body_name(n->body), crc);
    for (int step = 0; step < 3; step++) {
        const int from = step % 2, to = 1 - from;
        if (network_step(n, g->rows, (int)positions, annotations, keys, g->without_hints, g->sources,
                         g->previous + step * rows, hidden[from], cell[from], hidden[to], cell[to], scores, attention))
            exit(4);
        crc = checksum(checksum(0, scores, rows * outputs * sizeof *scores), attention, rows * positions * 4);
        crc = checksum(checksum(crc, hidden[to], rows * size), cell[to], rows * size * sizeof **cell);
        printf(" %08x", crc);
    }
    uint8_t *written = zeros(rows * g->k, LONGEST);
    double *log_probabilities = zeros(rows * g->k, sizeof *log_probabilities);
    int32_t *counts = zeros(rows, sizeof *counts);
    if (network_search(n, automaton, g->rows, g->joined, g->lengths, g->k, g->floor, g->temperature, written,
                       log_probabilities, counts))
        exit(4);
    const int symbols = network_gather(g->rows, g->k, counts, automaton->pad, written, written, log_probabilities,
                                       log_probabilities);
    printf(" %08x", checksum(checksum(0, written, symbols), counts, rows * sizeof *counts));
    uint8_t *labels = zeros(rows * positions, 1);
    double *label_scores = zeros(rows * positions, LABELS * sizeof *label_scores);
    const int labelled = network_label(n, head, g->rows, g->width, g->ids, g->lengths, labels, label_scores);
    if (labelled < 0) exit(4);
    crc = checksum(0, labels, rows * positions);
    printf(" %08x\n", checksum(crc, label_scores, (size_t)labelled * LABELS * sizeof *label_scores));
    void *const all[] = {annotations, keys, hidden[0], hidden[1], cell[0], cell[1], scores, attention, written,
                         log_probabilities, counts, labels, label_scores};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

int main(int count, char **arguments) {
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file) return 2;
    Network network = next_network(file);
    const Automaton automaton = next_automaton(file);
    const LabelWeights head = next_label_weights(file);
    Given given = {.rows = next_number(file)};
    given.width = next_number(file);
    given.k = next_number(file);
    const int32_t **const arrays[] = {&given.ids, &given.lengths, &given.joined, &given.without_hints, &given.sources,
                                      &given.previous};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) *arrays[i] = next_blob(file);
    read_into(file, &given.floor, sizeof given.floor);
    read_into(file, &given.temperature, sizeof given.temperature);
    fclose(file);
    for (int i = 0; (network.body = network_body(i)); i++)
        if (network_body_runs_here(network.body)) run(&network, &automaton, &head, &given);
    return 0;
}

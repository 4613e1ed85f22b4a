/* The primitives for 64-bit ARM, with the dot product of ARMv8.2 if WITH_DOTPROD; lanes_c.h says what they compute. */
#pragma once
#include "body.h"

#include <arm_neon.h>
#ifdef __linux__
#include <sys/auxv.h>
#elif defined(_WIN32)
#include <windows.h>
#endif

#ifdef WITH_DOTPROD
#define TARGET __attribute__((target("arch=armv8.2-a+dotprod")))
enum { ROWS_PER_TILE = 6 };
#else
#define TARGET
enum { ROWS_PER_TILE = 4 };
#endif
#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 32, CHUNK = 32, SUMS = CHUNK / 4, IS_SIGNED = 1 };

typedef struct { int16x8_t at[4]; } Words;
typedef struct { int32x4_t left, right; } Sums;
typedef struct { int8x16_t left, right; } Chunk;
typedef int8x16_t Spread, Shares;

#define EACH(I, COUNT) for (int I = 0; I < COUNT; I++)

static int runs_here(void) {
#if !defined(WITH_DOTPROD) || defined(__APPLE__)
    return 1;
#elif defined(__linux__)
    return (getauxval(AT_HWCAP) & 1 << 20) != 0; /* HWCAP_ASIMDDP */
#elif defined(_WIN32)
    return IsProcessorFeaturePresent(43); /* PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE */
#else
    return 0;
#endif
}

INLINE Words load_words(const int16_t *from) {
    return (Words){{vld1q_s16(from), vld1q_s16(from + 8), vld1q_s16(from + 16), vld1q_s16(from + 24)}};
}

INLINE void store_words(int16_t *to, Words x) { EACH(i, 4) vst1q_s16(to + 8 * i, x.at[i]); }

INLINE Words same_words(int16_t value) {
    const int16x8_t x = vdupq_n_s16(value);
    return (Words){{x, x, x, x}};
}

INLINE Words add_words(Words a, Words b) {
    EACH(i, 4) a.at[i] = vqaddq_s16(a.at[i], b.at[i]);
    return a;
}

/* Saturates where both are -32768, which does not occur. */
INLINE Words multiply_words(Words a, Words b) {
    EACH(i, 4) a.at[i] = vqrdmulhq_s16(a.at[i], b.at[i]);
    return a;
}

/* Lower and upper bytes of starts and rises. */
typedef struct { uint8x16x4_t start[2], rise[2]; } Lines;

INLINE void split_bytes(const int16_t *from, uint8x16x4_t bytes[2]) {
    EACH(i, 4) {
        const uint8x16x2_t both = vld2q_u8((const uint8_t *)(from + 16 * i));
        bytes[0].val[i] = both.val[0];
        bytes[1].val[i] = both.val[1];
    }
}

INLINE Lines load_lines(const int16_t *from) {
    Lines lines;
    split_bytes(from, lines.start);
    split_bytes(from + 64, lines.rise);
    return lines;
}

INLINE void look_up_words(const uint8x16x4_t table[2], uint8x16_t at, int16x8_t words[2]) {
    const uint8x16_t lower = vqtbl4q_u8(table[0], at), upper = vqtbl4q_u8(table[1], at);
    words[0] = vreinterpretq_s16_u8(vzip1q_u8(lower, upper));
    words[1] = vreinterpretq_s16_u8(vzip2q_u8(lower, upper));
}

INLINE uint16x8_t limited_size(int16x8_t x) {
    return vminq_u16(vreinterpretq_u16_s16(vabsq_s16(x)), vdupq_n_u16(8191));
}

INLINE int16x8_t tanh_between(int16x8_t x, uint16x8_t size, int16x8_t start, int16x8_t rise) {
    const uint16x8_t along = vshlq_n_u16(vandq_u16(size, vdupq_n_u16(127)), 8);
    const int16x8_t y = vqaddq_s16(start, vqrdmulhq_s16(rise, vreinterpretq_s16_u16(along)));
    return vbslq_s16(vcltzq_s16(x), vnegq_s16(y), y);
}

INLINE Words tanh_of(const Lines *lines, Words x) {
    for (int i = 0; i < 4; i += 2) {
        const uint16x8_t first = limited_size(x.at[i]), second = limited_size(x.at[i + 1]);
        const uint8x16_t at = vcombine_u8(vshrn_n_u16(first, 7), vshrn_n_u16(second, 7));
        int16x8_t start[2], rise[2];
        look_up_words(lines->start, at, start);
        look_up_words(lines->rise, at, rise);
        x.at[i] = tanh_between(x.at[i], first, start[0], rise[0]);
        x.at[i + 1] = tanh_between(x.at[i + 1], second, start[1], rise[1]);
    }
    return x;
}

INLINE Words sigmoid_of(const Lines *lines, Words half) {
    Words x = tanh_of(lines, half);
    EACH(i, 4) {
        const uint16x8_t above = veorq_u16(vreinterpretq_u16_s16(x.at[i]), vdupq_n_u16(32768));
        x.at[i] = vreinterpretq_s16_u16(vshrq_n_u16(above, 1));
    }
    return x;
}

INLINE uint8x16_t flipped(uint8x16_t x) { return veorq_u8(x, vdupq_n_u8(ZERO)); }

/* 16 words as bytes with the offset ZERO. */
INLINE void store_narrow(uint8_t *to, int16x8_t left, int16x8_t right) {
    const int8x16_t bytes = vcombine_s8(vqmovn_s16(left), vqmovn_s16(right));
    vst1q_u8(to, flipped(vreinterpretq_u8_s8(bytes)));
}

INLINE void store_bytes(uint8_t *to, Words x) {
    const Words bytes = multiply_words(x, same_words(128));
    store_narrow(to, bytes.at[0], bytes.at[1]);
    store_narrow(to + 16, bytes.at[2], bytes.at[3]);
}

INLINE Words load_bytes(const uint8_t *from) {
    const int8x16_t left = vreinterpretq_s8_u8(flipped(vld1q_u8(from)));
    const int8x16_t right = vreinterpretq_s8_u8(flipped(vld1q_u8(from + 16)));
    return (Words){{vmovl_s8(vget_low_s8(left)), vmovl_high_s8(left), vmovl_s8(vget_low_s8(right)),
                    vmovl_high_s8(right)}};
}

INLINE Sums same_sums(int32_t value) { return (Sums){vdupq_n_s32(value), vdupq_n_s32(value)}; }

INLINE Sums first_sums(const int32_t *start) {
    (void)start;
    return same_sums(0);
}

INLINE Chunk load_weights(const int8_t *from) { return (Chunk){vld1q_s8(from), vld1q_s8(from + 16)}; }

INLINE Chunk load_annotations(const uint8_t *from) { return load_weights((const int8_t *)from); }

INLINE Shares spread_shares(const uint8_t *four) {
    uint32_t all;
    memcpy(&all, four, sizeof all);
    return vreinterpretq_s8_u32(vdupq_n_u32(all));
}

INLINE Spread spread(const uint8_t *four) {
    return vreinterpretq_s8_u8(flipped(vreinterpretq_u8_s8(spread_shares(four))));
}

/* Add four products to each sum. */
INLINE int32x4_t add_fours(int32x4_t sum, int8x16_t a, int8x16_t b) {
#ifdef WITH_DOTPROD
    return vdotq_s32(sum, a, b);
#else /* two products are below 2^15 */
    const int16x8_t left = vmull_s8(vget_low_s8(a), vget_low_s8(b)), right = vmull_high_s8(a, b);
    return vpadalq_s16(sum, vpaddq_s16(left, right));
#endif
}

#define ACCUMULATE(SUM, INPUTS, WEIGHTS) { \
    SUM.left = add_fours(SUM.left, WEIGHTS.left, INPUTS); \
    SUM.right = add_fours(SUM.right, WEIGHTS.right, INPUTS); \
}
#define AVERAGE(SUM, ANNOTATIONS, SHARES) ACCUMULATE(SUM, SHARES, ANNOTATIONS)

/* Scale four sums, round them, halves to even numbers, and saturate. */
INLINE int16x4_t scaled(int32x4_t sums, float32x4_t scale) {
    return vqmovn_s32(vcvtnq_s32_f32(vmulq_f32(vcvtq_f32_s32(sums), scale)));
}

INLINE void store_scaled(int16_t *to, Sums low, Sums high, const float *scale) {
    vst1_s16(to, scaled(low.left, vld1q_f32(scale)));
    vst1_s16(to + 4, scaled(low.right, vld1q_f32(scale + 4)));
    vst1_s16(to + 8, scaled(high.left, vld1q_f32(scale + 8)));
    vst1_s16(to + 12, scaled(high.right, vld1q_f32(scale + 12)));
}

INLINE Sums add_products(Sums x, Words a, Words b) {
    EACH(i, 4) {
        x.left = vmlal_s16(x.left, vget_low_s16(a.at[i]), vget_low_s16(b.at[i]));
        x.right = vmlal_high_s16(x.right, a.at[i], b.at[i]);
    }
    return x;
}

INLINE void store_totals(int32_t *to, const Sums x[QUAD]) {
    int32x4_t all[QUAD];
    EACH(i, QUAD) all[i] = vaddq_s32(x[i].left, x[i].right);
    vst1q_s32(to, vpaddq_s32(vpaddq_s32(all[0], all[1]), vpaddq_s32(all[2], all[3])));
}

INLINE void store_interleaved(uint8_t *to, const uint8_t *const position[QUAD]) {
    for (int k = 0; k < CHUNK; k += 16) {
        uint8x16x4_t x;
        EACH(i, QUAD) x.val[i] = flipped(vld1q_u8(position[i] + k));
        vst4q_u8(to + QUAD * k, x);
    }
}

INLINE int16x4_t mean_of(int32x4_t quarters, int32x4_t rest, float inverse) {
    return scaled(vaddq_s32(vshlq_n_s32(quarters, 2), rest), vdupq_n_f32(inverse));
}

INLINE void store_means(uint8_t *to, const Sums quarters[QUAD], const Sums rest[QUAD], float inverse) {
    int16x8_t mean[QUAD];
    EACH(i, QUAD)
        mean[i] = vcombine_s16(mean_of(quarters[i].left, rest[i].left, inverse),
                               mean_of(quarters[i].right, rest[i].right, inverse));
    store_narrow(to, mean[0], mean[1]);
    store_narrow(to + 16, mean[2], mean[3]);
}

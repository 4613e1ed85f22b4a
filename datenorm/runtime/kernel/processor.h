/* What an x86-64 processor can do and the system allows. `__builtin_cpu_supports` would say the same, but it needs a part
 * of the compiler's library that Zig lacks: there it is always false. */
#pragma once
#include <cpuid.h>

enum {
    AVX_STATE = 0x6, /* registers that the system saves, in XCR0 */
#ifdef __APPLE__     /* saves those of AVX-512 from their first use on */
    AVX512_STATE = AVX_STATE
#else
    AVX512_STATE = 0xE6
#endif
};

/* One leaf of CPUID; zeros if the processor does not have it. */
typedef struct { unsigned a, b, c, d; } Leaf;

static inline Leaf leaf(unsigned number, unsigned part) {
    Leaf found = {0, 0, 0, 0};
    __get_cpuid_count(number, part, &found.a, &found.b, &found.c, &found.d);
    return found;
}

static inline int is_saved(unsigned state) {
    unsigned low, high;
    if (!(leaf(1, 0).c & 1u << 27)) return 0; /* OSXSAVE: xgetbv exists */
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & state) == state;
}

static inline int has_avx2(void) { return is_saved(AVX_STATE) && leaf(7, 0).b & 1u << 5; }

static inline int has_avx_vnni(void) { return has_avx2() && leaf(7, 1).a & 1u << 4; }

/* With the parts F, DQ, BW and VL. */
static inline int has_avx512_vnni(void) {
    const unsigned parts = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;
    return is_saved(AVX512_STATE) && (leaf(7, 0).b & parts) == parts && leaf(7, 0).c & 1u << 11;
}

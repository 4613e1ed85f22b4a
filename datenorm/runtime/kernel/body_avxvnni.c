#ifdef __x86_64__
#define WITH_VNNI
#include "lanes_avx2.h"
#include "make_body.h"

DEFINE_BODY(avxvnni)
#endif

#ifdef __x86_64__
#include "lanes_avx512.h"
#include "make_body.h"

DEFINE_BODY(avx512)
#endif

#ifdef __x86_64__
#include "lanes_avx2.h"
#include "make_body.h"

DEFINE_BODY(avx2)
#endif

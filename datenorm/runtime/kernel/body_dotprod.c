#ifdef __AARCH64EL__
#define WITH_DOTPROD
#include "lanes_neon.h"
#include "make_body.h"

DEFINE_BODY(dotprod)
#endif

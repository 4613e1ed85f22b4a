#ifdef __AARCH64EL__
#include "lanes_neon.h"
#include "make_body.h"

DEFINE_BODY(neon)
#endif

#include "lanes_c.h"
#include "make_body.h"

DEFINE_BODY(c)

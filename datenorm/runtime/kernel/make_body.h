/* Defines one body from the primitives that were included before; see body.h. */
#pragma once
#include "decoder.h"
#include "encoder.h"
#include "labels.h"

#define TEXT_OF(NAME) #NAME
#define BODY_OF(NAME) body_##NAME
#define DEFINE_BODY(NAME) \
    const Body BODY_OF(NAME) = {TEXT_OF(NAME), runs_here, multiply, encode_block, interleave, attend, lstm_step, \
                                 add_labels};

"""The names and shapes of the arrays of a network, for every member of the family."""

from __future__ import annotations

from datenorm.config import ModelConfig

Shapes = dict[str, tuple[int, ...]]

_GATES = {"lstm": 4, "gru": 3, "rnn": 1}


def weight_shapes(config: ModelConfig) -> Shapes:
    """The name and shape of every array of a network of this configuration, names as torch gives them."""
    decoder, annotation = config.decoder, config.annotation
    shapes = _encoder_shapes(config)
    for part in ("hidden", "cell"):
        shapes[f"bridge.{part}.weight"] = (decoder, annotation)
        shapes[f"bridge.{part}.bias"] = (decoder,)
    shapes["decoder.embedding.weight"] = (config.target_size, config.target_embedding)
    shapes |= {f"decoder.scorer.{name}": shape for name, shape in _scorer_shapes(config).items()}
    if config.query == "previous":
        read, seen = config.target_embedding + annotation, decoder + annotation
    else:
        read, seen = config.target_embedding, decoder
        shapes["decoder.combine.weight"] = (decoder, annotation + decoder)
    return shapes | {
        "decoder.cell.weight_ih": (4 * decoder, read),
        "decoder.cell.weight_hh": (4 * decoder, decoder),
        "decoder.cell.bias_ih": (4 * decoder,),
        "decoder.cell.bias_hh": (4 * decoder,),
        "decoder.output.weight": (config.target_size, seen),
        "decoder.output.bias": (config.target_size,),
    }


def _encoder_shapes(config: ModelConfig) -> Shapes:
    shapes: Shapes = {"encoder.embedding.weight": (config.source_size, config.embedding)}
    if config.hint_size:
        shapes["encoder.hints.weight"] = (config.hint_size, config.embedding)
    rows = _GATES[config.cell] * config.hidden
    for direction in ("forward", "backward")[: config.directions]:
        for layer in range(config.layers):
            prefix = f"encoder.{direction}_{config.cell}"
            read = config.annotation if layer else config.embedding
            shapes[f"{prefix}.weight_ih_l{layer}"] = (rows, read)
            shapes[f"{prefix}.weight_hh_l{layer}"] = (rows, config.hidden)
            shapes[f"{prefix}.bias_ih_l{layer}"] = shapes[f"{prefix}.bias_hh_l{layer}"] = (rows,)
    return shapes


def _scorer_shapes(config: ModelConfig) -> Shapes:
    annotation, decoder, alignment = config.annotation, config.decoder, config.alignment
    additive: Shapes = {
        "query.weight": (alignment, decoder),
        "key.weight": (alignment, annotation),
        "energy.weight": (1, alignment),
    }
    others: dict[str, Shapes] = {
        "general": {"key.weight": (decoder, annotation)},
        "cosine": {"strength": (1,)},
        "location": {"position.weight": (config.positions, decoder)},
    }
    return additive if config.scorer == "additive" else others.get(config.scorer, {})

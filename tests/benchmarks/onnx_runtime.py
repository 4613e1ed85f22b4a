"""The network as two ONNX graphs: the runtime that docs/adr/0001-runtime.md compares NumPy with.

Not part of datenorm. Needs `onnx` and `onnxruntime`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from datenorm.runtime import DecoderState, DecoderStep, Encoded
from datenorm.runtime.base import lengths_of
from datenorm.text.vocabulary import HINTS


def _gates(weight):
    """Torch's gate order i f g o to the i o f c of ONNX."""
    i, f, g, o = np.split(weight, 4)
    return np.concatenate([i, o, f, g])


class _Graph:
    """Nodes and constants of one graph, written in order."""

    def __init__(self):
        from onnx import helper, numpy_helper

        self._helper, self._numpy_helper = helper, numpy_helper
        self.nodes, self.constants = [], []

    def constant(self, name, array):
        self.constants.append(self._numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator, inputs, outputs, **attributes):
        self.nodes.append(self._helper.make_node(operator, inputs, outputs.split(), **attributes))

    def save(self, path, inputs, outputs):
        import onnx

        kinds = {"f": onnx.TensorProto.FLOAT, "i": onnx.TensorProto.INT64}
        ends = [
            [
                self._helper.make_tensor_value_info(name, kinds[kind], [None] * rank)
                for name, kind, rank in some
            ]
            for some in (inputs, outputs)
        ]
        graph = self._helper.make_graph(self.nodes, path.stem, *ends, self.constants)
        opset = [self._helper.make_opsetid("", 17)]
        onnx.save(self._helper.make_model(graph, opset_imports=opset, ir_version=9), path)


def write_graphs(directory: Path, weights) -> None:
    """Write encode.onnx and step.onnx for weights under their names in the bundle."""
    w = {name: np.asarray(array, np.float32) for name, array in weights.items()}
    _write_encode(directory / "encode.onnx", w)
    _write_step(directory / "step.onnx", w)


def _write_encode(path, w):
    size = w["encoder.forward_lstm.weight_hh_l0"].shape[1]
    lstms = [f"encoder.{direction}_lstm" for direction in ("forward", "backward")]
    graph = _Graph()
    graph.constant("embedding", w["encoder.embedding.weight"])
    graph.constant("W", np.stack([_gates(w[f"{lstm}.weight_ih_l0"]) for lstm in lstms]))
    graph.constant("R", np.stack([_gates(w[f"{lstm}.weight_hh_l0"]) for lstm in lstms]))
    biases = [np.concatenate([_gates(w[f"{lstm}.bias_{x}_l0"]) for x in ("ih", "hh")]) for lstm in lstms]
    graph.constant("B", np.stack(biases))
    graph.constant("key", w["decoder.scorer.key.weight"].T)
    for name, value in {"joined": [0, -1, 2 * size], "flat": [-1, 2 * size]}.items():
        graph.constant(name, np.array(value))
    for name, value in {"from": 2, "to": 10**6, "axis": 1}.items():
        graph.constant(name, np.array([value]))
    graph.node("Transpose", ["ids"], "by_time", perm=[1, 0])
    graph.node("Gather", ["embedding", "by_time"], "x")
    graph.node("LSTM", ["x", "W", "R", "B"], "Y Yh Yc", hidden_size=size, direction="bidirectional")
    graph.node("Transpose", ["Y"], "by_row", perm=[2, 0, 1, 3])
    graph.node("Reshape", ["by_row", "joined"], "both")
    graph.node("Slice", ["both", "from", "to", "axis"], "annotations")
    graph.node("MatMul", ["annotations", "key"], "keys")
    for part, final in (("hidden", "Yh"), ("cell", "Yc")):
        graph.constant(f"{part}_w", w[f"bridge.{part}.weight"].T)
        graph.constant(f"{part}_b", w[f"bridge.{part}.bias"])
        graph.node("Transpose", [final], f"{part}_t", perm=[1, 0, 2])
        graph.node("Reshape", [f"{part}_t", "flat"], f"{part}_f")
        graph.node("MatMul", [f"{part}_f", f"{part}_w"], f"{part}_m")
        graph.node("Add", [f"{part}_m", f"{part}_b"], "cell" if part == "cell" else "before")
    graph.node("Tanh", ["before"], "hidden")
    outputs = [("annotations", "f", 3), ("keys", "f", 3), ("hidden", "f", 2), ("cell", "f", 2)]
    graph.save(path, [("ids", "i", 2)], outputs)


def _write_step(path, w):
    graph = _Graph()
    table = w["decoder.embedding.weight"]
    weight_ih = w["decoder.cell.weight_ih"].T
    from_symbol, from_context = weight_ih[: table.shape[1]], weight_ih[table.shape[1] :]
    biases = w["decoder.cell.bias_ih"] + w["decoder.cell.bias_hh"]
    graph.constant("table", table @ from_symbol + biases)
    graph.constant("gates_w", np.concatenate([w["decoder.cell.weight_hh"].T, from_context]))
    graph.constant("query_w", w["decoder.scorer.query.weight"].T)
    graph.constant("energy_w", w["decoder.scorer.energy.weight"].T)
    graph.constant("output_w", w["decoder.output.weight"].T)
    graph.constant("output_b", w["decoder.output.bias"])
    graph.constant("one", np.array([1]))
    graph.constant("two", np.array([2]))
    graph.node("MatMul", ["hidden", "query_w"], "query")
    graph.node("Unsqueeze", ["query", "one"], "query_1")
    graph.node("Add", ["keys", "query_1"], "compared")
    graph.node("Tanh", ["compared"], "bounded")
    graph.node("MatMul", ["bounded", "energy_w"], "energies_1")
    graph.node("Squeeze", ["energies_1", "two"], "energies")
    graph.node("Softmax", ["energies"], "alpha", axis=1)
    graph.node("Unsqueeze", ["alpha", "one"], "alpha_1")
    graph.node("MatMul", ["alpha_1", "annotations"], "context_1")
    graph.node("Squeeze", ["context_1", "one"], "context")
    graph.node("Concat", ["hidden", "context"], "entering", axis=1)
    graph.node("MatMul", ["entering", "gates_w"], "gates_0")
    graph.node("Gather", ["table", "previous"], "from_symbol")
    graph.node("Add", ["gates_0", "from_symbol"], "gates")
    graph.node("Split", ["gates"], "i f g o", axis=1)
    for gate, operator in {"i": "Sigmoid", "f": "Sigmoid", "g": "Tanh", "o": "Sigmoid"}.items():
        graph.node(operator, [gate], f"{gate}_1")
    graph.node("Mul", ["f_1", "cell"], "kept")
    graph.node("Mul", ["i_1", "g_1"], "added")
    graph.node("Add", ["kept", "added"], "cell_after")
    graph.node("Tanh", ["cell_after"], "cell_bounded")
    graph.node("Mul", ["o_1", "cell_bounded"], "hidden_after")
    graph.node("Concat", ["hidden_after", "context"], "leaving", axis=1)
    graph.node("MatMul", ["leaving", "output_w"], "logits_0")
    graph.node("Add", ["logits_0", "output_b"], "logits")
    state = [("annotations", "f", 3), ("keys", "f", 3), ("hidden", "f", 2), ("cell", "f", 2)]
    outputs = [("logits", "f", 2), ("alpha", "f", 2), ("hidden_after", "f", 2), ("cell_after", "f", 2)]
    graph.save(path, [*state, ("previous", "i", 1)], outputs)


class OnnxRuntime:
    """`datenorm.runtime.base.Runtime` over two ONNX Runtime sessions."""

    def __init__(self, directory: Path, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._encode, self._step = (
            onnxruntime.InferenceSession(directory / name, options, providers=["CPUExecutionProvider"])
            for name in ("encode.onnx", "step.onnx")
        )

    def encode(self, source_ids):
        annotations, keys, hidden, cell = self._encode.run(None, {"ids": source_ids})
        return Encoded(annotations, keys, DecoderState(hidden, cell), lengths_of(source_ids) - HINTS)

    def step(self, encoded, state, previous_ids, sources=None):
        if sources is not None:
            encoded = encoded.select(sources)
        logits, alpha, hidden, cell = self._step.run(
            None,
            {
                "annotations": encoded.annotations,
                "keys": encoded.keys,
                "hidden": state.hidden,
                "cell": state.cell,
                "previous": previous_ids,
            },
        )
        return DecoderStep(logits, alpha, DecoderState(hidden, cell))

"""The whole teacher-forced decoder with its gradient written out, for speed; `datenorm.nn.decoder` only.

The arithmetic is that of `Decoder.step`, which says it more readably; a test holds the two together. Autograd
would compute the gradient of every weight, of the annotations and of the keys anew at every character; here
each is one matrix product after the loop. Products run in the precision of the annotations (bfloat16 where
the trainer asks for it), states and gates in that of the state.

Gates stand in torch's order: input, forget, candidate, output.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.autograd.function import once_differentiable

from datenorm.nn.attention import masked_softmax

_sigmoid_backward = torch.ops.aten.sigmoid_backward.grad_input
_tanh_backward = torch.ops.aten.tanh_backward.grad_input


class Unrolled(Function):
    """Run the decoder over all target characters at once.

    Inputs: gate_inputs (T, B, 4D), what the target embeddings and the biases add to the gates; annotations
    (B, S, 2H); keys (B, S, A); mask (B, S) or None; hidden and cell (B, D), the bridge's; query_weight
    (A, D); energy_weight (1, A); gate_weight (4D, 2H + D), columns for the context, then for the last state.

    Outputs: states s_i (T, B, D), contexts c_i (T, B, 2H), attention weights (T, B, S), the last without
    gradient.
    """

    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401 - torch has no type for it
        gate_inputs: Tensor,
        annotations: Tensor,
        keys: Tensor,
        mask: Tensor | None,
        hidden: Tensor,
        cell: Tensor,
        query_weight: Tensor,
        energy_weight: Tensor,
        gate_weight: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        steps, rows, size = len(gate_inputs), *hidden.shape
        length, width = annotations.shape[1:]
        low, full = keys.dtype, hidden.dtype
        query, energy, weight = (part.to(low) for part in (query_weight, energy_weight, gate_weight))
        gates = torch.empty_like(gate_inputs)
        states, cells = hidden.new_empty(steps, rows, size), hidden.new_empty(steps + 1, rows, size)
        cells[0] = cell
        squashed_cells = torch.empty_like(states)
        cell_inputs = keys.new_empty(steps, rows, width + size)
        compared = keys.new_empty(steps, rows, length, keys.shape[-1])
        weights = hidden.new_empty(steps, rows, length)
        for time in range(steps):
            previous = cell_inputs[time, :, width:].copy_(states[time - 1] if time else hidden)
            torch.add(keys, (previous @ query.T)[:, None, :], out=compared[time]).tanh_()
            energies = (compared[time].view(rows * length, -1) @ energy[0]).view(rows, length)
            weights[time] = masked_softmax(energies.to(full), mask)
            cell_inputs[time, :, :width] = torch.bmm(weights[time, :, None, :].to(low), annotations)[:, 0]
            torch.add(gate_inputs[time], cell_inputs[time] @ weight.T, out=gates[time])
            _cell_forward(gates[time], cells[time], cells[time + 1], squashed_cells[time], states[time])
        ctx.save_for_backward(
            annotations, query, energy, weight, gates, cells, squashed_cells, cell_inputs, compared, weights
        )
        contexts = cell_inputs[..., :width].clone()
        ctx.mark_non_differentiable(weights)
        return states, contexts, weights

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any,  # noqa: ANN401
        to_states: Tensor,
        to_contexts: Tensor,
        _: Tensor,
    ) -> tuple[Tensor | None, ...]:
        annotations, query, energy, weight, gates, cells, squashed_cells, cell_inputs, compared, weights = (
            ctx.saved_tensors
        )
        steps, rows, _size = squashed_cells.shape
        width, low, full = annotations.shape[-1], annotations.dtype, gates.dtype
        to_gates = torch.empty_like(gates)
        context_gradients = torch.empty_like(to_contexts)
        energy_gradients = torch.empty_like(weights)
        query_gradients = annotations.new_empty(steps, rows, len(query))
        to_keys = torch.zeros_like(compared[0])
        to_energy = torch.zeros_like(energy, dtype=full)
        hidden, cell = torch.zeros_like(squashed_cells[0]), torch.zeros_like(squashed_cells[0])
        for time in reversed(range(steps)):
            hidden += to_states[time]
            _cell_backward(to_gates[time], gates[time], squashed_cells[time], cells[time], hidden, cell)
            to_inputs = to_gates[time].to(low) @ weight
            to_context = torch.add(to_contexts[time], to_inputs[:, :width], out=context_gradients[time])
            to_weights = torch.bmm(annotations, to_context[:, :, None])[:, :, 0].to(full)
            drift = (weights[time] * to_weights).sum(-1, keepdim=True)
            to_energies = torch.mul(weights[time], to_weights - drift, out=energy_gradients[time])
            # tanh' = 1 - tanh^2, and the gradients of a row of energies sum to zero: the squares remain.
            low_energies = to_energies.to(low)
            to_energy += low_energies.view(1, -1) @ compared[time].view(-1, energy.shape[1])
            squares = compared[time].square()
            to_keys.addcmul_(low_energies[:, :, None], squares, value=-1)
            query_gradients[time] = torch.bmm(low_energies[:, None, :], squares)[:, 0].mul_(-energy)
            hidden = to_inputs[:, width:].to(full).addmm_(query_gradients[time].to(full), query.to(full))
        to_keys = to_keys.add_(energy_gradients.sum(0)[:, :, None]).mul_(energy)
        to_annotations = torch.bmm(weights.permute(1, 2, 0).to(low), context_gradients.transpose(0, 1))
        previous = cell_inputs[..., width:].flatten(0, 1)
        to_query = query_gradients.flatten(0, 1).T @ previous
        to_weight = to_gates.flatten(0, 1).to(low).T @ cell_inputs.flatten(0, 1)
        return (
            to_gates,
            to_annotations,
            to_keys,
            None,
            hidden,
            cell,
            to_query.to(full),
            to_energy,
            to_weight.to(full),
        )


def _cell_forward(gates: Tensor, before: Tensor, after: Tensor, squashed: Tensor, hidden: Tensor) -> None:
    """One LSTM step: activates `gates` (B, 4D) in place and fills the last three (B, D)."""
    size = before.shape[-1]
    gates[:, : 2 * size].sigmoid_()
    gates[:, 2 * size : 3 * size].tanh_()
    gates[:, 3 * size :].sigmoid_()
    entering, forget, candidate, output = gates.chunk(4, dim=-1)
    torch.mul(entering, candidate, out=after).addcmul_(forget, before)
    torch.tanh(after, out=squashed)
    torch.mul(output, squashed, out=hidden)


def _cell_backward(
    to_gates: Tensor, gates: Tensor, squashed: Tensor, before: Tensor, hidden: Tensor, cell: Tensor
) -> None:
    """One LSTM step backwards.

    Args:
        to_gates: takes the gradient of the gates before their activation, (B, 4D).
        gates: the activated gates, (B, 4D).
        squashed: tanh of the memory cell after the step, (B, D).
        before: the memory cell before the step, (B, D).
        hidden: gradient of the state after the step, (B, D).
        cell: gradient of the memory cell after the step without what comes through the state; becomes the
            gradient of the memory cell before the step.
    """
    entering, forget, candidate, output = gates.chunk(4, dim=-1)
    to_entering, to_forget, to_candidate, to_output = to_gates.chunk(4, dim=-1)
    cell += torch.ops.aten.tanh_backward(hidden * output, squashed)
    _sigmoid_backward(cell * candidate, entering, grad_input=to_entering)
    _sigmoid_backward(cell * before, forget, grad_input=to_forget)
    _tanh_backward(cell * entering, candidate, grad_input=to_candidate)
    _sigmoid_backward(hidden * squashed, output, grad_input=to_output)
    cell *= forget

"""The processes, threads, memory and precision that training computes with.

`torchrun` starts several processes, called ranks. Every rank holds the whole network and makes the same
updates. One rank generates a pool of pairs and sends it to all; each learns from its own rows of every batch,
and the gradients are summed. So the number of ranks changes an update only by the order of summation, and a
run can be resumed with another number.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, distributed

from datenorm.errors import DatenormError

Made = TypeVar("Made")

# Parameters of glibc's mallopt: free memory to keep at the top of the heap, blocks served outside the heap.
_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4


@contextmanager
def single_threaded() -> Iterator[None]:
    """Keep torch from splitting each operation over its own threads.

    They wait for each other in each of about a thousand small operations, longer if another process has the
    core. Threads that work on whole batches do not.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def keep_freed_memory() -> None:
    """Let an update reuse the memory of the previous one (glibc only).

    By default glibc returns large arrays to the system when they are freed, and their pages are cleared again
    for the next one: a quarter of the training time on a CPU.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_MAX, 0)
        mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


def fast_precision(device: torch.device) -> torch.dtype | None:
    """bfloat16 if the device multiplies it faster than float32, else None."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else None
    # Without the instruction bfloat16 is emulated and slower; older torch versions cannot tell.
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    return torch.bfloat16 if device.type == "cpu" and supported() else None


@dataclass(frozen=True)
class Ranks:
    """The processes of a run as one of them sees them; by default a single process.

    Attributes:
        number: of this process, from 0.
        count: of all processes.
        local_count: of the processes on this machine.
        device: where tensors are exchanged.
        joined: whether there is a process group.
    """

    number: int = 0
    count: int = 1
    local_count: int = 1
    device: str = "cpu"
    joined: bool = False

    @property
    def is_first(self) -> bool:
        """Whether this process writes files and reports."""
        return self.number == 0

    def span(self, rows: int) -> tuple[int, int]:
        """Start and end of this rank's rows of a batch; every row belongs to one rank."""
        return rows * self.number // self.count, rows * (self.number + 1) // self.count

    def first_from(self, number: int) -> int:
        """The first pool from a number on that this rank generates."""
        return number + (self.number - number) % self.count

    def add_up(self, tensors: Sequence[Tensor], loss: float) -> float:
        """Replace each tensor by its sum over all ranks; returns the sum of the losses."""
        if not self.joined:
            return loss
        shared = torch.cat([*(tensor.flatten() for tensor in tensors), tensors[0].new_tensor([loss])])
        distributed.all_reduce(shared)
        parts = torch.split(shared[:-1], [tensor.numel() for tensor in tensors])
        for tensor, part in zip(tensors, parts, strict=True):
            tensor.copy_(part.view_as(tensor))
        return float(shared[-1])

    def total(self, numbers: Sequence[float]) -> list[float]:
        """The sum of each number over all ranks."""
        return self._reduced(numbers, distributed.ReduceOp.SUM) if self.joined else list(numbers)

    def agree(self, stop: bool, seconds: float) -> tuple[bool, float]:
        """Whether any rank was asked to stop, and the time of the slowest."""
        if not self.joined:
            return stop, seconds
        any_stop, longest = self._reduced([float(stop), seconds], distributed.ReduceOp.MAX)
        return bool(any_stop), longest

    def align(self, tensors: Iterable[Tensor]) -> None:
        """Copy the tensors of the first rank to all."""
        if self.joined:
            for tensor in tensors:
                distributed.broadcast(tensor.data, src=0)

    def from_one(self, number: int, make: Callable[[], Made]) -> Made:
        """Call a function on one rank and return its result on all; an error is raised on all.

        Args:
            number: the rank that calls it.
            make: the function.
        """
        if not self.joined:
            return make()
        made: list[Made | DatenormError | None] = [None]
        if self.number == number:
            try:
                made = [make()]
            except DatenormError as error:
                made = [error]
        distributed.broadcast_object_list(made, src=number, device=torch.device(self.device))
        (handed,) = made
        if isinstance(handed, DatenormError):
            raise handed
        return handed  # type: ignore[return-value]

    def wait(self) -> None:
        """Wait for all ranks."""
        if self.joined:
            self._reduced([0.0], distributed.ReduceOp.SUM)

    def _reduced(self, numbers: Sequence[float], operation: distributed.ReduceOp.RedOpType) -> list[float]:
        shared = torch.tensor(numbers, dtype=torch.float64, device=self.device)
        distributed.all_reduce(shared, operation)
        return [float(number) for number in shared]


ALONE = Ranks()


@contextmanager
def joined_ranks(device: str) -> Iterator[Ranks]:
    """The ranks that `torchrun` started; a single process without it.

    Args:
        device: torch's name of the device of this process; decides how ranks communicate.
    """
    if "WORLD_SIZE" not in os.environ:
        yield ALONE
        return
    on_gpu = device.startswith("cuda")
    if on_gpu:
        torch.cuda.set_device(device)
    distributed.init_process_group("nccl" if on_gpu else "gloo")
    on_machine = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    try:
        yield Ranks(distributed.get_rank(), distributed.get_world_size(), on_machine, device, joined=True)
    finally:
        distributed.destroy_process_group()


def local_rank() -> int:
    """The number of this process on its machine, 0 without `torchrun`."""
    return int(os.environ.get("LOCAL_RANK", "0"))

"""Several processes that train one network, as `torchrun` starts them: what is whose, and how they agree.

Every rank holds the whole network and makes the same updates. A pool of pairs is drawn by one rank and handed
to all; each learns from its own rows of every batch, and the gradients are added up. So an update does not
depend on how many ranks there are, but for the order in which numbers are added, and a run may be resumed by
another number of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, distributed

from datenorm.errors import DatenormError

Made = TypeVar("Made")


@dataclass(frozen=True)
class Ranks:
    """The processes of a run, seen from one of them; by itself, a process that is alone.

    Attributes:
        number: of this process, from 0.
        count: how many there are.
        local: number of this process on its machine.
        local_count: how many there are on its machine.
        device: where tensors are exchanged.
        joined: whether there is a group to talk to.
    """

    number: int = 0
    count: int = 1
    local: int = 0
    local_count: int = 1
    device: str = "cpu"
    joined: bool = False

    @property
    def is_first(self) -> bool:
        """Whether this is the one that writes and speaks."""
        return self.number == 0

    def span(self, rows: int) -> tuple[int, int]:
        """First and last but one of the rows that are this rank's; those of all ranks are all, none twice."""
        return rows * self.number // self.count, rows * (self.number + 1) // self.count

    def first_from(self, number: int) -> int:
        """The first pool from a number on that this rank draws."""
        return number + (self.number - number) % self.count

    def add_up(self, tensors: Sequence[Tensor], loss: float) -> float:
        """Put the sum over all ranks into each tensor; returns the sum of the losses."""
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
        """Whether any rank was asked to stop, and the time that counts for all."""
        if not self.joined:
            return stop, seconds
        any_stop, longest = self._reduced([float(stop), seconds], distributed.ReduceOp.MAX)
        return bool(any_stop), longest

    def align(self, tensors: Iterable[Tensor]) -> None:
        """Give every rank the tensors of the first one."""
        if self.joined:
            for tensor in tensors:
                distributed.broadcast(tensor.data, src=0)

    def from_one(self, number: int, make: Callable[[], Made]) -> Made:
        """What one rank makes, on all of them; an error there is an error everywhere.

        Args:
            number: of the rank.
            make: called on that rank alone.
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
        """Go on when all ranks have come here."""
        if self.joined:
            self._reduced([0.0], distributed.ReduceOp.SUM)

    def _reduced(self, numbers: Sequence[float], operation: distributed.ReduceOp.RedOpType) -> list[float]:
        shared = torch.tensor(numbers, dtype=torch.float64, device=self.device)
        distributed.all_reduce(shared, operation)
        return [float(number) for number in shared]


ALONE = Ranks()


@contextmanager
def joined_ranks(device: str) -> Iterator[Ranks]:
    """The ranks that `torchrun` started this process among; a process of its own without it.

    Args:
        device: torch's name of where this process computes; decides how they talk.
    """
    if "WORLD_SIZE" not in os.environ:
        yield ALONE
        return
    on_gpu = device.startswith("cuda")
    if on_gpu:
        torch.cuda.set_device(device)
    distributed.init_process_group("nccl" if on_gpu else "gloo")
    try:
        yield Ranks(
            distributed.get_rank(),
            distributed.get_world_size(),
            local_rank(),
            int(os.environ.get("LOCAL_WORLD_SIZE", "1")),
            device,
            joined=True,
        )
    finally:
        distributed.destroy_process_group()


def local_rank() -> int:
    """The number of this process on its machine, 0 for one of its own."""
    return int(os.environ.get("LOCAL_RANK", "0"))

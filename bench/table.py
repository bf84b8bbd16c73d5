"""Tables in Markdown that are also read on a terminal, and targets."""

from collections.abc import Sequence

import attrs

__all__ = ["Table", "Target"]


@attrs.frozen
class Table:
    """A titled table: the first column holds names, the others numbers as text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        lines = [self.head, *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        rule = [f"{'-' * widths[0]}", *(f"{'-' * (width - 1)}:" for width in widths[1:])]
        aligned = [_row(line, widths) for line in lines]
        return "\n".join([aligned[0], _row(rule, widths), *aligned[1:]])


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = zip(cells, widths, strict=True)
    return f"| {name[0]:{name[1]}} | {' | '.join(f'{text:>{width}}' for text, width in numbers)} |"


@attrs.frozen
class Target:
    """What is wanted and what was measured. ``at_least``: more is better; otherwise less is."""

    name: str
    wanted: float
    measured: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the measured figure is on the right side, however near."""
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted

    @classmethod
    def table(cls, targets: Sequence["Target"]) -> Table:
        """All of them."""
        return Table(
            "Targets",
            ("target", "wanted", "measured", ""),
            tuple(
                (
                    target.name,
                    f"{'at least' if target.at_least else 'at most'} {target.wanted:g}",
                    f"{target.measured:.3f}",
                    "met" if target.met else "**missed**",
                )
                for target in targets
            ),
        )

"""Elements of SVG as markup, everything in them escaped."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

__all__ = ["chart", "element", "line", "names", "picture", "text", "x"]


def x(share: float) -> str:
    """A place across, or a width, as a share of the chart's."""
    return f"{_number(round(100 * share, 2))}%"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """An element with its attributes, without those that are None.

    ``class_`` and ``text_anchor`` are written as SVG writes them.
    """
    told = Markup().join(
        Markup(' {}="{}"').format(
            key.rstrip("_").replace("_", "-"), value if isinstance(value, str) else _number(value)
        )
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(name, told, Markup().join(children))


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A line between two places: across in shares, down in pixels."""
    return element("line", class_=kind, x1=x(x1), y1=y1, x2=x(x2), y2=y2)


def text(at: float, y: float, words: str, kind: str = "", anchor: str | None = None) -> Markup:
    """Words; ``anchor`` is start, middle or end."""
    return element("text", words, class_=kind or None, x=x(at), y=y, text_anchor=anchor)


def names(written: Sequence[tuple[float, str]], y: float, most: int, kind: str = "name") -> Iterator[Markup]:
    """Names under a chart, evenly thinned to about as ``most``; on a narrow screen every second of these is hidden."""
    step = -(-len(written) // most) or 1
    for number, (at, name) in enumerate(written[::step]):
        yield text(at, y, name, f"{kind} minor" if number % 2 else kind, "middle")


def chart(kind: str, height: int, title: str, told: str, parts: Iterable[str]) -> Markup:
    """A chart that stands by itself: its title and what it shows in words are there for those who do not see it."""
    inside = (element("title", title), element("desc", told), *parts)
    return element("svg", *inside, class_=f"chart {kind}", role="img", width="100%", height=height)


def picture(kind: str, height: int, title: str, parts: Iterable[str]) -> Markup:
    """A chart in a row of a table that has its numbers: passed over when the page is read aloud."""
    inside = (element("title", title), *parts)
    return element("svg", *inside, class_=f"chart {kind}", aria_hidden="true", width="100%", height=height)

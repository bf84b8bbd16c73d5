"""Documents that are nearly valid: one or two seeded changes to a valid tree."""

import copy
from collections.abc import Iterator
from random import Random

from lxml import etree

from tests.formats.samples import tree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
DATES = (
    "2026-02-01Z", "2026-02-01+14:00", "2026-02-01-14:00", "2026-02-01+14:01", "2026-02-01+13:60", "2026-02-01z",
    "12026-02-01", "-2026-02-01", "-0004-02-29", "-0001-02-29", "0000-02-01", "-0000-01-01", "0001-01-01",
    "02026-02-01",
    "2026-2-1", "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "+2026-02-01", "2026-13-01", "2026-00-10",
    "2026-04-31", "999999999999-01-01", "99999999999999999999-01-01", "9223372036854775807-01-01",
    "9223372036854775808-01-01", "20260201", "2026-W05-1", "2026-032", "2026-02-01T00:00:00", "\u0662026-02-01", "",
    "1998-01-01", "9999-12-31", "10000-02-29", "100000-02-29", "2026-02-01+00:00", "2026-02-01-00:00",
)  # fmt: skip
YEARS = (
    "2025", " 2025", "2025Z", "2025+14:00", "2025+14:01", "12025", "02025", "-2025", "0000", "-0000", "0001", "999",
    "25", "2025-01", "2025-", "", "9223372036854775807", "9223372036854775808", "99999999999999999999", "2025z",
)  # fmt: skip
MOMENTS = (
    "2026-10-01T24:00:00Z", "2026-10-01T24:00:00.000Z", "2026-10-01T24:00:00.1Z", "2026-10-01T24:00:01Z",
    "2026-12-31T23:59:60Z", "2026-12-31T23:59:59.999999999Z", "2026-12-31T23:59:59.9999999991Z",
    "2026-10-01T02:00:00",
    "2026-10-01T02:00:00+14:00", "2026-10-01T02:00:00+14:01", "2026-02-30T02:00:00Z", " 2026-10-01T02:00:00Z\t",
    "0000-10-01T02:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T24:00:00Z",
    "12026-10-01T02:00:00Z", "-2026-10-01T02:00:00Z", "\uff12026-10-01T02:00:00Z", "2026-10-01t02:00:00z",
    "2026-10-01",
    "2026-10-01T02:60:00Z", "2026-10-01T25:00:00Z", "2026-10-01T02:00:00.Z", "2026-10-01T02:00:00-00:00",
    "\u00a02026-10-01T02:00:00Z",
)  # fmt: skip
BOOLEANS = ("1", "0", "true", "false", " true ", "\n1\r", "TRUE", "True", "", "00", "yes", "\u00a01", "no")
STRINGS = (
    "", " ", "\n", "a", "aa", "x" * 36, "x" * 37, "x" * 50, "x" * 51, "x" * 250, "x" * 251, "x" * 300, "x" * 301,
    "x" * 10_000, "x" * 10_001, "\U0001f600" * 36, "\U0001f600" * 37, "\U0001f600" * 10_001, "0301", "03012",
    "\u0660301",
    "\U0001d7ce301", "\u00b2301", "\u07c0301", "\u1369301", "301 ", "12", "123456789", "123456789\n",
    "12345678901", "123456789012", "5a", "5ab",
    "5abc", "5A", "5\u00e5", "a5", "12a", "123a", "z", "zz", "1", "2", "3", "4", "9", "10", "23", "24", "25", "31",
    "36",
    "99", "1 ", " 1", "01", "1.1", "1.1.01", "3.3.06", "8.2", "8.4", "8.99", "1.3", "2.9", "BVL", "BVL2021",
    "BL1981", "bvl",
    "Melding", "Status", "Relasjon", "2.10",
)  # fmt: skip
TEXTS = ("x", " ", "\n", "\u00a0", "\u2028", "&#32;", "&#13;", "&#160;", "<!--c-->", "<?p i?>", "<![CDATA[]]>",
    "<![CDATA[ ]]>",
         "<![CDATA[x]]>", "<!--c--> <!--d-->", "&amp;", "<x/>")  # fmt: skip


def mutated(version: str, count: int, *, seed: int = 20260101) -> Iterator[bytes]:
    """``count`` documents of ``version``, the same ones each time."""
    random = Random(f"{version} {seed}")
    bases = [tree(version, copies=2), tree(version, full=False), tree(version, copies=1, seed=2)]
    for _ in range(count):
        node = copy.deepcopy(random.choice(bases))
        marks: dict[str, str] = {}
        for _ in range(random.choice((1, 1, 1, 2))):
            random.choice(_CHANGES)(node, random, marks)
        data = etree.tostring(node, encoding="UTF-8", pretty_print=random.random() < 0.5)
        for mark, text in marks.items():
            data = data.replace(mark.encode(), text.encode())
        yield data


def _node(root: etree._Element, random: Random) -> etree._Element:
    return random.choice(list(root.iter()))


def _inner(root: etree._Element, random: Random) -> etree._Element:
    return random.choice([node for node in root.iter() if node is not root])


def _drop(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _inner(root, random)
    node.getparent().remove(node)  # type: ignore[union-attr]


def _double(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _inner(root, random)
    twin = copy.deepcopy(node)
    if "Id" in twin.attrib and random.random() < 0.6:
        twin.set("Id", f"{random.getrandbits(32):08x}-0000-4000-8000-{random.getrandbits(48):012x}")
    node.addnext(twin)


def _swap(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _inner(root, random)
    parent = node.getparent()
    assert parent is not None
    parent.insert(random.randrange(len(parent)), node)


def _move(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = copy.deepcopy(_inner(root, random))
    target = _node(root, random)
    target.insert(random.randrange(len(target) + 1), node)


def _rename(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _node(root, random)
    tag = str(node.tag)
    other = _inner(root, random).tag
    node.tag = random.choice((f"{tag}X", tag.lower(), f"{{urn:x}}{tag.rpartition(chr(125))[2]}", other))


def _drop_attribute(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _node(root, random)
    if node.attrib:
        del node.attrib[random.choice(list(node.attrib))]


def _add_attribute(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _node(root, random)
    label = random.choice(("X", "id", "Id", "Kode", "ErSlettet", "Presisering", "{urn:x}Id", f"{{{XSI}}}foo",
                           "{http://www.w3.org/XML/1998/namespace}lang"))  # fmt: skip
    node.set(label, random.choice(("1", "true", "2", "tekst")))


def _xsi(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _node(root, random)
    name = random.choice(("schemaLocation", "noNamespaceSchemaLocation", "type", "nil", "type"))
    types = ("SakType", "MelderType", "LovhjemmelType", "SaksinnholdType", "xs:date", "date", " SakType", "",
    "IdType",
             f"{node.tag}Type", f"{node.tag}Type")  # fmt: skip
    values = {"type": types, "nil": ("true", "false", "x")}.get(name, ("a b", "a.xsd", ""))
    node.set(f"{{{XSI}}}{name}", random.choice(values))
    if random.random() < 0.5:
        root.set("Mark", "mark")
        marks[' Mark="mark"'] = ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def _reorder_attributes(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _node(root, random)
    held = list(node.attrib.items())
    random.shuffle(held)
    node.attrib.clear()
    for label, text in held:
        node.set(label, text)


def _set_value(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    places: list[tuple[etree._Element, str]] = [(node, str(label)) for node in root.iter() for label in node.attrib]
    places += [(node, "") for node in root.iter() if node.text and node.text.strip()]
    node, label = random.choice(places)
    old = node.get(label, "") if label else node.text or ""
    kind = label or str(node.tag)
    if kind == "DatoUttrekk":
        pool: tuple[str, ...] = MOMENTS
    elif kind == "Versjon" and old.isdigit():
        pool = YEARS
    elif kind.endswith(("Dato", "dato")):
        pool = DATES
    elif kind in {"ErSlettet", "Avsluttet"}:
        pool = BOOLEANS
    elif kind.endswith("Id") and random.random() < 0.7:
        pool = (old.upper(), old + " ", old[:-1], old[:-1] + "g", old[:14] + "6" + old[15:],
    old[:19] + "c" + old[20:],
                "{" + old + "}", old.replace("-", ""))  # fmt: skip
    else:
        pool = STRINGS
    new = random.choice(pool if random.random() < 0.9 else STRINGS)
    if label:
        node.set(label, new)
    else:
        node.text = new


def _set_moment(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    root.set("DatoUttrekk", random.choice(MOMENTS))


def _same_id(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    held = [node for node in root.iter() if "Id" in node.attrib]
    if not held:
        return
    node = random.choice(held)
    like = [other for other in held if other.tag == node.tag] if random.random() < 0.8 else held
    copied = random.choice(like).get("Id", "")
    node.set("Id", copied.upper() if random.random() < 0.2 else copied)


def _insert_text(root: etree._Element, random: Random, marks: dict[str, str]) -> None:
    node = _node(root, random)
    mark = f"MARK{len(marks)}"
    marks[mark] = random.choice(TEXTS)
    if random.random() < 0.5 or node is root:
        node.text = mark + (node.text or "") if random.random() < 0.5 else (node.text or "") + mark
    else:
        node.tail = mark


_CHANGES = (
    _drop, _double, _swap, _move, _rename, _drop_attribute, _add_attribute, _xsi, _reorder_attributes,
    _set_value, _set_value, _set_value, _set_value, _set_value, _set_moment, _same_id, _insert_text, _insert_text,
)  # fmt: skip

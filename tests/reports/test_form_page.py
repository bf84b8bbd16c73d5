"""The form of a self-check in a browser: filled in, saved to a file, opened from it, and never more than that."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from playwright.sync_api import Dialog, FilePayload, Locator, Page

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.own_json import MOST_BYTES
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import Programme
from barnevern_tilsyn.programmes.blank import blank_form
from barnevern_tilsyn.programmes.form import Form, Hint, RecordFact
from barnevern_tilsyn.programmes.form_json import form_json, read_form_json
from barnevern_tilsyn.programmes.programme import Texts
from barnevern_tilsyn.reports.form_page import page
from tests.browser import Visit
from tests.programmes.forms import BLANK, BLANK_SERVICE, CASE, PROGRAMME, SUBJECT, forms
from tests.reports.html.pages import owed
from tests.scale import scaled

TODAY: Final = date(2026, 6, 9)
SHORT: Final = attrs.evolve(
    PROGRAMME,
    questions=tuple(one for one in PROGRAMME.questions if one.id in ("M1", "M2", "P2", "U1", "B4")),
    management=PROGRAMME.management[:2],
    themes=tuple(
        one for one in PROGRAMME.themes if one.id in ("report", "planning", "carrying-out", "child", "management")
    ),
)
"""What is asked of a whole form is asked of a short one, and faster."""
CASE_FORM: Final = blank_form(SHORT, sample="s1", lang="nb", subject=SUBJECT)
SERVICE_FORM: Final = blank_form(SHORT, sample="s1", lang="nb")
FIRST, SECOND, THIRD, *_ = (answer.question for answer in CASE_FORM.answers)


def with_answer(form: Form, question: str, **changes: Any) -> Form:
    changed = (attrs.evolve(one, **changes) if one.question == question else one for one in form.answers)
    return attrs.evolve(form, answers=tuple(changed))


PROPOSED: Final = with_answer(
    with_answer(
        CASE_FORM,
        FIRST,
        value="nei",
        proposed="nei",
        evidence=(Hint(rule="MEL001", outcome=Outcome.BREACH, text="Meldingen ble gjennomgått for sent."),),
        facts=(
            RecordFact(path="Melding.start_dato", known=True, values=("2024-03-01",)),
            RecordFact(path="Melding.tillegg.muntlig", known=True, values=("true", "false")),
            RecordFact(path="Melding.konklusjon.slutt_dato", known=True),
            RecordFact(path="Melding.konklusjon.kode", known=False),
        ),
    ),
    SECOND,
    evidence=tuple(Hint(rule="MEL002", outcome=outcome, text="Dette sier regelen.") for outcome in Outcome),
    facts=(RecordFact(path="Melding.meldere", known=False, values=("6",)),),
)


def shown(form: Form, lang: str = "nb", programme: Programme = SHORT) -> str:
    return page(form, programme, lang, version="0.1.0")


def in_page(html: str) -> bytes:
    found = re.search(r'<script type="application/json" id="form-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return found[1].encode()


def read(content: bytes, programme: Programme = SHORT) -> Form:
    return read_form_json("form.json", content, {programme.id: programme})


class TestPage:
    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("form", [CASE_FORM, SERVICE_FORM, PROPOSED], ids=["case", "service", "proposed"])
    def test_it_has_what_every_page_owes(self, form: Form, lang: str) -> None:
        owed(shown(form, lang), lang, scripts=1)

    @pytest.mark.parametrize("form", [BLANK, BLANK_SERVICE], ids=["case", "service"])
    def test_a_whole_programme(self, visit: Visit, form: Form) -> None:
        filled = Filled(visit(shown(form, "nn", PROGRAMME)))
        assert filled.left == len(form.answers) + len(form.judgements)
        assert read(filled.save(), PROGRAMME) == attrs.evolve(form, filled=TODAY)

    @given(forms(SHORT))
    def test_the_form_stands_in_it_whole(self, form: Form) -> None:
        html = shown(form)
        assert read(in_page(html)) == form
        assert html == shown(form)

    def test_what_is_known_of_a_question_is_told_in_the_language(self) -> None:
        said = {
            "nb": ("§ 2-1 første ledd", "mulig lovbrudd", "1. mars 2024", "ja og nei", "sier det ikke"),
            "en": ("§ 2-1 first", "potential breach", "1 March 2024", "yes and no", "does not tell"),
        }
        for lang, all_words in said.items():
            told = owed(shown(PROPOSED, lang), lang, scripts=1).words
            assert [words for words in all_words if words not in told] == []

    def test_a_form_of_another_version_is_refused(self) -> None:
        other = attrs.evolve(SHORT, version="2.0")
        with pytest.raises(ValueError, match="another"):
            shown(CASE_FORM, programme=other)


def payload(content: bytes) -> FilePayload:
    return {"name": "saved.json", "mimeType": "application/json", "buffer": content}


class Filled:
    """A form in the browser: what a person sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC))

    def question(self, at: int, list: str = "answers") -> Locator:
        return self.page.locator(f"#{list}-{at}")

    def answer(self, at: int, name: str, list: str = "answers") -> None:
        self.question(at, list).get_by_role("radio", name=re.compile(rf"^{name}( |$)")).check()

    def comment(self, at: int, words: str, list: str = "answers") -> None:
        self.question(at, list).get_by_role("textbox").fill(words)

    def chosen(self, at: int) -> str:
        return self.question(at).locator(":checked").input_value()

    def save(self) -> bytes:
        with self.page.expect_download() as download:
            self.page.locator("#save").click()
        assert download.value.suggested_filename == f"{Path(self.page.url).stem}.json"
        return download.value.path().read_bytes()

    def open(self, file: bytes | Path) -> str:
        """Open a file, saved.json where only its content is given; what the page says of it."""
        self.page.evaluate("for (const id of ['told', 'refused']) document.getElementById(id).textContent = ''")
        self.page.locator("#file").set_input_files(file if isinstance(file, Path) else payload(file))
        return self.said()

    def said(self) -> str:
        found = self.page.locator("#told:not(:empty), #refused:not(:empty)")
        found.wait_for()
        return found.inner_text()

    @property
    def progress(self) -> str:
        return self.page.locator("#progress").inner_text()

    @property
    def left(self) -> int:
        return self.page.locator("#left li:visible").count()


@pytest.fixture
def filled(visit: Visit) -> Filled:
    return Filled(visit(shown(PROPOSED)))


COUNT: Final = len(CASE_FORM.answers)


class TestFillingIn:
    def test_by_mouse(self, filled: Filled) -> None:
        assert filled.progress == f"1 av {COUNT} er besvart"
        assert filled.chosen(0) == "nei"
        filled.answer(0, "Delvis")
        filled.answer(1, "Ja")
        filled.comment(1, 'Linje "én"\n  <b>to</b>')
        assert filled.progress == f"2 av {COUNT} er besvart"
        assert filled.left == COUNT - 2
        filled.answer(1, "Ikke besvart")
        assert filled.left == COUNT - 1
        filled.page.locator("#filled").fill("2026-06-01")
        expected = with_answer(PROPOSED, FIRST, value="delvis")
        expected = with_answer(expected, SECOND, comment='Linje "én"\n  <b>to</b>')
        content = filled.save()
        assert read(content) == attrs.evolve(expected, filled=date(2026, 6, 1))
        assert content == form_json(read(content))

    def test_by_keyboard_alone(self, filled: Filled) -> None:
        keys = filled.page.keyboard
        keys.press("Tab")
        assert filled.page.evaluate("document.activeElement.className") == "skip"
        keys.press("Control+Enter")
        for ours_with_more in ("Control+Shift+Enter", "Control+Alt+Enter", "Shift+3"):
            keys.press(ours_with_more)
        keys.press("2")
        keys.press("Tab")
        keys.type("Nesten.")
        keys.press("Control+Enter")
        keys.press("ArrowRight")
        with filled.page.expect_download() as download:
            keys.press("Control+s")
        found = read(download.value.path().read_bytes())
        expected = with_answer(PROPOSED, SECOND, value="delvis", comment="Nesten.")
        assert found == attrs.evolve(with_answer(expected, THIRD, value="ja"), filled=TODAY)
        with filled.page.expect_file_chooser() as chooser:
            keys.press("Control+o")
        chooser.value.set_files(payload(form_json(CASE_FORM)))
        assert filled.said() == f"Filen saved.json er åpnet: 0 av {COUNT} er besvart."
        focused = "document.activeElement.closest('fieldset').id"
        filled.page.locator("#left a").nth(4).press("Enter")
        assert filled.page.evaluate(focused) == "answers-4"

    def test_the_next_without_an_answer_is_found_past_the_end(self, filled: Filled) -> None:
        for at in range(1, COUNT):
            filled.answer(at, "Nei")
        filled.answer(0, "Ikke besvart")
        filled.question(COUNT - 1).locator(":checked").press("Control+Enter")
        assert filled.page.evaluate("document.activeElement.closest('fieldset').id") == "answers-0"
        assert filled.page.locator("#answers-0 :focus").is_visible()
        filled.answer(0, "Ja")
        filled.page.locator("#next").click()
        assert filled.said() == "Alle spørsmål er besvart. Husk å lagre."
        assert filled.page.locator("#none-left").is_visible()

    def test_the_services_own(self, visit: Visit) -> None:
        filled = Filled(visit(shown(SERVICE_FORM)))
        filled.answer(0, "Ja")
        filled.answer(1, "Svikt", "judgements")
        filled.comment(1, "Planer mangler.", "judgements")
        found = read(filled.save())
        assert found.answers[0].value == "ja"
        assert attrs.astuple(found.judgements[1])[1:] == ("svikt", "Planer mangler.")
        assert filled.progress == f"2 av {len(SERVICE_FORM.answers) + len(SERVICE_FORM.judgements)} er besvart"

    def test_a_comment_holds_only_what_a_file_can(self, filled: Filled) -> None:
        filled.page.evaluate("document.querySelector('textarea').value = 'a\\0\\x0b\\x85\\ud800b\\ufffe😀'")
        filled.page.evaluate("document.querySelectorAll('textarea')[1].value = '😀'.repeat(4000)")
        found = read(filled.save())
        assert found.answers[0].comment == "a    b 😀"
        assert found.answers[1].comment == "😀" * 4000
        assert filled.page.locator("textarea").first.input_value() == "a    b 😀"

    def test_a_day_that_is_none_is_not_saved(self, filled: Filled) -> None:
        filled.page.locator("#filled").fill("1999-12-31")
        filled.page.locator("#save").click()
        assert filled.said().startswith("Datoen for utfylling er ikke en gyldig dato")
        assert filled.page.evaluate("document.activeElement.id") == "filled"


def entered(form: Form) -> Any:
    """What people put into a form."""
    answers = [(one.question, one.value, one.comment) for one in form.answers]
    return answers, form.judgements, form.filled or TODAY


class TestFiles:
    def test_what_is_saved_comes_back(self, visit: Visit) -> None:
        pages = {None: Filled(visit(shown(SERVICE_FORM))), CASE: Filled(visit(shown(PROPOSED)))}

        @given(forms(SHORT, subjects=(None, SUBJECT)))
        @settings(max_examples=scaled(12))
        def comes_back(form: Form) -> None:
            filled = pages[form.subject.case if form.subject else None]
            assert filled.open(form_json(form)).startswith("Filen saved.json er åpnet")
            assert entered(read(filled.save())) == entered(form)

        comes_back()

    def test_a_page_of_a_form_that_is_filled_in_shows_it(self, visit: Visit) -> None:
        @given(forms(SHORT, subjects=(SUBJECT,)))
        @settings(max_examples=scaled(2))
        def is_shown(form: Form) -> None:
            filled = Filled(visit(shown(form)))
            assert not filled.page.locator("#unsaved").is_visible()
            assert read(filled.save()) == attrs.evolve(form, filled=form.filled or TODAY)

        is_shown()

    def test_what_the_reader_takes_is_taken(self, filled: Filled) -> None:
        turned = attrs.evolve(CASE_FORM, answers=CASE_FORM.answers[::-1])
        assert filled.open(form_json(with_answer(turned, SECOND, value="ja"))).endswith(f"1 av {COUNT} er besvart.")
        assert read(filled.save()).answer(SECOND).value == "ja"
        answers = [{"question": one.question} for one in CASE_FORM.answers]
        answers[1]["value"] = "ja"
        least = {**json.loads(form_json(CASE_FORM)), "answers": answers}
        for key in ("filled", "judgements"):
            del least[key]
        assert filled.open(json.dumps(least).encode()) == f"Filen saved.json er åpnet: 1 av {COUNT} er besvart."

    def test_what_is_no_such_form_is_refused_and_changes_nothing(self, filled: Filled, tmp_path: Path) -> None:
        before = filled.save()
        large = tmp_path / "large.json"
        large.write_bytes(form_json(CASE_FORM) + b" " * MOST_BYTES)
        assert filled.open(large) == "Filen large.json er for stor til å være et skjema. Ingenting er endret."
        for content, reason in bad_files():
            said = filled.open(content)
            assert reason in said, said
            assert said.startswith("Filen saved.json ")
            assert said.endswith("Ingenting er endret.")
            assert filled.page.locator("#refused").inner_text() == said
        assert filled.save() == before

    def test_what_is_not_saved_is_not_lost_unasked(self, filled: Filled) -> None:
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept() if len(asked) == 2 else dialog.dismiss()

        filled.page.on("dialog", answer)
        filled.answer(0, "Ja")
        assert filled.page.locator("#unsaved").is_visible()
        assert filled.open(form_json(CASE_FORM)) == "Filen ble ikke åpnet. Endringene dine er her fortsatt."
        assert filled.chosen(0) == "ja"
        assert filled.open(form_json(CASE_FORM)) == f"Filen saved.json er åpnet: 0 av {COUNT} er besvart."
        assert not filled.page.locator("#unsaved").is_visible()
        assert asked == ["confirm", "confirm"]

    def test_leaving_is_warned_of_until_all_is_saved(self, filled: Filled) -> None:
        filled.answer(0, "Ja")
        with filled.page.expect_event("dialog") as dialog:
            filled.page.close(run_before_unload=True)
        assert dialog.value.type == "beforeunload"
        dialog.value.dismiss()
        filled.save()
        with filled.page.expect_event("close"):
            filled.page.close(run_before_unload=True)

    def test_nothing_is_kept_in_the_browser(self, filled: Filled) -> None:
        filled.answer(0, "Ja")
        filled.save()
        kept = "async () => [localStorage.length, sessionStorage.length, document.cookie, await indexedDB.databases()]"
        assert filled.page.evaluate(kept) == [0, 0, "", []]
        assert filled.page.context.cookies() == []


def bad_files() -> Iterator[tuple[bytes, str]]:
    """Files that are not of this form, and why."""
    good: dict[str, Any] = json.loads(form_json(PROPOSED))

    def but(**changes: Any) -> bytes:
        return json.dumps({**good, **changes}).encode()

    def but_answer(**changes: Any) -> bytes:
        first, *rest = good["answers"]
        return but(answers=[{**first, **changes}, *rest])

    for content in (b"", b"{", b"\xff", b"null", b"[]", b"{}", b'{"document": "x"}', b"<html>"):
        yield content, "er ikke et lagret skjema"
    yield but(format=2), "en annen utgave av programmet"
    yield but(programme=None), "et annet skjema"
    yield but(programme={"id": "x", "version": "1.0"}), "et annet skjema"
    yield but(programme={**good["programme"], "version": "9"}), "en annen versjon"
    yield form_json(SERVICE_FORM), "er ikke et skjema for en sak"
    yield but(subject={**good["subject"], "case": "0" * 32}), "en annen sak"
    yield but(subject={**good["subject"], "element": "0" * 32}), "en annen sak"
    yield but(subject=None), "en annen sak"
    yield but(sample="s2"), "et annet utvalg"
    damaged = [
        but(answers=None),
        but(answers=[]),
        but(answers=[None] * COUNT),
        but(answers=[good["answers"][0]] * COUNT),
        but(answers=[*good["answers"], good["answers"][0]]),
        but(judgements=None),
        but(judgements={}),
        but(answers={}),
        but(filled="2026-13-01"),
        but(filled="1999-01-01"),
        but(filled=3),
        but_answer(value="kanskje"),
        but_answer(value=""),
        but_answer(value=1),
        but_answer(comment=None),
        but_answer(comment="x" * 4001),
    ]
    yield from ((content, "er skadet") for content in damaged)


HOSTILE: Final = (
    "</script><script>window.hacked = 1</script>",
    "<!--<script>",
    "\"><img src=x onerror='window.hacked = 1'>",
    "' autofocus onfocus='window.hacked = 1' x='",
    "</textarea></style><svg onload=window.hacked=1>",
    "{{ 7 * 7 }}{% raw %}",
    "\u2028\u2029\u202eאבג\u202d &lt;b&gt; &amp;",
    "javascript:window.hacked=1",
)


def test_no_text_is_ever_code(visit: Visit) -> None:
    hostile = Texts(nb=" ".join(HOSTILE))
    questions = tuple(attrs.evolve(one, text=hostile) for one in SHORT.questions)
    themes = tuple(attrs.evolve(one, name=Texts(nb=f"{one.id} {hostile.nb}")) for one in SHORT.themes)
    sets = tuple(
        attrs.evolve(one, values=tuple(attrs.evolve(value, name=hostile) for value in one.values))
        for one in SHORT.answer_sets
    )
    programme = attrs.evolve(SHORT, name=hostile, about=hostile, questions=questions, themes=themes, answer_sets=sets)
    form = with_answer(
        PROPOSED,
        FIRST,
        comment=hostile.nb,
        evidence=(Hint(rule=HOSTILE[0], outcome=Outcome.BREACH, text=hostile.nb),),
    )
    form = attrs.evolve(form, sample=HOSTILE[0], subject=attrs.evolve(SUBJECT, case=HOSTILE[2]))
    filled = Filled(visit(shown(form, programme=programme)))
    assert filled.page.evaluate("window.hacked") is None
    assert filled.page.locator("main img, main svg[onload], main [onerror], main [onfocus]").count() == 0
    assert filled.question(0).get_by_role("textbox").input_value() == hostile.nb
    assert filled.page.locator("legend h3 bdi").first.text_content() == hostile.nb
    assert json.loads(filled.save()) == {**json.loads(form_json(form)), "filled": TODAY.isoformat()}
    for words in HOSTILE:
        filled.comment(1, words)
        assert filled.question(1).get_by_role("textbox").input_value() == words
    assert filled.page.evaluate("window.hacked") is None


class TestHowItLooks:
    def test_its_look_meets_that_of_all_pages_only_where_it_means_to(self) -> None:
        folder = files("barnevern_tilsyn.reports.html")
        sheets = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "form.css"))
        common, own = (set(re.findall(r"\.([a-z][a-z-]*)", sheet)) for sheet in sheets)
        assert common & own == {"lead", "screen", "status", "wide"}

    def test_on_paper(self, filled: Filled) -> None:
        filled.answer(1, "Delvis")
        filled.comment(1, "Linje\n" * 12)
        filled.page.emulate_media(media="print")
        for hidden in (".bar", ".left", ".how", "#save-too", "#answers-2 [value='']"):
            assert not filled.page.locator(hidden).is_visible(), hidden
        for visible in ("h1", "#answers-1 :checked", "#answers-0 .record"):
            assert filled.page.locator(visible).first.is_visible(), visible
        cut = "[...document.querySelectorAll('textarea')].filter(one => one.scrollHeight > one.clientHeight + 1).length"
        assert filled.page.evaluate(cut) == 0

    def test_nothing_is_wider_than_the_window(self, filled: Filled) -> None:
        filled.comment(0, "langt" * 100)
        for width in (320, 700, 1100, 1600):
            filled.page.set_viewport_size({"width": width, "height": 700})
            assert filled.page.evaluate("document.documentElement.scrollWidth") <= width
        small = "one => one.checkVisibility() && one.offsetHeight < 44"
        assert filled.page.evaluate(f"[...document.querySelectorAll('.choice, button')].filter({small}).length") == 0

    def test_without_scripts_it_is_read_and_printed(self, visit: Visit) -> None:
        page = visit(shown(PROPOSED), java_script_enabled=False)
        assert page.locator("noscript p").is_visible()
        assert page.locator("button:visible").count() == 0
        page.locator("#answers-1 [value=ja]").check()
        assert page.locator("#answers-0 .record").is_visible()
        page.close()  # axe is a script too

    def test_with_colours_of_the_system(self, visit: Visit) -> None:
        filled = Filled(visit(shown(PROPOSED), forced_colors="active"))
        widths = "[...document.querySelectorAll('#answers-0 .choice')].map(one => getComputedStyle(one).borderTopWidth)"
        found = filled.page.evaluate(widths)
        assert found.count("3px") == 1
        assert found[2] == "3px"
        filled.page.emulate_media(forced_colors="none")

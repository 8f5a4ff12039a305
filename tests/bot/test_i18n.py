"""Every word that a reader sees can be translated, is translated, and says the same in each language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.i18n import CATALOGS, ENGLISH, LANGUAGES, _, each_speaking, known_language, n_, speaking
from bot.wording import day_and_time, days, listed, number, outlets_count

BOT = Path(__file__).parents[2] / "bot"
OTHERS = [language for language in LANGUAGES if language != ENGLISH]

# What makes text of the interface, and where in it the text stands: all arguments, or these keywords.
SINKS: dict[str, frozenset[str] | None] = {
    "line": None,
    "slots": None,
    "bold": None,
    "italic": None,
    "code": None,
    "notice": None,
    "Run": frozenset({"text"}),
    "Button": frozenset({"label"}),
    "Reply": frozenset({"alert"}),
    "Listed": frozenset({"text", "takes"}),
    "Choice": frozenset({"title", "description"}),
}
NO_WORDS = frozenset(
    {"link", "style", "moment", "quoted", "folded", "heading"}
)  # arguments that show nothing
TRANSLATED = frozenset({"_", "N_", "n_"})

# The same in every language: names, units, and what is typed as it stands.
SAME = re.compile(r"Concordance|UTC|https?:|/[a-z]+|briefings [a-z ]+|Europe/Kyiv|zone|outlet:|id|topic")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def sources() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


@cache
def messages() -> dict[str, str]:
    """The plural of every message id in the code, "" where it has none."""
    found: dict[str, str] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATED:
                said = [str(a.value) for a in node.args[:2] if isinstance(a, ast.Constant)]
                if said:
                    many = said[1] if node.func.id == "n_" else ""
                    found[said[0]] = many or found.get(said[0], "")
    return found


@cache
def translations(language: str) -> dict[str, Message]:
    """The messages of all catalogs of a language."""
    found: dict[str, Message] = {}
    for path in sorted((CATALOGS / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            catalog: Catalog = read_po(file, locale=language)
        for each in catalog:
            if each.id:
                found[each.id if isinstance(each.id, str) else each.id[0]] = each
    return found


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Words in what makes text of the interface that stand outside the functions that translate."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SINKS:
            wanted = SINKS[node.func.id]
            parts = [] if wanted else list(node.args)
            parts += [
                each.value
                for each in node.keywords
                if (each.arg in wanted if wanted else each.arg not in NO_WORDS)
            ]
            for part in parts:
                yield from _words(part)


def _words(node: ast.AST) -> Iterator[str]:
    """Literal words under a node, but not those that are translated or name something else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in TRANSLATED or node.func.id not in SINKS:
            return
    elif isinstance(node, ast.Call | ast.Subscript | ast.Compare | ast.FormattedValue | ast.Attribute):
        return  # a value that comes from elsewhere
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _LETTERS.search(SAME.sub("", node.value)):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.keyword) or child.arg not in NO_WORDS:
            yield from _words(child)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(BOT)))
def test_no_word_that_a_reader_sees_is_hard_coded(path: Path) -> None:
    assert list(unmarked(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_hard_coded_words_would_be_found() -> None:
    code = 'line("Hello ", bold(_("there")), f"{name} says"); Button(label="Tap", call=x); line(_("fine"))'
    assert list(unmarked(ast.parse(code))) == ["Hello ", " says", "Tap"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language: str) -> None:
    there = translations(language)
    missing = [one for one in messages() if one not in there or not _filled(there[one])]
    assert missing == []


def forms_of(message: Message) -> list[str]:
    """The translation in all its plural forms."""
    said = message.string
    return [said] if isinstance(said, str) else list(said or ())


def _filled(message: Message) -> bool:
    forms = forms_of(message)
    return bool(forms) and all(forms) and not message.fuzzy


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_of_its_message_in_every_plural_form(language: str) -> None:
    for one, message in translations(language).items():
        if one not in messages():
            continue
        forms = forms_of(message)
        wanted = set(_PLACEHOLDER.findall(messages()[one] or one))
        assert {frozenset(_PLACEHOLDER.findall(form)) for form in forms} == {frozenset(wanted)}, one
        assert (len(forms) == 3) == bool(messages()[one]), one


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_of_a_message_that_is_no_longer_there(language: str) -> None:
    assert [one for one in translations(language) if one not in messages()] == []


@pytest.mark.parametrize(
    ("count", "english", "ukrainian"),
    [
        (0, "0 outlets", "0 видань"),
        (1, "1 outlet", "1 видання"),
        (3, "3 outlets", "3 видання"),
        (5, "5 outlets", "5 видань"),
        (11, "11 outlets", "11 видань"),
        (21, "21 outlets", "21 видання"),
        (1200, "1,200 outlets", "1\u00a0200 видань"),
    ],
)
def test_plurals_and_numbers_follow_the_language(count: int, english: str, ukrainian: str) -> None:
    assert outlets_count(count) == english
    with speaking("uk"):
        assert outlets_count(count) == ukrainian


def test_dates_and_lists_follow_the_language() -> None:
    first, last = datetime(2025, 7, 4, 14, 5, tzinfo=UTC), datetime(2025, 7, 5, tzinfo=UTC)
    assert (days(first, last), listed(["A", "B", "C"])) == ("4–5 July 2025", "A, B and C")
    assert day_and_time(first) == "4 July, 14:05 UTC"
    with speaking("uk"):
        assert days(first, last) == "4–5 липня 2025\u202fр."
        assert listed(["A", "B", "C"]) == "A, B і C"
        assert number(1234.5) == "1\u00a0234,5"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("uk", "uk"),
        ("uk-UA", "uk"),
        ("UK_ua", "uk"),
        ("en-US", "en"),
        ("de", "en"),
        ("", "en"),
        ("<b>", "en"),
    ],
)
def test_a_client_is_answered_in_its_language_where_there_is_one(code: str, language: str) -> None:
    assert known_language(code) == language


def test_conversations_in_two_languages_can_take_turns() -> None:
    def words() -> Iterator[str]:
        yield _("« Back")
        yield _("« Back")

    english, ukrainian = each_speaking("en", words()), each_speaking("uk", words())
    heard = [next(english), next(ukrainian), next(english), next(ukrainian)]
    assert heard == ["« Back", "« Назад", "« Back", "« Назад"]
    assert n_("{n} line", "{n} lines", 2) == "2 lines"

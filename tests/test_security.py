"""What the threat model (docs/security.md) says is tried: every line of it names tests that are there.

Here are those that belong to no part of the program in particular.
"""

from __future__ import annotations

import ast
import asyncio
import logging
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import InvalidToken

from bot.logs import Line
from briefings.changes.export import file_name
from briefings.model import Topic
from briefings.store import Store
from tests.newsdesk import NOW, article, reading

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "docs" / "security.md"
TOKEN = "4242:AAsecretsecretsecret_secret-secret0"

# CPU seconds for all patterns on all strings: some four on a quiet core. One that explodes would not end in
# the life of the machine.
MOST_CPU = 60


# The threat model


def named_tests() -> list[tuple[str, str]]:
    """File and name of each test that the threat model names."""
    text = MODEL.read_text(encoding="utf-8")
    return [(found[1], found[2]) for found in re.finditer(r"`(tests/[\w/]+\.py)::(\w+)`", text)]


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = named_tests()
    assert len(named) > 40
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert test in functions, f"{file}::{test}"


def test_every_line_of_the_threat_model_has_a_test() -> None:
    rows = [row for row in MODEL.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    lines = [row for row in rows if not row.startswith(("| threat", "| what"))]
    assert len(lines) > 20
    assert [row for row in lines if "tests/" not in row] == []


# Regular expressions


def test_no_regular_expression_explodes() -> None:
    """Each of them on strings made to be slow, in a process that is ended when it takes too long."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))

    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.patterns"],
        cwd=ROOT,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    last = ran.stdout.splitlines()[-1] if ran.stdout else ""
    assert ran.returncode == 0, f"did not end: {last}\n{ran.stderr[-500:]}"
    assert ran.stderr.strip() == "", "time grows faster than the square of the length"
    assert int(last.split()[0]) > 100


# SQL and the query language of the search index


INJECTIONS = (
    "'; DROP TABLE articles; --",
    '" OR 1=1 --',
    'ferry" OR "',
    "NEAR(ferry fire)",
    "title : ferry",
    "^ferry",
    "ferry*",
    "AND (",
    "-ferry NOT",
    "%_%",
    "\x00ferry",
    "{articles_fts} : x",
)


@pytest.mark.parametrize("name", INJECTIONS)
def test_names_and_keywords_are_never_sql_nor_a_query(store: Store, name: str) -> None:
    one = article()
    store.add_article(one, reading(one.text), now=NOW)
    topic = store.add_topic(Topic(name=f"x {name}", keywords=(name,), exclude=("nothing",)))
    store.matching(topic)
    store.matching(store.add_topic(Topic(name=f"y {name}", keywords=("ferry",), exclude=(name,))))
    assert store.topic(topic.name) == topic
    assert store.counts()["articles"] == 1
    assert store.verify() == ()


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_may_be_a_keyword(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with Store.open(tmp_path_factory.getbasetemp() / "keywords.db") as store:
        store.matching(Topic(name="any", keywords=(text,), exclude=(text[::-1],)))
        assert store.verify() == ()


# The token


def test_the_token_is_in_no_line_though_the_library_writes_it() -> None:
    """PTB and httpx put it into addresses, errors and `repr`."""
    bot = Bot(TOKEN)
    assert "secretsecret" in repr(bot), "else this proves nothing"
    lines = []
    try:
        raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.") from ValueError(repr(bot))
    except InvalidToken as error:
        trace = (type(error), error, error.__traceback__)
        for form in ("text", "json"):
            made = logging.LogRecord(
                "httpx", 20, "", 1, "HTTP Request: POST https://x.example/bot%s/getMe", (TOKEN,), trace
            )
            lines.append(Line(TOKEN, form).format(made))
    asyncio.run(bot.shutdown())
    assert "secret" not in "".join(lines)
    assert "Traceback" in lines[0]


def test_no_file_of_the_project_holds_a_token() -> None:
    """But those of the tests, which no server knows."""
    tokens = re.compile(r"\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\b")
    for folder in ("bot", "briefings", "deploy", "docs", "seeds"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".md", ".yaml", ".example", ".service", ".toml", ".po"}:
                assert not tokens.search(path.read_text(encoding="utf-8")), path


# Names of files


@given(st.text(max_size=300))
def test_the_name_of_an_export_is_one_plain_name_whatever_the_topic_is_called(topic: str) -> None:
    name = file_name(topic, NOW, "json")
    assert re.fullmatch(r"[\w-][\w.-]*\.json", name)
    assert ".." not in name
    assert len(name.encode()) <= 255


@pytest.mark.parametrize(
    "topic", ["../../etc/passwd", "/etc/passwd", "C:\\x", "a\x00b", "\u202egnp.exe", ".", "CON"]
)
def test_paths_in_the_name_of_a_topic_lead_nowhere(topic: str) -> None:
    name = file_name(topic, NOW, "md")
    assert Path(name).name == name
    assert not set(name) & set('/\\:\x00\u202e"*?<>|')

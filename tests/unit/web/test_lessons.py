"""Tests of the lessons and the gallery as served: every number is computed, every link is relative."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt

from autograd_playground.engine.budgets import BROWSER
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.lab.settings import Settings
from autograd_playground.engine.service.api import handle
from autograd_playground.web.http.assets import Assets
from autograd_playground.web.lessons.numbers import MARKER, Numbers
from autograd_playground.web.lessons.pages import LearnPages
from autograd_playground.web.lessons.render import SiteUrls, render
from autograd_playground.web.lessons.source import Lesson, LessonError, read, read_all
from autograd_playground.web.link import state

LESSONS = read_all()
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?")
MINIMAL = "---\ntitle: A title\nsummary: A sentence.\nminutes: 5\n---\n"
TEST_URLS = SiteUrls("../", "../static/x", frozenset())

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)


def programs(lesson: Lesson, *kinds: str) -> list[str]:
    return [source for kind, _, source in FENCE.findall(lesson.text) if kind in kinds]


def without_try(lesson: Lesson) -> str:
    """The lesson without its section Try, whose numbers are suggestions for the reader's own input."""
    return re.sub(r"^## Try$.*?(?=^## )", "", lesson.text, flags=re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    """The text that the author has typed for the reader: without programs and markers."""
    text = FENCE.sub(lambda found: found[3] if found[1] in ("predict", "question") else "", text)
    texts = [child.content for token in MarkdownIt().enable("table").parse(text) for child in token.children or ()]
    return MARKER.sub("", "\n".join(texts))


def lesson_of(text: str) -> Lesson:
    return Lesson("99-test", "A title", "A sentence.", 5, text)


def shown(text: str) -> str:
    return re.sub(r"<[^>]+>", "", unescape(render(lesson_of(text), TEST_URLS)))


def test_there_are_twelve_lessons_in_order() -> None:
    assert [lesson.name[:2] for lesson in LESSONS] == [f"{i:02}" for i in range(1, 13)]


@every_lesson
def test_a_lesson_takes_five_to_ten_minutes(lesson: Lesson) -> None:
    words = len(prose(lesson.text).split())
    assert 700 <= words <= 1300
    assert 5 <= lesson.minutes <= 10


@every_lesson
def test_a_lesson_has_its_parts(lesson: Lesson) -> None:
    headings = re.findall(r"^## (.+)$", lesson.text, re.MULTILINE)
    assert headings[0] == "What you will know"
    assert headings[-3:] == ["Try", "Questions", "Summary"]
    assert 2 <= len(programs(lesson, "playground")) <= 5
    assert programs(lesson, "question")


@every_lesson
def test_a_number_outside_of_markers_is_an_input_of_a_program(lesson: Lesson) -> None:
    inputs = set(NUMBER.findall("\n".join(programs(lesson, "playground", "compute"))))
    assert set(NUMBER.findall(prose(without_try(lesson)))) <= inputs


@every_lesson
def test_every_number_on_the_page_is_computed_or_an_input(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = set(NUMBER.findall("\n".join(programs(lesson, "playground", "compute"))))
    original = Numbers.number

    def recorded(numbers: Numbers, name: str, decimals: str | None = None) -> str:
        text = original(numbers, name, decimals)
        allowed.update(NUMBER.findall(text.replace("−", "-")))
        return text

    monkeypatch.setattr(Numbers, "number", recorded)
    page = re.sub(r"<(pre|figure)\b.*?</\1>", "", render(lesson_of(without_try(lesson)), TEST_URLS), flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", page)).replace("−", "-")
    assert "{{" not in text
    assert set(NUMBER.findall(text)) <= allowed


@every_lesson
def test_the_gradients_of_every_block_agree_with_central_differences(lesson: Lesson) -> None:
    for source in programs(lesson, "playground"):
        reply = handle({"method": "check", "params": {"source": source}}, BROWSER)
        assert [leaf["name"] for leaf in reply["leaves"] if not leaf["agrees"]] == [], source


def test_the_lectures_numbers_are_there() -> None:
    by_name = {lesson.name[:2]: shown(lesson.text) for lesson in LESSONS}
    assert "At x = 3.0 the result is 20." in by_name["01"]
    assert "Divided by 0.001 that is\n14.003." in by_name["01"]
    assert "Its data is −8." in by_name["02"]
    assert "The new leaves are 2.06, −3.04, 9.98 and −1.96, and the new L is −7.2865." in by_name["04"]
    assert "n is 0.8814, and the output o is 0.7071" in by_name["05"]
    assert "Together that is 41." in by_name["10"]


def test_a_marker_reads_the_block_before_it() -> None:
    text = "```playground name=first\na = 2.0\nb = a*a\n```\n{{ b.data }}\n\n```playground\na = 3.0\nb = a*a\n```\n"
    assert shown(text + "{{ b.data }} {{first/a.grad}} {{ count.leaves }}\n").split()[-4:] == [
        "playground",
        "9",
        "4",
        "1",
    ]


def test_a_marker_can_have_decimals_and_stand_in_code() -> None:
    text = '```compute\nprint("two thirds", -2 / 3)\n```\n'
    assert shown(text + "{{ two thirds }} and `{{ two thirds:2 }}`") == "−0.6667 and −0.67\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ L.data }}", "99-test: No program before {{ L.data }} gives that number; there are ."),
        ("```playground\na = \n```", "99-test: line 1 of the program that begins 'a = \\n'"),
        ("```playground speed=3\na = 1\n```", "A playground block has no option 'speed=3'"),
        ("```playground step=later\na = 1\n```", "There is no step 'later'; there are end, order, backward."),
        ("```playground panels=code,map\na = 1\n```", "There is no panel 'map'"),
        ("```question\nWhy?\n```", "A question block has a line of --- between question and answer"),
        ("```export cobol\n```", "There is no format 'cobol'"),
        ("```lab Train it\n{layers: [2]}\n```\n", "The settings of a lab block are JSON; these are not: "),
        (
            '```lab Train it\n{"layers": [99]}\n```\n',
            "A lab block: layers[0] is 99; it must be a whole number from 1 to 64.",
        ),
    ],
)
def test_a_lesson_with_a_mistake_says_what_to_correct(text: str, message: str) -> None:
    with pytest.raises(LessonError) as caught:
        render(lesson_of(text), TEST_URLS)
    assert message in str(caught.value)


def test_a_lab_block_is_a_link_with_its_text_and_its_settings() -> None:
    page = render(lesson_of('```lab Train *this*\n{"layers": [3, 2]}\n```\n'), TEST_URLS)
    found = re.fullmatch(r'<p><a href="\.\./lab/#([^"]+)">Train \*this\*</a></p>\n?', page)
    assert found, page
    settings = state(found[1])["settings"]
    assert settings == {**Settings().reply(), "layers": [3, 2]}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("derivative.md", MINIMAL, "a lesson's file is named like 01-derivative.md"),
        ("01-a.md", "# A title\n", "the file begins with its title, summary, minutes"),
        ("01-a.md", "---\ntitle: A\n---\n", "the front matter has title; it needs title, summary, minutes"),
        ("01-a.md", MINIMAL.replace("5", "five"), "minutes is 'five'"),
        ("01-a.md", "---\ntitle\n---\n", "has the line 'title'"),
    ],
)
def test_front_matter_with_a_mistake_says_what_to_correct(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(LessonError, match=re.escape(message)):
        read(path)


def test_a_lesson_cannot_contain_markup() -> None:
    page = render(lesson_of("<script>alert(1)</script>\n\n```playground\na = 1 # </code><b>\n```\n"), TEST_URLS)
    assert "<script" not in page
    assert "<b>" not in page


def test_every_page_is_served_and_every_address_that_it_uses_is_relative(client: TestClient, bundle: Path) -> None:
    for path in LearnPages(Assets(bundle)).paths():
        response = client.get(f"/{path}")
        assert response.status_code == 200, path
        used = re.sub(r'<link rel="alternate"[^>]*>', "", response.text)  # read by other sites, so absolute
        for address in re.findall(r'(?:href|src)="([^"]*)"', used):
            assert address == "data:," or not re.match(r"/|\w+:", address), address


def test_lessons_name_their_neighbours(client: TestClient) -> None:
    page = client.get(f"/learn/{LESSONS[1].name}").text
    assert f'rel="prev" href="{LESSONS[0].name}"' in page
    assert f'rel="next" href="{LESSONS[2].name}"' in page


def test_in_a_folder_of_files_links_name_files(bundle: Path) -> None:
    page = LearnPages(Assets(bundle), suffix=".html", static="static").html(f"learn/{LESSONS[0].name}")
    assert f'href="{LESSONS[1].name}.html"' in page
    assert 'href="../gallery/"' in page
    assert 'href="../static/lesson.css"' in page


def test_the_table_of_the_first_lesson_names_its_columns_and_rounds_nothing_away(client: TestClient) -> None:
    page = client.get(f"/learn/{LESSONS[0].name}").text
    table = page[page.index("<table") : page.index("</table>")]
    assert re.findall(r"<th>(.*?)</th>", table) == ["step h", "measured slope: (f(3.0 + h) − f(3.0)) / h"]
    assert re.findall(r"<td>(.*?)</td>", table)[1::2] == ["14.3", "14.03", "14.003", "14.0003"]
    assert "The measured slopes settle at 14." in page


def test_the_gallery_has_every_example_with_a_sentence(client: TestClient) -> None:
    page = unescape(client.get("/gallery/").text)
    for example in EXAMPLES:
        assert example.title in page
        assert example.summary.endswith(".")
        assert example.summary in page


def test_a_lesson_that_does_not_exist_is_not_found(client: TestClient) -> None:
    assert client.get("/learn/99-nothing").status_code == 404


@pytest.mark.parametrize("folder", ["/learn", "/gallery"])
def test_a_list_is_found_without_the_slash_too(client: TestClient, folder: str) -> None:
    assert client.get(folder).url.path == f"{folder}/"

"""Official statements in the layouts of the bodies that issue them: kind, issuing body and date."""

import pytest

from memcon.config import Config
from memcon.intake import from_html, from_text
from memcon.intake.kinds import issuing_body, official_body
from memcon.knowledge import titles
from memcon.knowledge.gazetteer import load
from memcon.knowledge.intake_words import intake_words
from memcon.record import Document
from memcon.record.vocabulary import DocumentKind

STATEMENTS = {
    "Kremlin, English": (
        "http://en.kremlin.ru/events/president/news/1",
        """Telephone conversation with President of Alda Arno Vell
July 3, 2025
17:20
The Kremlin, Moscow
The President spoke by telephone with President of Alda Arno Vell at the initiative of the Aldan side.
The two discussed trade and agreed to remain in contact.""",
        "RUS-presidency", "2025-07-03T17:20",
    ),
    "Kremlin, Russian": (
        "http://kremlin.ru/events/president/news/1",
        """Телефонный разговор с Президентом Альды Арно Веллом
3 июля 2025 года, 17:20
Москва, Кремль
Состоялся телефонный разговор Президента с Президентом Альды Арно Веллом.
Обсуждены вопросы торговли. Условились продолжить контакты.""",
        "RUS-presidency", "2025-07-03T17:20",
    ),
    "Kremlin, pasted without its address": (
        None,
        """Meeting with President of Alda Arno Vell
July 3, 2025, 17:20
The Kremlin, Moscow
The President received President of Alda Arno Vell. The talks dealt with trade between the two countries.""",
        "RUS-presidency", "2025-07-03T17:20",
    ),
    "Élysée, French": (
        "https://www.elysee.fr/emmanuel-macron/2025/07/03/entretien",
        """Entretien téléphonique avec le Président d’Alda
Publié le 3 juillet 2025
Le Président de la République s’est entretenu ce jeudi avec son homologue d’Alda, Arno Vell.
Ils sont convenus de se revoir à l’automne et ont parlé du commerce entre leurs deux pays.""",
        "FRA-presidency", "2025-07-03",
    ),
    "Élysée, English": (
        "https://www.elysee.fr/en/emmanuel-macron/2025/07/03/call",
        """Call with the President of Alda
3 July 2025
The President of the Republic spoke today with his Aldan counterpart, Arno Vell. They will meet in autumn.""",
        "FRA-presidency", "2025-07-03",
    ),
    "White House": (
        "https://www.whitehouse.gov/briefings-statements/2025/07/readout",
        """Readout of the President’s Call with President Arno Vell of Alda
The White House
July 3, 2025
The President spoke today with President Arno Vell of Alda to discuss trade. They agreed to meet soon.""",
        "USA-presidency", "2025-07-03",
    ),
    "State Department": (
        "https://www.state.gov/releases/2025/07/call",
        """Secretary’s Call with Aldan Foreign Minister Morn
Readout
Office of the Spokesperson
July 3, 2025
The following is attributable to the Spokesperson:
The Secretary spoke today with Aldan Foreign Minister Ida Morn about the truce in Brenn.""",
        "USA-foreign-ministry", "2025-07-03",
    ),
    "Downing Street": (
        "https://www.gov.uk/government/news/pm-call-with-president-vell-of-alda-3-july-2025",
        """PM call with President Vell of Alda: 3 July 2025
The Prime Minister spoke to President Vell of Alda this morning.
From:
Prime Minister's Office, 10 Downing Street
Published
3 July 2025
The Prime Minister spoke to the President of Alda, Arno Vell, this morning. They agreed to speak again soon.""",
        "GBR-pm-office", "2025-07-03",
    ),
    "Auswärtiges Amt": (
        "https://www.auswaertiges-amt.de/en/newsroom/news/1",
        """Foreign Minister before her departure for Alda
03.07.2025 - Press release
Before departing for Alda, the Foreign Minister issued the following statement.
Alda and Germany work closely together. I will meet Foreign Minister Ida Morn for talks this evening.""",
        "DEU-foreign-ministry", "2025-07-03",
    ),
    "Ministry of Foreign Affairs of China": (
        "https://www.mfa.gov.cn/eng/wjbzhd/202507/t1.html",
        """Minister Speaks with Foreign Minister of Alda Ida Morn on the Phone
Updated: July 03, 2025 20:10
On July 3, 2025, the Foreign Minister had a phone call with Foreign Minister of Alda Ida Morn.
Ida Morn said that Alda stands ready to deepen cooperation with China.""",
        "CHN-foreign-ministry", "2025-07-03T20:10",
    ),
    "Ministry of External Affairs of India": (
        "https://www.mea.gov.in/press-releases.htm?dtl/1",
        """Telephone Conversation between External Affairs Minister and Foreign Minister of Alda
July 03, 2025
External Affairs Minister spoke today with the Foreign Minister of Alda, H.E. Ida Morn.
The Ministers reviewed the bilateral partnership and agreed to meet in New Delhi.""",
        "IND-foreign-ministry", "2025-07-03",
    ),
}  # fmt: skip


def names(body: str) -> str:
    """The name of a body in the gazetteer, or as reading makes it of "the Chinese foreign ministry" and the like."""
    gazetteer = load()
    entity = gazetteer.entity(body)
    if entity is not None:
        return entity.name
    country, _, slug = body.removeprefix("local:office:").partition("-")
    state = gazetteer.state(country)
    assert state is not None
    kinds = {office.slug: office.name for office in titles.load("en").offices.values()}
    return f"{kinds[slug]} of {state.name}"


@pytest.mark.parametrize("layout", STATEMENTS)
def test_statement_is_official_and_its_issuer_and_day_are_known(layout: str) -> None:
    """A body's statement has the kind official, the body as publisher and issuer, and its day or instant."""
    url, text, body, published = STATEMENTS[layout]
    document = from_text(text, Config(), url=url)
    assert document.kind is DocumentKind.OFFICIAL
    assert issuing_body(document) == f"local:office:{body}"
    assert document.publisher == names(f"local:office:{body}")
    assert document.published == published
    assert document.headline == text.split("\n", 1)[0]


def test_names_of_bodies_are_those_of_the_record() -> None:
    """Every body of the publishers' file has the first name under which the Record knows its id."""
    bodies = {one.body: one.name for one in intake_words().publishers.values() if one.body}
    assert len(bodies) > 25
    assert {body: names(body) for body in bodies} == bodies


@pytest.mark.parametrize(
    ("publisher", "url", "kind", "body"),
    [
        ("Kremlin", None, DocumentKind.OFFICIAL, "local:office:RUS-presidency"),
        ("Kremlin", None, DocumentKind.TRANSCRIPT, "local:office:RUS-presidency"),
        ("Kremlin", None, DocumentKind.NEWS, None),
        (None, "http://kremlin.ru/a", DocumentKind.OFFICIAL, "local:office:RUS-presidency"),
        ("Reuters", None, DocumentKind.OFFICIAL, None),
        ("Reuters", "http://kremlin.ru/a", DocumentKind.OFFICIAL, None),
        (None, "http://kremlin.ru.example/a", DocumentKind.OFFICIAL, None),
        (None, "http://[", DocumentKind.OFFICIAL, None),
        (None, None, DocumentKind.OFFICIAL, None),
        ("Foreign, Commonwealth & Development Office", "https://www.gov.uk/a", DocumentKind.OFFICIAL,
         "local:office:GBR-foreign-ministry"),
        (None, "https://www.gov.uk/a", DocumentKind.OFFICIAL, "local:office:GBR-government"),
    ],
)  # fmt: skip
def test_issuer_is_known_or_none(publisher: str | None, url: str | None, kind: DocumentKind, body: str | None) -> None:
    """Reporting, newspapers and unknown sites have no issuing body; on a shared site the named part is it."""
    assert issuing_body(Document("x", kind=kind, publisher=publisher, url=url)) == body


def test_page_of_a_shared_site_names_its_body_as_author() -> None:
    """A page of a whole government's site is of the body that it declares as author."""
    head = (
        '<meta property="og:site_name" content="GOV.UK"><meta name="author" content="Prime Minister\'s Office, '
        '10 Downing Street"><link rel="canonical" href="https://www.gov.uk/government/news/a">'
    )
    body = "<p>The Prime Minister spoke to the President of Alda this morning about trade and the truce.</p>" * 4
    document = from_html(f"<html><head>{head}</head><body><main><h1>PM call</h1>{body}</main></body></html>", Config())
    assert document.publisher == "Office of the Prime Minister of the United Kingdom"
    assert issuing_body(document) == "local:office:GBR-pm-office"


def test_agency_on_a_bodys_site_is_no_body() -> None:
    """A report that an agency signs is no statement of the site that carries it."""
    assert official_body(("Xinhua",), "https://english.www.gov.cn/news/a") is None


def test_turns_of_a_body_are_a_transcript_with_an_issuer() -> None:
    """A spokesperson's briefing on a body's site is a transcript, and still that body's."""
    turns = ["MS MORN: Good afternoon.", "QUESTION: Will there be a call?", "MS MORN: Yes.", "QUESTION: When?"]
    document = from_text(
        "\n".join(["Department Press Briefing – July 3, 2025", *turns]), Config(), url="https://www.state.gov/b"
    )
    assert document.kind is DocumentKind.TRANSCRIPT
    assert issuing_body(document) == "local:office:USA-foreign-ministry"

"""Pages of the bodies that issue statements, in their layouts: body, day or instant, and nothing of the text lost."""

import pytest

from memcon.config import Config
from memcon.intake import from_html, from_text, issuing_body
from memcon.record.vocabulary import DocumentKind

TEXTS = {
    "en": (
        "The two leaders spoke by telephone at the initiative of the Aldan side, and went over the situation.",
        "They discussed the northern border in detail and agreed on further contacts between the foreign ministers.",
        "The conversation lasted a little over an hour, and both sides found it useful for their two countries.",
        "It was agreed to go on with the dialogue over the coming weeks, with teams of experts meeting in Vienna.",
    ),
    "ru": (
        "Состоялся телефонный разговор с Президентом Альды Арно Веллом по инициативе альдской стороны.",
        "Подробно обсуждалась обстановка на северной границе, отмечена важность контактов министров двух стран.",
        "Беседа продолжалась более часа и, как отметили стороны, носила содержательный и полезный характер.",
        "Условлено продолжить диалог в ближайшие недели, для чего эксперты двух стран встретятся в Вене.",
    ),
    "fr": (
        "Le Président de la République s’est entretenu ce jour avec M. Arno Vell, à l’initiative de ce dernier.",
        "Les deux chefs d’État ont évoqué la situation à la frontière nord et sont convenus de nouveaux contacts.",
        "L’entretien, qui a duré un peu plus d’une heure, a été jugé utile par les deux parties, qui l’ont dit.",
        "Leurs équipes se retrouveront à Vienne dans les prochaines semaines afin de poursuivre le dialogue.",
    ),
}
LEAD = "The President spoke by telephone with President of Alda Arno Vell."


def layout(language: str, address: str, head: str, above: str, below: str = "") -> tuple[str, str, str]:
    """Language, address and source of a page."""
    body = "".join(f"<p>{one}</p>" for one in TEXTS[language])
    return language, address, f"<html lang={language}><head>{head}</head><body>{above}<div>{body}{below}</div></body>"


ROWS = {
    "Kremlin, English": (
        layout(
            "en", "http://en.kremlin.ru/events/president/news/1",
            "<title>Telephone conversation with Arno Vell • President of Russia</title>",
            f"<h1>Telephone conversation with Arno Vell</h1><div class='read__lead'>{LEAD}</div>"
            "<div class='read__meta'><time datetime='2025-07-01'>July 1, 2025</time><div class='read__time'>18:45</div>"
            "<div class='read__place'>The Kremlin, Moscow</div></div>",
        ),
        "local:office:RUS-presidency", "2025-07-01T18:45",
    ),
    "Kremlin, Russian": (
        layout(
            "ru", "http://kremlin.ru/events/president/news/1", "",
            "<h1>Телефонный разговор с Президентом Альды Арно Веллом</h1><div class='read__meta'>"
            "<time datetime='2025-07-01'>1 июля 2025 года</time><div>18:45</div><div>Москва, Кремль</div></div>",
        ),
        "local:office:RUS-presidency", "2025-07-01T18:45",
    ),
    "Élysée, French": (
        layout(
            "fr", "https://www.elysee.fr/2025/07/01/entretien",
            "<meta property='article:published_time' content='2025-07-01T19:12:00+02:00'>",
            "<h1>Entretien téléphonique avec M. Arno Vell</h1><p class=date>1 juillet 2025 - Communiqué de presse</p>",
        ),
        "local:office:FRA-presidency", "2025-07-01T19:12:00+02:00",
    ),
    "Élysée, English": (
        layout("en", "https://www.elysee.fr/en/1", "", "<h1>Call with Arno Vell</h1><div class=date>1 July 2025</div>"),
        "local:office:FRA-presidency", "2025-07-01",
    ),
    "White House": (
        layout(
            "en", "https://www.whitehouse.gov/briefings-statements/1", "",
            "<h1>Readout of the President’s Call</h1><time datetime='2025-07-01T16:20:11-04:00'>July 1, 2025</time>",
        ),
        "local:office:USA-presidency", "2025-07-01T16:20:11-04:00",
    ),
    "State Department": (
        layout(
            "en", "https://www.state.gov/call/", "",
            "<h1>Secretary’s Call with Foreign Minister Morn</h1><p class='article-meta__doctype'>Readout</p>"
            "<p class='article-meta__publish-date'>July 1, 2025</p>",
        ),
        "local:office:USA-foreign-ministry", "2025-07-01",
    ),
    "Downing Street": (
        layout(
            "en", "https://www.gov.uk/government/news/pm-call", "",
            "<h1>PM call with President Vell of Alda</h1><dl><dt>From:</dt><dd><a>Prime Minister's Office, 10 Downing "
            "Street</a> and <a>The Rt Hon Jane Roe MP</a></dd><dt>Published</dt><dd>1 July 2025</dd></dl>",
        ),
        "local:office:GBR-pm-office", "2025-07-01",
    ),
    "Auswärtiges Amt": (
        layout(
            "en", "https://www.auswaertiges-amt.de/en/newsroom/1", "",
            "<h1>Foreign Minister on the talks in Vienna</h1><span>01.07.2025 - Press release</span>",
        ),
        "local:office:DEU-foreign-ministry", "2025-07-01",
    ),
    "Foreign Ministry of China": (
        layout(
            "en", "https://www.fmprc.gov.cn/eng/1.html", "",
            "<h1>The Foreign Minister Has a Phone Call</h1><div class=time>Updated: July 01, 2025 22:36</div>",
        ),
        "local:office:CHN-foreign-ministry", "2025-07-01T22:36",
    ),
    "Ministry of External Affairs of India": (
        layout(
            "en", "https://www.mea.gov.in/press-releases.htm?1", "",
            "<h1>Phone call with the President of Alda</h1><p>July 01, 2025</p>",
            "<p><b>New Delhi</b><br>July 01, 2025</p>",
        ),
        "local:office:IND-foreign-ministry", "2025-07-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_statement_is_its_bodys_with_its_day_and_all_its_text(name: str) -> None:
    """Kind, body and publication are read, the whole text is kept, and nothing but it after the headline."""
    (language, address, html), body, published = ROWS[name]
    document = from_html(html, Config(), url=address)
    assert (document.kind, issuing_body(document)) == (DocumentKind.OFFICIAL, body)
    assert (document.published, document.language) == (published, language)
    paragraphs = [document.text[one.start : one.end] for one in document.paragraphs]
    lead = [LEAD] if LEAD in html else []
    assert paragraphs[1:] == [*lead, *TEXTS[language]]


@pytest.mark.parametrize(
    ("above", "below", "publisher", "kind"),
    [
        ("1 июля 2025 года\n18:45", "Опубликован в разделе: Новости\nСсылка на материал: kremlin.ru/d/1", "RUS",
         "official"),
        ("1 июля 2025 20:15\n1104-01-07-2025", "", None, "news"),
        ("PRÉSIDENCE DE LA RÉPUBLIQUE\nParis, le 1er juillet 2025\nCOMMUNIQUÉ", "", None, "official"),
        ("FOR IMMEDIATE RELEASE\nJuly 1, 2025", "MJPS/ST\n###", None, "official"),
        ("Press release\nFrom:\nPrime Minister's Office, 10 Downing Street and Jane Roe MP", "", "GBR", "official"),
        ("Press releases | 1 July 2025", "New Delhi\nJuly 01, 2025", None, "official"),
        ("1 July 2025", "Vienna, 1 July 2025", None, "news"),
    ],
)  # fmt: skip
def test_what_stands_over_and_under_a_pasted_statement(
    above: str, below: str, publisher: str | None, kind: str
) -> None:
    """Labels, numbers, links, places and days around a statement are taken off and tell whose and what it is."""
    language = "ru" if "июля" in above else "fr" if "juillet" in above else "en"
    text = "\n\n".join(TEXTS[language])
    document = from_text(f"Vell and the president speak\n{above}\n\n{text}\n\n{below}", Config())
    body = issuing_body(document) or "::None"
    assert (document.kind.value, body.split(":")[2].split("-")[0]) == (kind, str(publisher))
    assert document.text.endswith(TEXTS[language][-1])
    assert document.published is None or document.published.startswith("2025-07-01")


def test_a_report_that_ends_on_a_place_keeps_it() -> None:
    """Without a day under it a place at the end is text, and so is a sentence that opens with a body's name."""
    text = "\n\n".join(TEXTS["en"])
    assert from_text(f"Vell calls\n\n{text}\n\nVienna", Config()).text.endswith("Vienna")
    sentence = "The White House and the Kremlin have said nothing about it so far"
    assert sentence in from_text(f"Vell calls\n\n{sentence}\n\n{text}", Config()).text

"""The labels of French and Russian parses are those that the English rules ask for."""

import pytest

from memcon.reading import parse
from memcon.record import Document, Paragraph

pytestmark = pytest.mark.model


def ties(text: str, language: str) -> set[str]:
    """Every dependency of a text as "label head word"."""
    parsed = parse.parse(Document(text, language=language, paragraphs=(Paragraph(0, len(text)),)), language)
    return {f"{token.dep_} {token.head.text} {token.text}" for token in parsed.doc}


def forms(text: str, language: str) -> dict[str, tuple[str, str, str]]:
    """Each word with its lemma, tag and entity label."""
    parsed = parse.parse(Document(text, language=language, paragraphs=(Paragraph(0, len(text)),)), language)
    return {token.text: (token.lemma_, token.tag_, token.ent_type_) for token in parsed.doc}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Emmanuel Macron a reçu Giorgia Meloni à Paris.",
            "nsubj reçu Macron; dobj reçu Meloni; prep reçu à; pobj à Paris",
        ),
        ("Le ministre a été reçu par la chancelière.", "nsubjpass reçu ministre; auxpass reçu été; agent reçu par"),
        ("« C'est long », a déclaré le ministre Jean Dupont.", "nsubj déclaré Dupont; compound Dupont ministre"),
        ("L'accord tient, a annoncé l'Élysée.", "nsubj annoncé Élysée; parataxis tient annoncé"),
        ("Le traité est mort, a-t-il ajouté.", "nsubj ajouté -il; parataxis est ajouté"),
        ("Il est prêt à négocier.", "nsubj est Il; acomp est prêt; aux négocier à"),
        ("Le roi était un ami de la France.", "nsubj était roi; attr était ami; prep ami de; pobj de France"),
        (
            "Il s'est entretenu mardi par téléphone avec son homologue.",
            "prep entretenu avec; pobj avec homologue; npadvmod entretenu mardi; poss homologue son",
        ),
        (
            "La cheffe de la diplomatie, qui doit voir Rome, n'a pas répondu.",
            "relcl diplomatie doit; xcomp doit voir; dobj voir Rome; neg répondu pas",
        ),
        ("Après avoir consulté Berlin, Paris a cédé.", "prep cédé Après; pcomp Après consulté; dobj consulté Berlin"),
        ("Ils ont parlé de l'Iran et de la Syrie.", "prep parlé de; pobj de Iran; pobj de Syrie; cc de et"),
        ("Rome a démenti qu'un appel ait eu lieu.", "ccomp démenti eu; mark eu qu'; nsubj eu appel"),
        ("D'après Rome, l'appel fut bref.", "prep D' après; pobj après Rome"),
    ],
)
def test_french(text: str, expected: str) -> None:
    """Subjects, objects, prepositions, copulas, reports and clauses of French are labelled as in English."""
    assert set(expected.split("; ")) <= ties(text, "fr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Лавров принял в Москве главу МИД Турции.",
            "nsubj принял Лавров; pobj в Москве; dobj принял главу",
        ),
        (
            "Делегация была принята президентом Сербии.",
            "nsubjpass принята Делегация; auxpass принята была; agent принята президентом",
        ),
        ("Макрон позвонил Путину.", "nsubj позвонил Макрон; dative позвонил Путину"),
        ("«Это долго», — сказал министр Сергей Лавров.", "nsubj сказал Лавров; compound Лавров министр"),
        ("Визит Путина в Китай отложен.", "poss Визит Путина; prep Визит в; pobj в Китай"),
        ("Посол был другом России.", "nsubj был Посол; attr был другом; poss другом России"),
        (
            "Он заявил, что стороны не договорились.",
            "ccomp заявил договорились; neg договорились не",
        ),
        ("Стороны обсудили Украину и Сирию.", "dobj обсудили Украину; conj Украину Сирию; cc Украину и"),
        (
            "Как сообщили в Кремле, беседа длилась час.",
            "advcl длилась сообщили; mark сообщили Как",
        ),
        ("По словам Пескова, сроки обсуждаются.", "prep По словам; pobj словам Пескова"),
        (
            "Разговор, который состоялся во вторник, был долгим.",
            "relcl Разговор состоялся; nsubj состоялся который; acomp был долгим",
        ),
        ("Они будут обсуждать Иран.", "nsubj обсуждать Они; aux обсуждать будут; dobj обсуждать Иран"),
    ],
)
def test_russian(text: str, expected: str) -> None:
    """Subjects, objects, cases, copulas, reports and clauses of Russian are labelled as in English."""
    assert set(expected.split("; ")) <= ties(text, "ru")


def test_tags_and_lemmas_of_french() -> None:
    """The compound past is a past, the future and the conditional are told by their endings, names keep their case."""
    found = forms("Jean Dupont avait dit qu'il recevra Rome, a noté Oslo. Bonn céderait. Kiev aurait cédé.", "fr")
    assert found["dit"] == ("dire", "VBN", "")
    assert found["noté"][:2] == ("noter", "VBD")
    assert found["aurait"][:2] == ("avoir", "MD")
    assert found["Dupont"] == ("Dupont", "NNP", "PERSON")


def test_tags_and_lemmas_of_russian() -> None:
    """Verbs have their infinitive and tense, names their nominative, whether a dictionary knows them or not."""
    found = forms("Путин встретился с Хаканом Фиданом и Виктором Орбаном в Анкаре, где они будут обедать.", "ru")
    assert found["встретился"] == ("встретиться", "VBD", "")
    assert found["будут"][:2] == ("быть", "MD")
    assert found["Фиданом"] == ("Фидан", "NNP", "PERSON")
    assert found["Орбаном"][0] == "Орбан"
    assert found["Анкаре"] == ("Анкара", "NNP", "GPE")


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "M. Roy a vu Mme. Petit à 10 h. Il est parti. « Oui ! » a-t-il dit.\n\nTitre sans point\n\nFin.", 5),
        ("ru", "В 2015 г. Иванов А. Б. уехал в Осло. «Да!» — сказал он. Он вернулся.\n\nЗаголовок\n\nКонец.", 5),
    ],
)
def test_sentences(language: str, text: str, count: int) -> None:
    """Abbreviations and initials end no sentence, quotations inside one neither; paragraphs end theirs."""
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(part)))
        start += len(part) + 2
    parsed = parse.parse(Document(text, language=language, paragraphs=tuple(paragraphs)), language)
    assert len(list(parsed.sentences())) == count


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "  Où\u00a0est-il ? \n\n\n — Да. ", "𝕶eane 🤝 Lund\u0301", "«»„“…—", "x" * 1000, "«" * 999],
)
def test_tokens_are_the_text(language: str, text: str) -> None:
    """Every token's offset finds its own words, in every language and on any input."""
    doc = parse.parse(Document(text, language=language), language).doc
    assert [text[token.idx : token.idx + len(token.text)] for token in doc] == [token.text for token in doc]
    assert "".join(token.text_with_ws for token in doc) == text


@pytest.mark.parametrize("language", ["fr", "ru"])
@pytest.mark.parametrize(
    "text",
    [
        "entre l' ! » “ que Élysée “ ! premier : téléphone ans depuis les ministres ) ” “ trois du l' Niger «",
        "по словам и его между A и « и B по мнению в Кремле заявили сообщили между и",
        "président le président du président Macron Macron et et de de avec avec Paris mardi",
    ],
)
def test_what_is_no_sentence_still_gives_trees(language: str, text: str) -> None:
    """The steps that put the parse right leave one tree a sentence on words that make no sense."""
    parsed = parse.parse(Document(text * 3, language=language), language)
    for sentence in parsed.sentences():
        assert sum(token.head == token for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
    assert parsed.root_between(0, len(text) * 3) is not None


def test_a_rare_case_stops_nothing() -> None:
    """A noun in a case that the dictionary does not know (a partitive) is read as any other."""
    assert forms("Министры говорили с глазу на глаз.", "ru")["глазу"][0] == "глаз"

"""What columns and levels of scorecards are called, in the languages that are common there."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a column is read as."""

    GROUP = "group"
    TITLE = "criterion"
    QUESTION = "question"
    WEIGHT = "weight"
    GROUP_WEIGHT = "group's weight"
    DESCRIPTION = "description"
    CRITICAL = "critical"
    NOT_APPLICABLE = "N/A rule"
    TAGS = "tags"
    SCALE = "scale"
    LEVEL = "level"
    DEDUCTION = "deduction"
    IGNORED = "ignored"


_ENGLISH: Mapping[Role, str] = {
    Role.GROUP: """category, categories, section, group, area, theme, pillar, competency, topic,
        dimension, domain, skill area, quality area, focus area, heading, module""",
    Role.TITLE: """criterion, criteria, item, attribute, parameter, metric, check, checkpoint,
        behaviour, behavior, standard, element, skill, indicator, name, title, line item, kpi,
        sub category, subcategory, sub criterion, sub criteria, measure, aspect, requirement""",
    Role.QUESTION: "question, questions, evaluation question, what we ask",
    Role.WEIGHT: """weight, weights, weighting, weightage, points, max points, maximum points,
        possible points, points possible, max score, maximum score, max, worth, percentage, %,
        score weight, value, available points, out of""",
    Role.GROUP_WEIGHT: """category weight, section weight, group weight, category points,
        section points, group points, category %, section %, group %""",
    Role.DESCRIPTION: """description, guideline, guidelines, guidance, definition, details,
        explanation, what to look for, how to score, instructions, scoring guidance, expectation,
        expectations, notes for reviewers, meaning, scoring guide, help text, help""",
    Role.CRITICAL: """critical, auto fail, autofail, auto zero, fatal, knockout, critical error,
        zero tolerance, fail all, automatic fail, is critical, critical fail, business critical""",
    Role.NOT_APPLICABLE: """n/a, na, n/a allowed, na allowed, allow n/a, allow na, not applicable,
        n/a when, na when, not applicable when, can be n/a, n/a option, optional""",
    Role.TAGS: "tag, tags, label, labels, keywords",
    Role.SCALE: """scale, score range, rating scale, scoring scale, possible scores, answer options,
        answers, options, response options, answer type, response type,
        answer, response, type of answer""",
    Role.DEDUCTION: """deduction, deductions, points off, points deducted, penalty, penalties,
        points lost, demerits, demerit points, minus points""",
}
_OTHER: Mapping[Role, str] = {
    Role.GROUP: """kategorie, bereich, abschnitt, gruppe, themenbereich, kompetenz, oberkategorie,
        categoría, sección, grupo, área, dimensión, bloque, catégorie, section, groupe, domaine,
        rubrique, thème, categoria, seção, secção, dimensão, bloco, sezione, gruppo, ambito,
        categorie, groep, onderdeel, gebied, 类别, 分类, 类目, 项目, 维度, 一级指标, 大类, 分類,
        カテゴリ, カテゴリー, 区分, 大項目, 類別, 項目分類,
        kategoria, obszar, категория, раздел, группа, kategori, område, avsnitt, grup, bölüm, alan,
        الفئة, القسم, المجموعة, 분류, 영역, 구분, 카테고리""",
    Role.TITLE: """kriterium, kriterien, merkmal, prüfpunkt, punkt, unterkategorie, criterio,
        criterios, indicador, ítem, aspecto, subcriterio, critère, critères, indicateur, élément,
        critério, critérios, item avaliado, criteri, voce, indicatore, aspetto, criteria, aspect,
        eigenschap, criterium, beoordelingscriterium, 评分标准, 评分项, 标准, 指标,
        二级指标, 细则, 考核项, 评估项,
        小项, 評分項目, 評価項目, 基準, 評価基準, 小項目, 項目, 項目名,
        kryterium, kryteria, критерий, показатель, параметр, kriter, kriterie, kriterier, ölçüt,
        المعيار, البند, العنصر, 기준, 평가 항목, 항목, 평가 기준""",
    Role.QUESTION: """frage, fragen, prüffrage, pregunta, preguntas, question, questions, pergunta,
        perguntas, domanda, domande, vraag, vragen, 问题, 提问, 質問, 設問, 問題,
        pytanie, вопрос, fråga, spørgsmål, spørsmål, soru, السؤال, 질문""",
    Role.WEIGHT: """gewicht, gewichtung, punkte, max punkte, maximale punkte, punktzahl, anteil,
        prozent, peso, ponderación, puntos, puntaje, puntaje máximo, puntuación máxima, porcentaje,
        valor, poids, pondération, points, barème, coefficient, pourcentage, ponderação, pontos,
        pontuação máxima, porcentagem, percentual, punti, punteggio, punteggio massimo,
        percentuale, valore, gewicht, weging, punten, maximum punten, percentage, 分值, 权重, 满分,
        分数, 比重, 占比, 配点, 重み, ウェイト, 比率, 満点, 權重, 分值上限,
        waga, punkty, procent, max punktów, вес, баллы, балл, максимальный балл, vikt, viktning,
        vægt, vekt, vekting, poäng, point, poeng, ağırlık, puan, ağırlık puanı, الوزن, النسبة,
        الدرجة, النقاط, 가중치, 배점, 비중""",
    Role.GROUP_WEIGHT: """gewichtung der kategorie, kategoriegewicht, peso de la categoría,
        peso de la sección, poids de la catégorie, peso da categoria, peso della categoria,
        gewicht categorie, 类别权重, 分类权重, カテゴリの重み""",
    Role.DESCRIPTION: """beschreibung, erläuterung, hinweis, hinweise, erklärung, descripción,
        explicación, guía, orientación, descripteur, explication, consigne, descrição, explicação,
        orientação, descrizione, spiegazione, indicazioni, beschrijving, toelichting, uitleg,
        说明, 描述, 评分说明, 解释, 説明, 内容, 備考,
        opis, wskazówki, описание, пояснение, beskrivning, beskrivelse, forklaring,
        vejledning, açıklama, الوصف, الشرح, 설명, 내용""",
    Role.CRITICAL: """kritisch, ko, ko kriterium, crítico, crítica, falta grave, critique,
        éliminatoire, critico, kritiek, 关键项, 致命项, 一票否决, 致命, 重大, 必須,
        krytyczne, критично, критический, kritisk, kritik, حرج, 필수""",
    Role.NOT_APPLICABLE: """nicht anwendbar, entfällt, no aplica, non applicable, não se aplica,
        non applicabile, niet van toepassing, nvt, 不适用, 該当なし, 対象外,
        nie dotyczy, не применимо, ej tillämpligt, ikke relevant, uygulanamaz,
        لا ينطبق, 해당 없음""",
    Role.TAGS: "schlagwörter, etiquetas, étiquettes, etichette, trefwoorden, 标签, タグ",
    Role.SCALE: """skala, bewertungsskala, escala, échelle, scala, schaal, 评分范围, 量表, 尺度,
        評価尺度""",
    Role.DEDUCTION: """abzug, punktabzug, deducción, descuento, déduction, pénalité, dedução,
        desconto, detrazione, penalità, aftrek, strafpunten, 扣分, 扣分项, 減点""",
}
NOT_LAST = {"name", "max", "value", "help", "heading", "na", "standard", "optional", "check"}
"""Words that say what a column is only when they stand alone: "agent name" is no criterion."""
SCORED = """score, scores, rating, ratings, points, grade, mark, marks, result, results, bewertung,
    punkte, wertung, note, puntuación, puntaje, calificación, nota, notation, note obtenue,
    pontuação, avaliação, punteggio, voto, valutazione, score behaald, cijfer, beoordeling, 评分,
    得分, 打分, 分数, スコア, 得点, 評価, 点数, 評分"""

# Wordings of levels, by how good they are.
_RANKS: Mapping[float, str] = {
    0: """no, not met, fail, failed, false, missing, none, not done, incorrect, absent, nein,
        nicht erfüllt, falsch, no cumple, non, non atteint, não, não atende, no raggiunto, nee,
        niet voldaan, nie, нет, nej, nei, hayır, لا, 아니오, 否, 不合格, 不符合, いいえ, 不可""",
    1: """unacceptable, unsatisfactory, poor, very poor, bad, does not meet expectations,
        ungenügend, mangelhaft, sehr schlecht, schlecht, deficiente, insuficiente, malo, mal,
        insuffisant, insatisfaisant, insatisfactorio, insatisfatório, unbefriedigend, mauvais, ruim,
        insufficiente, scarso, onvoldoende, slecht, red, rot, rojo,
        rouge, 差, 很差, 悪い, ضعيف, 미흡""",
    2: """needs improvement, below expectations, below standard, below average, weak, developing,
        fair, amber, yellow, gelb, amarillo, jaune, orange, partial, sometimes, inconsistent,
        partially met, partly met, partially, partly,
        approaching expectations, teilweise, teilweise erfüllt, ausreichend, regular, parcial,
        parcialmente, en partie, partiel, partiellement, passable, em parte, parziale,
        parzialmente, in parte, matig, deels, gedeeltelijk, 部分, 部分符合, 较差, 一部""",
    3: """meets expectations, meets standard, meets, satisfactory, average, acceptable, adequate,
        proficient, ok, competent, meets expectation, befriedigend, mittel, durchschnittlich,
        aceptable, suficiente, satisfaisant, moyen, acceptable, satisfatório, sufficiente, discreto,
        voldoende, gemiddeld, مقبول, 보통, 一般, 合格, 中, 普通""",
    3.5: """good, green, grün, verde, vert, tak, да, evet, نعم, 예, yes, met, pass, passed, true,
        fully met, complete, done, correct, full, always,
        جيد, ja, erfüllt, gut, sí, si, bueno, cumple, bien, oui, bon, atteint, sim, bom, atende, sì,
        buono, raggiunto, goed, voldaan, 是, 良, 良好, 好, 符合, はい, 良い, 可""",
    4: """exceeds expectations, above standard, very good, strong, above average, exceeds,
        above expectations, advanced, sehr gut, muy bueno, muy bien, notable, très bien, très bon,
        très satisfaisant, sehr zufriedenstellend, muy satisfactorio, muito satisfatório, جيد جدا,
        muito bom, molto buono, zeer goed, 很好, 较好, とても良い""",
    5: """excellent, outstanding, exemplary, exceptional, great, far exceeds expectations,
        hervorragend, ausgezeichnet, excelente, sobresaliente, excellent, ottimo, eccellente,
        uitstekend, ممتاز, 우수, 优秀, 优, 優秀, 優""",
}


def rank(word: str) -> float | None:
    """How good a level is that is called so, as `plain_word` has it; None of any other word."""
    first, _, rest = word.partition(" ")
    if word not in RANKS and first in _NEGATIONS and RANKS.get(rest, 0) >= RANKS["meets"]:
        return 0
    rest = " ".join(each for each in word.split() if each not in _PARTLY)
    is_partly = rest != word and (not rest or rest in RANKS)
    return RANKS["partly"] if is_partly else RANKS.get(word)


def plain_word(text: str) -> str:
    """Text as it stands in the lists: small letters, no accents, brackets or punctuation.

    Initials are one word: `N.v.t.`, `k. o.`
    """
    bare = unicodedata.normalize("NFKC", text).casefold()
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", bare)
    words = re.sub(r"[^\w%/]+|_", " ", bare).split()
    are_initials = bare.isascii() and all(len(each) == 1 and each.isalpha() for each in words)
    bare = ("" if are_initials else " ").join(words)
    return unaccented(bare) or ("%" if "%" in text else "")


def unaccented(text: str) -> str:
    """Latin letters without their accents; others as they are."""
    apart = unicodedata.normalize("NFD", text)
    kept = (c for c in apart if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", "".join(kept))


def _listed(words: str) -> list[str]:
    return [plain_word(word) for word in words.split(",")]


# English comes first: where a word is one in two languages, it is read as the English one.
FOREIGN: Mapping[str, Role] = {
    word: role for role, words in reversed([*_OTHER.items()]) for word in _listed(words)
}
ROLES: Mapping[str, Role] = dict(FOREIGN) | {
    word: role for role, words in _ENGLISH.items() for word in _listed(words)
}
RANKS: Mapping[str, float] = {
    word: rank for rank, words in reversed([*_RANKS.items()]) for word in _listed(words)
}
_NEGATIONS = frozenset(_listed("not, no, nicht, non, não, niet, nie, не, inte, ikke, does not, 不"))
_PARTLY = frozenset(
    _listed("""partially, partly, somewhat, teilweise, parcialmente, partiellement, parzialmente,
        deels, gedeeltelijk, częściowo, частично, delvis, kısmen, 部分""")
)
SCORE_WORDS = frozenset(_listed(SCORED))

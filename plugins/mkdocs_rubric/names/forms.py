"""The words a name is made of, and the forms they take in a sentence."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from mkdocs_rubric.names.everyday import PARTICLES, is_everyday, is_role
from mkdocs_rubric.names.folded import folded
from mkdocs_rubric.names.mail_addresses import addresses

CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?=[A-Z][^\W\d_A-Z])")
"""Where a word begins within another: `Marek|Novak`."""
WORD = re.compile(r"[^\W\d_]+|\d+")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
"""Runs of scripts in which words are not, or not always, apart."""
_HAN = re.compile("[\u3400-\u9fff]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_TITLES = "さん|先生|様|氏|君|总|總|老师|老師|小姐|经理|經理|씨|님|선생"
_SHORT, _INFLECTED = 2, 4
_WORDS = 6
"""Of a name, at most, that are put together."""
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
# Family names of two characters; all others have one.
_COMPOUND = ("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "夏侯", "皇甫", "尉迟")
# As they are compared: `й` is `и`.
_CYRILLIC = {"и": "я ю ем е и", "ь": "я ю ем е и", "а": "ы и е у ои", "я": "и е ю еи"}
# What is written together with a name: the letters of a script, what stands before, and after.
_ATTACHED = (
    (re.compile("[\u0590-\u05ff]{3,}"), "ו ב ל ש ה מ כ ול וב וש של", ""),
    (re.compile("[\u0620-\u064a]{3,}"), "و ف ب ل ك ول وب فل", ""),
    (re.compile("[\u10d0-\u10ff]{3,}"), "", "მ ს მა ის ით ო"),
    (re.compile("[\u0561-\u0587]{3,}"), "", "ը ն ի ին ից ով"),
)
# Female forms of male names and the like: other people.
_OTHERS = frozenset("""
    adriana andrea antonia carla claudia daniela daria dominika fabia fabiana flavia
    gabriela giulia ivana jana julia karla klara luciana luisa maria mariana marina marke
    marken martina michaela michala nikola olga pablo paola patricia paula paulina petra
    roberta roman romana simona stefana stefania teresa tomasa valeria viktoria viviana any
    ane anne marta mario martin
    """.split())  # fmt: skip


class Use(IntEnum):
    """How surely a word is a name where it stands."""

    SURE = 0
    """In any case."""
    CAPITAL = 1
    """With a capital: short names, and forms in a sentence."""
    EVERYDAY = 2
    """Where it looks like a name: it is a word as well."""
    INITIALS = 3
    """In capitals, where somebody's name would stand."""
    BESIDE = 4
    """Only beside another word of the same name: initials, `van`."""


def parts(name: str) -> Sequence[str]:
    """The words of a name, given name first: of `Novak, Marek`, `marek_novak`, `MarekNovak`."""
    whole = next((address for address in addresses(name) if address == (0, len(name))), None)
    if whole:
        name = name.partition("@")[0]
    last, comma, first = name.partition(",")
    if comma:
        name = f"{first} {last}"
    return WORD.findall(folded(CAMEL.sub(" ", name)))


def key(name: str) -> str:
    """The same for every way to write one name."""
    return " ".join(parts(name)) or folded(name).strip()


def words(name: str) -> Iterator[tuple[str, Use, str]]:
    """The words a name can be recognised by: the word, how surely, what it ends in besides."""
    found = [word for word in parts(name) if not UNSPACED.fullmatch(word)]
    letters = [word for word in found if not word.isdecimal()]
    for word in letters:
        yield from _word(word)
    if PARTICLES.issuperset(letters[:1]):  # `Al` Green, and `al` alone
        yield from ((word, Use.EVERYDAY, "") for word in _first(letters))
    for spelled in _in_two_letters(name):
        yield from _word(spelled)
    for word in letters:
        yield word[0], Use.BESIDE, ""
    if len(letters) > 1:
        first, last = letters[0], letters[-1]
        yield from _in_one_word(letters)
        yield "".join(word[0] for word in letters), Use.INITIALS, ""
        yield f"{first[0]}{last[0]}", Use.INITIALS, ""


def _first(letters: Sequence[str]) -> Sequence[str]:
    """A given name that is a particle; all words of a name that is made of nothing else."""
    return letters if PARTICLES.issuperset(letters) else letters[:1]


def _in_one_word(letters: Sequence[str]) -> Iterator[tuple[str, Use, str]]:
    """Words of a name that are written as one: `annalena`, `vanderberg`, `jlmartin`, `novakm`."""
    for at in range(1, min(len(letters), _WORDS)):
        last = letters[at]
        tails = ["".join(letters[at:end]) for end in range(at + 1, len(letters) + 1)]
        for start in range(at):
            before, first = letters[start:at], letters[start]
            if not any(map(is_role, (*before, last))):
                yield from _word(f"{''.join(before)}{last}")
                yield from (
                    _login(f"{head}{tail}") for head in ("".join(before), first) for tail in tails
                )
                yield _login(f"{last}{first}")
            for tail in [tail for tail in tails if len(tail) > _SHORT and not is_role(last)]:
                yield _login(f"{''.join(word[0] for word in before)}{tail}")
                yield _login(f"{first[0]}{tail}")
                yield _login(f"{tail}{first[0]}")
            if len(first) > _SHORT and not is_role(first):
                yield _login(f"{first}{last[0]}")


def _login(word: str) -> tuple[str, Use, str]:
    """A login; of Steve Hall it is a word as well."""
    return word, Use.EVERYDAY if is_everyday(word) or is_role(word) else Use.SURE, ""


def _word(word: str) -> Iterator[tuple[str, Use, str]]:
    if word in PARTICLES or is_role(word):
        yield word, Use.BESIDE, ""
    elif len(word) == 1:
        return
    elif is_everyday(word):
        yield word, Use.EVERYDAY, ""
    elif len(word) <= _SHORT:
        yield word, Use.CAPITAL, ""
    else:
        yield word, Use.SURE, ""
        yield from _inflected(word)


def _inflected(word: str) -> Iterator[tuple[str, Use, str]]:
    """Forms of a word in a sentence that are no other word."""
    for letters, before, after in _ATTACHED:
        if letters.fullmatch(word):
            stems = {word, word.removesuffix("ი")}
            yield from ((f"{some}{word}", Use.SURE, "") for some in before.split())
            yield from ((f"{stem}{some}", Use.SURE, "") for stem in stems for some in after.split())
            return
    forms = {f"{word}s": "s"}
    if len(word) >= _INFLECTED:
        forms |= dict.fromkeys(_slavic(word), "") | {f"{word}es": "es"}
        if word[-1] not in "aeiou":
            forms |= {f"{word}{end}": "" for end in ("en", "in")}
        else:
            forms |= {f"{word}n": "", f"{word}ns": ""}
    for form, tail in forms.items():
        if not (is_everyday(form) or is_role(form) or form in _OTHERS or form in PARTICLES):
            yield form, Use.CAPITAL, tail


def _slavic(word: str) -> Iterator[str]:
    stem = word[:-1]
    if "\u0430" <= word[-1] <= "\u044f":
        ends, cut = next(
            (entry for entry in _CYRILLIC.items() if word.endswith(entry[0])),
            ("", "а у ом ем е ым ой"),
        )
        yield from (word.removesuffix(ends) + end for end in cut.split())
        return
    if "\u03b1" <= word[-1] <= "\u03c9":  # Greek: Δημήτρης, Δημήτρη; Μαρία, Μαρίας
        yield from [stem, f"{stem}υ", f"{stem[:-1]}ε"] if word[-1] == "σ" else [f"{word}σ"]
        return
    if word[-1] == "a":
        feminine = "y i u e o ou ie in ino iny iej ej"
        yield from (f"{stem}{end}" for end in feminine.split())
        return
    if word[-1] in "eiouy":
        yield from (f"{word}{end}" for end in ("ho", "mu", "m", "ovi", "ego", "emu"))
        if word[-1] in "iy":
            yield from (f"{stem}{end}" for end in ("eho", "emu", "ym", "im", "em"))
        if word[-1] == "o":
            yield from (f"{stem}{end}" for end in ("em", "ovi", "om", "owi"))
        return
    stems = [word]
    if word[-2] == "e":
        stems.append(word[:-2] + word[-1])  # Marek, Marka
    for each in stems:
        yield from (
            f"{each}{end}" for end in ("u", "em", "om", "ovi", "owi", "ie", "iem", "ovo", "ova")
        )
        yield from (f"{each}{end}" for end in ("uv", "e", "ovy"))
        if each != word or word.endswith(
            ("sz", "rz", "cz", "aw", "av", "mir", "ej", "ub", "ik", "ak", "ek", "ov", "as")
        ):
            yield f"{each}a"


def _in_two_letters(name: str) -> Iterator[str]:
    """Words with `ü` as `ue`, as systems without it have them."""
    lower = name.lower()
    if any(letter in lower for letter in _SPELLED):
        spelled = "".join(_SPELLED.get(letter, letter) for letter in lower)
        yield from (part for part in parts(spelled) if part not in parts(name))


def unspaced(name: str) -> Iterator[tuple[str, str]]:
    """What to look for, and what has to follow (a pattern), in scripts without spaces."""
    found = [part for part in WORD.findall(folded(name)) if UNSPACED.fullmatch(part)]
    whole = "".join(found)
    if len(whole) < _SHORT:
        return
    yield whole, ""
    if len(found) > 1:
        yield from ((between.join(found), "") for between in " \u00b7\u30fb")
    if len(found) > 1:
        yield found[-1] + "".join(found[:-1]), ""
        for part in found:
            if len(part) > 1:
                yield part, ""
    if whole.startswith(_COMPOUND) and len(whole) > _SHORT:
        yield whole[:_SHORT], ""
    if _HAN.fullmatch(whole) or _HANGUL.fullmatch(whole):
        cut = len(found[0]) if len(found) > 1 else 2 if whole.startswith(_COMPOUND) else 1
        family, given = whole[:cut], whole[cut:]
        yield family, f"(?:{_TITLES})"
        yield from ((f"{family}{between}{given}", "") for between in " \u00b7\u30fb" if given)
        if len(given) > 1:
            yield given, "(?![\uac00-\ud7a3])|(?=[이가은는을를의와과도에께님씨아야])"
        if len(family) == 1:
            yield from ((f"{before}{family}", "(?![\u3400-\u9fff]{2})") for before in "小老阿")

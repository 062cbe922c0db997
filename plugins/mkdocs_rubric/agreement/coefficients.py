"""The coefficients by the names a report uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from mkdocs_rubric.agreement.icc import FORMS, IntraclassCorrelation
from mkdocs_rubric.agreement.kernels import (
    Chance,
    ChanceCorrected,
    Conger,
    Kernel,
    Krippendorff,
    Nothing,
    OrdinalKrippendorff,
    PercentAgreement,
    brennan_prediger_chance,
    fleiss_chance,
    gwet_chance,
)
from mkdocs_rubric.agreement.pairs import Light
from mkdocs_rubric.agreement.panels import PanelKernel
from mkdocs_rubric.agreement.scale import FloatArray, NumberedScale
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS, FIXED_DISTANCES

_CHANCE: Mapping[str, Chance] = MappingProxyType(
    {
        "fleiss": fleiss_chance,
        "brennan_prediger": brennan_prediger_chance,
        "gwet": gwet_chance,
    }
)
_WEIGHTED: Mapping[str, Callable[[FloatArray], Kernel | PanelKernel]] = MappingProxyType(
    {
        "percent_agreement": PercentAgreement,
        "conger": Conger,
        "cohen": Light,
        "light": Light,
    }
)
_DISTANCES = frozenset({*FIXED_DISTANCES, "ordinal"})
_PER_REVIEWER = frozenset({"conger", "cohen", "light", *FORMS})

NAMES = (*_WEIGHTED, *_CHANCE, "krippendorff", *FORMS)
"""Every coefficient there is."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient and its weights, both by name: `Coefficient("gwet", "quadratic")`.

    Krippendorff's alpha takes `nominal`, `ordinal`, `interval` or `ratio`; an intraclass
    correlation takes none (its scale is interval); all others take agreement weights.
    """

    name: str = "percent_agreement"
    weights: str = "identity"

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ValueError(
                f"no coefficient is called {self.name!r}; there are {', '.join(NAMES)}"
            )
        known = _DISTANCES if self.name == "krippendorff" else frozenset(AGREEMENT_WEIGHTS)
        if self.name not in FORMS and self.weights not in known:
            names = ", ".join(sorted(known))
            raise ValueError(f"{self.name} has no weights {self.weights!r}; it has {names}")

    @property
    def needs_reviewers(self) -> bool:
        """Whether it must know who gave which score; the counts are not enough."""
        return self.name in _PER_REVIEWER

    @property
    def computed_as(self) -> "Coefficient":
        """The coefficient whose figures these are: Cohen's kappa is Light's of a single pair."""
        return replace(self, name="light") if self.name == "cohen" else self

    @property
    def needs_ratios(self) -> bool:
        """Whether it means nothing on a scale with levels below zero."""
        return self.name == "krippendorff" and self.weights == "ratio"

    def kernel(self, scale: NumberedScale) -> Kernel | PanelKernel:
        """The coefficient on this scale, the whole of it."""
        if self.needs_ratios and scale.values[0] < 0:
            return Nothing()
        if self.name in FORMS:
            return IntraclassCorrelation(scale.points / scale.range)
        if self.name == "krippendorff":
            fixed = FIXED_DISTANCES.get(self.weights)
            return Krippendorff(fixed(scale)) if fixed else OrdinalKrippendorff(scale.levels)
        weights = AGREEMENT_WEIGHTS[self.weights](scale)
        if self.name in _CHANCE:
            return ChanceCorrected(weights, _CHANCE[self.name])
        return _WEIGHTED[self.name](weights)


WITHIN_TOLERANCE = Coefficient("percent_agreement", "tolerance")
"""The practitioners' figure, and what everything shows unless asked otherwise."""

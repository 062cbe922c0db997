/*
 * Scores against the consensus, as `calibration/practice_figures.py` has them from the agreement
 * engine; the tests hold the two to each other. Sources of the formulas stand there: Cochran (1977)
 * 6.3 for the spread of a share over conversations, Cohen (1968) for weighted kappa, Efron & Stein
 * (1981) for the jackknife, Wilson (1927) where conversations do not differ.
 */
(function () {
  "use strict";

  var FEWEST = 3, NO_SPREAD = 1e-10, NO_ROOM = 1e-12, WIDEST = 500, SLACK = 1e-9;
  var Z = 1.959963984540054; // of 95%, both sides

  /**
   * The figures; null where nothing was scored.
   *
   * @param items are scores, each with its `conversation`, `criterion`, what was `given` and `agreed`
   *   ("NA" or a score as text), and the `values` of the scale and what counts as `within`.
   * @param t are Student's quantiles for 3, 4, … conversations.
   */
  window.rubricPracticeFigures = function (items, t) {
    if (!items.length) return null;
    var agreeing = items.map(agrees), held = distinct(items, "conversation");
    var found = {
      scores: items.length,
      conversations: held.length,
      within: mean(agreeing),
      exact: mean(items.map(function (one) { return Number(one.given === one.agreed); })),
      low: null, high: null, apart: null, kappa: null, kappaLow: null, kappaHigh: null,
    };
    range(found, items, agreeing, held, t);
    var levels = items.filter(function (one) { return one.given !== "NA" && one.agreed !== "NA"; });
    if (!levels.length) return found;
    found.apart = apart(levels);
    kappaOf(found, levels, t);
    return found;
  };

  window.rubricAgrees = function (one) { return agrees(one) === 1; };

  function agrees(one) {
    if (one.given === "NA" || one.agreed === "NA") return Number(one.given === one.agreed);
    return Number(Math.abs(Number(one.given) - Number(one.agreed)) <= one.within + SLACK);
  }

  function mean(numbers) { return sum(numbers) / numbers.length; }

  function sum(numbers) { return numbers.reduce(function (all, one) { return all + one; }, 0); }

  function distinct(items, name) {
    return Array.from(new Set(items.map(function (one) { return one[name]; })));
  }

  /* The likely range of a share whose scores leave conversation by conversation. */
  function range(found, items, agreeing, held, t) {
    var n = held.length, p = found.within;
    if (n < FEWEST) return;
    var squares = sum(held.map(function (name) {
      var off = 0;
      items.forEach(function (one, place) { if (one.conversation === name) off += agreeing[place] - p; });
      return off * off;
    }));
    var error = Math.sqrt(squares * n / (n - 1)) / items.length;
    var ends = error > NO_SPREAD ? logit(p, t[n - FEWEST] * error) : wilson(p, n);
    found.low = ends[0];
    found.high = ends[1];
  }

  function logit(p, half) {
    var centre = Math.log(p / (1 - p)), wide = Math.min(half / (p * (1 - p)), WIDEST);
    return [1 / (1 + Math.exp(wide - centre)), 1 / (1 + Math.exp(-wide - centre))];
  }

  function wilson(p, n) {
    var shrink = 1 + Z * Z / n, centre = (p + Z * Z / (2 * n)) / shrink;
    var half = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return [p > 0 ? Math.max(centre - half, 0) : 0, p < 1 ? centre + half : 1];
  }

  function width(one) { return one.values[one.values.length - 1] - one.values[0]; }

  /* In points where all scales are of one width, else in hundredths of the scale. */
  function apart(levels) {
    var same = levels.every(function (one) { return Math.abs(width(one) - width(levels[0])) < SLACK; });
    return mean(levels.map(function (one) {
      return (Number(one.given) - Number(one.agreed)) * (same ? 1 : 100 / width(one));
    }));
  }

  /* The mean of each criterion's kappa by its scores; one on which it is not defined tells nothing. */
  function pooled(levels) {
    var whole = 0, number = 0;
    distinct(levels, "criterion").forEach(function (name) {
      var mine = levels.filter(function (one) { return one.criterion === name; });
      var kappa = cohen(mine);
      if (kappa === null) return;
      whole += kappa * mine.length;
      number += mine.length;
    });
    return number ? whole / number : null;
  }

  /* 1 less how far two scores of one lie apart, over how far any of the one does from any other. */
  function cohen(mine) {
    var observed = 0, expected = 0, wide = width(mine[0]);
    mine.forEach(function (one) {
      observed += distance(one.given, one.agreed);
      mine.forEach(function (other) { expected += distance(one.given, other.agreed); });
    });
    if (expected <= NO_ROOM * mine.length * mine.length) return null;
    return 1 - mine.length * observed / expected;

    function distance(given, agreed) {
      var off = (Number(given) - Number(agreed)) / wide;
      return off * off;
    }
  }

  function kappaOf(found, levels, t) {
    var kappa = pooled(levels), held = distinct(levels, "conversation"), n = held.length;
    found.kappa = kappa;
    if (kappa === null || n < FEWEST) return;
    var without = held.map(function (name) {
      return pooled(levels.filter(function (one) { return one.conversation !== name; }));
    });
    if (without.includes(null)) return;
    var variance = (n - 1) / n * sum(without.map(function (one) { return (one - kappa) * (one - kappa); }));
    var error = Math.sqrt(variance);
    if (error <= NO_SPREAD) return;
    var wide = Math.min(t[n - FEWEST] * error / (1 - kappa), WIDEST);
    found.kappaLow = Math.max(1 - (1 - kappa) * Math.exp(wide), Math.min(kappa, -1));
    found.kappaHigh = Math.min(1 - (1 - kappa) * Math.exp(-wide), 1);
  }
})();

/*
 * Which rule answers what somebody typed, and with how much of it. No page is needed for it.
 *
 * A question is cut into units: a phrase of the trade that has synonyms, or a word. A unit weighs
 * what it tells one rule from another by, so "customer" weighs nothing. A rule answers when it has
 * most of what weighs; otherwise there is no rule about it yet, and the best are only near.
 * Needs words.js.
 */
(function () {
  "use strict";

  var Phrases = window.rubricWords.Phrases, tokens = window.rubricWords.tokens, stems = window.rubricWords.stems;
  var fold = window.rubricWords.fold, PIECES = window.rubricWords.PIECES;
  var COMMON = window.rubricWords.COMMON, WRONG = window.rubricWords.WRONG, NOT = window.rubricWords.NOT;

  /* How much a word weighs by where it stands; of a level, what it says is all there is. */
  var FIELDS = { title: 3, keywords: 2.6, place: 1.2, names: 1, guidance: 1.2, details: 1, text: 1, criterion: 0.6,
    asks: 1, examples: 0.4, page: 0.4, tags: 0.2 };
  var KINDS = {
    "edge case": { rank: 1 },
    level: { rank: 0.95, title: 1.2, guidance: 2.2 },
    "N/A": { rank: 0.75, title: 1.2, guidance: 2.2 },
    decision: { rank: 0.65, details: 0.25 },
    criterion: { rank: 0.6 },
    explanation: { rank: 0.6, text: 0.4 },
    page: { rank: 1 },
  };
  var HALF = 0.6; // how much of a word a rule needs for half of its weight
  var WHOLE = 2; // how much of a word it needs to be about it, and not to say it in passing
  var UNHEARD = 0.75; // what a phrase of the trade weighs that no rule has
  var WORD = 0.55; // the most that a word weighs which is none of the trade
  var ENOUGH = 0.45; // the share of what weighs in a question that an answer has to have

  function Finder(answers, phrases) {
    this.answers = answers;
    this.phrases = phrases;
    this.have = []; // of each answer: how much of each word it has
    this.holders = new Map(); // of each word: the answers that have it
    this.words = new Map(); // the word as it is written, and without its ending
    this.at = new Map(); // what stands at an address
    this.asks = new Map(); // what a criterion asks, by its address
    this.named = new Map(); // criteria by their names
    this.exact = new Map(); // the answers with just these words for a title or a keyword
    this.answers.forEach(this.read, this);
    this.answers.forEach(this.lean, this);
    this.have.forEach(this.list, this);
    this.count = this.answers.filter(isRule).length || this.answers.length;
  }

  function isRule(answer) { return answer.kind !== "explanation"; }

  /* Teams name places by what stands there: `#customer-went-silent`. */
  function place(answer) {
    var named = answer.kind === "edge case" || answer.kind === "decision";
    return named ? answer.url.replace(/^.*[#/](?=[^#/]*[#/]?$)/, "").replace(/[-/]/g, " ") : "";
  }

  Finder.prototype.read = function (answer, number) {
    var have = new Map(), self = this;
    Object.keys(FIELDS).forEach(function (field) {
      var text = field === "place" ? place(answer) : answer[field];
      if (!text || !text.length) return;
      var own = KINDS[answer.kind][field];
      self.count(have, Array.isArray(text) ? text.join(", ") : text, own === undefined ? FIELDS[field] : own);
    });
    this.have.push(have);
    this.at.set(answer.url, have);
    var titles = KINDS[answer.kind].title ? [] : [answer.title]; // of a level it is its criterion's
    titles.concat((answer.keywords || "").split(", ")).forEach(function (phrase) {
      var key = stems(phrase).join(" ");
      if (!self.exact.has(key)) self.exact.set(key, []);
      self.exact.get(key).push(number);
    });
    if (answer.kind !== "criterion") return;
    (answer.names || [answer.title]).forEach(function (name) {
      self.named.set(stems(name).join(" "), answer.criterion);
    });
    this.asks.set(answer.url, this.count(new Map(), answer.asks || "", 1));
  };

  /* Adds the words of a text to what an answer has; long texts have a little of everything. */
  Finder.prototype.count = function (have, text, weight) {
    var row = tokens(text), bound = 0; // the end of the phrase a word stands in, and not for itself
    if (weight < 2.5) weight /= 1 + row.length / 120;
    for (var at = 0; at < row.length; at += 1) {
      var token = row[at], phrases = this.phrases.at(row, at);
      for (var each = 0; each < phrases.length; each += 1) {
        add(phrases[each].group, weight);
        if (phrases[each].row.length > 1) bound = Math.max(bound, at + phrases[each].row.length);
      }
      this.words.set(token.word, token.stem);
      add(token.stem, at < bound ? weight * 0.1 : weight);
    }
    return have;

    function add(key, much) { have.set(key, (have.get(key) || 0) + much); }
  };

  /* An edge case is also found by what its decision says, and like a level by what its criterion asks. */
  Finder.prototype.lean = function (answer, number) {
    var have = this.have[number];
    if (answer.kind === "edge case") add(this.at.get(answer.decision), 0.12);
    if (answer.kind === "edge case" || answer.kind === "level") {
      add(this.asks.get(answer.url.replace(/#.*/, "")), 0.3);
    }

    function add(other, share) {
      if (other) other.forEach(function (much, key) { have.set(key, (have.get(key) || 0) + share * much); });
    }
  };

  Finder.prototype.list = function (have, number) {
    have.forEach(function (_, key) {
      if (!this.holders.has(key)) this.holders.set(key, []);
      this.holders.get(key).push(number);
    }, this);
  };

  /* What a word or a group of synonyms tells rules apart by: 1 for what none has, towards 0. */
  Finder.prototype.rarity = function (key) {
    var self = this;
    var holders = (this.holders.get(key) || []).filter(function (number) {
      return self.have[number].get(key) > 0.35; // not only in passing
    }).length;
    if (!holders) return UNHEARD;
    var most = Math.log((this.count + 1) / 1.5);
    return Math.pow(Math.max(0, Math.log((this.count + 1) / (holders + 0.5))) / most, 1.2) * 0.9;
  };

  /* The units of a question, each with what it may match and what it weighs. */
  Finder.prototype.units = function (question) {
    var row = tokens(question), typing = !/\s$/.test(question), self = this;
    row.forEach(function (token, place) {
      token.sure = 1;
      token.ends = typing && place === row.length - 1 ? self.completions(token) : [];
      if (!token.ends.length) self.correct(token);
    });
    var units = [], place = 0;
    while (place < row.length) {
      var found = this.phrases.at(row, place);
      var length = found.reduce(function (most, phrase) { return Math.max(most, phrase.row.length); }, 1);
      var own = row.slice(place, place + length);
      units.push(this.unit(own, found.filter(function (phrase) { return phrase.row.length === length; })));
      place += length;
    }
    units.forEach(function (unit, at) { // a wrong link is no link
      if (unit.wrong && units[at + 1]) unit.weight = Math.max(unit.weight, units[at + 1].weight);
    });
    return units;
  };

  Finder.prototype.unit = function (own, phrases) {
    var groups = phrases.map(function (phrase) { return phrase.group; });
    var self = this, many = own.length > 1;
    var keys = groups.map(function (group) { return { key: group, sure: many ? 1 : 0.85 }; });
    own.forEach(function (token) {
      keys.push({ key: token.stem, sure: (many ? 0.3 : 1) * token.sure });
      token.ends.forEach(function (key) { keys.push({ key: key, sure: 0.85 }); });
    });
    var weighed = groups.length ? groups : [own[0].stem].concat(own[0].ends);
    var weight = Math.min.apply(null, weighed.map(function (key) { return self.rarity(key); }));
    // What the trade has words for is what a question is about; of other words nobody knows.
    weight = groups.length ? Math.min(weight, 0.75) * 1.2 : Math.min(weight, WORD);
    if (own[0].sure < 1) weight *= 0.7; // nor whether it was mistyped
    if (!many && own[0].stem === NOT) weight *= 0.1;
    else if (!many && (COMMON.has(own[0].word) || /^\d+$/.test(own[0].word))) weight *= 0.12;
    var rows = many && own.every(tells) ? [own.map(stemOf)] : [];
    groups.forEach(function (group) { rows = rows.concat(self.phrases.rows[group]); });
    var wrong = !many && WRONG.has(own[0].word);
    return { keys: keys, weight: weight, wrong: wrong, rows: rows, stems: own.map(stemOf) };
  };

  function stemOf(token) { return token.stem; }

  function tells(token) { return token.stem !== NOT && !COMMON.has(token.word); }

  /* What the last word may become, which is still being typed. */
  Finder.prototype.completions = function (token) {
    if (this.knows(token) || token.word.length < 3) return [];
    var found = [];
    this.holders.forEach(function (_, key) {
      if (typeof key === "string" && key.startsWith(token.word)) found.push(key);
    });
    return found.slice(0, 12);
  };

  /* A word that nobody uses, mistyped from one that is used. */
  Finder.prototype.correct = function (token) {
    if (token.word.length < 5 || this.knows(token) || COMMON.has(token.word)) return;
    var best = "";
    this.words.forEach(consider);
    this.phrases.words.forEach(consider);
    if (best) {
      token.stem = best;
      token.sure = 0.8;
    }

    function consider(stemmed, word) {
      if (!best && word[0] === token.word[0] && isSlip(token.word, word)) best = stemmed;
    }
  };

  /* Whether a rule has a word, or a phrase of the trade. */
  Finder.prototype.knows = function (token) {
    return this.holders.has(token.stem) || this.phrases.stems.has(token.stem);
  };

  /* Whether one letter was left out, added, changed or swapped with the next. */
  function isSlip(typed, meant) {
    if (Math.abs(typed.length - meant.length) > 1 || meant.length < 5) return false;
    var from = 0, tail = 0;
    while (from < typed.length && typed[from] === meant[from]) from += 1;
    while (tail < typed.length - from && tail < meant.length - from &&
      typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail]) tail += 1;
    var left = typed.slice(from, typed.length - tail), right = meant.slice(from, meant.length - tail);
    return left.length <= 1 && right.length <= 1 ||
      left.length === 2 && left[0] === right[1] && left[1] === right[0] && right.length === 2;
  }

  /* The levels that are asked for by a criterion and scores: "empathy 3", "a 2 from a 3 in empathy". */
  Finder.prototype.levels = function (question) {
    var line = " " + stems(question).join(" ") + " ", self = this, wanted = null, longest = 0;
    this.named.forEach(function (criterion, name) {
      if (name && line.includes(" " + name + " ") && name.length > longest) {
        wanted = criterion;
        longest = name.length;
      }
    });
    if (!wanted) return [];
    var scores = [], found = [];
    fold(question).replace(/(^|[^\d.])(\d+(?:\.\d+)?)(?![\d.]|\s*%)/g, function (_, before, score) {
      scores.push(score);
    });
    scores.forEach(function (score) {
      self.answers.forEach(function (answer, number) {
        if (answer.kind === "level" && answer.criterion === wanted && answer.score === score) found.push(number);
      });
    });
    return Array.from(new Set(found));
  };

  /*
   * The answers to a question, best first, whether the question is answered, and the levels it asks
   * for. Each: {answer, score, coverage, keys}; `keys` are the words it was found by.
   */
  Finder.prototype.search = function (question, limit) {
    var units = this.units(question), levels = this.levels(question), self = this;
    var total = units.reduce(function (sum, unit) { return sum + unit.weight; }, 0);
    var candidates = new Set(levels); // and what has anything of the question
    units.forEach(function (unit) {
      unit.keys.forEach(function (each) {
        (self.holders.get(each.key) || []).forEach(function (number) { candidates.add(number); });
      });
    });
    var results = [], exact = this.called(question);
    candidates.forEach(function (number) {
      var result = self.weigh(number, units, total);
      if (exact.includes(number)) result.score = result.score * 1.5 + 0.2;
      if (levels.includes(number)) {
        result.asked = 1;
        result.coverage = 1;
      }
      if (result.score > 0 || result.asked) results.push(result);
    });
    results.sort(function (a, b) {
      return b.asked - a.asked || a.asked && a.number - b.number || isPast(a.answer) - isPast(b.answer) || b.score - a.score || a.number - b.number;
    });
    var known = results.slice(0, 5).some(function (result) {
      return result.coverage >= ENOUGH && !isPast(result.answer);
    });
    return {
      known: known,
      results: this.shown(results, limit),
      levels: levels.map(function (number) { return self.answers[number]; }),
    };
  };

  /* That a team has decided against something, or scores it no longer, is an answer. */
  function isPast(answer) {
    return Boolean(answer.standing) && answer.standing !== "Rejected" && answer.kind !== "criterion";
  }

  Finder.prototype.weigh = function (number, units, total) {
    var self = this, answer = this.answers[number], have = this.have[number], sum = 0, covered = 0, found = [];
    units.forEach(function (unit) {
      var best = 0, held = 0, literal = 0;
      unit.keys.forEach(function (each) {
        var much = have.get(each.key);
        if (!much) return;
        var value = each.sure * much / (much + HALF);
        best = Math.max(best, value);
        if (typeof each.key === "string") literal = Math.max(literal, value);
        held = Math.max(held, each.sure * each.sure * Math.min(1, much / WHOLE));
      });
      var apart = unit.rows.reduce(function (most, row) { return Math.max(most, self.together(have, row)); }, 0);
      best = Math.max(best, apart);
      held = Math.max(held, apart);
      sum += unit.weight * (0.85 * best + 0.15 * literal);
      covered += unit.weight * held;
      if (best) found.push.apply(found, unit.keys.map(function (each) { return each.key; }));
    });
    var coverage = total ? covered / total : 0;
    var rank = KINDS[answer.kind].rank * (answer.standing ? 0.8 : 1);
    if (answer.kind === "level") rank *= 1.2 - 0.1 * answer.rung; // mostly it is failings that are looked up
    return { number: number, answer: answer, asked: 0, score: sum * rank * (0.2 + 0.8 * coverage), coverage: coverage, keys: found };
  };

  /* The answers whose title or keyword is, or begins with, just what was typed. */
  Finder.prototype.called = function (question) {
    var whole = tokens(question), found = [], self = this;
    var telling = whole.filter(function (token) { return !COMMON.has(token.word); });
    [whole, telling].forEach(function (row) {
      var typed = row.map(function (token) { return token.stem; }).join(" ");
      found = found.concat(self.exact.get(typed) || []);
      if (row.length > 1) {
        self.exact.forEach(function (numbers, key) {
          if (key.startsWith(typed + " ")) found = found.concat(numbers);
        });
      }
    });
    return found;
  };

  /* All words of a phrase, but not beside each other. */
  Finder.prototype.together = function (have, row) {
    var least = row.reduce(function (much, each) {
      return each === NOT ? much : Math.min(much, have.get(each) || 0);
    }, Infinity);
    return least > 0.3 && least < Infinity ? 0.65 * Math.min(1, least / HALF) : 0;
  };

  function scoreOf(result) { return result.score; }

  /* The first ones; what is not in force is left a place when it fits as well as they do. */
  Finder.prototype.shown = function (results, limit) {
    var holding = results.filter(function (result) { return !isPast(result.answer); });
    var past = results.filter(function (result) { return isPast(result.answer) && result.coverage >= ENOUGH; });
    // What has a little of the question is no help beside what has most of it.
    var least = holding.length && holding[0].coverage >= ENOUGH ? 0.3 * Math.max.apply(null, holding.map(scoreOf)) : 0;
    holding = holding.filter(function (result, at) { return at < 3 || result.score >= least; });
    return holding.slice(0, limit).concat(past.slice(0, 2));
  };

  /* Where the words stand in a text by which it was found: [[start, end]]. */
  Finder.prototype.marks = function (text, keys) {
    var wanted = new Set(keys), places = [], row = [], self = this;
    text.normalize("NFC").replace(PIECES, function (word, at) {
      tokens(word).forEach(function (token) {
        row.push(token);
        places.push([at, at + word.length]);
      });
    });
    var marks = [], end = 0;
    row.forEach(function (token, at) {
      var length = wanted.has(token.stem) && token.stem !== NOT && !COMMON.has(token.word) ? 1 : 0;
      self.phrases.at(row, at).forEach(function (phrase) {
        if (wanted.has(phrase.group)) length = Math.max(length, phrase.row.length);
      });
      if (!length) return;
      var mark = [Math.max(end, places[at][0]), places[at + length - 1][1]];
      if (mark[0] < mark[1]) marks.push(mark);
      end = Math.max(end, mark[1]);
    });
    return marks;
  };

  /* Two finders: of rules and what explains them, and of all other pages. */
  window.rubricEngine = function (index) {
    var phrases = new Phrases(index.synonyms);
    var explanations = index.sections.filter(function (section) { return section.kind === "explanation"; });
    var pages = index.sections.filter(function (section) { return section.kind === "page"; });
    return {
      rules: new Finder(index.answers.concat(explanations), phrases),
      pages: new Finder(pages, phrases),
      proposal: function (question) {
        return index.proposal.split(index.place).join(encodeURIComponent(question));
      },
    };
  };
})();

/* What somebody sees of their scores beside the team's: a conversation, a set, what to read again. */
(function () {
  "use strict";

  var FEW = 12; // conversations of which a figure is more than a first impression
  var ALIKE = 3; // hundredths of the scale that nobody calls strict or lenient
  var WIDE = 0.5; // a range that tells nobody anything
  var STEPS = 25; // hundredths of a level on 1 to 5

  window.rubricShown = function (form, data) {
    var t = data.t, shelf = Array.from(form.querySelectorAll('[data-part="shelf"] > *'));
    var guides = document.querySelector('[data-part="guides"]');

    function made(name, text, kind) {
      var element = document.createElement(name);
      element.textContent = text;
      if (kind) element.className = kind;
      return element;
    }

    function filled(name, parts, kind) {
      var element = made(name, "", kind);
      element.append.apply(element, parts);
      return element;
    }

    function score(text) { return text === "NA" ? "N/A" : text; }

    function percent(share) { return Math.round(100 * share) + "%"; }

    function links(places) {
      return places.map(function (place) {
        return filled("li", [shelf[place].cloneNode(true)]);
      });
    }

    function verdict(one) {
      if (one.given === one.agreed) return "the same";
      if (one.given === "NA") return "you said it does not apply";
      if (one.agreed === "NA") return "the team said it does not apply";
      var off = Number(one.given) - Number(one.agreed), far = Math.abs(off);
      var words = Number(far.toFixed(4)) + (off < 0 ? " stricter" : " more lenient");
      return window.rubricAgrees(one) ? words + ", counts as the same" : words;
    }

    function others(one) {
      var parts = one.answer.spread.map(function (pair, at) {
        var last = at === one.answer.spread.length - 1;
        return made("span", pair[1] + (pair[0] === "NA" ? " said N/A" : " gave " + pair[0]) + (last ? "" : ","), "rubric-pair");
      });
      return filled("span", parts.flatMap(function (part) { return [part, " "]; }).slice(0, -1));
    }

    /* The two levels in question, word for word. */
    function levels(one) {
      var guide = form.querySelector('.rubric-asked__guide [data-guide="' + one.criterion + '"]') ||
        guides.querySelector('[data-guide="' + one.criterion + '"]');
      var some = [one.agreed, one.given].map(function (text) {
        return guide && guide.querySelector('[data-score="' + text + '"]');
      }).filter(Boolean);
      if (!some.length) return [];
      var box = made("div", "", "rubric-rungs-of-form");
      some.forEach(function (level) {
        var copy = level.cloneNode(true);
        copy.classList.remove("rubric-chosen");
        copy.querySelectorAll("[id]").forEach(function (each) { each.removeAttribute("id"); });
        box.append(copy);
      });
      return [box];
    }

    function settled(one) {
      var about = one.answer, parts = [made("h4", data.criteria[one.criterion].title + ": you gave " + score(one.given) + ", the team agreed on " + score(one.agreed))];
      if (about.note) parts.push(made("p", "Noted: " + about.note));
      if (about.why) parts.push(made("p", about.why));
      if (about.links.length) parts.push(made("p", "What settles it:"), filled("ul", links(about.links)));
      if (about.old) parts.push(reworded(about.old));
      return filled("div", parts.concat(levels(one)), "rubric-settling");
    }

    /* What a criterion says otherwise since the team agreed, word by word. */
    function reworded(old) {
      var all = [made("p", old.said)];
      old.changes.forEach(function (change) {
        all.push(made("p", change[0]));
        if (change[1].length) all.push(filled("p", change[1].map(function (piece) {
          return made({ gone: "del", new: "ins" }[piece[0]] || "span", piece[1]);
        }), "rubric-redline"));
      });
      return filled("div", all, "rubric-since");
    }

    function table(heads, rows) {
      var head = filled("tr", heads.map(function (text) {
        var cell = made("th", text);
        cell.scope = "col";
        return cell;
      }));
      var body = rows.map(function (row) {
        return filled("tr", row.cells.map(function (cell, at) {
          var element = at ? made("td", "") : made("th", "");
          if (!at) element.scope = "row";
          element.append(cell);
          return element;
        }), row.missed ? "rubric-row--gap" : "");
      });
      var whole = filled("table", [filled("thead", [head]), filled("tbody", body)], "rubric-sheets");
      var box = filled("div", [whole], "rubric-scroll");
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Your scores beside the team's");
      return box;
    }

    /* A conversation, once it is scored. */
    function reveal(name, items, notice, after) {
      var title = made("h3", name + ": you and the team");
      title.tabIndex = -1;
      var missed = items.filter(function (one) { return !window.rubricAgrees(one); });
      var parts = [title, made("p", agreedWords(items))];
      if (notice) parts.push(made("p", notice, "rubric-notice"));
      parts.push(table(["Criterion", "You", "Team", "How far apart", "On their own"], items.map(function (one) {
        return { missed: missed.includes(one), cells: [data.criteria[one.criterion].title, score(one.given), score(one.agreed), missed.includes(one) ? made("b", verdict(one), "rubric-warn") : verdict(one), others(one)] };
      })));
      missed.forEach(function (one) { parts.push(settled(one)); });
      items.filter(function (one) { return !missed.includes(one) && (one.answer.note || one.answer.why || one.answer.old); }).forEach(function (one) {
        var said = [one.answer.note, one.answer.why].filter(Boolean).join(" ");
        parts.push(made("p", data.criteria[one.criterion].title + (said ? ": " + said : "")));
        if (one.answer.old) parts.push(reworded(one.answer.old));
      });
      if (after) {
        var next = made("button", "On to " + after.dataset.conversation, "rubric-do");
        next.type = "button";
        next.addEventListener("click", function () {
          form.querySelectorAll("[data-tab]")[Array.from(form.querySelectorAll("[data-conversation]")).indexOf(after)].click();
        });
        parts.push(filled("p", [next]));
      }
      return filled("section", parts, "rubric-reveal");
    }

    function agreedWords(items) {
      var agreed = items.filter(window.rubricAgrees).length;
      return "You agree with the team on " + agreed + " of " + items.length + (items.length === 1 ? " score." : " scores.");
    }

    /* A set: how it went, how sure that is, what to read again. */
    function doing(title, items, open, all) {
      var box = made("section", "", "rubric-doing"), found = window.rubricPracticeFigures(items, t);
      if (title) box.append(made("h3", title));
      if (open) {
        box.append(made("p", (all - open) + " of " + all + " conversations scored. How you are doing stands here when all are."));
        return box;
      }
      var agreed = items.filter(window.rubricAgrees).length;
      var words = "You agree with the team on " + agreed + " of " + found.scores + " scores: " + percent(found.within) + ". Exactly the same: " + percent(found.exact) + ".";
      box.append(made("p", words, "rubric-doing__first"));
      box.append(made("p", panel(items) + " " + sure(found)));
      box.append(made("p", strict(found, items)));
      var missed = items.filter(function (one) { return !window.rubricAgrees(one); });
      if (missed.length) box.append(again(missed));
      box.append(byCriterion(items), numbers(found));
      return box;
    }

    function panel(items) {
      var within = 0, number = 0;
      items.forEach(function (one) {
        one.answer.spread.forEach(function (pair) {
          number += pair[1];
          if (window.rubricAgrees(Object.assign({}, one, { given: pair[0] }))) within += pair[1];
        });
      });
      return number ? "The reviewers who scored the same on their own agreed with it " + percent(within / number) + " of the time." : "";
    }

    function sure(found) {
      var range = found.low === null || found.high - found.low > WIDE ? "" : "Your true figure is probably between " + Math.round(100 * found.low) + " and " + percent(found.high) + ".";
      if (found.conversations >= FEW) return range;
      var few = found.conversations + (found.conversations === 1 ? " conversation is" : " conversations are") +
        (range ? " few" : " too few to say how you would score others") + ": take it as a first impression.";
      return (range + " " + few).trim();
    }

    function strict(found, items) {
      if (found.apart === null) return "";
      var wide = items[0].values, same = items.every(function (one) { return span(one.values) === span(wide); });
      var hundredths = same ? found.apart * 100 / span(wide) : found.apart;
      if (Math.abs(hundredths) < ALIKE) return "You are neither stricter nor more lenient than the team.";
      var level = Math.abs(hundredths / STEPS).toFixed(1);
      return "On average you are " + (hundredths < 0 ? "stricter" : "more lenient") + " than the team, by about " + level + " of a level on a scale of 1 to 5.";
    }

    function span(values) { return values[values.length - 1] - values[0]; }

    function again(missed) {
      var names = Array.from(new Set(missed.map(function (one) { return one.criterion; })));
      names.sort(function (a, b) { return count(b) - count(a); });
      var rows = names.map(function (name) {
        var mine = missed.filter(function (one) { return one.criterion === name; });
        var places = Array.from(new Set(mine.flatMap(function (one) { return one.answer.links; })));
        var page = guides.querySelector('[data-guide="' + name + '"] .rubric-guide__title a') || form.querySelector('[data-guide="' + name + '"] .rubric-guide__title a');
        var link = page ? page.cloneNode(true) : made("span", data.criteria[name].title);
        var of = mine.map(function (one) { return one.conversation; }).join(", ");
        return filled("li", [link, " (missed in " + of + ")"].concat(places.length ? [filled("ul", links(places))] : []));
      });
      return filled("div", [made("h4", "Read again"), filled("ul", rows)], "rubric-again");

      function count(name) { return missed.filter(function (one) { return one.criterion === name; }).length; }
    }

    function byCriterion(items) {
      var names = Array.from(new Set(items.map(function (one) { return one.criterion; })));
      var rows = names.map(function (name) {
        var mine = items.filter(function (one) { return one.criterion === name; });
        var found = window.rubricPracticeFigures(mine, t), agreed = mine.filter(window.rubricAgrees).length;
        return { missed: agreed < mine.length, cells: [data.criteria[name].title, agreed + " of " + mine.length, Math.round(found.exact * mine.length) + " of " + mine.length, strict(found, mine)] };
      });
      return filled("details", [made("summary", "Criterion by criterion"), table(["Criterion", "Agree", "The same", "Stricter or not"], rows)]);
    }

    function numbers(found) {
      var kappa = found.kappa === null ? "not defined: there is nothing to tell apart" : found.kappa.toFixed(2) +
        (found.kappaLow === null ? "" : " (95% interval " + found.kappaLow.toFixed(2) + " to " + found.kappaHigh.toFixed(2) + ")");
      return filled("details", [made("summary", "The numbers"), made("p", "Weighted kappa with the consensus (Cohen, quadratic weights, each criterion with its own chance agreement): " + kappa +
        ". Agreement within the scale's tolerance " + (100 * found.within).toFixed(1) + "%, exact " + (100 * found.exact).toFixed(1) + "%, on " + found.scores + " scores of " + found.conversations + " conversations.")]);
    }

    return { made: made, reveal: reveal, doing: doing, percent: percent };
  };
})();

/* What the pages do in a browser. Without it they are complete, only less handy. */
(function () {
  "use strict";

  function start() {
    document.querySelectorAll("[data-rubric-search]").forEach(searchButton);
    document.querySelectorAll("[data-rubric-compare]").forEach(compareLevels);
    document.querySelectorAll("[data-rubric-filter]").forEach(filterDecisions);
    document.querySelectorAll("[data-rubric-chart]").forEach(readChart);
    document.querySelectorAll("[data-rubric-periods]").forEach(choosePeriod);
    document.querySelectorAll("[data-rubric-multiples]").forEach(filterMultiples);
    document.querySelectorAll("[data-rubric-as-of]").forEach(asOf);
    document.querySelectorAll("[data-rubric-visit]").forEach(sinceLastVisit);
    document.querySelectorAll("a[data-rubric-moved]").forEach(function (link) {
      location.replace(link.href + location.search + location.hash);
    });
  }

  /*
   * Material completes every word of a question, so that "to" finds "tone" and "not" finds "notes".
   * Words that say nothing are taken out before its search worker is asked, and endings off long
   * words: then "swearing" finds "swears". (Its own stemmer is no help: what a reader types is
   * completed before it is stemmed, and words like "apologise" find nothing any more.)
   */
  var SMALL = new Set(("a about after again all also am an and any are as at be been before but by can " +
    "could did do does for from get gets got had has have he her him his how i if in into is it its " +
    "just me my no not of off on or our out over own said she should so some than that the their " +
    "them then there they this to too under up us was we were what when where which who why will " +
    "with without would you your").split(" "));

  function plainQuestion(question) {
    if (/["+:^~*-]/.test(question)) return question;
    var words = question.split(/\s+/).filter(Boolean);
    var last = words.length - 1;
    var kept = words.filter(function (word, place) {
      var typing = place === last && !/\s$/.test(question);
      return typing || !SMALL.has(word.toLowerCase());
    });
    return kept.length ? kept.map(withoutEnding).join(" ") : question;
  }

  function withoutEnding(word) {
    return word.replace(/^(\w{5,}?)(?:ing|ed|es|s)$/i, function (whole, stem) {
      return /ss$/i.test(whole) ? whole : stem;
    });
  }

  if (/^en/.test(document.documentElement.lang) && window.Worker) {
    var post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (message && message.type === 2 && typeof message.data === "string") {
        arguments[0] = { type: 2, data: plainQuestion(message.data) };
      }
      return post.apply(this, arguments);
    };
  }

  /* Opens the theme's own search. */
  function searchButton(button) {
    var toggle = document.getElementById("__search");
    var field = document.querySelector(".md-search__input");
    if (!toggle || !field) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      toggle.checked = true;
      toggle.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  }

  /* Two neighbouring levels beside each other; ?compare=2,3 links to it. */
  function compareLevels(bar) {
    var ladder = bar.parentNode.querySelector(".rubric-ladder");
    var levels = ladder ? Array.from(ladder.querySelectorAll(".rubric-level")) : [];
    if (levels.length < 3 || bar.childElementCount) return;
    var buttons = [];
    bar.append("Compare:");
    levels.slice(1).forEach(function (level, place) {
      var pair = [level.dataset.score, levels[place].dataset.score];
      add(pair[0] + " and " + pair[1], pair);
    });
    buttons.reverse().forEach(function (button) { bar.append(button); });
    add("All", null);
    bar.append(buttons[buttons.length - 1]);
    bar.hidden = false;
    var asked = new URLSearchParams(location.search).get("compare");
    show(asked ? asked.split(",") : null, false);

    function add(label, pair) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.pair = pair;
      button.addEventListener("click", function () { show(pair, true); });
      buttons.push(button);
    }

    function show(pair, remember) {
      var known = pair && levels.filter(function (one) { return pair.includes(one.dataset.score); });
      if (!known || known.length !== 2) pair = null;
      levels.forEach(function (one) { one.hidden = Boolean(pair) && !pair.includes(one.dataset.score); });
      ladder.classList.toggle("rubric-ladder--pair", Boolean(pair));
      buttons.forEach(function (one) {
        one.setAttribute("aria-pressed", String(String(one.pair || "") === String(pair || "")));
      });
      if (remember) setQuery({ compare: pair ? pair.join(",") : "" });
    }
  }

  /* Filters the list of decisions; the choice is kept in the address. */
  function filterDecisions(form) {
    var items = Array.from(form.parentNode.querySelectorAll(".rubric-item"));
    var output = form.querySelector("output");
    var names = ["status", "criteria", "tags", "year", "words"];
    var query = new URLSearchParams(location.search);
    form.hidden = false;
    names.forEach(function (name) {
      if (form.elements[name] && query.has(name)) form.elements[name].value = query.get(name);
    });
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(apply); });
    apply();

    function apply() {
      var wanted = {};
      names.forEach(function (name) {
        wanted[name] = form.elements[name] ? form.elements[name].value.trim() : "";
      });
      var words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      items.forEach(function (item) {
        var text = words.length ? item.textContent.toLowerCase() : "";
        var fits = ["status", "criteria", "tags", "year"].every(function (name) {
          return !wanted[name] || item.dataset[name].split(" ").includes(wanted[name]);
        }) && words.every(function (word) { return text.includes(word); });
        item.hidden = !fits;
        shown += fits;
      });
      output.textContent = shown === items.length ? "" : shown
        ? shown + " of " + items.length + " shown"
        : "Nothing matches all of this. Clear shows everything again.";
      setQuery(wanted);
    }
  }

  /* The words of a point where the pointer or the focus is; arrow keys step from point to point. */
  function readChart(chart) {
    if (chart.querySelector(".rubric-tip")) return;
    var tip = document.createElement("div");
    tip.className = "rubric-tip";
    tip.hidden = true;
    tip.setAttribute("aria-hidden", "true");
    chart.append(tip);
    chart.querySelectorAll("svg").forEach(function (drawing) {
      var rows = ["version", "session", "decision"].map(function (kind) {
        return Array.from(drawing.querySelectorAll('[data-kind="' + kind + '"]'));
      }).filter(function (row) { return row.length; });
      var points = rows.flat();
      points.forEach(function (point) { point.setAttribute("tabindex", "-1"); });
      var entry = rows.find(function (row) { return row[0].dataset.kind === "session"; }) || points;
      if (entry.length) entry[entry.length - 1].setAttribute("tabindex", "0");
      points.forEach(function (point) {
        ["mouseenter", "focus"].forEach(function (kind) {
          point.addEventListener(kind, function () { say(point); });
        });
        ["mouseleave", "blur"].forEach(function (kind) {
          point.addEventListener(kind, function () { tip.hidden = true; });
        });
        point.addEventListener("keydown", function (event) {
          var row = rows.findIndex(function (one) { return one.includes(point); });
          var place = rows[row].indexOf(point);
          var to = {
            ArrowLeft: rows[row][place - 1],
            ArrowRight: rows[row][place + 1],
            Home: rows[row][0],
            End: rows[row][rows[row].length - 1],
            ArrowUp: nearest(rows[row - 1], point),
            ArrowDown: nearest(rows[row + 1], point),
          }[event.key];
          if (!to) return;
          event.preventDefault();
          points.forEach(function (one) { one.setAttribute("tabindex", one === to ? "0" : "-1"); });
          to.focus();
        });
      });
    });

    function nearest(row, point) {
      var x = point.getBoundingClientRect().left;
      return (row || []).slice().sort(function (a, b) {
        return Math.abs(a.getBoundingClientRect().left - x) - Math.abs(b.getBoundingClientRect().left - x);
      })[0];
    }

    function say(point) {
      var box = point.getBoundingClientRect();
      var frame = chart.getBoundingClientRect();
      tip.textContent = point.dataset.words;
      tip.hidden = false;
      var half = tip.offsetWidth / 2;
      var middle = box.left + box.width / 2;
      var x = Math.max(half + 8, Math.min(document.documentElement.clientWidth - half - 8, middle));
      var above = box.top - tip.offsetHeight - 10;
      tip.style.left = x - half - frame.left + "px";
      tip.style.top = (above > 110 ? above : box.bottom + 10) - frame.top + "px";
    }
  }

  /* The period of the trend, kept in the address. */
  function choosePeriod(form) {
    var figures = Array.from(form.parentNode.querySelectorAll("[data-period]"));
    if (figures.length < 2) return;
    form.hidden = false;
    var asked = new URLSearchParams(location.search).get("period");
    if (asked && figures.some(function (one) { return one.dataset.period === asked; })) {
      form.elements.period.value = asked;
    }
    form.addEventListener("change", apply);
    apply();

    function apply() {
      var chosen = form.elements.period.value;
      figures.forEach(function (one) { one.hidden = one.dataset.period !== chosen; });
      setQuery({ period: chosen === figures[0].dataset.period ? "" : chosen });
    }
  }

  /* The group of criteria, kept in the address. */
  function filterMultiples(form) {
    var items = Array.from(form.parentNode.querySelectorAll("[data-group]"));
    form.hidden = false;
    form.elements.group.value = new URLSearchParams(location.search).get("group") || "";
    form.addEventListener("change", apply);
    apply();

    function apply() {
      var chosen = form.elements.group.value;
      items.forEach(function (one) { one.hidden = Boolean(chosen) && one.dataset.group !== chosen; });
      setQuery({ group: chosen });
    }
  }

  /*
   * What a criterion said on a day. Every wording has a page; the day stands in the address, so that
   * a link quotes it, and still leads to the right wording when there are more of them.
   */
  function asOf(form) {
    var field = form.elements.on;
    var told = form.querySelector("output");
    var pages = Array.from(form.querySelectorAll("a[data-first]"));
    var opener = form.dataset.rubricAsOf && document.querySelector("[data-rubric-as-of-open]");
    form.hidden = Boolean(opener);
    if (opener) {
      opener.hidden = false;
      opener.addEventListener("click", function () {
        form.hidden = !form.hidden;
        if (!form.hidden) field.focus();
      });
    }
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show(field.value);
    });
    var asked = new URL(location.href).searchParams.get("on");
    if (/^\d{4}-\d\d-\d\d$/.test(asked || "")) show(asked);

    function show(day) {
      field.value = day;
      form.hidden = false;
      if (field.value !== day) {
        told.textContent = "There is no such day.";
        return;
      }
      if (day > field.max) {
        told.textContent = "What it will say on " + words(day) + " is not known.";
        return;
      }
      var found = pages.filter(function (one) { return one.dataset.first <= day; }).pop();
      if (!found) {
        told.textContent = "Nothing is on record before " + words(pages[0].dataset.first) + ".";
        return;
      }
      if (found.dataset.until && found.dataset.until <= day) {
        told.textContent = "It was not in the guideline on " + words(day) + ".";
        return;
      }
      var target = new URL(found.href);
      target.searchParams.set("on", day);
      if (bare(target.pathname) !== bare(location.pathname)) {
        location.assign(target.href);
        return;
      }
      setQuery({ on: day });
      told.textContent = "This is what it said on " + words(day) + ". ";
      var copy = document.createElement("button");
      copy.type = "button";
      copy.textContent = "Copy a link that quotes it";
      copy.addEventListener("click", function () {
        navigator.clipboard.writeText(target.href).then(function () { copy.textContent = "Copied"; });
      });
      if (navigator.clipboard) told.append(copy);
      document.querySelectorAll("[data-rubric-held] > [data-first]").forEach(function (one) {
        var first = one.dataset.first, until = one.dataset.until;
        var held = Boolean(first) && first <= day && !(until && until <= day);
        one.classList.toggle("rubric-lapsed", !held);
        one.parentNode.classList.add("rubric-dated");
        var pill = one.querySelector(".rubric-pill");
        if (pill) {
          pill.className = "rubric-pill " + (held ? "rubric-pill--accepted" : "rubric-pill--rejected");
          pill.textContent = (held ? "In force on " : "Not in force on ") + words(day);
        }
      });
    }
  }

  /* Hosts differ in whether they keep the ending of a page's address. */
  function bare(path) {
    return path.replace(/(index)?\.html$/, "").replace(/\/$/, "");
  }

  function words(day) {
    return new Date(day + "T12:00:00").toLocaleDateString(document.documentElement.lang || "en", {
      day: "numeric", month: "long", year: "numeric"
    });
  }

  /*
   * What is new since this reader's last visit. What they have seen is remembered in their browser,
   * and nowhere else; within one visit, new things stay marked as new.
   */
  function sinceLastVisit(note) {
    var entries = Array.from(document.querySelectorAll("[data-key]"));
    var link = note.querySelector("a");
    var name = "rubric-seen:" + new URL(link ? link.href : location.href).pathname;
    var keys = link ? note.dataset.rubricVisit.split("\n")
      : entries.map(function (one) { return one.dataset.key; });
    var seen = read(sessionStorage, name) || read(localStorage, name);
    if (seen) {
      write(sessionStorage, name, seen);
      // The newest comes first. What stands below something seen is older than that visit, and the
      // start page, which knows but a few, may have been all that was seen.
      var last = keys.reduce(function (found, key, at) {
        return seen.indexOf(key) < 0 ? found : at;
      }, keys.length);
      var fresh = keys.filter(function (key, at) {
        return key && at < last && seen.indexOf(key) < 0;
      });
      entries.forEach(function (one) {
        one.classList.toggle("rubric-new--fresh", fresh.indexOf(one.dataset.key) >= 0);
      });
      if (fresh.length) {
        var count = fresh.length === 1 ? "One thing is" : fresh.length + " things are";
        (link || note).textContent = count + " new since your last visit";
        note.hidden = false;
      }
    }
    if (!link) write(localStorage, name, keys.slice(0, 500));
    else if (!seen) write(localStorage, name, keys);
  }

  function read(store, name) {
    try { return JSON.parse(store.getItem(name)); } catch (error) { return null; }
  }

  function write(store, name, value) {
    try { store.setItem(name, JSON.stringify(value)); } catch (error) { /* private browsing */ }
  }

  function setQuery(values) {
    var url = new URL(location.href);
    Object.keys(values).forEach(function (name) {
      if (values[name]) url.searchParams.set(name, values[name]);
      else url.searchParams.delete(name);
    });
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  /* On paper, what is folded away is missing. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (one) { one.open = true; });
  });

  /* Material with instant navigation swaps pages without loading them. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

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
    document.querySelectorAll("a[data-rubric-moved]").forEach(function (link) {
      location.replace(link.href + location.hash);
    });
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
      output.textContent = shown === items.length ? "" : shown + " of " + items.length + " shown";
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
      var points = Array.from(drawing.querySelectorAll("[data-words]")).sort(function (a, b) {
        return a.getBBox().x - b.getBBox().x;
      });
      points.forEach(function (point, place) {
        ["mouseenter", "focus"].forEach(function (kind) {
          point.addEventListener(kind, function () { say(point); });
        });
        ["mouseleave", "blur"].forEach(function (kind) {
          point.addEventListener(kind, function () { tip.hidden = true; });
        });
        point.addEventListener("keydown", function (event) {
          var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          var to = event.key === "Home" ? 0 : event.key === "End" ? points.length - 1 : place + step;
          if (!points[to]) return;
          event.preventDefault();
          points[to].focus();
        });
      });
    });

    function say(point) {
      var box = point.getBoundingClientRect();
      var frame = chart.getBoundingClientRect();
      tip.textContent = point.dataset.words;
      tip.hidden = false;
      var half = tip.offsetWidth / 2;
      var x = box.left + box.width / 2 - frame.left;
      tip.style.left = Math.max(half, Math.min(frame.width - half, x)) + "px";
      tip.style.top = box.top - frame.top + "px";
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

  function setQuery(values) {
    var url = new URL(location.href);
    Object.keys(values).forEach(function (name) {
      if (values[name]) url.searchParams.set(name, values[name]);
      else url.searchParams.delete(name);
    });
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  /* Material with instant navigation swaps pages without loading them. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

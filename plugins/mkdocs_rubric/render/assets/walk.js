/*
 * Leads through the gaps of a session, one at a time. What the team agrees on is kept in this
 * browser until it is handed over. Needs clipboard.js and kept.js.
 */
(function () {
  "use strict";

  var FORGET = 8 * 60 * 60 * 1000; // a clock older than this is of another meeting
  var LONGEST = 6000; // characters of an address that every host takes
  document.querySelectorAll("[data-rubric-walk]").forEach(walk);

  function walk(root) {
    if (root.classList.contains("rubric-walk--on")) return;
    var slides = all("[data-walk-slide]");
    var gaps = all("[data-walk-gap]");
    var key = "rubric-walk:" + location.pathname.replace(/(index)?\.html$/, "") + ":" + root.dataset.rubricWalk;
    var kept = window.rubricKept.read(key) || {};
    var keeps = window.rubricKept.write(key, JSON.stringify(kept));
    var at = 0;
    if (kept.start && Date.now() - kept.start > FORGET) delete kept.start;

    root.classList.add("rubric-walk--on");
    one("[data-walk-bar]").hidden = false;
    one(".rubric-walk__keys").hidden = false;
    one("[data-walk-start]").hidden = false;
    one("[data-walk-blocked]").hidden = keeps;
    var steps = gaps.map(addStep);
    gaps.forEach(addButtons);
    one("[data-walk-start]").addEventListener("click", function () { show(1, true); });
    one("[data-walk-back]").addEventListener("click", function () { show(at - 1, true); });
    one("[data-walk-on]").addEventListener("click", function () { show(at + 1, true); });
    one("[data-walk-download]").addEventListener("click", download);
    one("[data-walk-forget]").addEventListener("click", forget);
    document.addEventListener("keydown", keyed);
    window.addEventListener("hashchange", toHash);
    var ticking = setInterval(tick, 10000);
    toHash();
    refresh();

    function keep() { window.rubricKept.write(key, JSON.stringify(kept)); }
    function one(selector) { return root.querySelector(selector); }
    function all(selector) { return Array.from(root.querySelectorAll(selector)); }

    function placeOf(gap) { return gap.dataset.conversation + "," + gap.dataset.criterion; }

    function agreed(gap) {
      return (kept.agreed || {})[placeOf(gap)] || gap.dataset.agreed;
    }

    /* A page that is swapped out by its theme takes its listeners along. */
    function gone() {
      if (document.contains(root)) return false;
      document.removeEventListener("keydown", keyed);
      window.removeEventListener("hashchange", toHash);
      clearInterval(ticking);
      return true;
    }

    function toHash() {
      if (gone()) return;
      var asked = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
      var place = slides.indexOf(asked);
      show(place > 0 ? place : location.hash === "#walk-end" ? slides.length - 1 : 0, place > 0);
    }

    function show(place, move) {
      at = Math.max(0, Math.min(slides.length - 1, place));
      slides.forEach(function (slide, number) { slide.hidden = number !== at; });
      root.dataset.at = at === 0 ? "start" : at === slides.length - 1 ? "end" : "gap";
      var gap = at - 1 < gaps.length && at > 0;
      one("[data-walk-place]").textContent = gap
        ? "Gap " + at + " of " + gaps.length
        : at === 0 ? "Start" : "The end";
      steps.forEach(function (step, number) {
        if (number + 1 === at) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
      });
      one("[data-walk-back]").disabled = at === 0;
      one("[data-walk-on]").disabled = at === slides.length - 1;
      if (gap && !kept.start) {
        kept.start = Date.now();
        keep();
      }
      if (gap) history.replaceState(history.state, "", "#" + slides[at].id);
      else history.replaceState(history.state, "", at ? "#walk-end" : location.pathname + location.search);
      if (move) {
        var heading = slides[at].querySelector("h2");
        window.scrollTo(0, 0);
        if (heading) heading.focus({ preventScroll: true });
      }
      tick();
    }

    function keyed(event) {
      if (gone() || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      var to = { ArrowRight: at + 1, PageDown: at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: slides.length - 1 }[event.key];
      var gap = slides[at].hasAttribute("data-walk-gap") ? slides[at] : null;
      if (to !== undefined) {
        if (event.target.closest("pre") && event.key.indexOf("Arrow") === 0) return;
        event.preventDefault();
        show(to, true);
      } else if (gap && /^[0-9n]$/i.test(event.key)) {
        var score = /n/i.test(event.key) ? "NA" : event.key;
        if (gap.querySelector('[data-walk-step="' + score + '"]')) record(gap, score);
      }
    }

    function addStep(gap, number) {
      var step = document.createElement("button");
      step.type = "button";
      step.addEventListener("click", function () { show(number + 1, true); });
      one("[data-walk-steps]").append(step);
      return step;
    }

    /* Each level of the scale is a button that records it. */
    function addButtons(gap) {
      gap.querySelectorAll("[data-walk-step]").forEach(function (step) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "rubric-dots__agree";
        button.textContent = "Agree on " + step.querySelector(".rubric-dots__score").textContent;
        button.addEventListener("click", function () { record(gap, step.dataset.walkStep); });
        step.append(button);
      });
    }

    /* The same again takes it back. */
    function record(gap, score) {
      kept.agreed = kept.agreed || {};
      if (kept.agreed[placeOf(gap)] === score) delete kept.agreed[placeOf(gap)];
      else kept.agreed[placeOf(gap)] = score;
      keep();
      refresh();
    }

    function forget() {
      kept = {};
      keep();
      refresh();
      tick();
    }

    function refresh() {
      var lines = all("[data-walk-gaps] [data-walk-agreed]");
      gaps.forEach(function (gap, number) {
        var score = agreed(gap);
        var settled = gap.hasAttribute("data-settled");
        gap.querySelectorAll("[data-walk-step]").forEach(function (step) {
          var chosen = step.dataset.walkStep === score;
          step.classList.toggle("rubric-dots--agreed", chosen);
          step.querySelector("button").setAttribute("aria-pressed", String(chosen));
        });
        gap.querySelectorAll("[data-walk-name]").forEach(function (name) {
          if (name.dataset.walkName === "" && name.hidden) name.dataset.walkName = "later";
          if (name.dataset.walkName === "later") name.hidden = !score;
        });
        var entry = document.getElementById(gap.id + "-case");
        if (entry) entry.textContent = entry.textContent.replace(/(\n    score:).*/, "$1 " + score);
        lines[number].textContent = score ? "agreed: " + (score === "NA" ? "N/A" : score) : "";
        steps[number].className = settled ? "rubric-step--settled" : score ? "rubric-step--agreed" : "";
        steps[number].setAttribute("aria-label", "Gap " + (number + 1) + (settled ? ", settled" : score ? ", agreed on" : ""));
      });
      handOver();
    }

    /* The rows that are not in the repository yet. */
    function handOver() {
      var box = one("[data-walk-hand-over]");
      var exists = box.hasAttribute("data-exists");
      var recorded = gaps.filter(function (gap) {
        return agreed(gap) && agreed(gap) !== (exists ? gap.dataset.agreed : "");
      }).map(function (gap) { return placeOf(gap) + "," + agreed(gap) + ","; });
      var same = all("[data-walk-same]").map(function (row) {
        return placeOf(row) + "," + row.dataset.walkSame + ",";
      });
      var rows = recorded.concat(exists || !recorded.length ? [] : same);
      var text = (exists ? "" : "conversation,criterion,score,note\n") + rows.join("\n") + "\n";
      box.hidden = !rows.length;
      one("[data-walk-rows]").textContent = text;
      var add = one("[data-walk-add]");
      var filled = box.dataset.new.replace("{text}", encodeURIComponent(text));
      var fits = filled && filled.length <= LONGEST;
      add.href = exists ? box.dataset.edit : fits ? filled : box.dataset.newEmpty;
      add.hidden = !add.getAttribute("href");
      add.onclick = exists || !fits ? function () { window.rubricCopy(text, null); } : null;
    }

    function download() {
      window.rubricKept.download("consensus.csv", one("[data-walk-rows]").textContent, "text/csv");
    }

    function tick() {
      if (gone()) return;
      var planned = Number(root.dataset.minutes);
      var used = kept.start ? Math.floor((Date.now() - kept.start) / 60000) : 0;
      var clock = one("[data-walk-clock]");
      clock.textContent = planned ? used + " of " + planned + " min" : used + " min";
      clock.classList.toggle("rubric-warn", Boolean(planned) && used > planned);
    }
  }
})();

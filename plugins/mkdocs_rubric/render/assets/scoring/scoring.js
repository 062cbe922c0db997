/*
 * Scores conversations by criteria: levels, notes, what is missing; kept as one types. What becomes
 * of the scores is for the script to say that starts it. Needs kept.js,
 * keys.js and rows.js.
 */
(function () {
  "use strict";

  /**
   * Starts a form.
   *
   * @param form holds the conversations, each with its criteria.
   * @param guides holds what each criterion says.
   * @param told has `copyName()` and `about()` for a copy; `changed()`; `done()` after the last key;
   *   and may have `locked(conversation)`, and `ends(conversation)` for who scored its last criterion
   *   by a key: whether it takes the reader elsewhere.
   */
  window.rubricScoring = function (form, guides, told) {
    var asked = {}, key = "", state = empty(), shown = 0, active = null, kept = true, unsaved = false;
    var byPointer = false, began = false, store = window.rubricKept;
    Array.from(guides.querySelectorAll("[data-guide]")).forEach(function (guide) {
      var home = document.createComment("");
      guide.before(home);
      asked[guide.dataset.guide] = {
        guide: guide, home: home, title: guide.dataset.title, wording: guide.dataset.wording,
        na: "na" in guide.dataset,
        levels: Array.from(guide.querySelectorAll("[data-score]")).reverse(),
      };
    });
    var sheets = Array.from(form.querySelectorAll("[data-conversation]"));
    var tabs = Array.from(form.querySelectorAll("[data-tab]"));
    var rows = [];
    sheets.forEach(function (sheet, place) {
      sheet.querySelectorAll("[data-criterion]").forEach(function (element) {
        var of = asked[element.dataset.criterion];
        rows.push(window.rubricRow(element, of, sheet.dataset.conversation, place, {
          score: function (one) { return cell(one)[0]; },
          give: give,
          note: function (one, words) { put(one, cell(one)[0], words); },
          next: function (one) { go(rows[rows.indexOf(one) + 1]); },
        }));
      });
    });
    var names = sheets.map(function (sheet) { return sheet.dataset.conversation; });

    function part(name) { return form.querySelector('[data-part="' + name + '"]'); }

    function empty() { return { scores: {}, wordings: {}, conversations: [], more: {} }; }

    function cell(one) {
      return Object.prototype.hasOwnProperty.call(state.scores, one.key) ? state.scores[one.key] : ["", ""];
    }

    function put(one, score, note) {
      if (told.locked && told.locked(one.conversation)) {
        paint(one);
        return say(one.conversation + " is scored. What you gave stays as it was.");
      }
      state.scores[one.key] = [score, note];
      save();
      paint(one);
    }

    /* The score stays under the finger that gave it; only keys move on. */
    function give(one, score) {
      put(one, score, cell(one)[1]);
      inPlace(one, function () { activate(one); });
      if (!told.locked || !told.locked(one.conversation)) tell(one);
    }

    function tell(one) {
      var given = cell(one)[0], done = rows.filter(scored).length;
      var words = given ? (given === "NA" ? "N/A" : given) : "no score";
      say(one.of.title + ": " + words + ". " + done + " of " + rows.length + " scored" +
        (kept ? ", kept in this browser." : ", not kept."));
    }

    function say(words) { part("told").textContent = words; }

    function scored(one) { return cell(one)[0] !== ""; }

    function save() {
      unsaved = true;
      kept = Boolean(key) && store.write(key, JSON.stringify(state));
      if (kept) unsaved = false;
      part("blocked").hidden = kept;
      count();
      told.changed();
    }

    function paint(one) {
      var now = cell(one);
      one.buttons.forEach(function (button) {
        button.element.setAttribute("aria-pressed", String(button.score === now[0]));
      });
      one.element.classList.toggle("rubric-asked--done", now[0] !== "");
      one.element.classList.toggle("rubric-asked--noted", now[1] !== "");
      if (one.note.value !== now[1]) one.note.value = now[1];
      one.note.style.height = "auto";
      if (one === active) one.note.style.height = one.note.scrollHeight + 2 + "px";
      one.element.querySelectorAll(".rubric-boxes span").forEach(function (box) {
        box.classList.toggle("rubric-chosen", box.textContent.replace("/", "") === now[0]);
      });
      if (one === active) one.of.levels.forEach(function (level) {
        level.classList.toggle("rubric-chosen", level.dataset.score === now[0]);
      });
    }

    function count() {
      var done = rows.filter(scored).length;
      part("progress").textContent = done + " of " + rows.length;
      form.querySelector("progress").value = done / rows.length;
      part("next").disabled = done === rows.length;
      tabs.forEach(function (tab, place) {
        var mine = rows.filter(function (one) { return one.sheet === place; });
        var full = mine.filter(scored).length;
        tab.querySelector("span").textContent = full === mine.length ? "\u2713" : full + "/" + mine.length;
        tab.classList.toggle("rubric-tab--done", full === mine.length);
      });
    }

    function show(place) {
      shown = place;
      sheets.forEach(function (sheet, at) { sheet.hidden = at !== place; });
      tabs.forEach(function (tab, at) { tab.setAttribute("aria-pressed", String(at === place)); });
    }

    /* What a criterion says comes to where it is scored. */
    function activate(one) {
      if (active && active !== one) {
        active.element.classList.remove("rubric-asked--active");
        active.of.home.after(active.of.guide);
      }
      if (one.sheet !== shown) show(one.sheet);
      active = one;
      one.element.classList.add("rubric-asked--active");
      one.next.hidden = !beside(1);
      if (beside(1)) one.next.textContent = "Next: " + (beside(1).sheet === one.sheet ? "" : beside(1).conversation + ", ") + beside(1).of.title;
      if (one.of.guide.parentNode !== one.slot) one.slot.prepend(one.of.guide);
      paint(one);
    }

    function inPlace(one, change) {
      var before = one.element.getBoundingClientRect().top;
      change();
      window.scrollBy(0, one.element.getBoundingClientRect().top - before);
    }

    /* To a criterion; to what was said, where that is new and stands above and not beside it. */
    function go(one, again) {
      if (!one) return;
      var turned = again || one.sheet !== shown, sheet = sheets[one.sheet];
      activate(one);
      form.style.setProperty("--rubric-bar", part("bar").offsetHeight + "px"); // it stands above
      one.element.focus({ preventScroll: true });
      var talk = sheet.querySelector(".rubric-sheet__talk").getBoundingClientRect();
      var above = talk.right > one.element.getBoundingClientRect().left;
      (turned && above ? sheet : one.element).scrollIntoView({ block: "start" });
    }

    function beside(step) { return rows[rows.indexOf(active) + step]; }

    function missing() {
      var from = rows.indexOf(active) + 1;
      return rows.slice(from).concat(rows.slice(0, from)).find(function (one) { return !scored(one); });
    }

    function moveOn(one, score) {
      put(one, score, cell(one)[1]);
      if (told.locked && told.locked(one.conversation)) return;
      tell(one);
      var last = !beside(1) || beside(1).sheet !== one.sheet;
      if (last && told.ends && told.ends(one.conversation)) activate(one);
      else if (beside(1)) go(beside(1));
      else if (missing()) go(missing());
      else {
        activate(one);
        told.done();
      }
    }

    function toggleKeys() {
      var help = form.querySelector("#rubric-keys");
      help.hidden = !help.hidden;
      part("keys").setAttribute("aria-expanded", String(!help.hidden));
      go(active);
    }

    function turn(step) {
      go(rows.find(function (one) { return one.sheet === shown + step; }));
    }

    window.rubricKeys(form, {
      active: function () { return began ? active : null; },
      step: function (step) { go(beside(step)); },
      turn: turn,
      back: function () { go(active); },
      missing: function () { go(missing()); },
      note: function () { active.note.focus(); },
      clear: function () { give(active, ""); },
      give: moveOn,
      say: say,
      help: toggleKeys,
    });
    form.addEventListener("pointerdown", function () { byPointer = true; });
    form.addEventListener("click", function (event) {
      byPointer = false;
      var one = began && rowOf(event.target);
      if (one && one !== active) inPlace(one, function () { activate(one); });
    });
    form.addEventListener("focusin", function (event) {
      var one = began && !byPointer && rowOf(event.target);
      if (one && one !== active) inPlace(one, function () { activate(one); });
    });

    function rowOf(element) {
      var found = element.closest("[data-criterion]");
      return rows.find(function (one) { return one.element === found; });
    }

    tabs.forEach(function (tab, place) {
      tab.addEventListener("click", function () {
        var mine = rows.filter(function (one) { return one.sheet === place; });
        go(mine.find(function (one) { return !scored(one); }) || mine[0], true);
      });
    });
    part("next").addEventListener("click", function () { go(missing()); });
    part("keys").addEventListener("click", toggleKeys);
    form.querySelectorAll('[data-part="copy"]').forEach(function (button) {
      button.addEventListener("click", copy);
    });
    part("changed").querySelector("button").addEventListener("click", function () {
      part("changed").hidden = true;
      remember();
      save();
      go(active);
    });

    /* A listener that ends with the page, also where a theme swaps pages. */
    function listen(kind, does) {
      window.addEventListener(kind, function heard(event) {
        if (form.isConnected) does(event);
        else window.removeEventListener(kind, heard);
      });
    }
    listen("pointerup", function () { setTimeout(function () { byPointer = false; }); });
    listen("beforeprint", function () { if (active) active.of.home.after(active.of.guide); });
    listen("afterprint", function () { if (active) active.slot.prepend(active.of.guide); });
    listen("beforeunload", function (event) { if (unsaved) event.preventDefault(); });
    listen("storage", function (event) { // the same form in another tab
      if (began && event.key === key && event.newValue) take(JSON.parse(event.newValue));
    });

    function take(given) {
      state = Object.assign(empty(), given);
      rows.forEach(function (one) {
        var now = cell(one)[0]; // a level that is gone is no score
        if (now && !one.buttons.some(function (button) { return button.score === now; })) {
          state.scores[one.key] = ["", cell(one)[1]];
        }
        paint(one);
      });
      count();
      told.changed();
    }

    function remember() {
      state.conversations = names;
      state.wordings = {};
      Object.keys(asked).forEach(function (name) { state.wordings[name] = asked[name].wording; });
    }

    function copy() {
      unsaved = false;
      store.download(told.copyName(), JSON.stringify({ about: told.about(), state: state }), "application/json");
    }

    return {
      /** Begins, with what was kept under a name, or with `given`. */
      open: function (name, given) {
        key = name;
        began = true;
        show(0);
        var known = given || store.read(key);
        var changes = known ? store.changes(known, asked, names, rows) : [];
        take(known || {});
        if (!known) remember();
        var list = part("changed").querySelector("ul");
        list.replaceChildren();
        changes.forEach(function (words) { list.append(document.createElement("li")); list.lastChild.textContent = words; });
        part("changed").hidden = !changes.length;
        form.classList.add("rubric-form--on");
        guides.classList.add("rubric-guides--aside");
        part("bar").hidden = false;
        save();
        go(missing() || rows[0]);
      },
      rows: function () {
        return rows.map(function (one) {
          return { conversation: one.conversation, criterion: one.criterion, score: cell(one)[0], note: cell(one)[1] };
        });
      },
      missing: function () { return rows.length - rows.filter(scored).length; },
      more: function () { return state.more; },
      kept: function () { return kept; },
      save: save,
    };
  };
})();

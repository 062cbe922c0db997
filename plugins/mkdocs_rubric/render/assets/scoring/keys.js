/* Scores by keys, while the focus is in the form: no key does anything elsewhere on the page. */
(function () {
  "use strict";

  var WAIT = 700; // milliseconds for a second digit, where a score has two

  /** Listens to keys in `form`; `does` says what each is to do. */
  window.rubricKeys = function (form, does) {
    var typing = "", waiting = 0, settle = nothing;
    var keys = {
      ArrowDown: function () { does.step(1); }, j: function () { does.step(1); },
      ArrowUp: function () { does.step(-1); }, k: function () { does.step(-1); },
      ArrowRight: function () { does.turn(1); }, ArrowLeft: function () { does.turn(-1); },
      m: does.missing, "?": does.help, w: does.note, Backspace: does.clear,
      n: function () {
        var one = does.active();
        if (one.of.na) does.give(one, "NA");
        else does.say("N/A is not allowed on " + one.of.title + ".");
      },
    };

    /*
     * A score at once where all of it is typed and no other begins like it, else when no further
     * digit comes: whoever types 100 does not mean the 0 for the criterion after.
     */
    function typed(one, digit) {
      clearTimeout(waiting);
      settle = nothing;
      var text = typing + digit;
      var all = one.of.levels.map(function (level) { return level.dataset.score; });
      var begun = all.filter(function (score) { return score.indexOf(text) === 0; });
      typing = "";
      if (begun.length === 1 && begun[0] === text) return does.give(one, text);
      if (begun.length) {
        typing = text;
        settle = function () {
          clearTimeout(waiting);
          typing = "";
          settle = nothing;
          var meant = begun.includes(text) ? text : begun.length === 1 ? begun[0] : "";
          if (!meant || one !== does.active()) return false;
          does.give(one, meant);
          return true;
        };
        waiting = setTimeout(function () { settle(); }, WAIT);
        return;
      }
      if (text !== digit) return typed(one, digit);
      does.say(one.of.title + " has no " + text + ". Its scores are " + all.join(", ") + ".");
    }

    /* Where nothing is being typed. */
    function nothing() { return false; }

    form.addEventListener("keydown", function (event) {
      var one = does.active(), target = event.target;
      if (!one || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (target.classList.contains("rubric-note")) {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        return does.back();
      }
      if (target.closest("input, select, textarea, .rubric-hand")) return;
      var plain = event.key.length === 1;
      if (plain) event.stopPropagation(); // some themes leave the page on a letter
      // What is read scrolls by its arrows.
      if (event.key.indexOf("Arrow") === 0 && target.closest(".rubric-sheet__talk")) return;
      var name = plain ? event.key.toLowerCase() : event.key;
      if (/^[0-9.,-]$/.test(name)) {
        typed(one, name.replace(",", "."));
        return event.preventDefault();
      }
      var onward = ["ArrowDown", "j", "Enter"].includes(name);
      if (settle() && onward) return event.preventDefault(); // giving a score has gone on already
      if (Object.prototype.hasOwnProperty.call(keys, name)) keys[name]();
      else return;
      event.preventDefault();
    });
  };
})();

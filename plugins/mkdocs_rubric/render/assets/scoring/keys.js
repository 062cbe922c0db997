/* Scores by keys, while the focus is in the form: no key does anything elsewhere on the page. */
(function () {
  "use strict";

  var WAIT = 700; // milliseconds for a second digit, where a score has two

  /** Listens to keys in `form`; `does` says what each is to do. */
  window.rubricKeys = function (form, does) {
    var typing = "", waiting = 0;
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

    /* A score at once where no other begins like it, else when no further digit comes. */
    function typed(one, digit) {
      clearTimeout(waiting);
      var text = typing + digit;
      var all = one.of.levels.map(function (level) { return level.dataset.score; });
      var begun = all.filter(function (score) { return score.indexOf(text) === 0; });
      typing = "";
      if (begun.length === 1) return does.give(one, begun[0]);
      if (begun.length) {
        typing = text;
        waiting = setTimeout(function () {
          typing = "";
          if (begun.includes(text) && one === does.active()) does.give(one, text);
        }, WAIT);
        return;
      }
      if (text !== digit) return typed(one, digit);
      does.say(one.of.title + " has no " + text + ". Its scores are " + all.join(", ") + ".");
    }

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
      if (/^[0-9-]$/.test(name)) typed(one, name);
      else if (Object.prototype.hasOwnProperty.call(keys, name)) keys[name]();
      else return;
      event.preventDefault();
    });
  };
})();

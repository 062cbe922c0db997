/* One criterion on one conversation: a button for each level, a note, and what the criterion says. */
(function () {
  "use strict";

  /**
   * Makes the row.
   *
   * @param element is where it stands on the page.
   * @param of is the criterion: its title, its levels, whether it may be N/A.
   * @param conversation is the conversation's id, and `sheet` its place.
   * @param does has `score(row)`, and what happens on `give`, `note` and `next`.
   */
  window.rubricRow = function (element, of, conversation, sheet, does) {
    var criterion = element.dataset.criterion;
    var row = { element: element, of: of, conversation: conversation, criterion: criterion,
      key: conversation + "\n" + criterion, sheet: sheet, buttons: [] };
    var marks = made("div", "rubric-marks");
    of.levels.forEach(function (level) {
      var colour = /rubric-r\d/.exec(level.className);
      add(level.dataset.score, level.dataset.score, level.dataset.label, colour ? colour[0] : "");
    });
    if (of.na) add("NA", "N/A", "not applicable", "");

    row.note = made("textarea", "rubric-note");
    row.note.rows = 1;
    row.note.placeholder = "Note";
    row.note.setAttribute("aria-label", "Note on " + of.title);
    row.note.addEventListener("input", function () {
      // A sheet has a line for each score, so that a change shows which.
      if (/[\r\n]/.test(row.note.value)) row.note.value = row.note.value.replace(/\s*[\r\n]+\s*/g, " ");
      does.note(row, row.note.value);
    });

    row.slot = made("div", "rubric-asked__guide");
    row.slot.addEventListener("click", function (event) {
      var level = event.target.closest("[data-score]");
      if (!level || event.target.closest("summary, a") || String(getSelection())) return;
      does.give(row, level.dataset.score);
    });
    row.next = made("button", "rubric-next");
    row.next.addEventListener("click", function (event) {
      event.stopPropagation(); // a click in a row is one on it
      does.next(row);
    });
    row.slot.append(row.next);
    element.append(marks, row.note, row.slot);
    return row;

    function add(score, text, words, colour) {
      var button = made("button", "rubric-mark " + colour);
      button.title = words;
      button.setAttribute("aria-label", text + ", " + words);
      button.append(text);
      button.addEventListener("click", function () {
        does.give(row, does.score(row) === score ? "" : score);
      });
      row.buttons.push({ score: score, element: button });
      marks.append(button);
    }
  };

  function made(name, kind) {
    var element = document.createElement(name);
    element.className = kind;
    if (name === "button") element.type = "button";
    return element;
  }
})();

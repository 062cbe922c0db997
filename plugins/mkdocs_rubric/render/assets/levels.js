/* Two neighbouring levels beside each other; ?compare=2,3 links to it. Needs address.js. */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-compare]").forEach(compareLevels);

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
      var known = pair && levels.filter(function (level) { return pair.includes(level.dataset.score); });
      if (!known || known.length !== 2) pair = null;
      levels.forEach(function (level) { level.hidden = Boolean(pair) && !pair.includes(level.dataset.score); });
      ladder.classList.toggle("rubric-ladder--pair", Boolean(pair));
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(String(button.pair || "") === String(pair || "")));
      });
      if (remember) window.rubricAddress.set({ compare: pair ? pair.join(",") : "" });
    }
  }
})();

/*
 * What of the reading path somebody has read, and what has changed in it since. That is remembered
 * in their browser and nowhere else. Needs kept.js.
 */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-path]").forEach(follow);

  function follow(bar) {
    var kept = window.rubricKept, site = new URL(bar.dataset.root, location.href).href.replace(/[?#].*/, "");
    var place = "rubric-path:" + site, steps = Array.from(document.querySelectorAll("[data-step]"));
    var read = kept.read(place) || {};
    bar.hidden = false;
    part("blocked").hidden = kept.write(place, JSON.stringify(read));
    steps.forEach(function (step) {
      var box = step.querySelector("input");
      step.querySelector(".rubric-path__read").hidden = false;
      box.addEventListener("change", function () {
        if (box.checked) read[step.dataset.step] = digests(step);
        else delete read[step.dataset.step];
        keep();
      });
    });
    part("reset").addEventListener("click", function () {
      read = {};
      keep();
    });
    show();

    function part(name) { return bar.querySelector('[data-part="' + name + '"]'); }

    function keep() {
      part("blocked").hidden = kept.write(place, JSON.stringify(read));
      show();
    }

    /* What each part of a step says, by its key. */
    function digests(step) {
      var parts = JSON.parse(step.dataset.parts), found = {};
      Object.keys(parts).forEach(function (key) { found[key] = parts[key][1]; });
      return found;
    }

    function has(step) { return Object.prototype.hasOwnProperty.call(read, step.dataset.step); }

    function changes(step) {
      var parts = JSON.parse(step.dataset.parts), known = read[step.dataset.step], words = [];
      Object.keys(parts).forEach(function (key) {
        if (!(key in known)) words.push(parts[key][0] + " is new");
        else if (known[key] !== parts[key][1]) words.push(parts[key][0] + " says something else now");
      });
      return words;
    }

    function show() {
      var done = 0;
      steps.forEach(function (step) {
        var box = step.querySelector("input"), told = step.querySelector('[data-part="changed"]');
        var words = has(step) ? changes(step) : [];
        box.checked = has(step) && !words.length;
        done += box.checked;
        step.classList.toggle("rubric-path__step--read", box.checked);
        told.hidden = !words.length;
        told.textContent = words.length ? "Changed since you read it: " + words.join("; ") + "." : "";
        step.querySelector("label span").textContent = words.length ? "I have read what changed" : "I have read this";
      });
      bar.querySelector("progress").value = steps.length ? done / steps.length : 0;
      part("count").textContent = done + " of " + steps.length + " read";
    }
  }
})();

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
    var read = {}, before = kept.read(place) || {};
    Object.keys(before).forEach(function (name) {
      if (before[name] && typeof before[name] === "object") read[name] = before[name];
    });
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

    /* What a step is made of: key, what it belongs to, which part of that, a digest. */
    function parts(step) { return JSON.parse(step.dataset.parts); }

    function digests(step) {
      var found = {};
      parts(step).forEach(function (one) { found[one[0]] = one.slice(1); });
      return found;
    }

    function has(of, name) { return Object.prototype.hasOwnProperty.call(of, name); }

    /* What has changed, by what it belongs to: a phrase for each part. */
    function changes(step) {
      var now = digests(step), known = read[step.dataset.step], found = new Map();
      function tell(one, words) {
        var of = one[0], all = found.get(of) || found.set(of, []).get(of);
        all.push([one[1], words]);
      }
      Object.keys(now).forEach(function (key) {
        if (!has(known, key)) tell(now[key], "is new");
        else if (known[key][2] !== now[key][2]) tell(now[key], now[key][1] ? "has changed" : "says something else now");
      });
      if ("allThere" in step.dataset) Object.keys(known).forEach(function (key) {
        if (!has(now, key)) tell(known[key], "is gone");
      });
      return found;
    }

    /* "Empathy: level 3 has changed, what it asks has changed"; of all of it "Empathy is new". */
    function sentence(of, all) {
      var whole = all.find(function (one) { return !one[0]; });
      if (whole) return " " + whole[1] + ".";
      return ": " + all.map(function (one) { return one.join(" "); }).join(", ") + ".";
    }

    function link(step, of, within) {
      return Array.from(step.querySelectorAll(within + " a")).find(function (one) { return one.textContent === of; });
    }

    function row(step, of, all) {
      var item = document.createElement("li"), page = link(step, of, ""), was = link(step, of, '[data-part="was"]');
      item.append(page ? page.cloneNode(true) : of, sentence(of, all));
      if (was && all.every(function (one) { return one[1] !== "is new" || one[0]; })) {
        was = was.cloneNode(true);
        was.textContent = "What it said before";
        item.append(" ", was);
      }
      return item;
    }

    function show() {
      var done = 0, news = [];
      steps.forEach(function (step) {
        var box = step.querySelector("input"), told = step.querySelector('[data-part="changed"]');
        var found = has(read, step.dataset.step) ? changes(step) : new Map(), list = document.createElement("ul");
        box.checked = has(read, step.dataset.step) && !found.size;
        done += box.checked;
        step.classList.toggle("rubric-path__step--read", box.checked);
        told.hidden = !found.size;
        told.textContent = found.size ? "Changed since you read it:" : "";
        found.forEach(function (all, of) { list.append(row(step, of, all)); });
        if (found.size) {
          told.append(list);
          news.push(step);
        }
        step.querySelector("label span").textContent = found.size ? "I have read what changed" : "I have read this";
      });
      bar.querySelector("progress").value = steps.length ? done / steps.length : 0;
      part("count").textContent = done + " of " + steps.length + " read";
      part("news").hidden = !news.length;
      part("news").replaceChildren.apply(part("news"), ["Changed since you read it: "].concat(news.flatMap(function (step, at) {
        var heading = step.querySelector("h2"), to = document.createElement("a");
        to.href = "#" + heading.id;
        to.textContent = step.getAttribute("aria-label");
        return at ? [", ", to] : [to];
      })));
    }
  }
})();

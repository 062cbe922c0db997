/* The words of a point where the pointer or the focus is; arrow keys step from point to point. */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-chart]").forEach(readChart);

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
          var row = rows.findIndex(function (points) { return points.includes(point); });
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
          points.forEach(function (each) { each.setAttribute("tabindex", each === to ? "0" : "-1"); });
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
})();

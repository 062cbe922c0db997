/*
 * The whole standard on a day: of every criterion the wording that held. The day stands in the
 * address, and in the links to the wordings. Needs address.js and days.js.
 */
(function () {
  "use strict";

  var form = document.querySelector("[data-rubric-day]");
  if (!form) return;
  var field = form.elements.day, told = form.querySelector("output");
  var rows = Array.from(document.querySelectorAll(".rubric-table--day tbody tr"));
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  field.addEventListener("change", function () { show(field.value); });
  var asked = new URL(location.href).searchParams.get("on");
  show(/^\d{4}-\d\d-\d\d$/.test(asked || "") ? asked : field.value);

  function show(day) {
    if (!day) return;
    field.value = day;
    var held = 0;
    rows.forEach(function (row) {
      var holds = row.dataset.first <= day && !(row.dataset.until && row.dataset.until <= day);
      row.hidden = !holds;
      held += holds;
      row.querySelectorAll("a[href]").forEach(function (link) {
        var target = new URL(link.href);
        target.searchParams.set("on", day);
        link.href = target.href;
      });
    });
    window.rubricAddress.set({ on: day });
    told.textContent = held ? window.rubricDay.said(form, day)
      : "Nothing is on record before " + window.rubricDay.words(form.dataset.first) + ".";
  }
})();

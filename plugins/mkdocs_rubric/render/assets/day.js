/*
 * What a criterion said on a day. Every wording has a page; the day stands in the address, so that a
 * link quotes it, and still leads to the right wording when there are more of them. Needs address.js and days.js.
 */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-as-of]").forEach(asOf);

  function asOf(form) {
    var field = form.elements.on;
    var told = form.querySelector("output");
    var pages = Array.from(form.querySelectorAll("a[data-first]"));
    var opener = form.dataset.rubricAsOf && document.querySelector("[data-rubric-as-of-open]");
    form.hidden = Boolean(opener);
    if (opener) {
      opener.hidden = false;
      opener.addEventListener("click", function () {
        form.hidden = !form.hidden;
        if (!form.hidden) field.focus();
      });
    }
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show(field.value);
    });
    var asked = new URL(location.href).searchParams.get("on");
    if (/^\d{4}-\d\d-\d\d$/.test(asked || "")) show(asked);

    function show(day) {
      field.value = day;
      form.hidden = false;
      if (field.value !== day) {
        told.textContent = "There is no such day.";
        return;
      }
      var found = pages.filter(function (page) { return page.dataset.first <= day; }).pop();
      if (!found) {
        told.textContent = "Nothing is on record before " + words(pages[0].dataset.first) + ".";
        return;
      }
      if (found.dataset.until && found.dataset.until <= day) {
        told.textContent = "It was not in the guideline on " + words(day) + ".";
        return;
      }
      var target = new URL(found.href);
      target.searchParams.set("on", day);
      if (bare(target.pathname) !== bare(location.pathname)) {
        location.assign(target.href);
        return;
      }
      window.rubricAddress.set({ on: day });
      told.textContent = window.rubricDay.said(form, day) + " ";
      var copy = document.createElement("button");
      copy.type = "button";
      copy.textContent = "Copy a link that quotes it";
      copy.addEventListener("click", function () {
        navigator.clipboard.writeText(target.href).then(function () { copy.textContent = "Copied"; });
      });
      if (navigator.clipboard) told.append(copy);
      document.querySelectorAll("[data-rubric-held] > [data-first]").forEach(function (entry) {
        var first = entry.dataset.first, until = entry.dataset.until;
        var held = Boolean(first) && first <= day && !(until && until <= day);
        entry.classList.toggle("rubric-lapsed", !held);
        entry.parentNode.classList.add("rubric-dated");
        var pill = entry.querySelector(".rubric-pill");
        if (pill) {
          pill.className = "rubric-pill " + (held ? "rubric-pill--accepted" : "rubric-pill--rejected");
          pill.textContent = (held ? "In force on " : "Not in force on ") + words(day);
        }
      });
    }
  }

  /* Hosts differ in whether they keep the ending of a page's address. */
  function bare(path) {
    return path.replace(/(index)?\.html$/, "").replace(/\/$/, "");
  }

  function words(day) { return window.rubricDay.words(day); }
})();

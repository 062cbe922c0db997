/* Which period and which criteria the figures are shown for. Needs address.js. */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-periods]").forEach(choosePeriod);
  document.querySelectorAll("[data-rubric-multiples]").forEach(filterMultiples);

  /* The period of the trend, kept in the address. */
  function choosePeriod(form) {
    var figures = Array.from(form.parentNode.querySelectorAll("[data-period]"));
    if (figures.length < 2) return;
    form.hidden = false;
    var asked = new URLSearchParams(location.search).get("period");
    if (asked && figures.some(function (figure) { return figure.dataset.period === asked; })) {
      form.elements.period.value = asked;
    }
    form.addEventListener("change", apply);
    apply();

    function apply() {
      var chosen = form.elements.period.value;
      figures.forEach(function (figure) { figure.hidden = figure.dataset.period !== chosen; });
      window.rubricAddress.set({ period: chosen === figures[0].dataset.period ? "" : chosen });
    }
  }

  /* The group of criteria, kept in the address. */
  function filterMultiples(form) {
    var items = Array.from(form.parentNode.querySelectorAll("[data-group]"));
    form.hidden = false;
    form.elements.group.value = new URLSearchParams(location.search).get("group") || "";
    form.addEventListener("change", apply);
    apply();

    function apply() {
      var chosen = form.elements.group.value;
      items.forEach(function (item) { item.hidden = Boolean(chosen) && item.dataset.group !== chosen; });
      window.rubricAddress.set({ group: chosen });
    }
  }
})();

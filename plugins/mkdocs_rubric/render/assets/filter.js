/* Filters a list; the choice is kept in the address. Needs address.js. */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-filter]").forEach(filterList);

  function filterList(form) {
    var items = Array.from(form.parentNode.querySelectorAll("[data-item]"));
    var output = form.querySelector("output");
    var fields = Array.from(form.elements).filter(function (field) { return field.name; });
    var names = fields.map(function (field) { return field.name; });
    var choices = names.filter(function (name) { return name !== "words"; });
    var query = new URLSearchParams(location.search);
    form.hidden = false;
    names.forEach(function (name) {
      if (form.elements[name] && query.has(name)) form.elements[name].value = query.get(name);
    });
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(apply); });
    apply();

    function apply() {
      var wanted = {};
      names.forEach(function (name) {
        wanted[name] = form.elements[name] ? form.elements[name].value.trim() : "";
      });
      var words = (wanted.words || "").toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      items.forEach(function (item) {
        var text = words.length ? item.textContent.toLowerCase() : "";
        var fits = choices.every(function (name) {
          return !wanted[name] || item.dataset[name].split(" ").includes(wanted[name]);
        }) && words.every(function (word) { return text.includes(word); });
        item.hidden = !fits;
        shown += fits;
      });
      output.textContent = shown === items.length ? "" : shown
        ? shown + " of " + items.length + " shown"
        : "Nothing matches all of this. Clear shows everything again.";
      window.rubricAddress.set(wanted);
    }
  }
})();

/* Copies texts, and makes the addresses in them whole. */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-whole]").forEach(function (place) {
    place.textContent = new URL(place.textContent, location.href).href;
  });
  document.querySelectorAll("[data-rubric-copy]").forEach(copies);

  /* A button, or a link that opens another page once its text is on the clipboard. */
  function copies(control) {
    var source = document.getElementById(control.dataset.rubricCopy);
    var label = control.textContent;
    control.hidden = false;
    control.addEventListener("click", function () {
      var text = source.textContent;
      var done = window.rubricCopy(text, source);
      control.textContent = done ? "Copied" : "Copy it by hand: it is selected";
      setTimeout(function () { control.textContent = label; }, 4000);
    });
  }
})();

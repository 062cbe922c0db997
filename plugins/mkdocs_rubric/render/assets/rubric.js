/* What every page has. Without any script pages are complete, only less handy. */
(function () {
  "use strict";

  /* On paper, what is folded away is missing. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (fold) { fold.open = true; });
  });
})();

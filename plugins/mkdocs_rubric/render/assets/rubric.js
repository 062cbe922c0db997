/* What every page has. Without any script pages are complete, only less handy. */
(function () {
  "use strict";

  /* What a form is filled in with was made on the day of the build: the reader's day goes there. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-rubric-dated]");
    if (!link) return;
    var now = new Date(), built = link.getAttribute("data-rubric-dated");
    var today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
      return String(part).padStart(2, "0");
    }).join("-");
    if (today <= built) return;
    link.href = link.href.split(built).join(today);
    link.setAttribute("data-rubric-dated", today);
  }, true);

  /* On paper, what is folded away is missing. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (fold) { fold.open = true; });
  });
})();

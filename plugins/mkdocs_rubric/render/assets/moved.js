/* A page that only leads to another; the place on it and what was asked come along. */
(function () {
  "use strict";

  document.querySelectorAll("a[data-rubric-moved]").forEach(function (link) {
    location.replace(link.href + location.search + location.hash);
  });
})();

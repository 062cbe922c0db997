/*
 * Days in words, and which version of the rubric held on one. A day after the build is answered with
 * what is known, and that it is only that.
 */
window.rubricDay = {
  words: function (day) {
    return new Date(day + "T12:00:00").toLocaleDateString("en-GB", { // as everywhere on the site
      day: "numeric", month: "long", year: "numeric"
    });
  },

  /* The version that held: of the marks below a place, the last that began by then. */
  version: function (place, day) {
    var found = Array.from(place.querySelectorAll("[data-version]")).filter(function (mark) {
      return mark.dataset.since <= day;
    }).pop();
    return found ? found.dataset.version : "";
  },

  said: function (place, day) {
    var version = this.version(place, day);
    var built = place.dataset.built;
    var told = version ? ", version " + version + "." : ".";
    if (!built || day <= built) return "This is what it said on " + this.words(day) + told;
    return "On " + this.words(day) + " this holds still, as far as is known" + told +
      " The site was made on " + this.words(built) + "; what was decided since is not in it.";
  }
};

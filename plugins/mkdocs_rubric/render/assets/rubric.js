/* What every page has. Without any script pages are complete, only less handy. */
(function () {
  "use strict";

  /*
   * Material completes every word of a question, so that "to" finds "tone" and "not" finds "notes".
   * Words that say nothing are taken out before its search worker is asked, and endings off long
   * words: then "swearing" finds "swears". (Its own stemmer is no help: what a reader types is
   * completed before it is stemmed, and words like "apologise" find nothing any more.)
   */
  var SMALL = new Set(("a about after again all also am an and any are as at be been before but by can " +
    "could did do does for from get gets got had has have he her him his how i if in into is it its " +
    "just me my no not of off on or our out over own said she should so some than that the their " +
    "them then there they this to too under up us was we were what when where which who why will " +
    "with without would you your").split(" "));

  function plainQuestion(question) {
    if (/["+:^~*-]/.test(question)) return question;
    var words = question.split(/\s+/).filter(Boolean);
    var last = words.length - 1;
    var kept = words.filter(function (word, place) {
      var typing = place === last && !/\s$/.test(question);
      return typing || !SMALL.has(word.toLowerCase());
    });
    return kept.length ? kept.map(withoutEnding).join(" ") : question;
  }

  function withoutEnding(word) {
    return word.replace(/^(\w{5,}?)(?:ing|ed|es|s)$/i, function (whole, stem) {
      return /ss$/i.test(whole) ? whole : stem;
    });
  }

  if (/^en/.test(document.documentElement.lang) && window.Worker) {
    var post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (message && message.type === 2 && typeof message.data === "string") {
        arguments[0] = { type: 2, data: plainQuestion(message.data) };
      }
      return post.apply(this, arguments);
    };
  }

  /* Opens the theme's own search. */
  function searchButton(button) {
    var toggle = document.getElementById("__search");
    var field = document.querySelector(".md-search__input");
    if (!toggle || !field) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      toggle.checked = true;
      toggle.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  }

  /* On paper, what is folded away is missing. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (fold) { fold.open = true; });
  });
  function start() {
    document.querySelectorAll("[data-rubric-search]").forEach(searchButton);
  }

  /* Material with instant navigation swaps pages without loading them. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

/*
 * Opens the finder from the theme's own search field and keys, and from the field of the first page.
 * What it needs is loaded when somebody is about to look for something.
 */
(function () {
  "use strict";

  var folder = document.currentScript.src.replace(/[^/]*$/, "");
  var OPENERS = "[data-rubric-search], label[for=__search], [data-bs-target='#mkdocs_search_modal'], " +
    "[data-target='#mkdocs_search_modal']";
  var FIELDS = ".md-search__input, [role=search] input, input[type=search]";
  var loaded = null;
  var typed = null; // what is typed until the dialog is there

  document.documentElement.classList.add("rubric-finds");
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("click", onClick, true); // before a theme that listens to all clicks
  document.addEventListener("mousedown", function (event) {
    if (field(event.target)) event.preventDefault(); // or a phone shows its keyboard twice
  }, true);
  document.addEventListener("pointerover", function (event) {
    if (opener(event.target) || field(event.target)) load();
  });

  function opener(target) { return target.closest && target.closest(OPENERS); }

  /* The theme's field; what stands in the text of a page filters that page. */
  function field(target) {
    var found = target.closest && target.closest(FIELDS);
    return found && !found.closest("main, article, dialog") ? found : null;
  }

  function onClick(event) {
    if (event.button || !opener(event.target) && !field(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open("");
  }

  function onKey(event) {
    var letter = event.key.length === 1 ? event.key : "", special = event.ctrlKey || event.metaKey;
    if (event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (!special && letter && typed !== null) take(letter);
    else if (!special && field(event.target) && (letter || event.key === "Enter")) take(letter);
    else if (special && !event.shiftKey && event.key.toLowerCase() === "k") take("");
    else if (!special && /^[/sf]$/.test(event.key) && !isTyping(event.target)) take("");

    function take(words) {
      event.preventDefault();
      event.stopImmediatePropagation();
      open(words);
    }
  }

  function isTyping(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName || "");
  }

  function open(words) {
    if (typed !== null) {
      typed += words;
      return;
    }
    typed = words;
    load().then(function () { window.rubricFinder.open(typed); }).finally(function () { typed = null; });
  }

  /* The dialog opens as soon as it is there; the rules may still be on their way. */
  function load() {
    if (loaded) return loaded;
    var engine = script("words.js").then(function () { return script("engine.js"); });
    window.rubricRules = Promise.all([engine, script("index.js")]).then(function () {
      return window.rubricEngine(window.rubricIndex);
    });
    window.rubricRules.catch(function () { /* the dialog says so */ });
    loaded = script("finder.js");
    return loaded;
  }

  function script(name) {
    return new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = folder + name;
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }
})();

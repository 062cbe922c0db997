/*
 * What is new since this reader's last visit. What they have seen is remembered in their browser,
 * and nowhere else; within one visit, new things stay marked as new.
 */
(function () {
  "use strict";

  document.querySelectorAll("[data-rubric-visit]").forEach(sinceLastVisit);

  function sinceLastVisit(note) {
    var entries = Array.from(document.querySelectorAll("[data-key]"));
    var link = note.querySelector("a");
    var name = "rubric-seen:" + new URL(link ? link.href : location.href).pathname;
    var keys = link ? note.dataset.rubricVisit.split("\n")
      : entries.map(function (entry) { return entry.dataset.key; });
    var seen = read(sessionStorage, name) || read(localStorage, name);
    if (seen) {
      write(sessionStorage, name, seen);
      // The newest comes first. What stands below something seen is older than that visit, and the
      // start page, which knows but a few, may have been all that was seen.
      var last = keys.reduce(function (found, key, at) {
        return seen.indexOf(key) < 0 ? found : at;
      }, keys.length);
      var fresh = keys.filter(function (key, at) {
        return key && at < last && seen.indexOf(key) < 0;
      });
      entries.forEach(function (entry) {
        entry.classList.toggle("rubric-new--fresh", fresh.indexOf(entry.dataset.key) >= 0);
      });
      if (fresh.length) {
        var count = fresh.length === 1 ? "One thing is" : fresh.length + " things are";
        (link || note).textContent = count + " new since your last visit";
        note.hidden = false;
      }
    }
    if (!link) write(localStorage, name, keys.slice(0, 500));
    else if (!seen) write(localStorage, name, keys);
  }

  function read(store, name) {
    try { return JSON.parse(store.getItem(name)); } catch (error) { return null; }
  }

  function write(store, name, value) {
    try { store.setItem(name, JSON.stringify(value)); } catch (error) { /* private browsing */ }
  }
})();

/* What a form keeps in the browser, tells of changes since, and gives out as files. */
window.rubricKept = {
  /** What was kept under a name; null where there is nothing, or storage is blocked. */
  read: function (name) {
    "use strict";
    try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; }
  },

  /** Whether it could be kept. */
  write: function (name, text) {
    "use strict";
    try { localStorage.setItem(name, text); return true; } catch (error) { return false; }
  },

  /** A file for the reader to keep. */
  download: function (name, text, kind) {
    "use strict";
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: kind || "text/plain" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  },

  /**
   * What has changed since scores were kept, a sentence each.
   *
   * @param known is what was kept.
   * @param asked are the criteria, by id.
   * @param conversations are their ids.
   * @param rows are what is scored.
   */
  changes: function (known, asked, conversations, rows) {
    "use strict";
    var had = known.wordings || {}, scores = known.scores || {}, before = known.conversations || [];
    var words = [];
    function has(of, name) { return Object.prototype.hasOwnProperty.call(of, name); }
    conversations.forEach(function (name) {
      if (!before.includes(name)) words.push(name + " is new.");
    });
    before.forEach(function (name) {
      if (!conversations.includes(name)) {
        words.push(name + " is no longer part of the session. Your scores of it are left out.");
      }
    });
    Object.keys(asked).forEach(function (name) {
      if (!has(had, name)) words.push(asked[name].title + " is new.");
      else if (had[name] !== asked[name].wording) {
        words.push(asked[name].title + " says something else now. Look at your scores of it again.");
      }
    });
    Object.keys(had).forEach(function (name) {
      if (!has(asked, name)) {
        words.push("\u201c" + name + "\u201d is no longer scored. Your scores of it are left out.");
      }
    });
    rows.forEach(function (one) {
      var given = has(scores, one.key) ? scores[one.key][0] : "";
      if (given && !one.buttons.some(function (button) { return button.score === given; })) {
        words.push("Your " + (given === "NA" ? "N/A" : given) + " for " + one.of.title + " on " +
          one.conversation + " cannot be given any more. Score it again.");
      }
    });
    return words;
  },
};

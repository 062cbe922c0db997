/* Whether somebody is calibrated, and the file that says so. */
(function () {
  "use strict";

  /**
   * Watches the scores that count.
   *
   * @param form is the page's form, and `data` what it knows.
   * @param does gives the scored `rows()`, the `tries()` and the day it is `today()`, and begins `again()`.
   */
  window.rubricResult = function (form, data, does) {
    var of = form.dataset, kept = window.rubricKept, box = part("calibrated"), file = { name: "", text: "" };

    function part(name) { return form.querySelector('[data-part="' + name + '"]'); }

    part("reviewer").addEventListener("input", write);
    part("download").addEventListener("click", function () {
      if (ready()) kept.download(file.name, file.text, "application/yaml");
    });
    part("copy-result").addEventListener("click", function () {
      if (ready()) said(window.rubricCopy(file.text) ? "Copied." : "This browser does not copy: select the text below.");
    });
    if (part("hand-result")) part("hand-result").addEventListener("click", function (event) {
      if (!ready()) return event.preventDefault();
      part("hand-result").href = of.newEmpty.replace("{name}", encodeURIComponent(file.name));
      said(window.rubricCopy(file.text) ? "The text is copied: paste it into the page that has opened." : "Copy the text below, and paste it there.");
    });
    part("print").addEventListener("click", function () {
      if (!ready()) return;
      document.documentElement.classList.add("rubric-prints");
      window.print();
      document.documentElement.classList.remove("rubric-prints");
    });
    form.querySelectorAll('[data-part="again"]').forEach(function (one) { one.addEventListener("click", does.again); });

    function said(words) { part("told-result").textContent = words; }

    function ready() {
      if (part("reviewer").value.trim()) return true;
      said("Say who you are first: the file is called by your name.");
      part("reviewer").focus();
      return false;
    }

    function counting() {
      return does.rows().filter(function (one) { return data.conversations[one.conversation].set < data.counting; });
    }

    /* `open` is how many conversations that count are still to be scored. */
    function changed(open) {
      var rows = counting(), agreed = rows.filter(window.rubricAgrees).length;
      var critical = rows.filter(function (one) { return one.critical && !window.rubricAgrees(one); });
      var reached = !open && rows.length > 0 && agreed * 100 >= data.agreement * rows.length && critical.length <= data.misses;
      box.hidden = !reached;
      part("not-yet").hidden = Boolean(open) || reached;
      if (reached) {
        part("reached").textContent = "You agree with the team on " + agreed + " of " + rows.length + " scores, and missed " +
          (critical.length ? critical.length : "nothing") + " on critical criteria" + (does.tries() > 1 ? ", at attempt " + does.tries() : "") + ".";
        write();
      } else if (!open) {
        var why = [];
        if (agreed * 100 < data.agreement * rows.length) why.push(agreed + " of " + rows.length + " scores agree, and it takes " + data.agreement + "%.");
        if (critical.length > data.misses) why.push("Missed on a critical criterion: " + critical.map(function (one) {
          return data.criteria[one.criterion].title + " in " + one.conversation;
        }).join(", ") + ".");
        part("short-of").textContent = why.join(" ");
      }
    }

    function write() {
      var name = part("reviewer").value.trim().normalize("NFC"), rows = counting();
      var stem = stemOf(name);
      var names = Array.from(new Set(rows.map(function (one) { return one.criterion; })));
      file = { name: stem + ".yaml", text: [
        "# yaml-language-server: $schema=../../rubric/schema/practice-result.json",
        "reviewer: " + quoted(name), "date: " + does.today(), "rubric_version: " + quoted(data.version)]
        .concat(does.tries() > 1 ? ["tries: " + does.tries()] : [], ["counted_by:"])
        .concat(names.map(function (one) { return "  " + plain(one) + ": " + flow(data.criteria[one].counted_by); }), ["scores:"])
        .concat(rows.map(function (one) {
          var about = data.conversations[one.conversation];
          return "  - {session: " + plain(about.session) + ", conversation: " + quoted(about.conversation) + ", criterion: " + plain(one.criterion) + ", score: " + one.given + "}";
        })).join("\n") + "\n" };
      part("file-name").textContent = of.folder + "/" + file.name;
      part("text").value = file.text;
      part("certified").textContent = name;
      part("day").textContent = new Date().toLocaleDateString("en-GB", { // as everywhere on the site
        day: "numeric", month: "long", year: "numeric",
      });
    }

    /* JSON is YAML, but for the order: keys as the model has them. */
    function flow(by) {
      var cases = Object.keys(by.edge_cases).map(function (one) { return plain(one) + ": " + quoted(by.edge_cases[one]); });
      return "{levels: " + quoted(by.levels) + ", within: " + quoted(by.within) + ", critical: " + by.critical + ", not_applicable: " +
        by.not_applicable + ", edge_cases: {" + cases.join(", ") + "}, wording: " + quoted(by.wording) + "}";
    }

    /* An id as YAML reads it: some words and all numbers mean something else without quotes. */
    function plain(text) {
      return /^[a-z][a-z0-9-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/.test(text) ? text : quoted(text);
    }

    /* What the file is called: letters of other scripts by their numbers, accents left away. */
    function stemOf(name) {
      var simple = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      var stem = Array.from(simple, function (sign) {
        return /[a-z0-9]/.test(sign) ? sign : sign > "\u007f" ? sign.codePointAt(0).toString(16) + "-" : "-";
      }).join("").replace(/-+/g, "-").slice(0, 78).replace(/^-|-$/g, "") || "result";
      return /^(con|prn|aux|nul|com\d|lpt\d)$/.test(stem) ? "of-" + stem : stem;
    }

    function quoted(text) { return JSON.stringify(text); }

    return { changed: changed };
  };
})();

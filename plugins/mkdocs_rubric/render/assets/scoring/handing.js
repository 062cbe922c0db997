/*
 * Scores a session and hands the sheet over: open, sealed, or bound by a hash first. Needs scoring.js
 * and sealing.js.
 */
(function () {
  "use strict";

  var LONGEST = 6000; // characters of an address; hosts refuse longer ones
  var HEAD = "conversation,criterion,score,note\n";
  // White space as Python has it: `rubric score` writes the same sheet, to the byte.
  var SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

  document.querySelectorAll("[data-rubric-handing]").forEach(handOver);

  function handOver(form) {
    var of = form.dataset, kept = window.rubricKept, sealing = window.rubricSealing;
    var who = part("who"), field = who.elements.reviewer, reviewer = "", shown = "", allIn = "allIn" in of, early = false;
    var site = new URL(of.root, location.href);
    // Pages opened as files share what they keep: so it says whose it is.
    var place = "rubric-scores:" + site.href.replace(/[?#].*/, "");
    var scoring = window.rubricScoring(form, document.querySelector('[data-part="guides"]'), {
      about: function () { return { session: of.session, reviewer: reviewer }; },
      copyName: function () { return "scores-" + of.session + "-" + reviewer + ".json"; },
      changed: changed,
      done: function () { part("hand").scrollIntoView(); },
    });

    function part(name) { return form.querySelector('[data-part="' + name + '"]'); }

    /* Who scores */

    var asked = new URLSearchParams(location.search).get("as");
    form.classList.add("rubric-form--script");
    who.hidden = false;
    field.value = asked || kept.read(place) || "";
    field.addEventListener("input", preview);
    who.addEventListener("submit", function (event) {
      event.preventDefault();
      var wrong = problem(named());
      if (wrong) { part("file").textContent = wrong; field.focus(); return; }
      start(named());
    });
    part("open").addEventListener("change", opened);
    part("forget").querySelector("button").addEventListener("click", function () {
      kept.write(place, '""');
      location.search = "";
    });
    if (named() && !problem(named()) && kept.read(keyOf(named()))) start(named());
    else preview();

    function named() { return field.value.trim().normalize("NFC"); }

    function keyOf(name) { return place + "\n" + of.session + "\n" + name; }

    function problem(name) {
      if (!name) return "Say who you are first: your sheet is called by your name.";
      if (/[\/\\:*?"<>|\u0000-\u001f]|^\.|\.$/.test(name)) return "A file cannot be called that.";
      if (/^(consensus|session)$/i.test(name)) return "That name is taken by a file of the session.";
      return "";
    }

    function preview() {
      var name = named(), wrong = name && problem(name);
      part("file").textContent = wrong || (name ? "Your file will be " + of.folder + "/" + name + ending() + "." +
        (who.querySelector("input[name]") && name !== name.toLowerCase() ? " Capital letters count: is your name written like that there?" : "") : "");
    }

    function ending() {
      return { jwe: ".jwe", hash: ".sha256", "": ".csv" }[of.binding];
    }

    function start(name, given) {
      reviewer = name;
      kept.write(place, JSON.stringify(name));
      who.hidden = true;
      part("hand").hidden = false;
      part("forget").querySelector("button").textContent = "You score as " + name + ". Somebody else on this device?";
      scoring.open(keyOf(name), given);
    }

    async function opened() {
      var copy = null;
      try { copy = JSON.parse(await part("open").files[0].text()); } catch (error) { /* said below */ }
      var about = copy && copy.about;
      if (!about || !copy.state || !copy.state.scores) part("file").textContent = "This is no copy of scores.";
      else if (about.session !== of.session) part("file").textContent = "This is a copy of session " + about.session + ", not of this one.";
      else if (problem(String(about.reviewer))) part("file").textContent = "This copy does not say whose it is.";
      else if (!kept.read(keyOf(about.reviewer)) || window.confirm("Replace what this browser has of " + about.reviewer + "?")) {
        start(about.reviewer, copy.state);
      }
      part("open").value = "";
    }

    /* The sheet */

    function sheet() {
      return HEAD + scoring.rows().map(function (row) {
        var cells = [row.conversation, row.criterion, row.score, row.note.replace(SPACE, " ").trim()];
        return cells.map(quoted).join(",") + "\n";
      }).join("");
    }

    function quoted(cell) {
      return /[",]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell;
    }

    /* Handing over */

    part("do-seal").addEventListener("click", async function () {
      var text = sheet(), about = of.session + "/" + reviewer, more = scoring.more(), made;
      part("do-seal").disabled = true;
      try {
        if (of.binding === "hash") {
          made = await sealing.bind(text, about);
          made.receipt = await sealing.receipt(made.hash);
          more.bound = (more.bound || []).concat({ salt: made.salt, hash: made.hash, receipt: made.receipt, sheet: text });
        } else {
          made = await sealing.seal(text, JSON.parse(of.key), about);
          more.sealed = { text: made, receipt: await sealing.receipt(made), sheet: text };
        }
        scoring.save();
        form.querySelector(".rubric-file .rubric-do, .rubric-file button").focus();
      } catch (error) {
        part("stale").textContent = "Sealing did not work: " + error.message + ". Nothing was handed over.";
        part("stale").hidden = false;
      }
      part("do-seal").disabled = false;
    });

    function changed() {
      var left = scoring.missing(), more = scoring.more();
      var cannot = Boolean(of.binding) && !sealing.able;
      part("left").textContent = left
        ? left + (left === 1 ? " score is" : " scores are") + " missing. You can hand over all the same: they count as not scored."
        : "Everything is scored.";
      part("left").classList.toggle("rubric-warn", left > 0);
      part("cannot").hidden = !cannot;
      part("where").hidden = cannot;
      part("seal").hidden = !of.binding || cannot || allIn;
      var last = of.binding === "hash" ? (more.bound || []).slice(-1)[0] : more.sealed;
      var stale = Boolean(of.binding) && last && last.sheet !== sheet();
      part("stale").hidden = !stale;
      if (stale && allIn) part("stale").textContent = "You changed scores after you were bound to them. Those you are bound to count.";
      else if (stale) part("stale").textContent = "Your scores have changed since. What you handed over stays as it was: for the change to count, do it again and replace the file there.";
      if (cannot) files([]);
      else if (!of.binding) files([{ title: "Your scores", name: reviewer + ".csv", text: sheet() }]);
      else if (of.binding === "jwe") files(last ? [{ title: "Your sealed scores", name: reviewer + ".jwe", text: last.text + "\n", receipt: last.receipt }] : []);
      else bound(more.bound || []);
    }

    /* A hash first; the sheet and its salt when all hashes are in, and not before. */
    function bound(all) {
      var last = all[all.length - 1], now = allIn || early;
      if (!last) {
        if (allIn) part("left").textContent = "This browser has nothing that you are bound to. Open the copy you saved, or this page on the other device.";
        return files([]);
      }
      var first = { title: "First, the fingerprint", name: reviewer + ".sha256", text: last.hash + "\n", receipt: last.receipt };
      files((allIn ? [] : [first]).concat([
        { title: (now ? "Now" : "Later") + ", your scores", name: reviewer + ".csv", text: last.sheet, wait: !now,
          words: now ? "Everybody's fingerprint is in: hand over these two." : "Not before everybody's fingerprint is in. Come back to this page on this device then, and download both now to be safe: without them nobody can check your scores." },
        { title: (now ? "Now" : "Later") + ", what the fingerprint was made with", name: reviewer + ".salt", text: last.salt + "\n", wait: !now },
      ]));
      part("bound").hidden = false;
      part("bound").replaceChildren(button("Download both", function () { both(last); }));
      if (!now) part("bound").append(" ", button("It is time: everybody's is in", function () { early = true; changed(); }));
      all.slice(0, -1).forEach(function (one) {
        part("bound").append(" ", button("Both of the earlier " + one.hash.slice(0, 8), function () { both(one); }));
      });
    }

    function both(one) {
      kept.download(reviewer + ".csv", one.sheet);
      kept.download(reviewer + ".salt", one.salt + "\n");
    }

    function button(words, does) {
      var made = document.createElement("button");
      made.type = "button";
      made.textContent = words;
      made.addEventListener("click", does);
      return made;
    }

    /* The blocks of files, made anew only when one is another. */
    function files(some) {
      var now = JSON.stringify(some);
      if (now === shown) return;
      shown = now;
      part("bound").hidden = true;
      part("files").replaceChildren.apply(part("files"), some.map(block));
    }

    function block(file) {
      var made = part("file-of").content.firstElementChild.cloneNode(true);
      var link = made.querySelector("a"), said = made.querySelector('[data-do="said"]');
      made.querySelector("h3").textContent = file.title + ": " + file.name;
      made.querySelector(".rubric-file__words").textContent = file.words || "";
      if (file.receipt) {
        made.querySelector(".rubric-file__receipt").hidden = false;
        made.querySelector(".rubric-file__receipt b").textContent = file.receipt;
      }
      made.querySelector("textarea").value = file.text;
      made.querySelector("textarea").setAttribute("aria-label", "The text of " + file.name);
      if (link) link.hidden = Boolean(file.wait);
      if (link) {
        var whole = of.new && filled(of.new, file);
        var short = whole && whole.length <= LONGEST;
        link.href = short ? whole : filled(of.newEmpty, file);
        if (!short) link.addEventListener("click", function () {
          said.textContent = window.rubricCopy(file.text) ? "The text is copied: paste it into the page that has opened." : "Copy the text below, and paste it there.";
        });
      }
      made.querySelector('[data-do="download"]').addEventListener("click", function () {
        kept.download(file.name, file.text);
      });
      made.querySelector('[data-do="text"]').addEventListener("click", function () {
        said.textContent = window.rubricCopy(file.text) ? "Copied." : "This browser does not copy: select the text below.";
      });
      return made;
    }

    function filled(address, file) {
      return address.replace("{name}", function () { return encodeURIComponent(file.name); })
        .replace("{text}", function () { return encodeURIComponent(file.text); });
    }
  }
})();

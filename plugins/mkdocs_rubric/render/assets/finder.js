/*
 * The dialog in which a reviewer describes a situation and reads the rule. A combobox with a listbox:
 * the focus stays in the field, arrows choose, Enter goes there.
 */
(function () {
  "use strict";

  var root = document.currentScript.src.replace(/assets\/rubric\/[^/]*$/, "");
  var site = document.documentElement.lang; // ours are English words
  var inAnother = /^en\b/i.test(site) ? "" : site;
  var rules = null, failed = false, options = [], chosen = -1;
  var dialog = build();
  var field = dialog.querySelector("input");
  var list = dialog.querySelector("[role=listbox]");
  var told = dialog.querySelector(".rubric-finder__told");
  var said = dialog.querySelector("[role=status]");

  window.rubricRules.then(function (found) {
    rules = found;
    find();
  }, function () {
    failed = true;
    find();
  });

  field.addEventListener("input", find);
  field.addEventListener("keydown", onKey);
  dialog.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
  dialog.querySelector("button").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest("a") && !event.ctrlKey && !event.metaKey) dialog.close();
  });
  list.addEventListener("pointermove", function (event) {
    var at = options.indexOf(event.target.closest("[role=option]"));
    if (at >= 0 && at !== chosen) choose(at, false);
  });
  window.rubricFinder = { open: open };

  function open(words) {
    if (!dialog.open) {
      document.body.append(dialog); // a theme that swaps pages may have taken it out
      dialog.showModal();
    }
    if (words) field.value = words;
    else field.select();
    find();
  }

  function build() {
    var made = document.createElement("dialog");
    made.className = "rubric-finder";
    if (inAnother) made.lang = "en";
    made.setAttribute("aria-label", "Find a rule");
    made.innerHTML =
      '<form role="search"><input type="text" role="combobox" aria-label="Describe the situation" ' +
      'aria-expanded="false" aria-controls="rubric-found" aria-autocomplete="list" ' +
      'placeholder="Describe the situation" autocomplete="off" autocapitalize="off" ' +
      'spellcheck="false" enterkeyhint="go"><button type="button" aria-label="Close"><kbd aria-hidden="true"></kbd></button></form>' +
      '<p class="rubric-sr" role="status"></p><div class="rubric-finder__results" role="group" aria-label="Results" tabindex="0">' +
      '<div class="rubric-finder__told" dir="auto"></div>' +
      '<div id="rubric-found" role="listbox" aria-label="Rules"></div></div>';
    return made;
  }

  function onKey(event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      choose((chosen + step + options.length) % options.length, true);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (options[chosen]) options[chosen].click();
    }
  }

  function choose(at, scroll) {
    if (options[chosen]) options[chosen].setAttribute("aria-selected", "false");
    chosen = at;
    if (!options[at]) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    options[at].setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", options[at].id);
    if (scroll) options[at].scrollIntoView({ block: "nearest" });
  }

  function find() {
    var question = field.value.trim();
    list.textContent = "";
    told.textContent = "";
    options = [];
    if (failed) tell("The rules could not be loaded.", "Load the page again.");
    else if (!question) hint();
    else if (!rules) tell("Reading the rules…", "");
    else show(field.value);
    field.setAttribute("aria-expanded", String(options.length > 0));
    choose(options.length ? 0 : -1, false);
    list.parentNode.scrollTop = 0;
  }

  function show(question) {
    var found = rules.rules.search(question, 10);
    var pages = rules.pages.search(question, 5);
    var related = pages.results.filter(function (result) { return result.coverage >= 0.5; });
    var near = found.known ? found.results : found.results.slice(0, 4);
    if (!found.known) none(question.trim());
    group(found.known ? "" : "Nearest rules", near, rules.rules, beside(found.levels));
    group("Pages", related, rules.pages);
    said.textContent = found.known
      ? near.length + (near.length === 1 ? " rule. " : " rules. ") + spoken(near[0].answer)
      : "No rule about this yet. " + (near.length ? near.length + " near it." : "");
  }

  function spoken(answer) {
    return [answer.title, answer.score && "Score " + answer.score].filter(Boolean).join(". ");
  }

  function hint() {
    tell("", "Say what happened, in your own words. Or name a criterion and a score to see the level.");
    said.textContent = "";
  }

  function tell(title, text) {
    if (title) told.append(element("p", "rubric-finder__title", title));
    if (text) told.append(element("p", "rubric-finder__text", text));
    said.textContent = title;
  }

  /* What no rule answers is what a team has to decide next. */
  function none(question) {
    tell("No rule about this yet", "");
    var form = rules.proposal(question);
    var text = element("p", "rubric-finder__text", form ? "" : "Bring it to the next calibration session.");
    if (form) {
      var link = element("a", "", "Propose an edge case");
      link.href = form;
      text.append(link, " with these words, and the team decides how to score it.");
    }
    told.append(text);
  }

  /* Two levels of a criterion, to be read beside each other. */
  function beside(levels) {
    if (levels.length !== 2) return null;
    var scores = levels.map(function (level) { return level.score; });
    return {
      url: levels[0].url.replace(/#.*$/, "") + "?compare=" + scores.join(",") + "#levels",
      title: levels[0].criterion + " " + scores.join(" and ") + ", side by side",
      score: scores.join(" | "),
    };
  }

  function group(title, results, finder, extra) {
    if (!results.length) return;
    var box = element("div", "rubric-finder__group");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", title || "Rules");
    if (title) {
      var head = element("p", "rubric-finder__head", title);
      head.setAttribute("aria-hidden", "true");
      box.append(head);
    }
    results.forEach(function (result, at) {
      if (extra && at === 2) box.append(option(extra, finder, []));
      box.append(option(result.answer, finder, result.keys));
    });
    list.append(box);
  }

  function option(answer, finder, keys) {
    var link = element("a", "rubric-hit" + (answer.rung === undefined ? "" : " rubric-r" + answer.rung));
    link.href = root + answer.url;
    link.id = "rubric-hit-" + options.length;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.append(score(answer));
    var body = element("span", "rubric-hit__body");
    body.dir = "auto"; // a team's words are in the language of the site, or in its own direction
    var title = body.appendChild(marked("rubric-hit__title", answer.title, finder, keys));
    if (inAnother && answer.kind !== "explanation") body.lang = inAnother;
    if (answer.standing) title.prepend(element("span", "rubric-pill rubric-pill--retired", answer.standing), " ");
    var text = answer.guidance || around(answer.text || "", finder, keys);
    if (text) body.append(" ", marked("rubric-hit__guidance", text, finder, keys));
    var where = [answer.page, answer.kind === "level" || answer.criterion === answer.title ? "" : answer.criterion, answer.decided]
      .filter(Boolean).join(" · ");
    if (where) body.append(" ", element("span", "rubric-hit__where", where));
    link.append(body);
    options.push(link);
    return link;
  }

  /* A page's text where it was found. */
  function around(text, finder, keys) {
    var first = finder.marks(text, keys)[0];
    if (!first || first[0] < 100) return text.slice(0, 240);
    var from = text.lastIndexOf(" ", first[0] - 60) + 1;
    return "… " + text.slice(from, from + 240);
  }

  function score(answer) {
    var box = element("span", "rubric-hit__score");
    box.dir = "ltr"; // from low to high, in every theme
    if (!answer.score) return box;
    box.append(element("span", "rubric-sr", "Score "), element("b", "", answer.score));
    if (answer.label) box.append(element("small", "", answer.label));
    return box;
  }

  /* A text with the words by which it was found. */
  function marked(name, text, finder, keys) {
    var made = element("span", name), end = 0;
    text = text.normalize("NFC");
    finder.marks(text, keys).forEach(function (mark) {
      made.append(text.slice(end, mark[0]), element("mark", "", text.slice(mark[0], mark[1])));
      end = mark[1];
    });
    made.append(text.slice(end));
    return made;
  }

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }
})();

/*
 * Scores past conversations and shows what the team agreed on, once a conversation is scored. Needs
 * what scoring needs, answers.js, figures.js, shown.js and result.js.
 */
(function () {
  "use strict";

  var FEW = 5; // conversations to warm up with

  document.querySelectorAll("[data-rubric-practice]").forEach(practise);

  function practise(form) {
    var of = form.dataset, kept = window.rubricKept, id = of.rubricPractice, warm = "warm" in of;
    var data = window.rubricAnswers(part("data").textContent, id);
    var site = new URL(of.root, location.href).href.replace(/[?#].*/, "");
    var main = "rubric-practice:" + site + "\n" + id, place = warm ? main + "\nwarm-up" : main;
    var away = {}, shown = {}, today = day(), picked = [], drawn = "";
    form.querySelectorAll("[data-answers-of]").forEach(function (one) {
      away[one.dataset.answersOf] = one.textContent;
    });
    if (warm) pick();
    var show = window.rubricShown(form, data);
    var guides = document.querySelector('[data-part="guides"]');
    var scoring = window.rubricScoring(form, guides, {
      about: function () { return { practice: id, warm: warm }; },
      copyName: function () { return "practice-" + id + ".json"; },
      changed: changed,
      done: function () { part("hand").scrollIntoView(); },
      locked: function (name) { return Boolean(committed()[name]); },
      ends: ends,
    });
    var result = window.rubricResult(form, data, {
      rows: function () { return items(); },
      tries: function () { return scoring.more().tries || 1; },
      today: day,
      again: again,
    });
    var sheets = Array.from(form.querySelectorAll("[data-conversation]"));
    sheets.forEach(panel);

    function part(name) { return form.querySelector('[data-part="' + name + '"]'); }

    function day() {
      var now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (one) {
        return String(one).padStart(2, "0");
      }).join("-");
    }

    function answer(name) {
      shown[name] = shown[name] || window.rubricAnswers(away[name], id + "\n" + name);
      return shown[name];
    }

    function committed() {
      var more = scoring.more();
      more.committed = more.committed || {};
      return more.committed;
    }

    /* To begin */

    form.classList.add("rubric-form--script");
    part("who").hidden = false;
    part("who").addEventListener("submit", function (event) {
      event.preventDefault();
      start();
    });
    part("open").addEventListener("change", opened);
    if (!warm && kept.read(place)) start();

    function start(given) {
      part("who").hidden = true;
      part("hand").hidden = false;
      var state = given || kept.read(place);
      if (warm && (!state || !state.more || state.more.day !== today)) state = { more: { day: today, picked: picked } };
      scoring.open(place, state ? reopened(state) : undefined);
      if (warm) Object.assign(scoring.more(), { day: today, picked: picked });
      scoring.save();
    }

    async function opened() {
      var copy = null;
      try { copy = JSON.parse(await part("open").files[0].text()); } catch (error) { /* said below */ }
      var about = copy && copy.about;
      if (!about || !copy.state || !copy.state.scores) part("said").textContent = "This is no copy of scores.";
      else if (about.practice !== id || about.warm !== warm) part("said").textContent = "This is a copy of something else.";
      else start(copy.state);
      part("open").value = "";
    }

    /* What somebody has scored has to be scored anew where the same score would mean another thing. */
    function reopened(state) {
      var known = (state.more && state.more.committed) || {}, words = [];
      renamed(state, known);
      Object.keys(known).forEach(function (name) {
        if (!away[name]) return;
        var had = known[name].decided || {}, why = [];
        Object.keys(answer(name).criteria).forEach(function (criterion) {
          if (deciding(criterion) === had[criterion]) return;
          why.push(data.criteria[criterion].title + (criterion in had ? " scores differently since you did." : " is to be scored too now."));
        });
        if (!why.length) return;
        delete known[name];
        Object.keys(state.scores || {}).forEach(function (key) {
          if (key.split("\n")[0] === name) delete state.scores[key];
        });
        words.push(name + ": score it again. " + why.join(" "));
      });
      part("reopened").hidden = !words.length;
      part("reopened").querySelector("ul").replaceChildren.apply(part("reopened").querySelector("ul"), words.map(function (one) {
        return show.made("li", one);
      }));
      return state;
    }

    /* A criterion that is only called otherwise now keeps its scores. */
    function renamed(state, known) {
      Object.keys(data.criteria).forEach(function (criterion) {
        data.criteria[criterion].was.forEach(function (was) {
          move(state.wordings || {}, was, criterion);
          Object.keys(away).forEach(function (name) {
            move(state.scores || {}, name + "\n" + was, name + "\n" + criterion);
            if (known[name]) move(known[name].scores, was, criterion);
            if (known[name]) move(known[name].decided || {}, was, criterion);
          });
        });
      });

      function move(all, from, to) {
        if (!(from in all) || to in all) return;
        all[to] = all[from];
        delete all[from];
      }
    }

    /* What decides about scores of a criterion, as one text; not how it is worded. */
    function deciding(criterion) {
      return JSON.stringify(Object.assign({}, data.criteria[criterion].counted_by, { wording: "" }));
    }

    /* What this reader got wrong before; then what divided the team. */
    function pick() {
      var before = (kept.read(place) || {}).more, known = ((kept.read(main) || {}).more || {}).committed || {};
      var all = Object.keys(data.conversations);
      if (before && before.day === today && before.picked) picked = before.picked.filter(function (one) { return all.includes(one); });
      if (!picked.length) {
        picked = all.map(function (name, at) {
          return { name: name, misses: misses(name, known[name]), apart: divided(name), at: at };
        }).sort(function (a, b) { return b.misses - a.misses || b.apart - a.apart || a.at - b.at; })
          .slice(0, FEW).map(function (one) { return one.name; });
      }
      all.filter(function (one) { return !picked.includes(one); }).forEach(function (name) {
        form.querySelector('[data-conversation="' + CSS.escape(name) + '"]').remove();
        form.querySelectorAll("[data-tab]")[all.indexOf(name)].dataset.gone = "";
      });
      form.querySelectorAll("[data-gone]").forEach(function (one) { one.remove(); });
    }

    function misses(name, mine) {
      return mine ? itemsOf(name, mine.scores).filter(function (one) { return !window.rubricAgrees(one); }).length : 0;
    }

    /* The share of the others' scores that missed the consensus. */
    function divided(name) {
      var criteria = answer(name).criteria, missed = 0, all = 0;
      Object.keys(criteria).forEach(function (criterion) {
        criteria[criterion].spread.forEach(function (one) {
          all += one[1];
          if (!window.rubricAgrees(item(name, criterion, one[0]))) missed += one[1];
        });
      });
      return all ? missed / all : 0;
    }

    /* Scores beside the consensus */

    function item(name, criterion, given) {
      var about = data.criteria[criterion];
      return { conversation: name, criterion: criterion, given: given, agreed: answer(name).criteria[criterion].agreed,
        values: about.values, within: about.within, critical: about.critical, answer: answer(name).criteria[criterion] };
    }

    function itemsOf(name, scores) {
      return Object.keys(answer(name).criteria).filter(function (one) { return scores[one]; })
        .map(function (one) { return item(name, one, scores[one]); });
    }

    /* Of every conversation that is scored, in the order of the page. */
    function items() {
      var all = committed();
      return sheets.map(function (one) { return one.dataset.conversation; })
        .filter(function (name) { return all[name]; })
        .flatMap(function (name) { return itemsOf(name, all[name].scores); });
    }

    /* Giving the scores of a conversation away */

    function panel(sheet) {
      var name = sheet.dataset.conversation, made = show.made("section", "");
      made.className = "rubric-commit";
      made.append(show.made("p", ""), show.made("button", "These are my scores: show me the team's"));
      made.querySelector("button").type = "button";
      made.querySelector("button").className = "rubric-do";
      made.querySelector("button").addEventListener("click", function () { commit(name, sheet); });
      sheet.append(made);
    }

    function commit(name, sheet) {
      var scores = {}, decided = {};
      scoring.rows().forEach(function (row) {
        if (row.conversation !== name) return;
        scores[row.criterion] = row.score;
        decided[row.criterion] = deciding(row.criterion);
      });
      committed()[name] = { scores: scores, decided: decided, day: today };
      scoring.save();
      var found = sheet.querySelector(".rubric-reveal");
      found.querySelector("h3").focus({ preventScroll: true });
      found.scrollIntoView({ block: "start" });
    }

    function ends(name) {
      var sheet = sheets.find(function (one) { return one.dataset.conversation === name; });
      var button = sheet.querySelector(".rubric-commit button");
      if (committed()[name] || button.disabled) return false;
      button.focus();
      sheet.querySelector(".rubric-commit").scrollIntoView({ block: "end" });
      return true;
    }

    function again() {
      var more = { tries: (scoring.more().tries || 1) + 1 };
      start({ scores: {}, more: more });
    }

    function changed() {
      var rows = scoring.rows(), all = committed();
      sheets.forEach(function (sheet, at) {
        var name = sheet.dataset.conversation, done = all[name], old = sheet.querySelector(".rubric-reveal");
        var left = rows.filter(function (row) { return row.conversation === name && !row.score; }).length;
        var made = sheet.querySelector(".rubric-commit");
        made.hidden = Boolean(done);
        made.querySelector("p").textContent = left
          ? left + (left === 1 ? " score is" : " scores are") + " missing here. You see the team's when all are given."
          : "Once you have seen the team's scores, yours stay as they are.";
        made.querySelector("button").disabled = left > 0;
        sheet.querySelectorAll(".rubric-mark").forEach(function (one) { one.disabled = Boolean(done); });
        sheet.querySelectorAll(".rubric-note").forEach(function (one) { one.readOnly = Boolean(done); });
        sheet.classList.toggle("rubric-sheet--committed", Boolean(done));
        if (old && !done) old.remove();
        if (done && !old) sheet.append(show.reveal(name, itemsOf(name, done.scores), answer(name).notice, sheets[at + 1]));
      });
      var now = JSON.stringify([all, scoring.more().tries]);
      if (now === drawn) return; // figures change with what is committed, not with every key
      drawn = now;
      part("doing").replaceChildren();
      part("left").textContent = "";
      var groups = warm ? [{ title: "", names: sheets.map(nameOf) }] : data.sets.map(function (title, at) {
        return { title: title, names: sheets.map(nameOf).filter(function (name) { return data.conversations[name].set === at; }) };
      });
      groups.forEach(function (group) {
        var open = group.names.filter(function (name) { return !all[name]; }).length;
        var mine = items().filter(function (one) { return group.names.includes(one.conversation); });
        part("doing").append(show.doing(group.title, mine, open, group.names.length));
      });
      if (!warm && groups.length > 1 && groups.every(function (group) { return group.names.every(function (name) { return all[name]; }); })) {
        part("doing").append(show.doing("All of it", items(), 0, sheets.length));
      }
      if (!warm) result.changed(sheets.map(nameOf).filter(function (name) {
        return data.conversations[name].set < data.counting && !all[name];
      }).length);
    }

    function nameOf(sheet) { return sheet.dataset.conversation; }
  }
})();

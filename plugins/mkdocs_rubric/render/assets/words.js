/*
 * Words as they are compared: without endings, accents and small words, in phrases of the trade.
 */
(function () {
  "use strict";

  var SMALL = words("a about all also am an and any are as at be been being but by can could did do " +
    "does doing done for from he her hers him his how i if in into is it " +
    "its itself just let me my of or our own she should so some such than that the their them then " +
    "there these they this those to too us very was we were what when where which who whom why will with " +
    "would you your yours customer customers client clients");
  var NOT = " not";
  var NEGATIONS = words("no not never without cannot nor none nothing didnt dont doesnt isnt " +
    "wasnt arent werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt");
  /* What stands in nearly every question of a reviewer, and says little about it. */
  var COMMON = words("agent rep advisor adviser csr user ticket case conversation message score " +
    "scored scoring rule say says said tell tells told ask asks asked use uses used using give gives gave given " +
    "make makes made get gets getting got five four ten buyer shopper guy lady man woman girl somehow whole email mail type typed types try want wants wanted write writes wrote written send sends sent put puts go goes went take takes " +
    "took try tried happen happens happened know knows think thinks thing things really only even still already " +
    "because while another other one first last new good bad right time someone something person people work " +
    "support mean means count counts reply replied answer answered response need needs come came see saw look leave leaves left much many lot more most less quite once twice two three several have has had having " +
    "over off on out up under again after before back himself herself themselves itself ourselves myself yourself " +
      "instead everywhere somewhere handle handles handled join joins joined look looks looking looked seem seems " +
      "seemed feels feel felt start starts started begin begins began react reacts reacted between difference " +
      "versus vs than like likes bit little kind sort way ways certain actually basically probably maybe perhaps " +
      "statement deduct deducts deducted deduction comment comments anyone everyone everything anything else");
  var WRONG = words("wrong incorrect false mistaken");
  var IRREGULAR = pairs("sent send told tell gave give given give wrote write written write left leave said say kept " +
    "keep broke break broken break paid pay forgot forget forgotten forget swore swear hung hang spoke speak spoken " +
    "speak misspelt misspell went go gone go took take taken take made make lost lose stolen steal stole steal " +
    "got get rang ring rung ring knew know known know read read cancelled cancel cancelling cancel");
  var UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  var PIECES = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}]+)*/gu;
  var NONE = [];
  var APART = 9; // words between two that belong to different clauses

  function words(text) { return new Set(text.split(" ")); }

  function pairs(text) {
    var list = text.split(" "), map = new Map();
    for (var at = 0; at < list.length; at += 2) map.set(list[at], list[at + 1]);
    return map;
  }

  function fold(text) {
    var folded = text.toLowerCase();
    if (/[^\x00-\x7f]/.test(folded)) {
      folded = folded.replace(/[\u2018\u2019\u02bc]/g, "'").normalize("NFKD")
        .replace(/[\u0300-\u036f\u00ad]/g, "").normalize("NFC")
        .replace(/\u00df/g, "ss").replace(/\u00f8/g, "o").replace(/\u00e6/g, "ae").replace(/\u0142/g, "l");
    }
    return folded.replace(/\bn\/a\b/g, "na").replace(/\bt\s?(?:&|and)\s?cs?\b/g, "terms").replace(/\be-mail/g, "email");
  }

  /* Endings off English words. It is for comparing only, and never shown. */
  function stem(word) {
    if (IRREGULAR.has(word)) word = IRREGULAR.get(word);
    if (word.length < 4 || /[^a-z]/.test(word)) return word;
    if (word.length > 5) word = word.replace(/our(?=s?$|ed$|ing$)/, "or").replace(/is(?=e[sd]?$|ing$|ation)/, "iz");
    word = word.replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/ies$|ied$/, "y").replace(/([^sui])s$/, "$1");
    word = word.replace(/^(.*[aeiouy].*?)(?:ing|ed)$/, function (whole, rest) {
      if (rest.length < 3) return whole;
      return rest.replace(/([bdfgmnprt])\1$/, "$1");
    });
    word = word.replace(/(at|ct|pt|st)ions?$/, "$1");
    if (word.length > 3) word = word.replace(/e$/, "").replace(/([^aeiou])y$/, "$1i");
    return word;
  }

  /*
   * The words of a text that can be looked for: [{word, stem, gap}]. The gap is what stands before it
   * that cannot: small words count 1, the end of a clause counts as many.
   */
  function tokens(text) {
    var found = [], folded = fold(text), piece, gap = 0, end = 0;
    PIECES.lastIndex = 0;
    while ((piece = PIECES.exec(folded))) {
      if (piece.index > end + 1 && /[.,;:!?()\u3001\u3002]/.test(folded.slice(end, piece.index))) gap += APART;
      end = PIECES.lastIndex;
      var word = piece[0], known = seen.get(word);
      if (known === undefined) {
        known = UNSPACED.test(word) ? null : plain(word);
        seen.set(word, known);
      }
      if (known === null) pairsOf(word).forEach(function (pair) { push(pair, pair); });
      else if (known[1]) push(known[0], known[1]);
      else gap += 1;
    }
    return found;

    function push(as, stemmed) {
      found.push({ word: as, stem: stemmed, gap: gap });
      gap = 0;
    }
  }

  var seen = new Map(); // what words are without their endings: most stand on many pages

  /* A word as it is read, and as it is compared; "" for small ones. */
  function plain(word) {
    var short = word.replace(/'(s|re|ve|ll|d|m)$/, "");
    if (/n't$/.test(short) || NEGATIONS.has(short)) return [word, NOT];
    short = short.replace(/'/g, "");
    return [short, SMALL.has(short) ? "" : stem(short)];
  }

  /* Scripts without spaces are compared by two signs at a time. */
  function pairsOf(word) {
    var signs = Array.from(word);
    if (signs.length === 1) return signs;
    return signs.slice(1).map(function (sign, at) { return signs[at] + sign; });
  }

  function stems(text) { return tokens(text).map(function (token) { return token.stem; }); }

  /* The synonyms, to be found in a row of words. */
  function Phrases(groups) {
    this.first = new Map();
    this.stems = new Set();
    this.rows = []; // of each group: its phrases of several words that are told by their words alone
    this.words = new Map(); // the word as it is written, and without its ending
    groups.forEach(function (group, number) {
      this.rows.push([]);
      group.forEach(function (phrase) {
        var row = stems(phrase);
        if (!row.length || row.length === 1 && /[ -]/.test(phrase.replace(/^(a|an|the) /, ""))) return;
        this.add(row, number);
        if (row.length > 1 && tokens(phrase).every(function (token) {
          return token.stem !== NOT && !COMMON.has(token.word) && !/^\d/.test(token.word);
        })) this.rows[number].push(row);
        // "ticket closed" is "closed ticket"; but what is denied comes after "not", and who swears first
        if (row.length === 2 && !row.includes(NOT) && row[0] !== "agent") this.add([row[1], row[0]], number);
        tokens(phrase).forEach(function (token) {
          this.words.set(token.word, token.stem);
          this.stems.add(token.stem);
        }, this);
      }, this);
    }, this);
  }

  Phrases.prototype.add = function (row, group) {
    if (!this.first.has(row[0])) this.first.set(row[0], []);
    this.first.get(row[0]).push({ row: row, group: group });
  };

  /* The phrases that begin at a place of a row of words. */
  Phrases.prototype.at = function (row, place) {
    var known = this.first.get(row[place].stem);
    if (!known) return NONE;
    return known.filter(function (phrase) {
      return phrase.row.every(function (each, step) {
        var token = row[place + step];
        return token && token.stem === each && (!step || token.gap < 2);
      });
    });
  };

  window.rubricWords = {
    Phrases: Phrases, tokens: tokens, stems: stems, fold: fold,
    COMMON: COMMON, WRONG: WRONG, NOT: NOT, PIECES: PIECES,
  };
})();

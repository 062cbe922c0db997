/* What a page has put away, read again: see `pages/practice/put_away.py`. */
(function () {
  "use strict";

  /** What was put away under a name. */
  window.rubricAnswers = function (text, name) {
    var state = 0x811c9dc5, hidden = atob(text.trim()), shown = new Uint8Array(hidden.length);
    new TextEncoder().encode(name).forEach(function (byte) {
      state = Math.imul(state ^ byte, 0x01000193) >>> 0;
    });
    state = state || 1;
    for (var place = 0; place < hidden.length; place += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      shown[place] = hidden.charCodeAt(place) ^ state & 0xff;
    }
    return JSON.parse(new TextDecoder().decode(shown));
  };
})();

/*
 * Seals a sheet with the browser's own cryptography, as JSON Web Encryption (RFC 7516): ECDH-ES on
 * P-256, agreed on directly, and A256GCM. Or binds to one by a salted hash. Pages that came over
 * plain http from another computer have no cryptography.
 */
window.rubricSealing = (function () {
  "use strict";

  var able = Boolean(window.crypto && window.crypto.subtle);
  var CURVE = { name: "ECDH", namedCurve: "P-256" };
  var CIPHER = "A256GCM", BITS = 256, TAG = 16;

  function bytes(text) { return new TextEncoder().encode(text); }

  function base64url(content) {
    var text = Array.from(new Uint8Array(content), function (one) { return String.fromCharCode(one); });
    return btoa(text.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function number(value) {
    var four = new Uint8Array(4);
    new DataView(four.buffer).setUint32(0, value);
    return four;
  }

  function joined(parts) {
    var whole = new Uint8Array(parts.reduce(function (sum, part) { return sum + part.length; }, 0));
    parts.reduce(function (at, part) { whole.set(part, at); return at + part.length; }, 0);
    return whole;
  }

  function counted(content) { return joined([number(content.length), content]); }

  function sha256(content) { return crypto.subtle.digest("SHA-256", content); }

  /* Concat KDF (RFC 7518, 4.6.2): one round is as long as the key. */
  async function agreed(secret, about) {
    var hashed = await sha256(joined([
      number(1), new Uint8Array(secret), counted(bytes(CIPHER)), number(0), counted(about), number(BITS),
    ]));
    return crypto.subtle.importKey("raw", hashed, "AES-GCM", false, ["encrypt"]);
  }

  /** A sheet that only the holder of the private key can read, for one session and reviewer. */
  async function seal(sheet, key, about) {
    var own = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
    var theirs = await crypto.subtle.importKey("jwk", { kty: key.kty, crv: key.crv, x: key.x, y: key.y }, CURVE, false, []);
    var secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, BITS);
    var half = await crypto.subtle.exportKey("jwk", own.publicKey);
    var header = base64url(bytes(JSON.stringify({
      alg: "ECDH-ES", enc: CIPHER, apv: base64url(bytes(about)),
      epk: { kty: half.kty, crv: half.crv, x: half.x, y: half.y },
    })));
    var start = crypto.getRandomValues(new Uint8Array(12));
    var sealed = new Uint8Array(await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: start, additionalData: bytes(header) },
      await agreed(secret, bytes(about)), bytes(sheet)));
    var end = sealed.length - TAG;
    return [header, "", base64url(start), base64url(sealed.slice(0, end)), base64url(sealed.slice(end))].join(".");
  }

  /** A salt, and the hash that binds to a sheet without showing it. */
  async function bind(sheet, about) {
    var salt = base64url(crypto.getRandomValues(new Uint8Array(32)));
    return { salt: salt, hash: base64url(await sha256(bytes(salt + "\n" + about + "\n" + sheet))) };
  }

  /** The start of what was handed over, to recognise it by. */
  async function receipt(text) {
    var start = Array.from(new Uint8Array(await sha256(bytes(text))).slice(0, 8), function (one) {
      return one.toString(16).padStart(2, "0");
    }).join("");
    return start.match(/.{4}/g).join(" ");
  }

  return { able: able, seal: seal, bind: bind, receipt: receipt };
})();

/* Puts a text on the clipboard, also where the browser has no clipboard for pages: file:, http:. */
/** Says whether it worked; if not, the element that shows the text is selected. */
window.rubricCopy = function (text, shown) {
  "use strict";
  var field = document.createElement("textarea");
  var focused = document.activeElement;
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.cssText = "position:fixed;top:0;left:-99rem";
  document.body.append(field);
  field.select();
  var done = false;
  try {
    done = document.execCommand("copy");
  } catch (error) {
    done = false;
  }
  field.remove();
  if (focused) focused.focus({ preventScroll: true });
  if (!done && navigator.clipboard) {
    navigator.clipboard.writeText(text).catch(function () {});
    done = true;
  }
  if (!done && shown) {
    var fold = shown.closest("details");
    if (fold) fold.open = true;
    getSelection().selectAllChildren(shown);
  }
  return done;
};

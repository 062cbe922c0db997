/* Choices that are kept in the address, so that a link leads to what was looked at. */
window.rubricAddress = {
  /** Sets what has a value and takes out what has none. */
  set: function (values) {
    "use strict";
    var url = new URL(location.href);
    Object.keys(values).forEach(function (name) {
      if (values[name]) url.searchParams.set(name, values[name]);
      else url.searchParams.delete(name);
    });
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  },
};

/* Intake: Enter in the roster field searches instead of sending the form. */
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("[data-find]")) return;
    event.preventDefault();
    window.htmx.trigger(event.target, "find");
  });
})();

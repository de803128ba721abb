/* In the table of a week or a month the arrow keys go from day to day, Page Up and Page Down turn the leaf.
   Only while a day has the focus, so that the page still scrolls; silenced with the other keys. */
(() => {
  "use strict";

  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const TURNS = { PageUp: "back", PageDown: "on" };

  document.addEventListener("keydown", (event) => {
    const day = event.target.closest && event.target.closest(".cal-table [data-day]");
    if (!day || document.body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) {
      const days = [...document.querySelectorAll(".cal-table [data-day]")].filter((one) => one.offsetParent !== null);
      const next = days[days.indexOf(day) + STEPS[event.key]];
      if (next) next.focus();
      else turn(STEPS[event.key] < 0 ? "back" : "on");
    } else if (event.key in TURNS) turn(TURNS[event.key]);
    else return;
    event.preventDefault();
  });

  let wanted = "";

  function turn(way) {
    const link = document.querySelector(`#cal [data-turn="${way}"]`);
    if (!link) return;
    wanted = way;
    link.click();
  }

  // The leaf that was turned to has the focus where the hand was: on its first day, or its last.
  document.addEventListener("htmx:afterSettle", () => {
    if (!wanted) return;
    const days = [...document.querySelectorAll(".cal-table td:not(.outside) [data-day]")];
    const day = wanted === "back" ? days[days.length - 1] : days[0];
    wanted = "";
    if (day) day.focus();
  });
})();

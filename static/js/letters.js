/* The letter editor: known facts go where one was writing; Alt P goes to the paper. */
(() => {
  "use strict";

  let last = null;
  const form = () => document.getElementById("letter-form");

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("#letter-form textarea, #letter-form input[type=text]")) last = event.target;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const field = last || form().elements[button.dataset.insertInto] || form().querySelector("textarea");
    if (!field) return;
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    const paper = document.getElementById("paper");
    paper.scrollIntoView({ block: "start" });
    paper.focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-insert][hidden]").forEach((button) => { button.hidden = false; });
  });
})();

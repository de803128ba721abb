/* Fields that do a little more with a script: the calendar beside a date, files dropped on a
   frame, Ctrl Enter, checkboxes that reveal the bulk bar, drafts that say when they were saved. */
(() => {
  "use strict";

  /* A date: the browser's own calendar fills the text box in the form people type */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-day-open]");
    if (!button) return;
    const native = button.parentElement.querySelector("[data-day-native]");
    if (native.showPicker) native.showPicker();
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-day-native]") || !event.target.value) return;
    const [year, month, day] = event.target.value.split("-").map(Number);
    const text = event.target.closest("[data-day]").querySelector("input[type=text]");
    text.value = `${month}/${day}/${year}`;
    text.dispatchEvent(new Event("change", { bubbles: true }));
    text.focus();
  });

  /* Files: dropping is a second way in, never the only one */
  const frameOf = (event) => event.target.closest && event.target.closest("[data-filedrop]");

  document.addEventListener("dragover", (event) => {
    const frame = frameOf(event);
    if (!frame) return;
    event.preventDefault();
    frame.classList.add("over-it");
  });
  document.addEventListener("dragleave", (event) => {
    const frame = frameOf(event);
    if (frame) frame.classList.remove("over-it");
  });
  document.addEventListener("drop", (event) => {
    const frame = frameOf(event);
    if (!frame) return;
    event.preventDefault();
    frame.classList.remove("over-it");
    const input = frame.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  /* Ctrl Enter sends the form one is writing in */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.form;
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });

  /* Bulk bar: how many are chosen */
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-choose-all]");
    const table = event.target.closest("table");
    if (!table) return;
    const boxes = [...table.querySelectorAll("input[type=checkbox][data-choose]")];
    if (!boxes.length) return;
    if (all) boxes.forEach((box) => { box.checked = all.checked; });
    const bar = document.querySelector("[data-bulk]");
    if (!bar) return;
    const chosen = boxes.filter((box) => box.checked).length;
    bar.hidden = chosen === 0;
    const count = bar.querySelector("[data-bulk-count]");
    if (count) count.textContent = `${chosen} selected`;
  });

  /* One press sends one form */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // What a page holds back itself was not sent.
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });
})();

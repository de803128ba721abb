/* Single keys, all optional: body data-keys="off" silences them, and none is heard while typing.
   A page adds its own by data-key="e" on a link or button (its words name it in the list). Keys that a page's own
   script hears are only named: data-keyed="Alt L", data-keyed-words="Quick log". */
(() => {
  "use strict";

  const PLACES = { d: ["/desk/", "My desk"], c: ["/calendar/", "Calendar"], g: ["/grievances/", "Grievances"], a: ["/agreements/", "Agreements"] };
  let pending = "";
  let timer = 0;

  const isOff = () => document.body.dataset.keys === "off";
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable=true], dialog");

  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains("at"));
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    all.forEach((row) => row.classList.remove("at"));
    next.classList.add("at");
    const link = next.querySelector("a[href]");
    if (link) link.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const inRow = (selector) => {
    const row = (document.activeElement && document.activeElement.closest("[data-row]")) || document.querySelector("[data-row].at");
    return row && row.querySelector(selector);
  };

  function press(element) {
    if (element) element.click();
    return Boolean(element);
  }

  function list() {
    const open = document.getElementById("keys-dialog");
    if (open && open.open) return;
    // Built anew each time: what the page offers changes as parts of it come and go.
    if (open) open.remove();
    build().showModal();
  }

  function line(keys, words) {
    const term = document.createElement("dt");
    keys.split(" ").forEach((key, index) => {
      if (index) term.append(" ");
      const cap = document.createElement("kbd");
      cap.textContent = key;
      term.append(cap);
    });
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    return [term, meaning];
  }

  function build() {
    const dialog = document.createElement("dialog");
    dialog.id = "keys-dialog";
    dialog.className = "sheet";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const body = document.createElement("div");
    body.className = "bd";
    const title = document.createElement("h2");
    title.id = "keys-title";
    title.textContent = "Keyboard keys";
    const keys = document.createElement("dl");
    keys.className = "keylist";
    keys.append(...line("/", "Search"));
    Object.entries(PLACES).forEach(([key, [, words]]) => keys.append(...line(`g ${key}`, words)));
    keys.append(...line("n g", "New grievance"), ...line("j", "Next row"), ...line("k", "Row before"), ...line("Enter", "Open the row"), ...line("Space", "Quick view of the row"), ...line("w", "Why this date"));
    document.querySelectorAll("[data-key]").forEach((element) => keys.append(...line(element.dataset.key, element.textContent.trim())));
    document.querySelectorAll("[data-keyed]").forEach((element) => keys.append(...line(element.dataset.keyed, element.dataset.keyedWords)));
    keys.append(...line("Ctrl Enter", "Send the form"), ...line("?", "This list"));
    const note = document.createElement("p");
    note.className = "small muted";
    note.textContent = isOff() ? "Single keys are off. Turn them on in My account." : "Single keys can be turned off in My account. They are not heard while you type.";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "usa-button b";
    close.textContent = "Close";
    close.addEventListener("click", () => dialog.close());
    body.append(title, keys, note, close);
    dialog.append(body);
    document.body.append(dialog);
    return dialog;
  }

  function second(first, key) {
    if (first === "g" && PLACES[key]) location.assign(PLACES[key][0]);
    else if (first === "n" && key === "g") location.assign("/grievances/new/");
    else return false;
    return true;
  }

  function single(key) {
    switch (key) {
      case "/": {
        const field = document.querySelector("[data-key-search]");
        if (field) field.focus();
        return Boolean(field);
      }
      case "?": list(); return true;
      case "j": step(1); return true;
      case "k": step(-1); return true;
      case "w": return press(inRow("[data-why]") || document.querySelector("details.why > summary"));
      case " ": return press(inRow("[data-peek]"));
      default: {
        const own = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
        return press(own);
      }
    }
  }

  document.addEventListener("keydown", (event) => {
    // Space presses a button and, away from a row, scrolls past a link; on a row's link it is the quick view.
    if (event.key === " " && event.target.closest("button, summary, a:not([data-row] a)")) return;
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    clearTimeout(timer);
    if (pending && second(pending, event.key)) {
      pending = "";
      event.preventDefault();
      return;
    }
    pending = "";
    if (event.key === "g" || event.key === "n") {
      pending = event.key;
      timer = setTimeout(() => { pending = ""; }, 1200);
      return;
    }
    if (single(event.key)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-open]")) list();
  });
})();

/* The negotiation table: lines of the quick log that survive a lost connection, the key for the
   table-safe view, and a word when colleagues have logged something. */
(() => {
  "use strict";

  const page = document.querySelector("[data-table]");
  const form = document.querySelector("[data-log]");
  if (!page || !form) return;

  // Lines wait under the table and the person: another who signs in on this machine sends nobody's words.
  const STORE = `table-log:${page.dataset.table}:${page.dataset.reader}`;
  const field = form.querySelector("[name=words]");
  const key = form.querySelector("[name=key]");
  const waiting = form.querySelector("[data-waiting]");

  function tell(words) {
    waiting.textContent = words;
  }

  function counted(lines, signedOut) {
    const when = signedOut ? "once you have signed in again" : "when the connection is back";
    tell(lines ? `${lines} not yet saved. ${lines === 1 ? "It is" : "They are"} kept here and sent ${when}.` : "");
  }

  function show(html) {
    window.htmx.swap("#table-live", html, { swapStyle: "outerHTML" });
    document.querySelector("[data-behind]").hidden = true;
    filter();
    fold();
  }

  function send([line]) {
    const body = new URLSearchParams({ ...line, csrfmiddlewaretoken: window.heldLines.token(form) });
    return fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true", "HX-Target": "table-live" }, redirect: "manual" });
  }

  // One at a time: the server numbers proposals in the order they come.
  const log = window.heldLines({
    store: STORE,
    send,
    counted,
    taken: async (answer) => show(await answer.text()),
    refused: async (answer, [line]) => {
      const { refused } = await answer.json();
      field.value = line.words;
      tell(`Not logged: ${refused}`);
    },
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const line = Object.fromEntries(new FormData(form));
    delete line.csrfmiddlewaretoken;
    line.typed_at = new Date().toISOString();
    key.value = crypto.randomUUID();
    field.value = "";
    field.focus();
    log.add(line);
  });

  log.drain();

  // Whatever issue is looked at stays chosen, in safe view and out of it.
  document.querySelector("[data-safe]").addEventListener("submit", (event) => {
    const chosen = new URLSearchParams(location.search).get("issue");
    if (chosen) event.target.querySelector("[name=issue]").value = chosen;
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyL") {
      event.preventDefault();
      field.focus();
    }
    if (event.altKey && event.code === "KeyS") {
      event.preventDefault();
      const safe = document.querySelector("[data-safe]");
      // Away at once; the server then sends the page that never had it.
      document.body.classList.toggle("safe", safe.querySelector("[name=safe]").value === "1");
      safe.requestSubmit();
    }
  });

  // Which issues are shown; kept while issues are chosen and colleagues' lines come in.
  let shown = "all";

  function filter() {
    document.querySelectorAll("[data-filters]").forEach((bar) => { bar.hidden = false; });
    document.querySelectorAll("[data-filter]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === shown)));
    document.querySelectorAll(".iss [data-row]").forEach((row) => {
      row.hidden = (shown === "city" && row.dataset.ball !== "CITY_MOVE") || (shown === "cost" && !("cost" in row.dataset));
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter]");
    if (!button) return;
    shown = button.dataset.filter;
    filter();
  });

  // On a narrow screen the list is folded, so that the issue looked at comes first; whoever opens it keeps it open.
  const narrow = matchMedia("(max-width: 860px)");

  function fold() {
    const list = document.querySelector("[data-fold]:not([data-folded])");
    if (!list) return;
    list.dataset.folded = "";
    list.open = !narrow.matches;
  }

  narrow.addEventListener("change", () => { document.querySelectorAll("[data-fold]").forEach((list) => { list.open = !narrow.matches; }); });
  document.addEventListener("htmx:afterSwap", () => { filter(); fold(); });
  filter();
  fold();

  // A line goes to the issue that is looked at, unless one is being typed.
  document.addEventListener("htmx:pushedIntoHistory", () => {
    const chosen = new URLSearchParams(location.search).get("issue");
    if (chosen && !field.value) form.querySelector("[name=number]").value = chosen;
  });

  /* c goes to the costs, when the reader has single keys on and is not typing. */
  document.addEventListener("keydown", (event) => {
    const costs = document.getElementById("cost-h");
    if (event.key !== "c") return;
    const isTyping = event.target.closest?.("input, textarea, select, dialog");
    if ( event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping || !costs || document.body.dataset.keys === "off") return;
    costs.tabIndex = -1;
    costs.focus();
    costs.scrollIntoView({ block: "center" });
  });

  // What a colleague logged waits for a press: nothing moves under the hands.
  const behindBar = document.querySelector("[data-behind]");

  function sayBehind(count) {
    behindBar.hidden = count <= 0;
    behindBar.querySelector("[data-behind-words]").textContent = count > 0 ? `${count} update${count === 1 ? "" : "s"} since you opened this.` : "";
  }

  behindBar.querySelector("[data-refresh]").addEventListener("click", async () => {
    await window.htmx.ajax("GET", location.pathname + location.search, { target: "#table-live", swap: "outerHTML" });
    sayBehind(0);
    document.getElementById("issue-h")?.focus();
  });

  const CHECK = 20000;

  async function check() {
    if (document.hidden) return;
    try {
      const answer = await fetch(page.dataset.versionUrl, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (!answer.ok) return;
      const { version } = await answer.json();
      if (!log.held().length) sayBehind(version - Number(document.getElementById("table-live").dataset.version));
    } catch { /* The line is down: the log says so when something waits. */ }
  }

  setInterval(check, CHECK);
  document.addEventListener("visibilitychange", check);
})();

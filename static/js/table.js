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
  }

  function send([line]) {
    const body = new URLSearchParams({ ...line, csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value });
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

  const CHECK = 20000;
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(page.dataset.versionUrl, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (!answer.ok) return;
      const { version } = await answer.json();
      const live = document.getElementById("table-live");
      const behind = version - Number(live.dataset.version);
      if (behind > 0 && !log.held().length) tell(`${behind} update${behind === 1 ? "" : "s"} since. Reload to see ${behind === 1 ? "it" : "them"}.`);
    } catch { /* The line is down: the log says so when something waits. */ }
  }, CHECK);
})();

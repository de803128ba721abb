/* Attendance at the door: every tap is kept in this browser first and sent after, so a room without a signal
   loses nothing. What the server says wins over what is shown, except for taps still on their way. */
(() => {
  "use strict";

  const form = document.querySelector("[data-door]");
  if (!form) return;
  const list = form.querySelector("[data-list]");
  const blank = document.querySelector("[data-blank]");
  const find = form.querySelector("[data-find]");
  const finish = form.querySelector("[data-finish]");
  const [said, counted] = [form.querySelector("[data-waiting]"), form.querySelector("[data-count]")];
  const SEEN = `door-seen:${form.dataset.door}:${form.dataset.reader}`;
  const LOOK_AGAIN = 20_000;
  let [wantsToFinish, isSure] = [false, false];
  let amiss = "";

  const rows = () => [...list.querySelectorAll("[data-row]")];
  const rowOf = (who) => rows().find((row) => row.dataset.who === who);
  const part = (row, name) => row.querySelector(`[name="${name}-${row.dataset.who}"]`);
  const marked = (row) => row.querySelector("input[type=radio]:checked")?.value || "";

  function count() {
    const all = rows();
    counted.textContent = `${all.filter(marked).length} of ${all.length} marked`;
  }

  function ask(taps) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: window.heldLines.token(form), taps: JSON.stringify(taps) });
    return fetch(form.dataset.taps, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" });
  }

  const queue = window.heldLines({
    store: `door:${form.dataset.door}:${form.dataset.reader}`,
    most: 100,
    send: (taps) => {
      const now = Date.now();
      return ask(taps.map(({ tapped, ...tap }) => ({ ...tap, waited: now - tapped })));
    },
    taken: async (answer, sent) => {
      const told = await answer.json();
      const keys = new Set(sent.map((tap) => tap.key));
      show(told, new Set(queue.held().filter((tap) => !keys.has(tap.key)).map((tap) => tap.who)));
      amiss = told.refused.join(" ");
    },
    refused: async (answer) => {
      const { refused } = await answer.json();
      said.textContent = refused;
    },
    counted: (left, isSignedOut) => {
      if (isSignedOut) said.textContent = `${left} to sync. Sign in again in another window; they are kept here.`;
      else if (left) said.textContent = `${left} to sync${wantsToFinish ? ", then the attendance is finished" : ""}`;
      else said.textContent = amiss || "All saved";
      // Everything went through, so the line is there, whatever the browser thinks of it.
      if (!left && wantsToFinish) {
        [wantsToFinish, isSure] = [false, true];
        form.requestSubmit(finish);
      }
    },
  });

  /* The list as the server has it, another device's marks and notes among them; kept for a reload without a line. */
  function show(told, later) {
    localStorage.setItem(SEEN, JSON.stringify({ at: told.at, rows: told.rows }));
    rows().forEach((row) => settle(row, told.rows[row.dataset.who], later));
    const known = new Set(rows().map((row) => row.dataset.who));
    Object.entries(told.rows).filter(([who]) => !known.has(who)).forEach(([who, now]) => {
      settle(addRow({ who, name: now.name, department: now.detail }), now, later);
    });
    count();
  }

  /* Bring a row in line with the server. A walk-in the list knew already is that person's row, and goes. */
  function settle(row, now, later) {
    if (later.has(row.dataset.who)) return;
    if (!now) {
      if (row.dataset.mine) row.remove();
      return;
    }
    row.querySelectorAll("input[type=radio]").forEach((each) => { each.checked = each.value === now.mark; });
    row.querySelector("[data-flag]").textContent = now.flag;
    // What somebody is typing here is not theirs yet to see changed.
    const free = ["in", "out", "note"].filter((name) => part(row, name) !== document.activeElement);
    // A note without a mark is not sent yet.
    if (now.mark) free.forEach((name) => { part(row, name).value = now[name]; });
    noted(row);
  }

  const noted = (row) => { row.querySelector("[data-noted]").textContent = part(row, "note").value; };

  function tap(row) {
    const mark = marked(row);
    if (!mark) return null;
    const key = crypto.randomUUID();
    const after = row.dataset.last || "";
    row.dataset.last = key;
    const said = { key, after, who: row.dataset.who, mark, tapped: Date.now(), note: part(row, "note").value };
    const walkIn = row.dataset.mine ? { name: row.dataset.name, department: row.dataset.department } : {};
    return { ...said, in_at: part(row, "in").value, out_at: part(row, "out").value, ...walkIn };
  }

  let made = 0;

  function keep(...touched) {
    made += 1;
    count();
    queue.add(...touched.map(tap).filter(Boolean));
  }

  list.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    noted(row);
    keep(row);
  });

  // On a row, p and a mark it; in a field they are letters.
  list.addEventListener("keydown", (event) => {
    const wanted = { p: "PRESENT", a: "ABSENT" }[event.key];
    const isTyping = event.target.matches("input:not([type=radio])");
    if (!wanted || isTyping || event.ctrlKey || event.altKey || event.metaKey || document.body.dataset.keys === "off") return;
    event.preventDefault();
    event.stopPropagation();
    const row = event.target.closest("[data-row]");
    const radio = row.querySelector(`input[value=${wanted}]`);
    radio.checked = true;
    radio.focus();
    keep(row);
  });

  form.querySelector("[data-all]").addEventListener("click", (event) => {
    event.preventDefault();
    const open = rows().filter((row) => !marked(row));
    open.forEach((row) => { row.querySelector("input[value=PRESENT]").checked = true; });
    keep(...open);
  });

  function addRow({ who, name, department }) {
    const row = blank.content.firstElementChild.cloneNode(true);
    Object.assign(row.dataset, { who, name, department, words: `${name} ${department}`.toLowerCase() });
    row.querySelectorAll("[name]").forEach((field) => { field.name += who; });
    row.querySelector("[data-name]").textContent = name;
    row.querySelector("[data-detail]").textContent = department;
    row.querySelector("[data-of]").textContent = ` of ${name}`;
    list.append(row);
    return row;
  }

  function addWalkIn({ mark, ...who }) {
    const row = addRow(who);
    row.dataset.mine = "1";
    row.querySelector("[data-flag]").textContent = "Walk-in";
    row.querySelector(`input[value=${mark}]`).checked = true;
    return row;
  }

  form.querySelector("[data-walk-in]").addEventListener("click", (event) => {
    const [name, department] = ["name", "department"].map((each) => form.elements[each]);
    event.preventDefault();
    if (!name.value.trim()) {
      said.textContent = "Enter the name of the person who came in.";
      name.focus();
      return;
    }
    keep(addWalkIn({ who: crypto.randomUUID(), name: name.value.trim(), department: department.value.trim(), mark: "PRESENT" }));
    name.value = department.value = "";
    name.focus();
  });

  // Finished without a network, it is finished as soon as everything has arrived.
  form.addEventListener("submit", (event) => {
    if (event.submitter !== finish || isSure || (!queue.held().length && navigator.onLine)) return;
    event.preventDefault();
    wantsToFinish = true;
    said.textContent = `${queue.held().length} to sync, then the attendance is finished`;
    if (queue.held().length) queue.drain();
  });

  // Every tap was sent by itself. The list as this device shows it may be older than what another one sent.
  form.addEventListener("formdata", ({ formData }) => {
    list.querySelectorAll("[name]").forEach((field) => formData.delete(field.name));
    formData.set("csrfmiddlewaretoken", window.heldLines.token(form));
  });

  find.querySelector("input").addEventListener("input", ({ target }) => {
    const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows().forEach((row) => { row.hidden = !words.every((word) => row.dataset.words.includes(word)); });
    form.querySelector("[data-none]").hidden = rows().some((row) => !row.hidden);
  });
  find.querySelector("input").addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });

  // A page that was kept on this device is older than what it heard since.
  const seen = JSON.parse(localStorage.getItem(SEEN) || "null");
  if (seen && seen.at > Number(form.dataset.at)) show({ ...seen, refused: [] }, new Set());
  else localStorage.removeItem(SEEN);

  // What an earlier page could not send is shown as it was tapped.
  queue.held().forEach((held) => {
    const row = rowOf(held.who) || (held.name ? addWalkIn(held) : null);
    if (!row) return;
    row.dataset.last = held.key;
    row.querySelector(`input[value=${held.mark}]`).checked = true;
    [["in", "in_at"], ["out", "out_at"], ["note", "note"]].forEach(([name, kept]) => { part(row, name).value = held[kept] || ""; });
    noted(row);
  });
  find.hidden = false;
  form.querySelector("[data-save]").hidden = true;
  count();
  if (queue.held().length) queue.drain();

  /* What another device marked or noted meanwhile, asked for while this page is looked at and has nothing of its own
     to send. */
  async function look() {
    if (document.hidden || queue.held().length || !navigator.onLine) return;
    const before = made;
    try {
      const answer = await ask([]);
      const told = answer.ok && !answer.headers.get("HX-Redirect") ? await answer.json() : null;
      if (told && before === made) show(told, new Set());
    } catch {
      // No line: the next look may have one.
    }
  }
  setInterval(look, LOOK_AGAIN);
  document.addEventListener("visibilitychange", look);

  /* The page and its parts stay on this device for a reload without a line. */
  async function stay() {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const isNew = !serviceWorker.controller;
    await serviceWorker.register(form.dataset.worker);
    const { active } = await serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").filter((each) => ["link", "script", "css", "img"].includes(each.initiatorType));
    const own = parts.map((each) => each.name).filter((address) => address.startsWith(location.origin));
    serviceWorker.addEventListener("message", () => { form.dataset.kept = "1"; });
    if (isNew) active.postMessage({ keep: [location.href.split(/[?#]/)[0], ...own] });
    else form.dataset.kept = "1";
  }
  stay().catch(() => { /* Without it the page works as ever, only not through a reload offline. */ });
})();

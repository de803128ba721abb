/* Two minutes before a session ends without use, say so; one key goes on. Without a script there is no
   warning, and drafts are kept either way. The server is asked first: another window may have gone on.
   body data-session-left: seconds left when the page was made. */
(() => {
  "use strict";

  const ADDRESS = "/desk/session/";
  const WARN_BEFORE = 120;
  // Browsers forget longer timers; a sleeping laptop is found out at the next look.
  const LONGEST = 6 * 3600;
  let timer = 0;
  let endsAt = 0;
  let dialog = null;
  let cameFrom = null;

  const left = () => Math.max(0, Math.round((endsAt - Date.now()) / 1000));

  function expect(seconds) {
    endsAt = Date.now() + seconds * 1000;
    clearTimeout(timer);
    if (seconds > WARN_BEFORE) {
      close();
      timer = setTimeout(ask, Math.min(seconds - WARN_BEFORE, LONGEST) * 1000);
    } else if (seconds > 0) {
      warn();
    } else {
      over();
    }
  }

  async function send(method) {
    const headers = { "X-Session-Check": "1" };
    if (method === "POST") headers["X-CSRFToken"] = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
    const answer = await fetch(ADDRESS, { method, headers, credentials: "same-origin" });
    if (answer.status === 401) return 0;
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).left;
  }

  async function ask() {
    try {
      expect(await send("GET"));
    } catch {
      timer = setTimeout(ask, 15000);
    }
  }

  async function goOn() {
    try {
      expect(await send("POST"));
    } catch {
      say("The Desk could not be reached. Try again.");
    }
  }

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "sheet";
    dialog.setAttribute("aria-labelledby", "session-title");
    dialog.setAttribute("aria-describedby", "session-words");
    const title = document.createElement("h2");
    title.id = "session-title";
    const words = document.createElement("p");
    words.id = "session-words";
    words.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "usa-button b";
    const link = document.createElement("a");
    link.className = "usa-button b";
    link.textContent = "Sign in again";
    const body = document.createElement("div");
    body.className = "bd";
    const acts = document.createElement("div");
    acts.className = "form-acts";
    acts.append(button, link);
    body.append(title, words, acts);
    dialog.append(body);
    button.addEventListener("click", goOn);
    // Escape means "I am here", not "let it end".
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!button.hidden) goOn();
    });
    document.body.append(dialog);
  }

  function say(words) {
    const line = dialog && dialog.querySelector("p");
    if (line && line.textContent !== words) line.textContent = words;
  }

  function open(title, isOver) {
    if (!dialog) build();
    const [button, link] = [dialog.querySelector("button"), dialog.querySelector("a")];
    dialog.querySelector("h2").textContent = title;
    button.textContent = "Stay signed in";
    button.hidden = isOver;
    link.hidden = !isOver;
    link.href = `/account/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
    if (!dialog.open) {
      cameFrom = document.activeElement;
      dialog.showModal();
    }
    (isOver ? link : button).focus();
  }

  function close() {
    if (!dialog || !dialog.open) return;
    dialog.close();
    if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  }

  function warn() {
    open("You will be signed out soon", false);
    const tick = () => {
      if (!dialog.open) return;
      const seconds = left();
      if (seconds === 0) {
        ask();
        return;
      }
      // Told every half minute, so that a screen reader is not talked over every second.
      if (seconds <= 30) say("You will be signed out in less than half a minute. Drafts are kept.");
      else if (seconds <= 60) say("You will be signed out in about one minute. Drafts are kept.");
      else say("You have not used the Desk for a while and will be signed out in two minutes. Drafts are kept.");
      timer = setTimeout(tick, 1000);
    };
    tick();
  }

  function over() {
    open("You are signed out", true);
    say("Nobody used the Desk in this window for a while. Drafts are kept; sign in again to go on here.");
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && left() <= WARN_BEFORE) ask();
  });
  document.addEventListener("DOMContentLoaded", () => expect(Number(document.body.dataset.sessionLeft)));
})();

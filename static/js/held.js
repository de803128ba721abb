/* Lines that survive a lost connection: kept in this browser under a name, sent oldest first when the line is
   back. Each carries a key made here, so one sent twice is written once. Used by the negotiation table's quick
   log and by attendance at the door. */
(() => {
  "use strict";

  const RETRY = 4000;

  /* store: the name to keep under, which names the reader too: another who signs in here sends nobody's words.
     most: how many go in one request. send(items): the request. taken(answer, items): after it was written.
     refused(answer, items): after a 422; the items are let go first. counted(number, isSignedOut): whenever that may have changed. */
  window.heldLines = ({ store, most = 1, send, taken, refused, counted }) => {
    let sending = false;
    const held = () => JSON.parse(localStorage.getItem(store) || "[]");
    // By their keys, not by their number: another tab of the same page may have sent some of them meanwhile.
    const letGo = (part) => {
      const gone = new Set(part.map((item) => item.key));
      hold(held().filter((item) => !gone.has(item.key)));
    };
    const hold = (items) => (items.length ? localStorage.setItem(store, JSON.stringify(items)) : localStorage.removeItem(store));

    async function drain() {
      if (sending) return;
      sending = true;
      let signedOut = false;
      try {
        for (let items = held(); items.length; items = held()) {
          const part = items.slice(0, most);
          const answer = await send(part);
          if (answer.status === 422) {
            letGo(part);
            await refused(answer, part);
            return;
          }
          // Signed out, the server answers with the way to sign in: nothing was written.
          signedOut = answer.type === "opaqueredirect" || Boolean(answer.headers.get("HX-Redirect"));
          if (signedOut || !answer.ok) throw new Error(String(answer.status));
          await taken(answer, part);
          letGo(part);
        }
        counted(0, false);
      } catch {
        counted(held().length, signedOut);
      } finally {
        sending = false;
      }
    }

    function add(...items) {
      hold([...held(), ...items]);
      counted(held().length, false);
      return drain();
    }

    window.addEventListener("online", drain);
    setInterval(() => { if (held().length) drain(); }, RETRY);
    return { add, drain, held };
  };

  /* Whoever signs in again in another window gets a new token: what waits here goes under that one, not the page's. */
  window.heldLines.token = (form) =>
    /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || form.querySelector("[name=csrfmiddlewaretoken]").value;
})();

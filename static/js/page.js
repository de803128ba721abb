/* What every page does with a script: menus close, focus goes where the news is, copying,
   quiet announcements, and a message beside the control when the server cannot be reached.
   Every listener is delegated from the document, so swapped-in markup needs no set-up. */
(() => {
  "use strict";

  const statusRegion = () => document.getElementById("status");

  function say(words) {
    const region = statusRegion();
    if (region) region.textContent = words;
  }

  /* Menus */
  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    const panel = document.querySelector("[data-search-panel]");
    if (panel && !event.target.closest(".search")) panel.replaceChildren();
  });

  document.addEventListener("focusin", (event) => {
    closeMenus(event.target.closest("details.menu"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
      return;
    }
    const search = event.target.closest(".search");
    if (search) {
      search.querySelector("[data-search-panel]").replaceChildren();
      search.querySelector("input").focus();
      return;
    }
    const quickview = document.querySelector("#quickview > *");
    if (quickview) closeQuickview();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const scope = event.target.closest("details.menu[open], .search");
    if (!scope) return;
    const stops = [...scope.querySelectorAll("input[type=search], .menu__list a, .menu__list button, [data-search-panel] a")];
    const here = stops.indexOf(event.target);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  /* Quick view: focus returns to the row that opened it */
  let openedFrom = null;

  function closeQuickview() {
    document.getElementById("quickview").replaceChildren();
    if (openedFrom && openedFrom.isConnected) openedFrom.focus();
    openedFrom = null;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-quickview-close]")) closeQuickview();
  });

  /* Why this date: the second press folds the answer away again */
  document.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.target;
    if (event.detail.target && event.detail.target.id === "quickview") openedFrom = document.activeElement;
    if (!button.matches("[data-why]")) return;
    const shown = document.getElementById(button.getAttribute("aria-controls"));
    if (!shown) return;
    event.preventDefault();
    shown.remove();
    button.setAttribute("aria-expanded", "false");
    const row = button.closest("tr");
    if (row) row.classList.remove("open");
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const button = event.target;
    if (!button.matches("[data-why]") || !event.detail.successful) return;
    button.setAttribute("aria-expanded", "true");
    const row = button.closest("tr");
    if (row) row.classList.add("open");
  });

  /* An address names only the filters in force */
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get" || !event.target.closest(".filters")) return;
    [...event.detail.formData.entries()].forEach(([name, value]) => {
      if (value === "") event.detail.formData.delete(name);
    });
  });

  /* Focus follows mistakes, and the title says so */
  function showMistakes() {
    const summary = document.getElementById("error-summary");
    if (!summary) return false;
    summary.focus();
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a");
    if (!link) return;
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    (field.closest(".usa-form-group") || field).scrollIntoView({ block: "center" });
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    prepare(event.target);
    if (event.detail.xhr && event.detail.xhr.status === 422) showMistakes();
    const quickview = event.target.closest("#quickview");
    if (quickview && quickview.firstElementChild) quickview.firstElementChild.focus();
    const count = event.target.querySelector("[data-announce]") || event.target.closest("[data-announce]");
    if (count) say(count.dataset.announce);
  });

  /* Server trouble: say it beside the control that was pressed, lose nothing, offer another try */
  function fault(element, words) {
    const old = element.parentElement.querySelector(":scope > .fault");
    if (old) old.remove();
    const line = document.createElement("p");
    line.className = "fault";
    line.setAttribute("role", "alert");
    line.textContent = words;
    element.insertAdjacentElement("afterend", line);
  }

  document.addEventListener("htmx:sendError", (event) => {
    fault(event.detail.elt, "The Desk could not be reached. Nothing was lost. Try again.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    const words = status === 404
      ? "This is no longer here, or is not shared with you. Reload the page."
      : status === 403
        ? "The page was open for too long. Reload it and try again."
        : "Something went wrong on our side. Nothing was lost. Try again.";
    fault(event.detail.elt, words);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const old = event.detail.elt.parentElement && event.detail.elt.parentElement.querySelector(":scope > .fault");
    if (old) old.remove();
  });

  /* Copying */
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    say(`Copied ${button.dataset.copy}`);
  });

  /* Views that hide: the negotiation table's safe view, and names while projecting */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-toggle-body]");
    if (!button) return;
    const on = document.body.classList.toggle(button.dataset.toggleBody);
    document.querySelectorAll(`[data-toggle-body="${button.dataset.toggleBody}"]`).forEach((each) => each.setAttribute("aria-pressed", String(on)));
    sessionStorage.setItem(`body:${button.dataset.toggleBody}`, on ? "1" : "");
    say(on ? button.dataset.sayOn || "On" : button.dataset.sayOff || "Off");
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* Rows that stack on a phone are drawn as blocks; their roles say that they are still a table */
  const ROLES = [["thead, tbody, tfoot", "rowgroup"], ["tr", "row"], ["td", "cell"], ["thead th, [scope=col]", "columnheader"], ["tbody th[scope=row], tbody th[scope=rowgroup]", "rowheader"]];

  function nameTheTables(root) {
    const tables = root.matches && root.matches(".tb *") ? [root.closest(".tb")] : [...root.querySelectorAll(".tb")];
    tables.forEach((table) => {
      table.setAttribute("role", "table");
      ROLES.forEach(([selector, role]) => table.querySelectorAll(selector).forEach((part) => part.setAttribute("role", role)));
    });
  }

  /* What only a script can use stays hidden until there is one */
  function prepare(root) {
    if (!root || !root.querySelectorAll) return;
    root.querySelectorAll("[data-copy][hidden], [data-print][hidden], [data-peek][hidden], [data-toggle-body][hidden], [data-keys-open][hidden]").forEach((each) => {
      each.hidden = false;
    });
    nameTheTables(root);
    root.querySelectorAll("[data-toggle-body]").forEach((each) => {
      const on = sessionStorage.getItem(`body:${each.dataset.toggleBody}`) === "1";
      document.body.classList.toggle(each.dataset.toggleBody, on);
      each.setAttribute("aria-pressed", String(on));
    });
  }

  /* Nobody is signed in: the lists of people that the door keeps for a reload offline do not stay on this device.
     What was tapped and could not be sent yet stays: it goes when its writer signs in again. */
  async function forgetDoors() {
    if ("sessionLeft" in document.body.dataset || !window.caches) return;
    Object.keys(localStorage).filter((key) => key.startsWith("door-seen:")).forEach((key) => localStorage.removeItem(key));
    const kept = (await caches.keys()).filter((name) => name.startsWith("door:"));
    await Promise.all(kept.map((name) => caches.delete(name)));
  }

  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    forgetDoors();
    document.querySelectorAll(".nav, .tabs").forEach((bar) => {
      const here = bar.querySelector("[aria-current]");
      const list = here && here.closest("ul");
      if (list && list.scrollWidth > list.clientWidth) list.scrollLeft = here.offsetLeft - 16;
    });
    if (!showMistakes() && location.hash.length > 1) {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (place && place.matches("h1, h2, h3, h4, section, article, li, p, [data-permalink]")) {
        if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
        place.focus();
      }
    }
  });
})();

/* The reader with a script: a step in the tree keeps the page and moves the focus to the article,
   the box above the tree narrows it, and on a phone the tree begins folded. */
(() => {
  "use strict";

  const isNarrow = () => matchMedia("(max-width: 860px)").matches;
  let goes = false;

  function settle() {
    const tree = document.querySelector("[data-tree]");
    if (!tree) return;
    tree.open = !isNarrow();
    const list = tree.querySelector(".side");
    const here = tree.querySelector("[aria-current]");
    if (list && here && list.scrollHeight > list.clientHeight) list.scrollTop = here.offsetTop - list.offsetTop - 40;
  }

  function narrow(words) {
    const tree = document.querySelector("[data-tree]");
    const wanted = words.trim().toLowerCase();
    const items = [...tree.querySelectorAll(".side > li")];
    items.forEach((item) => { item.hidden = Boolean(wanted) && !item.textContent.toLowerCase().includes(wanted); });
    tree.querySelector("[data-tree-none]").hidden = items.some((item) => !item.hidden);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-tree-find]");
    if (form) narrow(event.target.value);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    goes = Boolean(event.target.closest("[data-goes]"));
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "agreement") return;
    settle();
    if (!goes) return;
    goes = false;
    const heading = document.getElementById("article-heading");
    if (heading) heading.focus();
  });

  /* A word that the agreement defines opens what it means, under its paragraph. */
  document.addEventListener("click", (event) => {
    const term = event.target.closest("a.term");
    const meaning = term && document.getElementById(decodeURIComponent(term.hash.slice(1)));
    if (!meaning) return;
    event.preventDefault();
    meaning.closest("details").open = true;
    meaning.focus();
  });

  document.addEventListener("DOMContentLoaded", settle);
})();

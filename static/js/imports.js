/* The outline of an import scrolls by itself to the clause that is open. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const list = document.querySelector("[data-import-tree] ol");
  const here = list && list.querySelector("[aria-current]");
  if (here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 3;
});

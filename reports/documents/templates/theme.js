// Before anything is painted: that scripts run, and the reader's choice of light or dark.
"use strict";

(() => {
  const KEY = "memoria-tema";
  const root = document.documentElement;

  // A browser may refuse its store to a file; then the choice lasts as long as the page.
  function stored() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch {
      return "";
    }
  }

  function store(choice) {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch {
      // see above
    }
  }

  function apply(choice) {
    if (choice) root.dataset.tema = choice;
    else delete root.dataset.tema;
  }

  root.classList.add("js");
  apply(stored());
  document.addEventListener("DOMContentLoaded", () => {
    const control = document.getElementById("tema");
    control.value = root.dataset.tema || "";
    control.addEventListener("change", () => {
      apply(control.value);
      store(control.value);
    });
  });
})();

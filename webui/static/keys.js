// Keys, copying and short addresses, on every page. Nothing needs it.
"use strict";

(() => {
  const dialog = document.getElementById("keys");

  function hit(by) {
    const hits = [...document.querySelectorAll(".hit h2 a")];
    if (!hits.length) return;
    const at = hits.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : hits.length - 1) : Math.min(Math.max(at + by, 0), hits.length - 1);
    hits[next].focus();
    hits[next].scrollIntoView({ block: "center" });
  }

  // A link or button can name its own key, as those to other years of an agency do.
  const press = (selector) => document.querySelector(selector)?.click();

  const actions = {
    "/": () => { const box = document.getElementById("q"); box?.focus(); box?.select(); },
    "?": () => dialog.showModal(),
    j: () => hit(1),
    k: () => hit(-1),
    n: () => press('.marks [data-step="1"]'),
    p: () => press('.marks [data-step="-1"]'),
    "[": () => press('[aria-keyshortcuts="["]'),
    "]": () => press('[aria-keyshortcuts="]"]'),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // An empty field says nothing; without it the address stays short.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && field.name !== "q" && !field.value) field.disabled = true;
  });
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("input:disabled")) field.disabled = false;
  });

  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-keys]")) dialog.showModal();
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    if (!button.textContent.endsWith("✓")) button.textContent += " ✓";
  });

  // What only works with a script is shown by it.
  function prepare() {
    document.querySelector("[data-keys]").hidden = false;
    if (navigator.clipboard) for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  }
  document.addEventListener("gongkai:page", prepare);
  prepare();
})();

// Makes the same pages quicker: keys, steps between marks without a new page, copying. Nothing needs it.
"use strict";

(() => {
  const box = document.getElementById("q");
  const keys = document.getElementById("keys");
  const walker = document.querySelector(".marks");
  const marks = [...document.querySelectorAll("mark[id]")];
  const hits = [...document.querySelectorAll(".hit h2 a")];
  let current = walker ? Number(walker.dataset.current) - 1 : -1;

  function shown() {
    const at = marks.findIndex((mark) => `#${mark.id}` === location.hash);
    if (at >= 0) show(at, false);
  }

  function show(number, move) {
    if (!marks[number]) return;
    marks[current]?.classList.remove("current");
    current = number;
    marks[current].classList.add("current");
    for (let node = marks[current]; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    const place = walker?.querySelector("[data-at]");
    if (place) place.textContent = String(current + 1);
    if (move) {
      history.replaceState(null, "", `#${marks[current].id}`);
      marks[current].scrollIntoView({ block: "center" });
    }
  }

  function step(by) {
    if (marks.length) show((current + by + marks.length) % marks.length, true);
  }

  function hit(by) {
    if (!hits.length) return;
    const at = hits.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : hits.length - 1) : Math.min(Math.max(at + by, 0), hits.length - 1);
    hits[next].focus();
    hits[next].scrollIntoView({ block: "center" });
  }

  const actions = {
    "/": () => { box?.focus(); box?.select(); },
    "?": () => keys.showModal(),
    j: () => hit(1),
    k: () => hit(-1),
    n: () => step(1),
    p: () => step(-1),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  for (const link of walker?.querySelectorAll("[data-step]") ?? []) {
    if (marks.length > 1) {
      link.classList.remove("off");
      link.removeAttribute("aria-disabled");
      if (!link.href) link.href = "#";
    }
    link.addEventListener("click", (event) => {
      event.preventDefault();
      step(Number(link.dataset.step));
    });
  }

  // An empty field says nothing; without it the address stays short.
  for (const form of document.querySelectorAll("form[method=get]")) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && field.name !== "q" && !field.value) field.disabled = true;
    });
  }
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("input:disabled")) field.disabled = false;
  });

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent += " ✓";
    }, { once: true });
  }

  const opener = document.querySelector("[data-keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => keys.showModal());
  addEventListener("hashchange", shown);
  shown();
})();

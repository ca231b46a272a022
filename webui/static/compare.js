// The form of a comparison: names of agencies while one types. Without this, the list offers the first ones.
"use strict";
(() => {
  const input = document.getElementById("agency");
  const list = document.getElementById("agencies");
  if (!input || !list) return;
  let asked = "";
  let waiting = 0;
  const offer = async () => {
    const typed = input.value.trim();
    if (typed === asked || typed.length < 2) return;
    asked = typed;
    try {
      const answer = await fetch(`/api/v1/facets/agency?find=${encodeURIComponent(typed)}`);
      if (!answer.ok || typed !== input.value.trim()) return;
      const values = (await answer.json()).values || [];
      if (values.length) list.replaceChildren(...values.map((one) => Object.assign(document.createElement("option"), { value: one.value })));
    } catch {
      // the names that came with the page stay
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 150);
  });
})();

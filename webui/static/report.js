// On the page of a report: steps between marks without a new page, and the section that is being read. Nothing
// needs it.
"use strict";

(() => {
  const walker = document.querySelector(".marks");
  const marks = [...document.querySelectorAll("mark[id]")];
  let current = walker ? Number(walker.dataset.current) - 1 : -1;

  function shown() {
    const at = marks.findIndex((mark) => `#${mark.id}` === location.hash);
    if (at >= 0) show(at, false);
    open(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  }

  // What a link leads to may be folded away.
  function open(node) {
    for (; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  }

  function show(number, move) {
    if (!marks[number]) return;
    marks[current]?.classList.remove("current");
    current = number;
    marks[current].classList.add("current");
    open(marks[current]);
    const place = walker?.querySelector("[data-at]");
    if (place) place.textContent = String(current + 1);
    if (move) {
      history.replaceState(null, "", `#${marks[current].id}`);
      marks[current].scrollIntoView({ block: "center" });
    }
  }

  for (const link of walker?.querySelectorAll("[data-step]") ?? []) {
    if (marks.length > 1) {
      link.classList.remove("off");
      link.removeAttribute("aria-disabled");
      if (!link.href) link.href = "#";
    }
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (marks.length) show((current + Number(link.dataset.step) + marks.length) % marks.length, true);
    });
  }

  // The outline follows: the section that the upper part of the window is in.
  const outline = document.querySelector(".outline");
  const links = new Map([...document.querySelectorAll(".outline li > a:first-child")].map((link) => [link.hash.slice(1), link]));
  const seen = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const change of changes) seen[change.isIntersecting ? "add" : "delete"](change.target.id);
    const here = [...links.keys()].find((id) => seen.has(id));
    if (!here) return;
    for (const [id, link] of links) id === here ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current");
    const box = links.get(here).getBoundingClientRect();
    const frame = outline.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) outline.scrollBy(0, box.top - frame.top - frame.height / 3);
  }, { rootMargin: "-10% 0px -70% 0px" });
  for (const section of document.querySelectorAll(".chapter")) watch.observe(section);

  // A selection can be quoted: its place in the original is told by the links at the ends of its paragraphs.
  const bars = document.querySelector(".bars");
  const offer = document.getElementById("selection")?.content.firstElementChild;
  let waiting = 0;

  function place(node, offset) {
    const paragraph = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".text.original p");
    const pin = paragraph?.querySelector(":scope > .pin");
    if (!pin) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    const blank = paragraph.textContent.length - paragraph.textContent.trimStart().length;
    return Number(/at=(\d+)-/.exec(pin.search)[1]) - blank + [...before.toString()].length;
  }

  function select() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const start = range && place(range.startContainer, range.startOffset);
    const end = range && place(range.endContainer, range.endOffset);
    offer.hidden = start === null || end === null || start >= end;
    if (offer.hidden) return;
    const asked = new URLSearchParams(location.search);
    for (const name of ["at", "mark"]) asked.delete(name);
    asked.append("at", `${start}-${end}`);
    offer.querySelector(".what").textContent = selection.toString().trim().slice(0, 40);
    offer.querySelector(".quote-it").href = `${location.pathname}?${asked}#at`;
    offer.querySelector(".who-else").href = `/reuse?${new URLSearchParams({ report: bars.dataset.report, start, end })}`;
    bars.prepend(offer);
  }
  if (offer) {
    offer.hidden = true;
    document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(select, 120); });
  }

  addEventListener("hashchange", shown);
  shown();
})();

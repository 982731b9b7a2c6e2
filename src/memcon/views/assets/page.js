"use strict";
const tip = document.getElementById("tip");
const LISTED = 6;
const stacked = matchMedia("(max-width: 62rem)");

const words = (field) => document.querySelectorAll(`.m[data-f~="${field}"]`);

function unlight() {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  tip.hidden = true;
}

function light(field) {
  for (const one of words(field)) one.classList.add("lit");
  const entry = document.getElementById(field);
  if (entry) entry.classList.add("lit");
}

function explain(segment) {
  const fields = segment.dataset.f.split(" ");
  tip.replaceChildren();
  for (const field of fields.slice(0, LISTED)) {
    const entry = document.getElementById(field);
    if (!entry) continue;
    const row = document.createElement("a");
    row.href = `#${field}`;
    row.textContent = entry.dataset.label;
    tip.append(row);
  }
  if (fields.length > LISTED) {
    const row = document.createElement("div");
    row.textContent = `and ${fields.length - LISTED} more`;
    tip.append(row);
  }
  tip.hidden = !tip.childElementCount;
  const place = segment.getClientRects()[0];
  if (!place) return;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - box.width - 8))}px`;
  tip.style.top = `${place.top > box.height + 12 ? place.top - box.height - 6 : place.bottom + 6}px`;
}

function look(target) {
  const here = target.closest("[data-f]");
  if (!here) return;
  unlight();
  light(here.dataset.f.split(" ")[0]);
  if (here.classList.contains("m")) explain(here);
}

function go(link, event) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  const isTap = event.detail > 0 && link.classList.contains("m");
  if (isTap && stacked.matches) return look(link); // the record is far below: show the fields, let a second tap go there
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "center" });
  const focus = target.matches("a") ? target : target.querySelector("a");
  if (focus) focus.focus({ preventScroll: true });
  unlight();
  light(link.dataset.f ? link.dataset.f.split(" ")[0] : target.id);
}

document.addEventListener("pointerover", (event) => look(event.target));
document.addEventListener("focusin", (event) => look(event.target));
document.addEventListener("pointerout", (event) => {
  if (!event.relatedTarget && event.pointerType === "mouse") unlight();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") unlight(); });
document.addEventListener("scroll", () => { tip.hidden = true; }, true);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link) go(link, event);
});

// On a page of changes: where the focus is on one, the keys n and p lead to the next and the previous. Nowhere else do
// they do anything, so that nobody who speaks to the computer meets them by accident.
const changes = [...document.querySelectorAll(".policy-diff__change")];

function step(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !["n", "p"].includes(event.key))
    return;
  const here = changes.findIndex((change) => change.contains(document.activeElement));
  const there = here < 0 ? undefined : changes[here + (event.key === "n" ? 1 : -1)];
  if (!there)
    return;
  event.preventDefault();
  there.focus({ preventScroll: true });
  there.scrollIntoView({ block: "start" });
}

const hint = document.createElement("p");
hint.textContent = "When a change has the focus, the keys n and p lead to the next and the previous one.";
document.querySelector(".policy-diff__choice").after(hint);
document.querySelector(".policy-diff").addEventListener("keydown", step);

// Keys and the line that says what was done, for the desk around it: a key presses the desk's own button of that name,
// while the focus is in the desk and not in a box that takes words. Python hears of a press, by key or mouse, in one message.
const BOXES = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
const AT_WORK = 700, PATIENCE = 60000; // milliseconds
const seen = new WeakSet();

function render({ model, el }) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.className = "coachkit-says";
  el.append(line);
  let waiting = 0;

  const desk = () => el.closest(".coachkit-desk");
  const visible = (all) => [...all].find((each) => each.offsetParent !== null && !each.disabled);
  const taking = (key) => visible(desk().querySelectorAll("button." + CSS.escape("key-" + key)));
  const box = (key) => visible(desk().querySelectorAll("." + CSS.escape("box-" + key) + " :is(textarea, select)"));
  const number = (each, start) => Number([...each.classList].find((name) => name.startsWith(start)).slice(start.length));
  const toDesk = () => desk()?.focus({ preventScroll: true });
  const take = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };

  // Ctrl+Enter in the box of what a criterion sounds like teaches it; in every other one it accepts the passage.
  function press(key) {
    const found = taking(key) ?? box(key);
    if (found?.tagName === "BUTTON") found.click();
    else found?.focus();
    return Boolean(found);
  }

  function inBox(event, into) {
    if (event.key === "Escape") { take(event); into.blur(); toDesk(); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { take(event); into.blur(); toDesk(); press(into.closest(".coachkit-teaches") ? "t" : "a"); }
    else if (!event.ctrlKey && !event.metaKey && event.key !== "Tab") event.stopImmediatePropagation();
  }

  function onKey(event) {
    const root = desk();
    if (!root || !root.contains(event.target)) return;
    const into = event.target.closest(BOXES);
    if (into) return inBox(event, into);
    const third = event.getModifierState("AltGraph"); // brackets on many keyboards
    if (!third && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const name = event.shiftKey && event.key.length > 1 ? "Shift+" + event.key : event.key;
    if (event.key === "Enter" || event.key === " ") event.stopImmediatePropagation(); // the button with the focus
    else if ((!event.repeat || event.key.startsWith("Arrow")) && press(name)) take(event); // held down, no decision goes on
    else if (event.key.length === 1 || event.repeat) event.stopImmediatePropagation(); // never a command of JupyterLab
  }

  function answered() {
    clearTimeout(waiting);
    waiting = 0;
    line.textContent = model.get("says");
    for (const button of desk()?.querySelectorAll("button") ?? []) {
      const keys = [...button.classList].filter((name) => name.startsWith("key-")).map((name) => name.slice(4));
      if (keys.length) button.setAttribute("aria-keyshortcuts", keys.join(" "));
    }
    const focused = document.activeElement;
    if (focused === document.body || (desk()?.contains(focused) && (focused.disabled || focused.offsetParent === null))) toDesk();
  }

  function onClick(event) {
    const button = event.target.closest?.('button[class*="press-"]');
    if (!button || !desk()?.contains(button)) return;
    take(event);
    if (waiting) return; // what is shown has been answered already
    model.send({ press: number(button, "press-"), turn: model.get("turn"), boxes: boxes(), selected: selected() });
    waiting = setTimeout(() => {
      line.textContent = "At work …";
      waiting = setTimeout(giveUp, PATIENCE);
    }, AT_WORK);
  }

  function boxes() {
    const held = {};
    for (const each of desk().querySelectorAll('[class*="holds-"]')) {
      const into = each.querySelector("textarea, select");
      if (into?.offsetParent) held[number(each, "holds-")] = into.tagName === "SELECT" ? into.selectedIndex : into.value;
    }
    return held;
  }

  function giveUp() {
    line.textContent = "No answer from the kernel. What was written before is on the disk; restart it and run the notebook again.";
  }

  function selected() {
    const range = document.getSelection()?.rangeCount ? document.getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !desk().contains(range.commonAncestorContainer)) return null;
    const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    return start === null || end === null ? null : [start, end];
  }

  function place(node, offset) {
    const piece = (node.nodeType === 1 ? node : node.parentElement).closest("[data-from]");
    if (!piece) return null;
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, offset);
    return Number(piece.dataset.from) + [...before.toString()].length;
  }

  window.addEventListener("keydown", onKey, true);
  window.addEventListener("click", onClick, true);
  model.on("change:turn", answered);
  requestAnimationFrame(() => {
    desk()?.setAttribute("tabindex", "0");
    desk()?.setAttribute("role", "group");
    desk()?.setAttribute("aria-label", "Evidence desk");
    answered();
    if (!seen.has(model) && !document.activeElement?.closest(BOXES)) {
      toDesk();
      desk()?.scrollIntoView({ block: "start" });
    }
    seen.add(model);
  });
  return () => {
    clearTimeout(waiting);
    model.off("change:turn", answered);
    window.removeEventListener("keydown", onKey, true);
    window.removeEventListener("click", onClick, true);
  };
}

export default { render };

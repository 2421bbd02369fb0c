// Keys that belong to the control with the focus (arrows, letters, Space) stay with it: JupyterLab would take them as commands.
function render({ el }) {
  const root = () => el.closest(".coachkit-explore");
  const onKey = (event) => {
    const own = !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Escape" && event.key !== "Tab";
    if (root()?.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", own); // it is looked for from there up
  };
  window.addEventListener("keydown", onKey, true);
  return () => window.removeEventListener("keydown", onKey, true);
}

export default { render };

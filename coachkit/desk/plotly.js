// Brings plotly.js for all figures of the page. Its five megabytes come as data, not as the widget's own script, and are read when
// the browser has nothing else to do: anywidget gives up on every widget that is not ready two seconds after it was made.
const plotly = (globalThis.coachkitPlotly ??= (() => {
  const made = {};
  made.promise = new Promise((resolve, reject) => { made.resolve = resolve; made.reject = reject; });
  return made;
})());
const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 300));

function initialize({ model }) {
  if (plotly.asked || !model.get("script")) return;
  plotly.asked = true;
  idle(async () => {
    const url = URL.createObjectURL(new Blob([model.get("script")], { type: "text/javascript" }));
    try {
      const { default: make, FigureView: view } = await import(url);
      view.prototype._sendTraceDeltas = view.prototype._sendLayoutDelta = () => {}; // defaults that no one here asks for
      plotly.resolve(make);
    } catch (error) {
      plotly.reject(error);
    } finally {
      URL.revokeObjectURL(url);
    }
  });
}

export default { initialize, render() {} };

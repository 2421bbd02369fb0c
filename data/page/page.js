"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 600px)");
  const A4 = { width: 660, height: 740 };
  const plots = [...document.querySelectorAll(".plot")];
  const read = (plot) => JSON.parse(document.getElementById(plot.dataset.figure).textContent);
  const set = (layout, changes) => Object.entries(changes || {}).forEach(([path, value]) => {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const last = keys.pop();
    const at = keys.reduce((inner, key) => (inner[key] ??= {}), layout);
    at[last] = value;
  });

  function draw(plot, paper) {
    const { data, layout, config, narrow: small, dark: night } = read(plot);
    if (narrow.matches && !paper) set(layout, small);
    if (dark.matches && !paper) set(layout, night);
    const scale = paper ? Math.min(1, A4.height / (layout.height ?? 450)) : 1;
    if (paper) Object.assign(layout, { width: Math.floor(A4.width / scale), autosize: false });
    else layout.autosize = true;
    plot.style.zoom = scale;
    plot.querySelector(":scope > .alt")?.remove();
    return Plotly.react(plot, data, layout, { displayModeBar: false, displaylogo: false, ...config, responsive: !paper });
  }

  const all = (paper) => plots.forEach((plot) => draw(plot, paper));
  const folded = new Set();
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.printed:not([open])").forEach((one) => { folded.add(one); one.open = true; });
    all(true);
  });
  addEventListener("afterprint", () => {
    folded.forEach((one) => { one.open = false; });
    folded.clear();
    all(false);
  });
  dark.addEventListener("change", () => all(false));
  narrow.addEventListener("change", () => all(false));
  all(false);
})();

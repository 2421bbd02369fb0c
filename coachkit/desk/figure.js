// One figure. Plotly comes once, with the widget `Plotly`, and not with each figure; what happens before it is there is made up for.
const plotly = (globalThis.coachkitPlotly ??= (() => {
  const made = {};
  made.promise = new Promise((resolve, reject) => { made.resolve = resolve; made.reject = reject; });
  return made;
})());

export default () => {
  let figure;
  return {
    initialize({ model }) {
      const early = [];
      const kept = ["addTraces", "restyle", "relayout", "update"].map((each) => {
        const name = "_py2js_" + each;
        const keep = () => { const sent = model.get(name); if (sent) early.push([name, sent]); };
        model.on("change:" + name, keep);
        return () => model.off("change:" + name, keep);
      });
      figure = plotly.promise.then((make) => {
        kept.forEach((off) => off());
        const one = make();
        one.initialize({ model });
        for (const [name, sent] of early) { model.set(name, sent); model.set(name, null); }
        return one;
      });
    },
    async render(context) { return (await figure).render(context); },
  };
};

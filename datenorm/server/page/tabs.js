// Tabs with the keys of the ARIA authoring practices.

import { element } from "./dom.js";

/**
 * @param {string} label the accessible name of the tabs
 * @param {{name: string, panel: HTMLElement, onShow?: () => void}[]} views
 * @param {number} chosen the first one to show
 * @param {(index: number) => void} onChoose called with the chosen one
 */
export function tabs(label, views, chosen, onChoose) {
  const heads = views.map(({ name }, index) =>
    element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${index}`,
        "aria-controls": `panel-${index}`,
        on: { click: () => show(index) },
      },
      name,
    ),
  );
  views.forEach(({ panel }, index) => {
    panel.id = `panel-${index}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${index}`);
  });

  function show(index) {
    heads.forEach((head, at) => {
      head.setAttribute("aria-selected", String(at === index));
      head.tabIndex = at === index ? 0 : -1;
      views[at].panel.hidden = at !== index;
    });
    views[index].onShow?.();
    onChoose(index);
  }

  function move(event) {
    const at = heads.indexOf(document.activeElement);
    const goals = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: heads.length - 1 };
    if (!(event.key in goals)) return;
    event.preventDefault();
    const goal = (goals[event.key] + heads.length) % heads.length;
    show(goal);
    heads[goal].focus();
  }

  const list = element("div", { class: "tabs", role: "tablist", "aria-label": label, on: { keydown: move } }, ...heads);
  show(chosen);
  return [list, ...views.map(({ panel }) => panel)];
}

// Elements. Whatever a string holds, it becomes text: nothing here, or anywhere on the page, reads HTML.

/**
 * Make an element.
 *
 * @param {string} tag its name
 * @param {object} properties DOM properties; `class`, `role`, `aria-…`, `data-…` and what else has a hyphen
 *   are attributes, `on` holds listeners, `style` custom properties
 * @param {...(Node|string|null|undefined|false)} children what stands in it
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (name === "style") {
      for (const [property, setting] of Object.entries(value)) made.style.setProperty(property, setting);
    } else if (name === "class" || name === "role" || name === "for" || name.includes("-")) {
      if (value !== undefined && value !== null) made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  fill(made, ...children);
  return made;
}

/** Replace what stands in an element. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child || child === ""));
}

/** An element of the page by its id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Text for screen readers only. */
export function unseen(text) {
  return element("span", { class: "unseen" }, text);
}

/** The sign of a status; the style sheet draws it, and beside it stands what it means. */
export function sign() {
  return element("span", { class: "sign", "aria-hidden": "true" });
}

// Elements. Strings always become text: nothing on the page is parsed as HTML.

/**
 * Create an element.
 *
 * @param {string} tag its name
 * @param {object} properties DOM properties; `class`, `role`, `for` and names with a hyphen are attributes,
 *   `on` holds listeners, `style` custom properties
 * @param {...(Node|string|null|undefined|false)} children its content
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

/** Replace the content of an element. */
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

/** The symbol of a status, drawn by the style sheet; its meaning is given beside it. */
export function sign() {
  return element("span", { class: "sign", "aria-hidden": "true" });
}

// The few things that every module does with the page.

const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

// Make an element: `props` are its properties, or attributes where a name holds a hyphen or is `role`.
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.includes("-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function icon(name, kind = "icon") {
  return svg("svg", { class: kind, "aria-hidden": "true", focusable: "false" }, svg("use", { href: `#i-${name}` }));
}

export const signOf = (verdict) => (verdict === "could not check" ? "unsure" : verdict);

// Buttons of one group of which one is on, or none.
export function press(buttons, isOn) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(isOn(button)));
}

export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

// What the other scripts build the page's controls with.

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function button(text, label, action) {
  const made = element("button", { type: "button", textContent: text, ariaLabel: label });
  made.addEventListener("click", () => {
    if (made.ariaDisabled !== "true") action();
  });
  return made;
}

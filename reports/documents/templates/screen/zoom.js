// A closer look at a stretch of a chart's axis, without a pointer: buttons, and keys while on them.

const ZOOM = "acercar";
const STEP = 0.5;
const CLOSEST = 1 / 64;

// The stretch [from, to] with this share of its length, moved by a share of it, kept inside.
function stretched([from, to], [first, last], share, shift) {
  const whole = last - first;
  const length = Math.min(whole, Math.max(whole * CLOSEST, (to - from) * share));
  const start = (from + to - length) / 2 + length * shift;
  const kept = Math.min(Math.max(start, first), last - length);
  return [kept, kept + length];
}

function zoomable(holder, view, field) {
  const domain = () => view.scale("x").domain().map(Number);
  const whole = domain();
  const figure = holder.closest("figure");
  const title = figure.querySelector("figcaption").textContent;
  const moved = (share, shift) => show(stretched(domain(), whole, share, shift));
  const buttons = [
    button("+", "Acercar", () => moved(STEP, 0)),
    button("–", "Alejar", () => moved(1 / STEP, 0)),
    button("←", "Ver antes", () => moved(1, -STEP)),
    button("→", "Ver después", () => moved(1, STEP)),
    button("Ver todo", null, () => show(whole)),
  ];
  const group = element("div", { className: "acercamiento", role: "group", ariaLabel: `Acercamiento: ${title}` }, ...buttons);
  group.title = "También: arrastrar, Mayús y rueda, doble clic; con el teclado, + − ← → 0";
  const keys = { "+": 0, "=": 0, "-": 1, ArrowLeft: 2, ArrowRight: 3, 0: 4, Home: 4 };

  async function show(stretch) {
    await view.signal(`${ZOOM}_${field}`, stretch).runAsync();
  }

  function marked() {
    const [from, to] = domain();
    const all = from <= whole[0] && to >= whole[1];
    buttons.slice(1).forEach((each) => { each.ariaDisabled = String(all); });
  }

  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    buttons[keys[event.key]].click();
  });
  view.addSignalListener(`${ZOOM}_${field}`, () => view.runAfter(marked));
  marked();
  figure.querySelector(".acercamiento")?.remove();
  figure.querySelector("figcaption").after(group);
}

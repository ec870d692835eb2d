// Each chart is drawn when it comes near the window. Its colours are variables of the style sheet.

const drawing = JSON.parse(document.getElementById("datos-graficas").textContent);
const WIDE = 800;
const NARROW = 560;

// Names as short as a narrow screen needs.
function shortened(row) {
  if (row.breve !== undefined) row.rotulo = row.breve;
}

function fitted(spec, width) {
  spec.config.aria = false;
  if (spec.usermeta.fixed) return spec;
  spec.width = "container";
  spec.autosize = { type: "fit", contains: "padding" };
  if (width > WIDE) spec.height = Math.round(spec.height * 1.35);
  if (width < NARROW) {
    spec.height += 40; // the hours and days take theirs of it
    Object.values(spec.datasets).flat().forEach(shortened);
  }
  for (const layer of spec.layer) {
    const axis = layer.encoding.x && layer.encoding.x.axis;
    if (!axis || !axis.values) continue;
    delete axis.values;
    axis.tickCount = Math.max(3, Math.round(width / 95));
  }
  // The wheel alone keeps scrolling the page.
  const select = { type: "interval", encodings: ["x"], zoom: "wheel![event.shiftKey]" };
  spec.layer[0].params = [{ name: ZOOM, select: select, bind: "scales" }];
  return spec;
}

async function draw(holder) {
  const width = holder.clientWidth;
  const spec = fitted(structuredClone(drawing.charts[holder.dataset.chart]), width);
  const paper = element("div", { ariaHidden: "true" }); // its holder is one picture with one text
  holder.dataset.width = width;
  holder.replaceChildren(paper);
  const { view } = await window.vegaEmbed(paper, spec, {
    ast: true,
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    formatLocale: drawing.format,
    timeFormatLocale: drawing.time,
    tooltip: { disableDefaultStyle: true },
  });
  if (!spec.usermeta.fixed) zoomable(holder, view, spec.layer[0].encoding.x.field);
}

// Vega follows small changes of width; ticks and names are chosen for the width that was drawn.
function redrawn(entries) {
  for (const { target, contentRect } of entries) {
    const drawn = Number(target.dataset.width);
    if (drawn && contentRect.width && Math.abs(drawn - contentRect.width) > 60) draw(target);
  }
}

function drawAsTheyCome() {
  const holders = [...document.querySelectorAll(".vega")];
  const resized = new ResizeObserver(redrawn);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target);
      resized.observe(entry.target);
    }
  }, { rootMargin: "600px" });
  holders.forEach((holder) => seen.observe(holder));
  window.addEventListener("beforeprint", () => {
    holders.filter((holder) => !holder.dataset.width).forEach(draw);
  });
}

drawAsTheyCome();

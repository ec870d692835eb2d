// The page's own behaviour: charts, sortable tables, CSV of each table, where the reader is. No network.
"use strict";

(function () {
  const data = JSON.parse(document.getElementById("datos-graficas").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const collator = new Intl.Collator("es-MX", { numeric: true });

  function paletted(spec) {
    let text = JSON.stringify(spec);
    if (dark.matches) {
      for (const [light, other] of data.dark) text = text.replaceAll(light, other);
    }
    return JSON.parse(text);
  }

  // Names as short as a narrow screen needs.
  function shortened(row) {
    if (row.rotulo) row.rotulo = row.rotulo.split(" (")[0].replace(", con su rango", "");
  }

  function fitted(spec, width) {
    if (spec.usermeta.fixed) return spec;
    spec.width = "container";
    spec.autosize = { type: "fit", contains: "padding" };
    if (width > 800) spec.height = Math.round(spec.height * 1.35);
    if (width < 560) Object.values(spec.datasets).flat().forEach(shortened);
    for (const layer of spec.layer) {
      const axis = layer.encoding.x && layer.encoding.x.axis;
      if (!axis || !axis.values) continue;
      delete axis.values;
      axis.tickCount = Math.max(3, Math.round(width / 95));
    }
    // The wheel alone keeps scrolling the page.
    const select = { type: "interval", encodings: ["x"], zoom: "wheel![event.shiftKey]" };
    spec.layer[0].params = [{ name: "acercar", select: select, bind: "scales" }];
    return spec;
  }

  async function draw(holder) {
    const spec = fitted(paletted(data.charts[holder.dataset.chart]), holder.clientWidth);
    holder.replaceChildren();
    await window.vegaEmbed(holder, spec, {
      ast: true,
      actions: false,
      renderer: "svg",
      defaultStyle: false,
      formatLocale: data.format,
      timeFormatLocale: data.time,
      tooltip: { disableDefaultStyle: true },
    });
  }

  const holders = [...document.querySelectorAll(".vega")];
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "600px" });
  holders.forEach((holder) => seen.observe(holder));
  dark.addEventListener("change", () => holders.forEach(draw));
  window.addEventListener("beforeprint", () => holders.forEach((holder) => { if (!holder.firstChild) draw(holder); }));

  function key(row, column) {
    const cell = row.cells[column];
    return cell.dataset.orden === undefined ? cell.textContent : cell.dataset.orden;
  }

  function sort(table, column, heading) {
    const rising = heading.getAttribute("aria-sort") !== "ascending";
    table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const numeric = heading.classList.contains("number");
    const rows = [...table.tBodies[0].rows];
    rows.sort((one, two) => {
      const [a, b] = [key(one, column), key(two, column)];
      if (a === "" || b === "") return (a === "") - (b === "");
      const order = numeric ? Number(a) - Number(b) : collator.compare(a, b);
      return rising ? order : -order;
    });
    table.tBodies[0].append(...rows);
  }

  function csv(table) {
    const quoted = (text) => '"' + text.replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""') + '"';
    const value = (cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll("sup").forEach((note) => note.remove());
      return cell.classList.contains("number") && cell.dataset.orden ? cell.dataset.orden : quoted(copy.textContent);
    };
    return [...table.rows].map((row) => [...row.cells].map(value).join(",")).join("\r\n") + "\r\n";
  }

  function download(table) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + csv(table)], { type: "text/csv" }));
    link.download = table.id.replace("tabla-", "") + ".csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function button(text, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  document.querySelectorAll("table.datos").forEach((table) => {
    const slide = document.createElement("div");
    slide.className = "desliza";
    slide.tabIndex = 0;
    slide.setAttribute("role", "region");
    slide.setAttribute("aria-label", table.caption.textContent);
    table.replaceWith(slide);
    slide.append(table);
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      heading.replaceChildren(button(heading.textContent, () => sort(table, column, heading)));
    });
    const tools = document.createElement("div");
    tools.className = "herramientas";
    tools.append(button("Descargar CSV", () => download(table)));
    slide.after(tools);
  });

  const links = new Map([...document.querySelectorAll(".lateral a")].map((link) => [link.hash.slice(1), link]));
  const marks = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  function locate() {
    const passed = marks.filter((mark) => mark.getBoundingClientRect().top < 160);
    const current = passed.length ? passed[passed.length - 1] : marks[0];
    links.forEach((link, id) => {
      if (id === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  document.addEventListener("scroll", locate, { passive: true });
  locate();
})();

// Tables that are sorted, filtered and taken along.

const FILTERED_FROM = 9; // rows; fewer are seen at a glance
const collator = new Intl.Collator("es-MX", { numeric: true });

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function sortKey(row, column) {
  const cell = row.cells[column];
  return cell.dataset.orden === undefined ? cell.textContent : cell.dataset.orden;
}

// What is missing comes last, in either order; equals stay as they were.
function compared(numeric, rising) {
  return ([a], [b]) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const order = numeric ? Number(a) - Number(b) : collator.compare(a, b);
    return rising ? order : -order;
  };
}

function sort(table, column, heading) {
  const rising = heading.ariaSort !== "ascending";
  [...table.tHead.rows[0].cells].forEach((other) => other.removeAttribute("aria-sort"));
  heading.ariaSort = rising ? "ascending" : "descending";
  const numeric = heading.classList.contains("number");
  const keyed = [...table.tBodies[0].rows].map((row) => [sortKey(row, column), row]);
  table.tBodies[0].append(...keyed.sort(compared(numeric, rising)).map(([, row]) => row));
}

function sortable(table) {
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const label = button(heading.textContent, null, () => sort(table, column, heading));
    heading.replaceChildren(label);
  });
}

function search(table, title) {
  const rows = [...table.tBodies[0].rows].map((row) => [plain(row.textContent), row]);
  const count = element("span", { className: "cuenta", role: "status" }, `${rows.length} renglones`);
  const box = element("input", { type: "search", autocomplete: "off", ariaLabel: `Buscar en: ${title}` });
  box.placeholder = "Buscar";
  box.addEventListener("input", () => {
    const wanted = plain(box.value).split(/\s+/);
    rows.forEach(([text, row]) => { row.hidden = !wanted.every((word) => text.includes(word)); });
    const shown = rows.filter(([, row]) => !row.hidden).length;
    const all = shown === rows.length;
    count.textContent = all ? `${shown} renglones` : `${shown} de ${rows.length} renglones`;
  });
  return [box, count];
}

// Only what does not fit needs to be reached with the keyboard to be moved.
const overflowing = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const wider = target.scrollWidth > target.clientWidth + 1;
    const taller = target.scrollHeight > target.clientHeight + 1;
    if (wider || taller) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function equipped(table) {
  const title = table.caption.textContent;
  const slide = element("div", { className: "desliza", role: "group", ariaLabel: title });
  const tools = element("div", { className: "herramientas" });
  const heading = element("p", { className: "titulo-tabla", ariaHidden: "true" }, title);
  table.replaceWith(heading, tools, slide);
  slide.append(table);
  if (table.tBodies[0].rows.length >= FILTERED_FROM) tools.append(...search(table, title));
  tools.append(button("Descargar CSV completo", `Descargar CSV completo: ${title}`, () => download(table)));
  sortable(table);
  overflowing.observe(slide);
}

document.querySelectorAll("table.datos").forEach(equipped);

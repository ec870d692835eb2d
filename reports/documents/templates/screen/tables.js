// Tables that are sorted, filtered and taken along.

const FILTERED_FROM = 11; // rows; fewer are seen at a glance
const TALL = 40; // rows; more scroll in a box
const WORDY = 160; // signs; on paper, such a cell has half the width
const LONG = 18; // signs; a cell with more asks for a wide column where the table overflows
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

// Only what does not fit is a box of its own, which the keyboard has to reach to move it.
const fitting = new ResizeObserver((entries) => {
  for (const target of new Set(entries.map((entry) => entry.target.closest(".desliza, .vega")))) {
    const over = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
    target.classList.toggle("desborda", over);
    if (over) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

// A browser leaves a focused heading half hidden: at the edge, or below the column that stays.
function revealed(slide, heading) {
  const [box, own] = [slide.getBoundingClientRect(), heading.getBoundingClientRect()];
  const first = slide.querySelector("thead th");
  const covered = getComputedStyle(first).left === "0px" && heading !== first ? first.offsetWidth : 0;
  slide.scrollLeft += Math.max(0, own.right - box.right) + Math.min(0, own.left - box.left - covered);
}

function equipped(table) {
  const title = table.caption.textContent;
  const rows = table.tBodies[0].rows.length;
  const slide = element("div", { className: "desliza", role: "group", ariaLabel: title });
  const tools = element("div", { className: "herramientas" });
  const heading = element("p", { className: "titulo-tabla", ariaHidden: "true" }, title);
  slide.classList.toggle("alta", rows > TALL);
  for (const cell of table.tBodies[0].querySelectorAll("th, td:not(.number, .time)")) {
    cell.classList.toggle("larga", cell.textContent.length > LONG);
    cell.classList.toggle("extensa", cell.textContent.length > WORDY);
  }
  const searched = rows >= FILTERED_FROM;
  if (searched) tools.append(...search(table, title));
  const label = searched ? "Descargar CSV completo" : "Descargar CSV"; // what a search hides is in it
  tools.append(button(label, `${label}: ${title}`, () => download(table)));
  table.replaceWith(element("div", { className: "cabeza" }, heading, tools), slide);
  slide.append(table);
  sortable(table);
  table.tHead.addEventListener("focusin", (event) => revealed(slide, event.target.closest("th")));
  fitting.observe(slide);
  fitting.observe(table);
}

document.querySelectorAll(".vega.fija").forEach((holder) => fitting.observe(holder));
document.querySelectorAll("table.datos").forEach(equipped);

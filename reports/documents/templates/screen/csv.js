// A table as CSV (RFC 4180, with a mark for spreadsheets), all its rows, figures as raw values.

const FORMULA = /^(\s*[=+\-@]|[\t\r])/;
const QUALIFIED = /^[<>≤≥~]|\d (a|de) /; // a bound or a range says more than its raw value

function quoted(text) {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function withoutNotes(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("sup").forEach((note) => note.remove());
  return copy.textContent.replaceAll("\u00a0", " ");
}

function reasonOf(cell) {
  const letter = cell.querySelector("sup");
  if (!letter) return "";
  const notes = [...cell.closest(".tabla").querySelectorAll(".nota .motivo")];
  const note = notes.find((each) => each.querySelector("sup").textContent === letter.textContent);
  return note ? ` (${withoutNotes(note)})` : "";
}

function csvValue(cell) {
  const text = withoutNotes(cell);
  const raw = cell.classList.contains("number") && cell.dataset.orden;
  return raw && !QUALIFIED.test(text) ? raw : quoted(text + reasonOf(cell));
}

function csv(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map(csvValue).join(","));
  return `\ufeff${rows.join("\r\n")}\r\n`;
}

function download(table) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv(table)], { type: "text/csv" }));
  link.download = `${table.id.replace("tabla-", "")}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

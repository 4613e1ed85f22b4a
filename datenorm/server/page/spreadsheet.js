// Cells that were copied from a spreadsheet: the person says which of their columns has the dates.

import { buttons, openDialog } from "./dialog.js";
import { element } from "./dom.js";

const SHOWN = 3; // cells that show what a column holds
const LONGEST = 40; // characters shown of a cell

/**
 * The columns of cells that were copied from a spreadsheet.
 *
 * @param {string} text
 * @returns {string[][]} the cells of each column; [] if the text is not several rows of several cells
 */
export function columnsOf(text) {
  const rows = text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((line) => line.split("\t"));
  const [{ length: width }] = rows;
  if (rows.length < 2 || width < 2 || rows.some((row) => row.length !== width)) return [];
  return rows[0].map((_, column) => rows.map((row) => row[column]));
}

/** Let an area for text take one column of what is pasted into it from a spreadsheet. */
export function takeColumns(area) {
  area.addEventListener("paste", async (event) => {
    const columns = columnsOf(event.clipboardData.getData("text/plain"));
    if (!columns.length) return;
    event.preventDefault();
    const chosen = await chooseColumn(columns);
    area.focus();
    if (!chosen) return;
    area.setRangeText(chosen.join("\n"), area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function chooseColumn(columns) {
  return openDialog("Which column has the dates?", (close) => [
    element("p", {}, `You pasted ${columns.length} columns of ${columns[0].length.toLocaleString("en")} cells.`),
    element("div", { class: "columns" }, ...columns.map((cells, index) => columnButton(cells, index, close))),
    buttons(element("button", { type: "button", on: { click: () => close() } }, "Cancel")),
  ]);
}

function columnButton(cells, index, close) {
  const shown = cells
    .filter((cell) => cell.trim())
    .slice(0, SHOWN)
    .map((cell) => (cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell));
  return element(
    "button",
    { type: "button", on: { click: () => close(cells) } },
    element("b", {}, `Column ${index + 1}`),
    element("span", { dir: "auto" }, shown.join(" · ")),
  );
}

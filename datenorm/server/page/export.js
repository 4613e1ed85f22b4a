// Export of lines and values: two columns for a spreadsheet, or a CSV file.

/** Lines and values separated by tabs, to paste into a spreadsheet. */
export function asColumns(rows) {
  return rows.map(({ line, value }) => `${cell(line, /["\t\n\r]/)}\t${cell(value, /["\t\n\r]/)}`).join("\n");
}

/** CSV as in RFC 4180, with a byte order mark so that spreadsheets recognise UTF-8. */
export function asCsv(rows) {
  const records = [
    ["text", "value", "status", "confidence", "datetime"],
    ...rows.map(({ line, value, status, confidence, datetime }) => [line, value, status, confidence, datetime]),
  ];
  const written = records.map((record) => record.map((one) => cell(String(one), /[",\n\r]/)).join(","));
  return `\ufeff${written.join("\r\n")}\r\n`;
}

/** Copy a text to the clipboard, also if the page was not loaded over HTTPS. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    if (!isCopied) throw new Error("The browser does not allow copying.");
  }
}

/** Download a text or a blob as a file. */
export function save(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A field; what a spreadsheet would calculate gets an apostrophe, which makes it text. */
function cell(text, special) {
  const safe = /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

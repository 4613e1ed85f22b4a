// Lines and values for elsewhere: two columns for a spreadsheet, a CSV file for everything else.

/** Lines with their values between tabs, to be pasted beside or over the column they came from. */
export function asColumns(rows) {
  return rows.map(({ line, value }) => `${cell(line, /["\t\n\r]/)}\t${cell(value, /["\t\n\r]/)}`).join("\n");
}

/** RFC 4180, with a mark at its head by which spreadsheets know UTF-8. */
export function asCsv(rows) {
  const records = [
    ["text", "value", "status", "confidence"],
    ...rows.map(({ line, value, status, confidence }) => [line, value, status, confidence]),
  ];
  const written = records.map((record) => record.map((one) => cell(String(one), /[",\n\r]/)).join(","));
  return `\ufeff${written.join("\r\n")}\r\n`;
}

/** Put a text into the clipboard, also where the page did not come by https. */
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
    if (!isCopied) throw new Error("The browser does not let this page copy.");
  }
}

/** Offer a text as a file. */
export function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function cell(text, special) {
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

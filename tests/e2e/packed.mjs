// Makes workbooks, archives and pages out of the tables of fixtures.mjs.
import { deflateRawSync, gzipSync } from "node:zlib";

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** A zip archive of `{ name, content }`. */
export function zip(files) {
  const locals = [];
  const centrals = [];
  let offset = 0;
  for (const { name, content } of files) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version
    common.writeUInt16LE(0x0800, 2); // names are UTF-8
    common.writeUInt16LE(8, 4); // deflate
    common.writeUInt16LE(0x21, 8); // 1980-01-01
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, title, packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, more, title]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

export function gzip(content) {
  return gzipSync(Buffer.from(content));
}

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const lines = (content) => content.trimEnd().split("\r\n").map((line) => line.split(";"));

/** A cell as a spreadsheet would store it: numbers and days as numbers, the rest as text. */
function xlsxCell(text) {
  if (text === "") return "<c/>";
  const day = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (day) return `<c s="1"><v>${Date.UTC(day[3], day[2] - 1, day[1]) / 86_400_000 + 25_569}</v></c>`;
  if (/^[\d.]+(,\d+)?$/.test(text)) return `<c><v>${text.replaceAll(".", "").replace(",", ".")}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}

/** An Excel workbook of `{ name, content }`, `content` with `;` and CRLF. `more` replaces or adds files of it. */
export function xlsx(sheets, more = []) {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const each = (make) => sheets.map((sheet, index) => make(sheet, index + 1)).join("");
  const relation = (id, kind, target) => `<Relationship Id="rId${id}" Type="${links}/${kind}" Target="${target}"/>`;
  const relations = (inner) => `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const files = [
    { name: "[Content_Types].xml", content: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>` },
    { name: "_rels/.rels", content: relations(relation(1, "officeDocument", "xl/workbook.xml")) },
    {
      name: "xl/workbook.xml",
      content: `${head}<workbook ${main} xmlns:r="${links}"><sheets>${each(({ name }, id) => `<sheet name="${escape(name)}" sheetId="${id}" r:id="rId${id}"/>`)}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations(
        each((_, id) => relation(id, "worksheet", `worksheets/sheet${id}.xml`)) + relation(sheets.length + 1, "styles", "styles.xml") + relation(sheets.length + 2, "sharedStrings", "sharedStrings.xml"),
      ),
    },
    {
      name: "xl/styles.xml",
      content: `${head}<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    ...sheets.map(({ content }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `${head}<worksheet ${main}><sheetData>${lines(content).map((row) => `<row>${row.map(xlsxCell).join("")}</row>`).join("")}</sheetData></worksheet>`,
    })),
  ];
  const replaced = new Set(more.map(({ name }) => name));
  return zip([...files.filter(({ name }) => !replaced.has(name)), ...more]);
}

/** Small, and whoever believes what it says about itself asks for more memory than there is. */
export function greedy(sheets) {
  const content = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4294967295"></sst>';
  return xlsx(sheets, [{ name: "xl/sharedStrings.xml", content }]);
}

/** A page with a table, as many systems save their `.xls`. */
export function page(content) {
  const rows = lines(content).map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}`).join("")}`);
  return `<html><meta charset="utf-8"><body><h1>Relatório</h1><table border=1>${rows.join("\n")}</table></body></html>`;
}

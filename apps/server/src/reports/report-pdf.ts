import { shareWords } from "@fairflow/contract/share-words";
import { LETTER_FONT, loadLetterFont } from "@fairflow/channels";
import type { ReportCell, ReportColumn, ReportTable } from "@fairflow/reports";
import { formatMoney } from "@fairflow/template";
import { Document, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import { createElement } from "react";
import type { ReportHead } from "./report-files.ts";

const MM = 72 / 25.4;
const LINE = "#d5dae1";
const GREY = "#465363";

/** A report as a PDF, landscape, with the definition of each table above it. */
export async function reportPdf(
  tables: readonly ReportTable[],
  head: ReportHead,
  madeAt: Date,
): Promise<Uint8Array> {
  loadLetterFont();
  const element = createElement(
    Document,
    {
      title: head.title,
      creator: "Fairflow",
      producer: "Fairflow",
      language: "en",
      creationDate: madeAt,
      modificationDate: madeAt,
    },
    createElement(
      Page,
      {
        size: "A4",
        orientation: "landscape",
        style: { fontFamily: LETTER_FONT, fontSize: 8, padding: 15 * MM },
      },
      createElement(Text, { style: { fontSize: 15, fontWeight: 700 } }, head.title),
      createElement(Text, { style: { color: GREY, marginTop: 4 } }, head.subtitle),
      ...tables.map((table) => tableView(table, head)),
    ),
  );
  return new Uint8Array(await renderToBuffer(element));
}

function tableView({ id, title, definition, columns, rows }: ReportTable, head: ReportHead) {
  const line = (key: string, cells: readonly string[], isHead: boolean) =>
    createElement(
      View,
      {
        key,
        wrap: false,
        style: {
          flexDirection: "row",
          borderBottomWidth: 0.5,
          borderBottomColor: LINE,
          paddingVertical: 2,
        },
      },
      ...cells.map((text, index) =>
        createElement(
          Text,
          {
            key: columns[index]?.key ?? String(index),
            style: {
              flexGrow: index === 0 ? 2 : 1,
              flexBasis: 0,
              textAlign: columns[index]?.kind === "text" ? "left" : "right",
              paddingRight: 4,
              fontWeight: isHead ? 700 : 400,
            },
          },
          text,
        ),
      ),
    );
  return createElement(
    View,
    { key: id, style: { marginTop: 14 } },
    createElement(Text, { style: { fontSize: 11, fontWeight: 700 } }, title),
    createElement(Text, { style: { color: GREY, marginVertical: 4 } }, definition),
    line(
      "head",
      columns.map(({ label }) => label),
      true,
    ),
    ...rows.map((row, index) =>
      line(
        String(index),
        columns.map((column, place) => cellText(row[place] ?? null, column, head)),
        false,
      ),
    ),
  );
}

function cellText(cell: ReportCell, { kind }: ReportColumn, { currency }: ReportHead): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  switch (kind) {
    case "money":
      return formatMoney(Math.round(cell), currency);
    case "share":
      return shareWords(cell);
    case "price":
      return cell.toFixed(2);
    case "text":
    case "count":
      return String(cell);
  }
}

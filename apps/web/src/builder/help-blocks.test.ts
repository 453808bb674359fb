import { expect, test } from "vitest";
import { helpBlocks } from "./help-blocks.ts";

test("reads what help pages are written with, without the page's own title", () => {
  const page = [
    "# Wait",
    "",
    "Lets **time** pass,",
    "as long as you say.",
    "",
    "## Kinds",
    "",
    "- days",
    "- business days,",
    "  holidays left out",
    "",
    "```",
    "3 days",
    "```",
  ].join("\n");

  expect(helpBlocks(page)).toEqual([
    { kind: "paragraph", text: "Lets **time** pass, as long as you say." },
    { kind: "heading", text: "Kinds" },
    { kind: "list", items: ["days", "business days, holidays left out"] },
    { kind: "code", text: "3 days" },
  ]);
});

test("a list and a heading need no empty line before them, as in a note written in haste", () => {
  expect(helpBlocks("Ask legal:\n- the rate\n- the day\n## Later\nAsk again")).toEqual([
    { kind: "paragraph", text: "Ask legal:" },
    { kind: "list", items: ["the rate", "the day"] },
    { kind: "heading", text: "Later" },
    { kind: "paragraph", text: "Ask again" },
  ]);
});

test("a code block that is never closed runs to the end", () => {
  expect(helpBlocks("```\nabc\ndef")).toEqual([{ kind: "code", text: "abc\ndef" }]);
});

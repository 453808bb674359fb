import type { Block, TemplateText } from "@fairflow/template";
import { expect, test } from "vitest";
import { designChanges } from "./design-changes.ts";

const heading: Block = { kind: "heading", text: "About your account" };
const text: Block = { kind: "text", text: "Dear you" };
const line: Block = { kind: "divider" };
const image: Block = { kind: "image", image: "0".repeat(64), alt: "A sofa", widthPercent: 60 };
const button: Block = { kind: "button", label: "Pay", link: "payment_link" };

type Design = TemplateText["design"];

const blocks = (of: readonly Block[], accent?: string): Design => ({
  kind: "blocks",
  blocks: [...of],
  ...(accent === undefined ? {} : { accent }),
});

test.for<[string, Design, Design, readonly string[]]>([
  ["nothing", blocks([heading, text]), blocks([heading, text]), []],
  [
    "a width",
    blocks([heading, image]),
    blocks([heading, { ...image, widthPercent: 80 }]),
    ["Image, block 2: width 60 % is now 80 %"],
  ],
  [
    "a colour",
    blocks([heading]),
    blocks([heading], "#aa0000"),
    ["Colour of headings and buttons: the usual one is now #aa0000"],
  ],
  [
    "a block that comes and one that goes",
    blocks([heading, line, text]),
    blocks([heading, text, button]),
    ["Button, block 3: new", "Line: removed"],
  ],
  [
    "a block that moves",
    blocks([heading, image, text, button]),
    blocks([heading, text, button, image]),
    ["Image, block 4: moved"],
  ],
  [
    "when a block is there, and where it leads",
    blocks([button]),
    blocks([{ ...button, link: "opt_out_link", when: { is: "known", field: "payment_link" } }]),
    ["Button, block 1: where it leads, when it is there"],
  ],
  [
    "the layout as a whole",
    undefined,
    blocks([text]),
    ["It was plain text and is laid out in blocks"],
  ],
  ["the code of an e-mail, which is compared as words", mjml("<a/>"), mjml("<b/>"), []],
])("says what changed of the look: %s", ([, before, after, changes]) => {
  expect(designChanges({ body: "", design: before }, { body: "", design: after })).toEqual(changes);
});

test("the words of a block are told only where the plain text does not say them", () => {
  const was = { body: "", design: blocks([text]) };
  const is = { body: "", design: blocks([{ ...text, text: "Dear all" }]) };

  expect(designChanges(was, is)).toEqual([]);
  expect(designChanges(was, { ...is, isOwnText: true })).toEqual(["Text, block 1: words"]);
});

function mjml(source: string): Design {
  return { kind: "mjml", source };
}

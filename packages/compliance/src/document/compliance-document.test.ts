import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packs } from "../packs.ts";
import { rulesOf } from "../rule-of.ts";
import { complianceDocument, FILES_OF_KINDS } from "./compliance-document.ts";
import { CONTESTED_POINTS } from "./contested-points.ts";

const all = [...packs.values()];
const text = complianceDocument(all);
const ids = all.flatMap((pack) => rulesOf(pack).map(({ rule }) => rule.id));

test("docs/compliance.md is what the packs say: run generate-compliance-docs after a change", () => {
  const committed = new URL("../../../../docs/compliance.md", import.meta.url);

  expect(readFileSync(committed, "utf8")).toBe(text);
});

test("says loudly, before all else, that the packs are drafts and no legal advice", () => {
  expect(text.indexOf("drafts and no legal advice")).toBeLessThan(text.indexOf("## "));
});

test("every rule has its section, and every link leads to one", () => {
  const anchors = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, id]) => id);

  expect(ids.filter((id) => !text.includes(`Rule \`${id}\`;`))).toEqual([]);
  expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  expect(anchors.size).toBe(ids.length + all.length);
});

test("the contested points are twenty-two, and name rules that there are", () => {
  expect(CONTESTED_POINTS.map(({ id }) => id)).toEqual(
    Array.from({ length: 22 }, (_, index) => `X${index + 1}`),
  );
  expect(CONTESTED_POINTS.flatMap(({ rules }) => rules).filter((id) => !ids.includes(id))).toEqual(
    [],
  );
});

test.for(Object.entries(FILES_OF_KINDS))("the file that keeps %s is there", ([, file]) => {
  expect(file === undefined || existsSync(new URL(`../${file}`, import.meta.url))).toBe(true);
});

test("outside of names no code stands in the text", () => {
  const prose = text
    .replaceAll(/`[^`]*`|<[^>]*>|\[[a-z0-9._-]+\]|\(#[^)]*\)/g, "")
    .split("\n")
    .filter((line) => /[a-z0-9]_[a-z0-9]/i.test(line));

  expect(prose).toEqual([]);
});

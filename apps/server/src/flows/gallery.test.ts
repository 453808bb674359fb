import { legalWords } from "@fairflow/compliance/packs";
import { coreFields } from "@fairflow/criteria";
import { canonicalJson } from "@fairflow/flow";
import { compile, libraryOf } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { expect, test } from "vitest";
import { readGallery } from "./gallery.ts";

const gallery = await readGallery();

test("the gallery begins with what is due and ends with what is special", () => {
  expect(gallery.map(({ name }) => name)).toEqual([
    "Pre-due reminder",
    "Early arrears",
    "Late arrears",
    "Broken promise to pay",
    "Dispute",
    "Medical account",
  ]);
});

test.for(gallery)("$name has no issue, says what it does, and which law it respects", (example) => {
  const { flow, ...brought } = example.export;

  const library = libraryOf({ ...brought, ...legalWords });
  const compilation = compile({ catalog, flow, library, fields: coreFields });

  expect(compilation.ok ? [] : compilation.issues).toEqual([]);
  expect(example.description).toMatch(/^[A-Z].{40,300}\.$/);
  expect(example.law).toMatch(/^[A-Z].{40,300}\.$/);
});

test("what two of them bring under one id is alike, so that each can follow the other", () => {
  const brought = gallery.flatMap(({ export: { segments, templates } }) => [
    ...segments.map((each) => [`segment ${each.id}`, canonicalJson(each)] as const),
    ...templates.map((each) => [`template ${each.id}`, canonicalJson(each)] as const),
  ]);
  const different = new Set(brought.map((each) => each.join(" ")));

  expect(different.size).toBe(new Set(brought.map(([id]) => id)).size);
});

import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { handOverBatch, letterBatch } from "./letter-batch.ts";

const FIRST = { attemptId: "01a2-01", language: "en", pages: 1, pdf: Buffer.from("one") };
const SECOND = { attemptId: "01a2-02", language: "af", pages: 3, pdf: Buffer.from("two") };

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

test("a batch lists its letters with their checksums, in the same order whatever came first", () => {
  const files = letterBatch([SECOND, FIRST]);

  expect([...files.keys()]).toEqual(["01a2-01.pdf", "01a2-02.pdf", "manifest.csv"]);
  expect(Buffer.from(files.get("manifest.csv") ?? []).toString()).toBe(
    [
      "file,attempt,language,pages,bytes,sha256",
      `01a2-01.pdf,01a2-01,en,1,3,${sha256(FIRST.pdf)}`,
      `01a2-02.pdf,01a2-02,af,3,3,${sha256(SECOND.pdf)}`,
      "",
    ].join("\r\n"),
  );
  expect(letterBatch([FIRST, SECOND])).toEqual(files);
});

test.for([
  ["a letter twice", [FIRST, FIRST]],
  ["a path for a name", [{ ...FIRST, attemptId: "../../etc/passwd" }]],
  ["a formula for a language", [{ ...FIRST, language: "=1+1" }]],
] as const)("%s is no batch", ([, letters]) => {
  expect(() => letterBatch(letters)).toThrow(/A (?:batch|name)/);
});

test("a batch is handed over whole and once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-letters-"));
  const files = letterBatch([FIRST, SECOND]);

  const first = await handOverBatch(folder, "batch-1", files);
  const second = await handOverBatch(folder, "batch-1", letterBatch([FIRST]));

  expect([first, second]).toEqual([true, false]);
  expect(await readdir(folder)).toEqual(["batch-1"]);
  for (const [name, content] of files) {
    expect(await readFile(join(folder, "batch-1", name))).toEqual(Buffer.from(content));
  }
});

test("what a crash left half-written is never taken for a batch", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-letters-"));
  await mkdir(join(folder, ".batch-1.part"));
  await writeFile(join(folder, ".batch-1.part", "01a2-09.pdf"), "ha");

  await handOverBatch(folder, "batch-1", letterBatch([FIRST]));

  expect(await readdir(folder)).toEqual(["batch-1"]);
  expect(await readdir(join(folder, "batch-1"))).toEqual(["01a2-01.pdf", "manifest.csv"]);
});

test("a batch cannot name a place outside its folder", async () => {
  const files = letterBatch([FIRST]);

  await expect(handOverBatch(tmpdir(), "../batch", files)).rejects.toThrow("no plain word");
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zipFiles } from "./zip-files.ts";

test("another program reads what is zipped", () => {
  const files = new Map([
    ["a.pdf", Buffer.from("one")],
    ["liste-é.csv", Buffer.from("two, and a half")],
    ["empty", Buffer.alloc(0)],
  ]);
  const path = join(mkdtempSync(join(tmpdir(), "fairflow-zip-")), "letters.zip");
  writeFileSync(path, zipFiles(files));

  const read = execFileSync("python3", [
    "-c",
    "import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))",
    path,
  ]);

  expect(JSON.parse(read.toString())).toEqual({
    "a.pdf": "one",
    "liste-é.csv": "two, and a half",
    empty: "",
  });
});

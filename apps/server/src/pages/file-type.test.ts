import { expect, test } from "vitest";
import { FILE_LIMIT_BYTES, fileTypeOf } from "./file-type.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

test.for([
  ["%PDF-1.7\n", "application/pdf"],
  ["\xff\xd8\xff\xe0 JFIF", "image/jpeg"],
  ["\x89PNG\r\n\x1a\n....", "image/png"],
  ["RIFF....WEBPVP8 ", "image/webp"],
  ["\x00\x00\x00\x18ftypheic....", "image/heic"],
  ["<html><script>alert(1)</script>", undefined],
  ["<svg onload=alert(1)>", undefined],
  ["PK\x03\x04", undefined],
  ["MZ\x90", undefined],
  ["RIFF....AVI LIST", undefined],
  ["\x00\x00\x00\x18ftypmp42....", undefined],
  [" %PDF-1.7", undefined],
  ["", undefined],
])("%j is %s", ([start, type]) => {
  expect(fileTypeOf(bytes(start ?? ""))).toBe(type);
});

test("a file that is too large is none", () => {
  const padded = (size: number) => Buffer.concat([bytes("%PDF-"), Buffer.alloc(size - 5)]);

  expect(fileTypeOf(padded(FILE_LIMIT_BYTES))).toBe("application/pdf");
  expect(fileTypeOf(padded(FILE_LIMIT_BYTES + 1))).toBeUndefined();
});

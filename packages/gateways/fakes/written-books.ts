import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";
import type { FakeMoney, WriteBooks } from "./fake-gateway.ts";

const Line = z.strictObject({ checkoutId: z.string(), amount: z.int() });

/** Books that are on the disk before anybody is told: they outlive a crash of either side. */
export function writtenBooks(path: string): {
  readonly write: WriteBooks;
  readonly close: () => void;
} {
  const file = openSync(path, "a");
  return {
    write: (money) => {
      writeSync(file, `${JSON.stringify(money)}\n`);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

export function readBooks(path: string): readonly FakeMoney[] {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => Line.parse(JSON.parse(line)));
}

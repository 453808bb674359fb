import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";

const Clocks = z.object({
  readsClock: z.custom<() => Date>((value) => typeof value === "function"),
  readsArgument: z.custom<(ms: number) => Date>((value) => typeof value === "function"),
});

test("new Date() throws in a pure package's source and nowhere else", async () => {
  const pure = await importClocks("packages/flow/src/clocks.ts");
  const server = await importClocks("packages/engine/src/clocks.ts");
  const pureTest = await importClocks("packages/flow/src/clocks.test.ts");

  expect(pure.readsClock).toThrow("A pure package read the clock");
  expect(pure.readsArgument(0)).toEqual(new Date(0));
  expect(server.readsClock()).toBeInstanceOf(Date);
  expect(pureTest.readsClock()).toBeInstanceOf(Date);
});

/** A module at that path of a made-up checkout, loaded as the tests load every source. */
async function importClocks(path: string): Promise<z.infer<typeof Clocks>> {
  const checkout = await mkdtemp(join(tmpdir(), "fairflow-clock-"));
  onTestFinished(() => rm(checkout, { recursive: true, force: true }));
  const file = join(checkout, path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(
    file,
    "export const readsClock = (): Date => new Date();\nexport const readsArgument = (ms: number): Date => new Date(ms);\n",
  );
  return Clocks.parse(await import(file));
}

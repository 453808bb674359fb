import { expect, test } from "vitest";
import { together } from "./together.ts";

/** Work that ends when it is told to. */
function heldWork() {
  const begun: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const ask = together(async (asked: readonly number[]) => {
    begun.push(asked);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (asked.includes(13)) throw new Error("unlucky");
    return asked.map((each) => each * 10);
  });
  /** Ends what is under way, once it is. */
  const end = async () => {
    await expect.poll(() => ends.length).toBe(1);
    ends.shift()?.();
  };
  return { begun, end, ask };
}

test("what is asked while work is under way is done together next, and each gets its own answer", async () => {
  const { begun, end, ask } = heldWork();

  const first = ask(1);
  const others = [ask(2), ask(3)];
  await end();
  const answers = [await first];
  await end();
  answers.push(...(await Promise.all(others)));

  expect({ begun, answers }).toEqual({ begun: [[1], [2, 3]], answers: [10, 20, 30] });
});

test("a fault is told to all who asked with it and to nobody after them", async () => {
  const { begun, end, ask } = heldWork();

  const first = ask(1);
  const failing = [ask(2), ask(13)].map((each) => each.catch((fault: unknown) => String(fault)));
  await end();
  await first;
  await expect.poll(() => begun.length).toBe(2);
  const later = ask(4);
  await end();
  const failed = await Promise.all(failing);
  await end();

  expect(failed).toEqual(["Error: unlucky", "Error: unlucky"]);
  expect(await later).toBe(40);
});

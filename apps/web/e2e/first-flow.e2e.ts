import { test } from "./desk.ts";
import { firstFlow } from "./first-flow.ts";
import { Hand } from "./hand.ts";

test("the first flow is drawn as docs/first-flow.md says", async ({ openAs }) => {
  const page = await openAs("editor", "/");
  const hand = new Hand();

  for (const { walk, leave } of firstFlow) {
    await walk(page, hand);
    await leave?.(page, hand);
  }

  test.expect(hand.seconds).toBeLessThan(300);
});

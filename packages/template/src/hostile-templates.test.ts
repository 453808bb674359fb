import { afterEach, beforeEach, expect, test } from "vitest";
import { LEAKED, watchPrototypes, type PrototypeWatch } from "../check/prototype-watch.ts";
import { FORBIDDEN_NAMES, randomTemplate } from "../check/random-template.ts";
import { tryTemplate } from "../check/try-template.ts";

let watch: PrototypeWatch;
beforeEach(() => {
  watch = watchPrototypes();
});
afterEach(() => watch.end());

const asItIs = <Result>(run: () => Result): Result => run();

test("random templates, attacks among them, reach no prototype and print no object", () => {
  const tried = Array.from({ length: 150 }, (_, index) => {
    const made = randomTemplate(20_261_123, index);
    return { made, ...tryTemplate(made, asItIs) };
  });

  const leaks = tried.flatMap(({ made, said }) =>
    said.filter((each) => LEAKED.test(each) && !LEAKED.test(made.text + made.name)),
  );
  expect([leaks, watch.reached()]).toEqual([[], []]);
  // Otherwise nothing would have been tried.
  expect(tried.reduce((sum, { rendered }) => sum + rendered, 0)).toBeGreaterThan(100);
});

test.for(
  FORBIDDEN_NAMES.flatMap((name) =>
    ["debtor", "accounts", "accounts[0]", "debtor.first_name", "accounts.first"].map(
      (from) => [from, name] as const,
    ),
  ),
)("%s leads to no %s", ([from, name]) => {
  const text = `{{ ${from}.${name} }}{{ ${from}["${name}"] }}{% if ${from}.${name} %}there{% endif %}`;

  const { said } = tryTemplate({ text, name: "Thandi" }, asItIs);

  expect(said.join("")).not.toMatch(/there|native code|\[object/);
  expect(watch.reached()).toEqual([]);
});

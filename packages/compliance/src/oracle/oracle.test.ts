import { expect, test } from "vitest";
import { agreementOf, describeCase } from "./agreement.ts";
import { committedKit, committedTables } from "./committed-law.ts";
import { decidingRules, randomCase } from "./random-case.ts";
import { UNDECIDED_RULES } from "./undecided-rules.ts";

const SEED = 1;
const CASES = 3_000;

test(
  "the gate and the oracle agree on 3,000 random cases, in which every rule has a say",
  { timeout: 240_000 },
  () => {
    const kit = committedKit();
    const judge = agreementOf(kit, committedTables);
    const heard = new Set<string>();
    const disagreements: string[] = [];

    for (let index = 0; index < CASES; index += 1) {
      const { agree, oracle } = judge(randomCase(kit, SEED, index));
      if (!agree) disagreements.push(describeCase(kit, SEED, index, judge));
      if (oracle.kind === "cannot judge") continue;
      for (const id of [...oracle.rules, ...oracle.warnings, ...oracle.withoutFee]) heard.add(id);
    }

    const all = [kit.stopFacts, ...kit.packs].flatMap(decidingRules).map(({ id }) => id);
    expect(disagreements).toEqual([]);
    expect(all.filter((id) => !heard.has(id))).toEqual(Object.keys(UNDECIDED_RULES));
  },
);

test("the same seed and number make the same case", () => {
  const kit = committedKit();

  const [one, same, other] = [7, 7, 8].map((index) => randomCase(kit, SEED, index));

  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

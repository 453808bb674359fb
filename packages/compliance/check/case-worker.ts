/** One of the threads that put random cases to the gate and to the oracle: it takes every case of its turn. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { agreementOf, describeCase } from "../src/oracle/agreement.ts";
import { committedKit, committedTables } from "../src/oracle/committed-law.ts";
import { randomCase } from "../src/oracle/random-case.ts";
import { addTo, emptyTally } from "./case-tally.ts";

const Work = z.object({ seed: z.int(), cases: z.int(), turn: z.int(), turns: z.int() });
const REPORT_EVERY = 2_500;

const { seed, cases, turn, turns } = Work.parse(workerData);
const kit = committedKit();
const judge = agreementOf(kit, committedTables);
const tally = emptyTally();
for (let index = turn; index < cases; index += turns) {
  const { agree, kind, decidedBy } = judge(randomCase(kit, seed, index));
  if (!agree) {
    parentPort?.postMessage({ kind: "disagree", text: describeCase(kit, seed, index, judge) });
    break;
  }
  tally.cases += 1;
  addTo(tally.kinds, kind);
  for (const rule of decidedBy) addTo(tally.decidedBy, rule);
  if (tally.cases % REPORT_EVERY === 0) parentPort?.postMessage({ kind: "tally", tally });
}
parentPort?.postMessage({ kind: "tally", tally });

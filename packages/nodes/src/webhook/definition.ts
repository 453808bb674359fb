import { FieldId } from "@fairflow/criteria";
import { ExitId } from "@fairflow/flow";
import { defineNode } from "@fairflow/interpreter";
import { z } from "zod";
import { count } from "../in-series.ts";
import { ownExitProblems } from "../own-exits.ts";
import { plainText, quoted } from "../plain-text.ts";
import { wholeNumber } from "../whole-number.ts";

const AnswerPath = z
  .string()
  .max(200)
  .regex(/^(?:[A-Za-z0-9_-]{1,60}(?:\.[A-Za-z0-9_-]{1,60}){0,9})?$/, {
    error: "Write names with full stops between, such as result.state",
  })
  .refine((path) => !path.split(".").some((name) => RESERVED_NAMES.has(name)), {
    error: "This name is reserved",
  });

/** Names that lead out of what an answer says. */
const RESERVED_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export const WebhookConfig = z.strictObject({
  /** By its name, as an admin has set it up: a flow holds no address. */
  webhook: plainText(60),
  /** What is told of the account, beside its number. */
  facts: z.array(FieldId).max(30),
  /** Of what the other system answers, each with its own way out, named by `id`; the first that fits. */
  answers: z
    .array(z.strictObject({ id: ExitId, path: AnswerPath, equals: plainText(200) }))
    .max(20),
  giveUpAfterHours: wholeNumber(1, 72),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

const HOUR_MS = 3_600_000;

const OWN: ReadonlySet<string> = new Set(["ok", "refused", "failed"]);

export const webhook = defineNode({
  type: "webhook",
  title: "Webhook",
  family: "action",
  config: WebhookConfig,
  defaults: { webhook: "", facts: ["account.balance"], answers: [], giveUpAfterHours: 4 },
  exits: ({ answers }) => [
    ...answers.map(({ id, path, equals }) => ({
      id,
      label: path === "" ? id : `${path} is ${equals}`.slice(0, 80),
    })),
    { id: "ok", label: answers.length === 0 ? "Taken" : "Any other answer" },
    { id: "refused", label: "Refused" },
    { id: "failed", label: "No answer" },
  ],
  check: ({ webhook: name, answers }) => [
    ...(name.trim() === "" ? [{ message: "Say which webhook", at: ["webhook"] }] : []),
    ...ownExitProblems(answers, 0, "answer"),
    ...answers
      .filter(({ id }) => OWN.has(id))
      .map(({ id }) => `"${id}" is reserved; give this way out another id`),
    ...answers
      .flatMap(({ path }, index) => (path === "" ? [index] : []))
      .slice(0, 1)
      .map((index) => ({
        message: "Say where in the answer to look",
        at: ["answers", index, "path"],
      })),
  ],
  waits: () => true,
  whenDisabled: () => ({ kind: "passes", exit: "ok" }),
  references: ({ facts }) => ({ fields: facts.map((id) => ({ id })) }),
  sentence: ({ webhook: name, giveUpAfterHours }) =>
    `Ask ${quoted(name, "no webhook")}, and wait up to ${count(giveUpAfterHours, "hour")} for the answer`,
  execute: ({ webhook: name, facts, answers, giveUpAfterHours }) => {
    const read = answers.map(({ id, path, equals }) => ({ exit: id, path, equals }));
    return ({ nowMs, values }) => ({
      kind: "await",
      exits: {},
      untilMs: nowMs + giveUpAfterHours * HOUR_MS,
      timeout: "failed",
      call: {
        webhook: name.trim(),
        facts: Object.fromEntries(facts.map((id) => [id, values[id] ?? null])),
        answers: read,
      },
    });
  },
});

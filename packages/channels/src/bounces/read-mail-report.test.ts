import fc from "fast-check";
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readMailReport } from "./read-mail-report.ts";

const SAMPLES = new URL("samples/", import.meta.url);

function attempt(ending: string): string {
  return `01a204ec-6baa-7062-a5be-0000000000${ending}`;
}

function failed(ending: string, code: string, fault: string, permanence: string) {
  const id = attempt(ending);
  const report = { status: "failed", code, fault };
  return {
    kind: "delivery",
    key: `${id} failed`,
    providerId: id,
    attemptId: id,
    report,
    permanence,
  };
}

const READ: readonly (readonly [string, object])[] = [
  ["postfix-no-such-user", failed("01", "smtp-5.1.1", "dead-address", "hard")],
  ["postfix-delayed", { kind: "ignored", why: "nothing final" }],
  ["postfix-expired", failed("03", "smtp-4.4.1", "unreachable", "soft")],
  ["exim-mailbox-full", failed("04", "smtp-5.2.2", "unreachable", "soft")],
  ["exchange-online", failed("05", "smtp-5.1.10", "dead-address", "hard")],
  ["gmail-no-such-user", failed("06", "smtp-5.1.1", "dead-address", "hard")],
  ["sendmail-host-unknown", failed("07", "smtp-5.1.2", "dead-address", "hard")],
  ["qmail-no-mailbox", failed("08", "smtp-5.1.1", "dead-address", "hard")],
  ["ses-blocked", failed("09", "smtp-5.7.1", "filtered", "soft")],
  [
    "delivered",
    {
      kind: "delivery",
      key: `${attempt("10")} delivered`,
      providerId: attempt("10"),
      attemptId: attempt("10"),
      report: { status: "delivered", code: undefined, fault: undefined },
      permanence: undefined,
    },
  ],
  [
    "complaint-arf",
    {
      kind: "complaint",
      key: `${attempt("11")} complaint`,
      attemptId: attempt("11"),
      feedback: "abuse",
    },
  ],
  ["complaint-taken-back", { kind: "ignored", why: "no complaint" }],
  ["out-of-office", { kind: "ignored", why: "no report" }],
  ["bounce-of-somebody-else", { kind: "ignored", why: "about no mail of ours" }],
];

async function sample(name: string): Promise<string> {
  return (await readFile(new URL(`${name}.eml`, SAMPLES), "utf8")).replaceAll("\r\n", "\n");
}

test.for(READ)("%s", async ([name, report]) => {
  const text = await sample(name);

  expect(await readMailReport(Buffer.from(text))).toEqual(report);
  expect(await readMailReport(Buffer.from(text.replaceAll("\n", "\r\n")))).toEqual(report);
});

test("every sample is read", async () => {
  const names = (await readdir(SAMPLES)).map((name) => name.replace(".eml", ""));

  expect(names.toSorted()).toEqual(READ.map(([name]) => name).toSorted());
});

const STATUSES = [
  ["Status: 5.1.6", "smtp-5.1.6", "dead-address", "hard"],
  ["Status: 5.2.1", "smtp-5.2.1", "dead-address", "hard"],
  ["Status: 5.2.2 (mailbox full)", "smtp-5.2.2", "unreachable", "soft"],
  ["Status: 5.4.4", "smtp-5.4.4", "dead-address", "hard"],
  ["Status: 5.4.7", "smtp-5.4.7", "unreachable", "soft"],
  ["Status: 5.6.1", "smtp-5.6.1", "filtered", "soft"],
  ["Status: 5.0.0", "smtp-5.0.0", "other", "soft"],
  ["Status: nonsense", "smtp-5.0.0", "other", "soft"],
  ["X-Nothing: here", "smtp-5.0.0", "other", "soft"],
  ["Diagnostic-Code: smtp; 550 5.1.1 Gone", "smtp-5.1.1", "dead-address", "hard"],
  ["Diagnostic-Code: smtp; 550-5.1.1 Gone", "smtp-5.1.1", "dead-address", "hard"],
  ["Diagnostic-Code: smtp; 192.0.5.1.1 said nothing", "smtp-5.0.0", "other", "soft"],
] as const;

test.for(STATUSES)("%s", async ([field, code, fault, permanence]) => {
  const text = (await sample("postfix-no-such-user"))
    .replace(/^Diagnostic-Code:.*\n {4}.*\n/m, "")
    .replace("Status: 5.1.1", field);

  expect(await readMailReport(Buffer.from(text))).toEqual(failed("01", code, fault, permanence));
});

test("whatever a mailbox holds is read or ignored, and cut anywhere it is never about another mail", async () => {
  const whole = await sample("postfix-no-such-user");
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }),
    fc.nat({ max: whole.length }).map((end) => Buffer.from(whole.slice(0, end))),
    fc
      .tuple(fc.nat({ max: whole.length }), fc.string({ unit: "binary" }))
      .map(([at, text]) => Buffer.from(`${whole.slice(0, at)}${text}${whole.slice(at)}`)),
  );

  await fc.assert(
    fc.asyncProperty(anything, async (source) => {
      const report = await readMailReport(source);
      const id = report.kind === "ignored" ? attempt("01") : report.attemptId;
      expect(id).toBe(attempt("01"));
    }),
    { numRuns: 400 },
  );
});

import { libraryOf, wakeAtMs, type RunEvent } from "@fairflow/interpreter";
import { expect, test } from "vitest";
import { at, clock, issuesOf, trial } from "../trial.ts";
import { notice } from "./definition.ts";

const library = libraryOf({
  templates: [
    {
      id: "s129-letter",
      name: "Section 129",
      channel: "letter",
      languages: { en: { subject: "Notice", body: "Notice" } },
      fallback: ["en"],
    },
  ],
  notices: [
    {
      id: "nca_s129",
      title: "Default notice",
      jurisdiction: "ZA",
      channels: ["letter", "visit"],
      proof: "delivered",
      days: "10 business days after it was delivered",
    },
  ],
});
const config = {
  notice: "nca_s129",
  channel: "letter",
  template: "s129-letter",
  proof: "delivered",
  proofTeam: "Desk",
  proofWithinDays: 30,
  giveUpAfterDays: 5,
};
const nowMs = at("2026-03-02 10:00");
const tried = trial("notice", config, library);
const asked = tried.begin({ nowMs });
const node = asked.steps.at(-1)?.node;
if (node === undefined) throw new RangeError("The run stands nowhere");
const sent: RunEvent = { kind: "attempt", node, visit: 1, result: { kind: "sent" } };

test("asks for one attempt that says which notice it is", () => {
  expect(asked.effects).toEqual([
    {
      kind: "attempt",
      node: "tried",
      visit: 1,
      request: {
        channel: "letter",
        template: "s129-letter",
        purpose: "statutory_notice",
        notice: "nca_s129",
      },
      giveUpMs: at("2026-03-07 10:00"),
    },
  ]);
});

test("asks its team for proof once it was sent, and waits for that as long as it says", () => {
  const after = tried.follow(asked, sent, { nowMs: at("2026-03-03 09:00") });

  expect(after.effects).toEqual([
    {
      kind: "open-task",
      node: "tried",
      visit: 1,
      task: {
        kind: "proof",
        title: "Record within 30 days whether the legal notice arrived",
        team: "Desk",
        dueMs: at("2026-04-02 09:00"),
        outcomes: [
          { id: "delivered", label: "Delivered" },
          { id: "served", label: "Handed over or collected" },
          { id: "not-delivered", label: "Not delivered" },
        ],
      },
    },
  ]);
  expect(after.run.waiting).toMatchObject({
    kind: "notice",
    notice: "nca_s129",
    proof: "delivered",
  });
  expect(clock(wakeAtMs(after.run) ?? 0)).toBe("2026-04-02 09:00");
});

test("asks nobody where the channel reports by itself", () => {
  const alone = trial("notice", { ...config, proofTeam: null }, library);

  expect(alone.follow(alone.begin({ nowMs }), sent, { nowMs }).effects).toEqual([]);
});

test.for<[RunEvent, string]>([
  [{ kind: "attempt", node, visit: 1, result: { kind: "failed" } }, "not-delivered"],
  [
    { kind: "attempt", node, visit: 1, result: { kind: "not-allowed", rules: ["za.opt-out"] } },
    "not-delivered",
  ],
])("%j leaves by %s", ([event, exit]) => {
  expect(tried.follow(asked, event, { nowMs }).run.ended?.reason).toBe(exit);
});

test("leaves by elapsed when its days have passed", () => {
  const waiting = tried.follow(asked, sent, { nowMs });
  const elapses = { kind: "elapses", atMs: at("2026-03-18 00:00") } as const;
  const running = tried.follow(waiting, { kind: "notice", node, visit: 1, result: elapses });

  const after = tried.follow(running, { kind: "wake" }, { nowMs: at("2026-03-18 00:00") });

  expect(after.run.ended?.reason).toBe("elapsed");
});

test.for<[object, readonly string[]]>([
  [{ notice: "", template: "" }, ["Choose a notice", "Choose a template"]],
  [{ proofTeam: " " }, ["Say which team records the proof"]],
  [
    { proof: "served", proofTeam: null },
    ["Only a person can say that it was handed over: say which team records it"],
  ],
  [{ notice: "nca_s130" }, ['No rule pack knows the notice "nca_s130"']],
  [
    { proof: "sent" },
    ['The days of "Default notice" are counted from when it was delivered: ask for proof of that'],
  ],
  [
    { channel: "sms" },
    [
      'The template "Section 129" is for letter, not sms',
      '"Default notice" may go by letter or visit, not by sms',
    ],
  ],
])("%j is refused", ([change, issues]) => {
  expect(issuesOf("notice", { ...config, ...change }, library)).toEqual(issues);
});

test("reads as what is given, by what, and what has to be known", () => {
  const binding = notice.bind(config);
  const names = { segment: String, template: String, notice: () => "Default notice", step: String };

  expect(binding.ok && binding.node.sentence(names)).toBe(
    "Give “Default notice” by letter, and wait until its days have passed, once its delivery is proved",
  );
});

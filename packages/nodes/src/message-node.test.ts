import { libraryOf, wakeAtMs, type MessageChannel } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { at, clock, issuesOf, trial } from "./trial.ts";

const template = (channel: MessageChannel) => ({
  id: `${channel}-hello`,
  name: "Hello",
  channel,
  languages: { en: channel === "sms" ? { body: "Hello" } : { subject: "Hello", body: "Hello" } },
  fallback: ["en"],
});
const library = libraryOf({
  templates: (["sms", "email", "letter"] as const).map(template),
  steps: [{ id: "terminate", title: "End the agreement" }],
});
const nowMs = at("2026-03-02 10:00");

describe.for(["sms", "email", "letter"] as const)("a step that sends %s", (channel) => {
  const tried = trial(
    channel,
    { template: `${channel}-hello`, purpose: "service", giveUpAfterDays: 5 },
    library,
  );
  const asked = tried.begin({ nowMs });
  const [effect] = asked.effects;
  const node = asked.steps.at(-1)?.node;

  test("asks for one attempt on its channel, for as long as it says", () => {
    expect(asked.effects).toEqual([
      {
        kind: "attempt",
        node: "tried",
        visit: 1,
        request: { channel, template: `${channel}-hello`, purpose: "service" },
        giveUpMs: at("2026-03-07 10:00"),
      },
    ]);
    expect(wakeAtMs(asked.run)).toBeNull();
  });

  test.for([
    [{ kind: "sent" }, "sent"],
    [{ kind: "failed" }, "failed"],
    [{ kind: "not-allowed", rules: ["za.opt-out"] }, "not-allowed"],
  ] as const)("%j leaves by %s", ([result, exit]) => {
    if (node === undefined) throw new RangeError("The run stands nowhere");

    const after = tried.follow(asked, { kind: "attempt", node, visit: 1, result });

    expect(effect?.kind).toBe("attempt");
    expect(after.run.ended?.reason).toBe(exit);
  });

  test("takes a template of its own channel only, and one that exists", () => {
    const other = channel === "sms" ? "email" : "sms";

    expect(
      ["", "gone", `${other}-hello`].map((id) => issuesOf(channel, { template: id }, library)),
    ).toEqual([
      ["Choose a template"],
      ['The template "gone" does not exist'],
      [`The template "Hello" is for ${other}, not ${channel}`],
    ]);
  });
});

test("waits as long as the flow says where the step says nothing, and collects", () => {
  const { effects } = trial("sms", { template: "sms-hello" }, library).begin({ nowMs });

  expect(effects).toMatchObject([
    { kind: "attempt", request: { purpose: "collection" }, giveUpMs: at("2026-03-05 10:00") },
  ]);
});

test("gives up at the same time of day, however the clocks change between", () => {
  const zone = "America/New_York";
  const begun = at("2026-03-07 12:00", zone);

  const { effects } = trial("sms", { template: "sms-hello", giveUpAfterDays: 1 }, library).begin({
    nowMs: begun,
    zone,
  });

  const [giveUpMs = 0] = effects.flatMap((effect) =>
    effect.kind === "attempt" ? [effect.giveUpMs] : [],
  );
  expect(clock(giveUpMs, zone)).toBe("2026-03-08 12:00");
});

test("carries the legal step that it is marked as, which a rule pack must know", () => {
  const marked = { template: "sms-hello", step: "terminate" };

  expect(trial("sms", marked, library).begin({ nowMs }).effects).toMatchObject([
    { kind: "attempt", request: { channel: "sms", step: "terminate" } },
  ]);
  expect(issuesOf("sms", { ...marked, step: "garnish" }, library)).toEqual([
    'No rule pack knows the legal step "garnish"',
  ]);
});

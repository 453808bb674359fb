import { GIVEN_BACK, type OutgoingMessage, type SendResult } from "@fairflow/engine";
import { expect, test } from "vitest";
import { patientSend } from "./patient-send.ts";

const HOUR_MS = 3_600_000;
const message = (ending = "0000"): OutgoingMessage => ({
  attemptId: `01a204ec-6baa-7062-a5be-00000000${ending}`,
  channel: "sms",
  to: "+27821234567",
  subject: undefined,
  body: "Hello",
  language: "en",
});
const later = (afterMs: number): SendResult => ({ kind: "retry-later", code: "429", afterMs });
const mayGo = () => Promise.resolve(true);

function sender(answer: (nowMs: number) => SendResult) {
  const clock = { nowMs: 5 };
  const send = patientSend(
    () => Promise.resolve(answer(clock.nowMs)),
    () => clock.nowMs,
  );
  return { clock, send: (ending?: string) => send(message(ending), mayGo) };
}

test("a dozen tries outlive six hours of an outage", async () => {
  const { clock, send } = sender(() => later(30_000));

  for (let tries = 1; tries < 12; tries += 1) {
    const result = await send();
    clock.nowMs += result.kind === "retry-later" ? result.afterMs : Number.NaN;
  }

  expect(clock.nowMs).toBeGreaterThan(6 * HOUR_MS);
});

test("waits at first as long as it was asked to, each message a little differently", async () => {
  const { send } = sender(() => later(8_000));

  expect(await Promise.all(["0000", "8000", "ffff"].map((each) => send(each)))).toEqual([
    later(8_000),
    later(10_000),
    later(12_000),
  ]);
});

test("a provider that answers again begins anew, and so does one that failed long ago", async () => {
  const { clock, send } = sender((nowMs) =>
    nowMs === HOUR_MS ? { kind: "refused", code: "x" } : later(1_000),
  );
  const at = async (nowMs: number) => {
    clock.nowMs = nowMs;
    return send();
  };

  expect(await at(0)).toEqual(later(1_000));
  expect(await at(60_000)).toEqual(later(60_000));
  expect(await at(HOUR_MS)).toEqual({ kind: "refused", code: "x" });
  expect(await at(HOUR_MS + 60_000)).toEqual(later(1_000));
  expect(await at(20 * HOUR_MS)).toEqual(later(1_000));
});

test("what was given back is no failure", async () => {
  const { send } = sender(() => GIVEN_BACK);

  expect(await send("ffff")).toBe(GIVEN_BACK);
});

import { zones } from "@fairflow/calendar/zones";
import { compilePack, type CompiledPack, type CompileOptions } from "./compile-pack.ts";
import type { CaseAttempt, ContactCase } from "./contact-case.ts";
import { holidayTables, packs } from "./packs.ts";
import type { RulePack } from "./rule-pack.ts";
import type { Refusal, Verdict } from "./verdict.ts";

/** What the tests of the gate start from. */
export const tables = { zones, holidays: holidayTables };

/** A Tuesday at ten in Johannesburg, when every window of the ZA pack is open. */
export const now = new Date("2026-11-24T10:00:00+02:00");

export const plain: ContactCase = {
  zones: ["Africa/Johannesburg"],
  actor: "third_party",
  channel: "sms",
  addressId: "address-1",
  purpose: "collection",
  debts: [{ debtId: "D1", accountId: "A1" }],
  states: [],
  history: [],
  notices: [],
};

export const allowed: Verdict = { kind: "allowed", warnings: [], withoutFee: [] };

export function compiled(id: string, options?: CompileOptions): CompiledPack {
  return compilePack(pack(id), tables, options);
}

export function pack(id: string): RulePack {
  const found = packs.get(id);
  if (found === undefined) throw new Error(`No pack ${id}`);
  return found;
}

export function attempt(at: string, change: Partial<CaseAttempt>): CaseAttempt {
  return {
    at: new Date(at),
    channel: "sms",
    outcome: "delivered",
    direction: "outbound",
    purpose: "collection",
    debts: [{ debtId: "D1", accountId: "A1" }],
    ...change,
  };
}

export function deferred(until: string, rules: readonly string[]): Verdict {
  return { kind: "deferred", until: new Date(until), rules, warnings: [], withoutFee: [] };
}

export function forbidden(reason: Refusal, rules: readonly string[]): Verdict {
  return { kind: "forbidden", reason, rules, warnings: [], withoutFee: [] };
}

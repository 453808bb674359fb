import type { Zone } from "@fairflow/calendar";
import type { CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import type { Fact, SpokenRule } from "./spoken-rule.ts";

/** What the suppositions start from: the case, the rules that refuse it, and where its clock is read. */
export interface Refused {
  readonly packs: readonly CompiledPack[];
  readonly contactCase: ContactCase;
  readonly now: Date;
  readonly zone: Zone;
  readonly refusing: readonly SpokenRule[];
}

/** The facts of a kind, each with the rule that refuses on it. */
export function factsOf<Kind extends Fact["kind"]>({ refusing }: Refused, kind: Kind) {
  const isOfKind = (fact: Fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind;
  return refusing.flatMap(({ ruleId, facts }) =>
    facts.filter(isOfKind).map((fact) => ({ ruleId, fact })),
  );
}

import { LocalDate, Weekday } from "@fairflow/calendar";
import { z } from "zod";
import { RulePack } from "../rule-pack.ts";
import { Duration, Effective, RuleId } from "../rule.ts";
import { Actor, Channel, Exclusion, Outcome, Purpose, ZoneSource } from "../vocabulary.ts";

/** The parts that many rules share, by the names that the document gives them. */
const PARTS = {
  LocalDate,
  Weekday,
  RuleId,
  Effective,
  Duration,
  Actor,
  Channel,
  Exclusion,
  Outcome,
  Purpose,
  ZoneSource,
};

/**
 * The JSON Schema (2020-12) of a rule pack, made from the zod schema: for editors, counsel's tools and whoever writes a
 * pack. `rulepack.schema.json` is this, committed.
 *
 * What it cannot say: that an interval ends after it begins, that there was no year 0, that a rule's id is unique, and
 * that the sources, holiday tables and zones that a pack names are there. The first two zod refuses, the others
 * `compilePack`.
 */
export function rulePackSchema(): object {
  const names = z.registry<{ id: string }>();
  for (const [id, part] of Object.entries(PARTS)) names.add(part, { id });
  const { $schema, ...schema } = z.toJSONSchema(RulePack, { io: "input", metadata: names });
  return {
    $schema,
    $id: "urn:fairflow:rule-pack:1",
    title: "The law of one jurisdiction on contact with debtors, as dated data",
    ...schema,
  };
}

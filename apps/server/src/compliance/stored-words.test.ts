import { Actor, Channel, Direction, Purpose, ZoneSource } from "@fairflow/compliance";
import { schema } from "@fairflow/db";
import { expect, test } from "vitest";

const { attempt, debtor, portfolio } = schema;

// The database has its own list of each: a word stands in its checks, and so a new one needs a migration.
test.for([
  ["channels", debtor.preferredChannel.enumValues, Channel.options],
  ["channels of attempts", attempt.channel.enumValues, Channel.options],
  ["purposes", attempt.purpose.enumValues, Purpose.options],
  ["collectors", portfolio.collectorKind.enumValues, Actor.options],
  ["directions", attempt.direction.enumValues, Direction.options],
  ["sources of a zone", debtor.zoneSource.enumValues, ZoneSource.options],
] as const)("the database keeps the %s that the gate knows", ([, kept, known]) => {
  expect([...kept]).toEqual([...known]);
});

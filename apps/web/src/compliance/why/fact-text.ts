import { formatInstant } from "../../server/format.ts";

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** A recorded fact, which holds instants as they were kept, with them told in the debtor's own time. */
export function factText(fact: string, zone: string | undefined): string {
  const told = fact.replaceAll(INSTANT, (text) => formatInstant(Date.parse(text), zone));
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}`;
}

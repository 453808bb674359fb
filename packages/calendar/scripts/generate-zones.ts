/**
 * Writes `src/data/zones.json` from the time zone database inside this Node. Run it with the Node that
 * the workspace pins, look at the difference, and commit it: at run time nothing asks ICU.
 *
 * `linked-names.json` has the names of tzdata's zones and links that Intl accepts but does not list.
 */
import { writeFileSync } from "node:fs";
import linkedNames from "./linked-names.json" with { type: "json" };

const FROM = Date.UTC(2000, 0, 1);
const TO = Date.UTC(2038, 0, 1);
const MINUTE_MS = 60_000;
// No zone has changed its clocks twice within six hours.
const STEP_MS = 6 * 60 * MINUTE_MS;

function writeTable(): void {
  const names: Record<string, number> = {};
  const histories: string[] = [];
  const byCanonicalName = new Map<string, string>();
  for (const name of [...Intl.supportedValuesOf("timeZone"), ...linkedNames].toSorted()) {
    const canonical = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    const history = byCanonicalName.get(canonical) ?? JSON.stringify(historyOf(canonical));
    byCanonicalName.set(canonical, history);
    if (!histories.includes(history)) histories.push(history);
    names[name] = histories.indexOf(history);
  }
  const head = [
    ` "tzdata": ${JSON.stringify(process.versions["tz"])}`,
    ` "from": ${JSON.stringify(new Date(FROM).toISOString())}`,
    ` "to": ${JSON.stringify(new Date(TO).toISOString())}`,
    ` "histories": [\n  ${histories.join(",\n  ")}\n ]`,
    ` "names": {\n${Object.entries(names)
      .map(([name, index]) => `  ${JSON.stringify(name)}: ${index}`)
      .join(",\n")}\n }`,
  ];
  writeFileSync(new URL("../src/data/zones.json", import.meta.url), `{\n${head.join(",\n")}\n}\n`);
}

function historyOf(name: string) {
  const offsetMinutes = offsetReader(name);
  const offsets = [offsetMinutes(FROM)];
  const gaps: string[] = [];
  let turns = "";
  let previousChange = FROM;
  let offset = offsetMinutes(FROM);
  for (let instant = FROM; instant < TO; instant += STEP_MS) {
    const end = Math.min(instant + STEP_MS, TO - MINUTE_MS);
    const after = offsetMinutes(end);
    if (after === offset) continue;
    const change = firstMinuteWith(offsetMinutes, after, { from: instant, to: end });
    gaps.push(((change - previousChange) / MINUTE_MS).toString(36));
    if (!offsets.includes(after)) offsets.push(after);
    turns += offsets.indexOf(after).toString(36);
    previousChange = change;
    offset = after;
  }
  return { offsets, gaps: gaps.join(" "), turns };
}

function firstMinuteWith(
  offsetMinutes: (instant: number) => number,
  offset: number,
  span: { from: number; to: number },
): number {
  let before = span.from / MINUTE_MS;
  let after = span.to / MINUTE_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMinutes(middle * MINUTE_MS) === offset) after = middle;
    else before = middle;
  }
  return after * MINUTE_MS;
}

function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (instant) => {
    const [month, day, year, hour, minute, second] = format
      .format(instant)
      .split(/[^0-9]+/)
      .map(Number);
    const wall = Date.UTC(year ?? Number.NaN, (month ?? Number.NaN) - 1, day, hour, minute, second);
    const offset = (wall - instant) / MINUTE_MS;
    if (!Number.isInteger(offset)) throw new Error(`${timeZone} is off by ${offset} minutes`);
    return offset;
  };
}

writeTable();

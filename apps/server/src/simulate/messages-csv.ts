import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import type { SimulatedMessage } from "@fairflow/simulation";

const HEADER = "at,local,zone,channel,purpose,debtor,accounts";

/** Every message of a simulation as CSV (RFC 4180): when it left, in UTC and where the debtor is, and about what. */
export function messagesCsv(messages: readonly SimulatedMessage[]): string {
  const rows = messages.map(({ at, zone, channel, purpose, debtor, accounts }) =>
    [at.toISOString(), localText(zone, at), zone, channel, purpose, debtor, accounts.join(" ")]
      .map(cell)
      .join(","),
  );
  return `${[HEADER, ...rows].join("\r\n")}\r\n`;
}

function localText(name: string, at: Date): string {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) return "";
  const { date, minute } = localTime(zone, at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Quoted where it must be; what a spreadsheet would take for a formula is made text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

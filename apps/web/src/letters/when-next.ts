import type { LetterSetting } from "@fairflow/contract";

/** When the next batch is made, and what becomes of it then. */
export function whenNext(setting: LetterSetting | null): string {
  if (setting === null) return "";
  const { closesAtMinute, handsOver, zone } = setting;
  const when =
    closesAtMinute === null
      ? "A batch is made when somebody asks for it."
      : `A batch is made each day at ${clockTime(closesAtMinute)}, ${zone}.`;
  const then =
    handsOver === "folder"
      ? "It is put into the folder of the print house."
      : "Somebody downloads it here and hands it over.";
  return `${when} ${then}`;
}

/** `960` as `16:00`. */
export function clockTime(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** `16:00` as `960`; undefined for what is no time of day. */
export function minuteOf(text: string): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  const [, hours, minutes] = match ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

import { localTime, type Zone } from "@fairflow/calendar";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment as the debtor's clock shows it: "24 Nov, 08:00". */
export function localMoment(zone: Zone, at: Date): string {
  const { date, minute } = localTime(zone, at);
  const [, month = "1", day = "1"] = date.split("-");
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${Number(day)} ${MONTHS[Number(month) - 1]}, ${twoDigits(hours)}:${twoDigits(minutes)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

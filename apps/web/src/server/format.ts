const counts = new Intl.NumberFormat("en-ZA", { maximumFractionDigits: 0 });
const currencies = new Map<string, Intl.NumberFormat>();

export function formatCount(value: number): string {
  return counts.format(value);
}

/** As in `R 1 204.50`: a point before the cents, as in messages, whatever the browser's own custom. */
export function formatMoney({
  minor,
  currency,
}: {
  readonly minor: number;
  readonly currency: string;
}): string {
  let format = currencies.get(currency);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-ZA", {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    });
    currencies.set(currency, format);
  }
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format
    .formatToParts(minor / 10 ** digits)
    .map(({ type, value }) => (type === "decimal" ? "." : value))
    .join("");
}

/**
 * As in `Mon 24 Nov 2026, 08:00 SAST`.
 *
 * @param zone of the portfolio or the debtor; the browser's own while it is not known, and then it is not named
 */
export function formatInstant(ms: number, zone: string | undefined): string {
  const text = formatterIn(INSTANT, zone).format(ms);
  return zone === undefined ? text : `${text} ${zoneName(ms, zone)}`;
}

/** The day alone, as in `Monday 24 November 2026`. */
export function formatDay(ms: number, zone: string | undefined): string {
  return formatterIn(DAY, zone).format(ms);
}

/** The time of day alone, as in `14:02`. */
export function formatTime(ms: number, zone: string | undefined): string {
  return formatterIn(TIME, zone).format(ms);
}

/** A date that has no time and no zone, as in `17 Dec 2026`. */
export function formatDate(date: string): string {
  return formatterIn(DATE, "UTC").format(Date.parse(date));
}

/** As people call a zone at an instant: `SAST`, or `GMT+1` where English has no name for it. */
export function zoneName(ms: number, zone: string): string {
  const names = NAMING_LOCALES.map(
    (locale) =>
      formatterIn({ locale, timeZoneName: "short" }, zone)
        .formatToParts(ms)
        .find(({ type }) => type === "timeZoneName")?.value ?? zone,
  );
  return names.find((name) => !/^(?:GMT|UTC)[+-]/.test(name)) ?? names[0] ?? zone;
}

interface MomentStyle extends Intl.DateTimeFormatOptions {
  readonly locale: string;
}

const HOURS = { hour: "2-digit", minute: "2-digit" } as const;
const DATE: MomentStyle = { locale: "en-GB", day: "numeric", month: "short", year: "numeric" };
const INSTANT: MomentStyle = { ...DATE, ...HOURS, weekday: "short" };
const DAY: MomentStyle = { ...DATE, weekday: "long", month: "long" };
const TIME: MomentStyle = { locale: "en-GB", ...HOURS };
/** Each knows the short zone names of its own country alone. */
const NAMING_LOCALES = ["en-ZA", "en-GB", "en-US", "en-AU", "en-IN"] as const;

const moments = new Map<string, Intl.DateTimeFormat>();

function formatterIn(style: MomentStyle, zone: string | undefined): Intl.DateTimeFormat {
  const key = `${JSON.stringify(style)} ${zone ?? ""}`;
  let format = moments.get(key);
  if (format === undefined) {
    const { locale, ...options } = style;
    format = new Intl.DateTimeFormat(
      locale,
      zone === undefined ? options : { ...options, timeZone: zone },
    );
    moments.set(key, format);
  }
  return format;
}

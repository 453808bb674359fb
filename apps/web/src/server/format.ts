const counts = new Intl.NumberFormat("en-ZA", { maximumFractionDigits: 0 });
const shares = new Intl.NumberFormat("en-ZA", { style: "percent", maximumFractionDigits: 0 });
const currencies = new Map<string, Intl.NumberFormat>();

export function formatCount(value: number): string {
  return counts.format(value);
}

export function formatShare(share: number): string {
  return shares.format(share);
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

/** As in `Mon 24 Nov 2026, 08:00`, in the zone given, else in the browser's. */
export function formatInstant(ms: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(ms);
}

/** The day alone, as in `Monday 24 November 2026`. */
export function formatDay(ms: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(ms);
}

/** The time of day alone, as in `14:02`. */
export function formatTime(ms: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(ms);
}

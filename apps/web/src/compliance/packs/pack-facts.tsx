import type { Pack } from "@fairflow/contract";
import type { ReactNode } from "react";
import { useZone } from "../../frame/use-zone.ts";
import { formatDate, formatInstant } from "../../server/format.ts";

export interface PackFactsProps {
  readonly pack: Pack;
}

/** Which law in which version, since when, reviewed when, and on whose word it is used. */
export function PackFacts({ pack }: PackFactsProps) {
  const zone = useZone();
  const { active, effective, jurisdiction, portfolios } = pack;
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-4">
      <Fact label="Where">{pack.holdsEverywhere ? "Everywhere" : placeWords(jurisdiction)}</Fact>
      <Fact label="Version">{pack.version}</Fact>
      <Fact label="In force">
        {`from ${formatDate(effective.from)}`}
        {effective.until === null ? "" : ` until ${formatDate(effective.until)}`}
      </Fact>
      <Fact label="Review">
        {`${formatDate(pack.reviewedAt)}, again by ${formatDate(pack.reviewBy)}`}
      </Fact>
      <Fact label="Time-zone data">
        {pack.minTzdata === null ? pack.tzdata : `${pack.tzdata}; it needs ${pack.minTzdata}`}
      </Fact>
      <Fact label="Used by">
        {pack.holdsEverywhere
          ? "Every portfolio"
          : portfolios.length === 0
            ? "No portfolio"
            : portfolios.map(({ name, client }) => `${name} (${client})`).join(", ")}
      </Fact>
      {active !== null && (
        <Fact label="Activated by" isWide>
          {`${active.by}, ${active.role}, ${formatInstant(active.atMs, zone)}: “${active.reason}”`}
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

function Fact({ label, isWide = false, children }: FactProps) {
  return (
    <div className={isWide ? "lg:col-span-2" : ""}>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="break-words text-ink">{children}</dd>
    </div>
  );
}

/** `Australia: NSW, VIC`. */
function placeWords({ country, subdivisions }: Pack["jurisdiction"]): string {
  const name = countryName(country);
  if (subdivisions.length === 0) return name;
  const parts = subdivisions.map((part) => part.replace(`${country}-`, ""));
  return `${name}: ${parts.join(", ")}`;
}

const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}

import type { endpoints, OutputOf, PackHealth } from "@fairflow/contract";
import { Badge, Callout } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { formatDate } from "../server/format.ts";

type Health = OutputOf<(typeof endpoints)["health"]>;

export interface LawHealthTableProps {
  readonly law: Health["law"];
  readonly tzdata: Health["tzdata"];
}

const CELL = "px-3 py-2 text-left align-top";

/** The rule packs of the law that verdicts are taken under, those that portfolios use first. */
export function LawHealthTable({ law, tzdata }: LawHealthTableProps) {
  const packs = law.packs.toSorted((one, other) => weightOf(other) - weightOf(one));
  return (
    <section aria-labelledby="system-law" className="flex flex-col gap-3">
      <div>
        <h2 id="system-law" className="text-lg font-semibold">
          The law
        </h2>
        <p className="text-sm text-ink-3">
          {`Every verdict now names revision ${law.revision}. `}
          <Link to="/compliance/history" className="font-medium text-accent hover:underline">
            What changed when
          </Link>
        </p>
      </div>
      {law.notActive.length > 0 && (
        <Callout tone="bad" title="Nothing is sent under a pack that nobody has activated">
          {`${law.notActive.join(", ")}: what their portfolios have to send waits until an admin activates them. Nothing is lost.`}
        </Callout>
      )}
      {law.tzdataTooOld.length > 0 && (
        <Callout tone="bad" title="The time-zone data is too old">
          {`${law.tzdataTooOld.map(({ pack, needs }) => `${pack} needs ${needs}`).join(", ")}, and this installation has ${tzdata.table}. Everything under them is refused until Fairflow is updated.`}
        </Callout>
      )}
      <div className="overflow-x-auto rounded-card border border-line bg-surface">
        <table className="w-full text-sm">
          <caption className="sr-only">The rule packs of this installation</caption>
          <thead className="border-b border-line text-xs text-ink-3">
            <tr>
              {["Rule pack", "Version", "State", "Review by", "Time-zone data"].map((title) => (
                <th key={title} scope="col" className={CELL}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {packs.map((pack) => (
              <PackRow key={pack.id} pack={pack} tzdata={tzdata.table} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PackRow({ pack, tzdata }: { readonly pack: PackHealth; readonly tzdata: string }) {
  const { id, title, version, isActive, isUsed, reviewBy, isStale, isDraft, minTzdata } = pack;
  return (
    <tr>
      <th scope="row" className={`${CELL} min-w-48 font-medium`}>
        <Link
          to="/compliance/packs/$id"
          params={{ id }}
          className="underline decoration-line-strong underline-offset-2 hover:text-accent"
        >
          {title}
        </Link>
      </th>
      <td className={`${CELL} tabular-nums`}>{version}</td>
      <td className={CELL}>
        <span className="flex flex-wrap gap-1.5">
          <Badge tone={isActive ? "ok" : isUsed ? "bad" : "neutral"}>
            {isActive ? "Active" : "Not active"}
          </Badge>
          {isDraft && <Badge tone="warn">Draft</Badge>}
          {isUsed && <Badge tone="neutral">In use</Badge>}
        </span>
      </td>
      <td className={`${CELL} whitespace-nowrap`}>
        <span className="flex flex-wrap items-center gap-1.5">
          {formatDate(reviewBy)}
          {isStale && <Badge tone="bad">Stale</Badge>}
        </span>
      </td>
      <td className={CELL}>
        {minTzdata === null ? anyTzdata(isActive) : `Needs ${minTzdata}, has ${tzdata}`}
        {pack.tzdataIsTooOld && <Badge tone="bad">Too old</Badge>}
      </td>
    </tr>
  );
}

/** Of a pack that is not active health does not say what it needs. */
function anyTzdata(isActive: boolean): string {
  return isActive ? "Any will do" : "Asked once it is active";
}

function weightOf({ isUsed, isActive }: PackHealth): number {
  return (isUsed ? 2 : 0) + (isActive ? 1 : 0);
}

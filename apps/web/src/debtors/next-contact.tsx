import { endpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { NextContactChannel } from "./next-contact-channel.tsx";

export interface NextContactProps {
  readonly debtorId: string;
}

/** When this person may be contacted next, by each channel, and what stands in the way. */
export function NextContact({ debtorId }: NextContactProps) {
  const next = useQuery({
    ...ask(endpoints.nextContact, { params: { id: debtorId } }),
    // Hours open and close while one looks.
    refetchInterval: 15_000,
  });
  const several = (next.data?.portfolios.length ?? 0) > 1;
  return (
    <section
      aria-labelledby="next-contact"
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
    >
      <div>
        <h2 id="next-contact" className="text-sm font-semibold text-ink-2">
          Next contact allowed
        </h2>
        {next.data !== undefined && (
          <p className="text-xs text-ink-3">{`Time zone: ${zonesWords(next.data.zones)}. ${next.data.zoneWords}.`}</p>
        )}
      </div>
      {next.isPending && <Skeleton className="h-24" />}
      {next.isError && (
        <p className="text-sm text-bad">
          This could not be asked just now. Messages are still judged before they leave.
        </p>
      )}
      {next.data?.portfolios.map((portfolio) => (
        <div key={portfolio.id} className="flex flex-col gap-2">
          {several && <h3 className="text-sm font-medium">{portfolio.name}</h3>}
          <ul className="flex flex-col divide-y divide-line">
            {portfolio.channels.map((of) => (
              <NextContactChannel
                key={`${of.channel} ${of.address?.id ?? ""}`}
                next={of}
                zone={next.data.zones[0]}
              />
            ))}
          </ul>
        </div>
      ))}
      {next.data?.portfolios.length === 0 && (
        <p className="text-sm text-ink-3">No open account, so there is nothing to contact about.</p>
      )}
    </section>
  );
}

function zonesWords(zones: readonly string[]): string {
  return zones.length === 0 ? "not known" : zones.join(" or ");
}

import { auditEndpoints } from "@fairflow/contract";
import { Badge, Button, Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import { formatCount, formatInstant } from "../server/format.ts";

export interface ChainStateProps {
  readonly zone: string | undefined;
}

const LOOK_EVERY_MS = 30_000;

/** How far the trail is sealed and signed; when asked, whether all of it still is what was sealed. */
export function ChainState({ zone }: ChainStateProps) {
  const chain = useQuery({ ...ask(auditEndpoints.auditChain, {}), refetchInterval: LOOK_EVERY_MS });
  const check = useQuery({ ...ask(auditEndpoints.verifyAudit, {}), enabled: false });
  const wrong = check.data?.checks.flatMap(({ examples }) => examples) ?? [];
  const found = check.data?.checks.reduce((sum, each) => sum + each.wrong, 0) ?? 0;
  return (
    <section
      aria-label="Seal"
      className="flex flex-col gap-3 rounded-card border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        {chain.data !== undefined && (
          <p className="min-w-64 flex-1 text-ink-2">
            {chain.data.sealedAtMs === null
              ? "Nothing is sealed yet: the first entries are within seconds."
              : `${formatCount(chain.data.links)} entries are sealed, the last ${formatInstant(chain.data.sealedAtMs, zone)}. `}
            {chain.data.checkpoint === null
              ? "No checkpoint is signed yet."
              : `Signed outside the database up to entry ${formatCount(chain.data.checkpoint.sequence)}, ${formatInstant(chain.data.checkpoint.atMs, zone)}.`}
            {chain.data.waiting > 0 && ` ${formatCount(chain.data.waiting)} wait to be sealed.`}
          </p>
        )}
        {check.data !== undefined && (
          <Badge tone={found === 0 ? "ok" : "bad"}>{found === 0 ? "Whole" : "Not whole"}</Badge>
        )}
        <Button
          icon={<ShieldCheck className="size-4" />}
          disabledReason={check.isFetching ? "It is being checked" : undefined}
          onClick={() => void check.refetch()}
        >
          Check the whole trail
        </Button>
      </div>
      {chain.isError && (
        <LoadFailed
          what="How the trail is sealed could not be asked"
          error={chain.error}
          onRetry={() => void chain.refetch()}
        />
      )}
      {check.isError && (
        <LoadFailed
          what="The trail could not be checked"
          error={check.error}
          onRetry={() => void check.refetch()}
        />
      )}
      {check.data !== undefined && found === 0 && (
        <p role="status" className="text-sm text-ink-2">
          {`Checked ${formatInstant(check.data.checkedAtMs, zone)}: every entry is as it was sealed, none is missing, and the chain is the one that was signed.`}
        </p>
      )}
      {found > 0 && (
        <Callout
          tone="bad"
          title={
            found === 1
              ? "One thing is wrong with the trail"
              : `${formatCount(found)} things are wrong with the trail`
          }
        >
          <ul className="list-disc pl-5">
            {wrong.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Callout>
      )}
    </section>
  );
}

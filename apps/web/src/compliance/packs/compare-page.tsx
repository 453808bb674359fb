import { endpoints, type Pack } from "@fairflow/contract";
import { Button, EmptyState, SelectField, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { Page } from "../../frame/page.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";
import { packsQuery } from "../law-queries.ts";
import { useLawPermission } from "../use-law-permission.ts";
import { ActivateDialog } from "./activate-dialog.tsx";
import { PackDifference } from "./pack-difference.tsx";

/** Two versions of a pack side by side, and the newest to be activated once it has been looked at. */
export function ComparePage() {
  const { id } = useParams({ from: "/frame/compliance/packs/$id/compare" });
  const sought = useSearch({ from: "/frame/compliance/packs/$id/compare" });
  const navigate = useNavigate();
  const zone = useZone();
  const packs = useQuery(packsQuery);
  const versions = useQuery(ask(endpoints.packVersions, { params: { id } }));
  const pack = packs.data?.packs.find((each) => each.id === id);
  const [newest, before] = versions.data ?? [];
  const to = sought.to ?? newest?.digest;
  const from =
    sought.from ??
    versions.data?.find(({ isInUse, digest }) => isInUse && digest !== to)?.digest ??
    before?.digest;
  const options = (versions.data ?? []).map(({ digest, version, firstSeenMs, isInUse }) => ({
    value: digest,
    label: `${version}, since ${formatInstant(firstSeenMs, zone)}${isInUse ? ", in use" : ""}`,
  }));
  const choose = (search: { readonly from: string | undefined; readonly to: string | undefined }) =>
    void navigate({
      to: "/compliance/packs/$id/compare",
      params: { id },
      search,
      replace: true,
    });
  return (
    <Page
      title="What changed in the law"
      subtitle={pack?.title}
      actions={
        <>
          <Link
            to="/compliance/packs/$id"
            params={{ id }}
            className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
          >
            <ArrowLeft aria-hidden className="size-4" /> The pack
          </Link>
          {pack?.newer != null && to === pack.newer.digest && <ActivateNewer pack={pack} />}
        </>
      }
    >
      {(versions.isPending || packs.isPending) && <Skeleton className="h-64" />}
      {versions.isError && (
        <LoadFailed
          what="The versions could not be loaded"
          error={versions.error}
          onRetry={() => void versions.refetch()}
        />
      )}
      {versions.data?.length === 1 && (
        <EmptyState icon={<GitCompareArrows />} title="There has been only one version here">
          {`Version ${newest?.version ?? ""} came with this installation. When a newer one comes, it is compared here before anybody activates it.`}
        </EmptyState>
      )}
      {from !== undefined && to !== undefined && (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="Before"
              value={from}
              options={options}
              onChange={(digest) => choose({ from: digest, to })}
            />
            <SelectField
              label="After"
              value={to}
              options={options}
              onChange={(digest) => choose({ from, to: digest })}
            />
          </div>
          <PackDifference packId={id} from={from} to={to} />
        </>
      )}
    </Page>
  );
}

function ActivateNewer({ pack }: { readonly pack: Pack }) {
  const [isAsking, setIsAsking] = useState(false);
  const notAllowed = useLawPermission();
  if (pack.newer === null) return null;
  const { digest, version } = pack.newer;
  return (
    <>
      <Button kind="primary" disabledReason={notAllowed} onClick={() => setIsAsking(true)}>
        {`Activate ${version}`}
      </Button>
      {isAsking && (
        <ActivateDialog
          pack={pack}
          digest={digest}
          version={version}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

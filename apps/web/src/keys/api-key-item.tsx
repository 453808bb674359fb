import type { ApiKey } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useZone } from "../frame/use-zone.ts";
import { formatInstant } from "../server/format.ts";
import { scopeWords } from "./scope-words.ts";

export interface ApiKeyItemProps {
  readonly apiKey: ApiKey;
  /** Absent where it is revoked already. */
  readonly onRevoke?: () => void;
}

export function ApiKeyItem({ apiKey, onRevoke }: ApiKeyItemProps) {
  const zone = useZone();
  const { name, scopes, madeBy, madeAtMs, lastUsedMs, revokedAtMs } = apiKey;
  return (
    <li className="flex flex-wrap items-start gap-4 px-4 py-3">
      <div className="flex min-w-64 flex-1 flex-col gap-1.5">
        <p className="text-base font-medium">{name}</p>
        <ul className="flex flex-wrap gap-1.5">
          {scopes.map((scope) => (
            <li key={scope}>
              <Badge tone="neutral">{scopeWords[scope].title}</Badge>
            </li>
          ))}
        </ul>
        <p className="text-sm text-ink-3">
          {`Made by ${madeBy}, ${formatInstant(madeAtMs, zone)}. ${lastUsedMs === null ? "Never used" : `Last used ${formatInstant(lastUsedMs, zone)}`}.`}
          {revokedAtMs === null ? "" : ` Revoked ${formatInstant(revokedAtMs, zone)}.`}
        </p>
      </div>
      {onRevoke !== undefined && (
        <Button aria-label={`Revoke the key of ${name}`} onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  );
}

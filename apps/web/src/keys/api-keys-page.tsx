import { endpoints, type ApiKey } from "@fairflow/contract";
import { Button, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { ApiKeyItem } from "./api-key-item.tsx";
import { MakeKeyDialog } from "./make-key-dialog.tsx";
import { RevokeKeyDialog } from "./revoke-key-dialog.tsx";

/** Which other systems may ask and tell Fairflow things by themselves. */
export function ApiKeysPage() {
  const keys = useQuery(ask(endpoints.apiKeys, {}));
  const [isMaking, setIsMaking] = useState(false);
  const [toRevoke, setToRevoke] = useState<ApiKey | undefined>();
  const inUse = keys.data?.filter(({ revokedAtMs }) => revokedAtMs === null) ?? [];
  const revoked = keys.data?.filter(({ revokedAtMs }) => revokedAtMs !== null) ?? [];
  const makeButton = (
    <Button kind="primary" icon={<KeyRound className="size-4" />} onClick={() => setIsMaking(true)}>
      Make a key
    </Button>
  );
  return (
    <Page
      title="API keys"
      subtitle="Other systems, such as a dialer, that ask whether somebody may be contacted or tell what they did."
      actions={inUse.length > 0 && makeButton}
    >
      <NotLoaded query={keys} what="The keys could not be loaded" className="h-48" />
      {keys.isSuccess && inUse.length === 0 && (
        <EmptyState icon={<KeyRound />} title="No other system has a key" actions={makeButton}>
          A dialer with a key asks before each call and reports it afterwards, so that its calls
          count under the same caps as our messages.
        </EmptyState>
      )}
      {inUse.length > 0 && (
        <ul
          aria-label="Keys in use"
          className="divide-y divide-line rounded-card border border-line bg-surface"
        >
          {inUse.map((key) => (
            <ApiKeyItem key={key.id} apiKey={key} onRevoke={() => setToRevoke(key)} />
          ))}
        </ul>
      )}
      {revoked.length > 0 && (
        <details>
          <summary className="text-base font-medium text-ink-2">{`Revoked (${revoked.length})`}</summary>
          <ul
            aria-label="Revoked keys"
            className="mt-3 divide-y divide-line rounded-card border border-line bg-surface"
          >
            {revoked.map((key) => (
              <ApiKeyItem key={key.id} apiKey={key} />
            ))}
          </ul>
        </details>
      )}
      {isMaking && <MakeKeyDialog onClose={() => setIsMaking(false)} />}
      {toRevoke !== undefined && (
        <RevokeKeyDialog apiKey={toRevoke} onClose={() => setToRevoke(undefined)} />
      )}
    </Page>
  );
}

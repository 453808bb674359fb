import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";

export interface OfflineBarProps {
  /** What goes on without the network, as in `Your changes are kept in this browser.` */
  readonly kept: string;
}

/** Says that this device has lost the network, for as long as it has. */
export function OfflineBar({ kept }: OfflineBarProps) {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (isOnline) return null;
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-b border-warn/30 bg-warn-soft px-4 py-1.5 text-sm text-warn"
    >
      <CloudOff aria-hidden className="size-4 shrink-0" />
      <span>You are offline. {kept}</span>
    </p>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}

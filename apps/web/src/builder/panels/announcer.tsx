import { useUi } from "../builder-context.ts";

/** What the canvas did, for those who do not see it. */
export function Announcer() {
  const announcement = useUi((state) => state.announcement);
  return (
    <p aria-live="polite" className="sr-only">
      {announcement}
    </p>
  );
}

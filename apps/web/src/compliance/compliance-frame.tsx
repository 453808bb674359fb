import { Link, Outlet, useMatchRoute } from "@tanstack/react-router";
import { useUser } from "../session/use-session.ts";

const LINK =
  "-mb-px shrink-0 border-b-2 border-transparent px-2 py-2.5 text-sm font-medium text-ink-3 hover:text-ink";
const ACTIVE = { className: "border-accent! text-ink!" };
const EXACT = { exact: true };
const ANY_SEARCH = { includeSearch: false };

/** The ways through everything about the law: one line of links above each of its screens. */
export function ComplianceFrame() {
  const { role } = useUser();
  const isInPack = useMatchRoute()({ to: "/compliance/packs/$id", fuzzy: true }) !== false;
  return (
    <>
      <nav aria-label="Compliance" className="sticky top-0 z-10 border-b border-line bg-surface">
        <div className="mx-auto flex max-w-6xl gap-1 overflow-x-auto px-4">
          <Link
            to="/compliance"
            className={isInPack ? `${LINK} ${ACTIVE.className}` : LINK}
            activeProps={ACTIVE}
            activeOptions={EXACT}
          >
            Rule packs
          </Link>
          <Link to="/compliance/blocked" className={LINK} activeProps={ACTIVE}>
            Kept back
          </Link>
          <Link to="/compliance/house-rules" className={LINK} activeProps={ACTIVE}>
            House rules
          </Link>
          <Link to="/compliance/holidays" className={LINK} activeProps={ACTIVE}>
            Holidays
          </Link>
          <Link to="/compliance/bench" className={LINK} activeProps={ACTIVE}>
            Bench
          </Link>
          <Link to="/compliance/flows" className={LINK} activeProps={ACTIVE}>
            Flow checks
          </Link>
          {(role === "admin" || role === "manager") && (
            <Link
              to="/compliance/retention"
              search={{ show: "due" }}
              className={LINK}
              activeProps={ACTIVE}
              activeOptions={ANY_SEARCH}
            >
              Retention
            </Link>
          )}
          <Link to="/compliance/history" className={LINK} activeProps={ACTIVE}>
            History
          </Link>
        </div>
      </nav>
      <Outlet />
    </>
  );
}

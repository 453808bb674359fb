import { Link, Outlet } from "@tanstack/react-router";

const LINK =
  "-mb-px shrink-0 border-b-2 border-transparent px-2 py-2.5 text-sm font-medium text-ink-3 hover:text-ink";
const ACTIVE = { className: "border-accent! text-ink!" };
const EXACT = { exact: true };

/** The ways through everything about the law: one line of links above each of its screens. */
export function ComplianceFrame() {
  return (
    <>
      <nav
        aria-label="Compliance"
        className="sticky top-0 z-10 border-b border-line bg-surface px-4"
      >
        <div className="mx-auto flex max-w-6xl gap-1 overflow-x-auto">
          <Link to="/compliance" className={LINK} activeProps={ACTIVE} activeOptions={EXACT}>
            Rule packs
          </Link>
          <Link to="/compliance/blocked" className={LINK} activeProps={ACTIVE}>
            Kept back
          </Link>
          <Link to="/compliance/house-rules" className={LINK} activeProps={ACTIVE}>
            House rules
          </Link>
          <Link to="/compliance/bench" className={LINK} activeProps={ACTIVE}>
            Bench
          </Link>
          <Link to="/compliance/flows" className={LINK} activeProps={ACTIVE}>
            Flow checks
          </Link>
          <Link to="/compliance/history" className={LINK} activeProps={ACTIVE}>
            History
          </Link>
        </div>
      </nav>
      <Outlet />
    </>
  );
}

import type { TestRunView } from "@fairflow/contract";
import { Skeleton, Tabs } from "@fairflow/ui";
import { useState, type ReactNode } from "react";
import { BatchPanel } from "./batch-panel.tsx";
import { MomentPanel } from "./moment-panel.tsx";
import { PathList } from "./path-list.tsx";
import type { RunCursor } from "./run-cursor.ts";
import { ScenariosPanel } from "./scenarios-panel.tsx";
import type { TestSetup } from "./test-setup.ts";
import { useBatchRun } from "./use-batch-run.ts";
import type { TestedFlow } from "./use-test-run.ts";

export interface SidePanelProps {
  readonly of: TestedFlow;
  readonly run: TestRunView | undefined;
  readonly cursor: RunCursor;
  readonly onMove: (cursor: RunCursor) => void;
  readonly setup: TestSetup;
  readonly onChange: (setup: TestSetup) => void;
  readonly mayEdit: boolean;
  /** Why there is no run. */
  readonly children?: ReactNode;
}

/** The moment that is looked at, the whole way, the tests that are kept, and what happens to many. */
export function SidePanel({
  of,
  run,
  cursor,
  onMove,
  setup,
  onChange,
  mayEdit,
  children,
}: SidePanelProps) {
  const [tab, setTab] = useState("moment");
  const batch = useBatchRun(of);
  const noRun = children === false ? <Skeleton className="m-4 h-64" /> : children;
  return (
    <aside
      aria-label="Test run"
      className="relative flex h-full w-96 overflow-hidden shrink-0 flex-col border-l border-line bg-surface max-xl:w-80 max-lg:h-auto max-lg:w-full max-lg:border-t max-lg:border-l-0"
    >
      <Tabs
        label="Test run"
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: "moment",
            label: "Moment",
            content:
              run === undefined ? noRun : <MomentPanel run={run} cursor={cursor} setup={setup} />,
          },
          {
            id: "way",
            label: "Way",
            content:
              run === undefined ? (
                noRun
              ) : (
                <PathList run={run} cursor={cursor} onMove={onMove} setup={setup} />
              ),
          },
          {
            id: "scenarios",
            label: "Scenarios",
            content: (
              <ScenariosPanel
                of={of}
                run={run}
                setup={setup}
                onChange={onChange}
                mayEdit={mayEdit}
              />
            ),
          },
          {
            id: "many",
            label: "Many accounts",
            content: (
              <BatchPanel
                batch={batch}
                onTest={({ accountId, label, reference }) => {
                  onChange({
                    ...setup,
                    who: { kind: "debtor", accountId },
                    whoName: `${label}, ${reference}`,
                    answers: [],
                  });
                  setTab("way");
                }}
              />
            ),
          },
        ]}
      />
    </aside>
  );
}

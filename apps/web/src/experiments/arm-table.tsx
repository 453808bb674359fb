import type { ArmFigure, Experiment } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { formatCount, formatMoney } from "../server/format.ts";
import { IntervalBar } from "./interval-bar.tsx";
import { ARM_FIGURE_NAMES, moneyText } from "./experiment-words.ts";
import { OpensPeople } from "../reports/opens-people.tsx";
import { WideTable } from "../reports/wide-table.tsx";

export interface ArmTableProps {
  readonly experiment: Experiment;
  /** Shows the people behind a figure of a share. */
  readonly onOpen: (arm: string, figure: ArmFigure) => void;
}

type Arm = Experiment["arms"][number];

interface Told {
  readonly value: number;
  /** Where it is no count. */
  readonly text?: string;
}

const HEAD = "px-3 py-2.5 text-xs font-medium text-ink-3";
const CELL = "px-3 py-2.5 text-base whitespace-nowrap";

/** The shares with their people, what they brought and what they cost in trouble. */
export function ArmTable({ experiment, onOpen }: ArmTableProps) {
  const { arms, currency } = experiment;
  const figure = (arm: Arm, of: ArmFigure, { value, text = formatCount(value) }: Told) => (
    <td className={CELL}>
      {value === 0 ? (
        text
      ) : (
        <OpensPeople
          text={text}
          label={`${ARM_FIGURE_NAMES[of]}, ${arm.label}`}
          onOpen={() => onOpen(arm.id, of)}
        />
      )}
    </td>
  );
  const most = Math.max(
    1,
    ...arms.map(({ moneyPerAccount: { value, interval } }) => interval?.high ?? value),
  );
  return (
    <section aria-labelledby="shares" className="flex flex-col gap-2">
      <h2 id="shares" className="text-lg font-semibold">
        Shares
      </h2>
      <WideTable labelledBy="shares">
        <thead>
          <tr className="border-b border-line text-right">
            <th scope="col" className={`${HEAD} text-left`}>
              Share
            </th>
            <th scope="col" className={HEAD}>
              People drawn
            </th>
            <th scope="col" className={HEAD}>
              Counted
            </th>
            <th scope="col" className={HEAD}>
              Accounts
            </th>
            <th scope="col" className={HEAD}>
              Collected
            </th>
            <th scope="col" className={`${HEAD} text-left`}>
              Money per account, with its interval
            </th>
            <th scope="col" className={HEAD}>
              Complaints
            </th>
            <th scope="col" className={HEAD}>
              Opt-outs
            </th>
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <tr key={arm.id} className="border-b border-line text-right last:border-0">
              <th scope="row" className={`${CELL} text-left font-medium`}>
                {arm.label}
                {arm.isHoldOut && (
                  <span className="ml-2">
                    <Badge tone="hold">Hold-out</Badge>
                  </span>
                )}
              </th>
              {figure(arm, "drawn", { value: arm.drawn })}
              {figure(arm, "counted", { value: arm.people })}
              <td className={CELL}>{formatCount(arm.accounts)}</td>
              {figure(arm, "paid", {
                value: arm.collected,
                text: formatMoney({ minor: Math.round(arm.collected), currency }),
              })}
              <td className={`${CELL} min-w-56 text-left`}>
                {moneyText(arm.moneyPerAccount, currency)}
                <IntervalBar estimate={arm.moneyPerAccount} from={0} to={most} />
              </td>
              {figure(arm, "complaints", { value: arm.complaints })}
              {figure(arm, "opt-outs", { value: arm.optOuts })}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}

import type { Experiment } from "@fairflow/contract";
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatDate, formatMoney } from "../server/format.ts";
import { moneyText } from "./experiment-words.ts";
import { WideTable } from "../reports/wide-table.tsx";

export interface HistoryChartProps {
  readonly experiment: Experiment;
}

const COLOURS = [
  "var(--hold)",
  "var(--accent)",
  "var(--ok)",
  "var(--warn)",
  "var(--info)",
] as const;
const DASHES = ["6 3", "0", "2 2", "8 2 2 2", "4 4"] as const;

/** Money per account as it stood at the end of each day, with the table behind it. */
export function HistoryChart({ experiment }: HistoryChartProps) {
  const { arms, currency, history } = experiment;
  const money = (minor: number) => formatMoney({ minor: Math.round(minor), currency });
  const points = history.map(({ day, arms: at }) => ({
    day: formatDate(day),
    ...Object.fromEntries(
      at.flatMap(({ id, money: { value, interval } }) => [
        [id, value],
        ...(interval === null
          ? []
          : [
              [`${id} low`, interval.low],
              [`${id} high`, interval.high],
            ]),
      ]),
    ),
  }));
  return (
    <section aria-labelledby="history" className="flex flex-col gap-2">
      <h2 id="history" className="text-lg font-semibold">
        Over time
      </h2>
      <p className="text-sm text-ink-2">
        Money per account of everybody counted by the end of each day; the thin lines are the ends
        of the interval.
      </p>
      <ul className="flex flex-wrap gap-4 text-sm">
        {arms.map(({ id, label }, index) => (
          <li key={id} className="flex items-center gap-2">
            <svg aria-hidden width="28" height="8">
              <line
                x1="0"
                x2="28"
                y1="4"
                y2="4"
                stroke={COLOURS[index % COLOURS.length]}
                strokeWidth="2"
                strokeDasharray={DASHES[index % DASHES.length]}
              />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <div aria-hidden className="h-72 rounded-card border border-line bg-surface p-3">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={points} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis dataKey="day" stroke="var(--ink-3)" fontSize={12} minTickGap={32} />
            <YAxis stroke="var(--ink-3)" fontSize={12} width={80} tickFormatter={money} />
            <Tooltip
              formatter={(value) => money(Number(value))}
              contentStyle={{ background: "var(--raised)", border: "1px solid var(--line)" }}
            />
            {arms.flatMap(({ id, label }, index) => {
              const stroke = COLOURS[index % COLOURS.length] ?? "var(--accent)";
              const line = { stroke, dot: false, isAnimationActive: false } as const;
              return [
                <Line
                  key={id}
                  {...line}
                  dataKey={id}
                  name={label}
                  strokeWidth={2}
                  strokeDasharray={DASHES[index % DASHES.length] ?? "0"}
                />,
                <Line
                  key={`${id} low`}
                  {...line}
                  dataKey={`${id} low`}
                  name={`${label}, at least`}
                  strokeWidth={0.75}
                />,
                <Line
                  key={`${id} high`}
                  {...line}
                  dataKey={`${id} high`}
                  name={`${label}, at most`}
                  strokeWidth={0.75}
                />,
              ];
            })}
          </LineChart>
        </ResponsiveContainer>
      </div>
      <details>
        <summary className="cursor-pointer text-base text-accent">
          The figures behind the lines
        </summary>
        <WideTable labelledBy="history">
          <thead>
            <tr className="border-b border-line text-left">
              <th scope="col" className="px-3 py-2 text-xs font-medium text-ink-3">
                By the end of
              </th>
              {arms.map(({ id, label }) => (
                <th key={id} scope="col" className="px-3 py-2 text-xs font-medium text-ink-3">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {history.map(({ day, arms: at }) => (
              <tr key={day} className="border-b border-line last:border-0">
                <th
                  scope="row"
                  className="px-3 py-1.5 text-left text-sm font-medium whitespace-nowrap"
                >
                  {formatDate(day)}
                </th>
                {at.map(({ id, people, money: estimate }) => (
                  <td key={id} className="px-3 py-1.5 text-sm whitespace-nowrap">
                    {`${people}: ${moneyText(estimate, currency)}`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </WideTable>
      </details>
    </section>
  );
}

import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

export interface LineSeries {
  readonly key: string;
  readonly name: string;
}

export interface LinesProps {
  /** Each point has its place on the axis as `at`. */
  readonly points: readonly Readonly<Record<string, string | number | null>>[];
  /** Three at most, told apart by colour and by dashes. */
  readonly series: readonly LineSeries[];
  readonly format: (value: number) => string;
  readonly label: string;
}

const LOOKS = [
  { stroke: "var(--accent)", strokeDasharray: "" },
  { stroke: "var(--hold)", strokeDasharray: "6 4" },
  { stroke: "var(--ok)", strokeDasharray: "2 3" },
] as const;
const TEXT = { fill: "var(--ink-3)", fontSize: 12 };

export function Lines({ points, series, format, label }: LinesProps) {
  return (
    <div role="img" aria-label={label} className="h-56 w-full min-w-0">
      <ResponsiveContainer
        width="100%"
        height="100%"
        initialDimension={{ width: 480, height: 224 }}
      >
        <LineChart data={[...points]} margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="at" tick={TEXT} tickLine={false} stroke="var(--line)" minTickGap={24} />
          <YAxis
            tick={TEXT}
            tickLine={false}
            axisLine={false}
            width={96}
            tickFormatter={(value: number) => format(value).replace(/[.,]00$/u, "")}
          />
          <Tooltip
            formatter={(value) => (typeof value === "number" ? format(value) : String(value))}
            contentStyle={{
              background: "var(--raised)",
              border: "1px solid var(--line)",
              borderRadius: 6,
              color: "var(--ink)",
            }}
          />
          {series.length > 1 && <Legend wrapperStyle={{ fontSize: 12, color: "var(--ink-2)" }} />}
          {series.map(({ key, name }, index) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              dot={false}
              strokeWidth={2}
              isAnimationActive={false}
              {...(LOOKS[index] ?? LOOKS[0])}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

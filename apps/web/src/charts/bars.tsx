import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";

export interface BarsProps {
  readonly bars: readonly {
    readonly name: string;
    readonly value: number;
    readonly label: string;
  }[];
  readonly label: string;
}

const TEXT = { fill: "var(--ink-2)", fontSize: 12 };

/** Lying bars, each with its name and its number. */
export function Bars({ bars, label }: BarsProps) {
  return (
    <div role="img" aria-label={label} className="h-56 w-full min-w-0">
      <ResponsiveContainer
        width="100%"
        height="100%"
        initialDimension={{ width: 480, height: 224 }}
      >
        <BarChart
          data={[...bars]}
          layout="vertical"
          margin={{ top: 0, right: 96, bottom: 0, left: 0 }}
        >
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="name"
            tick={TEXT}
            tickLine={false}
            axisLine={false}
            width={110}
          />
          <Bar dataKey="value" fill="var(--accent)" radius={3} isAnimationActive={false}>
            <LabelList dataKey="label" position="right" fill="var(--ink)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

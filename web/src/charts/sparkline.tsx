/** A year of months as a line the size of a word; `label` says its ends in words. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = Math.max(most - least, 0.005);
  const step = width / (values.length - 1);
  const points = values.flatMap((value, at) =>
    value === null ? [] : [[at * step, height - ((value - least) / room) * height] as const],
  );
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg
      className="td-sparkline"
      role="img"
      aria-label={label}
      viewBox={`-3 -3 ${width + 6} ${height + 6}`}
      width={width + 6}
      height={height + 6}
    >
      <title>{label}</title>
      <polyline points={points.map((point) => point.map((at) => at.toFixed(1)).join(',')).join(' ')} />
      <circle cx={x.toFixed(1)} cy={y.toFixed(1)} r={2.5} />
    </svg>
  );
}

const width = 84;
const height = 20;

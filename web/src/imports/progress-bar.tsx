/** How far a file has come; the words say the same as the bar. */
export function ProgressBar({ part, label }: { part: number; label: string }) {
  const percent = Math.min(Math.max(part, 0), 1) * 100;
  return (
    <div className="td-progress">
      <div
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
        aria-label={label}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      <span className="td-small td-figures">{label}</span>
    </div>
  );
}

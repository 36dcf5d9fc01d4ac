/**
 * Two things that «cao hơn 5%» leaves open, under two names. A difference of ratios is in percentage points; what was
 * reached of a plan is a share of the plan. Both take ratios from 0 to 1.
 */
export type Language = 'vi' | 'en';

/** `+4,36 điểm %`: how far one ratio lies above another; `±0,00` where nothing shows at two decimals. */
export function pointsBetween(ratio: number, reference: number, language: Language = 'vi'): string {
  const points = hundredths((ratio - reference) * 100, 2);
  const sign = Number(points) === 0 ? '±' : points.startsWith('-') ? '−' : '+';
  const size = points.replace('-', '');
  return language === 'vi' ? `${sign}${comma(size)} điểm %` : `${sign}${comma(size)} points`;
}

/** `bằng 105,7% kế hoạch giao`: a reached ratio as a share of the planned one; undefined for a plan of nothing. */
export function attainmentOfPlan(
  reached: number,
  plan: number,
  language: Language = 'vi',
): string | undefined {
  if (plan === 0) return undefined;
  const share = comma(hundredths((reached / plan) * 100, 1));
  return language === 'vi' ? `bằng ${share}% kế hoạch giao` : `${share}% of plan`;
}

/** Rounds half away from zero, after what binary fractions left over is taken off (1,005 is 1,01). */
function hundredths(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  const rounded = Math.round(Number((Math.abs(value) * scale).toFixed(6))) / scale;
  return (value < 0 && rounded !== 0 ? -rounded : rounded).toFixed(decimals);
}

function comma(text: string): string {
  return text.replace('.', ',');
}

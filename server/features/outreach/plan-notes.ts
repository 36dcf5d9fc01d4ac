import { formatBusinessDate, formatMonth } from '../../../core/dates.ts';
import type { FactorName } from '../../../core/outreach/factors.ts';
import { timesWords } from '../../../core/outreach/words.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { ModelRow, PlanRow } from './queries.ts';

/** What stands above a plan's tables on paper and in a workbook: what was asked, assumed, learned and closed. */
export function planNotes(plan: PlanRow, model: ModelRow | undefined): string[] {
  const { ground, assumed } = plan;
  const target = timesWords(plan.target_bp / 100);
  return [
    `Chỉ tiêu ${target}% khách hàng đến ${formatBusinessDate(plan.until)}; định nghĩa ${ground?.definition ?? ''}; số liệu kỳ ${ground ? formatMonth(ground.month) : ''}, lúc ${ground ? momentWords(ground.asOf) : ''}`,
    `Giả định, không phải số đã đo: đến nhà ×${timesWords(assumed.visitOdds)}, khuyến mãi ×${timesWords(assumed.promotionOdds)}, đóng bàn thu ×${timesWords(assumed.closingOdds)} khả năng chuyển; ${assumed.workers} người, ${assumed.visitsPerDay} lượt một ngày, đường đi về một xóm ${timesWords(assumed.travelDays * 100)}% ngày`,
    ...(ground?.thin ? [thinNote(plan)] : []),
    ...(model?.model ? [learnedNote(model)] : []),
    ...(ground?.closing ?? []).map(
      ({ name, points, whole }) =>
        `Đóng bàn thu: ${name} (${points.map((point) => `${point.code} ${point.name}`).join(', ') || 'bàn thu chưa có trong sổ'})${whole ? '' : '; xã còn bàn thu khác nên coi như thói quen không đổi'}`,
    ),
  ];
}

function thinNote({ assumed, ground }: PlanRow): string {
  return `Chưa đủ lịch sử để học (${ground?.thin?.examples ?? 0} trường hợp, ${ground?.thin?.conversions ?? 0} hộ đã chuyển): mọi hộ coi như nhau, khả năng tự chuyển ${timesWords(assumed.monthlyChance * 100)}% một tháng là giả định; thứ tự mặc định: xóm nhiều hộ trả tiền mặt trước, trong xóm ai có số điện thoại, ít kỳ tiền mặt, hóa đơn lớn trước`;
}

function learnedNote(model: ModelRow): string {
  const { examples, months, conversions, held_out: heldOut, through, learned_at: at } = model;
  const held = heldOut
    ? `; xếp đúng ${Math.round(heldOut.ranking * 100)}% cặp hộ của các tháng chưa học`
    : '';
  return `Học lúc ${momentWords(at)} từ ${examples} trường hợp của ${months} tháng đến kỳ ${formatMonth(through.slice(0, 7))}, ${conversions} hộ đã chuyển và ở lại${held}`;
}

/** What each factor multiplies the odds by, one spread above what was usual; the heaviest first. */
export function weightsOf({ model }: ModelRow): { name: FactorName; times: number }[] {
  return [...(model?.factors ?? [])]
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ name, weight }) => ({ name, times: Math.exp(weight) }));
}

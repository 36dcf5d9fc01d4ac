import { firstDayOf } from '../core/dates.ts';
import type { Desk } from '../simulator/accountant.ts';
import type { CompanyStory } from './story.ts';

/** The head of department writes down which communes count as disadvantaged: the ones far away. */
export async function markCommunes(desk: Desk, { population, firstMonth }: CompanyStory): Promise<void> {
  const remote = population.cells.filter(({ commune }) => commune.settlement === 'remote');
  await desk.ask('PUT', '/kpi/disadvantaged-communes', {
    since: firstDayOf(firstMonth),
    codes: remote.map(({ commune }) => commune.code),
    source: 'Danh sách xã khu vực III (dữ liệu mẫu)',
  });
}

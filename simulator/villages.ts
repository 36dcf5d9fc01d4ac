import type { ExportFile } from './billing-system.ts';
import { villageName, villageNumber } from './customers.ts';
import type { Population } from './population.ts';
import type { Settlement } from './profiles/index.ts';
import { random } from './random.ts';

const settlementWords: Record<Settlement, string> = {
  urban: 'Thành thị',
  rural: 'Nông thôn',
  remote: 'Vùng sâu, vùng xa',
};
/** Chances of a mobile signal and of fibre. */
const reach: Record<Settlement, { mobile: number; fibre: number }> = {
  urban: { mobile: 1, fibre: 1 },
  rural: { mobile: 0.98, fibre: 0.86 },
  remote: { mobile: 0.72, fibre: 0.41 },
};
/** The others stay as the import met them, for staff to confirm. */
const shareListed = 0.85;

/** The list of villages as the province keeps it: what kind of place each is, and what reaches it. */
export function exportVillages(population: Population): ExportFile {
  const lines = [...listVillages(population)];
  return {
    fileName: `thon-${population.profile.code.toLowerCase()}.csv`,
    rows: lines.length,
    totalVnd: 0n,
    *pieces() {
      yield 'MA_XA;TEN_THON;KHU_VUC;DAN_TOC_THIEU_SO;SONG_DI_DONG;CAP_QUANG\n';
      yield* lines;
    },
  };
}

function* listVillages({ profile, cells }: Population): Generator<string> {
  const yesNo = (yes: boolean): string => (yes ? 'Có' : 'Không');
  for (const cell of cells) {
    const { code, settlement } = cell.commune;
    for (let number = 1; number <= villageNumber(cell.size - 1); number++) {
      const chance = random(profile.code, code, number, 'village');
      if (chance.next() > shareListed) continue;
      const minority = settlement !== 'urban' && chance.next() < profile.ethnicMinority;
      const { mobile, fibre } = reach[settlement];
      const hasMobile = chance.next() < mobile;
      yield (
        [
          code,
          villageName(profile, cell, number),
          settlementWords[settlement],
          yesNo(minority),
          yesNo(hasMobile),
          yesNo(hasMobile && chance.next() < fibre),
        ].join(';') + '\n'
      );
    }
  }
}

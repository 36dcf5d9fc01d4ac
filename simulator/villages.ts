import type { ExportFile } from './billing-system.ts';
import { villageName } from './customers.ts';
import type { Population } from './population.ts';
import type { Settlement } from './profiles/index.ts';
import { countVillages, reachOf } from './village-reach.ts';

const settlementWords: Record<Settlement, string> = {
  urban: 'Thành thị',
  rural: 'Nông thôn',
  remote: 'Vùng sâu, vùng xa',
};

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

function* listVillages(population: Population): Generator<string> {
  const { profile, cells } = population;
  const yesNo = (yes: boolean): string => (yes ? 'Có' : 'Không');
  for (const cell of cells) {
    const { code, settlement } = cell.commune;
    for (let number = 1; number <= countVillages(population, cell); number++) {
      const { listed, minority, mobile, fibre } = reachOf(population, cell, number);
      if (!listed) continue;
      const name = villageName(profile, cell, number);
      const fields = [code, name, settlementWords[settlement], yesNo(minority), yesNo(mobile), yesNo(fibre)];
      yield `${fields.join(';')}\n`;
    }
  }
}

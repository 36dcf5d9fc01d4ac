import { CellReader, type Places, type RowProblem } from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { searchKey } from '../../../core/text.ts';

/** What kind of place a village is, for plans and outreach. */
export const settlements = ['urban', 'rural', 'remote'] as const;
export type Settlement = (typeof settlements)[number];

/** Columns of a village list, the same as those of the exported one. */
const villageColumns = {
  required: ['MA_XA', 'TEN_THON'],
  optional: ['KHU_VUC', 'DAN_TOC_THIEU_SO', 'SONG_DI_DONG', 'CAP_QUANG', 'TU_NGAY'],
} as const;
type VillageColumn = (typeof villageColumns.required)[number] | (typeof villageColumns.optional)[number];

/** A row of a village list; undefined where the file says nothing. */
export interface ListedVillage {
  communeCode: string;
  name: string;
  searchKey: string;
  settlement: Settlement | undefined;
  ethnicMinority: boolean | undefined;
  mobileCoverage: boolean | undefined;
  fibre: boolean | undefined;
  validFrom: BusinessDate | undefined;
}

const settlementOfWord: Record<string, Settlement> = {
  urban: 'urban',
  'thanh thi': 'urban',
  'do thi': 'urban',
  rural: 'rural',
  'nong thon': 'rural',
  remote: 'remote',
  'vung sau, vung xa': 'remote',
  'vung sau vung xa': 'remote',
  'vung sau': 'remote',
  'vung xa': 'remote',
};
const truthOfWord: Record<string, boolean> = { co: true, x: true, '1': true, khong: false, '0': false };

/** Reads one row; a row with problems is rejected whole. */
function createVillageParser(
  places: Places<VillageColumn>,
): (cells: readonly string[]) => ListedVillage | { problems: RowProblem[] } {
  const reader = new CellReader(places);
  const word = <Value>(column: VillageColumn, values: Record<string, Value>): Value | undefined => {
    const text = reader.cell(column);
    if (text === '') return undefined;
    const value = values[searchKey(text)];
    return value === undefined ? reader.reject(column, 'unknown_word', text) : value;
  };
  return (cells) => {
    reader.begin(cells);
    const communeCode = reader.code('MA_XA', { empty: 'missing', pattern: /^\d{5}$/ });
    const name = reader.text('TEN_THON', { required: true, longest: 100 });
    const village = {
      settlement: word('KHU_VUC', settlementOfWord),
      ethnicMinority: word('DAN_TOC_THIEU_SO', truthOfWord),
      mobileCoverage: word('SONG_DI_DONG', truthOfWord),
      fibre: word('CAP_QUANG', truthOfWord),
      validFrom: reader.optionalDate('TU_NGAY'),
    };
    if (reader.problems.length > 0 || communeCode === undefined || name === undefined) {
      return { problems: reader.problems };
    }
    return { communeCode, name, searchKey: searchKey(name), ...village };
  };
}

export const villageForm = { columns: villageColumns, createParser: createVillageParser };

import type { Frame } from './paper.ts';
import { capital } from './words.ts';

/** The parts of a state document as they are printed. */
export interface StateLines {
  /** Tên cơ quan chủ quản, tên cơ quan ban hành: in capitals. */
  parent: string;
  issuer: string;
  country: string;
  motto: string;
  /** `Số: 03/BC-PCHATINH` */
  number: string;
  /** `Hà Tĩnh, ngày 05 tháng 02 năm 2026` */
  placeAndDate: string;
  type: string;
  subject: string;
  /** Empty where it is addressed to nobody. */
  addressee: string;
  /** `- Như trên;` … `- Lưu: VT.` */
  copies: string[];
  /** Quyền hạn, chức vụ của người ký, in capitals. */
  capacity: string[];
  signer: string;
  /** `(Kèm theo Báo cáo số 03/BC-PCHATINH ngày 05 tháng 02 năm 2026 của Công ty …)`, below the name of an annex. */
  belongsTo: string;
}

/** What stands above the list of where a paper's figures come from. */
export const annexNames = { title: 'Phụ lục', subject: 'NGUỒN GỐC SỐ LIỆU' };

/**
 * Words, capitals and signs of a state document's parts (Decree 30/2020/NĐ-CP, annex I, part I, section II): days below 10
 * and the months 1 and 2 with a nought before them, recipients each with a dash before and a semicolon behind, the last one
 * with a full stop. An annex says which paper it belongs to (section III).
 */
export function stateLines(frame: Frame): StateLines {
  const capitals = (words: string): string => words.toLocaleUpperCase('vi');
  return {
    parent: capitals(frame.parent),
    issuer: capitals(frame.issuer),
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    number: `Số: ${frame.number}`,
    placeAndDate: [frame.place, dateOfDecree(frame.datedOn)].filter(Boolean).join(', '),
    type: capitals(frame.type),
    subject: frame.subject,
    addressee: frame.addressee && `Kính gửi: ${frame.addressee}`,
    copies: frame.copies.map((line, index) => {
      const isLast = index === frame.copies.length - 1;
      return `- ${line.replace(/[;.]$/, '')}${isLast ? '.' : ';'}`;
    }),
    capacity: frame.capacity.map(capitals),
    signer: frame.signer,
    belongsTo: `(Kèm theo ${capital(frame.type.toLocaleLowerCase('vi'))} số ${frame.number} ${dateOfDecree(frame.datedOn)} của ${frame.issuer})`,
  };
}

/** `ngày 05 tháng 02 năm 2026`, `ngày 15 tháng 9 năm 2026`. */
function dateOfDecree(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const written = Number(month) <= 2 ? month : String(Number(month));
  return `ngày ${day} tháng ${written} năm ${year}`;
}

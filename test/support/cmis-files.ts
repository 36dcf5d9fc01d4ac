/** Small files in the shape of the billing system's exports. */
const billHeader =
  'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
const customerHeader =
  'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC';

export interface BillLine {
  id: string;
  customer: string;
  /** The first six characters of the customer's code unless given. */
  unit?: string;
  month?: number;
  due?: string;
  net: number;
}

/** A bill file; VAT is 8 % of the net amount. */
export function billFile(lines: readonly BillLine[]): string {
  const rows = lines.map(({ id, customer, unit = customer.slice(0, 6), month = 8, due = '09', net }) => {
    const vat = Math.round(net * 0.08);
    const mm = String(month).padStart(2, '0');
    return `${id},${customer},${unit},1,${month},2026,TD,02/${mm}/2026,${due}/${mm}/2026,100,${net},8,${vat},${net + vat}`;
  });
  return `${[billHeader, ...rows].join('\n')}\n`;
}

export interface CustomerLine {
  code: string;
  name?: string;
  unit?: string;
  phone?: string;
  village?: string;
}

export function customerFile(lines: readonly CustomerLine[]): string {
  const rows = lines.map(
    ({ code, name = 'Nguyễn Văn An', unit = code.slice(0, 6), phone = '0908375770', village = 'Thôn 11' }) =>
      `${code},${name},"${village}, Phường Thành Sen, tỉnh Hà Tĩnh",${unit},B${unit}01,18073,SH,${phone},,,04/09/2018`,
  );
  return `${[customerHeader, ...rows].join('\n')}\n`;
}

import type { Cell } from './read-calendar.ts';

/** States of a partner's day as Vietnamese papers and spreadsheets write them. */
export const stateNames: Record<Cell['state'], string> = {
  none: 'Không phát sinh',
  not_due: 'Chưa đến giờ chốt',
  open: 'Chưa chốt',
  closed: 'Đã chốt',
  agreed: 'Đã đối soát',
  money_in: 'Tiền đã về',
  settled: 'Đã quyết toán',
};

export const fileNames: Record<NonNullable<Cell['file']>, string> = {
  missing: 'Chưa có tệp',
  late: 'Tệp trễ hạn',
  running: 'Đang nhận',
  matched: 'Đã khớp tệp',
  refused: 'Tệp bị từ chối',
};

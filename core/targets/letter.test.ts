import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listUntraced } from '../papers/paper.ts';
import { stateLines } from '../papers/state-lines.ts';
import { attainedText, attainmentText, differenceText } from './attainment.ts';
import { explainProposal } from './explain.ts';
import { withoutAbove } from './proposal.ts';
import { letterOf, type HandedPlan, type LetterRow } from './letter.ts';
import { whyBehind } from './why-behind.ts';
import { countMeasures, isMeasure, nameOfMeasure, unitOfMeasure } from './measures.ts';

const row = (more: Partial<LetterRow> & Pick<LetterRow, 'key' | 'parent' | 'kind' | 'name'>): LetterRow => ({
  base: 1_000n,
  reached: 820n,
  target: 960n,
  shareBp: 9_600,
  before: null,
  owner: null,
  ...more,
});
const handed: HandedPlan = {
  id: '7',
  company: { name: 'Công ty Điện lực Thử', demo: false },
  measure: 'share_customers',
  definition: 'official@1',
  span: 'year',
  firstMonth: '2026-01',
  mode: 'at_end',
  baseMonth: '2025-12',
  on: '2026-01-05',
  letter: {
    number: '12/PCTHU-KD',
    place: 'Hà Tĩnh',
    basis: 'Nghị quyết số 05-NQ/ĐU của Đảng ủy',
    signerTitle: 'Giám đốc',
    signerName: 'Nguyễn Văn Ký',
  },
  rows: [
    row({ key: 'u1', parent: null, kind: 'company', name: 'Công ty Điện lực Thử' }),
    row({
      key: 'u2',
      parent: 'u1',
      kind: 'unit',
      name: 'Điện lực Bắc',
      base: 600n,
      reached: 500n,
      target: 570n,
      shareBp: 9_500,
    }),
    row({
      key: 's9',
      parent: 'u2',
      kind: 'employee',
      name: 'Lê Một',
      base: null,
      reached: null,
      target: 570n,
      shareBp: null,
    }),
    row({
      key: 'u3',
      parent: 'u1',
      kind: 'unit',
      name: 'Điện lực Nam',
      base: 400n,
      reached: 320n,
      target: 390n,
      shareBp: 9_750,
    }),
  ],
  adjusts: null,
};

test('the letter has every unit with its figures, the annex every employee, and no figure without its origin', () => {
  const paper = letterOf(handed, null);
  const lines = stateLines(paper.frame);
  assert.equal(lines.number, 'Số: 12/PCTHU-KD');
  assert.equal(lines.placeAndDate, 'Hà Tĩnh, ngày 05 tháng 01 năm 2026');
  const tables = paper.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  assert.deepEqual(
    tables.map(({ caption, rows }) => [
      caption,
      rows.map(({ cells }) => cells.map((cell) => cell.text).join(' | ')),
    ]),
    [
      [
        'Chỉ tiêu giao cho đơn vị',
        [
          '1 | Công ty Điện lực Thử | 82,00% | 96,00% | 960 | 140',
          '2 | Điện lực Bắc | 83,33% | 95,00% | 570 | 70',
          '3 | Điện lực Nam | 80,00% | 97,50% | 390 | 70',
        ],
      ],
      ['Điện lực Bắc', ['1 | Lê Một | chưa có dữ liệu | chưa có dữ liệu | 570 | 570']],
    ],
  );
  assert.deepEqual(listUntraced({ blocks: tables }), []);
  const share = paper.numbers.find(({ id }) => id === 'u2.share');
  assert.deepEqual([share?.numerator, share?.denominator, share?.definition], ['570', '600', 'official@1']);
});

test('a letter that adjusts says what was asked before and who is responsible, and in its annex only what changes', () => {
  const rows = handed.rows.map((one): LetterRow => {
    const { target, shareBp } = one;
    const isNorth = one.key === 'u2';
    return {
      ...one,
      before: one.key === 's9' ? { target, shareBp } : { target: target - 10n, shareBp: null },
      owner: isNorth ? 'Trần Hai' : null,
    };
  });
  const adjusts = { number: '12/PCTHU-KD', on: '2026-01-05', reason: 'sáp nhập hai xã' };
  const paper = letterOf({ ...handed, rows, adjusts }, null);
  const tables = paper.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  assert.deepEqual(
    tables.map((table) => table.rows.map(({ cells }) => cells.map((cell) => cell.text).join(' | '))),
    [
      [
        '1 | Công ty Điện lực Thử |  | 95,00% | 96,00% | 960 | +10',
        '2 | Điện lực Bắc | Trần Hai | 93,33% | 95,00% | 570 | +10',
        '3 | Điện lực Nam |  | 95,00% | 97,50% | 390 | +10',
      ],
    ],
  );
  assert.deepEqual(listUntraced({ blocks: tables }), []);
  assert.match(paper.frame.subject, /^Điều chỉnh kế hoạch giao /);
});

test('a unit gets the letter that is addressed to it and holds nobody else', () => {
  const paper = letterOf(handed, 'u3');
  assert.equal(paper.frame.addressee, 'Điện lực Nam');
  assert.ok(paper.numbers.every(({ id }) => id.startsWith('u3.')));
});

test('attainment and difference are different words, and what nobody recorded is neither', () => {
  const share = { target: 960n, shareBp: 9_600, value: 864n, base: 1_000n };
  assert.equal(attainedText(share), '86,40%');
  assert.equal(attainmentText(share), 'bằng 90,0% kế hoạch giao');
  assert.equal(differenceText(share), '−9,60 điểm %');
  const count = { target: 40n, shareBp: null, value: 50n, base: null };
  assert.deepEqual(
    [attainedText(count), attainmentText(count), differenceText(count)],
    ['50', 'bằng 125,0% kế hoạch giao', '+10'],
  );
  for (const nothing of [
    { ...share, value: null },
    { ...share, base: 0n },
    { ...count, value: null },
  ])
    assert.deepEqual(
      [attainedText(nothing), attainmentText(nothing), differenceText(nothing)],
      [undefined, undefined, undefined],
    );
  assert.equal(attainmentText({ ...count, target: 0n }), undefined);
});

test('a proposal says what it rests on, in words with figures', () => {
  const grounds = {
    headroom: 270n,
    base: 1_500n,
    reached: 1_230n,
    factors: [
      { name: 'ratio' as const, value: 0.82, beside: 0.9164, effect: 10 },
      { name: 'rural' as const, value: 1, beside: 0.6, effect: -12 },
    ],
    percent: 98,
    assumed: true,
  };
  assert.deepEqual(explainProposal('share_customers', grounds), [
    'Còn 270 KH chưa thanh toán không dùng tiền mặt (đang đạt 82,00%)',
    'Tỷ lệ hiện nay 82,00%, −9,64 điểm % so với cấp trên: +10%',
    'KH ở xã 100,00% (cấp trên 60,00%): −12%',
    'Chưa phân công KH cho từng người: chia đều phần còn lại của đơn vị',
    'Trọng số bằng 98% phần còn lại',
  ]);
  const apart = { ...grounds, factors: grounds.factors.map(withoutAbove), percent: null };
  assert.deepEqual(explainProposal('share_customers', apart).slice(1), [
    'Tỷ lệ hiện nay 82,00% (giao nhiều hơn mức chung)',
    'KH ở xã 100,00% (giao ít hơn mức chung)',
    'Chưa phân công KH cho từng người: chia đều phần còn lại của đơn vị',
  ]);
  assert.match(explainProposal('wallets_opened', { ...grounds, base: null }, 'en')[0]!, /270 customers/);
});

test('why a row is behind says what is missing, what moved and what is harder here; who is not behind is told nothing', () => {
  const row = {
    target: 960n,
    shareBp: 9_600,
    value: 864n,
    base: 1_000n,
    before: { value: 860n, base: 1_000n, month: '2026-08' },
    factors: [
      { name: 'ratio' as const, value: 0.96, beside: 0.9, effect: -4 },
      { name: 'rural' as const, value: 1, beside: 0.6, effect: -12 },
      { name: 'trend' as const, value: 0.004, beside: 0.002, effect: 4 },
    ],
  };
  const short = 'Còn thiếu 96 KH';
  const cases: [object, string[]][] = [
    [
      {},
      [
        short,
        '+0,40 điểm % từ kỳ 08/2026',
        'Ba tháng qua mỗi tháng +0,40 điểm % (cấp trên +0,20 điểm %)',
        'KH ở xã 100,00% (cấp trên 60,00%)',
      ],
    ],
    [{ before: { ...row.before, value: null }, factors: [] }, [short]],
    [
      { shareBp: null, base: null, factors: [], before: { value: 870n, base: null, month: '2026-08' } },
      [short, '−6 KH từ kỳ 08/2026'],
    ],
    [{ value: 960n }, []],
    [{ value: null }, []],
  ];
  for (const [more, said] of cases) assert.deepEqual(whyBehind('share_customers', { ...row, ...more }), said);
});

test('every measure has its key, its unit and its name in both languages', () => {
  assert.ok(isMeasure('channel_money:wallet'));
  for (const wrong of ['share', 'channel_money', 'channel_money:barter', 'channel_customers:wallet:x', ''])
    assert.equal(isMeasure(wrong), false, wrong);
  assert.equal(unitOfMeasure('channel_money:wallet'), 'vnd');
  assert.equal(unitOfMeasure('channel_customers:wallet'), 'customers');
  assert.equal(nameOfMeasure('channel_customers:wallet', 'vi'), 'KH trả qua kênh: Ví điện tử');
  for (const measure of countMeasures)
    for (const language of ['vi', 'en'] as const) assert.ok(nameOfMeasure(measure, language).length > 3);
});

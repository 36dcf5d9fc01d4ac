import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { annexOf } from '../papers/annex.ts';
import { listUnread, listUntraced, readTokens, type Block, type Paper } from '../papers/paper.ts';
import { stateLines } from '../papers/state-lines.ts';
import { composeReport, type Letterhead } from './compose.ts';
import { missingForIssue } from './form.ts';
import { paperNumber, reportKinds } from './kinds.ts';
import { secondsUntilTry, isMailAddress } from './mail.ts';
import type { ReportSource, SourceBoard, SourceFigure } from './source.ts';
import { noFigure } from './trace.ts';

const definition = { official: { name: 'official', version: 1 }, strict: { name: 'strict', version: 1 } };

function figure(numerator: number, denominator: number, target: number | null = null): SourceFigure {
  const share = (count: number) => ({
    numerator: String(count),
    ratio: denominator === 0 ? null : count / denominator,
  });
  const ratio = denominator === 0 ? null : numerator / denominator;
  return {
    denominator: String(denominator),
    official: share(numerator),
    strict: share(Math.floor(numerator / 2)),
    target,
    attainment: ratio === null || target === null ? null : ratio / target,
    gap: target === null ? null : String(Math.max(0, Math.ceil(denominator * target) - numerator)),
    definition,
  };
}

const figures = (scale: number) => ({
  customers: figure(439_238 * scale, 479_300 * scale, 0.96),
  bills: figure(440_000 * scale, 481_000 * scale),
  money: figure(178_000_000_000 * scale, 190_000_000_000 * scale, 0.98),
});

function board(period: string, scale = 1): SourceBoard {
  return {
    period,
    figures: figures(scale),
    units: [
      { code: 'PA42KA', name: 'Đội quản lý Điện lực khu vực 1', ...figures(scale) },
      { code: 'PA42KB', name: 'Đội quản lý Điện lực khu vực 2', ...figures(scale) },
    ],
    communes: [{ code: '18196', name: 'Sơn Kim 1', ...figures(scale) }],
    channels: [
      { period, channel: 'bank_app', amount: '150000000000', bills: '300000', share: 0.8 },
      { period, channel: 'counter_cash', amount: '37500000000', bills: '90000', share: 0.2 },
    ],
    live: {
      period: '2026-10',
      bills: '482000',
      billsPaid: '120000',
      billed: '191000000000',
      paid: '50000000000',
    },
  };
}

const source: ReportSource = {
  company: { code: 'PCHATINH', name: 'Công ty Điện lực Hà Tĩnh', demo: true },
  unit: { code: 'PCHATINH', name: 'Công ty Điện lực Hà Tĩnh', kind: 'company' },
  period: '2026-09',
  on: '2026-02-05',
  asOf: '2026-10-05T01:05:00.000Z',
  madeAt: '2026-10-05T01:10:00.000Z',
  standing: 'Số liệu tạm tính',
  now: board('2026-09'),
  previous: board('2026-08'),
  lastYear: board('2025-09'),
};

const letterhead: Letterhead = {
  companyMark: 'PCHATINH',
  parent: 'Tổng công ty Điện lực miền Bắc',
  place: 'Hà Tĩnh',
  capacity: 'KT. Giám đốc\nPhó giám đốc',
  signer: 'Nguyễn Văn An',
  province: 'Ủy ban nhân dân tỉnh Hà Tĩnh',
  corporation: 'Tổng công ty Điện lực miền Bắc',
  copies: 'Sở Công Thương (để báo cáo)\nLưu: VT, KD',
};

function wordsOn(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : block.runs))
    .map(({ text }) => text)
    .join('');
}

describe('a report', () => {
  for (const kind of reportKinds) {
    test(`${kind}: every figure it prints stands in the list of where figures come from`, () => {
      const { paper } = composeReport(kind, source, letterhead);
      assert.deepEqual(listUntraced(paper), []);
      assert.ok(paper.numbers.length >= 6);
      const ids = paper.numbers.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const number of paper.numbers) {
        assert.match(number.link, /^\/[a-z-]+/);
        assert.equal(number.asOf, source.asOf);
        const needsDefinition = number.unit === 'ratio' && number.numerator !== null;
        if (needsDefinition && !number.id.startsWith('channel.') && !number.id.startsWith('live.'))
          assert.match(number.definition ?? '', /^(official|strict)@1$/);
      }
    });
  }

  test('writes the plan as a share of it and differences in points', () => {
    const words = wordsOn(composeReport('province_report', source, letterhead).paper.blocks);
    assert.match(words, /439\.238 trên tổng số 479\.300 khách hàng có hóa đơn, đạt 91,64%/);
    assert.match(words, /bằng 95,5% kế hoạch giao \(96,00%\)/);
    assert.match(words, /−4,36 điểm %/);
    assert.match(words, /So với kỳ trước: tỷ lệ khách hàng ±0,00 điểm %/);
  });

  test('says that there are no data instead of a nought', () => {
    const empty = (period: string): SourceBoard => ({
      ...board(period),
      figures: { customers: figure(0, 0), bills: figure(0, 0), money: figure(0, 0) },
    });
    const { paper } = composeReport('province_report', { ...source, lastYear: empty('2025-09') }, letterhead);
    assert.ok(wordsOn(paper.blocks).includes(noFigure));
    assert.ok(!wordsOn(paper.blocks).includes('So với cùng kỳ:'));
    assert.ok(paper.numbers.every(({ id }) => id !== 'last-year.customers.ratio'));
  });

  test('prints what people wrote, with numbers where they named them', () => {
    const { form } = composeReport('province_report', source, letterhead);
    const assessment = 'Đạt {customers.ratio}, tăng 12 so với {không.có} và {customers.to-plan}.';
    const { paper } = composeReport('province_report', source, letterhead, { form: { ...form, assessment } });
    const words = wordsOn(paper.blocks);
    assert.match(words, /Đạt 91,64%, tăng 12 so với \{không.có\} và −4,36 điểm %\./);
    assert.deepEqual([listUntraced(paper), listUnread(paper)], [['12'], ['{không.có}']]);
  });

  test('goes on counting its headings where people write, and names its annex', () => {
    const { blocks } = composeReport('province_report', source, letterhead).paper;
    const headings = blocks.flatMap(({ kind, ...block }) =>
      kind === 'heading' && 'runs' in block ? (block.runs[0]?.text.split(' ')[0] ?? []) : [],
    );
    assert.deepEqual(headings, ['I.', 'II.', 'III.', 'IV.', 'V.', 'VI.']);
    assert.match(wordsOn(blocks), /Phụ lục kèm theo/);
    const inner = composeReport('daily_flash', source, letterhead);
    assert.equal(inner.form.copies, 'Lưu: VT, KD');
    assert.match(wordsOn(inner.paper.blocks), /3\. Đánh giá/);
  });

  test('has the annex of a decree: number, label and what it is a share of', () => {
    const { paper } = composeReport('province_report', source, letterhead);
    const line = annexOf(paper).find(({ value }) => value === '91,64%');
    assert.equal(line?.parts, '439.238 / 479.300');
    assert.equal(line?.definition, 'official@1');
  });

  test('is not issued without who signs, where, to whom and under which number', () => {
    const { form } = composeReport('province_report', source, letterhead);
    assert.deepEqual(missingForIssue('province_report', form, 'PCHATINH'), []);
    const bare = { ...form, signer: ' ', addressee: '' };
    assert.deepEqual(missingForIssue('province_report', bare, ''), ['signer', 'addressee', 'number']);
    assert.deepEqual(missingForIssue('daily_flash', bare, 'PCHATINH'), ['signer']);
  });
});

describe('the layout of a state document', () => {
  const { frame }: Paper = composeReport('province_report', source, letterhead, { number: 3 }).paper;
  const lines = stateLines(frame);

  test('has the parts of Decree 30/2020 in their own words, capitals and signs', () => {
    assert.equal(lines.country, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    assert.equal(lines.motto, 'Độc lập - Tự do - Hạnh phúc');
    assert.equal(lines.parent, 'TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC');
    assert.equal(lines.issuer, 'CÔNG TY ĐIỆN LỰC HÀ TĨNH');
    assert.equal(lines.number, 'Số: 03/BC-PCHATINH');
    assert.equal(lines.placeAndDate, 'Hà Tĩnh, ngày 05 tháng 02 năm 2026');
    assert.equal(lines.type, 'BÁO CÁO');
    assert.equal(lines.addressee, 'Kính gửi: Ủy ban nhân dân tỉnh Hà Tĩnh');
    assert.deepEqual(lines.copies, ['- Như trên;', '- Sở Công Thương (để báo cáo);', '- Lưu: VT, KD.']);
    assert.deepEqual(lines.capacity, ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']);
    assert.equal(
      lines.belongsTo,
      '(Kèm theo Báo cáo số 03/BC-PCHATINH ngày 05 tháng 02 năm 2026 của Công ty Điện lực Hà Tĩnh)',
    );
  });

  test('writes months from March on without a nought, and leaves the place of a number open until there is one', () => {
    assert.match(stateLines({ ...frame, datedOn: '2026-09-15' }).placeAndDate, /ngày 15 tháng 9 năm 2026$/);
    assert.equal(paperNumber('province_report', null, 'PCHATINH'), '…/BC-PCHATINH');
    assert.equal(paperNumber('province_report', 112, 'PCHATINH'), '112/BC-PCHATINH');
  });
});

test('tokens come back as the text they were cut from, whatever stands around them', () => {
  const { paper } = composeReport('province_report', source, letterhead);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...paper.numbers))), (parts) => {
      const typed = parts.map((part) =>
        typeof part === 'string' ? part.replaceAll(/[{}]/g, '') : `{${part.id}}`,
      );
      const printed = parts.map((part) =>
        typeof part === 'string' ? part.replaceAll(/[{}]/g, '') : part.text,
      );
      const runs = readTokens(typed.join(''), paper.numbers);
      assert.equal(runs.map(({ text }) => text).join(''), printed.join(''));
      const named = parts.filter((part) => typeof part !== 'string').map(({ id }) => id);
      assert.deepEqual(
        runs.flatMap(({ number }) => number ?? []),
        named,
      );
    }),
  );
});

test('a mail waits longer after each attempt, and has failed after the sixth', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(secondsUntilTry), [60, 300, 1800, 7200, 21600, undefined]);
});

test('only one plain address is taken for a mail address', () => {
  for (const good of ['a@b.vn', 'nguyen.an+bc@ubnd.hatinh.gov.vn']) assert.ok(isMailAddress(good), good);
  for (const bad of ['', 'a', 'a@b', 'a b@c.vn', 'An <a@b.vn>', 'a@b.vn,c@d.vn', 'a@b..vn', 'a\n@b.vn'])
    assert.ok(!isMailAddress(bad), bad);
});

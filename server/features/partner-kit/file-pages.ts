import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { saveBriefly } from '../../platform/save-briefly.ts';
import { dryReadFile, type DryRead } from '../reconciliation/index.ts';
import { noteStep } from './certify.ts';
import { html, type Html } from './html.ts';
import { placeField } from './layout.ts';
import type { Pages } from './pages.ts';
import type { Visit } from './visit.ts';

const mostBytes = 10_000_000;

/** Reads a reconciliation file as the product will, and keeps nothing of it. */
export function filePages(pages: Pages): void {
  const title = ({ t }: Visit): string => t('Kiểm tra tệp đối soát', 'Check a reconciliation file');
  pages.get('/file', async (visit) => ({ title: title(visit), body: form(visit) }));
  pages.post('/file', async (visit, _form, request) => {
    const file = await readUpload(request);
    if (!file) return { title: title(visit), body: form(visit) };
    const read = await saveBriefly(
      Readable.from(file.bytes),
      (path) => dryReadFile({ path, fileName: file.name, maxUnpackedBytes: 50_000_000 }),
      mostBytes,
    );
    const { place, now } = visit;
    if (!read.refusal && read.badLines === 0) {
      await noteStep(place.db, { partnerId: place.partnerId, step: 'file_checked', at: now });
    }
    return { title: title(visit), body: html`${result(visit, file.name, read)}${form(visit)}` };
  });
}

async function readUpload(request: FastifyRequest): Promise<{ name: string; bytes: Buffer } | undefined> {
  const { body } = request;
  if (!Buffer.isBuffer(body)) return undefined;
  const type = String(request.headers['content-type']);
  const fields = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  const file = fields?.get('file');
  if (!(file instanceof File) || file.size === 0) return undefined;
  return { name: file.name.slice(0, 200), bytes: Buffer.from(await file.arrayBuffer()) };
}

function form(visit: Visit): Html {
  const { t, place } = visit;
  return html`<p>
      ${t(
        'Tệp CSV hoặc XLSX, tối đa 10 MB. Tệp được đọc đúng như khi đối soát thật, không lưu lại. Cùng việc này ở dòng lệnh: tiendien partner reconcile.',
        'CSV or XLSX, at most 10 MB. It is read exactly as a real one, and nothing is kept. From the command line: tiendien partner reconcile.',
      )}
    </p>
    <form method="post" enctype="multipart/form-data" action="/partner/file?place=${place.name}">
      ${placeField(visit)} <label for="file">${t('Tệp', 'File')}</label
      ><input id="file" name="file" type="file" required /> <button>${t('Kiểm tra', 'Check')}</button>
    </form>`;
}

function result({ t, lang }: Visit, name: string, read: DryRead): Html {
  const good = !read.refusal && read.badLines === 0;
  return html`<div class="note ${good ? '' : 'wrong'}">
      <p><strong>${name}</strong></p>
      <p>
        ${read.lines} ${t('dòng dùng được', 'lines that can be used')}, ${t('số tiền', 'amount')}
        ${String(read.amountVnd)} đ · ${read.badLines} ${t('dòng lỗi', 'bad lines')} · ${read.ignored}
        ${t('dòng giao dịch không thành công', 'lines of failed payments')}
      </p>
      ${read.refusal && html`<p class="bad">${read.refusal[lang]} <code>${read.refusal.code}</code> <code>${read.refusal.facts}</code></p>`}
      ${good && html`<p class="good">✓ ${t('Đọc được.', 'It reads.')}</p>`}
    </div>
    ${
      read.columns.length > 0 &&
      html`<table>
        <caption>
          ${t('Cột nào nói gì', 'Which column says what')}
        </caption>
        <tbody>
          ${read.columns.map(
            ([field, header]) =>
              html`<tr>
                <td><code>${field}</code></td>
                <td>${header}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }
    ${
      read.bad.length > 0 &&
      html`<table>
        <caption>
          ${t('Dòng lỗi', 'Bad lines')}
        </caption>
        <thead>
          <tr>
            <th>${t('Dòng', 'Line')}</th>
            <th>${t('Trường', 'Field')}</th>
            <th>${t('Lý do', 'Reason')}</th>
            <th>${t('Nguyên văn', 'As sent')}</th>
          </tr>
        </thead>
        <tbody>
          ${read.bad.map(
            (bad) =>
              html`<tr>
                <td class="n">${bad.line}</td>
                <td><code>${bad.field}</code></td>
                <td>${bad[lang]}</td>
                <td><code>${bad.raw}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }`;
}

import { errorMessages, type ErrorCode } from '../../../core/messages/errors.ts';
import { ensure } from '../../platform/errors.ts';
import { kitError } from './errors.ts';
import { html, type Html } from './html.ts';
import { placeField, showInstant } from './layout.ts';
import { findRequest, listRequests, type RequestRow } from './log-queries.ts';
import type { Pages } from './pages.ts';
import type { Visit } from './visit.ts';

const pageSize = 50;

/** What the partner's programs asked and were answered. */
export function requestPages(pages: Pages): void {
  pages.get('/requests', async (visit, request) => {
    const { t, place } = visit;
    const query = request.query as Record<string, string | undefined>;
    const rows = await listRequests(place.db, {
      partnerId: place.partnerId,
      find: String(query['find'] ?? '').slice(0, 100),
      onlyRefused: query['refused'] === '1',
      ...(/^\d{1,18}$/.test(query['before'] ?? '') && { before: BigInt(query['before']!) }),
      limit: pageSize,
    });
    return { title: t('Nhật ký yêu cầu', 'Request log'), body: list(visit, query, rows) };
  });

  pages.get('/requests/:id', async (visit, request) => {
    const { id } = request.params as { id: string };
    ensure(/^\d{1,18}$/.test(id), kitError('partner_kit.unknown_request'));
    const row = await findRequest(visit.place.db, visit.place.partnerId, BigInt(id));
    ensure(row, kitError('partner_kit.unknown_request'));
    return { title: `${row.method} ${row.path}`.slice(0, 80), body: detail(visit, row) };
  });
}

function list(visit: Visit, query: Record<string, string | undefined>, rows: readonly RequestRow[]): Html {
  const { t, place } = visit;
  const last = rows.at(-1);
  const more = new URLSearchParams({ place: place.name, before: String(last?.id ?? '') });
  if (query['find']) more.set('find', query['find']);
  if (query['refused']) more.set('refused', '1');
  return html` <p>
      ${t(
        'Giữ 30 ngày; nội dung giữ 2.000 byte đầu. Khi tải rất cao nhật ký là mẫu, không đủ từng dòng.',
        'Kept for 30 days, the first 2,000 bytes of the bodies. Under very high load the log is a sample.',
      )}
    </p>
    <form method="get" action="/partner/requests">
      ${placeField(visit)}
      <label for="find"
        >${t('Tìm theo mã yêu cầu, mã lỗi, reference, mã khách hàng', 'Find by request id, error code, reference, customer code')}</label
      >
      <input id="find" name="find" type="text" value="${query['find']}" />
      <label class="line"
        ><input type="checkbox" name="refused" value="1" ${query['refused'] === '1' && html`checked`} />
        ${t('chỉ những lệnh bị từ chối', 'refused ones only')}</label
      >
      <button>${t('Tìm', 'Find')}</button>
    </form>
    <table>
      <thead>
        <tr>
          <th>${t('Lúc', 'Time')}</th>
          <th>${t('Lệnh', 'Call')}</th>
          <th>${t('Trả lời', 'Answer')}</th>
          <th>ms</th>
          <th>${t('Mã yêu cầu', 'Request id')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td>${showInstant(row.at)}</td>
              <td>
                <a href="/partner/requests/${row.id}?place=${place.name}"
                  ><code>${row.method} ${row.path}</code></a
                >
              </td>
              <td>
                <span class="${row.status < 400 ? 'good' : 'bad'}">${row.status}</span>
                ${row.code && html`<code>${row.code}</code>`}
              </td>
              <td class="n">${row.took_ms}</td>
              <td><code>${row.request_id}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${rows.length === 0 && html`<p class="muted">${t('Chưa có lệnh nào. Gửi lệnh đầu tiên theo trang Bắt đầu.', 'No call yet. The page Start has the first one.')}</p>`}
    ${rows.length === pageSize && html`<p><a href="?${more.toString()}">${t('Cũ hơn', 'Older')}</a></p>`}`;
}

function detail(visit: Visit, row: RequestRow): Html {
  const { t, place, lang } = visit;
  const meaning = row.code && row.code in errorMessages ? errorMessages[row.code as ErrorCode][lang] : '';
  return html` <p>
      ${showInstant(row.at)} ·
      <span class="${row.status < 400 ? 'good' : 'bad'}">${row.status}</span>
      ${row.code && html`<code>${row.code}</code> – ${meaning}`} · ${row.took_ms} ms
    </p>
    <p>
      ${t('Mã yêu cầu', 'Request id')} <code>${row.request_id}</code> · ${t('khóa', 'key')}
      <code>${row.key_id}</code>
    </p>
    <h2>${t('Gửi', 'Sent')}</h2>
    <pre>
${row.method} ${row.path}
td-digest: ${row.digest}

${row.request_body}</pre>
    <h2>${t('Nhận', 'Answered')}</h2>
    <pre>${row.response_body}</pre>
    <h2>${t('Chuỗi ký của chúng tôi', 'The string we signed')}</h2>
    <pre>${row.signed}</pre>
    <p>
      <a href="/partner/signature?place=${place.name}&request=${row.id}"
        >${t('So với chuỗi của bạn', 'Compare it with yours')}</a
      >
    </p>`;
}

import { eventTypes } from '../../../core/webhooks.ts';
import type { Runtime } from '../../platform/runtime.ts';
import {
  addEndpoint,
  listAttempts,
  listDeliveries,
  listEndpoints,
  messageId,
  resend,
  retireSecret,
  rollSecret,
  sendTest,
  switchEndpoint,
  type AttemptRow,
  type DeliveryRow,
  type EndpointRow,
} from '../webhooks/index.ts';
import { html, type Html } from './html.ts';
import { placeField, showInstant } from './layout.ts';
import { one, type Form, type Pages, type Shown } from './pages.ts';
import type { Visit } from './visit.ts';

/** Where the partner is told, and what became of each message. */
export function webhookPages(pages: Pages, runtime: Runtime): void {
  const { webhookTargets: targets } = runtime.config;
  const title = ({ t }: Visit): string => t('Webhook', 'Webhooks');
  const by = ({ place, actor, now }: Visit) => ({ partnerId: place.partnerId, actor, now });
  const back = ({ place }: Visit): Shown => ({ to: `/partner/webhooks?place=${place.name}` });
  const idOf = (form: Form): bigint => (/^\d{1,18}$/.test(one(form, 'id')) ? BigInt(one(form, 'id')) : 0n);
  const secretShown = (visit: Visit, secret: string): Shown => ({
    title: title(visit),
    body: html`<div class="note">
        <p>${visit.t('Khóa ký, chỉ hiện một lần', 'Secret, shown this once')}: <code>${secret}</code></p>
      </div>
      <p>
        <a href="/partner/webhooks?place=${visit.place.name}"
          >${visit.t('Về webhook', 'Back to the webhooks')}</a
        >
      </p>`,
  });

  pages.get('/webhooks', async (visit, request) => {
    const { before } = request.query as { before?: string };
    return { title: title(visit), body: await overview(visit, before) };
  });
  pages.post('/webhooks', async (visit, form) => {
    const types = [form['type'] ?? []].flat();
    const reach = one(form, 'reach') === 'all' ? 'all' : 'own';
    const wish = { url: one(form, 'url').trim(), eventTypes: types, reach } as const;
    return secretShown(visit, (await addEndpoint(visit.place.db, wish, targets, by(visit))).secret);
  });
  pages.post('/webhooks/roll', async (visit, form) =>
    secretShown(visit, await rollSecret(visit.place.db, idOf(form), by(visit))),
  );
  pages.post('/webhooks/retire', async (visit, form) => {
    await retireSecret(visit.place.db, idOf(form), Number(one(form, 'slot')), by(visit));
    return back(visit);
  });
  pages.post('/webhooks/switch', async (visit, form) => {
    const to = one(form, 'to');
    const state = to === 'live' || to === 'removed' ? to : 'disabled';
    await switchEndpoint(visit.place.db, idOf(form), state, by(visit));
    return back(visit);
  });
  pages.post('/webhooks/test', async (visit, form) => {
    await sendTest(visit.place.db, idOf(form), by(visit));
    return back(visit);
  });
  pages.post('/webhooks/resend', async (visit, form) => {
    await resend(visit.place.db, one(form, 'id') === 'failed' ? 'failed' : [idOf(form)], by(visit));
    return back(visit);
  });
}

async function overview(visit: Visit, before: string | undefined): Promise<Html> {
  const { t, place } = visit;
  const endpoints = await listEndpoints(place.db, place.partnerId);
  const deliveries = await listDeliveries(place.db, {
    partnerId: place.partnerId,
    ...(/^\d{1,18}$/.test(before ?? '') && { before: BigInt(before!) }),
    limit: 30,
  });
  const attempts = await listAttempts(
    place.db,
    deliveries.map(({ id }) => id),
  );
  const attemptsOf = Map.groupBy(attempts, ({ delivery_id }) => delivery_id);
  const anyFailed = endpoints.some(({ failed }) => failed > 0);
  return html`${endpoints.map((endpoint) => showEndpoint(visit, endpoint))}${addForm(visit)}
    <h2>${t('Các lượt gửi', 'Deliveries')}</h2>
    ${anyFailed && act(visit, 'resend', 'failed', t('Gửi lại mọi lượt thất bại', 'Send all failed ones again'))}
    <table>
      <thead>
        <tr>
          <th>${t('Lúc', 'Time')}</th>
          <th>${t('Sự kiện', 'Event')}</th>
          <th>${t('Kết quả', 'Outcome')}</th>
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${deliveries.map((row) => deliveryRow(visit, row, attemptsOf.get(row.id) ?? []))}
      </tbody>
    </table>
    ${deliveries.length === 0 && html`<p class="muted">${t('Chưa gửi gì.', 'Nothing was sent yet.')}</p>`}
    ${deliveries.length === 30 && html`<p><a href="?place=${place.name}&before=${deliveries.at(-1)!.id}">${t('Cũ hơn', 'Older')}</a></p>`}`;
}

function deliveryRow(visit: Visit, row: DeliveryRow, attempts: readonly AttemptRow[]): Html {
  const { t, place } = visit;
  return html`<tr>
    <td>
      ${showInstant(row.created_at)}<br />
      <code>${messageId(place.company.code, row.event_id)}</code>
    </td>
    <td>
      ${row.type} ${row.sequence !== null && html`<span class="muted">#${row.sequence}</span>`}
      <details>
        <summary>${t('Nội dung', 'Body')}</summary>
        <pre>${row.body}</pre>
      </details>
    </td>
    <td>
      ${outcome(visit, row)}
      <details>
        <summary>${row.attempts} ${t('lần gửi', 'attempts')}</summary>
        ${attempts.map(
          (each) =>
            html`<p>
              ${showInstant(each.at)} · ${each.status ?? each.fault} · ${each.took_ms} ms<br />
              <code>${each.reply}</code>
            </p>`,
        )}
      </details>
    </td>
    <td>${act(visit, 'resend', String(row.id), t('Gửi lại', 'Send again'))}</td>
  </tr>`;
}

function outcome({ t }: Visit, row: DeliveryRow): Html {
  if (row.state === 'delivered') return html`<span class="good">✓ ${row.last_status}</span>`;
  const why = row.last_status ?? row.last_fault ?? '';
  return row.state === 'failed'
    ? html`<span class="bad">✗ ${t('thất bại', 'failed')} ${why}</span>`
    : html`${t('chờ gửi', 'waiting')} ${why} · ${t('lần tới', 'next')} ${showInstant(row.next_try_at)}`;
}

function showEndpoint(visit: Visit, endpoint: EndpointRow): Html {
  const { t } = visit;
  const reasons = {
    gone: t('nơi nhận trả lời 410', 'it answered 410'),
    failing: t('không nhận được gì trong năm ngày', 'nothing arrived for five days'),
    by_hand: t('tắt bằng tay', 'switched off by hand'),
  };
  const id = String(endpoint.id);
  return html`<h2><code>${endpoint.url}</code></h2>
    <p>
      ${
        endpoint.state === 'live'
          ? html`<span class="good">✓ ${t('đang gửi', 'live')}</span>`
          : html`<span class="bad"
              >✗ ${t('đã tắt', 'disabled')}:
              ${endpoint.disabled_reason && reasons[endpoint.disabled_reason]}</span
            >`
      }
      ·
      ${endpoint.event_types.length === 0 ? t('mọi loại sự kiện', 'every type') : endpoint.event_types.join(', ')}
      ·
      ${endpoint.reach === 'own' ? t('khách của mình', 'own customers') : t('mọi hóa đơn được thu', 'every bill it may collect')}
      · ${t('đang chờ', 'waiting')} ${endpoint.waiting}, ${t('thất bại', 'failed')} ${endpoint.failed}
    </p>
    ${endpoint.failing_since && html`<p class="note wrong">${t('Không gửi được từ', 'Failing since')} ${showInstant(endpoint.failing_since)}: <code>${endpoint.last_fault}</code></p>`}
    ${act(visit, 'test', id, t('Gửi thử', 'Send a test'))}
    ${act(visit, 'switch', id, endpoint.state === 'live' ? t('Tắt', 'Switch off') : t('Bật lại', 'Switch on'), { to: endpoint.state === 'live' ? 'disabled' : 'live' })}
    ${endpoint.secret_slots.length < 2 && act(visit, 'roll', id, t('Thêm khóa ký thứ hai', 'Add a second secret'))}
    ${
      endpoint.secret_slots.length > 1 &&
      endpoint.secret_slots.map((slot) =>
        act(visit, 'retire', id, `${t('Bỏ khóa ký', 'Retire secret')} ${slot}`, { slot: String(slot) }),
      )
    }
    ${act(visit, 'switch', id, t('Gỡ bỏ', 'Remove'), { to: 'removed' })}`;
}

function act(visit: Visit, path: string, id: string, label: string, more: Record<string, string> = {}): Html {
  return html`<form method="post" action="/partner/webhooks/${path}" style="display:inline">
    ${placeField(visit)}
    <input type="hidden" name="id" value="${id}" />
    ${Object.entries(more).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="quiet">${label}</button>
  </form>`;
}

function addForm(visit: Visit): Html {
  const { t } = visit;
  return html`<details>
    <summary>${t('Thêm nơi nhận', 'Add an endpoint')}</summary>
    <form method="post" action="/partner/webhooks">
      ${placeField(visit)} <label for="url">URL (https)</label
      ><input id="url" name="url" type="url" required />
      <label>${t('Loại sự kiện (không chọn: mọi loại)', 'Types (none ticked: all)')}</label>
      ${eventTypes.map((type) => html`<label class="line"><input type="checkbox" name="type" value="${type}" /> <code>${type}</code></label>`)}
      <label for="reach">${t('Phạm vi hóa đơn', 'Reach')}</label>
      <select id="reach" name="reach">
        <option value="own">${t('khách của mình', 'own customers')}</option>
        <option value="all">${t('mọi hóa đơn được thu', 'every bill it may collect')}</option>
      </select>
      <button>${t('Thêm', 'Add')}</button>
    </form>
  </details>`;
}

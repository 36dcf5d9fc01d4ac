import { randomBytes } from 'node:crypto';
import type { Runtime } from '../../platform/runtime.ts';
import { issueKey, listKeys, revokeKey, type ListedKey } from '../partners/index.ts';
import { ensure } from '../../platform/errors.ts';
import { hasShownAll } from './certification-pages.ts';
import { kitError } from './errors.ts';
import { guide } from './guide-pages.ts';
import { html, type Html } from './html.ts';
import { placeField, showInstant } from './layout.ts';
import { one, type Pages } from './pages.ts';
import type { Visit } from './visit.ts';

/** Keys of the API: made here, shown once, two live at once so that one is rolled while the other works. */
export function keyPages(pages: Pages, runtime: Runtime): void {
  pages.get('/keys', async (visit) => ({ title: visit.t('Khóa', 'Keys'), body: await list(visit) }));

  pages.post('/keys', async (visit, form) => {
    const { place, actor, t } = visit;
    ensure(await mayMakeKey(visit), kitError('partner_kit.not_certified'));
    const publicKey = one(form, 'publicKey').trim();
    const key = await issueKey(runtime, place.company, {
      partnerId: place.partnerId,
      algorithm: publicKey === '' ? 'hmac-sha256' : 'ed25519',
      ...(publicKey !== '' && { publicKey }),
      keyId: `${place.name === 'live' ? 'live' : 'test'}_${randomBytes(12).toString('base64url')}`,
      actor,
    });
    const shown = html`<div class="note">
        <p>${t('Mã khóa', 'Key id')}: <code>${key.keyId}</code></p>
        ${
          key.secret &&
          html`<p>
            ${t('Khóa bí mật (base64), chỉ hiện một lần', 'Secret (base64), shown this once')}:
            <code>${key.secret}</code>
          </p>`
        }
      </div>
      ${key.secret && guide(visit, { keyId: key.keyId, secret: key.secret })}
      <p><a href="/partner/keys?place=${place.name}">${t('Về danh sách khóa', 'Back to the keys')}</a></p>`;
    return { title: t('Khóa mới', 'New key'), body: shown };
  });

  pages.post('/keys/retire', async (visit, form) => {
    const { place, actor, now } = visit;
    const keyId = one(form, 'keyId');
    const own = await listKeys(place.db, place.partnerId);
    ensure(
      own.some((key) => key.key_id === keyId),
      kitError('partner_kit.unknown_request'),
    );
    await revokeKey(runtime, place.company, { keyId, actor, now });
    return { to: `/partner/keys?place=${place.name}` };
  });
}

/** In the sandbox always; live once everything was shown, or where the power company has given a key before. */
async function mayMakeKey({ place, sandbox, live }: Visit): Promise<boolean> {
  if (place.name === 'sandbox') return true;
  if ((await listKeys(live.db, live.partnerId)).length > 0) return true;
  return sandbox !== undefined && hasShownAll(sandbox);
}

async function list(visit: Visit): Promise<Html> {
  const { t, place, sandbox } = visit;
  const keys = await listKeys(place.db, place.partnerId);
  const may = await mayMakeKey(visit);
  return html` <p>
      ${t(
        'Hai khóa cùng sống được: tạo khóa thứ hai, đưa vào dùng, rồi thu hồi khóa cũ. Khóa thử bắt đầu bằng test_, khóa thật bằng live_.',
        'Two keys may live at once: make the second, bring it into use, then retire the first. Test keys begin with test_, live keys with live_.',
      )}
    </p>
    ${!sandbox && html`<p class="note"><a href="/partner/sandbox">${t('Tạo môi trường thử', 'Make your sandbox')}</a></p>`}
    <table>
      <thead>
        <tr>
          <th>${t('Mã khóa', 'Key id')}</th>
          <th>${t('Thuật toán', 'Algorithm')}</th>
          <th>${t('Tạo lúc', 'Made')}</th>
          <th>${t('Trạng thái', 'State')}</th>
        </tr>
      </thead>
      <tbody>
        ${keys.map((key) => keyRow(visit, key))}
      </tbody>
    </table>
    ${keys.length === 0 && html`<p class="muted">${t('Chưa có khóa nào.', 'No key yet.')}</p>`}
    ${
      may
        ? html`<form method="post" action="/partner/keys">
            ${placeField(visit)}
            <label for="publicKey"
              >${t('Khóa công khai Ed25519 (PEM), bỏ trống để nhận khóa HMAC-SHA256', 'Ed25519 public key (PEM); leave empty for an HMAC-SHA256 secret')}</label
            >
            <textarea id="publicKey" name="publicKey" rows="3"></textarea>
            <button>${t('Tạo khóa', 'Make a key')}</button>
          </form>`
        : html`<p class="note">
            ${t('Khóa thật được tạo khi chứng nhận đã đủ.', 'A live key is made once certification is complete.')}
            <a href="/partner/certification">${t('Xem chứng nhận', 'See certification')}</a>
          </p>`
    }`;
}

function keyRow(visit: Visit, key: ListedKey): Html {
  const { t } = visit;
  const state = key.revoked_at
    ? html`<span class="muted">${t('đã thu hồi', 'retired')} ${showInstant(key.revoked_at)}</span>`
    : html`<span class="good">✓ ${t('đang dùng', 'live')}</span>
        <form method="post" action="/partner/keys/retire">
          ${placeField(visit)}<input type="hidden" name="keyId" value="${key.key_id}" />
          <button class="quiet">${t('Thu hồi', 'Retire')}</button>
        </form>`;
  return html`<tr>
    <td><code>${key.key_id}</code></td>
    <td>${key.algorithm}</td>
    <td>${showInstant(key.created_at)}</td>
    <td>${state}</td>
  </tr>`;
}

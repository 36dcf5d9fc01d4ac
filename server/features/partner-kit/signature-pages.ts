import type { Likeness, TextDifference } from '../../../core/gateways/compare-texts.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { findKey, listKeys } from '../partners/index.ts';
import { compareWith, explainSignature, type Explanation, type SignatureIs } from './explain-signature.ts';
import { html, type Html } from './html.ts';
import { placeField } from './layout.ts';
import { findRequest } from './log-queries.ts';
import { one, type Form, type Pages } from './pages.ts';
import type { Visit } from './visit.ts';

/** The string we sign beside the partner's, with the first byte in which they part. */
export function signaturePages(pages: Pages, runtime: Runtime): void {
  pages.get('/signature', async (visit, request) => {
    const { request: id } = request.query as { request?: string };
    const row = /^\d{1,18}$/.test(id ?? '')
      ? await findRequest(visit.place.db, visit.place.partnerId, BigInt(id!))
      : undefined;
    const form: Form = row ? { ours: row.signed, keyId: row.key_id } : {};
    return { title: title(visit), body: await page(visit, form) };
  });

  pages.post('/signature', async (visit, form) => {
    const { place, now } = visit;
    const own = await listKeys(place.db, place.partnerId);
    const chosen = own.find((each) => each.key_id === one(form, 'keyId') && each.revoked_at === null);
    const key = chosen && (await findKey(runtime, chosen.key_id, now));
    // Browsers send line feeds of a text area as CR LF; what was pasted had them bare.
    const text = (name: string): string => one(form, name).replaceAll('\r\n', '\n');
    const theirs = { theirs: text('theirs'), signature: one(form, 'signature').trim() };
    const ours = text('ours');
    const explanation =
      ours === ''
        ? explainSignature(
            {
              method: one(form, 'method'),
              path: one(form, 'path').trim(),
              timestamp: one(form, 'timestamp').trim(),
              nonce: one(form, 'nonce').trim(),
              body: text('body'),
              ...theirs,
            },
            key,
          )
        : compareWith(ours, theirs, key);
    return {
      title: title(visit),
      body: html`${result(visit, explanation, theirs.theirs)}${await page(visit, form)}`,
    };
  });
}

const title = ({ t }: Visit): string => t('Gỡ lỗi chữ ký', 'Signature debugger');

async function page(visit: Visit, form: Form): Promise<Html> {
  const { t, place } = visit;
  const keys = (await listKeys(place.db, place.partnerId)).filter(({ revoked_at }) => revoked_at === null);
  const value = (name: string): string => one(form, name);
  const fields = html` <label for="method">${t('Phương thức', 'Method')}</label>
    <select id="method" name="method">
      ${['GET', 'POST', 'PUT'].map((method) => html`<option ${method === value('method') && html`selected`}>${method}</option>`)}
    </select>
    <label for="path">${t('Đường dẫn, đúng như gửi', 'Path, exactly as sent')}</label>
    <input id="path" name="path" type="text" value="${value('path')}" placeholder="/partner/v1/payments" />
    <label for="timestamp">td-timestamp</label
    ><input id="timestamp" name="timestamp" type="text" value="${value('timestamp')}" />
    <label for="nonce">td-nonce</label><input id="nonce" name="nonce" type="text" value="${value('nonce')}" />
    <label for="body">${t('Nội dung gốc', 'Raw body')}</label
    ><textarea id="body" name="body">${value('body')}</textarea>`;
  return html`<form method="post" action="/partner/signature">
    ${placeField(visit)}
    <label for="keyId">${t('Khóa', 'Key')}</label>
    <select id="keyId" name="keyId">
      ${keys.map((key) => html`<option ${key.key_id === value('keyId') && html`selected`}>${key.key_id}</option>`)}
    </select>
    ${
      value('ours') === ''
        ? fields
        : html`<label for="ours"
              >${t('Chuỗi ký của chúng tôi, từ nhật ký', 'The string we signed, from the log')}</label
            >
            <textarea id="ours" name="ours" readonly>${value('ours')}</textarea>`
    }
    <label for="theirs"
      >${t('Chuỗi bạn đã ký (dán nguyên văn)', 'The string you signed (paste it as it is)')}</label
    >
    <textarea id="theirs" name="theirs">${value('theirs')}</textarea>
    <label for="signature">${t('Chữ ký của bạn', 'Your signature')}</label
    ><input id="signature" name="signature" type="text" value="${value('signature')}" />
    <button>${t('So sánh', 'Compare')}</button>
  </form>`;
}

const verdicts: Record<SignatureIs, { vi: string; en: string; good?: boolean }> = {
  ours: { vi: 'Chữ ký đúng.', en: 'The signature is right.', good: true },
  theirs: {
    vi: 'Khóa đúng, chuỗi ký khác: chữ ký này là của chuỗi bạn dán.',
    en: 'The key is right, the string is not: this signature belongs to the string you pasted.',
  },
  secret_not_decoded: {
    vi: 'Bạn ký bằng chữ base64 của khóa. Giải mã base64 trước rồi mới dùng làm khóa.',
    en: 'You signed with the base64 text of the secret. Decode it first.',
  },
  hex_instead_of_base64: {
    vi: 'Chữ ký đúng nhưng viết dạng hex; hãy viết dạng base64.',
    en: 'The signature is right but written in hex; write it in base64.',
  },
  without_key: {
    vi: 'Đây là SHA-256 không có khóa; cần HMAC-SHA256.',
    en: 'This is SHA-256 without a key; HMAC-SHA256 is needed.',
  },
  trailing_line_feed: {
    vi: 'Chuỗi của bạn có thêm một dấu xuống dòng ở cuối.',
    en: 'Your string ends with a line feed too many.',
  },
  nothing_known: {
    vi: 'Chữ ký không khớp chuỗi nào: có thể sai khóa, hoặc chuỗi đã ký không phải chuỗi đã dán.',
    en: 'The signature fits neither string: another key, or a string other than the one pasted.',
  },
  not_checked: {
    vi: 'Chưa so chữ ký (chưa dán chữ ký, hoặc khóa Ed25519).',
    en: 'No signature was compared (none pasted, or an Ed25519 key).',
  },
};

function result({ t }: Visit, { ours, difference, signatureIs }: Explanation, theirs: string): Html {
  const verdict = verdicts[signatureIs];
  return html`<div class="note ${verdict.good ? '' : 'wrong'}">
      ${theirs !== '' && !difference && html`<p class="good">✓ ${t('Hai chuỗi giống hệt nhau.', 'The two strings are the same.')}</p>`}
      ${difference && parted(t, difference)}
      <p>${t(verdict.vi, verdict.en)}</p>
    </div>
    <h2>${t('Chuỗi chúng tôi ký', 'The string we sign')}</h2>
    <pre>${ours}</pre>`;
}

function parted(t: Visit['t'], { byte, ours, theirs, looksLike }: TextDifference): Html {
  const side = (name: string, text: TextDifference['ours']): Html =>
    html`<p>
      ${name}:
      <code>…${show(text.before)}<mark>${show(text.character) || '∅'}</mark>${show(text.after)}…</code>
      ${text.byte !== undefined && html`<span class="muted">0x${text.byte.toString(16).padStart(2, '0')}</span>`}
    </p>`;
  return html`<p class="bad">${t('Khác nhau từ byte', 'They part at byte')} ${byte}</p>
    ${side(t('Chúng tôi', 'Ours'), ours)}${side(t('Của bạn', 'Yours'), theirs)}
    ${looksLike && html`<p>${t('Có vẻ do', 'Looks like')}: ${t(...likenesses[looksLike])}</p>`}`;
}

/** What cannot be seen, made visible. */
function show(text: string): string {
  return text.replaceAll('\n', '↵').replaceAll('\r', '␍').replaceAll('\t', '⇥');
}

const likenesses: Record<Likeness, [vi: string, en: string]> = {
  letter_case: ['chữ hoa và chữ thường', 'capital and small letters'],
  unicode_form: ['dạng Unicode khác (NFC, NFD)', 'another Unicode form (NFC, NFD)'],
  space: ['khoảng trắng', 'a space'],
  percent_encoding: ['mã hóa phần trăm (%20, %2F)', 'percent encoding (%20, %2F)'],
  number_spelling: ['cách viết số', 'how a number is written'],
  line_end: ['dấu xuống dòng (CR LF)', 'line ends (CR LF)'],
  ends_early: ['chuỗi của bạn ngắn hơn', 'your string ends early'],
  goes_on: ['chuỗi của bạn dài hơn', 'your string goes on'],
};

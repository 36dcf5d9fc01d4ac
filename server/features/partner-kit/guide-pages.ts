import { html, type Html } from './html.ts';
import { listKeys } from '../partners/index.ts';
import type { Pages } from './pages.ts';
import { scenarioCode } from './scenarios.ts';
import type { Visit } from './visit.ts';

/** The first page: from nothing to a signed call in ten minutes, with the developer's own key in every line. */
export function guidePages(pages: Pages): void {
  pages.get('', async (visit) => {
    const { t, place } = visit;
    const keys = (await listKeys(place.db, place.partnerId)).filter(({ revoked_at }) => revoked_at === null);
    const keyId = keys[0]?.key_id;
    return {
      title: t('Mười phút đầu tiên', 'The first ten minutes'),
      body: html`${steps(visit, keyId)}${guide(visit, { keyId: keyId ?? 'key_…', secret: undefined })}${safety(visit)}`,
    };
  });
}

function steps({ t, sandbox }: Visit, keyId: string | undefined): Html {
  return html`<p>
      ${t(
        'Sáu lệnh là đủ: hỏi nợ, giữ, trả, hỏi trạng thái, hủy, gửi tệp đối soát. Mọi lệnh đều được ký; mọi lệnh có tiền đều gửi lại được an toàn.',
        'Six calls are all there is: inquiry, hold, payment, status, reversal, the daily file. Each is signed; each that moves money is safe to repeat.',
      )}
    </p>
    <pre>
${t(
        `khách hỏi  → GET  /customers/{mã KH}/bills      tên che, kỳ, số tiền
trước khi trừ tiền → POST /holds                  giữ hóa đơn vài phút (nên có)
đã/sắp trừ → POST /payments                      reference của bạn = khóa chống trùng
mất kết nối → GET  /payments/{reference}          hỏi, đừng tạo giao dịch mới
trả nhầm   → POST /payments/{reference}/reversal  trong ngày
cuối ngày  → PUT  /reconciliation/{ngày}/file     rồi đọc kết quả`,
        `customer asks  → GET  /customers/{code}/bills       masked name, period, amount
before the debit → POST /holds                       the bill is yours for some minutes (advised)
debit           → POST /payments                    your reference is the idempotency key
no answer       → GET  /payments/{reference}         ask; never make a new payment
by mistake      → POST /payments/{reference}/reversal the same day
end of day      → PUT  /reconciliation/{day}/file     and read the result`,
      )}</pre>
    <ol>
      <li>
        ${sandbox ? t('Đã có môi trường thử.', 'You have a sandbox.') : html`<a href="/partner/sandbox">${t('Tạo môi trường thử', 'Make your sandbox')}</a>`}
      </li>
      <li>
        ${keyId ? html`${t('Khóa đang dùng', 'Your key')}: <code>${keyId}</code>` : html`<a href="/partner/keys">${t('Tạo khóa thử', 'Make a test key')}</a>`}
      </li>
      <li>
        ${t('Chạy lệnh dưới đây, rồi xem', 'Run the call below, then look at')}
        <a href="/partner/requests">${t('nhật ký', 'the log')}</a>.
      </li>
      <li>
        ${t('Sai chữ ký?', 'Signature refused?')}
        <a href="/partner/signature"
          >${t('Trang gỡ lỗi chỉ ra byte đầu tiên khác nhau', 'The debugger shows the first differing byte')}</a
        >.
      </li>
    </ol>`;
}

/** The calls with a key filled in; the secret only on the page that shows it once. */
export function guide(visit: Visit, key: { keyId: string; secret: string | undefined }): Html {
  const { t, origin, place } = visit;
  const code = place.name === 'sandbox' ? scenarioCode(place.partnerId, 'open') : 'PA16HT0000001';
  const secret = key.secret ?? t('khóa-bí-mật-base64', 'your-secret-in-base64');
  return html`<h2>curl</h2>
    <pre>${curlSample({ origin, code, secret, keyId: key.keyId })}</pre>
    <h2>TypeScript</h2>
    <p>
      ${t('Thư mục', 'The folder')}
      <code>clients/typescript</code>
      ${t('chạy trên Node.js 20, không cần gói nào.', 'runs on Node.js 20 without packages.')}
    </p>
    <pre>${typescriptSample({ origin, code, secret, keyId: key.keyId })}</pre>`;
}

interface Sample {
  origin: string;
  code: string;
  keyId: string;
  secret: string;
}

function curlSample({ origin, code, keyId, secret }: Sample): string {
  return `BASE=${origin}
KEY=${keyId}
SECRET='${secret}'

call() { # method path body
  local time=$(date +%s) nonce=$(openssl rand -hex 16)
  local digest="sha-256=$(printf '%s' "$3" | openssl dgst -sha256 -binary | base64)"
  local hex=$(printf '%s' "$SECRET" | base64 -d | od -An -tx1 | tr -d ' \\n')
  local signature=$(printf 'td1\\n%s\\n%s\\n%s\\n%s\\n%s' "$1" "$2" "$time" "$nonce" "$digest" |
    openssl dgst -sha256 -mac HMAC -macopt hexkey:$hex -binary | base64)
  curl -sS -X "$1" "$BASE$2" \${3:+-H 'content-type: application/json' --data-binary "$3"} \\
    -H "td-key: $KEY" -H "td-timestamp: $time" -H "td-nonce: $nonce" \\
    -H "td-digest: $digest" -H "td-signature: $signature"
}

call GET /partner/v1/customers/${code}/bills ''
call POST /partner/v1/payments '{"reference":"TEST-1","customerCode":"${code}","amount":"250000"}'
call GET /partner/v1/payments/TEST-1 ''`;
}

function typescriptSample({ origin, code, keyId, secret }: Sample): string {
  return `import { createPartnerClient } from './clients/typescript/client.ts';

const client = createPartnerClient({
  baseUrl: '${origin}',
  key: { keyId: '${keyId}', algorithm: 'hmac-sha256', secret: Buffer.from('${secret}', 'base64') },
});
const { totalOpen } = await client.inquire('${code}');
console.log(await client.pay({ reference: 'TEST-2', customerCode: '${code}', amount: totalOpen }));`;
}

function safety({ t }: Visit): Html {
  return html`<h2>${t('Ba điều làm mất tiền, và cách tránh', 'Three ways to lose money, and how not to')}</h2>
    <ol>
      <li>
        ${t(
          'Tạo và lưu reference trước lần gửi đầu tiên. Gửi lại luôn dùng reference cũ: giao dịch chỉ có một.',
          'Make and store the reference before the first send. Send again with the same one: it stays one payment.',
        )}
      </li>
      <li>
        ${t(
          '503 payment.outcome_unknown hay mất kết nối: hỏi trạng thái bằng reference. Chưa rõ không phải là thất bại.',
          '503 payment.outcome_unknown or no answer: ask for the status by reference. Unknown is not failed.',
        )}
      </li>
      <li>
        ${t(
          'Ký trên đúng chuỗi byte gửi đi: không định dạng lại JSON sau khi ký, không giải mã đường dẫn.',
          'Sign the very bytes you send: do not write the JSON again after signing, do not decode the path.',
        )}
      </li>
    </ol>`;
}

import { errorMessages } from '../../core/messages/errors.ts';
import { signingWindowSeconds } from '../../core/signing.ts';

interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  pattern?: string;
  format?: string;
  $ref?: string;
}

interface Operation {
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema; description?: string }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

export interface OpenApi {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, Operation>>;
}

/** The partner API as one page: how to sign, how to be safe, each call with its fields. */
export function renderReference(document: OpenApi, demo: boolean): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => renderOperation(path, method, operation)),
  );
  return page(
    'Tài liệu cho đối tác thu hộ · Partner API',
    `<h1>Tài liệu cho đối tác thu hộ</h1>
    <p lang="en">${escape(document.info.description ?? '')}</p>
    <p><a href="/partner/v1/openapi.json">OpenAPI 3.1 (JSON)</a> · <a href="/partner/errors">Bảng mã lỗi · Error codes</a></p>
    ${signingGuide}
    <h2>Các lệnh · Calls</h2>
    ${operations.join('\n')}`,
    demo,
  );
}

const signingGuide = `
  <h2>Ký yêu cầu · Signing</h2>
  <p>Mỗi yêu cầu mang năm tiêu đề. <span lang="en">Every request carries five headers.</span></p>
  <table><thead><tr><th>Tiêu đề · Header</th><th>Nội dung · Content</th></tr></thead><tbody>
  <tr><td><code>td-key</code></td><td>Mã khóa · key id</td></tr>
  <tr><td><code>td-timestamp</code></td><td>Giây Unix; lệch không quá ${signingWindowSeconds} giây · Unix seconds, at most ${signingWindowSeconds} s off</td></tr>
  <tr><td><code>td-nonce</code></td><td>16–64 ký tự A–Z a–z 0–9 _ -, mới cho mỗi yêu cầu · fresh for every request</td></tr>
  <tr><td><code>td-digest</code></td><td><code>sha-256=</code> + base64(SHA-256(nội dung gốc · raw body))</td></tr>
  <tr><td><code>td-signature</code></td><td>base64(HMAC-SHA256(khóa bí mật, chuỗi ký)) hoặc · or base64(Ed25519(chuỗi ký))</td></tr>
  </tbody></table>
  <p>Chuỗi ký gồm sáu dòng nối bằng <code>\\n</code>, không có dòng trống cuối.
  <span lang="en">The signing string is six lines joined by a line feed, none at the end.</span></p>
  <pre>td1
POST
/partner/v1/payments
1790000000
mKq2dT0v8wYxPzR4s6uA
sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=</pre>
  <h2>An toàn khi gửi lại · Safe retries</h2>
  <p>Đối tác tạo mã tham chiếu và lưu trước lần gửi đầu tiên; gửi lại với cùng mã. Cùng nội dung thì nhận lại đúng giao
  dịch cũ (<code>outcome: replayed</code>), khác nội dung thì bị từ chối (<code>payments.conflict</code>). Khi nhận
  <code>payment.outcome_unknown</code> hoặc mất kết nối: hỏi trạng thái, không tạo giao dịch mới.</p>
  <p lang="en">Make the reference and store it before the first send; send again with the same one. After
  <code>payment.outcome_unknown</code> or a lost connection ask for the status, never make a new payment.</p>`;

function renderOperation(path: string, method: string, operation: Operation): string {
  const body = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses);
  const good = answers.find(([status, answer]) => status.startsWith('2') && answer.content);
  const answer = good?.[1].content?.['application/json']?.schema;
  const parameters = (operation.parameters ?? []).map((parameter) =>
    fieldRow(parameter.name, parameter.schema, parameter.required ?? false, parameter.description),
  );
  return `<section><h3><code>${method.toUpperCase()} ${escape(path)}</code></h3>
    <p lang="en">${escape([operation.summary, operation.description].filter(Boolean).join('. '))}</p>
    ${parameters.length > 0 ? fieldTable('Trong địa chỉ · In the address', parameters) : ''}
    ${body ? fieldTable('Gửi · Send', fieldRows(body)) : ''}
    ${answer ? fieldTable(`Nhận · Receive (${good?.[0]})`, fieldRows(answer)) : ''}
    <p>Trạng thái · Statuses: ${answers.map(([status]) => `<code>${status}</code>`).join(' ')}</p></section>`;
}

function fieldTable(caption: string, rows: string[]): string {
  return `<table><caption>${caption}</caption><thead><tr><th>Trường · Field</th><th>Kiểu · Type</th><th>Nghĩa · Meaning</th></tr></thead>
    <tbody>${rows.join('')}</tbody></table>`;
}

function fieldRows(schema: JsonSchema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    fieldRow(prefix + name, field, schema.required?.includes(name) ?? false),
    ...fieldRows(field, `${prefix}${name}.`),
    ...(field.items ? fieldRows(field.items, `${prefix}${name}[].`) : []),
  ]);
}

function fieldRow(
  name: string,
  schema: JsonSchema,
  required: boolean,
  description = schema.description,
): string {
  const rules = [schema.enum?.join(' | '), schema.pattern, schema.format]
    .filter(Boolean)
    .map((rule) => escape(String(rule)));
  return `<tr><td><code>${escape(name)}</code>${required ? '' : ' <small>(tùy chọn · optional)</small>'}</td>
    <td>${escape(typeName(schema))}</td><td>${escape(description ?? '')}${rules.length > 0 ? ` <code>${rules.join('; ')}</code>` : ''}</td></tr>`;
}

function typeName(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' | ');
  if (schema.items) return `${typeName(schema.items)}[]`;
  if (schema.enum) return 'string';
  return Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'object');
}

/** Every error code once, in both languages; problem documents point at its line. */
export function renderErrors(demo: boolean): string {
  const rows = Object.entries(errorMessages).map(
    ([code, message]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${escape(message.vi)}</td><td lang="en">${escape(message.en)}</td></tr>`,
  );
  return page(
    'Bảng mã lỗi · Error codes',
    `<h1>Bảng mã lỗi · Error codes</h1><p><a href="/partner/docs">Tài liệu cho đối tác</a></p>
    <table><thead><tr><th>Mã · Code</th><th>Tiếng Việt</th><th>English</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    demo,
  );
}

/** The strip that stands on every page of a demo, so that nobody takes its people for real. */
const demoStrip =
  '<p class="demo">Dữ liệu mẫu – không phải khách hàng thật · Sample data – not real customers</p>';

function page(title: string, body: string, demo: boolean): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} – tiendien</title><style>
:root{color-scheme:light dark;--ink:#1a1d21;--muted:#4a5159;--line:#d5dade;--paper:#fff;--blue:#0b5394;--wash:#f4f6f8}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--muted:#aeb6bf;--line:#3a424a;--paper:#16191d;--blue:#8ab8e6;--wash:#20252b}}
body{margin:0 auto;max-width:72rem;padding:24px 16px 64px;font:16px/1.55 "Be Vietnam Pro",system-ui,sans-serif;color:var(--ink);background:var(--paper)}
p.demo{margin:-24px -16px 24px;padding:6px 16px;background:#ffd84d;color:#1a1d21;text-align:center;font-weight:600}
h1{font-size:28px;line-height:1.35}h2{font-size:21px;margin-top:40px}h3{font-size:17px;margin-top:32px}
a{color:var(--blue)}code{font:14px ui-monospace,monospace;overflow-wrap:anywhere}pre{background:var(--wash);padding:12px 16px;overflow:auto}
table{border-collapse:collapse;width:100%;margin:12px 0}caption{text-align:left;font-weight:600;padding:8px 0}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}th{color:var(--muted);font-weight:600}
@media(max-width:600px){th,td{display:block;border:0;padding:2px 0}thead{display:none}tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}}
</style></head><body>${demo ? demoStrip : ''}${body}</body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
